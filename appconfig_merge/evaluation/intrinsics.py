"""What is known of the functions and objects that every page has, a row each.

The rows are data/intrinsics.txt, which also says what its words mean. Whatever is asked of a
built-in comes from them: what typeof gives for it, whether values inherit it, what a call changes
and runs, why its result isn't known, and which model computes it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from appconfig_merge.javascript.primitives import Undefined

_CALLS: Final = ("", "later", "now")
_KINDS: Final = {"function": "function", "constructor": "function"}
"""What typeof gives for a kind, where that isn't the kind itself."""


_REASONS: Final = {
    "clock": "it depends on the clock",
    "code": "code in a string is not evaluated",
    "language": "it depends on the browser's language",
    "random": "it is random",
    "symbols": "symbols are not evaluated",
}
"""What is said for the words of the table that tell why a result isn't known."""


class Row:
    """What is known of one function or object; data/intrinsics.txt says what the fields mean."""

    kind: str = "function"
    constant: float | Undefined | None = None
    recent: bool = False
    changes: str = ""
    calls: str = ""
    keeps: bool = False
    dispatches: bool = False
    unread: bool = False
    gives: str = ""
    makes: str = "object"
    reason: str = ""
    pure: str = ""
    model: str = ""
    new: str = ""

    def __init__(self, path: str, **said: Any) -> None:
        self.path = path
        vars(self).update(said)  # the rest is as it is for the class

    @property
    def is_function(self) -> bool:
        """Whether it can be called."""
        return self.kind in _KINDS

    @property
    def is_method(self) -> bool:
        """Whether it works on its receiver; others take no notice of theirs."""
        return ".prototype." in self.path

    @property
    def is_inert(self) -> bool:
        """Whether a call changes nothing and runs nothing that it is handed."""
        return self.is_function and not (self.changes or self.calls or self.dispatches)


def row(path: str) -> Row | None:
    """The row of a path; None for one that has none."""
    return _row(path) if path in _lines() else None


@cache
def _row(path: str) -> Row:
    """The row of a path that has one."""
    return _parsed(path, _lines()[path].split())


def of_path(path: str) -> Row | None:
    """The row of what is at a path of the page, by its own path or as a method of some object."""
    found = row(path)
    if found is None and "." in path:
        return method(path.rpartition(".")[2])
    return found


def method(key: str) -> Row | None:
    """What is certain of a method of this name, whatever object has it; None for no method."""
    return _method(key) if key in _methods() else None


@cache
def _method(key: str) -> Row:
    """What is certain of a method of a name that methods have."""
    return _any_of(key, list(map(_row, _methods()[key])))


def calls_later(name: str) -> bool:
    """Whether a function or method of this name may call back once the script has ended."""
    return any(found is not None and found.calls == "later" for found in (row(name), method(name)))


def is_member(owner: str, key: str) -> bool:
    """Whether what ``owner`` names has a method of this name."""
    return f"{owner}.{key}" in _lines()


def type_of(path: str) -> str:
    """What typeof gives for what every browser in use has at a path; empty where that isn't sure.

    That is so of recent things, too: a page may run in a browser that doesn't have them.
    """
    found = row(path)
    if found is None or found.recent:
        return ""
    return _KINDS.get(found.kind, found.kind)


@cache
def _lines() -> dict[str, str]:
    """Read the shipped table, once, on first use: what it says of each path."""
    lines = (line.partition(" ") for line in shipped("intrinsics.txt").splitlines())
    return {path: words for path, _, words in lines if path not in {"", "#"}}


def rows() -> list[Row]:
    """All rows."""
    return list(map(_row, _lines()))


def _parsed(path: str, words: list[str]) -> Row:
    fields: dict[str, Any] = {}
    for word in words:
        name, given, text = word.partition("=")
        if name == "constant":
            fields["kind"] = "undefined" if text == "undefined" else "number"
            fields["constant"] = UNDEFINED if text == "undefined" else float(text)
        elif given:
            fields[name] = text
        elif name in {"constructor", "object", "symbol"}:
            fields["kind"] = name
        else:
            fields[name] = True
    return Row(path, **fields)


@cache
def _methods() -> dict[str, list[str]]:
    """The paths of methods, by their names."""
    alike: dict[str, list[str]] = {}
    for path in _lines():
        # document.createElement is that of any document, and so on; others are Math.max and such.
        if ".prototype." in path or ("." in path and path[0].islower()):
            alike.setdefault(path.rpartition(".")[2], []).append(path)
    return alike


def _any_of(key: str, rows: list[Row]) -> Row:
    """What is certain of a function that is one of several."""
    return Row(
        f".prototype.{key}",
        recent=True,
        changes=_changes(rows),
        calls=max((one.calls for one in rows), key=_CALLS.index),
        keeps=any(one.keeps for one in rows),
        dispatches=any(one.dispatches for one in rows),
        unread=all(one.unread for one in rows),
        gives=_agreed(one.gives for one in rows),
        makes="",
        reason=_agreed(one.reason for one in rows),
    )


def _changes(rows: list[Row]) -> str:
    """All that one of several functions may change."""
    each = {one.changes for one in rows} - {""}
    if len(each) > 1:
        return "anything" if each & {"page", "anything"} else "arguments"
    return each.pop() if each else ""


def _agreed(found: Iterable[str]) -> str:
    """What all say; empty where they differ."""
    each = set(found)
    return each.pop() if len(each) == 1 else ""


def reason_for(path: str, key: str, inherited: str = "") -> str:
    """Why the result of a built-in function depends on more than the script; empty where not.

    ``key`` is the property that the function was read from, ``inherited`` why the function itself
    isn't known.
    """
    for found in (row(path), row(path.partition(".")[0]), method(key)):
        if found is not None and found.reason:
            return _REASONS[found.reason]
    return inherited if inherited in _REASONS.values() else ""
