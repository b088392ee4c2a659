"""How much syntax is read: as much as each limit says, and an error at its place beyond it."""

from __future__ import annotations

import pytest

from appconfig_merge import Location, Source
from appconfig_merge.errors import LimitError
from appconfig_merge.limits import MAX_BIGINT, MAX_PYJSPARSER, MAX_SYNTAX_NESTING
from appconfig_merge.syntax import parse
from appconfig_merge.syntax.tree_sitter import binding
from tests.syntax.trees import expression, program


def refused(text: str) -> LimitError:
    """The limit that a text is beyond."""
    with pytest.raises(LimitError) as caught:
        program(text)
    return caught.value


def test_constructs_inside_one_another() -> None:
    """A script and its statement are two of them; the error is at the one that is too many."""
    deep = "!" * (MAX_SYNTAX_NESTING - 2)
    assert program(f"{deep}a").body

    error = refused(f"a;\n  !{deep}b")
    assert error.message == "this is nested deeper than 10,000 levels"
    assert error.help == "most browsers' own stack would not take it either"
    assert error.location == Location("appConfig.js", 2, 10001, 2, 10001)
    assert error.line_text == f"  !{deep}b"


def test_digits_of_a_bigint() -> None:
    """As many characters as the limit, the n included."""
    assert expression("9" * (MAX_BIGINT - 1) + "n").value == int("9" * (MAX_BIGINT - 1))

    error = refused(f"a = {'9' * MAX_BIGINT}n")
    assert error.message == "a BigInt of more than 3,500 characters is not read"
    assert error.help == "a number in a configuration has a few digits"
    assert error.location == Location("appConfig.js", 1, 5, 1, 5)


@pytest.mark.parametrize("text", ["[,,,,,,,,,]", "a b; c d; e f;", "a.b.c.d.e.f"])
def test_words_and_signs(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """All nodes count, and signs wherever they stand, before anything is parsed."""
    source = Source("appConfig.js", text)
    monkeypatch.setattr(binding, "MAX_SYNTAX_NODES", 5)
    with pytest.raises(LimitError) as caught:
        binding.parse(source.data, source)

    assert caught.value.message == "this has more than 5 words and signs"
    assert caught.value.help == "a configuration is far smaller: is this the right file?"
    assert caught.value.location == Location("appConfig.js", 1, 1, 1, 1)
    assert caught.value.line_text == text


def test_as_many_words_and_signs_as_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """program, statement, array, brackets and two commas are seven."""
    source = Source("appConfig.js", "[,,]")
    monkeypatch.setattr(binding, "MAX_SYNTAX_NODES", 7)

    assert binding.parse(source.data, source).root_node.descendant_count == 7
    monkeypatch.setattr(binding, "MAX_SYNTAX_NODES", 6)
    with pytest.raises(LimitError):
        binding.parse(source.data, source)


def test_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the seconds, and one for so many bytes read, the parser is stopped where it is."""
    source = Source("appConfig.js", "a;\n" * 10_000)
    seconds = iter([0.0, 0.6, 0.7])
    monkeypatch.setattr(binding, "thread_time", lambda: next(seconds, 0.7))
    with pytest.raises(LimitError) as caught:
        binding.parse(source.data, source)

    assert caught.value.message == (
        "up to here the text takes the parser so long that the rest was not read"
    )
    assert caught.value.help == "is it JavaScript? Text that is not takes the parser very long"
    assert caught.value.location == Location("appConfig.js", 5462, 2, 5462, 2)
    assert caught.value.line_text == "a;"


def test_characters_for_the_second_parser() -> None:
    """It reads strings in quadratic time."""
    longest = Source("appConfig.js", "a;" + " " * (MAX_PYJSPARSER - 2))
    assert parse(longest, "pyjsparser").body

    with pytest.raises(LimitError) as caught:
        parse(Source("appConfig.js", longest.text + " "), "pyjsparser")
    assert caught.value.message.startswith(
        "appConfig.js is longer than the 300,000 characters that "
    )
