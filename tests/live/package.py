"""The real Flex UI as one script for a browser, made by npm and esbuild in a cache folder."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_ENTRY: Final = """\
import * as React from "react";
import * as ReactDOM from "react-dom";
import * as Redux from "redux";
import * as Flex from "@twilio/flex-ui";
window.__live?.watch(Flex);
Object.assign(window, { React, ReactDOM, Redux, Twilio: { ...window.Twilio, Flex } });
"""
"""What Twilio's own script for pages defines; what is looked at is watched first."""

_SHIM: Final = """\
import process from "process";
import { Buffer } from "buffer";
export { process, Buffer };
"""

# What a browser has not and Flex UI's dependencies ask for: another package, or nothing.
_STAND_INS: Final = {
    "events": "events/", "buffer": "buffer/", "util": "util/", "url": "url/",
    "path": "path-browserify", "stream": "stream-browserify", "assert": "assert/",
}  # fmt: skip
_ABSENT: Final = (
    "crypto", "http", "https", "fs", "os", "zlib", "net", "tls", "child_process", "module", "vm",
)  # fmt: skip
_PACKAGES: Final = (
    "react@17", "react-dom@17", "redux@4", "react-redux@7", "assert", "buffer", "esbuild", "events",
    "inherits", "path-browserify", "process", "regenerator-runtime", "stream-browserify", "url",
    "util",
)  # fmt: skip


def bundled(release: str, cache: Path) -> Path:
    """The script with a release of Flex UI; made the first time, which takes minutes.

    Raises RuntimeError where there is no npm, CalledProcessError where npm or esbuild fails.
    """
    folder = cache / release
    script = folder / "flex.js"
    if not script.exists():
        npm = shutil.which("npm")
        if npm is None:
            raise RuntimeError("npm is needed to install @twilio/flex-ui; it comes with Node.js")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text(json.dumps({"private": True}), "utf-8")
        subprocess.run(
            [
                npm, "install", "--ignore-scripts", "--legacy-peer-deps", "--no-audit", "--no-fund",
                f"@twilio/flex-ui@{release}", *_PACKAGES,
            ],
            cwd=folder,
            check=True,
            timeout=1800,
        )  # fmt: skip
        _bundle(folder, script)
    return script


def _bundle(folder: Path, script: Path) -> None:
    texts = {"entry.js": _ENTRY, "shim.js": _SHIM, "absent.js": "module.exports = {};"}
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    aliases = {**_STAND_INS, **dict.fromkeys(_ABSENT, "./absent.js")}
    part = script.with_suffix(".part")
    subprocess.run(
        [
            str(folder / "node_modules" / ".bin" / "esbuild"), "entry.js", f"--outfile={part.name}",
            "--bundle", "--platform=browser", "--format=iife", "--log-level=error",
            "--main-fields=browser,module,main", "--inject:shim.js", "--define:global=window",
            '--define:process.env.NODE_ENV="production"', "--loader:.css=empty",
            *(f"--loader:.{suffix}=dataurl" for suffix in ("mp3", "svg", "png")),
            *(f"--alias:{name}={other}" for name, other in aliases.items()),
        ],
        cwd=folder,
        check=True,
        timeout=600,
    )  # fmt: skip
    part.replace(script)
