"""What a Flex UI release makes of a configuration, beside what is documented."""

from __future__ import annotations

from typing import Any

import pytest

from appconfig_merge import Source, effective_config

RESOURCE: dict[str, Any] = {
    "account_sid": "AC" + "0" * 32,
    "ui_attributes": {"logLevel": "error", "theme": {"isLight": True}},
}
SCRIPT = Source("appConfig.js", "var appConfig = { logLevel: 'info', theme: { isLight: false } };")


def test_a_value_that_the_release_decides_another_way() -> None:
    """With the leaf that it ends with: its value, its layer, and what became of the others."""
    config = effective_config(SCRIPT, configuration=RESOURCE)

    ((path, departure),) = config.departures().items()

    assert path == ("logLevel",)
    assert departure.release.version == "2.17.1"
    assert departure.leaf is not None
    assert departure.leaf.path == ("logLevel",)
    assert departure.leaf.value == "error"
    assert departure.leaf.set_by == "ui_attributes.logLevel"
    assert [(one.layer, one.value, one.outcome) for one in departure.leaf.contributions] == [
        ("Flex UI 2.17.1", "error", "overridden"),
        ("ui_attributes", "error", "overridden"),
        ("appConfig.js", "info", "overridden"),
        ("ui_attributes.logLevel", "error", "effective"),
    ]
    assert config.explain("logLevel").departure == departure
    assert config.explain("theme.isLight").departure is None
    assert config.explain("").departure is None


def test_nothing_departs_from_the_rules_of_a_release() -> None:
    """Nor from the documented ones where there is no resource, or the values are the same."""
    same = {**RESOURCE, "ui_attributes": {"logLevel": "info"}}

    for config in (
        effective_config(SCRIPT, configuration=RESOURCE, flex_ui="2.17.1"),
        effective_config(SCRIPT),
        effective_config(SCRIPT, configuration=same),
    ):
        assert config.departures() == {}
        assert config.explain("logLevel").departure is None


def test_a_value_inside_an_array_departs_with_it() -> None:
    """The array is what the release has another value for."""
    config = effective_config(
        Source("appConfig.js", "var appConfig = { logLevel: [{ a: 1 }] };"), configuration=RESOURCE
    )

    for path in ("logLevel", "logLevel[0].a"):
        departure = config.explain(path).departure
        assert departure is not None
        assert departure.leaf is not None
        assert departure.leaf.value == "error"


def test_what_a_release_has_without_a_resource() -> None:
    """What there is before login, with a remark that says so."""
    config = effective_config(SCRIPT, flex_ui="2.17.1")

    assert config.release is not None
    assert config.release.version == "2.17.1"
    assert config["logLevel"] == "info"
    assert [one.id for one in config.layers][:2] == ["Flex UI 2.17.1", "appConfig.js"]
    (remark,) = config.diagnostics
    assert (remark.code, remark.severity, remark.message, remark.help) == (
        "before-login",
        "info",
        "without the Configuration resource this is what Flex UI has before login",
        "give it with --configuration or --live: its ui_attributes and columns come in then",
    )


@pytest.mark.parametrize("flex_ui", ["documented", "2.17.1"])
def test_a_merge_without_a_layer_follows_the_same_rules(flex_ui: str) -> None:
    """And without the layer of an id that isn't there nothing is another."""
    config = effective_config(SCRIPT, configuration=RESOURCE, flex_ui=flex_ui)

    changed = config.without("appConfig.js")

    assert changed["logLevel"] == "error"
    assert changed["theme"] == {"isLight": True}
    assert "appConfig.js" not in [one.id for one in changed.layers]
    assert changed.release == config.release
    assert config.without("nothing") == config
    assert config.remade(lambda layer: layer) == config
