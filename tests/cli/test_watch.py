"""``--watch``: a real process, real files, and what it tells when they change."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import watchfiles

from appconfig_merge.cli import watch, watched_files
from appconfig_merge.cli.watched_files import WatchedFiles
from appconfig_merge.errors import InputError
from appconfig_merge.inputs.record import Inputs
from tests.cli.command import run
from tests.diff.test_schema import validate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import IO

SCRIPT = "var appConfig = {\n  theme: { isLight: true },\n  logLevel: 'warn',\n};\n"
RESOURCE = '{"ui_attributes": {\n  "language": "en-US",\n  "logLevel": "error"\n}}\n'
FILES = ("appConfig.js", "--configuration", "configuration.json")
_SECONDS = 30
_MAIN = "from appconfig_merge.cli import main; main()"


class _Output:
    """What a process writes on a stream, as it comes."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._text = ""
        self._told = 0
        self._news = threading.Condition()
        self._is_open = True
        threading.Thread(target=self._read, args=(stream,), daemon=True).start()

    def _read(self, stream: IO[bytes]) -> None:
        with stream:
            for line in stream:
                with self._news:
                    self._text += line.decode("utf-8")
                    self._news.notify()
        with self._news:
            self._is_open = False
            self._news.notify()

    def until(self, end: str) -> str:
        """What is new up to a text, with it."""
        with self._news:
            found = self._news.wait_for(lambda: end in self._text[self._told :], _SECONDS)
            assert found, f"no {end!r} in {self._text[self._told :]!r}"
            at = self._text.index(end, self._told) + len(end)
            new, self._told = self._text[self._told : at], at
            return new

    def rest(self) -> str:
        """What is new at the end of the process."""
        with self._news:
            assert self._news.wait_for(lambda: not self._is_open, _SECONDS)
            return self._text[self._told :]


class Watching:
    """A call with --watch that goes on."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        assert process.stderr is not None
        self.process = process
        self.out = _Output(process.stdout)
        self.err = _Output(process.stderr)

    def interrupt(self) -> int:
        """Press Ctrl-C; the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(_SECONDS)


@contextmanager
def watching(*arguments: str, cwd: Path, is_ready: bool = True) -> Iterator[Watching]:
    """Begin a call with --watch, and wait until it has begun to watch."""
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-c", _MAIN, *arguments, "--watch"],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    try:
        call = Watching(process)
        if is_ready:
            call.err.until("; Ctrl-C ends it\n")
        yield call
    finally:
        process.kill()
        process.wait(timeout=60)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A script over a resource."""
    (tmp_path / "appConfig.js").write_text(SCRIPT, "utf-8")
    (tmp_path / "configuration.json").write_text(RESOURCE, "utf-8")
    return tmp_path


def edit(file: Path, old: str, new: str) -> None:
    """Replace a text in a file as an editor does that writes over it."""
    before = file.read_text("utf-8")
    assert old in before
    file.write_text(before.replace(old, new), "utf-8")


def test_a_session(folder: Path) -> None:
    """The whole result, then what differs, or that nothing does."""
    with watching(*FILES, cwd=folder) as call:
        assert call.out.until("1 overridden\n") == run(*FILES, cwd=folder).stdout
        edit(folder / "appConfig.js", "true", "false")
        assert (
            call.out.until("1 changed\n")
            == """
--- before
+++ appConfig.js changed

~ theme.isLight: true -> false
    appConfig.js:2:21 (appConfig.js) in both

1 changed
"""
        )
        edit(folder / "configuration.json", "error", "debug")
        told = call.out.until("differs\n")
        assert told == "\nconfiguration.json changed: no value differs\n"
        edit(folder / "appConfig.js", "  logLevel: 'warn',\n", "  url: location.origin,\n")
        assert (
            call.out.until("appeared\n")
            == """
--- before
+++ appConfig.js changed

~ logLevel: "warn" -> "debug"
    appConfig.js:3:13 (appConfig.js) -> configuration.json:3:15 (ui_attributes)
+ url: unresolved: location.origin
    appConfig.js:3:8 (appConfig.js)
    B: only the page knows location.origin

1 changed, 1 appeared
"""
        )
        edit(folder / "configuration.json", ',\n  "logLevel": "debug"', "")
        assert (
            call.out.until("disappeared\n")
            == """
--- before
+++ configuration.json changed

- logLevel: "debug"
    configuration.json:3:15 (ui_attributes)

1 disappeared
"""
        )


def test_a_winner_that_moves(folder: Path) -> None:
    """The same value from another layer is told; a line further down is none of it."""
    edit(folder / "appConfig.js", "warn", "error")
    with watching(*FILES, cwd=folder) as call:
        call.out.until("from appConfig.js\n")
        edit(folder / "appConfig.js", "  logLevel: 'error',\n", "")
        assert (
            call.out.until("from another source\n")
            == """
--- before
+++ appConfig.js changed

The same value from another source:
= logLevel: "error"
    appConfig.js:3:13 (appConfig.js) -> configuration.json:3:15 (ui_attributes)

