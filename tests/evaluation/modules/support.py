"""Pages of modules for tests: their files in memory, and what is left once they have run."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any

from appconfig_merge.evaluation.modules import run_module
from appconfig_merge.evaluation.script import new_page
from appconfig_merge.evaluation.site import Unreadable
from appconfig_merge.evaluation.world import World
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.values import JSArray, JSFunction, JSObject, Traced, Unknown
from appconfig_merge.source import Source
from appconfig_merge.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from appconfig_merge.evaluation.driving import Page
    from appconfig_merge.javascript.conversion import Throws


class Files:
    """A site of a few files; a specifier is a path as it stands, without guessing at its end."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts
        self.made: dict[str, Source] = {}

    def script(self, address: str, base: Source) -> Source | Unreadable:
        """The text of an address."""
        path = posixpath.normpath(posixpath.join(posixpath.dirname(base.name), address))
        if path in self.texts:
            return self.made.setdefault(path, Source(path, self.texts[path]))
        return Unreadable(address, "there is no such file")

    def module(self, specifier: str, base: Source) -> Source | Unreadable:
        """The module of a specifier; a bare one is nowhere."""
        if specifier.startswith((".", "/")):
            return self.script(specifier.lstrip("/"), base)
        return Unreadable(specifier, "the page has no import map")

    data = script


class Ran:
    """A page once its modules have run, the last of them ``main``."""

    def __init__(
        self,
        texts: Mapping[str, str],
        entries: Iterable[str] = ("main.js",),
        define: Mapping[str, Traced] | None = None,
    ) -> None:
        site = Files(texts)
        self.page: Page = new_page(World(define or {}, (), site))
        self.thrown: Throws | None = None
        root = Source("index.html", "")
        for entry in entries:
            source = site.script(entry, root)
            assert isinstance(source, Source)
            program = parse(source, goal="module", dialect="jsx")
            self.thrown = run_module(self.page, source, program)

    @property
    def window(self) -> dict[str, Any]:
        """The globals that were set; see :func:`shown`."""
        slots = self.page.machine.world_object.slots
        return {name: shown(slot.traced.value) for name, slot in slots.items()}

    @property
    def remarks(self) -> list[str]:
        """What was remarked."""
        return [remark.message for remark in self.page.machine.remarks.values()]


def shown(value: Any) -> Any:
    """A value as Python has it: ``...`` for what isn't known, a function by its name."""
    if isinstance(value, Unknown):
        return ...
    if isinstance(value, JSFunction):
        return f"function {value.name}"
    if isinstance(value, JSArray):
        return ... if value.unknown else [one and shown(one.traced.value) for one in value.elements]
    if isinstance(value, JSObject):
        if value.unknown is not None and value.traits is None:
            return ...
        return {name: shown(slot.traced.value) for name, slot in value.slots.items()}
    return "undefined" if value is UNDEFINED else value


def reason(ran: Ran, name: str) -> str:
    """Why a global isn't known."""
    value = ran.page.machine.world_object.slots[name].traced.value
    assert isinstance(value, Unknown)
    return value.reason
