"""What a configuration would be with something gone, or something else set: another merge."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from appconfig_merge.errors import AppConfigError
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import (
    JSArray,
    JSObject,
    Slot,
    Traced,
    Unknown,
    untouched,
)
from appconfig_merge.limits import MAX_NESTING
from appconfig_merge.suggestions import did_you_mean

if TYPE_CHECKING:
    from appconfig_merge.effective.config import EffectiveConfig
    from appconfig_merge.javascript.values import Value
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.source import Source
    from appconfig_merge.syntax import estree

_LINE: Final = r"(?s)(?P<file>.+?):(?P<line>[1-9][0-9]{0,8})(?::[0-9]+)?"


class NothingThereError(AppConfigError):
    """What is to be left out isn't there."""

    code = "nothing-there"


def without(config: EffectiveConfig, what: str) -> EffectiveConfig:
    """What the same merge gives without a layer, by its id, or without a line, ``FILE:LINE``.

    With a line go the entries whose key or value begins there; what the same file set before
    stands again. What the script computed from such an entry, or deleted, stays as it is. Raises
    NothingThereError.
    """
    ids = [layer.id for layer in config.layers]
    if what in ids:
        return config.without(what)
    match = re.fullmatch(_LINE, what)
    if match is None:
        raise NothingThereError(
            f"there is no layer {what}",
            help=did_you_mean(what, ids) or f"the layers are {', '.join(ids)}; a line is FILE:LINE",
        )
    line = _Line(match["file"], int(match["line"]))
    result = config.remade(line.gone)
    if not line.found:
        raise NothingThereError(
            f"no entry of the configuration begins at {what}",
            help="give the line of an entry's key or value, as explain shows it",
        )
    return result


class _Line:
    """A line of a file, and whether anything was found to be set there."""

    def __init__(self, file: str, line: int) -> None:
        self._file = file
        self._line = line
        self._done: dict[int, tuple[JSObject, JSObject]] = {}
        self.found = False

    def gone(self, layer: Layer) -> Layer:
        """A layer without what the line sets."""
        if layer.kind in {"derived", "defaults"}:
            return layer  # what is derived is derived anew
        before = self.found
        self.found = False
        root = layer.root.traced
        value = self._value(root.value, 0)
        is_changed, self.found = self.found, before or self.found
        if not is_changed or not isinstance(value, JSObject):
            return layer
        if layer.kind == "column":
            value = _unknown_members(layer, "what Flex UI makes of the column without that line")
        slot = Slot(Traced(value, root.node, root.source, root.inputs), layer.root.key)
        return layer.with_root(slot)

    def _value(self, value: Value, depth: int) -> Value:
        """A value without what the line sets inside it; the value itself where that is nothing."""
        if type(value) not in {JSObject, JSArray} or depth > MAX_NESTING:
            return value
        assert isinstance(value, JSObject)
        if value.unknown is not None or self._is_elsewhere(value):
            return value
        if id(value) not in self._done:
            # With the value, so that no id is used twice.
            self._done[id(value)] = (value, self._object(value, depth))
        return self._done[id(value)][1]

    def _object(self, value: JSObject, depth: int) -> JSObject:
        made = JSArray([]) if isinstance(value, JSArray) else JSObject()
        is_changed = False
        deleted = value.deleted or {}
        for slot, _ in deleted.values():
            self.found = self.found or self._fate(slot) != "stays"
            self._find_earlier(slot)
        for key, slot in value.slots.items():
            was = deleted.get(key)
            left = self._slot(slot, depth + 1, was[0] if was is not None else None)
            is_changed |= left is not slot
            if left is not None:
                made.slots[key] = left
        if isinstance(value, JSArray) and isinstance(made, JSArray):
            for element in value.elements:
                left = self._slot(element, depth + 1) if element is not None else None
                is_changed |= left is not element
                if left is not None or element is None:
                    made.elements.append(left)
        if not is_changed:
            return value
        made.traits, made.deleted = value.traits, value.deleted
        return made

    def _slot(self, slot: Slot, depth: int, deleted: Slot | None = None) -> Slot | None:
        """What a slot would hold; None for nothing. What was ``deleted`` doesn't come back."""
        at: Slot | None = slot
        while at is not None:
            fate = self._fate(at)
            if fate == "gone":
                self.found = True
                at = at.previous if at.previous is not deleted else None
                continue
            if fate == "unknown":
                self.found = True
                reason = f"what it would be without line {self._line} depends on conditions"
                return _with(at, Unknown(reason))
            break
        if at is None:
            return None
        if not self.found:
            self._find_earlier(at)
        value = self._value(at.traced.value, depth)
        if value is at.traced.value:
            return at
        return _with(at, value)

    def _find_earlier(self, slot: Slot) -> None:
        """Whether the line set what was set again later: then it is there, but changes nothing."""
        at = slot.previous
        while at is not None and not self.found:
            self.found = self._fate(at) != "stays"
            at = at.previous

    def _fate(self, slot: Slot) -> Literal["stays", "gone", "unknown"]:
        """Whether a slot stays, is gone, or was set there under a condition."""
        traced = slot.traced
        nodes = _ways(traced)
        outer = traced.node
        if any(
            item.source is not traced.source
            or not outer.start <= item.node.start <= item.node.end <= outer.end
            for item in nodes
        ):
            here = [self._is_here(item.source, item.node) for item in nodes]
            if any(here):
                return "gone" if all(here) else "unknown"
            return "stays"
        is_here = (
            self._is_here(traced.source, outer)
            or (slot.key is not None and self._is_here(traced.source, slot.key))
            or (slot.via is not None and self._is_here(slot.via.source, slot.via.node))
        )
        return "gone" if is_here else "stays"

    def _is_here(self, source: Source, node: estree.Node) -> bool:
        return (
            node.start >= 0
            and self._is_file(source.name)
            and source.position(node.start)[0] == self._line
        )

    def _is_file(self, name: str) -> bool:
        return name == self._file or name.replace("\\", "/").endswith(f"/{self._file}")

    def _is_elsewhere(self, value: JSObject) -> bool:
        """Whether a plain literal doesn't reach the line; then it is left as it is."""
        literal = untouched(value)
        if literal is None:
            return False
        node, source = literal
        if not self._is_file(source.name):
            return True
        first, last = source.position(node.start)[0], source.position(node.end)[0]
        return not first <= self._line <= last


