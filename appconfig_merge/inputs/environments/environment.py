"""Environments by name: what each one's configuration is read from, and which are meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.errors import InputError
from appconfig_merge.inputs.environments.words import chosen, meant, word
from appconfig_merge.inputs.record import LiveResource
from appconfig_merge.named_tuples import NamedTuple
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

    ``live`` is the account's resource at the service, whether or not the configuration is read
    with it. ``said`` names the fields of ``inputs`` that somebody said.
    """

    name: str
    inputs: Inputs
    expected: tuple[str, ...] = ()
    snapshot: str | None = None
    live: LiveResource = LiveResource()
    said: frozenset[str] = frozenset()


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

        A word is a name, a group's name, or a pattern as shells have it (``prod-*``); with ``!``
        before it, it leaves out what it means. Raises InputError for one that means none, and where
        none is left.
        """
        names = dict.fromkeys(one.name for one in self.all)
        found = []
        words = tuple(words)
        for text in words:
            one = word(text, names, self.groups)
            those = meant(one.text, names, self.groups)
            if not those and one.text not in self.groups:
                raise self._nobody(one.text)
            found.append((one, those))
        if not found:
            return self.all
        wanted = chosen(found, names)
        if not wanted:
            said = " ".join(words)
            raise InputError(f"{said} means no environment of {self.file}")
        return tuple(one for one in self.all if one.name in wanted)

    def _nobody(self, text: str) -> InputError:
        names = [*self.groups, *(one.name for one in self.all)]
        near = suggest(text, names, 3) or names[:_NAMED]
        return InputError(
            f"no environment of {self.file} is meant by {text!r}",
            help=f"there {'is' if len(near) == 1 else 'are'} {', '.join(near)}",
        )
