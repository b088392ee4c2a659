"""Changes to a Configuration resource: each applies to a copy and tells what else it loses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from appconfig_merge.layers.properties import PROPERTIES, UI_ATTRIBUTES
from appconfig_merge.limits import MAX_DOCUMENT_NESTING
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.paths import format_path
from appconfig_merge.rest.document import copied, nesting
from appconfig_merge.rest.drops import drops, renamed, unexcused
from appconfig_merge.rest.errors import EditError, whole_property
from appconfig_merge.rest.slots import (
    array_index,
    delete_value,
    existing_slot,
    get_value,
    put_value,
    resolved,
)
from appconfig_merge.suggestions import suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from appconfig_merge.paths import Path
    from appconfig_merge.values import JsonValue


class Edited(NamedTuple):
    """What an edit makes of a resource.

    ``document`` is the result, and may share unchanged parts with what was edited;
    ``dropped`` are the paths of what is gone without being named by the edit (see
    :func:`appconfig_merge.rest.drops.drops`); ``remarks`` are sentences for the person.
    """

    document: dict[str, JsonValue]
    dropped: tuple[Path, ...]
    remarks: tuple[str, ...]


class Edit(Protocol):
    """A change to a Configuration resource."""

    def apply(self, document: dict[str, JsonValue]) -> Edited:
        """Apply the edit to a copy of a resource, an object of properties. Raises EditError."""
        ...


@dataclass(frozen=True, repr=False)
class Set:
    """Set the value at a path that starts with a property.

    Objects that are missing or null on the way are made. In an array an index must exist, or
    be the length, or "-" (RFC 6901), which both append.
    """

    path: Path
    value: JsonValue

    def apply(self, document: dict[str, JsonValue]) -> Edited:
        """See :class:`Edit`."""
        check_property(self.path)
        check_nesting(len(self.path) + nesting(self.value), format_path(self.path))
        result = dict(document)
        owner: dict[str, JsonValue] | list[JsonValue] = result
        slots: list[str | int] = []
        for length, step in enumerate(self.path, 1):
            here = self.path[:length]
            slots.append(self._slot(owner, step, here))
            if length == len(self.path):
                put_value(owner, slots[-1], self.value)
            else:
                child = self._opened(get_value(owner, slots[-1]), here)
                put_value(owner, slots[-1], child)
                owner = child
        return Edited(result, unexcused(_lost(document, result, slots), renamed(tuple(slots))), ())

    def _opened(self, value: JsonValue, here: Path) -> dict[str, JsonValue] | list[JsonValue]:
        """A copy of what stands on the way, to be changed."""
        if isinstance(value, dict):
            return dict(value)
        if isinstance(value, list):
            return list(value)
        if value is not None:
            raise EditError(
                f"{format_path(self.path)} can't be set: {format_path(here)} is {_kind(value)}",
                help=f"set {format_path(here)} to an object to replace it",
            )
        if isinstance(self.path[len(here)], int):
            raise EditError(
                f"{format_path(self.path)} can't be set: there is no array at {format_path(here)}",
                help=f"set {format_path(here)} to an array first",
            )
        return {}

    def _slot(
        self, owner: dict[str, JsonValue] | list[JsonValue], step: str | int, here: Path
    ) -> str | int:
        """The key or index that a step means."""
        if isinstance(owner, dict):
            return str(step)
        index = len(owner) if step == "-" else array_index(step)
        if index is None:
            raise EditError(
                f"{format_path(here)} can't be set: {format_path(here[:-1])} is an array",
                help="an element of an array has an index from 0, or - to append one",
            )
        if index > len(owner):
            raise EditError(
                f"{format_path(here)} can't be set: the array has {_elements(len(owner))}",
                help=f"the index {len(owner)}, or -, appends one",
            )
        return index

    def __repr__(self) -> str:
        return f"Set({format_path(self.path)})"


@dataclass(frozen=True)
class Unset:
    """Remove an object's key or an array's element; nothing happens where there is none."""

    path: Path

    def apply(self, document: dict[str, JsonValue]) -> Edited:
        """See :class:`Edit`."""
        check_property(self.path)
        is_property = self.path[0] in document or self.path[0] in PROPERTIES
        meant = None if is_property else _meant(self.path, document)
        if len(self.path) == 1:
            raise whole_property(format_path(self.path), meant=meant)
        if meant is not None:
            return Edited(document, (), (f"{_nothing(self.path, None)}; {meant}",))
        result = dict(document)
        owner: dict[str, JsonValue] | list[JsonValue] = result
        for length, step in enumerate(self.path, 1):
            slot = existing_slot(owner, step)
            if slot is None:
                near = _nearest(owner, self.path[:length])
                return Edited(document, (), (_nothing(self.path, near),))
            if length == len(self.path):
                delete_value(owner, slot)
                break
            value = get_value(owner, slot)
            if not isinstance(value, dict | list):
                return Edited(document, (), (_nothing(self.path, None),))
            child = dict(value) if isinstance(value, dict) else list(value)
            put_value(owner, slot, child)
            owner = child
        return Edited(result, (), ())


@dataclass(frozen=True, repr=False)
class Replace:
    """Replace the whole value of a property."""

    property: str
    value: JsonValue

    def apply(self, document: dict[str, JsonValue]) -> Edited:
        """See :class:`Edit`."""
        return Set((self.property,), self.value).apply(document)

    def __repr__(self) -> str:
        return f"Replace({format_path((self.property,))})"


@dataclass(frozen=True, repr=False)
class MergePatch:
    """A JSON Merge Patch (RFC 7396) of the resource. ``name`` says where it comes from."""

    patch: dict[str, JsonValue]
    name: str

    def apply(self, document: dict[str, JsonValue]) -> Edited:
        """See :class:`Edit`."""
        import json_merge_patch

        for key, value in self.patch.items():
            if value is None:
                raise whole_property(format_path((key,)), self.name)
        check_nesting(nesting(self.patch), self.name)
        # The library changes its target, and puts the patch's arrays into it as they are.
        result: dict[str, JsonValue] = json_merge_patch.merge(copied(document), copied(self.patch))
        removed = list(_nulls(self.patch, ()))
        remarks = tuple(
            f"{self.name}: {_nothing(path, None)}"
            for path in removed
            if resolved(document, path) is None
        )
        return Edited(result, unexcused(drops(document, result), removed), remarks)

    def __repr__(self) -> str:
        return f"MergePatch({self.name})"


@dataclass(frozen=True, repr=False)
class JsonPatch:
    """A JSON Patch (RFC 6902) of the resource. ``name`` says where it comes from.

    Operations may test the whole resource and copy from it, but neither replace it nor remove
    a property of it.
    """

    operations: list[JsonValue]
    name: str

    def apply(self, document: dict[str, JsonValue]) -> Edited:
        """See :class:`Edit`. Raises FailedTestError for a ``test`` that doesn't hold."""
        from appconfig_merge.rest.json_patch import patched

        result, removed = patched(document, self.operations, self.name)
        return Edited(result, unexcused(drops(document, result), removed), ())

    def __repr__(self) -> str:
        return f"JsonPatch({self.name}, {len(self.operations)} operations)"


