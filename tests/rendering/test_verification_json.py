"""A verification as data, and the schema that is shipped for it."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from appconfig_merge.rendering.verification import render_verification
from appconfig_merge.rendering.verification.shown import shown_verification
from appconfig_merge.verification.difference import (
    CAUSES,
    FLEX_UI_ITSELF,
    Answers,
    Evidence,
    NotCompared,
    Running,
)
from tests.rendering.verified import PLUGIN, SNAPSHOT, config, differs, full, verification

if TYPE_CHECKING:
    from appconfig_merge.verification.difference import Cause, Verification

DATA = files("appconfig_merge") / "data"


def validate(data: object) -> None:
    """Hold data against the schema."""
    names = ("verification", "effective-config")
    texts = [(DATA / f"{name}.schema.json").read_text("utf-8") for name in names]
    schemas = [Resource.from_contents(json.loads(text)) for text in texts]
    registry: Registry[Any] = Registry().with_resources(
        (f"urn:appconfig-merge:{name}:1", one) for name, one in zip(names, schemas, strict=True)
    )
    reference = {"$ref": "urn:appconfig-merge:verification:1"}
    Draft202012Validator(reference, registry=registry).validate(data)


def report(
    found: Verification,
    allowed: frozenset[Cause] = FLEX_UI_ITSELF,
    *,
    show_secrets: bool = False,
) -> dict[str, Any]:
    """What the JSON of a verification says, once the schema has said that it may."""
    shown = shown_verification(found, allowed, show_secrets=show_secrets)
    data: dict[str, Any] = json.loads(render_verification(shown, "json"))
    validate(data)
    return data


def test_everything() -> None:
    """What was held against what, each difference with its cause, and what the page answers."""
    predicted = config("var appConfig = { a: 1, b: 2, c: 3 };")
    found = verification(
        predicted,
        differs(predicted, "a", {"x": 1}, "plugin", Evidence("P sets it", PLUGIN)),
        differs(predicted, "b", Running(None, is_present=False), "unexplained"),
        differs(predicted, "d", None, "stored", Evidence("it is stored"), along_with=("release",)),
        differs(predicted, "isEmailChannelEnabled", True, "service"),
        agreed=2,
        not_compared=(NotCompared(("e", 0), "it is masked"),),
        answers=Answers({"X": "1"}, "https://flex.example.com/", "2.17.1", True, ("Y",)),
        assumed=("the release",),
    )

    def at(column: int) -> dict[str, Any]:
        place = {"line": 1, "column": column, "end_line": 1, "end_column": column + 1}
        return {"file": "appConfig.js", **place}

    address = "https://flex.example.com/plugins/theme.js"
    plugin = {"file": address, "line": 8, "column": 13, "end_line": 8, "end_column": 13}
    assert report(found) == {
        "schema_version": 1,
        "agrees": False,
        "prediction": {
            "semantics": "documented",
            "layers": [
                {"id": "ui_attributes", "kind": "rest", "file": "ui.json"},
                {"id": "appConfig.js", "kind": "script", "file": "appConfig.js"},
            ],
        },
        "snapshot": {
            "file": "snapshot.json",
            "taken_by": "browser",
            "taken": "2026-11-30T01:02:03.456Z",
            "loaded": "2026-11-30T01:01:00.000Z",
            "address": "https://flex.example.com/desk/?embedded=1",
            "flex_ui": "2.17.1",
            "watched": True,
            "plugins": [],
        },
        "allowed": ["moved-props", "service"],
        "secrets": "masked",
        "agreed": 2,
        "causes": {"unexplained": 1, "plugin": 1, "stored": 1, "service": 1},
        "differences": [
            {
                "path": ["a"],
                "predicted": {"value": 1, "set_by": "appConfig.js", "location": at(22)},
                "running": {"value": {"x": 1}},
                "cause": "plugin",
                "evidence": [{"text": "P sets it", "location": plugin}],
                "allowed": False,
            },
            {
                "path": ["b"],
                "predicted": {"value": 2, "set_by": "appConfig.js", "location": at(28)},
                "running": {"absent": True},
                "cause": "unexplained",
                "evidence": [],
                "allowed": False,
            },
            {
                "path": ["d"],
                "predicted": None,
                "running": {"value": None},
                "cause": "stored",
                "evidence": [{"text": "it is stored", "location": None}],
                "along_with": ["release"],
                "allowed": False,
            },
            {
                "path": ["isEmailChannelEnabled"],
                "predicted": None,
                "running": {"value": True},
                "cause": "service",
                "evidence": [],
                "allowed": True,
            },
        ],
        "not_compared": [{"path": ["e", 0], "reason": "it is masked"}],
        "assumed": ["the release"],
        "answers": {
            "page_url": "https://flex.example.com/",
            "define": {"X": "1"},
            "flex_ui": "2.17.1",
            "has_stored": True,
            "unanswered": ["Y"],
            "withheld": [],
        },
    }


def test_a_release_s_rules_are_named() -> None:
    """As in every other result."""
    from appconfig_merge import Source, effective_config

    predicted = effective_config(Source("a.js", "var appConfig = {};"), flex_ui="2.17.1")

    prediction = report(verification(predicted))["prediction"]
    assert (prediction["semantics"], prediction["release"]) == ("release", "2.17.1")


@pytest.mark.parametrize(
    ("allowed", "agrees"),
    [
        (frozenset(CAUSES), False),
        (frozenset({"plugin", "resource", "release", "page-decided", "service"}), False),
    ],
)
def test_what_is_unexplained_never_agrees(*, allowed: frozenset[Cause], agrees: bool) -> None:
    """Whatever is allowed."""
    data = report(full(), allowed)

    assert data["agrees"] is agrees
    assert [one["cause"] for one in data["differences"] if not one["allowed"]] == ["unexplained"]


def test_it_agrees_where_all_is_allowed() -> None:
    """Causes that come along included."""
    found = full()
    found = found._replace(
        differences=tuple(one for one in found.differences if one.cause != "unexplained")
    )
    allowed: frozenset[Cause] = frozenset({"plugin", "resource", "page-decided", "service"})

    assert report(found, allowed)["agrees"] is False
    assert report(found, allowed | {"release"})["agrees"] is True


def test_secrets_are_masked() -> None:
    """Nothing of the snapshot's values is there but what differs, and that is masked."""
    predicted = config("var appConfig = { apiKey: 'k3y-0f-n0-0ne', sk_live_1sAKey0000: 1 };")
    found = verification(
        predicted,
        differs(predicted, "apiKey", "k3y-0f-4n0ther", "plugin", Evidence("to k3y-0f-4n0ther")),
        answers=Answers({"token": '"t0ken-0f-n0-0ne"'}, "https://flex.example.com/?sig=0123456789"),
        snapshot=SNAPSHOT._replace(
            address="https://flex.example.com/?sig=0123456789",
            stored={"password": "st0red-w0rd"},
            resource={"ui_attributes": {"password": "res0urce-w0rd"}},
        ),
    )
    masked, shown = (json.dumps(report(found, show_secrets=wanted)) for wanted in (False, True))
    secrets = ("k3y-0f-n0-0ne", "k3y-0f-4n0ther", "t0ken-0f", "0123456789")

    assert [secret for secret in secrets if secret in masked] == []
    assert [secret for secret in secrets if secret not in shown] == []
    assert "w0rd" not in masked + shown
    assert report(found)["answers"]["withheld"] == ["--page-url", "--define token"]
