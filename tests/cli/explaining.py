"""The stories that ``explain`` tells, taken apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.command import run
from tests.diff.support import RESOURCE, SCRIPT, write

if TYPE_CHECKING:
    from pathlib import Path

UPDATE = "effective-config update --set"
FILES = ("appConfig.js", "--configuration", "configuration.json")


def update(name: str, at: str) -> str:
    """The advice to change something that stands at a place in the resource."""
    return f"change {name} in the resource (configuration.json:{at}): {UPDATE} {name}=JSON"


def prepare(tmp_path: Path) -> Path:
    """A script over a resource."""
    write(tmp_path, appConfig__js=SCRIPT, configuration__json=RESOURCE)
    return tmp_path


def explained(folder: Path, *arguments: str) -> str:
    """What ``explain`` prints of the script over the resource."""
    result = run("explain", *FILES, *arguments, cwd=folder)
    assert result.code == 0, result.stderr
    return result.stdout


def section(text: str, title: str) -> list[str]:
    """The lines beneath a title."""
    lines = text.splitlines()
    if title not in lines:
        return []
    rest = lines[lines.index(title) + 1 :]
    return [line.strip() for line in (rest[: rest.index("")] if "" in rest else rest)]
