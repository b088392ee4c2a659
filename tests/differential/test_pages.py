"""Random pages, as Chromium runs them and as we load them: what is handed over is what we say."""

from __future__ import annotations

import html
import json
import os
import random
from typing import TYPE_CHECKING, Any

import pytest

from appconfig_merge import Unresolved
from appconfig_merge.values import UNDEFINED
from tests.differential.pages import FILES, FLEX_UI, LAST, Pages, PageScript
from tests.evaluation.pages import Script, load, shown
from tests.hunting import examples

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Page, Route

    from tests.browser import Tabs

PAGES = examples(30)
SEED = os.environ.get("DIFFERENTIAL_SEED") or str(random.SystemRandom().randrange(10**9))
_ADDRESS = "http://page.test/"
_ABSENT = object()


class Chromium:
    """A tab that loads pages and tells what they have handed over."""

    def __init__(self, tab: Page) -> None:
        self._tab = tab
        self._files: dict[str, str] = {}
        tab.route("**/*", self._answer)

    def _answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(_ADDRESS.rstrip("/"))
        if path not in self._files:
            route.fulfill(status=404, body="")
            return
        kind = "text/html" if path == "/" else "text/javascript"
        route.fulfill(body=self._files[path], content_type=kind)

    def records(self, scripts: Sequence[PageScript]) -> list[dict[str, Any]]:
        """Each hand-over: its place, what it was then, and in the end."""
        self._files = {**FILES, "/": _page(scripts)}
        for index, one in enumerate(scripts):
            self._files[f"/{index}.js"] = one.code
        self._tab.goto(_ADDRESS)
        self._tab.wait_for_function("document.readyState === 'complete' && !window.busy")
        found: list[dict[str, Any]] = self._tab.evaluate(
            "records.map(one => ({ place: one.place, then: one.then,"
            " end: JSON.stringify(one.config) }))"
        )
        return found


def _page(scripts: Sequence[PageScript]) -> str:
    parts = [FLEX_UI]
    for index, (how, code) in enumerate(scripts):
        if how == "load":
            parts.append(f'<body onload="{html.escape(code)}">')
        elif how == "classic":
            parts.append(f"<script>{code}</script>")
        else:
            kind = {"deferred": "defer", "module": 'type="module"', "async": "async"}[how]
            parts.append(f'<script {kind} src="/{index}.js"></script>')
    return "\n".join([*parts, LAST])


@pytest.fixture
def chromium(tabs: Tabs) -> Iterator[Chromium]:
    """A tab."""
    tab = tabs.take(scripts=True)
    yield Chromium(tab)
    tab.unroute_all()
    tabs.give_back(tab, scripts=True)


def _order(scripts: Sequence[PageScript]) -> list[PageScript]:
    """Scripts as they come: deferred ones and modules once the page is parsed."""
    late = ("deferred", "module")
    return [
        *(one for one in scripts if one.how not in late),
        *(one for one in scripts if one.how in late),
    ]


def _said(scripts: Sequence[PageScript]) -> list[tuple[str, Any, bool, bool]]:
    """What we say of each hand-over: its place, the value, and whether it is certain.

    Before that, whether it is in the page's own course. The place is empty where not even that is
    known.
    """
    loading = load(*(Script(one.how, one.code) for one in _order(scripts)), files=FILES)
    said = []
    for one in loading.loaded():
        node: Any = one.at.node
        given = getattr(node, "arguments", [])
        second = getattr(given[1], "value", "") if len(given) > 1 else ""
        place = second if isinstance(second, str) else ""  # a timer's is its time
        is_course = one.later is None
        said.append((place, shown(loading, one), is_course, is_course and not one.conditions))
    return said


def _fits(found: Any, truth: Any) -> bool:
    """Whether what we say of a value holds of what it is."""
    if isinstance(found, Unresolved):
        if not found.candidates:
            return True
        return any(
            _fits(one.value, truth) if one.present else truth is _ABSENT for one in found.candidates
        )
    if found is UNDEFINED:
        return truth is _ABSENT or truth is None
    if isinstance(found, dict):
        return isinstance(truth, dict) and all(
            _fits(found.get(key, UNDEFINED), truth.get(key, _ABSENT)) for key in {*found, *truth}
        )
    if isinstance(found, list):
        return (
            isinstance(truth, list) and len(found) == len(truth) and all(map(_fits, found, truth))
        )
    return type(found) is type(truth) and found == truth


def test_what_is_handed_over(chromium: Chromium) -> None:
    """Each hand-over of a page is told, with what it may be; what is certain does happen."""
    known = whole = 0
    for index in range(PAGES):
        seed = f"{SEED}-{index}"
        scripts = Pages(seed).page()
        records = chromium.records(scripts)
        said = _said(scripts)
        text = _page(scripts)[len(FLEX_UI) :]
        for record in records:
            mine = [one for one in said if one[0] in {record["place"], ""}]
            whole += 1
            known += any(not isinstance(one[1], Unresolved) for one in mine)
            assert any(
                _fits(value, json.loads(record[when]))
                for _, value, is_course, _ in mine
                for when in (("end",) if is_course else ("then", "end"))
            ), f"{seed}: {record} is none of {mine} in {text}"
        places = {record["place"] for record in records}
        for place, value, _, is_certain in said:
            assert place in places or not is_certain, f"{seed}: {place} {value} in {text}"
    assert known > whole // 3, f"{known} of {whole} hand-overs are known"
