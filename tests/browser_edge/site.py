"""A server on loopback whose pages run a stand-in for Flex UI, or don't."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator, Mapping

FLEX_UI: Final = Path(__file__).with_name("flex-ui.js").read_bytes()


class Answer(NamedTuple):
    """What the server answers; one that is held comes when the site ends."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = {"content-type": "text/html"}
    is_held: bool = False


class Site(NamedTuple):
    """A server that runs: its address, and what tells that a held page was asked for."""

    url: str
    asked: threading.Event


def page(config: Mapping[str, Any], script: str = "") -> Answer:
    """A page that hands a configuration to Flex UI; somebody has logged in."""
    return login_page(config, f"localStorage.setItem('login', 'yes'); {script}")


def login_page(config: Mapping[str, Any], script: str = "") -> Answer:
    """A page in which nobody has logged in, unless the browser has it of before."""
    text = f"""<!doctype html><title>Desk</title>
    <body><script src="/flex-ui.js"></script><script>
      var initialise = (manager, name) => manager.updateConfig({{ [name]: "set by a plugin" }});
      {script}
      var appConfig = {json.dumps(config)};
      Twilio.Flex.runDefault(appConfig);
    </script>"""
    return Answer(text.encode())


def to(address: str) -> Answer:
    """A redirect."""
    return Answer(status=302, headers={"location": address})


def going(address: str) -> Answer:
    """A page that goes on to the address that an expression gives."""
    return Answer(f"<script>location.href = {address};</script>".encode())


@contextmanager
def serving(pages: Mapping[str, Answer], tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """Serve pages by their paths."""
    script = Answer(FLEX_UI, headers={"content-type": "text/javascript"})
    answers = {"/flex-ui.js": script, **pages}
    asked, ended = threading.Event(), threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer = answers.get(self.path.partition("?")[0], Answer(b"not here", 404))
            if answer.is_held:
                asked.set()
                ended.wait(60)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """Say nothing of a browser that hangs up."""

    server = Server(("127.0.0.1", 0), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Site(f"http{'s' if tls else ''}://localhost:{server.server_address[1]}", asked)
    finally:
        ended.set()
        server.shutdown()
        server.server_close()
