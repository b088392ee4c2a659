"""The versions of the JSON results."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest

from appconfig_merge import schema_versions
from tests.docs.reference import SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Iterator

VERSIONS = {name: value for name, value in vars(schema_versions).items() if name.isupper()}


def versions_in(schema: Any) -> Iterator[object]:
    """What a schema says of schema_version, wherever it does."""
    if isinstance(schema, dict):
        properties = schema.get("properties", {})
        if "schema_version" in properties:
            yield properties["schema_version"]
        for inner in schema.values():
            yield from versions_in(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from versions_in(inner)


def test_each_result_has_a_schema_and_a_version() -> None:
    """No schema lacks its version, and no version its schema."""
    assert sorted(VERSIONS) == sorted(name.upper().replace("-", "_") for name in SCHEMAS)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_says_the_version_that_the_code_writes(name: str) -> None:
    """Of each kind of result that it describes, and in its title and description."""
    text = (files("appconfig_merge") / "data" / f"{name}.schema.json").read_text("utf-8")
    version = VERSIONS[name.upper().replace("-", "_")]

    found = list(versions_in(json.loads(text)))

    assert found == [{"const": version}] * max(1, len(found))
    assert set(re.findall(r"schema_version (\d+)", text)) <= {str(version)}
