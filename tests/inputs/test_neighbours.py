"""A file that isn't there: the help names what lies in its place, and how to copy it."""

from __future__ import annotations

import shlex
import subprocess
from typing import TYPE_CHECKING

import pytest

from appconfig_merge import InputError, effective_config

if TYPE_CHECKING:
    from pathlib import Path


def missing(name: str) -> str | None:
    """The help for a file that isn't there."""
    with pytest.raises(InputError, match="No such file or directory") as caught:
        effective_config(name)
    return caught.value.help


@pytest.mark.parametrize(
    "example",
    [
        "appConfig.example.js",
        "appConfig.sample.js",
        "appConfig.template.js",
        "appConfig.js.example",
        "appConfig.js.dist",
        "appConfig-example.js",
        "example.appConfig.js",
        "AppConfig.Example.js",
        "public/appConfig.example.js",
        "public/assets/appConfig.sample.js",
    ],
)
def test_an_example_is_named_with_the_command_that_copies_it(
    example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pasted into a shell, the command makes the file that is missing, beside its example."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / example
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("var appConfig = { a: 1 };", "utf-8")
    help = missing("appConfig.js")
    command = f"cp {example} {(file.parent / 'appConfig.js').relative_to(tmp_path)}"

    assert help == f"there is {example}: `{command}` makes a copy to fill in"
    subprocess.run(shlex.split(command), check=True, timeout=60)
    assert effective_config(file.parent / "appConfig.js") == {"a": 1}


@pytest.mark.parametrize("there", ["appConfig.js", "public/appConfig.js", "build/index.html"])
def test_of_a_folder_the_script_or_page_in_it_is_named(
    there: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a project keeps it; of a folder without either nothing is said."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / there).parent.mkdir(exist_ok=True)
    (tmp_path / there).write_text("", "utf-8")
    (tmp_path / "empty").mkdir()

    assert help_of(".") == f"did you mean {there}?"
    assert help_of("empty") is None


def help_of(folder: str) -> str | None:
    """The help where a folder is given for a script."""
    with pytest.raises(InputError) as caught:
        effective_config(folder)
    return caught.value.help


@pytest.mark.parametrize(
    ("there", "asked", "meant"),
    [
        ("appconfig.js", "appConfig.js", "appconfig.js"),
        ("public/appConfig.js", "appConfig.js", "public/appConfig.js"),
        ("appConfg.js", "appConfig.js", "appConfg.js"),
        ("configuration.json", "configurations.json", "configuration.json"),
        ("sub/appConfig.js", "sub/appconfig.js", "sub/appConfig.js"),
    ],
)
def test_a_name_that_is_nearly_the_same_is_named(
    there: str, asked: str, meant: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The case of a name, a letter of it, the folder where projects keep it."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / there
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("{}", "utf-8")

    assert missing(asked) == f"did you mean {meant}?"


@pytest.mark.parametrize("asked", ["appConfig.js", "nowhere/appConfig.js", "", "x" * 300])
def test_where_nothing_is_near_nothing_is_said(
    asked: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other files, of other names and kinds, are no help."""
    monkeypatch.chdir(tmp_path)
    for name in ("index.html", "appConfig.css", "main.js"):
        (tmp_path / name).write_text("", "utf-8")
    with pytest.raises(InputError) as caught:
        effective_config(asked)

    assert caught.value.help is None
