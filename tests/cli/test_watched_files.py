"""When ``--watch`` takes a file for changed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import watchfiles

from appconfig_merge.cli import watch, watched_files
from appconfig_merge.cli.watched_files import WatchedFiles
from appconfig_merge.errors import InputError
from appconfig_merge.inputs.record import Inputs
from tests.cli.command import run
from tests.cli.watching import FILES, RESOURCE, SCRIPT, edit, prepare, watching

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


NEW = SCRIPT.replace("true", "false")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A script over a resource."""
    return prepare(tmp_path)


def _renamed(file: Path) -> None:
    """As vim and VS Code save: a new file takes the place of the old one."""
    other = file.with_suffix(".tmp")
    other.write_text(NEW, "utf-8")
    other.replace(file)


def _removed(file: Path) -> None:
    """As git checks out: the old file goes, then comes the new one."""
    file.unlink()
    file.write_text(NEW, "utf-8")


def _folder_removed(file: Path) -> None:
    """As git does where the folder isn't part of the other branch."""
    shutil.rmtree(file.parent)
    file.parent.mkdir()
    file.write_text(NEW, "utf-8")


def _folder_renamed(file: Path) -> None:
    """As a build does that puts a whole new folder in place."""
    other = file.parent.with_name("built")
    other.mkdir()
    (other / file.name).write_text(NEW, "utf-8")
    file.parent.rename(file.parent.with_name("old"))
    other.rename(file.parent)


def _kept_in_place(file: Path) -> None:
    """As an editor does that writes over a file."""
    file.write_text(NEW, "utf-8")


