"""The laws that the merge keeps, each with the property that states it."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from appconfig_merge import Location, Source, effective_config, merge, ui_attributes_layer
from appconfig_merge.strategies import (
    AppConfigSource,
    app_config_sources,
    json_objects,
    json_values,
    overlapping_layers,
)
from appconfig_merge.values import ConfigValue, Unresolved, same
from tests.hunting import examples
from tests.merging.support import any_layers, encode, everything, merged, spell, value_layers

if TYPE_CHECKING:
    from collections.abc import Mapping

Layers = tuple[dict[str, ConfigValue], ...]

# Without strings and arrays, which leave their parts as keys when an object comes over them.
plain_scalars = st.one_of(st.none(), st.booleans(), st.integers(-5, 5))


def _is_free_of_arrays(value: ConfigValue) -> bool:
    if isinstance(value, dict):
        return all(map(_is_free_of_arrays, value.values()))
    return not isinstance(value, list)


plain_layers = overlapping_layers(plain_scalars, count=3).filter(
    lambda layers: all(map(_is_free_of_arrays, layers))
)


def value_of(*layers: Mapping[str, Any]) -> dict[str, ConfigValue]:
    """What layers come to."""
    return merge(value_layers(layers)).to_dict()


@given(any_layers())
def test_an_empty_layer_below_is_the_identity(layers: Layers) -> None:
    """{} + A = A, its keys in the same order."""
    assert encode(value_of({}, layers[0])) == encode(layers[0])


@given(any_layers())
def test_an_empty_layer_above_is_the_identity(layers: Layers) -> None:
    """A + {} = A."""
    assert encode(value_of(layers[0], {})) == encode(layers[0])


@given(any_layers(), st.sampled_from(["key", "a", "0"]), json_values())
def test_a_scalar_or_array_above_wins(layers: Layers, key: str, value: ConfigValue) -> None:
    """Anything but an object replaces what is below, whatever that is."""
    if not isinstance(value, dict):
        assert same(value_of(layers[0], {key: value})[key], value)


@given(json_values(), st.lists(json_values(), max_size=3))
def test_arrays_are_replaced_whole(below: ConfigValue, above: list[ConfigValue]) -> None:
    """No element of a lower layer's value survives an array."""
    assert same(value_of({"x": below}, {"x": above})["x"], above)


@given(any_layers())
def test_unmentioned_siblings_survive(layers: Layers) -> None:
    """A key that the higher layer does not have keeps the lower one's value."""
    below, above = layers
    result = value_of(below, above)
    for key in below.keys() - above.keys():
        assert same(result[key], below[key])
    assert result.keys() == below.keys() | above.keys()


@given(overlapping_layers())
def test_no_input_is_changed(layers: Layers) -> None:
    """Neither the data that layers are made of, nor layers, nor an earlier result."""
    before = copy.deepcopy(layers)
    made = [ui_attributes_layer(layer) for layer in layers]
    first = merge(made)
    kept = first.to_dict()
    merge([*made, ui_attributes_layer(dict.fromkeys(layers[0], 0))])
    assert encode(first.to_dict()) == encode(kept) == encode(merge(made).to_dict())
    assert layers == before


@given(overlapping_layers())
def test_what_comes_out_is_the_callers_own(layers: Layers) -> None:
    """Changing a result's copy changes neither the configuration nor its layers."""
    config = merge([ui_attributes_layer(layer) for layer in layers])
    before = encode(config.to_dict())
    for value in config.to_dict().values():
        if isinstance(value, dict | list):
            value.clear()
    assert encode(config.to_dict()) == before


@given(any_layers())
def test_merging_a_layer_with_itself_changes_nothing(layers: Layers) -> None:
    """A + A = A: an object meets itself key by key, all else replaces itself."""
    assert encode(value_of(layers[0], layers[0])) == encode(layers[0])


@given(any_layers())
def test_merging_a_layer_again_changes_nothing(layers: Layers) -> None:
    """(A + B) + B = A + B: what B had to say is said."""
    below, above = layers
    assert encode(value_of(below, above, above)) == encode(value_of(below, above))


