"""Values, leaves and explanations without what looks secret in them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import EffectiveConfig, effective_config
from appconfig_merge.brief import brief_value
from appconfig_merge.rendering.encoding import encode
from appconfig_merge.rendering.explanation.text import render_explanation_text
from appconfig_merge.rendering.json_text import dump
from appconfig_merge.rendering.style import PLAIN
from appconfig_merge.secrets.looks import looks_secret
from appconfig_merge.secrets.texts import MASK, Mask
from appconfig_merge.secrets.values import Masker, masked, masker_of, secrets_in
from appconfig_merge.source import Source
from appconfig_merge.values import (
    BigInt,
    Candidate,
    Function,
    Incomplete,
    RegExp,
    Unordered,
    Unresolved,
)

if TYPE_CHECKING:
    from appconfig_merge.paths import Path
    from appconfig_merge.values import ConfigValue, JsonValue

SID = "AC" + "0" * 32
HEX = "0123456789abcdef"
RANDOM = "q7Tz0bXc9LrW2mKd" + "V4yHs8PjE1uNf6Ga"
TOKEN = "sk_live_" + "0123456789"


def test_an_object_of_open_order_stays_one() -> None:
    """What a mask hides is its values."""
    assert isinstance(masked(Unordered(apiKey=RANDOM, a=1), ()), Unordered)


def test_what_else_an_object_may_have_is_masked_with_it() -> None:
    """It is an expression, with a text of the file in it perhaps."""
    more = Unresolved(f"load('{TOKEN}')", "it is not evaluated")
    found = masked(Incomplete({"a": 1}, more), ())

    assert isinstance(found, Incomplete)
    assert dict(found) == {"a": 1}
    assert TOKEN not in found.more.source


def test_a_resource_is_masked_where_it_is_secret() -> None:
    """Everything else stays, in its order."""
    resource: JsonValue = {
        "account_sid": SID,
        "ui_attributes": {
            "theme": {"tokens": {"a": "#fff"}},
            "crm": {"apiKey": "x", "enabled": True, "tokens": [1]},
            "credentials": [{"user": "x", "active": False}, None, 5],
        },
    }
    assert masked(resource, ()) == {
        "account_sid": SID,
        "ui_attributes": {
            "theme": {"tokens": {"a": "#fff"}},
            "crm": {"apiKey": MASK, "enabled": True, "tokens": [1]},
            "credentials": [{"user": MASK, "active": False}, None, MASK],
        },
    }
    assert masked("x", ("ui_attributes", "apiKey")) == MASK


@pytest.mark.parametrize(
    ("path", "value", "shown"),
    [
        (("apiKey",), BigInt(12345), MASK),
        (("note",), RegExp(TOKEN, "g"), MASK),
        (("apiKey",), Decimal("1.50"), MASK),
        (("apiKey",), Function("() => 'abc'"), Function(MASK)),
        (("send",), Function("() => login({ password: 'abc' })"),
         Function("() => login({ password: '********' })")),
        ((), {TOKEN: 1, "sk_live_9876543210": 2}, {"******** (1)": 1, "******** (2)": 2}),
        (("note",), Unresolved("load({ apiKey: 'abc' })", "nobody knows load"),
         Unresolved("load({ apiKey: '********' })", "nobody knows load")),
        (("apiKey",), Unresolved("location.hash + 'abc'", "only the page knows location.hash"),
         Unresolved(MASK, "only the page knows location.hash")),
        (
            ("crm",),
            Unresolved("x ? { apiKey: part } : {}", "the word is abc-1234", candidates=(
                Candidate({"apiKey": "abc-1234"}, "y.password === 'abc'", holds=True),
                Candidate({}, "x", holds=False),
            ), portable="'abc-1234'"),
            Unresolved("x ? { apiKey: part } : {}", "the word is ********", candidates=(
                Candidate({"apiKey": MASK}, "y.password === '********'", holds=True),
                Candidate({}, "x", holds=False),
            )),
        ),
        ((), {"password": "abc-1234", "note": "it is abc-1234"},
         {"password": MASK, "note": "it is ********"}),
        ((), {"password": "info", "logLevel": "info"}, {"password": MASK, "logLevel": "info"}),
    ],
)  # fmt: skip
def test_values_are_masked_whatever_they_are(
    path: Path, value: ConfigValue, shown: ConfigValue
) -> None:
    """What can't be known, code, keys, and a text in which a secret comes again."""
    assert masked(value, path) == shown


def test_a_mask_is_no_text_of_the_configuration() -> None:
    """A value that only reads like a mask is another one, whose type tells."""
    value: ConfigValue = {"note": "********", "password": "abc-1234"}
    copy = masked(value, ())

    assert copy == {"note": MASK, "password": MASK}
    assert isinstance(copy, dict)
    assert [isinstance(one, Mask) for one in copy.values()] == [False, True]