@pytest.mark.parametrize(
    "save", [_kept_in_place, _renamed, _removed, _folder_removed, _folder_renamed]
)
def test_ways_to_save(tmp_path: Path, save: Callable[[Path], None]) -> None:
    """However a file is replaced, that is seen, and what comes after it, too."""
    file = tmp_path / "public" / "appConfig.js"
    file.parent.mkdir()
    file.write_text(SCRIPT, "utf-8")
    with watching("public/appConfig.js", cwd=tmp_path) as call:
        save(file)
        assert "~ theme.isLight: true -> false\n" in call.out.until("1 changed\n")
        edit(file, "false", "null")
        assert "~ theme.isLight: false -> null\n" in call.out.until("1 changed\n")


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few people make links")
def test_a_link(tmp_path: Path) -> None:
    """Is followed: to a change of its file, and to another file."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    (tmp_path / "one" / "a.js").write_text(SCRIPT, "utf-8")
    (tmp_path / "two" / "a.js").write_text(SCRIPT.replace("true", "1"), "utf-8")
    link = tmp_path / "appConfig.js"
    link.symlink_to("one/a.js")
    with watching("appConfig.js", cwd=tmp_path) as call:
        edit(tmp_path / "one" / "a.js", "true", "false")
        assert "~ theme.isLight: true -> false\n" in call.out.until("1 changed\n")
        link.with_name("new").symlink_to("two/a.js")
        link.with_name("new").replace(link)
        assert "~ theme.isLight: false -> 1\n" in call.out.until("1 changed\n")
        edit(tmp_path / "two" / "a.js", "1", "2")
        assert "~ theme.isLight: 1 -> 2\n" in call.out.until("1 changed\n")


def test_a_file_that_is_gone(folder: Path) -> None:
    """Is told, and it goes on when the file is back."""
    with watching(*FILES, cwd=folder) as call:
        call.out.until("1 overridden\n")
        (folder / "configuration.json").unlink()
        told = call.err.until("\n")
        assert told == "error: configuration.json: No such file or directory\n"
        (folder / "configuration.json").write_text(RESOURCE, "utf-8")
        assert call.out.until("differs\n") == "\nconfiguration.json changed: no value differs\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_a_pipe(folder: Path) -> None:
    """Can't be read again: it is refused at the start, and told where it takes a file's place."""
    told = "--watch needs a file, which can be read again and again\n"
    os.mkfifo(folder / "pipe.json")
    done = run("appConfig.js", "--configuration", "pipe.json", "--watch", cwd=folder)
    assert done == (3, "", f"error: pipe.json: {told}")
    with watching(*FILES, cwd=folder) as call:
        (folder / "pipe.json").replace(folder / "configuration.json")
        assert call.err.until("\n") == f"error: configuration.json: {told}"
        (folder / "configuration.json").unlink()
        (folder / "configuration.json").write_text(RESOURCE, "utf-8")
        call.out.until("no value differs\n")


def test_all_inputs_count(folder: Path) -> None:
    """Scripts loaded before; with --flex-ui auto the package.json of a folder above."""
    (folder / "public").mkdir()
    (folder / "public" / "brand.js").write_text("var brand = 'blue';\n", "utf-8")
    (folder / "public" / "appConfig.js").write_text("var appConfig = { brand };\n", "utf-8")
    package = '{"dependencies": {"@twilio/flex-ui": "%s"}}'
    (folder / "package.json").write_text(package % "2.0.0", "utf-8")
    arguments = ("appConfig.js", "--script", "brand.js", "--flex-ui", "auto")
    with watching(*arguments, cwd=folder / "public") as call:
        edit(folder / "public" / "brand.js", "blue", "green")
        assert '+++ brand.js changed\n\n~ brand: "blue" -> "green"\n' in call.out.until(
            "1 changed\n"
        )
        (folder / "package.json").write_text(package % "2.17.1", "utf-8")
        name = str(Path("..", "package.json"))
        assert f"+++ {name} changed\n" in call.out.until("6 changed\n")
        assert f"Flex UI 2.17.1, as {name} (2.17.1) says" in call.err.until("says\n")


class _Scripted:
    """Files of which it is said when somebody looks, and what is found then."""

    names = ("a.js",)
    followed = 0

    def __init__(self, *looks: tuple[str, ...]) -> None:
        self._looks = looks
        self._is_ready = False

    def are_there(self) -> bool:
        return True

    def follow(self, names: tuple[str, ...]) -> None:
        assert names == self.names

    def demand_files(self) -> None:
        """All of them are."""

    def get_ready(self) -> None:
        self._is_ready = True

    def looks(self) -> Iterator[tuple[str, ...]]:
        yield ()
        assert self._is_ready, "it waits for changes before it is ready to"
        yield from self._looks
        raise KeyboardInterrupt


class _Readings:
    """A view of results that are given, one for each reading."""

    same = "the same"
    names = ("a.js",)

    def __init__(self, *results: str) -> None:
        self._results = iter(results)

    def read(self) -> str:
        result = next(self._results)
        if result.startswith("!"):
            raise InputError(result)
        return result

    def whole(self, result: str) -> str:
        return f"{result}\n"

    def change(self, before: str, after: str, headline: str) -> str:
        return f"{headline}: {before} -> {after}\n" if before != after else ""

    def diagnostics(self, _result: str) -> tuple[()]:
        return ()


@pytest.mark.parametrize(
    ("looks", "results", "out", "err"),
    [
        pytest.param(
            [("a.js",), ()], ["1", "!half", "2"], "1\n\na.js changed: 1 -> 2\n", [],
            id="an error that is gone at the next look isn't told",
        ),
        pytest.param(
            [("a.js",), (), ()], ["1", "!wrong", "!wrong"], "1\n", ["error: !wrong"],
            id="one that stays is, once; and nothing is read again until something changes",
        ),
        pytest.param(
            [("a.js",), (), ("a.js",), ()], ["1", "!x", "!x", "!x", "!x"], "1\n", ["error: !x"],
            id="the same mistake is told once however often the file is saved",
        ),
        pytest.param(
            [("a.js",), ("b.js",), ()], ["1", "!half", "2"], "1\n\na.js, b.js changed: 1 -> 2\n",
            [], id="files that change one after the other are told together",
        ),
        pytest.param([(), ()], ["1"], "1\n", [], id="nothing is read while nothing changes"),
        pytest.param(
            [("a.js",)], ["1", "1"], "1\n\na.js changed: the same\n", [],
            id="a change that makes no difference is told",
        ),
    ],
)  # fmt: skip
def test_what_is_told_when(
    looks: list[tuple[str, ...]],
    results: list[str],
    out: str,
    err: list[str],
    capfd: pytest.CaptureFixture[str],
) -> None:
    """A result for each change; an error only when the file has come to rest."""
    files: Any = _Scripted(*looks)
    with pytest.raises(KeyboardInterrupt):
        watch._Watch(files, _Readings(*results), "text").run()

    told = capfd.readouterr()
    assert told.out == out
    assert told.err.splitlines() == ["watching a.js; Ctrl-C ends it", *err]


def inputs(script: Path) -> Inputs:
    """Inputs that are a script alone."""
    return Inputs(str(script))


def test_what_a_page_loads_is_watched_too(folder: Path) -> None:
    """Files that only a reading meets are looked at from then on."""
    files = WatchedFiles(inputs(folder / "index.html"))
    looks = files.looks()
    next(looks)
    files.follow([str(folder / "index.html"), str(folder / "appConfig.js")])
    assert files.followed == 1

    edit(folder / "appConfig.js", "true", "false")
    assert next(looks) == (str(folder / "appConfig.js"),)


def test_where_the_system_tells_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are looked at again and again: no more watches are to be had, or not there."""

    def refused(*_folders: Path, **_options: object) -> Iterator[None]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(watchfiles, "watch", refused)
    monkeypatch.setattr(watched_files, "_TICK", 0.001)
    looks = WatchedFiles(inputs(folder / "appConfig.js")).looks()

    assert [next(looks), next(looks)] == [(), ()]
    edit(folder / "appConfig.js", "true", "false")
    assert next(looks) == (str(folder / "appConfig.js"),)
    assert next(looks) == ()
