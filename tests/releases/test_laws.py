"""The laws that hold of every release."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import Source, effective_config, merge, ui_attributes_layer
from appconfig_merge.effective.config import EffectiveConfig
from appconfig_merge.merging.engine import merge_layers, merge_trees
from appconfig_merge.merging.nodes import adopt
from appconfig_merge.releases.table import table
from appconfig_merge.rendering import render
from appconfig_merge.strategies import json_objects, overlapping_layers
from appconfig_merge.values import same

if TYPE_CHECKING:
    from collections.abc import Mapping

    from appconfig_merge.values import ConfigValue

Layers = tuple[dict[str, "ConfigValue"], ...]

versions = st.sampled_from([".".join(map(str, row.since)) for row in table().rows])
known_keys = st.sampled_from(
    ["logLevel", "sdkOptions", "theme", "notifications", "sso", "markdown"]
)
resources = st.fixed_dictionaries(
    {},
    optional={
        "account_sid": st.just("AC" + "0" * 32),
        "notifications": json_objects(),
        "markdown": json_objects(),
        "channel_configs": st.lists(json_objects(), max_size=2),
    },
)


def of(
    version: str,
    attributes: Mapping[str, Any],
    script: Mapping[str, Any],
    **columns: Any,
) -> EffectiveConfig:
    """What a release makes of a script and a resource."""
    return effective_config(
        Source("appConfig.js", f"var appConfig = {json.dumps(script)};"),
        configuration={**columns, "ui_attributes": attributes},
        flex_ui=version,
    )


@given(versions, overlapping_layers(), resources)
def test_keys_that_no_release_knows_are_merged_as_documented(
    version: str, layers: Layers, resource: dict[str, Any]
) -> None:
    """Defaults, columns and log levels touch nothing else, nor does merging the script twice."""
    attributes, script = ({"ours": layer} for layer in layers)

    config = of(version, attributes, script, **resource)

    documented = of("documented", attributes, script)
    assert same(config["ours"], documented["ours"])


@given(versions, st.lists(known_keys, min_size=1), overlapping_layers(count=6), resources)
def test_the_winner_is_the_highest_that_is_alive(
    version: str, keys: list[str], layers: Layers, resource: dict[str, Any]
) -> None:
    """Of every leaf, whatever layers a release makes; and what it has for a value is its own."""
    attributes = dict(zip(keys, layers, strict=False))
    script = dict(zip(keys, layers[3:], strict=False))

    config = of(version, {**layers[0], **attributes}, {**layers[1], **script}, **resource)

    ranks = {layer.id: rank for rank, layer in enumerate(config.layers)}
    for leaf in config.leaves():
        alive = [one for one in leaf.contributions if one.outcome in {"effective", "merged"}]
        assert leaf.set_by == alive[-1].layer
        assert same(leaf.value, alive[-1].value), leaf.path
        told = [ranks[one.layer] for one in leaf.contributions]
        assert told == sorted(told)


@given(versions, overlapping_layers(), resources)
def test_no_layer_is_told_twice(version: str, layers: Layers, resource: dict[str, Any]) -> None:
    """Flex UI merges appConfig.js before login and after; its word is one."""
    config = of(version, *layers, **resource)

    for leaf in config.leaves():
        told = [(one.layer, one.location) for one in leaf.contributions]
        assert len(told) == len(set(told)), leaf.path


@given(overlapping_layers(count=3))
def test_merging_the_highest_layer_again_changes_nothing(layers: Layers) -> None:
    """Neither a value nor the story of one."""
    read = [ui_attributes_layer(layer) for layer in layers]
    once = merge(read)

    again = merge_trees(
        merge_layers(once.layers), adopt(once.layers[2], once.layers[2].root, None, 0)
    )

    merged_again = EffectiveConfig(again, once.layers, once.remade)  # type: ignore[arg-type]
    assert render(merged_again, "json") == render(once, "json")


@given(versions, overlapping_layers(), resources)
def test_a_layer_left_out_is_in_no_story(
    version: str, layers: Layers, resource: dict[str, Any]
) -> None:
    """What would win without the script is told without the script."""
    config = of(version, *layers, **resource)

    without = config.without("appConfig.js")

    assert same(without.to_dict(), of(version, layers[0], {}, **resource).to_dict())
    assert "appConfig.js" not in {
        one.layer for leaf in without.leaves() for one in leaf.contributions
    }
