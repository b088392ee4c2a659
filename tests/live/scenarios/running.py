"""Run a scenario's page with the real Flex UI, and take a snapshot of it as people do."""

from __future__ import annotations

import asyncio
import json
import time
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from appconfig_merge.snapshots.snippet import taking, watching
from tests.live.servers import FLEX_UI, Answer, Servers, login

if TYPE_CHECKING:
    from playwright.async_api import Browser, Route
    from playwright.async_api import Page as Tab

    from tests.live.scenarios.scenario import Scenario

_SECONDS: Final = 90
_SECONDS_QUIET: Final = 1.5
_STATE: Final = """\
(() => {
  const Flex = window.Twilio?.Flex, configuration = Flex?.Manager.getInstance()?.configuration;
  return {
    asked: Object.hasOwn(configuration ?? {}, "isEmailChannelEnabled"),
    keys: Object.keys(configuration ?? {}).length,
    plugins: (Flex?.Plugins?.plugins ?? []).map(({ state }) => state),
    shown: document.querySelector('[class*="Twilio-MainContainer"]') !== null,
    later: document.body?.dataset.later ?? "",
  };
})()"""
"""How far a page is; ``asked`` once the last service was asked that has a word in it."""

_SETTLED_STATES: Final = {"Initialized", "Failed"}


class _Services(Servers):
    """Servers that answer as a scenario says, of which some fail."""

    def __init__(self, scenario: Scenario) -> None:
        super().__init__(scenario.page)
        self._services = scenario.services

    def _twilio(self, method: str, path: str) -> Answer:
        answer = super()._twilio(method, path)
        fails = path.endswith("/v1/Configuration") and method != "OPTIONS"
        return answer._replace(status=self._services.resource) if fails else answer

    def _data(self, path: str) -> Any:
        services = self._services
        if path.endswith("/account/provision/status"):
            return {"status": "active" if services.email else "inactive"}
        if path.endswith("/Session"):
            flags = [{"id": id, "enabled": enabled} for id, enabled in services.flags]
            return {"features": flags, "insights_active": False}
        if path.endswith("/Teams/Context"):
            return {"team_setup_complete": True} if services.teams else {}
        if path.endswith("/OutboundAddressConfiguration"):
            return {"email": {"address": "desk@example.com"}}
        if path.endswith("/OutboundWorkflowAndQueue"):
            return {"email": {"queue_sid": "WQ" + "0" * 32}}
        return super()._data(path)


async def run(browser: Browser, scenario: Scenario) -> dict[str, Any]:
    """The snapshot of a scenario's page once it runs, as JSON. Raises TimeoutError."""
    servers = _Services(scenario)
    context = await browser.new_context(
        ignore_https_errors=True,
        # Nobody looks at it: little to paint.
        viewport={"width": 320, "height": 240},
        reduced_motion="reduce",
    )
    try:
        await context.route("**/*", lambda route: _answer(route, servers))
        await context.add_init_script(_storing(scenario))
        if scenario.is_watched:
            await context.add_init_script(watching())
        tab = await context.new_page()
        await tab.goto(scenario.page.url, wait_until="commit")
        await _settled(tab, is_later=any(b"dataset.later" in one for one in _texts(scenario)))
        taken_by = "browser" if scenario.is_watched else "snippet"
        snapshot: dict[str, Any] = json.loads(await tab.evaluate(taking(taken_by=taken_by)))
        return snapshot
    finally:
        await context.close()


def _texts(scenario: Scenario) -> list[bytes]:
    return [text for name, text in scenario.page.files.items() if name.endswith(".html")]


async def _settled(tab: Tab, *, is_later: bool) -> None:
    """Wait until Flex UI runs, its plugins and the page's scripts have run, and all is quiet."""
    began = changed = time.monotonic()
    before: Any = None
    while time.monotonic() < began + _SECONDS:
        await asyncio.sleep(0.25)
        now = await tab.evaluate(_STATE)
        if now != before:
            before, changed = now, time.monotonic()
        is_done = now["asked"] and now["shown"] and set(now["plugins"]) <= _SETTLED_STATES
        if is_done and (now["later"] or not is_later) and _is_quiet(changed):
            return
    raise TimeoutError(str(before))


def _is_quiet(changed: float) -> bool:
    return time.monotonic() > changed + _SECONDS_QUIET


async def _answer(route: Route, servers: Servers) -> None:
    request = route.request
    if FLEX_UI.search(urlsplit(request.url).path):
        await route.continue_(url="https://flex-ui.test/flex.js")
        return
    answer = servers.answer(request.method, request.url, navigates=request.is_navigation_request())
    await route.fulfill(status=answer.status, headers=answer.headers, body=answer.body)


def _storing(scenario: Scenario) -> str:
    """A script that stores what the browser has of before, at the first visit."""
    stored = {"TWILIO_FLEX_SSO": json.dumps({**login(), "token": "eyJ0"})}
    if scenario.page.stored is not None:
        stored["FLEX_CONFIG"] = scenario.page.stored
    if scenario.cached is not None:
        hour = 60 * 60 * 1000
        copy = json.dumps({"value": scenario.cached, "expiry": int(time.time() * 1000) + 12 * hour})
        stored["FLEX_SDK_CACHE_ACCOUNT_CONFIG_DATA"] = copy
    return f"Object.assign(localStorage, {json.dumps(stored)});"
