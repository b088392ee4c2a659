"""Four pages that differ in whatever a script may ask of one; page.js makes them."""

from __future__ import annotations

from typing import Any


def _page(url: str, **others: Any) -> dict[str, Any]:
    return {
        "url": url,
        "referrer": "",
        "language": "en-US",
        "languages": ["en-US", "en"],
        "pageLanguage": "en",
        "userAgent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/120.0",
        "cookie": "",
        "local": [],
        "session": [],
        "dark": False,
        "width": 1440,
        "metas": {},
        "script": "https://cdn.example.com/appConfig.js",
        "data": {},
        "inline": "",
        "uuid": "00000000-0000-4000-8000-000000000000",
        "served": '{"logLevel": "served"}',
        **others,
    }


PAGES: dict[str, dict[str, Any]] = {
    "a developer's": _page(
        "http://localhost:3000/?debug=true&env=dev#/agent-desktop",
        local=[["debug", "true"], ["env", "dev"], ["lang", "de"]],
        script="http://localhost:3000/appConfig.js",
        width=1920,
    ),
    "staging": _page(
        "https://staging.flex.example.com/agent-desktop/?region=ie1&lang=fr&theme=dark",
        referrer="https://portal.example.com/start",
        language="de-DE",
        languages=["de-DE", "de", "en"],
        pageLanguage="de",
        cookie="env=staging; beta=1; theme=dark",
        local=[["env", "staging"], ["theme", "dark"], ["flags", '{"beta": true, "panel": false}']],
        session=[["token", "abc"], ["lang", "fr"]],
        dark=True,
        metas={"env": "staging", "api-url": "https://staging-api.example.com"},
        data={"data-env": "staging", "data-api-url": "https://staging-api.example.com"},
        inline='{"logLevel": "warn"}',
        served='{"logLevel": "warn", "serviceBaseUrl": "https://staging-api.example.com"}',
    ),
    "production": _page(
        "https://flex.example.com/",
        referrer="https://flex.twilio.com/",
        cookie="consent=yes",
        metas={"env": "production"},
        data={"data-env": "production"},
        served='{"logLevel": "error", "theme": {"isLight": true}}',
    ),
    "an odd one": _page(
        "https://desk.contoso.co.uk:8443/tenant-7/flex/index.html?env=toString&x=%20a+b",
        language="ja",
        languages=["ja"],
        pageLanguage="",
        userAgent="Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Safari/604.1",
        cookie="env=; constructor=1",
        local=[["debug", "0"], ["flags", "not JSON"], ["env", "constructor"]],
        width=390,
        uuid="11111111-1111-4111-8111-111111111111",
        served="[]",
    ),
}


def said_of(page: dict[str, Any]) -> dict[str, Any]:
    """What a user would tell of a page: its URL, and definitions for the rest."""
    define = {
        "localStorage": dict(page["local"]),
        "sessionStorage": dict(page["session"]),
        "navigator.language": page["language"],
        "navigator.userAgent": page["userAgent"],
        "document.cookie": page["cookie"],
        "document.referrer": page["referrer"],
    }
    return {"page_url": page["url"], "define": define}
