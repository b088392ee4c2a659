"""What a browser has stored, filled into the gaps of what the page hands over."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from appconfig_merge import Source, Unresolved, effective_config, merge, script_layer
from appconfig_merge.layers.stored import read_stored, stored_from_data
from appconfig_merge.strategies import javascript_values, json_objects, json_values
from appconfig_merge.values import UNDEFINED, Incomplete, same
from tests.hunting import examples
from tests.merging.support import decoded_numbers, encode, in_node, layer, spell

if TYPE_CHECKING:
    from appconfig_merge import EffectiveConfig
    from appconfig_merge.values import ConfigValue

KEYS = st.sampled_from(["a", "b", "0", "1", "theme"])

# Flex UI's own function, as it was read in releases from 1.18.0 to 2.17.1, in other words.
_FILL = r"""
const isPlain = (v) => typeof v === "object" && v !== null && !(v instanceof Array)
  && Object.getPrototypeOf(v) === Object.prototype;
function fill(target, source) {
  for (const key of Object.keys(source)) {
    if (isPlain(source[key])) {
      target[key] = fill(Object.assign({}, target[key] || {}), source[key]);
    } else if (target[key] === undefined) {
      target[key] = source[key];
    }
  }
  return target;
}
"""
_PROGRAM = (
    _FILL
    + r"""
function encode(v) {
  if (v === undefined) return ["undefined"];
  if (typeof v === "number") return ["number", Object.is(v, -0) ? "-0" : String(v)];
  if (typeof v === "bigint") return ["bigint", String(v)];
  if (typeof v === "function") return ["function", v.toString()];
  if (v instanceof RegExp) return ["regexp", v.source, v.flags];
  if (Array.isArray(v)) return ["array", Array.from(v, encode)];
  if (typeof v === "object" && v !== null)
    return ["object", Object.keys(v).map((key) => [key, encode(v[key])])];
  return ["plain", v];
}
const cases = JSON.parse(require("fs").readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(cases.map(([handed, stored]) =>
  encode(fill((0, eval)(`(${handed})`), JSON.parse(stored))))));
"""
)


def filled(handed: str, stored: str) -> EffectiveConfig:
    """What a page's object comes to with FLEX_CONFIG, both as they are written."""
    return merge([read_stored(Source("stored.json", stored, "json")), layer(handed)])


def told(config: EffectiveConfig, path: str) -> list[tuple[str, str, str]]:
    """Layer, outcome and rule of each contribution at a path."""
    return [(one.layer, one.outcome, one.rule) for one in config.explain(path).contributions]


PAGE, BROWSER = "appConfig.js", "FLEX_CONFIG"
GAP = (BROWSER, "effective", "fills-gap")


@pytest.mark.parametrize(
    ("handed", "stored", "value", "contributions"),
    [
        ("{}", "1", 1, [GAP]),
        ("{}", '{"b": 1}', {"b": 1}, [GAP]),
        ("{a: undefined}", "1", 1, [(PAGE, "overridden", "fills-gap"), GAP]),
        ("{a: undefined}", '{"b": 1}', {"b": 1}, [(PAGE, "overridden", "fills-gap"), GAP]),
        ("{a: 2}", "1", 2, [
            (BROWSER, "overridden", "higher-layer"), (PAGE, "effective", "highest-layer"),
        ]),
        ("{a: 1}", "1", 1, [
            (BROWSER, "redundant", "same-value"), (PAGE, "effective", "highest-layer"),
        ]),
        ("{a: null}", "1", None, [
            (BROWSER, "overridden", "higher-layer"), (PAGE, "effective", "highest-layer"),
        ]),
        ("{a: {b: 1}}", "[5]", {"b": 1}, [
            (BROWSER, "overridden", "higher-layer"), (PAGE, "effective", "highest-layer"),
        ]),
        ("{a: [1]}", "[5, 6]", [1], [
            (BROWSER, "overridden", "higher-layer"), (PAGE, "effective", "highest-layer"),
        ]),
        ("{a: {b: 1}}", '{"b": 2, "c": 3}', {"b": 1, "c": 3}, [
            (BROWSER, "merged", "object-merge"), (PAGE, "merged", "object-merge"),
        ]),
        ("{a: null}", '{"b": 1}', {"b": 1}, [(PAGE, "overridden", "object-over-value"), GAP]),
        ("{a: true}", '{"b": 1}', {"b": 1}, [(PAGE, "overridden", "object-over-value"), GAP]),
        ("{a: 5}", "{}", {}, [(PAGE, "overridden", "object-over-value"), GAP]),
        ("{a: ''}", '{"b": 1}', {"b": 1}, [(PAGE, "overridden", "object-over-value"), GAP]),
        ("{a: []}", '{"b": 1}', {"b": 1}, [(PAGE, "overridden", "object-over-value"), GAP]),
        ("{a: () => 1}", '{"b": 1}', {"b": 1}, [(PAGE, "overridden", "object-over-value"), GAP]),
        ("{a: 'xy'}", '{"b": 1, "0": "z"}', {"0": "x", "1": "y", "b": 1}, [
            (PAGE, "merged", "spread-to-keys"), (BROWSER, "merged", "object-merge"),
        ]),
        ("{a: [7]}", '{"b": 1, "0": "z"}', {"0": 7, "b": 1}, [
            (PAGE, "merged", "spread-to-keys"), (BROWSER, "merged", "object-merge"),
        ]),
    ],
)  # fmt: skip
def test_what_becomes_of_each_word(
    handed: str, stored: str, value: object, contributions: list[tuple[str, str, str]]
) -> None:
    """A stored object is filled in whatever is there, anything else where nothing is."""
    config = filled(handed, f'{{"a": {stored}}}')

    assert config.explain("a").value == value
    assert told(config, "a") == contributions