SECRET = st.from_regex(r'[a-zü"]{2,6}-[0-9]{4}', fullmatch=True)
"""Texts that are no everyday words: what is looked for everywhere."""
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(),
    SECRET,
    st.builds(BigInt, st.integers()),
    st.builds(RegExp, SECRET | st.just(TOKEN), st.just("g")),
    st.sampled_from([RANDOM, HEX * 2, SID, TOKEN, "https://a:b@c", "<X>", "${X}"]),
)
KEYS = st.sampled_from(
    ["token", "tokens", "apiKeys", "secret", "name", "value", "x", TOKEN]
) | st.text()  # fmt: skip
CODE = st.sampled_from(
    ["f({ apiKey: 'abc' })", "x ? 'a' : 1", "`${token}abc`", "location.hash", "", "password == '1'"]
)


def _around(below: st.SearchStrategy[ConfigValue]) -> st.SearchStrategy[ConfigValue]:
    candidates = st.builds(Candidate, below, CODE, st.booleans())
    return st.one_of(
        st.lists(below, max_size=4),
        st.dictionaries(KEYS, below, max_size=4),
        st.builds(Function, CODE),
        st.builds(
            lambda code, some: Unresolved(code, "nobody knows it", candidates=tuple(some)),
            CODE,
            st.lists(candidates, max_size=3),
        ),
    )


VALUES: st.SearchStrategy[ConfigValue] = st.recursive(SCALARS, _around, max_leaves=10)
PATHS = st.lists(KEYS, max_size=2).map(tuple)


def shape(value: object) -> object:
    """What of a value masking leaves: containers, their sizes, what isn't known."""
    if isinstance(value, dict):
        return [shape(member) for member in value.values()]
    if isinstance(value, list):
        return [shape(member) for member in value]
    if isinstance(value, Unresolved):
        return [(shape(one.value), one.holds, one.present) for one in value.candidates]
    return Function if isinstance(value, Function) else None


@given(VALUES, PATHS)
def test_masking_keeps_the_shape(value: ConfigValue, path: Path) -> None:
    """Objects keep the number of their keys, arrays their length."""
    copy = masked(value, path)

    assert shape(copy) == shape(value)


@given(VALUES, PATHS)
def test_masking_is_idempotent(value: ConfigValue, path: Path) -> None:
    """What is masked has no secret that could be masked."""
    copy = masked(value, path)

    assert encode(masked(copy, path)) == encode(copy)


@given(VALUES, PATHS, st.lists(SECRET, min_size=1, max_size=3))
def test_no_known_secret_survives_masking(value: ConfigValue, path: Path, known: list[str]) -> None:
    """In no rendering: not on a line, not as JSON, whether it stands alone or in a text."""
    whole: ConfigValue = {"a": value, "b": [*known], "c": f"so {known[0]} it is", known[0]: 1}

    copy = Masker([*known, *secrets_in(whole, path)]).value(whole, path)

    for text in (brief_value(copy, 100_000), dump(encode(copy)), repr(copy)):
        for secret in known:
            assert secret not in text
            assert dump(secret)[1:-2] not in text


@given(VALUES, PATHS)
def test_scalars_are_masked_exactly_where_they_look_secret(value: ConfigValue, path: Path) -> None:
    """Every scalar is judged at its path."""
    work: list[tuple[ConfigValue, ConfigValue, Path]] = [(value, masked(value, path), path)]
    while work:
        old, new, at = work.pop()
        if isinstance(old, dict):
            assert isinstance(new, dict)
            pairs = zip(old.items(), new.values(), strict=True)
            work.extend((member, other, (*at, key)) for (key, member), other in pairs)
        elif isinstance(old, list):
            assert isinstance(new, list)
            pairs_of = enumerate(zip(old, new, strict=True))
            work.extend((member, other, (*at, index)) for index, (member, other) in pairs_of)
        elif looks_secret(at, old):
            assert new is MASK
        elif isinstance(old, bool | int | float):
            assert new is old


def explained(script: str, path: Path) -> str:
    """What is said of a path, masked."""
    config: EffectiveConfig = effective_config(Source("appConfig.js", script))
    return render_explanation_text(masker_of(config).explanation(config.explain(path)), 100, PLAIN)


def test_the_way_to_a_secret_is_shown_without_its_pieces() -> None:
    """Where its parts come from stays: names and places."""
    script = """\
const part = "abc", number = 1234;
var appConfig = { apiKey: "x-" + part + number, note: "it is x-abc1234" };
"""
    assert (
        explained(script, ("apiKey",))
        == """\
apiKey = "********"
set at appConfig.js:2:27 (appConfig.js)

comes from
  "********" + part + number = "********"  appConfig.js:2:27
    part = "********"  appConfig.js:2:34
      "********"  appConfig.js:1:14
    number = "********"  appConfig.js:2:41
      ******** = "********"  appConfig.js:1:30
"""
    )


@pytest.mark.parametrize("before", range(0, 200, 10))
def test_the_way_to_a_secret_may_be_cut_short_within_it(before: int) -> None:
    """What is left of the literal is shown as little as all of it."""
    script = f"""\
var base = {{ note: "{"-" * before}", url: "https://bob:xyzzy-1@crm.example.com/{"a" * 200}" }};
var appConfig = {{ ...base }};
"""
    config: EffectiveConfig = effective_config(Source("appConfig.js", script))
    found = masker_of(config).explanation(config.explain(("url",)))
    trace = found.contributions[-1].trace

    assert any("..." in one.expression or "{ note" in one.expression for one in trace)
    assert "xyzzy" not in repr(found)
