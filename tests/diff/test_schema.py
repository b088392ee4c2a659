"""What diff, matrix and explain print as JSON, against the schemas that are shipped."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from tests.cli.command import run

if TYPE_CHECKING:
    from pathlib import Path

DATA = files("appconfig_merge") / "data"


def schema(name: str) -> dict[str, Any]:
    """A schema that is shipped."""
    read: dict[str, Any] = json.loads((DATA / f"{name}.schema.json").read_text("utf-8"))
    return read


def validate(data: object, reference: str) -> None:
    """Hold data against a part of a schema."""
    names = ("comparison", "drift", "effective-config", "fetched", "log", "upgrade")
    contents = [Resource.from_contents(schema(name)) for name in names]
    registry: Registry[Any] = Registry().with_resources(
        (f"urn:appconfig-merge:{name}:1", one) for name, one in zip(names, contents, strict=True)
    )
    Draft202012Validator({"$ref": reference}, registry=registry).validate(data)


@pytest.mark.parametrize("fixture", ["contact-centre", "environments", "quickstart"])
def test_a_difference(fixtures: Path, fixture: str) -> None:
    """Of realistic files: a script with its resource against itself in another release."""
    result = run(
        "diff", "appConfig.js", "../multi-region/appConfig.js", "--configuration-a",
        "configuration.json", "--flex-ui-a", "2.17.1", "--format", "json",
        cwd=fixtures / fixture,
    )  # fmt: skip
    data = json.loads(result.stdout)

    validate(data, "urn:appconfig-merge:comparison:1")
    assert (data["a"]["semantics"], data["a"]["release"]) == ("release", "2.17.1")
    assert data["b"]["semantics"] == "documented"


def test_a_matrix(fixtures: Path, tmp_path: Path) -> None:
    """With an environment that can't be read."""
    text = (fixtures / "environments" / "environments.toml").read_text("utf-8")
    for name in ("appConfig.js", "configuration.json"):
        text = text.replace(f'"{name}"', json.dumps(str(fixtures / "environments" / name)))
    (tmp_path / "e.toml").write_text(f'{text}[environments.x]\napp_config = "x.js"\n', "utf-8")
    result = run("matrix", "e.toml", "--all", "--format", "json", cwd=tmp_path)
    data = json.loads(result.stdout)

    assert result.code == 3
    validate(data, "urn:appconfig-merge:comparison:1#/$defs/matrix")
    assert [one["code"] for one in data["unreadable"]] == ["unreadable-input"]


def test_an_explanation(fixtures: Path) -> None:
    """With all that the command adds."""
    result = run(
        "explain", "appConfig.js", "logLevel", "theme.isDark", "--configuration",
        "configuration.json", "--blame", "--without", "appConfig.js", "--format", "json",
        cwd=fixtures / "quickstart",
    )  # fmt: skip

    for one in json.loads(result.stdout):
        validate(one, "urn:appconfig-merge:effective-config:1#/$defs/explanation")