def test_the_story_of_a_gap() -> None:
    """It is filled before anything is merged, so that it beats the resource."""
    config = effective_config(
        Source("appConfig.js", "var appConfig = {theme: {}};"),
        ui_attributes=Source("ui.json", '{"theme": {"isLight": true}}', "json"),
        stored=Source("stored.json", '{"theme": {"isLight": false}}', "json"),
    )

    explained = config.explain("theme.isLight")

    assert (explained.value, explained.set_by) == (False, "FLEX_CONFIG")
    lost, won = explained.contributions
    assert (lost.layer, lost.outcome, lost.rule) == ("ui_attributes", "overridden", "higher-layer")
    assert str(won.location) == "stored.json:1:23"
    assert [one.id for one in config.layers] == ["ui_attributes", "FLEX_CONFIG", "appConfig.js"]


def test_a_gap_deep_in_the_stored_object() -> None:
    """What is stored is told as what fills a gap wherever in it that stands."""
    config = filled("{a: {}}", '{"a": {"b": {"c": [1, {"d": 2}]}}, "e": {"f": "g"}}')

    assert told(config, "a.b.c") == [GAP]
    assert told(config, "e.f") == [GAP]
    assert [(one.path, one.contributions[-1].rule) for one in config.leaves()] == [
        (("a", "b", "c"), "fills-gap"),
        (("e", "f"), "fills-gap"),
    ]


def test_keys_of_the_page_come_first() -> None:
    """Its object is changed in place: what is new follows, as it does in JavaScript."""
    config = filled("{b: 1, d: {z: 1}}", '{"a": 1, "d": {"y": 1}, "b": 2, "0": 1}')

    assert list(config) == ["0", "b", "d", "a"]
    assert list(config["d"]) == ["z", "y"]  # type: ignore[arg-type]


def test_without_the_page_all_is_a_gap() -> None:
    """A page may hand over an empty object, as Twilio's sample does without appConfig.js."""
    config = filled("{a: 1}", '{"a": 2, "b": 3}').without("appConfig.js")

    assert config == {"a": 2, "b": 3}


def test_without_what_is_stored() -> None:
    """It is a layer as any other."""
    assert filled("{a: null}", '{"a": {"c": 2}, "b": 3}').without("FLEX_CONFIG") == {"a": None}


@st.composite
def handed_and_stored(draw: st.DrawFn) -> tuple[dict[str, ConfigValue], dict[str, ConfigValue]]:
    """An object with any values, undefined among them, and one of JSON with many of its keys."""

    def like(value: ConfigValue, depth: int) -> ConfigValue:
        if isinstance(value, dict) and draw(st.booleans()) and depth < 4:
            extra = draw(st.dictionaries(KEYS, json_values(), max_size=2))
            return {**{key: like(one, depth + 1) for key, one in value.items()}, **extra}
        return draw(json_values())

    handed = draw(
        st.dictionaries(
            KEYS, st.one_of(javascript_values(), st.just(UNDEFINED), json_objects()), max_size=4
        )
    )
    stored = like(handed, 0)
    return handed, stored if isinstance(stored, dict) else draw(json_objects())


