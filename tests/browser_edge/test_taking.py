"""Snapshots of pages in a real browser."""

from __future__ import annotations

import json
import os
import shutil
import signal
import ssl
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
import trustme

from appconfig_merge.browser.errors import (
    BrowserError,
    NoBrowserError,
    NoFlexUiError,
    NotRunningError,
    UnreachablePageError,
)
from appconfig_merge.errors import AppConfigError, InputError
from tests.browser_edge.site import Answer, Site, going, login_page, page, serving, to
from tests.browser_edge.taken import begin, taken

if TYPE_CHECKING:
    from collections.abc import Iterator

needs_chromium = pytest.mark.skipif(
    shutil.which("chromium") is None, reason="needs chromium on PATH"
)
pytestmark = pytest.mark.usefixtures("hurried")

CHANGES = (
    "setInterval(() => Twilio.Flex.Manager.getInstance()?.updateConfig({ n: Math.random() }), 100);"
)
PAGES = {
    "/desk": page({"colour": "red", "token": "wp7Zk3Vn9Qx2Lr8Ty4Hb"}),
    "/plugin": page({"plugins": [{"name": "late", "takes": 1500}]}),
    "/stuck-plugin": page({"plugins": [{"name": "never", "takes": 9_999_999}]}),
    "/changing": page({}, CHANGES),
    "/values": page({}, "window.environment = { brand: 'Acme' };"),
    "/desk/agent": page({}, "history.replaceState(null, '', '/agent-desktop#1');"),
    "/moved-agent": to("/desk/agent?a=b"),
    "/alert": page({}, "alert('Welcome'); confirm('Really?');"),
    "/not-found-but-runs": page({})._replace(status=404),
    "/moved": to("/desk"),
    "/moves-itself": going("'/desk'"),
    "/login": login_page({}),
    "/logs-itself-in": login_page({"logsItselfInAfter": 300}),
    "/refused": page({"logLevel": "loud"}),
    "/empty": Answer(b"<p>Hello"),
    "/data": Answer(b"{}", headers={"content-type": "application/json"}),
    "/busy": page({}, "setTimeout(() => { for (;;); }, 50);"),
    "/memory": Answer(b"<script>const a = []; for (;;) a.push(new Array(1e6).fill({}));</script>"),
    "/never-ends": to("/never-ends"),
    "/held": Answer(is_held=True),
    "/sign-on": going("location.href.replace('localhost', '127.0.0.1')"),
    "/sign-on-nowhere": going("'http://localhost:1/?code=s3cr3t'"),
    "/password": Answer(status=401, headers={"www-authenticate": "Basic realm=desk"}),
    "/forbidden": Answer(b"<p>No", 403),
    "/download": Answer(b"PK", headers={"content-type": "application/zip"}),
    "/nothing": Answer(status=204),
}  # fmt: skip


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """The pages, served."""
    with serving(PAGES) as site:
        yield site


def fails(site: Site, path: str, **how: Any) -> tuple[type[AppConfigError], str]:
    """The error of a page, its address written as SITE; it never has the query's values."""
    with pytest.raises(AppConfigError) as caught:
        taken(f"{site.url}{path}?code=s3cr3t#part", **how)
    error = caught.value
    assert error.help is None or "s3cr3t" not in error.help
    return type(error), error.message.replace(site.url, "SITE")


def test_a_page_that_runs(site: Site) -> None:
    """Its configuration, without what looks secret."""
    found = taken(f"{site.url}/desk?a=b#part")

    configuration = {"colour": "red", "token": {"$js": "masked"}, "made": True}
    assert found.data["configuration"] == configuration
    assert found.data["address"] == f"{site.url}/desk?a=b"
    assert (found.data["state"], found.data["taken_by"]) == ("running", "browser")
    assert found.said == []


def test_secrets_for_memory_only(site: Site) -> None:
    """What compares values has to see them."""
    found = taken(f"{site.url}/desk", reveals=True)

    assert found.data["configuration"]["token"] == "wp7Zk3Vn9Qx2Lr8Ty4Hb"


def test_plugins_are_waited_for(site: Site) -> None:
    """Flex UI runs before its plugins do; who called is watched from the page's start."""
    found = taken(f"{site.url}/plugin")

    assert found.data["configuration"]["late"] == "set by a plugin"
    assert found.data["handed"] == {"plugins": [{"name": "late", "takes": 1500}]}
    assert [call["value"] for call in found.data["calls"]] == [{"late": "set by a plugin"}]


