"""Pages as projects have them, read from their folders by the library's front door."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from appconfig_merge import effective_config
from tests.diff.support import git
from tests.inputs.pages import write

if TYPE_CHECKING:
    from pathlib import Path

    from appconfig_merge import EffectiveConfig

APP_CONFIG = 'window.appConfig = { logLevel: "info", theme: { isLight: true } };\n'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Pages are named from where the command is called."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(config: EffectiveConfig) -> dict[str, tuple[object, str]]:
    """Each value, and where it is set."""
    return {
        ".".join(map(str, leaf.path)): (leaf.value, str(leaf.contributions[-1].location))
        for leaf in config.leaves()
    }


def test_the_page_of_a_vite_project(folder: Path) -> None:
    """Its entry is TypeScript, as its editor has it; what public has lies beside the page."""
    write(
        folder,
        {
            "vite.config.ts": "export default {};\n",
            "index.html": '<script src="/appConfig.js"></script>\n<div id="root"></div>\n'
            '<script type="module" src="/src/main.tsx"></script>\n',
            "public/appConfig.js": APP_CONFIG,
            "src/main.tsx": 'import * as Flex from "@twilio/flex-ui";\n'
            'import { render } from "./render";\n'
            'import "./index.css";\n'
            "interface Config { logLevel: string }\n"
            'const configuration: Config = { ...window.appConfig, logLevel: "warn" as string };\n'
            "Flex.progress().provideLoginInfo(configuration, '#root')\n"
            "  .then(() => Flex.Manager.create(configuration)).then((it) => render(it));\n",
            "src/render.tsx": 'import React from "react";\n'
            "export function render(manager: unknown) { return <div>{manager}</div>; }\n",
        },
    )
    config = effective_config("index.html")

    assert told(config) == {
        "logLevel": ("warn", "src/main.tsx:5:64"),
        "theme.isLight": (True, "public/appConfig.js:1:58"),
    }
    assert [one.code for one in config.diagnostics] == ["hand-over"]


def test_the_page_of_a_create_react_app_project(folder: Path) -> None:
    """The template's address of the public folder is filled in by the build."""
    write(
        folder,
        {
            "public/index.html": '<script src="%PUBLIC_URL%/appConfig.js"></script>\n'
            "<script>Twilio.Flex.runDefault(appConfig)</script>\n",
            "public/appConfig.js": APP_CONFIG,
        },
    )

    assert told(effective_config("public/index.html")) == {
        "logLevel": ("info", "public/appConfig.js:1:32"),
        "theme.isLight": (True, "public/appConfig.js:1:58"),
    }


def test_a_page_whose_handler_hands_over(folder: Path) -> None:
    """Code whose characters are escaped is pointed at as a whole."""
    write(
        folder,
        {
            "index.html": "<!doctype html>\r\n<body onload='Twilio.Flex.runDefault("
            "{ logLevel: &quot;debug&quot; })'>\r\n"
        },
    )

    assert told(effective_config("index.html")) == {"logLevel": ("debug", "index.html:2:15")}


def test_a_page_of_a_revision(folder: Path) -> None:
    """All that it loads is of that revision, too."""
    from appconfig_merge.inputs.reader import Reader
    from appconfig_merge.inputs.record import Inputs

    page = "<script src=appConfig.js></script><script>Twilio.Flex.runDefault(appConfig)</script>"
    write(folder, {"public/index.html": page, "public/appConfig.js": APP_CONFIG})
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message=A page")
    write(folder, {"public/appConfig.js": "var appConfig = {};"})
    reader = Reader(is_command_line=True, knows_revisions=True)

    assert told(reader.config(Inputs("HEAD:public/index.html"))) == {
        "logLevel": ("info", "HEAD:public/appConfig.js:1:32"),
        "theme.isLight": (True, "HEAD:public/appConfig.js:1:58"),
    }
    assert reader.config(Inputs("public/index.html")).to_dict() == {}
