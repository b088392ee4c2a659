"""What several configurations are made from is merged once, and nobody sees a difference."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import Source, syntax
from appconfig_merge.inputs.reader import Reader
from appconfig_merge.inputs.record import GivenResource, Inputs
from appconfig_merge.releases.table import table
from appconfig_merge.rendering import render
from appconfig_merge.strategies import json_objects, overlapping_layers
from appconfig_merge.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pytest

    from appconfig_merge import EffectiveConfig

_RULES = st.sampled_from(["documented", *(".".join(map(str, row.since)) for row in table().rows)])
_SCRIPTS = st.sampled_from(
    [
        "var appConfig = %s;",
        "var appConfig = %s; appConfig.a = location.hash || appConfig.a; delete appConfig.b;",
        "var appConfig = { ...%s, ...(location.hash ? { logLevel: 'debug' } : {}) };",
        "var appConfig = %s; appConfig.colorTheme = 'dark'; appConfig.logLevel = 'info';",
    ]
)


@given(
    _SCRIPTS,
    overlapping_layers(count=3),
    st.lists(_RULES, min_size=2, max_size=2),
    json_objects(),
)
def test_a_reader_of_many_gives_what_a_reader_of_each_gives(
    script: str, layers: tuple[dict[str, Any], ...], rules: list[str], column: Mapping[str, Any]
) -> None:
    """Every value, its story, and what would be without a layer, under every release's rules."""
    source = Source("appConfig.js", script % json.dumps(layers[-1]))
    addresses = (None, "https://a.example.com/#b")
    every = [
        Inputs(source, _resource(attributes, column), flex_ui=rule, page_url=address)
        for attributes in layers[:-1]
        for rule, address in zip(rules, addresses, strict=True)
    ]
    reader = Reader()
    together = [reader.config(inputs) for inputs in every]

    for config, inputs in zip(together, every, strict=True):
        assert list(_told(config)) == list(_told(Reader().config(inputs)))


def test_a_script_is_read_once_for_all_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is run for each of them, from the same tree."""
    read: list[str] = []

    def counted(source: Source, *more: Any) -> Any:
        read.append(source.name)
        return parse(source, *more)

    monkeypatch.setattr(syntax, "parse", counted)
    reader = Reader()
    inputs = Inputs(
        Source("appConfig.js", "var appConfig = { host: location.hostname, of: shared };"),
        scripts=(Source("shared.js", "var shared = { host: location.hostname };"),),
    )
    hosts = [f"{name}.example.com" for name in "abc"]
    configs = [reader.config(inputs._replace(page_url=f"https://{host}/")) for host in hosts]

    assert [one.to_dict() for one in configs] == [
        {"host": host, "of": {"host": host}} for host in hosts
    ]
    assert read == ["shared.js", "appConfig.js"]


def _resource(attributes: dict[str, Any], column: Mapping[str, Any]) -> GivenResource:
    sid = "AC" + "0" * 32
    data = {"account_sid": sid, "ui_attributes": attributes, "markdown": column}
    return GivenResource(Source("configuration.json", json.dumps(data), "json"))


def _told(config: EffectiveConfig) -> Any:
    yield render(config, "json")
    yield repr(list(config.shadowed()))
    for layer in config.layers:
        yield repr(config.without(layer.id).to_dict())