def test_values_of_the_page(site: Site) -> None:
    """Those that are asked for."""
    found = taken(f"{site.url}/values", ("environment.brand",))

    assert found.data["page_values"] == {"environment.brand": "Acme"}


@pytest.mark.parametrize(
    ("path", "address"),
    [("/desk/agent?a=b#c", "/desk/agent?a=b"), ("/moved-agent", "/desk/agent?a=b")],
)
def test_the_address_that_the_page_decides_by(site: Site, path: str, address: str) -> None:
    """That from which it was loaded: Flex UI puts paths of its own in its place."""
    assert taken(f"{site.url}{path}").data["address"] == f"{site.url}{address}"


@pytest.mark.parametrize(
    "path", ["/moved", "/moves-itself", "/not-found-but-runs", "/alert", "/logs-itself-in"]
)
def test_where_it_runs_all_the_same(site: Site, path: str) -> None:
    """Redirects, dialogs, a page for errors that is Flex UI, a login that goes by itself."""
    assert taken(f"{site.url}{path}").data["state"] == "running"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/stuck-plugin", "not initialised after 4 s, so without what they set: never"),
        ("/changing", "the page still changes after 4 s: this is how it was just now"),
    ],
)
def test_what_never_settles(site: Site, path: str, said: str) -> None:
    """It runs, so there is a snapshot; what isn't as it will be is told."""
    found = taken(f"{site.url}{path}", wait=4)

    assert (found.data["state"], found.said) == ("running", [said])


@pytest.mark.parametrize(
    ("path", "error", "message"),
    [
        ("/login", NotRunningError, "Flex UI at SITE/login asks for a login"),
        ("/refused", NotRunningError, "Flex UI at SITE/refused shows an error instead of itself"),
        ("/empty", NoFlexUiError, "SITE/empty has no Flex UI"),
        ("/data", NoFlexUiError, "SITE/data has no Flex UI"),
        ("/download", NoFlexUiError, "SITE/download is no page: it is for download, or empty"),
        ("/nothing", NoFlexUiError, "SITE/nothing is no page: it is for download, or empty"),
        ("/gone", UnreachablePageError, "SITE/gone can't be reached: the server answers 404"),
        (
            "/forbidden",
            UnreachablePageError,
            "SITE/forbidden can't be reached: the server answers 403",
        ),
        (
            "/password",
            UnreachablePageError,
            "SITE/password can't be reached: the server asks for a user and a password",
        ),
        (
            "/never-ends",
            UnreachablePageError,
            "SITE/never-ends can't be reached: its redirects never end (ERR_TOO_MANY_REDIRECTS)",
        ),
        (
            "/sign-on-nowhere",
            UnreachablePageError,
            "SITE/sign-on-nowhere leads to a page that can't be reached",
        ),
    ],
)
@pytest.mark.usefixtures("impatient")
def test_what_does_not_run(
    site: Site, path: str, error: type[AppConfigError], message: str
) -> None:
    """Each has its reason, and none has the query, in which secrets may be."""
    assert fails(site, path) == (error, message)


@pytest.mark.parametrize(
    ("path", "error", "message"),
    [
        (
            "/held",
            UnreachablePageError,
            "SITE/held can't be reached: no answer within 2 s",
        ),
        (
            "/busy",
            NotRunningError,
            "the page does not answer: a script in it never ends, or takes too long",
        ),
    ],
)
def test_what_takes_too_long(
    site: Site, path: str, error: type[AppConfigError], message: str
) -> None:
    """A page has its time, and no more."""
    assert fails(site, path, wait=2) == (error, message)


@pytest.mark.usefixtures("impatient")
def test_a_login_elsewhere(site: Site) -> None:
    """Single sign-on leads to another server."""
    elsewhere = site.url.replace("localhost", "127.0.0.1")

    error, message = fails(site, "/sign-on")

    assert error is NotRunningError
    assert message == f"SITE/sign-on leads to {elsewhere}/sign-on, which is no Flex UI"


def test_no_server() -> None:
    """Nothing listens there any more."""
    with serving({}) as site:
        pass

    assert fails(site, "/") == (
        UnreachablePageError,
        "SITE/ can't be reached: the server refuses the connection (ERR_CONNECTION_REFUSED)",
    )


