"""test262-parser-tests: every file of the npm package is accepted or refused as it should be."""

from __future__ import annotations

import hashlib
import subprocess
import tarfile
from pathlib import Path

import pytest

from appconfig_merge.errors import AppConfigError
from appconfig_merge.source import Source
from appconfig_merge.syntax import parse
from tests.node import node_path

PACKAGE = "test262-parser-tests@0.0.5"
SHA512 = (
    "860e5304efab0e8fda272d578073c891c0a121e2e30f4931fe0dfb2ed62666e3"
    "d1dd61da6d1a43d4cde26349b60b778d93e1c0956881d3d59f7398ddf57f22ec"
)

LATER_EDITIONS = frozenset(
    {
        # "\8" and "\9" are strings in sloppy mode (ES2021).
        "fail/0d5e450f1da8a92a.js",
        "fail/748656edbfb2d0bb.js",
        "fail/79f882da06f88c9f.js",
        "fail/92b6af54adef3624.js",
        # U+2028 and U+2029 may stand in a string (ES2019).
        "fail/647e21f8f157c338.js",
        "fail/8af69d8f15295ed2.js",
        # Classes have fields (ES2022).
        "fail/98204d734f8c72b3.js",
        "fail/ef81b93cf9bdb4ec.js",
        # "for (var a = 1 in b)" is sloppy JavaScript again (Annex B.3.5, ES2017).
        "fail/e3fbcf63d7e43ead.js",
        # Sloppy blocks may repeat plain functions (Annex B.3.2.4, ES2017).
        "early/12a74c60f52a60de.js",
        "early/1aff49273f3e3a98.js",
        "early/be7329119eaa3d47.js",
        "early/ec31fa5e521c5df4.js",
        # A for...of may repeat a catch's parameter with var (Annex B.3.4, ES2023).
        "early/0f5f47108da5c34e.js",
    }
)
"""Refused in ES2016, and valid since: Node accepts them, too."""

ACCEPTED = LATER_EDITIONS | {
    # An import or export makes a module of a file that the suite reads as a script.
    "fail/0f8806b7b4358487.js",
    "fail/4554c00dbb28cad8.js",
    "fail/7fdf990c6f42edcd.js",
    "fail/80da22a7d2a15fc5.js",
    # A character that Unicode hasn't assigned yet: what a browser's tables know, ours may not.
    "fail/c060a3014ad24dfd.js",
}
"""Files of fail and early that are accepted, with the reason."""


@pytest.fixture(scope="session")
def vectors(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The package's files by folder and name, from npm; its cache will do."""
    folder = tmp_path_factory.mktemp("npm")
    modules = Path(node_path()).parent.parent / "lib" / "node_modules"
    if not modules.exists():
        modules = Path(node_path()).parent / "node_modules"
    npm = modules / "npm" / "bin" / "npm-cli.js"
    done = subprocess.run(
        [node_path(), str(npm), "pack", PACKAGE, "--prefer-offline", "--silent"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    (archive,) = folder.glob("*.tgz")
    assert hashlib.sha512(archive.read_bytes()).hexdigest() == SHA512
    files = {}
    with tarfile.open(archive) as members:
        for member in members:
            name = member.name.removeprefix("package/")
            if name.endswith(".js") and name.count("/") == 1:
                content = members.extractfile(member)
                assert content is not None
                files[name] = content.read()
    return files


def accepted(name: str, text: bytes) -> bool:
    """Whether the default reader reads a file, as the goal that its name tells."""
    if name.endswith(".module.js"):
        # A file is a module when it could be nothing else.
        text += b"\nexport {};"
    try:
        parse(Source.from_bytes(name, text))
    except AppConfigError:
        return False
    return True


@pytest.mark.parametrize(("folder", "count"), [("pass", 1981), ("pass-explicit", 1981)])
def test_valid_files(vectors: dict[str, bytes], folder: str, count: int) -> None:
    """Every valid program is accepted."""
    files = {name: text for name, text in vectors.items() if name.startswith(f"{folder}/")}

    assert len(files) == count
    assert [name for name, text in files.items() if not accepted(name, text)] == []


@pytest.mark.parametrize(("folder", "count"), [("fail", 731), ("early", 668)])
def test_invalid_files(vectors: dict[str, bytes], folder: str, count: int) -> None:
    """Every invalid program is refused, but for those listed above."""
    files = {name: text for name, text in vectors.items() if name.startswith(f"{folder}/")}

    assert len(files) == count
    expected = {name for name in ACCEPTED if name.startswith(f"{folder}/")}
    assert expected == {name for name, text in files.items() if accepted(name, text)}
