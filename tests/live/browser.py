"""A browser in which pages run with the real Flex UI: what CHROMIUM names, or one from PATH."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import ssl
import threading
import time
from contextlib import asynccontextmanager, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import trustme
from playwright.async_api import async_playwright

from tests.live.servers import FLEX_UI, Servers, login

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from playwright.async_api import Browser, Error, Route
    from playwright.async_api import Page as Tab

    from tests.live.pages import Page

_HOST: Final = "flex-ui.test"
_SECONDS_TO_START: Final = 90
_SECONDS_TO_BEGIN: Final = 8
_SECONDS_QUIET: Final = 2.5
_WATCHING: Final = Path(__file__).with_name("watching.js")


@asynccontextmanager
async def browser(flex_ui: Path) -> AsyncIterator[Browser]:
    """A browser that finds Flex UI's script at a host of its own, and else nothing but routes."""
    with _served(flex_ui) as port:
        async with async_playwright() as playwright:
            started = await playwright.chromium.launch(
                executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"),
                args=[
                    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
                    "--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests,PrivateNetworkAccessRespectPreflightResults",
                    f"--host-resolver-rules=MAP {_HOST} 127.0.0.1:{port}, MAP * ~NOTFOUND",
                ],
            )  # fmt: skip
            try:
                yield started
            finally:
                await started.close()


async def run(browser: Browser, page: Page) -> dict[str, Any]:
    """What the real Flex UI makes of a page, as ``watching.js`` reports it, with ``errors``."""
    servers = Servers(page)
    context = await browser.new_context(ignore_https_errors=True)
    try:
        await context.route("**/*", lambda route: _answer(route, servers))
        await context.add_init_script(path=_WATCHING)
        await context.add_init_script(_storing(page))
        tab = await context.new_page()
        errors: list[str] = []
        tab.on("pageerror", lambda error: errors.extend(_own(error)))
        await tab.goto(page.url, wait_until="commit")
        await _settled(tab)
        report: dict[str, Any] = await tab.evaluate("__live.report()")
        return {**report, "errors": list(dict.fromkeys(errors))}
    finally:
        await context.close()


async def _settled(tab: Tab) -> None:
    """Wait until Flex UI runs or will not: nothing has changed for a while."""
    began = changed = time.monotonic()
    before: Any = None
    while time.monotonic() < began + _SECONDS_TO_START:
        await asyncio.sleep(0.25)
        now = await tab.evaluate("__live.state()")
        if now != before:
            before, changed = now, time.monotonic()
        ended = all(state != "starting" for state in now["created"])
        inits = all(state in {"Initialized", "Failed"} for state in now["plugins"])
        quiet = _SECONDS_QUIET if now["created"] else _SECONDS_TO_BEGIN
        if now["loaded"] and ended and inits and time.monotonic() > changed + quiet:
            return


def _own(error: Error) -> Iterator[str]:
    """An error of the page's own; Flex UI's are many, and about servers that say too little."""
    if not FLEX_UI.search(error.stack or "") and error.name != "EncodingError":
        yield error.message[:300]


async def _answer(route: Route, servers: Servers) -> None:
    request = route.request
    if FLEX_UI.search(urlsplit(request.url).path):
        await route.continue_(url=f"https://{_HOST}/flex.js")
        return
    answer = servers.answer(request.method, request.url, navigates=request.is_navigation_request())
    await route.fulfill(status=answer.status, headers=answer.headers, body=answer.body)


def _storing(page: Page) -> str:
    """A script that stores what the browser has of before: a login, and perhaps FLEX_CONFIG."""
    stored = {"TWILIO_FLEX_SSO": json.dumps({**login(), "token": "eyJ0"})}
    if page.stored is not None:
        stored["FLEX_CONFIG"] = page.stored
    return f"Object.assign(localStorage, {json.dumps(stored)});"


@contextmanager
def _served(flex_ui: Path) -> Iterator[int]:
    """Serve one file on loopback, as a host of the web would; gives the port."""
    data = flex_ui.read_bytes()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/javascript")
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert(_HOST).configure_cert(context)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
