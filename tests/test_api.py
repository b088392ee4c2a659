"""The functions by which a program uses the package, and what each argument does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from appconfig_merge import (
    InputError,
    NoConfigError,
    ScriptThrowsError,
    Source,
    configuration_layer,
    effective_config,
    merge,
    read_snapshot,
    script_layer,
    ui_attributes_layer,
    verify,
)
from appconfig_merge.page.definitions import definition

if TYPE_CHECKING:
    from pathlib import Path

RESOURCE = {"account_sid": "AC" + "0" * 32, "ui_attributes": {"a": 1, "b": 2}}
SCRIPT = Source("appConfig.js", "var appConfig = { a: 3 };")


def test_files(tmp_path: Path) -> None:
    """The script's values take precedence over the resource's."""
    script, resource = tmp_path / "appConfig.js", tmp_path / "configuration.json"
    script.write_text(SCRIPT.text)
    resource.write_text(json.dumps(RESOURCE))

    config = effective_config(script, configuration=str(resource))

    assert config == {"a": 3, "b": 2}
    assert config.explain("b").set_by == "ui_attributes"


def test_a_script_alone() -> None:
    """By Twilio's documented rules, which add nothing."""
    config = effective_config(SCRIPT)

    assert config == {"a": 3}
    assert config.release is None
    assert [layer.id for layer in config.layers] == ["appConfig.js"]


def test_a_resource_or_its_ui_attributes() -> None:
    """One of the two, as data or as a text."""
    text = Source("ui.json", '{"a": 1, "b": 2}', "json")

    assert effective_config(SCRIPT, configuration=RESOURCE) == {"a": 3, "b": 2}
    assert effective_config(SCRIPT, ui_attributes={"a": 1, "b": 2}) == {"a": 3, "b": 2}
    assert effective_config(SCRIPT, ui_attributes=text) == {"a": 3, "b": 2}
    with pytest.raises(InputError, match=r"^give configuration or ui_attributes, not both$"):
        effective_config(SCRIPT, configuration=RESOURCE, ui_attributes={})
    with pytest.raises(InputError, match="not both"):
        effective_config(SCRIPT, configuration={}, ui_attributes={})


def test_a_release() -> None:
    """Its rules are followed, its defaults are there."""
    config = effective_config(SCRIPT, configuration=RESOURCE, flex_ui="2.17.1")

    assert config.release is not None
    assert config.release.version == "2.17.1"
    assert config["language"] == "en-US"


def test_what_is_known_of_the_page() -> None:
    """Values by name, an address, scripts before, names that are there."""
    script = Source(
        "appConfig.js",
        "var appConfig = { d: page.d, host: location.host, s: companion, known: typeof other };",
    )
    companion = Source("first.js", "var companion = 'first';")

    config = effective_config(
        script,
        define={"page.d": {"x": 1}},
        page_url="https://flex.example.com/agent",
        scripts=[companion],
        assume=["other"],
    )

    assert config["d"] == {"x": 1}
    assert config["host"] == "flex.example.com"
    assert config["s"] == "first"
    assert config.explain("known").kind == "value"
    with pytest.raises(ScriptThrowsError):
        effective_config(script)


def test_another_global() -> None:
    """The object may have another name."""
    script = Source("a.js", "var other = { a: 1 };")

    assert effective_config(script, global_name="other") == {"a": 1}
    assert merge([script_layer(script, global_name="other")]) == {"a": 1}
    with pytest.raises(NoConfigError):
        effective_config(script)


def test_the_second_parser() -> None:
    """Gives no places."""
    config = effective_config(SCRIPT, parser="pyjsparser")

    assert config.explain("a").contributions[0].location is None
    assert effective_config(SCRIPT).explain("a").contributions[0].location is not None
    assert merge([script_layer(SCRIPT, parser="pyjsparser")]) == {"a": 3}


def test_layers() -> None:
    """Each input by itself, to merge by hand."""
    script = script_layer(
        Source("a.js", "var appConfig = { a: known, b: companion, c: typeof other };"),
        defined=dict([definition("known", 1)]),
        scripts=[Source("first.js", "var companion = 2;")],
        assume=["other"],
    )
    resource = configuration_layer(RESOURCE)
    attributes = ui_attributes_layer({"z": 1})

    assert (script.kind, script.file) == ("script", "a.js")
    assert resource.kind == attributes.kind == "data"
    assert merge([resource]) == {"a": 1, "b": 2}
    assert merge([attributes]) == {"z": 1}
    config = merge([resource, script])
    assert (config["a"], config["b"]) == (1, 2)


def test_a_running_page(fixtures: Path) -> None:
    """A snapshot may be a file, a text, or one that was read; unexpected is what isn't allowed."""
    folder = fixtures / "self-hosted"
    file = folder / "snapshot.json"
    source = Source("snapshot.json", file.read_text("utf-8"), "json")

    found = [
        verify(
            folder / "index.html",
            running,
            configuration=folder / "configuration.json",
            page_url="https://flex.example.com/",
            stored=folder / "stored.json",
        )
        for running in (file, source, read_snapshot(source))
    ]

    assert {one.agreed for one in found} == {found[0].agreed}
    for one in found:
        assert one.config.release is not None
        assert one.config.release.version == one.answers.flex_ui == "2.17.1"
        assert {(".".join(map(str, each.path)), each.cause) for each in one.unexpected()} == {
            ("theme.isLight", "plugin"),
            ("language", "served-file"),
        }
        assert one.unexpected(frozenset({"plugin", "served-file", "service", "moved-props"})) == ()


def test_the_rules_of_a_verification_can_be_given() -> None:
    """The documented ones too, which no page follows."""
    running = Source(
        "snapshot.json",
        json.dumps(
            {
                "schema_version": 1,
                "kind": "flex-ui-snapshot",
                "taken_by": "snippet",
                "taken": "2026-11-30T01:02:03Z",
                "flex_ui": "2.17.1",
                "state": "running",
                "configuration": {"a": 3, "b": 2},
            }
        ),
    )

    assert verify(SCRIPT, running, ui_attributes={"b": 2}).agreed == 2
    found = verify(SCRIPT, running, ui_attributes={"b": 2}, flex_ui="documented")
    assert (found.agreed, found.differences, found.config.release) == (2, (), None)
    assert verify(SCRIPT, running, ui_attributes={"b": 2}, flex_ui="2.2").config.release
    with pytest.raises(InputError):
        verify(SCRIPT, Source("x.json", "{}"))
    with pytest.raises(InputError):
        verify(SCRIPT, running, configuration=RESOURCE, ui_attributes={})
