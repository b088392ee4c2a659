"""Regular expressions match as in every browser, or are refused, and never take long."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from appconfig_merge.javascript.conversion import NotKnown, Throws
from appconfig_merge.javascript.regexps.compiling import compiled
from appconfig_merge.javascript.regexps.matching import Budget
from appconfig_merge.javascript.regexps.operations import Subject, are_flags, filled
from appconfig_merge.javascript.strings import split_pairs
from appconfig_merge.limits import REGEXP_STEPS
from tests.differential.test_scripts import SEED
from tests.hunting import examples
from tests.javascript.regexps import case, of_node, of_package


def subject(literal: str, text: str, steps: int = REGEXP_STEPS) -> Subject:
    """What a literal such as ``/a/i`` is, over a text."""
    source, _, flags = literal[1:].rpartition("/")
    return Subject(compiled(source, flags), split_pairs(text), Budget(steps))


def groups(literal: str, text: str) -> tuple[str | None, ...] | None:
    """The first match and what its groups took; None for no match."""
    match = subject(literal, text).match()
    return match.groups if match is not None else None


def test_any_pattern_as_node() -> None:
    """For any pattern and text: what exec, matchAll, replace and split give is what Node gives."""
    random = Random(f"{SEED}-regexps")
    cases = [case(random) for _ in range(examples(4_000))]
    refused = 0
    for one, expected in zip(cases, of_node(cases), strict=True):
        found = of_package(one)
        refused += found is None
        assert found is None or found == expected, one
    assert refused < len(cases) / 5


@pytest.mark.parametrize(
    ("literal", "text", "expected"),
    [
        (r"/\/$/", "https://flex.example.com/", ("/",)),
        (r"/^https?:\/\//", "https://flex.example.com", ("https://",)),
        (r"/^dev\./", "dev.example.com", ("dev.",)),
        (r"/(^|\.)stage\./i", "eu.Stage.example.com", (".Stage.", ".")),
        (r"/(^|\.)stage\./i", "eu-stage.example.com", None),
        (r"/[?&]env=([^&]*)/", "?a=1&env=dev&b=2", ("&env=dev", "dev")),
        (r"/^(\w+)-(\d+)$/", "flex-12", ("flex-12", "flex", "12")),
        (r"/(?<region>ie1|us1)\./", "api.ie1.twilio.com", ("ie1.", "ie1")),
        (r"/^(?!www\.)[^.]+/", "www.example.com", None),
        (r"/flex(?=\.)/", "flexible.flex.example.com", ("flex",)),
        (r"/\bdev\b/", "my-dev.example.com", ("dev",)),
        (r"/<(.+?)>/", "<a><b>", ("<a>", "a")),
        (r"/(['\"])x\1/", "\"x'x'", ("'x'", "'")),
        (r"/(?<=\$)(\d+)/", "cost: $42", ("42", "42")),
        (r"/(?<!\$)\b\d+/", "$42 7", ("7",)),
        (r"/^.$/u", "😀", ("😀",)),
        (r"/^.$/", "😀", None),
        (r"/[\p{Lu}\d]\P{gc=Letter}\p{Decimal_Number}+/u", "Zoë Ü-42", ("Ü-42",)),
    ],
)
def test_what_real_files_match(literal: str, text: str, expected: Any) -> None:
    """Hosts, addresses and their parts."""
    assert groups(literal, text) == expected


@pytest.mark.parametrize(
    ("literal", "text", "expected"),
    [
        (r"/(?:(a)|b)*/", "ab", ("ab", None)),
        (r"/(z)((a+)?(b+)?(c))*/", "zaacbbbcac", ("zaacbbbcac", "z", "ac", "a", None, "c")),
        (r"/(a*)*/", "b", ("", None)),
        (r"/(?=(a+))a*b\1/", "baaabac", ("aba", "a")),
        (r"/(.*?)a(?!(a+)b\2c)\2(.*)/", "baaabaac", ("baaabaac", "ba", None, "abaac")),
        (r"/(?:a|ab)(?:c|bcd)(?:d*)/", "abcd", ("abcd",)),
        (r"/(?<=(\d+)(\d+))$/", "1053", ("", "1", "053")),
        (r"/(?<=\1(a))b/", "aab", ("b", "a")),
        (r"/\0[\b]\cJ\x41\u0042/", "\0\b\nAB", ("\0\b\nAB",)),
        (r"/a{,2}\8\07/", "a{,2}8\7", ("a{,2}8\7",)),
    ],
)
def test_what_javascript_does_its_own_way(literal: str, text: str, expected: Any) -> None:
    """A loop's turn forgets its groups and takes something; examples of ECMA-262 22.2.2."""
    assert groups(literal, text) == expected


