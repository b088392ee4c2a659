"""What looks secret in a page is what looks secret here: the same rules, in JavaScript."""

from __future__ import annotations

import base64
import json
import subprocess
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, quote_plus

from hypothesis import given, settings
from hypothesis import strategies as st

from appconfig_merge.secrets.looks import looks_secret
from appconfig_merge.secrets.texts import hide_in_code
from appconfig_merge.secrets.values import Masker, tables
from appconfig_merge.snapshots.snippet import part
from tests.hunting import examples
from tests.node import node_path
from tests.secrets import test_every_output, test_looks, test_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from appconfig_merge.paths import Path

_ASKING = """
const questions = JSON.parse(require("fs").readFileSync(0, "utf-8"));
const answers = {
  looks: ([path, value]) => looksSecret(path, value),
  code: (code) => secretsOfWords(code).length > 0,
  known: ([secret, text]) => knowing([secret])(text),
};
process.stdout.write(JSON.stringify(questions.map(([kind, what]) => answers[kind](what))));
"""


def answers(kind: str, questions: Sequence[Any]) -> list[bool]:
    """What the page's script says of each."""
    constants = f"const LOOKS = {json.dumps(tables())}, REVEALS = false;\n"
    script = constants + part("looks") + part("values") + _ASKING
    asked = json.dumps([[kind, question] for question in questions])
    ran = subprocess.run(
        [node_path(), "-e", script],
        input=asked,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    said = json.loads(ran.stdout)
    assert isinstance(said, list)
    return said


def demand_agreement(judged: Sequence[tuple[Path, object]]) -> None:
    """Fail with what is judged otherwise in the page."""
    asked = [([key for key in path if isinstance(key, str)], value) for path, value in judged]
    here = [looks_secret(path, value) for path, value in judged]
    there = answers("looks", asked)
    assert [one for one, a, b in zip(judged, here, there, strict=True) if a != b] == []


def parameters(module: Any) -> Iterator[Any]:
    """The values with which a module's tests are called."""
    for test in vars(module).values():
        for mark in getattr(test, "pytestmark", ()):
            yield from mark.args[1]


PATHS = [one for one in parameters(test_looks) if isinstance(one, tuple)]
TEXTS = [one for one in parameters(test_looks) if isinstance(one, str)]
SCRIPTS = [
    *(one[0] for one in parameters(test_texts) if isinstance(one, tuple)),
    *(planted.script for planted in test_every_output.PLANTED.values()),
    test_every_output.script(),
]


def test_the_corpus() -> None:
    """All keys and values of the tests of secrets, each key with each value."""
    assert len(PATHS) > 80
    assert len(TEXTS) > 80
    demand_agreement(
        [
            (path, value)
            for path in [(), *PATHS]
            for value in [*TEXTS, 1234]
            if len(str(value)) < 1000
        ]
    )


WORDS = sorted(
    {word for table in tables()["words"].values() for word in table.split()}  # type: ignore[attr-defined]
    | {"key", "keys", "tokens", "theme", "url", "Ümlaut", "x", "2", "日本", "²", "ⅷ", "٣"}
)
PIECES = sorted({
    *TEXTS, *"=&?#;:/ \n\t\x1c\x85\u2028\ufeff.,-_+<>{}[]\"'`\\$%*xX0aZé😀",
    "Bearer ", "Basic ", "eyJ", "://", "@", "sk_live_", "password", "token=", "AC", "${", "}}",
    "-----BEGIN RSA PRIVATE KEY", "q7Tz0bXc9LrW2mKd", "0123456789abcdef", "null", "NaN", "Infinity",
    '{"apiKey": ', '{"a": [', '"x"', "]}", "1e5", "-0", "true", "cm9iZXJ0OngK", "VVVV",
} - {text for text in TEXTS if len(text) > 500})  # fmt: skip
CODE_PIECES = sorted({
    *PIECES, "password: ", "apiKey: ", '"hush"', "'hush-hush'", "`a${", "}`", "x ? ", " : ", "??",
    "?.", "path: ", "headers[", "'Authorization'", "] = ", "credentials: {", "\\'", '\\"', "\\\\",
    "function f() { return ", "; }", "(x) => ", "fetch(", "label: ", 'x ? "a" : "b", ', ")",
    "12345678", "1_000n", "//", "/*",
})  # fmt: skip


CHANGES: Sequence[Callable[[str], str]] = (str, str.upper, str.title, str.capitalize)


@st.composite
def keys(draw: st.DrawFn) -> str:
    """A key of words, in some way of writing."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3))
    between = draw(st.sampled_from(["", "_", "-", " ", ".", "$"]))
    change = draw(st.sampled_from(CHANGES))
    return between.join(change(word) for word in words)


def texts_of(pieces: Sequence[str]) -> st.SearchStrategy[str]:
    """Texts of such pieces, and of any characters."""
    joined = st.lists(st.sampled_from(pieces), min_size=1, max_size=6).map("".join)
    return joined | st.text(max_size=40) | st.from_regex(r"[A-Za-z0-9+/_=-]{30,45}", fullmatch=True)


@settings(max_examples=examples(8), deadline=None)
@given(
    st.lists(
        st.tuples(
            st.lists(keys(), max_size=3).map(tuple),
            texts_of(PIECES) | st.integers(-9, 10**12) | st.floats(allow_nan=False),
        ),
        min_size=150,
        max_size=150,
    )
)
def test_law_the_page_judges_values_as_python_does(judged: list[tuple[Path, object]]) -> None:
    """At any path."""
    demand_agreement(
        [(path, value) for path, value in judged if value not in {float("inf"), -float("inf")}]
    )


def demand_agreement_on(scripts: Sequence[str]) -> None:
    """Fail with the scripts of which only one side says that they have a secret in them."""
    here = [bool(hide_in_code(script).secrets) for script in scripts]
    there = answers("code", scripts)
    assert [one for one, a, b in zip(scripts, here, there, strict=True) if a != b] == []


def test_the_corpus_of_code() -> None:
    """The lines and scripts of the tests of secrets."""
    assert len(SCRIPTS) > 50
    demand_agreement_on(SCRIPTS)


@settings(max_examples=examples(8), deadline=None)
@given(st.lists(texts_of(CODE_PIECES), min_size=100, max_size=100))
def test_law_the_page_finds_secrets_in_code_as_python_does(scripts: list[str]) -> None:
    """Well-formed or not."""
    demand_agreement_on(scripts)


@st.composite
def texts_with_secrets(draw: st.DrawFn) -> tuple[str, str]:
    """A secret, and a text that may have it in it, in one way or another."""
    around = st.text("aZ0 +/=-_%\\\"'é😀\n", max_size=9)
    secret = draw(st.text("aZ09+/=-_%\\\"'é😀 ~!", min_size=4, max_size=12))
    before, after = draw(around), draw(around)
    way = draw(st.sampled_from(WAYS))
    return secret, draw(around) + way(before + secret + after) + draw(around)


WAYS: Sequence[Callable[[str], str]] = (
    str,
    lambda text: text[:-1],
    json.dumps,
    lambda text: json.dumps(text, ensure_ascii=False),
    quote,
    lambda text: quote(text, safe=""),
    lambda text: quote(text).lower(),
    quote_plus,
    lambda text: base64.b64encode(text.encode()).decode(),
    lambda text: base64.urlsafe_b64encode(text.encode()).decode(),
    lambda text: text.replace("'", "\\'"),
)


@settings(max_examples=examples(8), deadline=None)
@given(st.lists(texts_with_secrets(), min_size=100, max_size=100))
def test_law_the_page_knows_a_secret_again_as_python_does(asked: list[tuple[str, str]]) -> None:
    """As it is, escaped or encoded; what is an everyday word is none."""
    here = [Masker([secret]).text(text) != text for secret, text in asked]
    there = answers("known", asked)
    assert [one for one, a, b in zip(asked, here, there, strict=True) if a != b] == []
