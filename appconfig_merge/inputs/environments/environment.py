"""Environments by name: what each one's configuration is read from, and which are meant."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Final, NamedTuple

from appconfig_merge.errors import InputError
from appconfig_merge.suggestions import suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from appconfig_merge.inputs.record import Inputs

FILE_NAME: Final = "environments.toml"
"""What the file is called where none is given."""

_NAMED: Final = 10


class EnvironmentsError(InputError):
    """An environments file says something that can't be meant."""

    code = "malformed-environments"


class Environment(NamedTuple):
    """An environment, and what its configuration is read from. Paths are ready to be opened.

    ``expected`` are files of what the repository says that the Configuration resource should be,
    each a part of it or the whole: laid over one another as JSON Merge Patches (RFC 7396).
    ``snapshot`` is a file of what a page of it was running with.
    """

    name: str
    inputs: Inputs
    expected: tuple[str, ...] = ()
    snapshot: str | None = None


class Environments(NamedTuple):
    """The environments of a file, in its order, and names for several of them."""

    file: str
    all: tuple[Environment, ...]
    groups: Mapping[str, tuple[str, ...]] = {}

    def get(self, name: str) -> Environment | None:
        """An environment by its name."""
        return next((one for one in self.all if one.name == name), None)

    def near(self, name: str) -> list[str]:
        """Names like this one, best first."""
        return suggest(name, [one.name for one in self.all], 3)

    def select(self, words: Iterable[str]) -> tuple[Environment, ...]:
        """The environments that words mean, in the file's order; all of them without a word.

        A word is a name, a group's name, or a pattern as shells have it (``prod-*``). Raises
        InputError for one that means none.
        """
        chosen: set[str] = set()
        wanted = list(words)
        for word in wanted:
            chosen.update(self._meant(word))
        return tuple(one for one in self.all if not wanted or one.name in chosen)

    def _meant(self, word: str) -> list[str]:
        names = [one.name for one in self.all]
        if word in names:
            return [word]
        if word in self.groups:
            return [name for part in self.groups[word] for name in self._meant(part)]
        found = [name for name in names if fnmatchcase(name, word)]
        if not found:
            near = suggest(word, [*names, *self.groups], 3) or [*self.groups, *names][:_NAMED]
            raise InputError(
                f"no environment of {self.file} is meant by {word!r}",
                help=f"there {'is' if len(near) == 1 else 'are'} {', '.join(near)}",
            )
        return found
