"""Keys that look like a known one and aren't read, in each source by itself."""

from __future__ import annotations

import pytest

from appconfig_merge import Source, effective_config, format_path, parse_path
from appconfig_merge.questions.lookalikes import lookalikes


def told(script: str, path: str = "theme.isLight", version: str = "2.17.1") -> list[str]:
    """What looks like a path, with its place, in a script over ui_attributes that set it."""
    config = effective_config(
        Source("a.js", f"var appConfig = {{ {script} }};"),
        ui_attributes=Source("ui.json", '{"theme": {"isLight": true, "IsLight": 1}}', "json"),
    )
    return [
        f"{one.layer} {format_path(one.path)} {one.location}"
        for one in lookalikes(config, parse_path(path), version)
    ]


RESOURCE = "ui_attributes theme.IsLight ui.json:1:29"


@pytest.mark.parametrize(
    ("script", "like"),
    [
        ("theme: { islight: false }", "theme.islight a.js:1:28"),
        ("theme: { is_light: false, isLight: true }", "theme.is_light a.js:1:28"),
        ("theme: { isLigth: false }", "theme.isLigth a.js:1:28"),
        ("Theme: { isLight: false }", "Theme.isLight a.js:1:28"),
        ("'theme.isLight': false", '["theme.isLight"] a.js:1:19'),
        ("'appConfig.theme.isLight': false", '["appConfig.theme.isLight"] a.js:1:19'),
        ("isLight: false", "isLight a.js:1:19"),
        ("appConfig: { theme: { isLight: 1 } }", "appConfig.theme.isLight a.js:1:41"),
        ("ui_attributes: { theme: { isLight: 1 } }", "ui_attributes.theme.isLight a.js:1:45"),
    ],
)
def test_what_looks_like_a_known_key(script: str, like: str) -> None:
    """In other letters, near, with dots, in another place, in the configuration's own name."""
    assert told(script) == [f"appConfig.js {like}", RESOURCE]


@pytest.mark.parametrize(
    "script",
    ["theme: { isLight: false }", "theme: { tokens: {} }", "light: 1", "a: { isLight: 1 }", ""],
)
def test_what_does_not(script: str) -> None:
    """The key itself, other known keys, and keys of one's own."""
    assert told(script) == [RESOURCE]


def test_a_key_of_ones_own_and_one_of_other_releases() -> None:
    """Nothing is like a key that Flex UI doesn't read."""
    assert told("Brand: 1, brand: 2", "brand") == []
    assert told("ColorTheme: 1", "colorTheme") == []
    assert told("ColorTheme: 1", "colorTheme", "1.34") == ["appConfig.js ColorTheme a.js:1:19"]


def test_a_resource_that_sets_the_key_silences_nothing() -> None:
    """What a source has is told whether or not another one sets the key."""
    alone = effective_config(Source("a.js", "var appConfig = { theme: { islight: 1 } };"))

    assert [one.path for one in lookalikes(alone, ("theme", "isLight"), "2.17.1")] == [
        ("theme", "islight")
    ]
