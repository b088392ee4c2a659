"""What a page has before its scripts run: the closed world that evaluation starts from.

The browser's own globals, what the caller defines and what the caller says that another
script defines. Nothing else exists: any other name is undefined, as it is in the browser.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.intrinsics import is_member, row, type_of
from appconfig_merge.javascript.globals import STORAGES
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import JSArray, JSObject, Slot, Traced, Unknown
from appconfig_merge.paths import format_path, is_name, parse_path
from appconfig_merge.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from appconfig_merge.evaluation.site import Site

RESTRICTED: Final = frozenset({
    "Infinity", "NaN", "document", "location", "top", "undefined", "window",
})  # fmt: skip
"""The window's properties that can't be configured: a let or const of the name is refused."""


def is_object_member(key: str) -> bool:
    """Whether Object.prototype has a property (ECMA-262 20.1.3, B.2.2); the window has it, too."""
    return key in {"constructor", "__proto__"} or is_member("Object.prototype", key)


def is_storage_member(key: str) -> bool:
    """Whether every Storage has a property beside what it keeps (HTML 12.2.1)."""
    return key == "length" or is_member("Storage.prototype", key) or is_object_member(key)


def member_path(owner: str, key: str) -> str:
    """The dotted name of a property: ``location.hostname``, ``localStorage["my-key"]``."""
    return f"{owner}.{key}" if is_name(key) else f"{owner}{format_path((key,))}"


def _parents(name: str) -> Iterator[str]:
    """The dotted names of what a defined property lies in."""
    keys = parse_path(name)
    for length in range(1, len(keys)):
        yield format_path(keys[:length])


SETTLED: Final = frozenset({
    "location.host", "location.hostname", "location.origin", "location.port", "location.protocol",
})  # fmt: skip
"""What stays the same as long as the page is there, whatever scripts do: texts."""

_TEXTS: Final = SETTLED | {
    "document.URL", "document.cookie", "document.documentURI", "document.domain",
    "document.referrer", "document.title", "location.hash", "location.href", "location.pathname",
    "location.search", "navigator.userAgent",
}  # fmt: skip
"""Properties of the page that every browser has, and that are texts."""

_FRAGMENT: Final = frozenset({
    "location.hash", "location.href", "document.URL", "document.documentURI",
})  # fmt: skip
_ADDRESS: Final = _FRAGMENT | {"location.pathname", "location.search"}


def changed_with(path: str) -> frozenset[str]:
    """What may read otherwise after a property is set, or a method of this name called.

    Another page is loaded later, but a new fragment takes effect at once (HTML 7.4.2.2), and so
    does what ``history`` puts in the address.
    """
    root = path.partition(".")[0]
    if path in {"location", "document.location"}:
        return _FRAGMENT
    if root == "location":
        return _FRAGMENT | {path}
    return _ADDRESS | {path} if root == "history" else frozenset({path})


class GlobalObject(JSObject):
    """The window. ``permanent`` names the properties that a ``var`` made: delete fails."""

    __slots__ = ("permanent",)

    def __init__(self) -> None:
        super().__init__()
        self.permanent: set[str] = set()


class World:
    """The globals there are before the first script.

    ``defined`` maps a dotted name to its value, ``assumed`` holds the names that another
    script defines with a value not known here. ``site`` has the files of the page's server; with
    None there is no page, just a script. On a page there is Flex UI.
    """

    def __init__(
        self, defined: Mapping[str, Traced], assumed: Iterable[str], site: Site | None = None
    ) -> None:
        self.site = site
        self.defined = {name: _own_copy(value) for name, value in defined.items()}
        self.assumed = frozenset(assumed)
        # A storage that is defined as a whole holds nothing else.
        self._whole = {name: self.defined.pop(name).value for name in STORAGES & defined.keys()}
        self._parents = {parent for name in self.defined for parent in _parents(name)}

    def get(self, name: str) -> Traced | None:
        """The value of a global that no script has set; None when there is none."""
        defined = self.defined.get(name)
        if defined is not None:
            return defined
        if self.browser_group(name):
            return self._of_browser(name)
        if is_object_member(name):
            path = f"Object.prototype.{name}"
            return self._of_browser(path if type_of(path) else name)
        if name in self._parents:
            return untraced(self.page_value(name, "object"))
        if name in self.assumed:
            reason = f"another script defines {name} (--assume)"
            return untraced(Unknown(reason, path=name))
        if self.site is not None and name == "Twilio":
            return untraced(self.page_value(name, "object"))
        return None

    def stored(self, storage: str, key: str) -> Traced:
        """What a storage holds under a key: a string, or null where it holds nothing."""
        whole = self._whole.get(storage)
        if isinstance(whole, JSObject):
            slot = whole.slots.get(key)
            return slot.traced if slot else untraced(None)
        path = member_path(storage, key)
        return self.defined.get(path) or untraced(self.page_value(path, ""))

    def member(self, owner: str, key: str) -> Traced:
        """A property of something that only the page knows, which ``owner`` names."""
        path = member_path(owner, key)
        if path == "document.location":
            path = "location"
        elif key == "constructor" and owner.endswith(".prototype"):
            path = owner.removesuffix(".prototype")
        if owner in STORAGES and not is_storage_member(key):
            held = self.stored(owner, key)
            return held if held.value is not None else untraced(UNDEFINED)
        defined = self.defined.get(path)
        if defined is not None:
            return defined
        if path in self._parents:
            return untraced(self.page_value(path, "object"))
        return self._of_browser(path)

    def _of_browser(self, path: str) -> Traced:
        """What browsers have at a path, if no script has changed it."""
        found = row(path)
        if found is not None and found.constant is not None:
            return untraced(found.constant)
        return untraced(self.page_value(path, type_of(path)))

    def page_value(self, path: str, kind: str) -> Unknown:
        """What only the page knows."""
        root = path.partition(".")[0]
        if root in self.assumed:
            reason = f"another script defines {root} (--assume)"
        elif self.browser_group(root) == "e":
            reason = f"the built-in {path} is not evaluated here"
        else:
            reason = f"only the page knows {path}"
        if not kind and path in _TEXTS:
            kind = "string"
        elif self.site is not None and root == "Twilio":
            from appconfig_merge.evaluation.handing import KINDS

            kind = KINDS.get(path, kind)
        return Unknown(reason, path=path, kind=kind)

    def browser_group(self, name: str) -> str:
        """How the browser treats an assignment to its global: see data/browser_globals.txt.

        ``e`` ECMAScript's, ``u`` ignores it, ``s`` stores something else than it is given,
        ``h`` an event handler, ``r`` replaceable; empty for a name of no such global.
        """
        return _browser_group(name)


def _own_copy(traced: Traced) -> Traced:
    """A defined value for this world alone: JSON data, which the script may change once it runs."""
    if traced.node.start < 0 or not isinstance(traced.value, JSObject):
        return traced
    root = Traced(traced.value, traced.node, traced.source, traced.inputs)
    work = [root]
    while work:
        item = work.pop()
        old = item.value
        if not isinstance(old, JSObject):
            continue
        new = JSArray([]) if isinstance(old, JSArray) else JSObject()
        item.value = new
        for key, slot in old.slots.items():
            new.slots[key] = _copied(slot)
            work.append(new.slots[key].traced)
        if isinstance(old, JSArray) and isinstance(new, JSArray):
            new.elements = [slot and _copied(slot) for slot in old.elements]
            work.extend(slot.traced for slot in new.elements if slot)
    return root


def _copied(slot: Slot) -> Slot:
    traced = slot.traced
    copy = Traced(traced.value, traced.node, traced.source, traced.inputs)
    return Slot(copy, slot.key, slot.previous, slot.via)


@lru_cache(maxsize=1000)
def _browser_group(name: str) -> str:
    # A script has few names: making a mapping of all that browsers have would take longer.
    table = _browser_globals()
    at = table.find(f"\n{name}\t") if is_name(name) else -1
    return table[at + len(name) + 2] if at >= 0 else ""


@cache
def _browser_globals() -> str:
    """Read the shipped table, once, on first use."""
    return shipped("browser_globals.txt")