@given(plain_layers)
def test_associative_without_strings_and_arrays(layers: Layers) -> None:
    """(A + B) + C and A + (B + C) say the same where a value leaves nothing under an object."""
    first, second, third = layers
    bracketed = value_of(value_of(first, second), third)
    assert same(bracketed, value_of(first, second, third))
    replaced = _replaces_a_branch(first, second)
    assert replaced or same(value_of(first, value_of(second, third)), bracketed)


def _replaces_a_branch(below: ConfigValue, above: ConfigValue) -> bool:
    """Whether a value replaces an object somewhere: a third layer could bring it back."""
    if not isinstance(below, dict):
        return False
    if not isinstance(above, dict):
        return bool(below)
    return any(_replaces_a_branch(below[key], above[key]) for key in below.keys() & above.keys())


def test_not_associative_where_a_string_meets_an_object() -> None:
    """The string's characters are there only if it is in place when the object comes."""
    below, string, above = {"x": {"p": 1}}, {"x": "Da"}, {"x": {"q": 2}}
    assert value_of(below, string, above) == {"x": {"0": "D", "1": "a", "q": 2}}
    assert value_of(below, value_of(string, above)) == {"x": {"0": "D", "1": "a", "p": 1, "q": 2}}


def test_not_associative_where_null_meets_an_object() -> None:
    """Null clears what is below it only if it is merged before the object above."""
    below, null, above = {"x": {"p": 1}}, {"x": None}, {"x": {"q": 2}}
    assert value_of(below, null, above) == {"x": {"q": 2}}
    assert value_of(below, value_of(null, above)) == {"x": {"p": 1, "q": 2}}


def test_not_commutative() -> None:
    """The order of layers is the point of them."""
    assert value_of({"x": 1}, {"x": 2}) == {"x": 2}
    assert value_of({"x": 2}, {"x": 1}) == {"x": 1}


@given(any_layers(3))
def test_explaining_does_not_change_the_value(layers: Layers) -> None:
    """Every question may be asked, in any order and again: the answer stays."""
    config = merge(value_layers(layers))
    before = encode(config.to_dict())
    told = (list(config.leaves()), list(config.shadowed()))
    for path in config.paths():
        config.explain(path)
    assert encode(config.to_dict()) == before
    assert repr((list(config.leaves()), list(config.shadowed()))) == repr(told)


@given(any_layers(3))
def test_the_last_contribution_alive_is_the_value(layers: Layers) -> None:
    """Of a leaf; and its layer is the one that set it."""
    for leaf in merge(value_layers(layers)).leaves():
        alive = [one for one in leaf.contributions if one.outcome in {"effective", "merged"}]
        assert same(alive[-1].value, leaf.value)
        assert alive[-1].layer == leaf.set_by


@given(any_layers(3))
def test_explain_agrees_with_the_mapping(layers: Layers) -> None:
    """config.explain(path).value is config[...][...], for every path there is."""
    config = merge(value_layers(layers))
    for path in config.paths():
        value: object = config.to_dict()
        for key in path:
            assert isinstance(value, dict)
            value = value[key]
        explained = config.explain(path)
        assert same(explained.value, value)
        assert explained.path == path


@given(any_layers(3))
def test_leaves_and_objects_are_the_whole_configuration(layers: Layers) -> None:
    """Every path is a leaf's or an object's, in the mapping's order, and none twice."""
    config = merge(value_layers(layers))
    leaves = {leaf.path: leaf.value for leaf in config.leaves()}
    found: list[tuple[tuple[str | int, ...], ConfigValue]] = []

    def walk(value: dict[str, ConfigValue], path: tuple[str | int, ...]) -> None:
        for key, item in value.items():
            if isinstance(item, dict) and item:
                walk(item, (*path, key))
            else:
                found.append(((*path, key), item))

    walk(config.to_dict(), ())
    if found:
        assert [path for path, _ in found] == list(leaves)
        assert all(same(leaves[path], value) for path, value in found)


@given(any_layers(3))
def test_every_leaf_of_every_layer_is_accounted_for(layers: Layers) -> None:
    """What a layer says is told at its path, once: effective, or with what became of it."""
    config = merge(value_layers(layers))
    told = [(item.path, item.contributions) for item in everything(config)]
    by_path = dict(told)
    assert len(by_path) == len(told)
    for name, layer in zip([one.id for one in config.layers], layers, strict=True):
        for path, value in _leaves(layer):
            own = [one for one in by_path.get(path, ()) if one.layer == name]
            if not own:
                own = [one for one in config.explain(path).contributions if one.layer == name]
            assert len(own) == 1, (path, own)
            assert same(own[0].value, value)


