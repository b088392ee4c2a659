"""A layer: one source's whole word on the configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from appconfig_merge.javascript.values import JSObject, Slot, Traced

if TYPE_CHECKING:
    from collections.abc import Container

    from appconfig_merge.diagnostics import Diagnostic

    LayerKind = Literal["rest", "script", "data", "defaults", "column", "derived"]


class Layer:
    """One source of configuration.

    ``id`` is how results name it, ``kind`` what it is (ui_attributes, a script, data from a
    program; and of a Flex UI release: its defaults, a column of the resource, values derived from
    others), ``file`` the name of what was read. ``root`` holds the layer's object; a layer is
    never changed once made.
    """

    __slots__ = ("diagnostics", "file", "has_positions", "id", "kind", "root")

    def __init__(
        self,
        id: str,
        kind: LayerKind,
        file: str,
        root: Slot,
        diagnostics: tuple[Diagnostic, ...] = (),
        *,
        has_positions: bool = True,
    ) -> None:
        self.id = id
        self.kind: LayerKind = kind
        self.file = file
        self.root = root
        self.diagnostics = diagnostics
        self.has_positions = has_positions

    @property
    def is_live(self) -> bool:
        """Whether this came from the service itself, so that there is no file to point into."""
        return self.kind == "rest" and not self.has_positions

    def renamed(self, id: str) -> Layer:
        """The same layer under another name."""
        return Layer(
            id, self.kind, self.file, self.root, self.diagnostics, has_positions=self.has_positions
        )

    def only(self, keys: Container[str]) -> Layer:
        """The same layer with these keys of its object alone."""
        traced = self.root.traced
        assert isinstance(traced.value, JSObject)
        part = JSObject()
        part.slots = {key: slot for key, slot in traced.value.slots.items() if key in keys}
        root = Slot(Traced(part, traced.node, traced.source))
        return Layer(self.id, self.kind, self.file, root, has_positions=self.has_positions)

    def __repr__(self) -> str:
        return f"Layer({self.id!r}, {self.kind!r}, {self.file!r})"
