"""Loading a page of a few scripts, for examples of a line or two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from appconfig_merge.evaluation.code.globals_made import globals_made
from appconfig_merge.evaluation.later.telling import tell
from appconfig_merge.evaluation.loading import Loading
from appconfig_merge.evaluation.site import Unreadable
from appconfig_merge.evaluation.world import World
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import Slot
from appconfig_merge.layers.data import from_python
from appconfig_merge.source import Source
from appconfig_merge.syntax import parse
from appconfig_merge.values import public_value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from appconfig_merge.evaluation.handing import Handed


class Files:
    """A site that is a table of texts by address."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self._files = {address: Source(address, text) for address, text in files.items()}

    def script(self, address: str, base: Source) -> Source | Unreadable:  # noqa: ARG002
        """The file of that address."""
        return self._files.get(address) or Unreadable(address, "there is no such file")

    module = script
    data = script


class Script(NamedTuple):
    """A script that isn't a classic one in order; ``how`` is what it is, or an event's name."""

    how: str
    text: str


def load(
    *scripts: str | Script,
    files: Mapping[str, str] | None = None,
    unread: tuple[str, ...] = (),
    define: Mapping[str, Any] | None = None,
) -> Loading:
    """A page that is loaded up to its end, but for its events."""
    defined = {name: untraced(from_python(one)) for name, one in (define or {}).items()}
    parts = [one if isinstance(one, Script) else Script("classic", one) for one in scripts]
    sources = [Source(f"{index}.js", one.text) for index, one in enumerate(parts)]
    goals = ["module" if one.how == "module" else "script" for one in parts]
    programs = [
        parse(source, goal=goal)  # type: ignore[arg-type]
        for source, goal in zip(sources, goals, strict=True)
    ]
    own = frozenset().union(*map(globals_made, programs))
    loading = Loading(World(defined, (), Files(files or {})), unread, own)
    for part, source, program in zip(parts, sources, programs, strict=True):
        if part.how == "classic":
            loading.classic(source, program)
        elif part.how == "deferred":
            loading.classic(source, program, deferred=True)
        elif part.how == "module":
            loading.module(source, program)
        elif part.how == "async":
            loading.asynchronous(source, program)
        else:
            loading.handler(source, program, part.how)
    return loading


def handed(*scripts: str | Script, **page: Any) -> list[Any]:
    """What a page hands over, each as Python data."""
    loading = load(*scripts, **page)
    return [shown(loading, one) for one in loading.loaded()]


def shown(loading: Loading, one: Handed) -> Any:
    """What is handed over, as Python data."""
    root = Slot(one.argument)
    tell(loading.machine, root, "the configuration")
    return public_value(root.traced)
