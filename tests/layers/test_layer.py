"""A layer, and the ways in which another is made of it."""

from __future__ import annotations

import pytest

from appconfig_merge.diagnostics import Diagnostic
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import JSObject, Slot
from appconfig_merge.layers.layer import Layer

NOTE = Diagnostic("note", "info", "something")


def layer(*keys: str) -> Layer:
    """A layer of which every field differs from its default."""
    value = JSObject()
    value.slots = {key: Slot(untraced(key.upper())) for key in keys}
    return Layer(
        "id", "column", "long/file.json", Slot(untraced(value)), (NOTE,),
        has_positions=False, short_file="file.json", column="markdown",
    )  # fmt: skip


def fields(one: Layer) -> dict[str, object]:
    """All that a layer is."""
    return {name: getattr(one, name) for name in Layer.__slots__}


@pytest.mark.parametrize("short_file", [None, "a"])
def test_a_short_name(short_file: str | None) -> None:
    """It is the file's own unless another is given."""
    made = Layer("id", "rest", "long/a", Slot(untraced(JSObject())), short_file=short_file)

    assert made.short_file == ("long/a" if short_file is None else "a")
    assert (made.has_positions, made.column, made.diagnostics) == (True, "", ())


def test_another_layer_of_a_layer() -> None:
    """One thing differs, and the layer itself stays as it was."""
    one, other = layer("a"), Slot(untraced(JSObject()))
    before = fields(one)

    assert fields(one.renamed("x")) == {**before, "id": "x"}
    assert fields(one.with_root(other)) == {**before, "root": other}
    assert fields(one.with_diagnostics([NOTE])) == {**before, "diagnostics": (NOTE, NOTE)}
    assert fields(one) == before


def test_some_keys_of_a_layer() -> None:
    """In their order, with the slots that they have; those that it hasn't don't count."""
    one = layer("a", "b", "c")
    value = one.root.traced.value
    assert isinstance(value, JSObject)

    part = one.only({"c", "a", "x"})

    found = part.root.traced.value
    assert isinstance(found, JSObject)
    assert list(found.slots.items()) == [("a", value.slots["a"]), ("c", value.slots["c"])]
    assert list(value.slots) == ["a", "b", "c"]
    assert (part.id, part.column) == ("id", "markdown")


@pytest.mark.parametrize(
    ("kind", "has_positions", "is_live"),
    [("rest", False, True), ("rest", True, False), ("data", False, False)],
)
def test_a_live_layer(kind: str, has_positions: bool, is_live: bool) -> None:
    """One of the service, of which there is no file."""
    made = Layer("id", kind, "x", Slot(untraced(JSObject())), has_positions=has_positions)  # type: ignore[arg-type]

    assert made.is_live is is_live


def test_a_layer_says_what_it_is() -> None:
    """A failing test shows layers so."""
    assert repr(layer("a")) == "Layer('id', 'column', 'long/file.json')"