def _ways(traced: Traced) -> list[Traced]:
    """The values that a traced value may be, where conditions decide."""
    found: list[Traced] = []
    work = [traced]
    while work:
        item = work.pop()
        if isinstance(item.value, Unknown) and item.value.candidates:
            work.extend(one.traced for one in item.value.candidates if one.traced is not None)
        elif item is not traced:
            found.append(item)
    return found


def _with(slot: Slot, value: Value) -> Slot:
    traced = slot.traced
    made = Traced(value, traced.node, traced.source, traced.inputs)
    return Slot(made, slot.key, slot.previous, slot.via)


def _unknown_members(layer: Layer, reason: str) -> JSObject:
    made = JSObject()
    value = layer.root.traced.value
    assert isinstance(value, JSObject)
    for key, slot in value.slots.items():
        made.slots[key] = Slot(untraced(Unknown(reason)), slot.key)
    return made


def with_value(layer: Layer, path: tuple[str, ...], value: str) -> Layer:
    """A layer in which a value is set at a path of keys, in objects made for it where need be."""
    assert path
    root = layer.root.traced
    made = _copied(root.value)
    at = made
    for key in path[:-1]:
        slot = at.slots.get(key)
        inner = _copied(slot.traced.value if slot is not None else None)
        at.slots[key] = _with(slot, inner) if slot is not None else Slot(untraced(inner))
        at = inner
    at.slots[path[-1]] = Slot(untraced(value))
    return layer.with_root(Slot(Traced(made, root.node, root.source, root.inputs), layer.root.key))


def _copied(value: Value) -> JSObject:
    """A plain object's copy; a new one in place of anything else."""
    made = JSObject()
    if type(value) is JSObject and value.unknown is None:
        made.slots.update(value.slots)
        made.traits = value.traits
    return made