def _cases(number: int) -> list[tuple[dict[str, ConfigValue], dict[str, ConfigValue]]]:
    found: list[tuple[dict[str, ConfigValue], dict[str, ConfigValue]]] = []

    @settings(
        max_examples=examples(number),
        phases=[Phase.generate],
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(handed_and_stored())
    def collect(case: tuple[dict[str, ConfigValue], dict[str, ConfigValue]]) -> None:
        found.append(case)

    collect()
    return found


def test_gaps_are_filled_as_flex_ui_does() -> None:
    """Pairs with every kind of value, in one Node process: values and the order of keys."""
    texts = [[spell(handed), json.dumps(stored)] for handed, stored in _cases(400)]
    for (handed, stored), result in zip(texts, in_node(_PROGRAM, texts), strict=True):
        ours = filled(handed, stored).to_dict()
        assert encode(ours) == decoded_numbers(result), (handed, stored)


RELEASES = st.sampled_from(["documented", "1.18.0", "1.31.0", "1.34.6", "2.2.0", "2.17.1"])


@settings(max_examples=examples(100))
@given(handed_and_stored(), json_objects(), RELEASES)
def test_storing_is_handing_over_what_is_filled(
    case: tuple[dict[str, ConfigValue], dict[str, ConfigValue]],
    attributes: dict[str, ConfigValue],
    release: str,
) -> None:
    """The page's own object is changed: each merge that Flex UI makes of it sees that."""
    handed, stored = case
    whole = merge([stored_from_data(stored), layer(spell(handed))])

    def configured(text: str, given: dict[str, ConfigValue] | None) -> EffectiveConfig:
        return effective_config(
            Source("appConfig.js", f"var appConfig = {text};"),
            configuration={"account_sid": "AC" + "0" * 32, "ui_attributes": attributes},
            stored=given,
            flex_ui=release,
        )

    both = list(configured(spell(handed), stored).leaves())
    one = list(configured(spell(whole.to_dict()), None).leaves())

    assert [leaf.path for leaf in both] == [leaf.path for leaf in one]
    assert all(map(_same, (leaf.value for leaf in both), (leaf.value for leaf in one)))


def _same(left: ConfigValue, right: ConfigValue) -> bool:
    if isinstance(left, Unresolved) and isinstance(right, Unresolved):
        return left.reason == right.reason  # what is written differs
    return same(left, right)


# what the page sets, what is stored under the same key, and what is told where the page decides
@pytest.mark.parametrize(
    ("handed", "stored", "value"),
    [
        ("page.a", "1", ...),
        ("page.a", "{}", {}),
        ("page.a ? 1 : undefined", "2", (1, 2)),
        ("page.a ? 1 : page.b ? 3 : undefined", "2", (1, 3, 2)),
        ("page.a ? page.b : undefined", "2", (..., 2)),
        ("page.a ? 1 : null", "2", (1, None)),
        ("location.hostname", "2", ...),
        ("typeof page.a", '{"b": 1}', {"b": ...}),
        ("!page.a", '{"b": 1}', {"b": 1}),
        ("page.a ? 1 : null", '{"b": 1}', {"b": 1}),
        ("page.a ? undefined : true", '{"b": 1}', {"b": 1}),
        ("page.a ? !page.b : null", '{"b": 1}', {"b": 1}),
        ("page.a ? page.b : null", '{"b": 1}', {"b": ...}),
        ("page.a ? 'xy' : null", '{"b": 1}', {"b": ...}),
        ("page.a ? (page.b ? 1 : {}) : null", '{"b": 1}', {"b": ...}),
        ("{b: page.a}", '{"b": 1}', {"b": ...}),
        ("{...page.a}", '{"b": 1}', {"b": ...}),
        ("{...page.a, b: 2}", '{"b": 1}', {"b": 2}),
        ("page.a ? {b: 1} : undefined", '{"b": 2}', {"b": ...}),
    ],
)
def test_what_the_page_decides(handed: str, stored: str, value: object) -> None:
    """Where it may leave a gap, what is stored is one of the candidates, or nobody knows."""
    text = f"var appConfig = {{x: {handed}}};"
    script = script_layer(Source("appConfig.js", text), assume=["page"])
    found: Any = merge([stored_from_data({"x": json.loads(stored)}), script]).to_dict()["x"]

    assert _spelled(found) == value


@pytest.mark.parametrize(
    ("handed", "outcome", "rule"),
    [
        ("location.hostname", "overridden", "higher-layer"),
        ("page.a ? 1 : null", "overridden", "higher-layer"),
        ("page.a", "uncertain", "unresolved-above"),
        ("page.a ? 1 : undefined", "uncertain", "unresolved-above"),
    ],
)
def test_what_is_told_of_a_gap_that_may_be_none(handed: str, outcome: str, rule: str) -> None:
    """A text that only the page knows is no gap, whatever it is."""
    text = f"var appConfig = {{x: {handed}}};"
    script = script_layer(Source("appConfig.js", text), assume=["page"])

    config = merge([stored_from_data({"x": 7}), script])

    assert told(config, "x")[0] == (BROWSER, outcome, rule)
    assert config.explain("x").set_by == PAGE


def _spelled(value: Any) -> Any:
    if isinstance(value, Unresolved):
        return tuple(_spelled(one.value) for one in value.candidates) or ...
    return {key: _spelled(one) for key, one in value.items()} if isinstance(value, dict) else value


def test_conditions_inside_one_another() -> None:
    """They are followed to a depth that people write: the stored value is the last of few."""

    def found(depth: int) -> Any:
        text = "undefined"
        for number in reversed(range(depth)):
            text = f"page.a{number} ? {number} : {text}"
        script = Source("appConfig.js", f"var appConfig = {{x: {text}}};")
        layers = [stored_from_data({"x": "gap"}), script_layer(script, assume=["page"])]
        return _spelled(merge(layers)["x"])

    assert found(4) == (0, 1, 2, 3, "gap")
    assert found(12) == (*range(12), "gap")
    assert found(1500)[:12] == tuple(range(12))
    assert "gap" not in found(1500)


EXPRESSIONS = st.sampled_from([
    "page.p", "page.p ? 1 : undefined", "page.p || undefined", "page.p && page.q",
    "page.p ? {a: 1} : undefined", "page.p ? {a: undefined, b: page.q} : 'xy'", "{...page.p}",
    "{a: 1, ...page.p, b: undefined}", "page.p ? page.q : null", "`${page.p}`", "[page.p]",
    "page.p === 1", "undefined", "{a: page.p, b: page.q ? 2 : undefined}", "page.p?.a",
])  # fmt: skip
DECIDED = st.sampled_from([
    "undefined", "null", "0", "1", "''", "'zw'", "true", "{}", "{a: 2}", "{a: undefined, c: 3}",
    "[]", "[4]",
])  # fmt: skip


@settings(max_examples=examples(150))
@given(
    st.dictionaries(KEYS, EXPRESSIONS, min_size=1, max_size=3),
    st.dictionaries(KEYS, json_values(), max_size=3),
    st.tuples(DECIDED, DECIDED),
    st.sampled_from([{}, {"a": {"a": 1, "z": 2}, "b": "text", "theme": {"b": 5}}]),
)
def test_nothing_is_told_that_a_page_belies(
    handed: dict[str, str],
    stored: dict[str, ConfigValue],
    decided: tuple[str, str],
    attributes: dict[str, ConfigValue],
) -> None:
    """What is known without the page is so in each page."""
    members = ", ".join(f"{json.dumps(key)}: {text}" for key, text in handed.items())
    text = f"var appConfig = {{{members}}};"
    page = f"var page = {{p: {decided[0]}, q: {decided[1]}}};"

    def configured(script: str) -> Any:
        return effective_config(
            Source("appConfig.js", script), ui_attributes=attributes, stored=stored, assume=["page"]
        ).to_dict()

    told, true = configured(text), configured(f"{page}\n{text}")

    assert _agrees(told, true), (told, true)


def _agrees(told: Any, true: Any) -> bool:
    """Whether what is told is so, or may be for all that is told."""
    if isinstance(told, Unresolved):
        return not told.candidates or any(
            not one.present or _agrees(one.value, true) for one in told.candidates
        )
    if isinstance(told, dict):
        if not isinstance(true, dict):
            return False
        if not isinstance(told, Incomplete) and not true.keys() <= told.keys():
            return False
        return all(_agrees(one, true.get(key, UNDEFINED)) for key, one in told.items())
    if isinstance(told, list):
        return isinstance(true, list) and len(told) == len(true) and all(map(_agrees, told, true))
    return same(told, true)
