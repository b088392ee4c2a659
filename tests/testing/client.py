"""A client of the fake API, as plain as can be."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, Any

import httpx

from appconfig_merge.testing import ACCOUNT_SID, AUTH_TOKEN

if TYPE_CHECKING:
    from appconfig_merge.testing import FakeFleet, FakeFlexApi

PATH = "/v1/Configuration"
_TLS = ssl.create_default_context()  # made once: it takes longer than most tests


def client(api: FakeFlexApi | FakeFleet, **options: Any) -> httpx.Client:
    """A client with the account's credentials that takes nothing from the environment."""
    usual = {"auth": (ACCOUNT_SID, AUTH_TOKEN), "trust_env": False, "timeout": 20, "verify": _TLS}
    return httpx.Client(base_url=api.url, **{**usual, **options})


def get(api: FakeFlexApi, path: str = PATH, **options: Any) -> httpx.Response:
    """One GET."""
    with client(api, **options) as http:
        return http.get(path)


def post(api: FakeFlexApi, _body: object = None, **changes: object) -> httpx.Response:
    """One POST of the account's SID and some changes, or of another body."""
    with client(api) as http:
        return http.post(PATH, json=_body or {"account_sid": ACCOUNT_SID, **changes})


def post_bytes(
    api: FakeFlexApi, body: bytes, content_type: str = "application/json"
) -> httpx.Response:
    """One POST of these very bytes."""
    with client(api) as http:
        return http.post(PATH, content=body, headers={"Content-Type": content_type})


def outcome(response: httpx.Response) -> tuple[int, int]:
    """An error's HTTP status and Twilio's code; its body has the four documented fields."""
    body = response.json()
    assert list(body) == ["code", "message", "more_info", "status"]
    assert body["status"] == response.status_code
    assert body["more_info"] == f"https://www.twilio.com/docs/errors/{body['code']}"
    return response.status_code, body["code"]
