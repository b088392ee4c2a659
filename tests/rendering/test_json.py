"""--format json keeps its contract."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from appconfig_merge import Location, Source, effective_config, render, render_explanation
from appconfig_merge.diagnostics import Diagnostic
from appconfig_merge.errors import InputError
from appconfig_merge.rendering.encoding import diagnostic, encode, error

if TYPE_CHECKING:
    from pathlib import Path

FOLDERS = ["contact-centre", "multi-region", "environments", "es5-legacy"]


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    """The JSON Schema that the package ships."""
    text = (files("appconfig_merge") / "data" / "effective-config.schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    jsonschema.Draft202012Validator.check_schema(loaded)
    return loaded


@pytest.mark.parametrize("folder", FOLDERS)
def test_fixtures_keep_the_schema(folder: str, fixtures: Path, schema: dict[str, Any]) -> None:
    """What is printed for real files validates."""
    config = effective_config(
        fixtures / folder / "appConfig.js", configuration=fixtures / folder / "configuration.json"
    )

    jsonschema.validate(json.loads(render(config, "json")), schema)


def test_explanations_keep_the_schema(fixtures: Path, schema: dict[str, Any]) -> None:
    """Every kind of explanation validates."""
    folder = fixtures / "contact-centre"
    config = effective_config(folder / "appConfig.js", configuration=folder / "configuration.json")
    explanation = {"$ref": "#/$defs/explanation", "$defs": schema["$defs"]}

    for path in ("logLevel", "theme", "fileAttachment.acceptedExtensions[0]", "nowhere.at.all", ""):
        data = json.loads(render_explanation(config.explain(path), "json"))
        jsonschema.validate(data, explanation)


def test_objects_of_open_order_keep_the_schema(schema: dict[str, Any]) -> None:
    """Where they stand is told at the top, beside a value, and beside a candidate."""
    text = """var o = { a: 1, ...(location.hash ? { b: 2 } : {}), c: 3 }; o.b = 9;
    var appConfig = { o: o, list: [o], one: location.hash ? [o] : 1 };"""
    data = json.loads(render(effective_config(Source("appConfig.js", text)), "json"))

    jsonschema.validate(data, schema)
    data["unordered"] = []
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, schema)


@pytest.mark.parametrize(
    "value",
    [
        {"$js": "nonsense"},
        {"$js": "number", "value": "1"},
        {"$js": "object", "value": {"a": 1}},
        {"$js": "undefined", "extra": 1},
    ],
)
def test_the_schema_refuses_wrong_tags(value: object, schema: dict[str, Any]) -> None:
    """The schema is a check, not a decoration."""
    checked = {"$ref": "#/$defs/value", "$defs": schema["$defs"]}

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(value, checked)


def test_the_contract_of_one_value() -> None:
    """One overridden value, as the documentation shows it."""
    config = effective_config(
        Source("appConfig.js", "var appConfig = {\n  theme: { isLight: false },\n};\n"),
        ui_attributes=Source("ui.json", '{\n  "theme": {"isLight": true}\n}', "json"),
    )

    data = json.loads(render(config, "json"))

    assert {
        "path": ["theme", "isLight"],
        "value": False,
        "set_by": "appConfig.js",
        "contributions": [
            {
                "layer": "ui_attributes",
                "value": True,
                "outcome": "overridden",
                "rule": "higher-layer",
                "rival": {
                    "layer": "appConfig.js",
                    "location": _at("appConfig.js", 2, 21, 2, 26),
                },
                "location": _at("ui.json", 2, 24, 2, 28),
                "key_location": _at("ui.json", 2, 13, 2, 22),
            },
            {
                "layer": "appConfig.js",
                "value": False,
                "outcome": "effective",
                "rule": "highest-layer",
                "location": _at("appConfig.js", 2, 21, 2, 26),
                "key_location": _at("appConfig.js", 2, 12, 2, 19),
            },
        ],
    } == data["values"][0]
    assert data["shadowed"] == []
    assert data["effective"] == {"theme": {"isLight": False}}


def _at(file: str, line: int, column: int, end_line: int, end_column: int) -> dict[str, Any]:
    return {
        "file": file,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
    }


def test_whose_rules_were_followed() -> None:
    """Twilio's documented ones, or those of a release."""
    script = Source("a.js", "var appConfig = { a: 1 };")

    def semantics(flex_ui: str) -> list[tuple[str, Any]]:
        data = json.loads(render(effective_config(script, flex_ui=flex_ui), "json"))
        return [item for item in data.items() if item[0] in {"semantics", "release"}]

    assert semantics("documented") == [("semantics", "documented")]
    assert semantics("2.17.1") == [("semantics", "release"), ("release", "2.17.1")]


