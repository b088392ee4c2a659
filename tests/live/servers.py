"""What servers answer: the page's own, others that it names, Twilio's; all of them are ours."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from tests.live.pages import Page

FLEX_UI: Final = re.compile(r"/(?:flex|twilio-flex(?:\.unbundled-react)?\.min)\.js\b")
"""How the addresses end at which pages ask for Flex UI's script."""

_MODULE: Final = "flex-ui.js"
_EXPORTED: Final = (
    "Actions", "ContextProvider", "Manager", "Notifications", "RootContainer", "VERSION", "create",
    "progress", "provideLoginInfo", "runDefault",
)  # fmt: skip
_MODULE_TEXT: Final = """\
const Flex = Twilio.Flex, {{ {names} }} = Flex;
export {{ Flex as default, {names} }};
""".format(names=", ".join(_EXPORTED))
_TYPES: Final = {
    "css": "text/css; charset=utf-8", "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8", "json": "application/json",
    "mjs": "text/javascript; charset=utf-8",
}  # fmt: skip


class Answer(NamedTuple):
    """An answer as Playwright takes it."""

    status: int
    headers: dict[str, str]
    body: bytes


class Servers:
    """All servers that a page can meet."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._origin = "{0.scheme}://{0.netloc}".format(urlsplit(page.url))

    def answer(self, method: str, url: str, *, navigates: bool) -> Answer:
        """What a request gets."""
        address = urlsplit(url)
        if url.startswith(self._origin):
            path = self._page.path if navigates else unquote(address.path)
            return self._file(path, path)
        if (named := url.split("?", maxsplit=1)[0]) in self._page.files:
            return self._file(named, address.path)
        if address.hostname and address.hostname.endswith((".twilio.com", ".twiliocdn.com")):
            return self._twilio(method, address.path)
        return Answer(404, {}, b"")

    def _file(self, name: str, path: str) -> Answer:
        headers = {
            "content-type": _TYPES.get(path.rpartition(".")[2], "application/octet-stream"),
            "access-control-allow-origin": "*",
        }
        if path == f"/{_MODULE}":
            return Answer(200, headers, _MODULE_TEXT.encode())
        if name not in self._page.files:
            return Answer(404, headers | {"content-type": "text/plain"}, b"not found")
        return Answer(200, headers, self._page.files[name])

    def _twilio(self, method: str, path: str) -> Answer:
        headers = {
            "access-control-allow-origin": self._origin,
            "access-control-allow-credentials": "true",
            "access-control-allow-methods": "*",
            "access-control-allow-private-network": "true",
            "access-control-allow-headers": (
                "authorization, content-type, flex-metadata, x-flex-jwe, x-flex-version, "
                "x-twilio-client"
            ),
            "content-type": "application/json",
        }
        if method == "OPTIONS":
            return Answer(204, headers, b"")
        return Answer(200, headers, json.dumps(self._data(path)).encode())

    def _data(self, path: str) -> Any:
        resource = self._page.resource
        if re.search(r"/tokens/(info|validate)$", path, re.IGNORECASE):
            return {**login(), "valid": True, "code": 0, "realm_user_id": "agent"}
        if path.endswith("/Configuration/Public"):
            names = ("account_sid", "runtime_domain")
            public = {name: resource.get(name) for name in names}
            return {"configurations": [{**public, "public_attributes": {}}]}
        if path.endswith("/v1/Configuration"):
            return resource
        if path.endswith("/account/provision/status"):
            flag = {"id": "localization-beta", "enabled": False, "name": "", "description": ""}
            return {"features": [{**flag, "stage": "beta"}], "insights_active": False}
        return {}


def login() -> dict[str, Any]:
    """What Flex UI keeps of someone who is logged in, and is told of their token."""
    return {
        "identity": "agent",
        "roles": ["admin"],
        "worker_sid": "WK" + "0" * 32,
        "flex_user_sid": "FU" + "0" * 32,
        "expiration": (datetime.now(UTC) + timedelta(hours=1)).isoformat(),
    }
