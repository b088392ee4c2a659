"""Configurations with keys that are known, and keys that are nearly known."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from appconfig_merge.known_keys import all_releases
from appconfig_merge.layers.properties import PROPERTIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def known_paths(schema: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The paths of all keys that any release has."""
    for name, inner in schema.get("properties", {}).items():
        yield (*path, name)
        yield from known_paths(inner, (*path, name))


PATHS = sorted(known_paths(all_releases()))
OFTEN = [("theme", "isLight"), ("logLevel",), ("pluginService", "url"), ("sso", "accountSid")]


def misspelt(name: str) -> st.SearchStrategy[str]:
    """A name, and others that are nearly it."""
    at = len(name) // 2
    snake = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
    return st.sampled_from(
        [name, name, name.lower(), name.upper(), snake, f"{name}s", name[:at] + name[at + 1 :]]
    )


@st.composite
def entries(draw: st.DrawFn) -> tuple[tuple[str, ...], object]:
    """A path, mostly of a known key or nearly, with a value."""
    path = draw(st.sampled_from(OFTEN) | st.sampled_from(PATHS))
    names = list(path)
    if draw(st.booleans()):
        at = draw(st.integers(0, len(names) - 1))
        names[at] = draw(misspelt(names[at]))
    form = draw(st.integers(0, 9))
    if form == 0:
        names = [".".join(names)]
    elif form == 1:
        names = names[-1:]
    elif form == 2:
        names = [draw(st.sampled_from(["ui_attributes", "appConfig", "window"])), *names]
    elif form == 3:
        names = [draw(st.sampled_from(sorted(PROPERTIES)))]
    return tuple(names), draw(VALUES)


VALUES = st.sampled_from(
    [True, False, None, 0, 3, 6, "warn", "warning", "true", "", "dark", "always", "allways", [], {},
     ["a", 7], {"enabled": "yes"}, {"isLight": True}, "__API_URL__", "AC" + "0" * 31 + "1",
     "sk_live_Zm9vYmFyYmF6cXV4MTIzNDU2", "https://flex.example.com"]
)  # fmt: skip


def nested(entries: list[tuple[tuple[str, ...], object]]) -> dict[str, Any]:
    """An object with values at paths; a later one goes over what is in its way."""
    root: dict[str, Any] = {}
    for path, value in entries:
        owner = root
        for name in path[:-1]:
            if not isinstance(owner.get(name), dict):
                owner[name] = {}
            owner = owner[name]
        owner[path[-1]] = json.loads(json.dumps(value))
    return root


OBJECTS = st.lists(entries(), max_size=6).map(nested)
RELEASES = st.sampled_from([None, "1.18", "1.29", "1.34.6", "2.2", "2.5", "2.17.1"])