def test_unresolved_values() -> None:
    """Why, since where, what resolves them, and which values they may have."""
    text = (
        "var o = { a: 1 };\nf(o);\n"
        "var appConfig = { f: o.a, h: f() };\n"
        "if (location.port) delete appConfig.h;"
    )
    values = effective_config(Source("a.js", text), assume=["f"]).to_dict()
    condition = {
        "condition": "location.port",
        "condition_location": _at("a.js", 4, 5, 4, 18),
    }
    result = {
        "$js": "unresolved",
        "source": "f()",
        "reason": "the result of f() is not known",
        "location": _at("a.js", 3, 30, 3, 33),
    }

    assert encode(values["f"]) == {
        "$js": "unresolved",
        "source": "o.a",
        "reason": "`f(o)` may change it (line 2)",
        "location": _at("a.js", 3, 22, 3, 25),
        "origin": _at("a.js", 2, 1, 2, 5),
    }
    assert encode(values["h"]) == {
        "$js": "unresolved",
        "source": "location.port ? undefined : f()",
        "reason": "it depends on a condition that only the page can decide",
        "location": _at("a.js", 3, 30, 3, 33),
        "define": "location.port",
        "needs": [],
        "candidates": [
            {**condition, "holds": True, "absent": True, "location": None},
            {**condition, "holds": False, "value": result, "location": result["location"]},
        ],
    }


def test_remarks_and_errors() -> None:
    """Have a help where there is one, a place where there is one."""
    place = Location("a.js", 1, 2, 3, 4)
    data = {"code": "code", "severity": "info", "message": "look", "location": None}

    assert diagnostic(Diagnostic("code", "info", "look")) == data
    assert diagnostic(Diagnostic("code", "info", "look", place, "text", "help")) == {
        **data,
        "location": _at("a.js", 1, 2, 3, 4),
        "help": "help",
    }
    data = {"code": "unreadable-input", "message": "no", "location": None}
    assert error(InputError("no", line_text="text")) == data
    assert error(InputError("no", location=place, help="help")) == {
        **data,
        "location": _at("a.js", 1, 2, 3, 4),
        "help": "help",
    }


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("undefined", '{"$js": "undefined"}'),
        ("0 / 0", '{"$js": "number", "value": "NaN"}'),
        ("-1 / 0", '{"$js": "number", "value": "-Infinity"}'),
        ("-0", '{"$js": "number", "value": "-0"}'),
        ("10n", '{"$js": "bigint", "value": "10"}'),
        ("/ab+/g", '{"$js": "regexp", "source": "ab+", "flags": "g"}'),
        ("x => x", '{"$js": "function", "source": "x => x"}'),
        ("({ $js: 1 })", '{"$js": "object", "value": {"$js": 1}}'),
        ("1e21", "1e+21"),
        ("1e-7", "1e-7"),
        ("0.00001", "0.00001"),
        ("[1, , 2.5]", '[1, {"$js": "undefined"}, 2.5]'),
        ("'\\ud800'", '"\\ud800"'),
        ("'number:1e-7'", '"number:1e-7"'),
    ],
)
def test_what_json_cannot_say(expression: str, expected: str) -> None:
    """Tags for JavaScript's own values, and numbers as JavaScript prints them."""
    config = effective_config(Source("a.js", f"var appConfig = {{ v: {expression}, n: 1e-7 }};"))

    printed = " ".join(render(config, "config").split())

    squeezed = expected.replace("{", "{ ").replace("}", " }").replace("[", "[ ").replace("]", " ]")
    assert f'{{ "v": {squeezed}, "n": 1e-7 }}' == printed
