"""The public surface: what it exports, that it stays light, that its errors travel."""

from __future__ import annotations

import pickle
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import appconfig_merge
from appconfig_merge import (
    AppConfigError,
    Location,
    errors,
    rest,
)
from appconfig_merge.rest import edits
from appconfig_merge.rest import errors as rest_errors

if TYPE_CHECKING:
    from pathlib import Path

EVERY_ERROR = [
    value
    for module in (errors, rest_errors, edits)
    for value in vars(module).values()
    if isinstance(value, type)
    and issubclass(value, AppConfigError)
    and value.__module__ == module.__name__
]


def test_every_rest_error_is_public() -> None:
    """Whoever catches one finds it where the client is."""
    for cls in EVERY_ERROR:
        if cls.__module__ != errors.__name__:
            assert getattr(rest, cls.__name__) is cls


def test_a_missing_extra_is_told() -> None:
    """Without httpx and the others, the commands say what to install, and help still works."""
    code = (
        "import importlib.util, sys\n"
        "real = importlib.util.find_spec\n"
        "hide = {'httpx', 'jsonpatch'}\n"
        "importlib.util.find_spec = lambda name: None if name in hide else real(name)\n"
        "sys.argv = ['effective-config', *sys.argv[1:]]\n"
        "from appconfig_merge.cli import main\n"
        "main()\n"
    )
    fetched = subprocess.run(
        [sys.executable, "-c", code, "fetch"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert fetched.returncode == 2
    assert fetched.stdout == ""
    assert fetched.stderr == (
        "error: the Configuration resource needs packages that are not installed: "
        "httpx, jsonpatch\n"
        "  help: pip install 'appconfig-merge[rest]'\n"
    )
    assert "update" in _python(code, "--help")


def test_importing_the_package_imports_no_dependency() -> None:
    """`import appconfig_merge` costs next to nothing until something is used."""
    code = (
        "import sys, appconfig_merge; "
        "print(sorted({'click', 'deepmerge', 'tree_sitter', 'pyjsparser', 'hypothesis'} "
        "& set(sys.modules)))"
    )

    assert _python(code) == "[]\n"


def test_the_command_imports_only_what_it_needs(tmp_path: Path) -> None:
    """A text report of one script needs no click, no second parser, no other renderer."""
    script = tmp_path / "appConfig.js"
    script.write_text("var appConfig = {};", "utf-8")
    code = (
        "import os, sys; sys.argv = ['effective-config', sys.argv[1]]; os._exit = sys.exit\n"
        "from appconfig_merge.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted({'click', 'deepmerge', "
        "'pyjsparser', 'hypothesis', 'difflib', 'dataclasses', 'httpx', 'decimal', "
        "'appconfig_merge.rendering.configuration.javascript', "
        "'appconfig_merge.rendering.problems', "
        "'appconfig_merge.syntax.json_text', 'appconfig_merge.syntax.tree_sitter.diagnosis'} "
        "& set(sys.modules)))"
    )

    assert _python(code, str(script)).splitlines()[-1] == "[]"


def _python(code: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout


@pytest.mark.parametrize("cls", EVERY_ERROR)
def test_errors_survive_pickling(cls: type[AppConfigError]) -> None:
    """An error raised in a worker process arrives whole."""
    error = cls("message", location=Location("f.js", 1, 2, 3, 4), line_text="var a", help="do this")

    again = pickle.loads(pickle.dumps(error))

    assert vars(error) == vars(again)
    assert str(error) == str(again) == "f.js:1:2: message"
    assert type(error) is type(again)


def test_error_codes_are_unique() -> None:
    """A code names one class."""
    codes = [cls.code for cls in EVERY_ERROR]

    assert len(codes) == len(set(codes))


def test_undefined_stays_a_singleton() -> None:
    """Copies and pickles of undefined are undefined."""
    assert appconfig_merge.UNDEFINED is pickle.loads(pickle.dumps(appconfig_merge.UNDEFINED))
    assert not appconfig_merge.UNDEFINED
    assert repr(appconfig_merge.UNDEFINED) == "undefined"