def _leaves(value: dict[str, ConfigValue]) -> list[tuple[tuple[str | int, ...], ConfigValue]]:
    found: list[tuple[tuple[str | int, ...], ConfigValue]] = []
    for key, item in value.items():
        if isinstance(item, dict) and item:
            found.extend(((key, *path), inner) for path, inner in _leaves(item))
        else:
            found.append(((key,), item))
    return found


@given(any_layers(3))
def test_contributions_go_from_the_lowest_layer_up(layers: Layers) -> None:
    """At every path."""
    config = merge(value_layers(layers))
    names = [layer.id for layer in config.layers]
    for item in everything(config):
        ranks = [names.index(one.layer) for one in item.contributions]
        assert ranks == sorted(ranks)


@given(any_layers(3))
def test_what_lost_names_what_beat_it(layers: Layers) -> None:
    """A contribution that is not alive has a rival, with a place in another layer's file."""
    config = merge(value_layers(layers))
    for item in everything(config):
        for one in item.contributions:
            if one.outcome in {"overridden", "redundant", "removed"}:
                assert one.rival is not None
                assert one.rival.layer != one.layer
                assert one.rival.location is not None
            else:
                assert one.outcome in {"effective", "merged"}
                assert one.rival is None


@given(app_config_sources())
@settings(max_examples=examples(40))
def test_a_scripts_spans_read_again_to_their_values(source: AppConfigSource) -> None:
    """The text at every contribution's place, read in the same script's world, is its value."""
    text = source.text
    script = Source("appConfig.js", text)
    config = effective_config(script)
    for leaf in config.leaves():
        for one in leaf.contributions:
            assert one.location is not None
            expression = _slice(text, one.location)
            again = effective_config(
                Source("again.js", f"var again = {{v: {expression}}}"),
                scripts=[script],
                global_name="again",
            )
            assert same(again.to_dict()["v"], one.value), expression


@given(json_objects(), st.sampled_from([None, 2]), st.booleans())
def test_a_json_texts_spans_read_again_to_their_values(
    value: dict[str, ConfigValue], indent: int | None, ascii_only: bool
) -> None:
    """The same of JSON, through json.loads; and its key's place holds the key."""
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    layer = ui_attributes_layer(Source("ui.json", text, "json"))
    for leaf in merge([layer]).leaves():
        if not leaf.path:
            continue
        (one,) = leaf.contributions
        assert one.location is not None
        assert one.key_location is not None
        assert same(json.loads(_slice(text, one.location)), one.value)
        assert json.loads(_slice(text, one.key_location)) == leaf.path[-1]


def _slice(text: str, place: Location) -> str:
    """What stands at a location: lines and columns are worked out here by another way."""
    is_script = place.file.endswith(".js")
    offsets = [0]
    for at, char in enumerate(text):
        ends = char == "\n" or (char == "\r" and text[at + 1 : at + 2] != "\n")
        if ends or (is_script and char in "\u2028\u2029"):
            offsets.append(at + 1)
    start = offsets[place.line - 1] + place.column - 1
    return text[start : offsets[place.end_line - 1] + place.end_column - 1]


@given(any_layers())
def test_equality_ignores_where_values_came_from(layers: Layers) -> None:
    """One layer or two, one spelling or another: equal when the values are."""
    config = merge(value_layers(layers))
    alone = merged(spell(config.to_dict()))
    assert config == alone
    assert config == config.to_dict()
    assert config != merged(spell({**config.to_dict(), "one more": 1}))


def test_what_is_unresolved_stays_unresolved() -> None:
    """A lower layer's value is not taken for one that only the page knows."""
    config = merged("{x: 1, y: {p: 1}}", "{x: location.hash, y: location.search}")
    assert isinstance(config["x"], Unresolved)
    assert isinstance(config["y"], Unresolved)
    assert merged("{x: location.hash}", "{x: 1}").to_dict() == {"x": 1}
