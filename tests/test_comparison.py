"""Two effective configurations, compared value by value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given

from appconfig_merge import Source, effective_config, format_path, strategies
from appconfig_merge.comparison import value_changes

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
        for one in value_changes(before, after)
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


@given(strategies.ui_attributes())
def test_a_configuration_has_no_change_from_itself(data: dict[str, Any]) -> None:
    """Whatever is in it."""
    script = "var appConfig = { theme: { isLight: true } };"

    assert value_changes(configured(script, **data), configured(script, **data)) == ()
