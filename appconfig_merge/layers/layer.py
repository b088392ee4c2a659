"""A layer: one source's whole word on the configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from appconfig_merge.javascript.values import JSObject, Slot, Traced

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from appconfig_merge.diagnostics import Diagnostic

    LayerKind = Literal[
        "rest", "script", "data", "defaults", "column", "derived", "plugin", "stored"
    ]


class Layer:
    """One source of configuration.

    ``id`` is how results name it, ``kind`` what it is (ui_attributes, a script, data from a
    program, what a browser has stored; and of a Flex UI release: its defaults, a column of the
    resource, values derived from others), ``file`` the name of what was read, and ``short_file``
    what a narrow table calls it. ``column`` is the column of the resource that a layer of kind
    ``column`` was made from, empty for all others. ``takes_stored`` tells of a script's whether
    what the browser has stored fills its gaps: not where a page calls ``Manager.create`` alone.
    ``root`` holds the layer's object; a layer is never changed once made.
    """

    __slots__ = (
        "column", "diagnostics", "file", "has_positions", "id", "kind", "root", "short_file",
        "takes_stored",
    )  # fmt: skip

    def __init__(
        self,
        id: str,
        kind: LayerKind,
        file: str,
        root: Slot,
        diagnostics: tuple[Diagnostic, ...] = (),
        *,
        has_positions: bool = True,
        short_file: str | None = None,
        column: str = "",
        takes_stored: bool = True,
    ) -> None:
        self.id = id
        self.kind: LayerKind = kind
        self.file = file
        self.root = root
        self.diagnostics = diagnostics
        self.has_positions = has_positions
        self.short_file = file if short_file is None else short_file
        self.column = column
        self.takes_stored = takes_stored

    @property
    def is_live(self) -> bool:
        """Whether this came from the service itself, so that there is no file to point into."""
        return self.kind == "rest" and not self.has_positions

    def renamed(self, id: str) -> Layer:
        """The same layer under another name."""
        return self._but(id=id)

    def with_root(self, root: Slot) -> Layer:
        """The same layer with another object."""
        return self._but(root=root)

    def with_diagnostics(self, more: Iterable[Diagnostic]) -> Layer:
        """The same layer, of which more is to be said."""
        return self._but(diagnostics=(*self.diagnostics, *more))

    def _but(self, **changed: Any) -> Layer:
        fields = {name: getattr(self, name) for name in self.__slots__}
        return Layer(**{**fields, **changed})

    def only(self, keys: Container[str]) -> Layer:
        """The same layer with these keys of its object alone."""
        traced = self.root.traced
        assert isinstance(traced.value, JSObject)
        part = JSObject()
        part.traits = traced.value.traits
        part.slots = {key: slot for key, slot in traced.value.slots.items() if key in keys}
        return self.with_root(Slot(Traced(part, traced.node, traced.source)))

    def __repr__(self) -> str:
        return f"Layer({self.id!r}, {self.kind!r}, {self.file!r})"
