"""Hostile values are shown as text, wherever they stand; nothing of them acts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from appconfig_merge.location import Location
from appconfig_merge.report import render_report
from appconfig_merge.report.document import embedded
from appconfig_merge.source import Source
from appconfig_merge.verification.difference import Evidence, NotCompared
from tests.report.pages import context_of, data_of, report_of, rows
from tests.report.verified import SNAPSHOT, difference, verified

if TYPE_CHECKING:
    from tests.report.conftest import Opens

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "javascript:alert(3)",
    "<!-- <script>",
    "]]></style><style>*{display:none}</style>",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt;&amp;",
    "__proto__x",
    "line\u2028separator\u2029",
)
MARKS = ("a\u202egpj.exe\u202c", "\u2066hidden\u2069\u200b", "\ufeff\u0000\u001b[31m")


@pytest.mark.parametrize("text", [*HOSTILE, *MARKS])
def test_a_hostile_text_is_shown_as_it_is(text: str, opened: Opens) -> None:
    """As a key, a value, a loser, a comment of the source: in all places only text."""
    literal = json.dumps(text)
    comment = text.replace("\u2028", " ").replace("\u2029", " ")
    script = f"var appConfig = {{ a: 1 }};\nappConfig[{literal}] = {literal}; // {comment}\n"
    page = opened(report_of(script, {text: text + "!", "z": [text]}))

    page.locator("#tree .leaf > .value").first.click()
    page.keyboard.press("Home")
    page.locator("#code .row").nth(1).click()

    shown = text
    for odd in {mark for mark in text if not mark.isprintable()}:
        shown = shown.replace(odd, f"\\u{ord(odd):04x}")
    everything = page.evaluate("document.querySelector('#app').textContent")
    assert shown.replace("\\u0000", "") in everything.replace("\\\\u0000", "").replace(
        "\\u0000", ""
    )
    assert not [mark for mark in "\u202e\u202c\u2066\u2069\u2028\u2029\u001b" if mark in everything]
    assert page.locator("#app :is(img, script, style, a, iframe, b)[src], #app script").count() == 0
    assert page.locator("body").is_visible()


@pytest.mark.parametrize("text", [*HOSTILE, *MARKS])
def test_a_hostile_snapshot_is_shown_as_it_is(text: str, opened: Opens) -> None:
    """Its release and address, its keys and values, evidence with places, reasons."""
    context = context_of("var appConfig = { a: [1], b: 2, c: 3 };\n")
    evidence = Evidence(text, Location(f"https://x.example/{text}", 1, 2, 1, 3))
    found = [
        difference(context, ("a", 0), text, "plugin", evidence),
        difference(context, (text, text), {text: text}, "unexplained", evidence),
    ]
    unknown = [NotCompared(("b",), text)]
    snapshot = SNAPSHOT._replace(flex_ui=text, address=f"https://x.example/{text}", taken=text)
    verification = verified(context, found, unknown, snapshot, (text,))
    page = opened(render_report(context, (), verification))

    for row in ("a", "b", "c"):
        page.locator("#tree .key").get_by_text(row, exact=True).click()
    page.locator("#tree .runs > .key").click()

    everything = page.evaluate("document.body.textContent")
    assert not [mark for mark in "\u202e\u202c\u2066\u2069\u2028\u2029\u001b" if mark in everything]
    assert page.locator("body :is(img, style, a, iframe)").count() == 0
    assert page.locator("script").count() == 3
    assert page.locator("#tree .row").count() == 6


def test_a_hostile_file_name_is_shown_as_it_is(opened: Opens) -> None:
    """The names of files stand in the title, the tabs and beside the values."""
    name = "<img onerror=alert(1)>\u202e.js"
    page = opened(report_of(Source(name, "var appConfig = { a: 1 };\n")))

    assert page.title() == "<img onerror=alert(1)>\\u202e.js: effective configuration"
    assert page.get_by_role("tab").inner_text() == "<img onerror=alert(1)>\\u202e.js"
    assert rows(page) == ["a : 1 <img onerror=alert(1)>\\u202e.js:1"]


def test_a_key_may_be_called_as_what_objects_have(opened: Opens) -> None:
    """constructor, toString and the like are keys as others are."""
    page = opened(report_of("var appConfig = { constructor: 1, toString: { valueOf: 2 } };\n"))

    assert rows(page)[0] == "constructor : 1 appConfig.js:1"
    page.locator("#tree .key", has_text="valueOf").click()
    expect(page.locator("#story h2")).to_have_text("toString.valueOf")


def test_half_a_character_is_shown_as_an_escape(opened: Opens) -> None:
    """A lone surrogate, which no file can hold, doesn't keep the page from being written."""
    page = opened(report_of('var appConfig = { "\\ud800": "x\\udfff" };\n'))

    assert rows(page) == ['"\\ud800" : "x\\udfff" appConfig.js:1']
    page.locator("#tree .key").click()
    expect(page.locator("#story h2")).to_have_text('["\\ud800"]')


@pytest.mark.parametrize("text", [*HOSTILE, *MARKS])
def test_embedded_data_stays_data(text: str) -> None:
    """What stands in the script element is ASCII without "<", and is read as what it was."""
    told = embedded({text: [text]})

    assert told.isascii()
    assert "<" not in told
    assert json.loads(told) == {text: [text]}


def test_text_of_other_directions_keeps_its_place(opened: Opens) -> None:
    """Hebrew in a line doesn't turn the rest of the line around."""
    page = opened(report_of('var appConfig = { a: "שלום", b: 2 };\n'))

    row = page.locator("#code .row").first
    boxes = [row.locator(".live").nth(index).bounding_box() for index in range(2)]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert boxes[0]["x"] < boxes[1]["x"]
    assert data_of(report_of('var appConfig = { a: "שלום" };\n'))["values"][0]["value"] == "שלום"
