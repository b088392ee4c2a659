"""Two effective configurations, compared value by value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given

from appconfig_merge import Source, effective_config, format_path, strategies
from appconfig_merge.questions.comparison import Comparison, Values, rows, value_changes

if TYPE_CHECKING:
    from appconfig_merge import EffectiveConfig


def configured(script: str, **attributes: Any) -> EffectiveConfig:
    """A script over ui_attributes."""
    return effective_config(Source("appConfig.js", script), ui_attributes=attributes)


def changes(before: EffectiveConfig, after: EffectiveConfig) -> dict[str, str]:
    """What changed, by path."""
    return {
        format_path(one.path): (
            f"{one.before.value if one.before else '-'} {one.after.value if one.after else '-'}"
        )
        for one in Comparison(before, after).values
    }


def test_values_that_change_come_and_go() -> None:
    """Each path is told once, those of before first."""
    before = configured("var appConfig = { a: 1, b: { c: 2 }, d: 3 };")
    after = configured("var appConfig = { a: 1, b: { c: 4, e: 5 } };")

    assert changes(before, after) == {"b.c": "2 4", "d": "3 -", "b.e": "- 5"}


def test_another_source_of_the_same_value_is_no_change() -> None:
    """It is values that are compared."""
    before = configured("var appConfig = { a: 1 };", a=2)
    after = configured("var appConfig = {};", a=1)

    assert changes(before, after) == {}


def test_an_object_in_place_of_a_value() -> None:
    """The value goes, the values in the object come."""
    before = configured("var appConfig = { a: 1 };")
    after = configured("var appConfig = { a: { b: 1 } };")

    assert changes(before, after) == {"a": "1 -", "a.b": "- 1"}


def test_the_same_unresolved_expression_is_no_change() -> None:
    """Wherever it stands in its file."""
    before = configured("var appConfig = { a: location.href };")
    after = configured("\n\nvar appConfig = { a: location.href };")

    assert changes(before, after) == {}


def test_what_went_into_an_unresolved_value_counts() -> None:
    """The text may be the same where the value is another."""
    text = "var base = '/a'; var appConfig = { a: location.origin + base };"
    before, after = configured(text), configured(text.replace("/a", "/b"))

    assert list(changes(before, after)) == ["a"]


def test_what_an_unresolved_value_may_let_through_counts() -> None:
    """Beneath something that may be an object lies what it would be merged with."""
    text = "var appConfig = { a: JSON.parse(localStorage.a) };"

    before, after = configured(text, a={"b": 1}), configured(text, a={"b": 2})

    assert list(changes(before, after)) == ["a"]
    assert value_changes(before, after) == (), "but that isn't certain"
    assert changes(configured(text, a={"b": 1}), configured(text, a={"b": 1})) == {}


def test_a_line_that_moved_is_no_change() -> None:
    """Though the reason of an unresolved value names a line."""
    text = "var appConfig = { a: {b: 1} };\nmystery(appConfig.a);"
    before = configured(f"function mystery() {{ window.track(arguments); }}{text}")
    after = configured(f"function mystery() {{ window.track(arguments); }}\n\n{text}")

    assert changes(before, after) == {}


def test_white_space_in_a_text_counts() -> None:
    """And in a regular expression, but not between the words of an expression."""
    before = configured("var appConfig = { a: location.href+' x', b: location.search + / x/ };")
    after = configured("var appConfig = { a: location.href +'  x', b: location.search + /  x/ };")
    laid_out = configured(
        "var appConfig = { a: location.href\n + ' x',\n b: location.search + / x/ };"
    )

    assert list(changes(before, after)) == ["a", "b"]
    assert changes(before, laid_out) == {}


def test_a_release_is_no_source_of_its_own() -> None:
    """The defaults of two releases are the same source, as is logLevel's line in the resource."""
    script = Source("appConfig.js", "var appConfig = {};")
    resource = {"ui_attributes": {"logLevel": "info"}, "account_sid": "AC" + "0" * 32}
    old, new = (
        effective_config(script, configuration=resource, flex_ui=version)
        for version in ("2.2", "2.17.1")
    )

    assert Comparison(old, new).sources == []


def test_many_configurations() -> None:
    """Those that agree are told together, the most of them first."""
    configs = [
        configured(f"var appConfig = {{ {text} }};")
        for text in ("a: 1", "a: {b: 1}", "a: 1, c: NaN", "a: location.a", "a: 1, c: NaN")
    ]
    told = {
        format_path(row.path): [(one.standing, one.members) for one in row.groups]
        for row in rows([Values(config) for config in configs])
    }

    assert told == {
        "a": [("value", (0, 2, 4)), ("object", (1,)), ("value", (3,))],
        "a.b": [("unset", (0, 2, 4)), ("value", (1,)), ("unresolved", (3,))],
        "c": [("unset", (0, 1, 3)), ("value", (2, 4))],
    }


@given(strategies.app_config_sources(), strategies.app_config_sources(), strategies.ui_attributes())
def test_a_comparison_is_mirrored(
    one: strategies.AppConfigSource, other: strategies.AppConfigSource, data: dict[str, Any]
) -> None:
    """From B to A everything is the other way round."""
    a, b = configured(one.text, **data), configured(other.text)
    there, back = Comparison(a, b), Comparison(b, a)

    def told(items: Any) -> set[Any]:
        return {(path, before and before.set_by, after and after.set_by)
                for path, before, after in items}  # fmt: skip

    assert told(there.values) == {(path, b, a) for path, a, b in told(back.values)}
    assert told(there.sources) == {(path, b, a) for path, a, b in told(back.sources)}


@given(strategies.app_config_sources(), strategies.ui_attributes())
def test_the_order_of_keys_is_no_difference(
    source: strategies.AppConfigSource, data: dict[str, Any]
) -> None:
    """Neither at the root nor inside."""

    def turned(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: turned(value[key]) for key in reversed(value)}
        return [turned(item) for item in value] if isinstance(value, list) else value

    compared = Comparison(configured(source.text, **data), configured(source.text, **turned(data)))

    assert (compared.values, compared.sources) == ([], [])


@given(strategies.app_config_sources(), strategies.ui_attributes())
def test_a_script_has_no_change_from_itself(
    source: strategies.AppConfigSource, data: dict[str, Any]
) -> None:
    """Nor has any value another source."""
    before, after = (configured(source.text, **data) for _ in range(2))
    compared = Comparison(before, after)

    assert (compared.values, compared.sources) == ([], [])


@given(strategies.ui_attributes())
def test_a_configuration_has_no_change_from_itself(data: dict[str, Any]) -> None:
    """Whatever is in it."""
    script = "var appConfig = { theme: { isLight: true } };"

    assert value_changes(configured(script, **data), configured(script, **data)) == ()