def check_property(path: Path) -> None:
    """Raise EditError for the empty path."""
    if not path:
        raise EditError(
            "the empty path names the whole resource, which can't be replaced",
            help="a path starts with a property: ui_attributes.theme.isLight",
        )


def check_nesting(levels: int, place: str) -> None:
    """Raise EditError if an edit would make more levels than can be read again."""
    if levels > MAX_DOCUMENT_NESTING:
        raise EditError(f"{place} would be nested deeper than {MAX_DOCUMENT_NESTING} levels")


def _lost(before: JsonValue, after: JsonValue, slots: Iterable[str | int]) -> Iterator[Path]:
    """The drops of a change that is all at one path.

    They are on it, so what is beside it is not compared: an object may have many keys.
    """
    path: list[str] = []
    for slot in slots:
        # In an array it takes the other elements to tell what became of one.
        if not (isinstance(slot, str) and isinstance(before, dict) and isinstance(after, dict)):
            break
        if slot not in before:
            return iter(())
        before, after = before[slot], after[slot]
        path.append(slot)
    return drops(before, after, tuple(path))


def _nulls(patch: dict[str, JsonValue], path: Path) -> Iterator[Path]:
    """What a merge patch removes."""
    for key, value in patch.items():
        if value is None:
            yield (*path, key)
        elif isinstance(value, dict):
            yield from _nulls(value, (*path, key))


def _nothing(path: Path, near: Path | None) -> str:
    hint = f"; nearest: {format_path(near)}" if near else ""
    return f"nothing to unset at {format_path(path)}{hint}"


def _meant(path: Path, document: dict[str, JsonValue]) -> str | None:
    """What was probably meant by a path that begins with no property."""
    from appconfig_merge.rest.targets import help_for_no_property

    attributes = document.get(UI_ATTRIBUTES)
    return help_for_no_property(path, attributes if isinstance(attributes, dict) else ())


def _nearest(owner: dict[str, JsonValue] | list[JsonValue], path: Path) -> Path | None:
    """The key beside an absent one that a person most likely meant."""
    near = [] if isinstance(owner, list) else suggest(str(path[-1]), owner)
    return (*path[:-1], near[0]) if near else None


def _kind(value: JsonValue) -> str:
    if isinstance(value, bool):
        return "true or false"
    return "a string" if isinstance(value, str) else "a number"


def _elements(count: int) -> str:
    return "one element" if count == 1 else f"{count} elements"
