"""The commands that ``explain`` shows, carried out as they stand."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appconfig_merge import Source, effective_config
from appconfig_merge.questions.story import Asked, tell
from appconfig_merge.rendering.explanation.story import render_story_text
from appconfig_merge.rendering.style import PLAIN
from appconfig_merge.rest.edit_options import parse_set
from tests.cli.command import run
from tests.cli.service import running
from tests.diff.support import write
from tests.hunting import examples

if TYPE_CHECKING:
    from pathlib import Path

COMMAND = "effective-config update --set "
KEYS = st.one_of(
    st.sampled_from(["a key", "it's", '"', "$HOME", "`id`", "a=b", "a.b", "[0]", "é", "\\", "!x"]),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=5),
).filter(lambda key: key != "__proto__")


def commands(text: str) -> list[str]:
    """The arguments of the commands that a story shows, as a shell takes them."""
    lines = [line.partition(COMMAND)[2] for line in text.splitlines() if COMMAND in line]
    return [line.partition("JSON")[0] + "7" for line in lines]


@pytest.mark.skipif(shutil.which("sh") is None, reason="there is no POSIX shell here")
@settings(max_examples=examples(60))
@given(st.lists(KEYS, min_size=1, max_size=3))
def test_law_a_command_is_what_a_shell_takes(keys: list[str]) -> None:
    """Of any key: quoted for the shell, and then again a path."""
    attributes: Any = 1
    for key in reversed(keys):
        attributes = {key: attributes}
    config = effective_config(Source("a.js", "var appConfig = {};"), ui_attributes=attributes)
    text = render_story_text(tell(Asked(config), tuple(keys)), 100, PLAIN)

    (command,) = commands(text)
    shell = ["sh", "-c", f"printf '%s\\0' {command}"]
    done = subprocess.run(shell, capture_output=True, check=True, timeout=60)
    (argument,) = done.stdout.decode().split("\0")[:-1]
    edit = parse_set(argument)
    assert tuple(map(str, edit.path)) == ("ui_attributes", *keys)
    assert edit.value == 7


def test_a_command_does_what_the_story_says(tmp_path: Path) -> None:
    """Carried out against the API, it changes the effective value."""
    with running(tmp_path) as service:
        write(tmp_path, appConfig__js="var appConfig = { theme: { isDark: true } };\n")
        for path in ("language", "theme.isLight", '["my own"]["key = this"]'):
            text = service.call("explain", "appConfig.js", path, "--live").stdout
            line = next(line for line in text.splitlines() if COMMAND in line)
            shown = line.partition(COMMAND)[2].partition("JSON")[0].replace("'", "")
            done = service.call("update", "--set", f'{shown}"new"', "--yes")

            assert done.code == 0, done.stderr
            told = json.loads(
                service.call("explain", "appConfig.js", path, "--live", "--format=json").stdout
            )
            assert told["value"] == "new"


def test_a_story_of_any_spelling_proposes_for_the_key_that_is_meant(tmp_path: Path) -> None:
    """No command creates ui_attributes.ui_attributes, or a key that nobody reads."""
    resource = '{"account_sid": "AC00000000000000000000000000000000", "ui_attributes": {}}'
    write(tmp_path, appConfig__js="var appConfig = {};\n", configuration__json=resource)
    paths = ("ui_attributes.theme.isLight", "appConfig.theme.isLight", "THEME.ISLIGHT", "isLight")
    result = run(
        "explain", "appConfig.js", "--configuration", "configuration.json", *paths, cwd=tmp_path
    )

    assert commands(result.stdout) == ["ui_attributes.theme.isLight=7"] * 4
    nothing = ("account_sid", "islight.x", "colorTheme", "accountSid", "theme.islight")
    for path in nothing:
        text = run(
            "explain", "appConfig.js", "--configuration", "configuration.json", path, cwd=tmp_path
        ).stdout
        assert commands(text) in ([], ["ui_attributes.theme.isLight=7"]), text
