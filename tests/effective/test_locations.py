"""Places: lines and columns from 1, columns in code points, whatever ends the lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from appconfig_merge import Source, effective_config, merge, ui_attributes_layer
from tests.effective.support import config_of

if TYPE_CHECKING:
    from pathlib import Path

    from appconfig_merge import EffectiveConfig


def place(config: EffectiveConfig, path: str) -> tuple[int, int, int, int]:
    """Where the value at a path stands."""
    location = config.explain(path).contributions[-1].location
    assert location is not None
    return location[1:]


def key_place(config: EffectiveConfig, path: str) -> tuple[int, int, int, int]:
    """Where its key stands."""
    location = config.explain(path).contributions[-1].key_location
    assert location is not None
    return location[1:]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029"])
def test_every_line_end_of_javascript(end: str) -> None:
    """Each is one line end; the column starts anew after it."""
    config = config_of(f"// one{end}var appConfig = {{{end}  a: 1,{end}  bc: 22{end}}};")
    assert place(config, "a") == (3, 6, 3, 7)
    assert place(config, "bc") == (4, 7, 4, 9)
    assert key_place(config, "bc") == (4, 3, 4, 5)


@pytest.mark.parametrize(("end", "line"), [("\n", 3), ("\r\n", 3), ("\r", 3)])
def test_every_line_end_of_json(end: str, line: int) -> None:
    """JSON has three."""
    config = config_of("var appConfig = {}", f'{{{end}"x": "\u2028",{end}"a": 1}}')
    assert place(config, "a")[:2] == (line, 6)


def test_line_separators_inside_a_json_string_end_no_line() -> None:
    """U+2028 is an ordinary character of JSON, and so it counts as a column."""
    config = config_of("var appConfig = {}", '{"x": "\u2028\u2029", "a": 1}')
    assert place(config, "a") == (1, 18, 1, 19)


def test_characters_that_python_takes_for_line_ends() -> None:
    """Form feed, vertical tab, NEL and the like end lines for str.splitlines, not here."""
    config = config_of("/* \x0b \x0c \x1c \x85 */ var appConfig = {a: 1};")
    assert place(config, "a") == (1, 35, 1, 36)


def test_a_carriage_return_and_a_line_feed_are_one_end() -> None:
    """And one of each the wrong way round are two."""
    assert place(config_of("\r\n\r\nappConfig = {a: 1}"), "a")[0] == 3
    assert place(config_of("\n\r\n\rappConfig = {a: 1}"), "a")[0] == 4


def test_astral_characters_are_one_column() -> None:
    """Columns are code points: not bytes, not UTF-16 units."""
    config = config_of("var appConfig = {e: '😀é', '😀': 1};", '{"😀é": "😀", "b": 2}')
    assert place(config, "e") == (1, 21, 1, 25)
    assert key_place(config, '["😀"]') == (1, 27, 1, 30)
    assert place(config, '["😀"]') == (1, 32, 1, 33)
    assert place(config, "b") == (1, 18, 1, 19)


def test_a_tab_is_one_column() -> None:
    """Editors differ on its width; a code point it is everywhere."""
    assert place(config_of("var appConfig = {\n\t\ta:\t1};"), "a") == (2, 6, 2, 7)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_no_column(tmp_path: Path, encoding: str) -> None:
    """The first character of the text is in column 1, in scripts and in JSON."""
    script = tmp_path / "appConfig.js"
    script.write_bytes("appConfig = {é: 1}".encode(encoding))
    assert place(effective_config(script), "é") == (1, 17, 1, 18)
    text = Source.from_bytes("ui.json", b'\xef\xbb\xbf{"a": 1}', "json")
    assert place(merge([ui_attributes_layer(text)]), "a") == (1, 7, 1, 8)


def test_far_into_a_long_line() -> None:
    """Columns are right past any block that they are counted by."""
    filler = "é😀x" * 2000
    config = config_of(f"var appConfig = {{f: '{filler}', a: 1}};")
    assert place(config, "a") == (1, 28 + len(filler), 1, 29 + len(filler))


def test_a_value_over_several_lines() -> None:
    """Its end is just after its last character."""
    config = config_of("var appConfig = {a: [\n  1,\n 2 ]\n};")
    assert place(config, "a") == (1, 21, 3, 5)
    elements = config.explain("a").contributions[0].elements
    assert [(one.path, str(one.location)) for one in elements] == [
        ((0,), "appConfig.js:2:3"),
        ((1,), "appConfig.js:3:2"),
    ]


def test_elements_inside_elements() -> None:
    """Every value in an array has a place, by its path from the array on."""
    config = config_of("var appConfig = {a: [{b: [1]}, , 2]};")
    (one,) = config.explain("a").contributions
    assert [(item.path, str(item.location)) for item in one.elements] == [
        ((0,), "appConfig.js:1:22"),
        ((2,), "appConfig.js:1:34"),
        ((0, "b"), "appConfig.js:1:26"),
        ((0, "b", 0), "appConfig.js:1:27"),
    ]
    assert config.explain("a[0].b[0]").value == 1
    assert place(config, "a[0].b[0]") == (1, 27, 1, 28)


def test_a_shared_element_is_placed_on_both_paths() -> None:
    """One object twice in an array has its parts listed twice."""
    config = config_of("var o = {v: 1}; var appConfig = {a: [o, o]};")
    (one,) = config.explain("a").contributions
    assert [item.path for item in one.elements] == [(0,), (1,), (0, "v"), (1, "v")]


def test_a_method_is_its_whole_member() -> None:
    """Its text, as Function.prototype.toString gives it, begins at its name."""
    config = config_of("var appConfig = {a() { return 1 }};")
    assert place(config, "a") == (1, 18, 1, 34)


@pytest.mark.parametrize("end", ["", "\n"])
@pytest.mark.parametrize(("inner", "key"), [("[3]", 0), ("{b: 3}", "b")])
def test_elements_of_arrays_in_arrays(inner: str, key: str | int, end: str) -> None:
    """Each part has its place, on one line and on several."""
    config = config_of(f"var appConfig = {{o: {{a: [1, [2, {inner}],{end} 4]}}}};")
    paths = [(0,), (1,), (2,), (1, 0), (1, 1), (1, 1, key)]
    (leaf,) = config.leaves()  # first: to explain a path its literal is taken apart

    for said in (leaf.contributions, config.explain("o.a").contributions):
        assert [element.path for element in said[0].elements] == paths


def test_what_is_shown_is_nobody_elses() -> None:
    """A leaf's value is changed by whoever asked for it, and by nobody else."""
    config = config_of("var appConfig = {o: {flat: [1], deep: [[1]]}};")

    for leaf in config.leaves():
        assert isinstance(leaf.value, list)
        (one,) = leaf.contributions
        if isinstance(leaf.value[0], list):
            leaf.value[0].append(2)
        leaf.value.append(3)
        assert one.value in ([1], [[1]])
    assert config.to_dict() == {"o": {"flat": [1], "deep": [[1]]}}