@pytest.mark.parametrize(
    ("literal", "reason"),
    [
        (r"/(?i:a)b/", "flags of a group, which not every browser has"),
        (r"/\p{Script=Greek}/u", "such a property of Unicode"),
        (r"/\p{L}/iu", "such a property of Unicode"),
        (r"/[a]/v", "the flag v"),
        (r"/a/d", "the flag d"),
        (r"/(?<a>.)|(?<a>b)/", "two groups of one name"),
        (r"/(?:ab|c){1000}/", "its size"),
        (f"/{'a' * 2_001}/", "its length"),
        (f"/{'(' * 100}{')' * 100}/", "its nesting"),
    ],
)
def test_what_is_refused(literal: str, reason: str) -> None:
    """What browsers may do in several ways, or what is too big, isn't known, and says why."""
    with pytest.raises(NotKnown, match=f"^this regular expression is not evaluated: {reason}$"):
        subject(literal, "")


@pytest.mark.parametrize(
    ("literal", "text"),
    [("/[^a]/i", "Ɤ"), ("/a/iu", "é"), ("/x?/u", "😀"), (r"/\p{L}/u", "α")],
)
def test_what_browsers_disagree_about(literal: str, text: str) -> None:
    """The case of rare characters, and what is found inside a pair of code units, isn't known."""
    with pytest.raises(NotKnown, match=r"^browsers "):
        groups(literal, text)


def test_a_pattern_that_is_none() -> None:
    """A pattern that breaks the syntax throws what a browser throws."""
    with pytest.raises(Throws, match=r"^SyntaxError: Invalid regular expression: /\(/: "):
        subject("/(/", "")


@pytest.mark.parametrize(
    "literal",
    [
        "/(a+)+b/",
        "/(a*)*b/",
        "/(a|aa)+$/",
        "/^(([a-z])+.)+[A-Z]([a-z])+$/",
        "/(?:(?:a?)*)*b/",
        "/(?=a*b)a/",
    ],
)
def test_time_is_linear(literal: str) -> None:
    """Where others go back without a bound, ten times the text takes ten times the steps."""
    steps = []
    for size in (200, 2_000):
        searched = subject(literal, "a" * size + "!")
        assert searched.match() is None
        steps.append(searched.budget.taken)
    assert steps[1] < 11 * steps[0]


def test_the_number_of_steps_is_bounded() -> None:
    """A pattern with references, where time isn't linear, is given up."""
    with pytest.raises(NotKnown, match="takes too many steps"):
        groups(r"/\1(a*)*b/", "a" * 40)


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("[$&]", "[b]"),
        ("$1$2$3", "b$3"),
        ("$10-$01-$00", "b0-b-$00"),
        ("$`$'$$", "acd$"),
        ("$<n>$<x>$<", "b$<"),
    ],
)
def test_templates(template: str, expected: str) -> None:
    """What stands behind a dollar, and what stands for itself."""
    searched = subject("/(?<n>b)()/", "abcd")
    match = searched.match()
    assert match is not None
    assert filled(template, match, "abcd", searched.program.names) == expected


@pytest.mark.parametrize(("flags", "expected"), [("", True), ("dgimsuy", True), ("dgimsvy", True)])
def test_flags(flags: str, expected: bool) -> None:
    """Every flag, once."""
    assert are_flags(flags) is expected
    assert not are_flags(flags + "g" * 2)
    assert not are_flags(flags + "x")


def test_flags_that_exclude_each_other() -> None:
    """A pattern is of code points or of sets, not both."""
    assert not are_flags("uv")
