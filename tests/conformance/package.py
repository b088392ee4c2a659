"""The real package, installed by npm into a cache folder."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_UNDECLARED = ("base64-js", "ieee754", "regenerator-runtime@0.13", "redux@4")
"""What some releases load without depending on it."""


def installed(release: str, cache: Path) -> Path:
    """The folder with a release and what it needs to load; made by npm the first time.

    Raises RuntimeError where there is no npm, CalledProcessError where it fails.
    """
    folder = cache / release
    complete = folder / "installed"
    if complete.exists():
        return folder
    npm = shutil.which("npm")
    if npm is None:
        raise RuntimeError("npm is needed to install @twilio/flex-ui; it comes with Node.js")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text(json.dumps({"private": True}), "utf-8")
    react = "16" if release.startswith("1.") else "17"
    subprocess.run(
        [
            npm, "install", "--ignore-scripts", "--legacy-peer-deps", "--no-audit", "--no-fund",
            f"@twilio/flex-ui@{release}", f"react@{react}", f"react-dom@{react}", "jsdom@22",
            *_UNDECLARED,
        ],
        cwd=folder,
        check=True,
        timeout=1200,
    )  # fmt: skip
    complete.touch()
    return folder
