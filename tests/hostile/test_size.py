"""Length: past the limit nothing is read, and below it memory and time are in proportion."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from appconfig_merge import LimitError, Source, effective_config
from appconfig_merge.limits import MAX_SOURCE, MAX_SYNTAX_NODES
from tests.hostile.budget import is_soon, within_budget
from tests.hostile.command import measure
from tests.hostile.inputs import DEPTH, NESTED, RUNAWAY, config

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MEGABYTE = 1_000_000
SMALL = 60 * MEGABYTE
"""What Python, the package and a small file take: 20 MB, and as much again for luck, twice."""
MOST = 700 * MEGABYTE
"""What reading MAX_SYNTAX_NODES takes beyond that: some 400 bytes for each."""


def _words(count: int) -> str:
    return "var appConfig = {" + ",".join(f"k{at:x}:1" for at in range(count)) + "};"


HUGE: dict[str, Callable[[], str]] = {
    "one long string": lambda: config("'" + "x" * 100 * MEGABYTE + "'"),
    "one long comment": lambda: config("1") + "/*" + "x" * 100 * MEGABYTE + "*/",
    "many properties": lambda: _words(10 * MEGABYTE),
}


@pytest.mark.parametrize("kind", HUGE)
def test_a_file_of_a_hundred_megabytes_is_refused(kind: str, tmp_path: Path) -> None:
    """At once, and without being read whole."""
    file = tmp_path / "appConfig.js"
    file.write_text(HUGE[kind](), "utf-8")
    assert file.stat().st_size >= 80 * MEGABYTE
    done = measure(str(file), folder=tmp_path)

    assert done.code == 3
    assert done.stderr.splitlines()[0].endswith(
        "appConfig.js:1:1: this is longer than the 6,000,000 bytes that are read"
    )
    assert "help: a configuration is far smaller" in done.stderr
    assert is_soon(done.seconds), f"{done.seconds:.1f} s"
    assert done.peak < SMALL


@pytest.mark.parametrize("option", ["--configuration", "--ui-attributes", "--script", "-"])
def test_every_input_has_the_limit(option: str, tmp_path: Path) -> None:
    """Resources, other scripts and standard input, too."""
    small, large = tmp_path / "small.js", tmp_path / "large"
    small.write_text(config("1"), "utf-8")
    large.write_bytes(b" " * (MAX_SOURCE + 1))
    arguments = ["-"] if option == "-" else [str(small), option, str(large)]
    stdin = large.read_bytes() if option == "-" else None
    done = measure(*arguments, folder=tmp_path, stdin=stdin)

    assert done.code == 3
    assert "this is longer than the 6,000,000 bytes" in done.stderr
    assert done.peak < SMALL


def test_a_stream_without_end_is_not_read_to_its_end(tmp_path: Path) -> None:
    """/dev/zero has as many bytes as anybody reads."""
    done = measure("/dev/zero", folder=tmp_path)

    assert done.code == 3
    assert "this is longer than the 6,000,000 bytes" in done.stderr


def test_a_text_of_the_longest_size_is_read() -> None:
    """One byte more is not, whoever made the source."""
    text = config("''")
    padded = text + " " * (MAX_SOURCE - len(text))
    assert effective_config(Source("a.js", padded))["x"] == ""
    with pytest.raises(LimitError):
        Source("a.js", padded + " ")
    with pytest.raises(LimitError):
        Source("a.js", "é" * (MAX_SOURCE // 2 + 1))
    with pytest.raises(LimitError):
        Source.from_bytes("a.js", b" " * (MAX_SOURCE + 1))


LONG = {
    "a string": config("'" + "x" * 5 * MEGABYTE + "'"),
    "a comment": config("1") + "/*" + "x" * 5 * MEGABYTE + "*/",
    "empty lines": config("1") + "\n" * 5 * MEGABYTE,
    "a number": config("9" * MEGABYTE),
}


@pytest.mark.parametrize("kind", LONG)
def test_long_tokens_are_read_soon_and_in_ten_times_their_memory(kind: str, tmp_path: Path) -> None:
    """Of few words, whatever their length."""
    file = tmp_path / "appConfig.js"
    file.write_text(LONG[kind], "utf-8")
    done = measure(str(file), folder=tmp_path)

    assert done.code == 0, done.stderr
    assert is_soon(done.seconds), f"{done.seconds:.1f} s"
    assert done.peak < SMALL + 10 * file.stat().st_size


@pytest.mark.parametrize("text", [_words(MEGABYTE), config("{" + "a:1," * MEGABYTE + "}")])
def test_a_million_properties(text: str, tmp_path: Path) -> None:
    """Too long or, where they have one short name, too many words."""
    file = tmp_path / "appConfig.js"
    file.write_text(text, "utf-8")
    done = measure(str(file), folder=tmp_path)

    assert done.code == 3
    assert "appConfig.js:1:1: this " in done.stderr
    assert "help: a configuration is far smaller" in done.stderr
    assert is_soon(done.seconds), f"{done.seconds:.1f} s"
    assert done.peak < MOST + 10 * MAX_SOURCE


def test_more_words_than_are_read_are_refused_before_they_cost_more(tmp_path: Path) -> None:
    """What is dense has many words a byte."""
    file = tmp_path / "appConfig.js"
    file.write_text(config("1") + ";" * (MAX_SYNTAX_NODES * 3 // 5), "utf-8")
    done = measure(str(file), folder=tmp_path)

    assert done.code == 3
    assert "this has more than 1,500,000 words and signs" in done.stderr
    assert is_soon(done.seconds), f"{done.seconds:.1f} s"
    assert done.peak < MOST


def test_json_of_more_words_than_are_read(tmp_path: Path) -> None:
    """Says so, and nothing of what it looks like."""
    file = tmp_path / "ui.json"
    file.write_text(f'{{"a":[{"1," * (MAX_SYNTAX_NODES * 3 // 5)}1]}}', "utf-8")
    (tmp_path / "appConfig.js").write_text("var appConfig = {};")
    done = measure("appConfig.js", "--ui-attributes", str(file), folder=tmp_path)

    assert done.code == 3
    assert "ui.json:1:1: this has more than 1,500,000 words and signs" in done.stderr


@pytest.mark.parametrize(
    "text",
    [
        NESTED["objects"],
        NESTED["string concatenation"],
        RUNAWAY["a growing string"],
        RUNAWAY["holes"],
        RUNAWAY["copies of arrays"],
        RUNAWAY["many long strings"],
        config("a " * DEPTH),
        config("'" + "\\n" * MEGABYTE + "'"),
    ],
    ids=lambda text: text[:40],
)
def test_no_more_memory_than_is_said(text: str, tmp_path: Path) -> None:
    """Ten times the input and a constant, however little of it there is."""
    file = tmp_path / "appConfig.js"
    file.write_text(text, "utf-8")
    done = measure(str(file), "--format", "json", folder=tmp_path)

    assert done.peak < 250 * MEGABYTE + 10 * file.stat().st_size


def test_a_hundred_thousand_remarks_on_one_line() -> None:
    """They share the text of their line."""
    text = "var appConfig = {" + ",".join(f"a{at}: '__X{at}__'" for at in range(10_000)) + "};"
    with within_budget():
        found = effective_config(Source("appConfig.js", text))

    assert len({id(remark.line_text) for remark in found.diagnostics}) <= 1
