"""``effective-config snapshot``."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from appconfig_merge.snapshots.snippet import snippet
from tests.browser_edge.site import Answer, page, serving
from tests.cli.command import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.browser_edge.site import Site

SECRET = "wp7Zk3Vn9Qx2Lr8Ty4Hb"


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """A page that runs, and one that never comes."""
    desk = page({"colour": "red", "token": SECRET}, "var environment = { brand: 'Acme' };")
    with serving({"/desk": desk, "/held": Answer(is_held=True)}) as site:
        yield site


def test_the_snippet(tmp_path: Path) -> None:
    """A script alone, for whatever takes it to the clipboard; or in a file."""
    call = ("snapshot", "--snippet", "--value", "window.environment.brand")
    script = snippet(("environment.brand",))

    assert run(*call, cwd=tmp_path) == (0, script, "")
    assert run(*call, "--output", "script.js", cwd=tmp_path) == (0, "", "")
    assert (tmp_path / "script.js").read_text("utf-8") == script


@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals are a Unix thing")
def test_the_snippet_at_a_terminal(tmp_path: Path) -> None:
    """A person is told what to do with it."""
    from tests.terminal import Terminal

    with Terminal("snapshot", "--snippet", cwd=tmp_path, NO_COLOR="1") as terminal:
        terminal.end()
        shown = terminal.shown

    assert shown == snippet() + (
        "paste the script into the console of the page (F12), and what it copies into a file: "
        "snapshot.json\n"
        "then: effective-config verify appConfig.js --running snapshot.json\n"
    )


def test_a_page_in_a_browser(site: Site, tmp_path: Path) -> None:
    """Its snapshot, without what looks secret, in a file for the owner only."""
    done = run(
        "snapshot", "--browser", f"{site.url}/desk", "--value", "environment.brand",
        "--output", "snapshot.json",
        cwd=tmp_path,
    )  # fmt: skip

    assert done == (0, "", "")
    file = tmp_path / "snapshot.json"
    text = file.read_text("utf-8")
    found = json.loads(text)
    assert (found["kind"], found["state"]) == ("flex-ui-snapshot", "running")
    assert found["page_values"] == {"environment.brand": "Acme"}
    assert SECRET not in text
    assert text.endswith("]}\n")
    if os.name != "nt":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_page_that_never_comes(site: Site, tmp_path: Path) -> None:
    """Told with the service's exit code, and without what may be secret."""
    url = f"{site.url}/held"

    done = run("snapshot", "--browser", f"{url}?token={SECRET}", "--wait", "1", cwd=tmp_path)

    assert (done.code, done.stdout) == (5, "")
    assert done.stderr == (
        f"error: {url} can't be reached: no answer within 1 s\n"
        "  help: check the address and the network; --wait SECONDS waits longer\n"
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_an_interrupt(tmp_path: Path) -> None:
    """Ctrl-C ends command and browser, quietly."""
    with serving({"/held": Answer(is_held=True)}) as site:
        process = subprocess.Popen(
            [sys.executable, "-c", "from appconfig_merge.cli import main; main()",
             "snapshot", "--browser", f"{site.url}/held"],
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )  # fmt: skip
        assert site.asked.wait(60)

        # As a terminal sends it: to Playwright's process, too.
        os.killpg(process.pid, signal.SIGINT)

        assert process.communicate(timeout=60) == (b"", b"")
        assert process.returncode == 130


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "give --snippet or --browser URL"),
        (("--snippet", "--browser", "https://x"), "--snippet and --browser exclude each other"),
        (("--snippet", "--wait", "3"), "--wait needs --browser"),
        (("--browser", "flex"), "the page's address is not an http or https address"),
        (("--browser", "https://a:b@x"), "the page's address has a user or password in it"),
        (("--snippet", "--value", "a b"), "--value a b: not a name"),
        (("--browser", "https://x", "--wait", "0"), "invalid value for '--wait'"),
    ],
)
def test_wrong_usage(tmp_path: Path, words: tuple[str, ...], message: str) -> None:
    """Nothing is opened."""
    done = run("snapshot", *words, cwd=tmp_path)

    assert (done.code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"error: {message}")
