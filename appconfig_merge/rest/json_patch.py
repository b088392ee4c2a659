"""JSON Patch (RFC 6902) by the library jsonpatch.

Here is what it lacks: bounds, the paths that a patch names as going, errors that show no values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.errors import LimitError
from appconfig_merge.limits import MAX_DOCUMENT_NESTING, MAX_EXPANDED_VALUES
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.rest.document import copied, measure
from appconfig_merge.rest.drops import renamed
from appconfig_merge.rest.errors import EditError, FailedTestError, whole_property
from appconfig_merge.rest.slots import resolved

if TYPE_CHECKING:
    from typing import TypeAlias

    from appconfig_merge.paths import Path
    from appconfig_merge.values import JsonValue

    _Found: TypeAlias = tuple[Path, JsonValue] | None

_MEMBERS = {
    "add": ("path", "value"),
    "remove": ("path",),
    "replace": ("path", "value"),
    "move": ("from", "path"),
    "copy": ("from", "path"),
    "test": ("path", "value"),
}
"""The operations and the members that each must have (RFC 6902, 4)."""

_SHOWN = 200
"""Characters of a pointer that a message shows."""


class _Operation(NamedTuple):
    """An operation whose form is right; ``label`` names it in messages."""

    label: str
    op: str
    pointer: str
    path: tuple[str, ...]
    source: tuple[str, ...] | None
    raw: dict[str, JsonValue]


def patched(
    document: dict[str, JsonValue], operations: list[JsonValue], name: str
) -> tuple[dict[str, JsonValue], list[Path]]:
    """Apply a patch to a copy: the result, and the paths that the patch itself names as going.

    Those are paths at the time of each operation. Raises EditError, FailedTestError for a
    ``test`` that doesn't hold, and LimitError for copies of copies without end.
    """
    read = [_read(number, raw, name) for number, raw in enumerate(operations, 1)]
    result = {key: copied(value) for key, value in document.items()}
    removed: list[Path] = []
    room = MAX_EXPANDED_VALUES
    for one in read:
        found = _found(one, result)
        room -= _size(one, found)
        if room < 0:
            raise LimitError(f"{one.label}: the patch copies more than a resource can hold")
        removed.extend(_named(one, found))
        _apply(one, result)
    return result, removed


def _read(number: int, raw: JsonValue, name: str) -> _Operation:
    """Check the form of an operation."""
    label = f"{name}: operation {number}"
    if not isinstance(raw, dict):
        raise EditError(f"{label} is not an object", help=_FORM)
    op = raw.get("op")
    if not isinstance(op, str) or op not in _MEMBERS:
        raise EditError(
            f'{label} has no valid "op"', help=f"the operations are {', '.join(_MEMBERS)}"
        )
    label = f"{label} ({op})"
    for member in _MEMBERS[op]:
        if member not in raw:
            raise EditError(f'{label} has no "{member}"', help=_FORM)
    source = _pointer(raw, "from", label) if "from" in _MEMBERS[op] else None
    path = _pointer(raw, "path", label)
    pointer = str(raw["path"])
    shown = pointer if len(pointer) <= _SHOWN else pointer[: _SHOWN - 1] + "…"
    one = _Operation(label, op, shown, path, source, raw)
    if not path and op != "test":
        raise EditError(
            f"{label}: the empty path names the whole resource, which can't be replaced",
            help="a path starts with a property: /ui_attributes/theme",
        )
    leaving = path if op == "remove" else source if op == "move" else None
    if leaving is not None and len(leaving) < 2:
        raise whole_property(leaving[0] if leaving else "the whole resource", label)
    if op == "move" and source is not None and path != source and path[: len(source)] == source:
        raise EditError(f"{label}: a value can't be moved into itself")
    return one


_FORM = 'an operation looks like {"op": "replace", "path": "/ui_attributes/logLevel", "value": 1}'


def _pointer(raw: dict[str, JsonValue], member: str, label: str) -> tuple[str, ...]:
    from jsonpointer import JsonPointer, JsonPointerException

    try:
        steps = tuple(JsonPointer(str(raw[member])).parts)
    except JsonPointerException:
        raise EditError(
            f'{label}: "{member}" is not a JSON Pointer',
            help="a JSON Pointer looks like /ui_attributes/theme; ~1 stands for / and ~0 for ~",
        ) from None
    if len(steps) > MAX_DOCUMENT_NESTING:
        raise EditError(f'{label}: "{member}" is deeper than {MAX_DOCUMENT_NESTING} levels')
    return steps


def _found(one: _Operation, document: dict[str, JsonValue]) -> _Found:
    """What is where an operation takes from, or else at its path. Raises EditError."""
    steps = one.path if one.source is None else one.source
    found = resolved(document, steps)
    if found is None and one.op not in {"add", "test"}:
        raise EditError(
            f"{one.label}: there is nothing at /{'/'.join(steps)[:_SHOWN]}",
            help="the path is that of the resource as the operations before have left it",
        )
    return found


def _size(one: _Operation, found: _Found) -> int:
    """How many values an operation takes from elsewhere.

    Raises EditError for a result that would nest too deep.
    """
    if one.op in {"remove", "test"}:
        return 0
    is_taken = one.source is not None
    size, levels = measure(found[1] if is_taken and found is not None else one.raw["value"])
    if len(one.path) + levels > MAX_DOCUMENT_NESTING:
        raise EditError(
            f"{one.label}: the result would be nested deeper than {MAX_DOCUMENT_NESTING} levels"
        )
    return size if is_taken else 0


def _named(one: _Operation, found: _Found) -> tuple[Path, ...]:
    """The path that an operation takes something away from, or gives another name, by itself."""
    if found is None or one.op in {"copy", "test"}:
        return ()
    return renamed(found[0]) if one.op in {"add", "replace"} else (found[0],)


def _apply(one: _Operation, document: dict[str, JsonValue]) -> None:
    """Let the library apply one operation to the document itself."""
    from jsonpatch import JsonPatch, JsonPatchException, JsonPatchTestFailed
    from jsonpointer import JsonPointerException

    try:
        JsonPatch([one.raw]).apply(document, in_place=True)
    except JsonPatchTestFailed:
        raise FailedTestError(
            f"{one.label}: {one.pointer or 'the resource'} is not what the patch expects",
            help="the resource has changed since the patch was made, or the patch is for another",
        ) from None
    except (JsonPatchException, JsonPointerException):
        raise EditError(
            f"{one.label}: there is no place for a value at {one.pointer}",
            help="what is around it must exist; an index is at most the array's length",
        ) from None
