"""Files of Flex WebChat are recognised by keys that only WebChat has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from appconfig_merge import Source, effective_config
from appconfig_merge.known_keys import all_releases
from appconfig_merge.layers import webchat
from tests.cli.command import run

if TYPE_CHECKING:
    from pathlib import Path


def codes(text: str) -> list[str]:
    """What is said of a script."""
    config = effective_config(Source("appConfig.js", f"var appConfig = {text};"))
    return [one.code for one in config.diagnostics]


@pytest.mark.parametrize(
    "text",
    [
        "{flexFlowSid: 'FO', accountSid: 'AC'}",
        "{accountSid: 'AC', startEngagementOnInit: false, colorTheme: {}}",
        "{preEngagementConfig: {}, markdownSupport: {}, theme: {}}",
        "{tokenServerUrl: '/token', logLevel: 'debug', sdkOptions: {}}",
    ],
)
def test_a_file_of_webchat(text: str) -> None:
    """One of its keys is enough where there is none of Flex UI's alone; else the most count."""
    assert codes(text) == ["webchat"]


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "{accountSid: 'AC', colorTheme: {}, componentProps: {}, language: 'en'}",
        "{flexFlowSid: 'FO', pluginService: {enabled: true}}",
        "{myPlugin: {flexFlowSid: 'FO', startEngagementOnInit: false}}",
    ],
)
def test_what_both_have_tells_nothing(text: str) -> None:
    """Nor does a key within somebody's own, such as that of a plugin that opens chats."""
    assert codes(text) == []


def test_its_keys_are_none_that_flex_ui_knows() -> None:
    """And those of Flex UI are."""
    known = all_releases()["properties"].keys()

    assert not webchat._WEBCHATS & known
    assert known >= webchat._FLEX_UIS


def test_show_and_explain_say_so_beside_the_result(tmp_path: Path) -> None:
    """On standard error, with the place."""
    (tmp_path / "appConfig.js").write_text("var appConfig = { flexFlowSid: 'FO' };\n", "utf-8")

    for command in (["show"], ["explain", "flexFlowSid"]):
        name, *rest = command
        told = run(name, "appConfig.js", *rest, cwd=tmp_path).stderr
        assert told.startswith(
            "appConfig.js:1:19: info[webchat]: flexFlowSid is a key of Flex WebChat: this is a "
            "configuration of that product, not of Flex UI\n"
        )
