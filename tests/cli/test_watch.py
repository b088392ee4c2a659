"""``--watch``: a real process, real files, and what it tells when they change."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.command import run
from tests.cli.watching import (
    FILES,
    MAIN,
    RESOURCE,
    SCRIPT,
    Watching,
    edit,
    prepare,
    watching,
)
from tests.diff.test_schema import validate
from tests.hanging import LATE

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A script over a resource."""
    return prepare(tmp_path)


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
    code = f"import sys; sys.modules['watchfiles'] = None; {MAIN}"
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


def test_what_a_plugin_may_set_is_part_of_a_story(folder: Path) -> None:
    """A plugin's files are watched, too, also those in a folder."""
    plugin = folder / "src" / "plugin.js"
    plugin.parent.mkdir()
    plugin.write_text("m.updateConfig({ theme: { isLight: false } });", "utf-8")
    arguments = ("explain", FILES[0], "theme.isLight", "--plugins", "src")
    with watching(*arguments, cwd=folder) as call:
        call.out.until("src may set it to false")
        edit(plugin, "false", "0")
        told = call.out.until("src may set it to 0")
        assert "plugin.js changed\n\ntheme.isLight = true" in told


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
        call.err.until("error[lexical-binding]")
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
        [sys.executable, "-c", MAIN, "appConfig.js", "--watch"],
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
    assert process.wait(LATE) == 141
    process.stderr.close()


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


def test_a_newer_kept_resource(folder: Path) -> None:
    """Whoever keeps resources meanwhile, the newest of the folder counts."""
    account = folder / "kept" / ("AC" + "0" * 32)
    account.mkdir(parents=True)
    (account / "20261130T104500Z.json").write_text(RESOURCE, "utf-8")
    with watching("appConfig.js", "--configuration", "kept", cwd=folder) as call:
        call.out.until("1 overridden\n")
        (account / "20261201T000000Z.json").write_text(RESOURCE.replace("US", "GB"), "utf-8")
        assert '~ language: "en-US" -> "en-GB"\n' in call.out.until("1 changed\n")
