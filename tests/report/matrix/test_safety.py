"""Hostile names and values are shown as text; nothing of them acts. Secrets aren't there at all."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from appconfig_merge.source import Source
from tests.report.matrix.pages import Given, page_of, twelve
from tests.report.pages import data_of
from tests.report.test_masking import RESOURCE, SCRIPT, SECRETS, TOKEN
from tests.report.test_page import elements
from tests.report.test_safety import HOSTILE, MARKS

if TYPE_CHECKING:
    from tests.report.conftest import Opens


@pytest.mark.parametrize("text", [*HOSTILE, *MARKS])
def test_a_hostile_text_is_shown_as_it_is(text: str, opened: Opens) -> None:
    """As an environment's name, a key, a value, a loser, a file, a reason: everywhere only text."""
    literal = json.dumps(text)
    script = f"var appConfig = {{ a: 1 }};\nappConfig[{literal}] = {literal};\n"
    given = {
        text: Given(Source(text, script), {text: text + "!", "z": [text]}),
        f"{text} other": Given(Source(text, script), {"z": 2}),
    }
    page = opened(page_of(given, {text: text}))
    page.locator("#states input[value=all]").check()
    page.locator("#environments summary").click()
    page.keyboard.press("Escape")
    page.locator("#tree").focus()
    for _ in range(8):
        page.keyboard.press("ArrowDown")
    page.locator("#story button").first.click()

    everything = page.evaluate("document.body.textContent")
    assert not [mark for mark in "\u202e\u202c\u2066\u2069\u2028\u2029\u001b" if mark in everything]
    assert page.locator("body :is(img, style, a, iframe)").count() == 0
    assert page.locator("script").count() == 3
    expect(page.locator("#story .where b")).to_be_visible()


@pytest.mark.parametrize("text", [*HOSTILE, "a&b=c#d?e", "100 % 5"])
def test_every_name_has_an_address(text: str, opened: Opens) -> None:
    """Whatever it is made of; what leads to a story leads to it again."""
    given = {text: Given("var appConfig = { a: 1 };"), "other": Given("var appConfig = { a: 2 };")}
    html = page_of(given)
    page = opened(html)
    page.locator("#tree [aria-level='2']").first.click()
    page.locator("#environments summary").click()
    page.locator("#environments li input").first.check()

    again = opened(html, page.evaluate("location.hash"), file="again.html")

    expect(again.locator("#grid [role=columnheader]").nth(1)).to_have_attribute(
        "title", page.locator("#grid [role=columnheader]").nth(1).inner_text()
    )


def test_the_page_refers_to_nothing_else() -> None:
    """No address, no attribute that would load or run anything."""
    page = elements(page_of(twelve()))

    attributes = {name for _, found in page.found for name in found}
    assert not attributes & {"src", "href", "style", "action", "srcset", "background"}
    assert not [name for name in attributes if name.startswith("on")]
    script = page.texts["script"][-1]
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|eval\(|new Function|http", script)


@pytest.mark.parametrize("secret", SECRETS)
def test_no_secret_is_anywhere_in_the_page(secret: str) -> None:
    """Not in a value, a loser, a trace, a candidate, a reason, the plain table."""
    given = {"one": Given(SCRIPT, RESOURCE), "other": Given("var appConfig = {};\n", {"a": TOKEN})}
    page = page_of(given, {"lost": f"no such token: {TOKEN}"})

    assert secret not in page
    assert json.dumps(secret)[1:-1] not in page


def test_secrets_that_differ_are_shown_to_differ() -> None:
    """Masked alike, they are two groups nevertheless."""
    given = {
        "one": Given('var appConfig = { password: "first-one" };'),
        "other": Given('var appConfig = { password: "other-one" };'),
    }
    data = data_of(page_of(given))

    assert [len(row["groups"]) for row in data["rows"]] == [2]
    assert data["rows"][0]["values"] == [{"$js": "masked"}, {"$js": "masked"}]
    assert data["masked"] is True


def test_secrets_are_shown_to_whoever_asks() -> None:
    """The page says that they aren't masked by not saying that they are."""
    page = page_of({"one": Given(SCRIPT, RESOURCE)}, shows_secrets=True)

    assert TOKEN in page
    assert "secrets masked" not in page
