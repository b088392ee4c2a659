"""A Flex project under git, and what a pipeline finds beside it on the machine it runs on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML

from tests.diff.support import git

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = ROOT / "docs" / "pipelines"
TOOLS = Path(sys.executable).parent

DIFFERENCE = """\
~ callbackPlugin.maxAttempts: 3 -> 8
"""
"""What the change of :func:`changed_project` does, as ``diff`` says it."""


def load(path: Path) -> Any:
    """What a YAML file says."""
    return YAML(typ="safe").load(path.read_text("utf-8"))


def flex_project(folder: Path) -> Path:
    """The plugin project of the fixtures with the example's package.json, committed.

    Its script has two keys of Flex UI 1.x in place of older ones, so that there are warnings.
    """
    shutil.copytree(ROOT / "fixtures" / "plugin-project", folder)
    script = folder / "public" / "appConfig.js"
    text = script.read_text("utf-8").replace("ytica: false", 'colorTheme: "FlexDark"')
    text = text.replace("showSupervisorDesktopView: true", "warmTransfers: { enabled: true }")
    script.write_text(text, "utf-8")
    shutil.copy(EXAMPLES / "package.json", folder)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message=As it is")
    return folder


def changed_project(folder: Path) -> Path:
    """The same, with a change of the script committed on top."""
    flex_project(folder)
    script = folder / "public" / "appConfig.js"
    script.write_text(
        script.read_text("utf-8").replace("maxAttempts: 3", "maxAttempts: 8"), "utf-8"
    )
    git(folder, "commit", "--quiet", "--all", "--message=Try more often")
    return folder


def environment(home: Path, **more: str) -> dict[str, str]:
    """A bare environment in which the command is on the path, as after its installation."""
    return {
        "PATH": f"{home / 'bin'}{os.pathsep}{TOOLS}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(home),
        "GIT_CONFIG_NOSYSTEM": "1",
        **more,
    }


def stand_in(home: Path, name: str, script: str = "") -> Path:
    """Put a program in front of the real one that notes how it was called, then does a script."""
    program = home / "bin" / name
    program.parent.mkdir(parents=True, exist_ok=True)
    log = home / f"{name}.calls"
    program.write_text(f'#!/bin/bash\nprintf "%s\\n" "$@" >> "{log}"\n{script}\n', "utf-8")
    program.chmod(0o755)
    return log


def shell(
    script: str, folder: Path, env: Mapping[str, str], *options: str
) -> subprocess.CompletedProcess[str]:
    """Run a step as a pipeline's runner does."""
    return subprocess.run(
        ["bash", *options, "-c", script],
        cwd=folder,
        env=dict(env),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