def test_an_authority_that_nobody_trusts() -> None:
    """No page is looked at whose server may be another."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("localhost").configure_cert(context)
    with serving(PAGES, context) as site:
        error, message = fails(site, "/desk")

    assert error is UnreachablePageError
    reason = "its certificate is not trusted (ERR_CERT_AUTHORITY_INVALID)"
    assert message == f"SITE/desk can't be reached: {reason}"


@needs_chromium
def test_a_page_that_crashes(site: Site, tmp_path: Path) -> None:
    """The browser lives on without the page."""
    program = _chromium(tmp_path, "--js-flags=--max-old-space-size=30")

    assert fails(site, "/memory", chromium=str(program)) == (
        BrowserError,
        "the page crashed in the browser",
    )


@needs_chromium
def test_a_browser_that_ends(tmp_path: Path) -> None:
    """A person closes it, or the system does."""
    program = _chromium(tmp_path)
    with serving(PAGES) as site:
        taking = begin(f"{site.url}/held", chromium=str(program))
        assert site.asked.wait(60)

        os.kill(int((tmp_path / "process").read_text("utf-8")), signal.SIGKILL)

        error = taking.exception(60)
    assert isinstance(error, BrowserError)
    assert error.message == "the browser was closed before the snapshot was taken"


def test_a_login_of_before(site: Site, tmp_path: Path) -> None:
    """As Playwright saves it."""
    entry = {"origin": site.url, "localStorage": [{"name": "login", "value": "yes"}]}
    file = tmp_path / "login.json"
    file.write_text(json.dumps({"cookies": [], "origins": [entry]}), "utf-8")

    assert taken(f"{site.url}/login", storage_state=str(file)).data["state"] == "running"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", "FILE: it is no storage state of Playwright"),
        ('{"cookies": 3}', "FILE: it is no storage state of Playwright"),
        ('{"cookies": [{"name": "a"}]}', "FILE: it is no storage state of Playwright"),
        ('{"cookies": [{"value": "s3cr3t}', "this string is never closed"),
        (None, "FILE: No such file or directory"),
    ],
)
def test_what_is_no_login(site: Site, tmp_path: Path, text: str | None, message: str) -> None:
    """Told without what is in it."""
    file = tmp_path / "login.json"
    if text is not None:
        file.write_text(text, "utf-8")

    with pytest.raises(InputError) as caught:
        taken(f"{site.url}/login", storage_state=str(file))

    assert caught.value.message.replace(str(file), "FILE") == message
    assert caught.value.line_text is None


def test_a_profile(site: Site, tmp_path: Path) -> None:
    """It keeps the login of the page from one call to the next; two browsers can't have it."""
    profile = tmp_path / "profile"
    profile.mkdir()

    taken(f"{site.url}/desk", profile=str(profile))

    assert taken(f"{site.url}/login", profile=str(profile)).data["state"] == "running"
    with serving(PAGES) as other:
        first = begin(f"{other.url}/held", profile=str(profile))
        assert other.asked.wait(60)
        with pytest.raises(BrowserError) as caught:
            taken(f"{site.url}/login", profile=str(profile))
    assert caught.value.message == f"the profile {profile} is in use by another browser"
    first.exception(60)


def test_a_profile_that_is_not_there(site: Site, tmp_path: Path) -> None:
    """A browser would make it, and nobody would be logged in."""
    profile = tmp_path / "profile"

    with pytest.raises(InputError) as caught:
        taken(f"{site.url}/login", profile=str(profile))

    assert caught.value.message == f"{profile}: there is no such profile"
    assert not profile.exists()


def test_nothing_is_left(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the browser wrote is gone with it: cookies are among it."""
    # A socket's name can't be as long as the folders of tests.
    with TemporaryDirectory() as folder:
        monkeypatch.setattr("tempfile.tempdir", folder)

        taken(f"{site.url}/desk")

        assert list(Path(folder).iterdir()) == []


def test_programs_that_are_no_browser(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Named by the option or the variable."""
    with pytest.raises(BrowserError, match=r"^\S+ does not start$"):
        taken(site.url, chromium="false")
    monkeypatch.setenv("CHROMIUM", "no-such-browser")
    with pytest.raises(NoBrowserError) as caught:
        taken(site.url)
    assert (
        caught.value.message == "the variable CHROMIUM names no-such-browser, which is no program"
    )


def test_a_window_needs_a_screen(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a server there is none."""
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)

    assert fails(site, "/login", shows=True) == (
        BrowserError,
        "--show needs a screen, and there is none",
    )


def _chromium(folder: Path, *arguments: str) -> Path:
    """A browser that is given some arguments, and leaves the number of its process in a folder."""
    file = folder / "chromium"
    file.write_text(
        f"#!/bin/sh\necho $$ > {folder}/process\n"
        f'exec {shutil.which("chromium")} {" ".join(arguments)} "$@"\n'
    )
    file.chmod(0o755)
    return file
