"""Whatever an environments file says: it is read, or refused by an error of this package."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import AppConfigError, Source
from appconfig_merge.inputs.environments.reading import parse_environments
from appconfig_merge.inputs.environments.settings import KNOWN
from appconfig_merge.rendering.problems import render_error
from appconfig_merge.rendering.style import PLAIN

SECRET = "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF"
NAMES = st.sampled_from(["a", "b", "!a", "*", "", "a b", "\x1b[31m", "é", "x" * 70])
SCALARS = st.one_of(
    NAMES,
    st.sampled_from([SECRET, "a.js", "a=1", "AC" + "0" * 32, "TOKEN", "{account_sid}", "2.17.1"]),
    st.booleans(),
    st.integers(-3, 700),
    st.sampled_from([1.5, float("inf")]),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(NAMES, inner, max_size=2)),
    max_leaves=6,
)
TABLES = st.dictionaries(
    st.sampled_from([*KNOWN, "auth_token", "flexui", "apiKey"]), VALUES, max_size=6
)
FILES = st.fixed_dictionaries(
    {"environments": st.dictionaries(NAMES, TABLES, min_size=1, max_size=3)},
    optional={
        "defaults": TABLES,
        "templates": st.dictionaries(NAMES, TABLES, max_size=2),
        "groups": st.dictionaries(NAMES, st.lists(NAMES, max_size=3), max_size=3),
    },
)


def toml(value: Any) -> str:
    """A value as TOML writes it."""
    if isinstance(value, dict):
        return (
            "{" + ", ".join(f"{toml(str(key))} = {toml(one)}" for key, one in value.items()) + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return "inf" if value == float("inf") else json.dumps(value)


@given(FILES)
def test_any_file(file: dict[str, Any]) -> None:
    """No other error, and in none of them a secret."""
    text = "".join(f"{name} = {toml(table)}\n" for name, table in file.items())
    names: list[str] = []
    told = ""
    try:
        names = [one.name for one in parse_environments(Source("e.toml", text, "json")).all]
    except AppConfigError as error:
        told = render_error(error, PLAIN)

    assert names == list(file["environments"]) or told
    assert SECRET not in told