no value differs; 1 from another source
"""
        )
        edit(folder / "appConfig.js", "var", "// Ours.\nvar")
        assert call.out.until("differs\n") == "\nappConfig.js changed: no value differs\n"


def test_a_mistake_while_typing(folder: Path) -> None:
    """Is told once on stderr; then what differs from the last result."""
    with watching(*FILES, cwd=folder) as call:
        call.out.until("1 overridden\n")
        edit(folder / "appConfig.js", "};\n", "\n")
        told = call.err.until("help: add a }\n")
        assert told.startswith("error: appConfig.js:1:17: this { is never closed\n")
        (folder / "appConfig.js").write_text(SCRIPT.replace("true", "false"), "utf-8")
        assert "~ theme.isLight: true -> false\n" in call.out.until("1 changed\n")
        edit(folder / "appConfig.js", "false", "null")
        call.out.until("1 changed\n")
        call.process.kill()
        assert call.err.rest() == ""


def test_a_mistake_at_the_start(folder: Path) -> None:
    """Doesn't end it: the first result follows when the text is right."""
    edit(folder / "appConfig.js", "};\n", "\n")
    with watching("appConfig.js", cwd=folder, is_ready=False) as call:
        call.err.until("this { is never closed\n")
        call.err.until("; Ctrl-C ends it\n")
        (folder / "appConfig.js").write_text(SCRIPT, "utf-8")
        told = call.out.until("from appConfig.js\n")
        assert told == run("appConfig.js", cwd=folder).stdout


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("missing.js",), 3, "missing.js: No such file or directory"),
        (("appConfig.js", "--flex-ui", "0.1"), 2, "Flex UI 0.1 is older than any release"),
        (("appConfig.js", "--live"), 2, "effective-config fetch --output FILE"),
        (("appConfig.js", "--strict"), 2, "--watch and --strict exclude each other"),
        (("appConfig.js", "--output", "x"), 2, "--watch and --output exclude each other"),
        (("appConfig.js", "--format", "config"), 2, "--watch can't go on in --format config"),
        (("-",), 2, "standard input can't be read again"),
        (("appConfig.js", "--configuration", "-"), 2, "standard input can't be read again"),
        (("explain", "appConfig.js", "a..b"), 2, "'a..b' is not a path"),
        (("explain", "appConfig.js", "a", "--without", "x"), 2, "there is no layer x"),
        (("explain", "appConfig.js", "a", "--strict"), 2, "exclude each other"),
    ],
)
def test_what_no_edit_would_put_right(
    folder: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    """Ends the call at once, as without --watch, or says what can't be watched."""
    result = run(*arguments, "--watch", cwd=folder)

    assert (result.code, result.stdout) == (code, "")
    assert message in " ".join(result.stderr.split())


def test_without_watchfiles(folder: Path) -> None:
    """A missing extra is named, and how to get it."""
    code = f"import sys; sys.modules['watchfiles'] = None; {_MAIN}"
    done = subprocess.run(
        [sys.executable, "-c", code, "appConfig.js", "--watch"],
        cwd=folder,
        capture_output=True,
        check=False,
        timeout=60,
    )

    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().splitlines() == [
        "error: --watch needs watchfiles, which is not installed",
        "  help: pip install 'appconfig-merge[watch]'",
    ]


NEW = SCRIPT.replace("true", "false")


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


def test_explain_tells_what_goes_otherwise(folder: Path) -> None:
    """Both stories first, then the one that is another, then neither."""
    paths = ("logLevel", "theme.isLight")
    call_of_one = ("explain", *FILES, "theme.isLight")
    with watching("explain", *FILES, *paths, cwd=folder) as call:
        first = run("explain", *FILES, *paths, cwd=folder).stdout
        assert call.out.until(first) == first
        edit(folder / "appConfig.js", "true", "false")
        told = call.out.until("to change it\n  edit appConfig.js:2:21\n")
        assert told == f"\nappConfig.js changed\n\n{run(*call_of_one, cwd=folder).stdout}"
        edit(folder / "appConfig.js", "var", "\nvar")
        assert call.out.until("differs\n") == "\nappConfig.js changed: no answer differs\n"


def test_what_a_winner_shadows_is_part_of_its_story(folder: Path) -> None:
    """A loser with another value makes another answer; so does what would be without a layer."""
    arguments = ("explain", *FILES, "logLevel", "--without", "appConfig.js")
    with watching(*arguments, cwd=folder) as call:
        edit(folder / "configuration.json", "error", "debug")
        told = call.out.until('without appConfig.js\n  it would be "debug"\n')
        assert "\nconfiguration.json changed\n\nlogLevel = " in told


def documents(call: Watching, count: int) -> list[Any]:
    """The next lines, each a JSON document."""
    return [json.loads(call.out.until("\n")) for _ in range(count)]


def test_json_lines(folder: Path) -> None:
    """The result as show prints it, then as diff does; after an error all of it again."""
    with watching(*FILES, "--format", "json", cwd=folder) as call:
        [first] = documents(call, 1)
        assert first == json.loads(run(*FILES, "--format", "json", cwd=folder).stdout)
        edit(folder / "configuration.json", "error", "debug")  # makes no difference
        edit(folder / "appConfig.js", "true", "1e21")
        [change] = documents(call, 1)
        validate(change, "urn:appconfig-merge:comparison:1")
        assert [one["path"] for one in change["values"]] == [["theme", "isLight"]]
        assert change["values"][0]["after"]["value"] == 1e21
        edit(folder / "appConfig.js", "};\n", "\n")
        [error] = documents(call, 1)
        assert error["error"]["code"] == "syntax-error"
        assert error["error"]["location"]["line"] == 1
        (folder / "appConfig.js").write_text(SCRIPT, "utf-8")
        [again] = documents(call, 1)
        validate(again, "urn:appconfig-merge:effective-config:1")
        assert again["effective"]["theme"] == {"isLight": True}


def test_json_lines_of_explain(folder: Path) -> None:
    """A line for each path, then one for each that goes otherwise."""
    paths = ("logLevel", "theme.isLight")
    with watching("explain", *FILES, *paths, "--format=json", cwd=folder) as call:
        printed = run("explain", *FILES, *paths, "--format=json", cwd=folder).stdout
        assert documents(call, 2) == json.loads(printed)
        edit(folder / "appConfig.js", "true", "false")
        [story] = documents(call, 1)
        assert (story["path"], story["value"]) == (["theme", "isLight"], False)


def test_secrets_of_changes_are_masked(folder: Path) -> None:
    """As diff masks them."""
    with watching("appConfig.js", cwd=folder) as call:
        call.out.until("from appConfig.js\n")
        edit(folder / "appConfig.js", "'warn'", "'warn', apiKey: 'Zk7hQ2mX9vR4tB8wN3cY6p'")
        told = call.out.until("1 appeared\n")
        assert "+ apiKey: " in told
        assert "Zk7hQ2" not in told


def test_a_remark_is_told_once(folder: Path) -> None:
    """What the readers notice is told when it is new, not with every change."""
    with watching("appConfig.js", cwd=folder) as call:
        edit(folder / "appConfig.js", "var", "const")
        call.err.until("warning[lexical-binding]")
        edit(folder / "appConfig.js", "true", "false")
        call.out.until("1 changed\n")
        call.process.kill()
        assert "lexical-binding" not in call.err.rest()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_ctrl_c(folder: Path) -> None:
    """Ends it with 130, without a word."""
    with watching("appConfig.js", cwd=folder) as call:
        assert call.interrupt() == 130
        assert call.err.rest() == ""
        assert call.out.rest() == run("appConfig.js", cwd=folder).stdout


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_a_reader_that_goes_away(folder: Path) -> None:
    """`effective-config --watch ... | head` ends quietly at the next change."""
    process = subprocess.Popen(
        [sys.executable, "-c", _MAIN, "appConfig.js", "--watch"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert b"watching" in process.stderr.readline()
    edit(folder / "appConfig.js", "true", "false")
    assert process.stderr.read() == b""
    assert process.wait(_SECONDS) == 141
    process.stderr.close()


class _Scripted:
    """Files of which it is said when somebody looks, and what is found then."""

    names = ("a.js",)

    def __init__(self, *looks: tuple[str, ...]) -> None:
        self._looks = looks

    def are_there(self) -> bool:
        return True

    def demand_files(self) -> None:
        """All of them are."""

    def looks(self) -> Iterator[tuple[str, ...]]:
        yield ()
        yield from self._looks
        raise KeyboardInterrupt


class _Readings:
    """A view of results that are given, one for each reading."""

    same = "the same"

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


@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals are a Unix thing")
def test_a_terminal_is_told_the_time(folder: Path) -> None:
    """A person who comes back to it sees when it was."""
    from tests.terminal import Terminal

    with Terminal("appConfig.js", "--watch", cwd=folder, NO_COLOR="1") as terminal:
        terminal.until("Ctrl-C")
        edit(folder / "appConfig.js", "true", "false")
        terminal.until("1 changed")
        terminal.press("\x03")

        assert terminal.end() == 130
    assert re.search(r"\+\+\+ \d\d:\d\d:\d\d appConfig\.js changed\n", terminal.shown)


def test_the_documented_session(fixtures: Path, tmp_path: Path) -> None:
    """What docs/watch.md shows is what is printed."""
    page = (fixtures.parent / "docs" / "watch.md").read_text("utf-8")
    first, second = re.findall(r"```text\n(.*?)```", page, re.DOTALL)
    shutil.copytree(fixtures / "quickstart", tmp_path, dirs_exist_ok=True)
    with watching(*FILES, cwd=tmp_path) as call:
        shown = run(*FILES, cwd=tmp_path).stdout
        assert call.out.until(shown.splitlines()[-1] + "\n") == shown
        edit(tmp_path / "appConfig.js", "  theme: { isLight: false },\n", "")
        assert call.out.until("1 changed\n") == f"\n{first}"
        edit(tmp_path / "configuration.json", '"logLevel": "error"', '"logLevel": "warn"')
        assert call.out.until("differs\n") == f"\n{second}"
