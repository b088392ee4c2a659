"""The page in a browser: groups, columns, stories, the address, the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

import appconfig_merge.report.matrix.data as matrix_data
from appconfig_merge.source import Source
from tests.report.matrix.pages import SCRIPT, Given, cells, lines, page_of, story, twelve

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.report.conftest import Opens

DIFFERING = [
    "▾ limits.chats",
    "▸ 4 others ui_attributes 9",
    "▸ 6 account-02, account-03 ui_attributes 2",
    "not set account-04",
    "▾ limits.calls",
    "▸ not set others 11",
    "1 account-03 ui_attributes",
    "▾ limits",
    "▸ an object others 11",
    "null account-04 ui_attributes",
    "▾ name",
    "▸ not set others 11",
    '"five" account-05 ui_attributes',
]


@pytest.fixture(scope="module")
def html() -> str:
    """The page of twelve accounts, and of one that can't be read."""
    return page_of(twelve(), {"lost": "lost.js: No such file or directory"})


def group(page: Page, text: str) -> None:
    """Click on the row of a group."""
    page.locator("#tree [aria-level='2']", has_text=text).first.click()


def test_what_differs_is_there_first(html: str, opened: Opens) -> None:
    """Each path with its groups, what most have first and without names."""
    page = opened(html)

    assert lines(page) == DIFFERING
    expect(page.locator("#status")).to_have_text("4 of 7 paths")
    expect(page.locator("header")).to_contain_text("4 of 7 paths differ, secrets masked")


def test_all_rows_are_a_click_away(html: str, opened: Opens) -> None:
    """A path on which all agree is one row."""
    page = opened(html)
    page.locator("#states input[value=all]").check()

    assert lines(page)[:2] == [
        'logLevel : "info" appConfig.js:2 all 12',
        "theme.isLight : true appConfig.js:3 all 12",
    ]
    expect(page.locator("#status")).to_have_text("7 of 7 paths")


def test_it_begins_with_all_where_that_is_wanted(opened: Opens) -> None:
    """As --all asks for."""
    page = opened(page_of(twelve(), shows_all=True))

    expect(page.locator("#states input[value=all]")).to_be_checked()


def test_unresolved_values_are_found(html: str, opened: Opens) -> None:
    """What only the page knows, with its candidates in the story."""
    page = opened(html)
    page.locator("#states input[value=unresolved]").check()
    page.locator("#tree .row").first.click()

    assert lines(page) == [
        'region : unresolved: location.hash ? "ie1" : "us1" appConfig.js:4 all 12'
    ]
    told = story(page)
    assert "Not known without running the page" in told
    assert '"ie1" when location.hash' in told


def test_a_group_tells_its_story(html: str, opened: Opens) -> None:
    """That of its first environment, whose name and resource it has, and where others stand."""
    page = opened(html)
    group(page, "account-02, account-03")

    assert story(page) == (
        "limits.chats In account-02 (account-02.json) 6 "
        "Set by ui_attributes (of the Configuration resource) at account-02.json:8:16. "
        "No other layer in force sets it. The same in 1 other account-03 "
        "Elsewhere 4 9 ui_attributes account-00 account-01 account-05 account-06 account-07 "
        "account-08 account-09 account-10 account-11 not set 1 account-04"
    )


def test_a_group_unfolds_to_its_environments(html: str, opened: Opens) -> None:
    """Each leads to its own story, with the places in its own resource."""
    page = opened(html)
    page.locator("#tree [aria-level='2'] .twist").nth(1).click()
    assert lines(page)[3:5] == ["account-02 account-02.json:8", "account-03 account-03.json:8"]

    page.locator("#tree .member", has_text="account-03").click()

    assert "In account-03 (account-03.json) 6" in story(page)
    assert "account-03.json:8:16" in story(page)


def test_a_name_in_a_story_leads_to_that_environment(html: str, opened: Opens) -> None:
    """So that one goes from one account to the next."""
    page = opened(html)
    group(page, "account-02, account-03")
    page.locator("#story").get_by_role("button", name="account-04").click()

    assert "In account-04 (account-04.json) Not set" in story(page)
    expect(page.locator("#tree [aria-selected=true]")).to_contain_text("not set")


def test_what_is_overridden_is_told(html: str, opened: Opens) -> None:
    """A loser stands beneath the value with its layer, its place and what beat it."""
    page = opened(html, "#/logLevel?environment=account-09")

    told = story(page)
    assert 'In account-09 (account-09.json) "info" Set at appConfig.js:2:13.' in told
    assert '"debug" ui_attributes account-09.json:3:17 overridden by appConfig.js:2:13' in told
    assert page.locator("#story del").inner_text() == '"debug"'


def test_steps_lead_from_literals_to_the_value(opened: Opens) -> None:
    """As in the report of one configuration."""
    script = 'const part = "b";\nvar appConfig = { a: "a" + part };\n'
    page = opened(page_of({"one": Given(script), "other": Given(SCRIPT)}))
    group(page, '"ab"')

    assert 'Comes from "a" + part = "ab"' in story(page)


def test_inside_of_something_unresolved(opened: Opens) -> None:
    """Nobody knows; the story leads to what stands above."""
    given = {
        "known": Given("var appConfig = { a: { b: 1 } };\n"),
        "open": Given("var appConfig = { a: window.parent.load() };\n"),
    }
    page = opened(page_of(given), "#/a/b?environment=open")
    assert (
        "Only the page knows what is here: appConfig.js:1:22 gives what is above it. "
        "Not known without running the page: the result of window.parent.load() is not known. "
        "It is inside of a."
    ) in story(page)

    page.locator("#story").get_by_role("button", name="a", exact=True).click()

    assert "a In open" in story(page)
    assert "unresolved: window.parent.load()" in story(page)


def test_a_plugin_may_change_it(opened: Opens) -> None:
    """What plugins may still set is a part of the story."""
    plugin = Source(
        "theme.js",
        "Twilio.Flex.Plugins.init(class extends FlexPlugin {\n"
        "  init(flex, manager) { manager.updateConfig({ logLevel: 'debug' }); }\n"
        "});\n",
    )
    given = {"one": Given(SCRIPT, flex_ui="2.17.1", plugins=(plugin,)), "other": Given(SCRIPT)}
    page = opened(page_of(given), "#/logLevel?environment=one")

    assert 'may set logLevel to "debug" theme.js:2:58' in story(page)


def test_the_search_finds_paths_values_and_environments(html: str, opened: Opens) -> None:
    """An environment by what it has unlike most others."""
    page = opened(html)
    search = page.locator("#search")

    search.fill("chats")
    expect(page.locator("#status")).to_have_text("1 of 7 paths")
    search.fill("five")
    expect(page.locator("#tree [aria-level='1']")).to_have_text("▾name")
    search.fill("account-04")
    expect(page.locator("#tree [aria-level='1']")).to_have_text(["▾limits.chats", "▾limits"])
    search.fill("chats account-05")
    expect(page.locator("#none")).to_be_visible()
    search.press("Escape")
    expect(page.locator("#status")).to_have_text("4 of 7 paths")


def test_two_environments_stand_beside_each_other(html: str, opened: Opens) -> None:
    """Only what differs between them, a column each; a cell tells its story."""
    page = opened(html)
    page.locator("#environments summary").click()
    page.get_by_role("searchbox", name="Find environments").fill("03")
    page.get_by_role("checkbox", name="account-03").check()
    page.get_by_role("searchbox", name="Find environments").fill("account-04")
    page.get_by_role("checkbox", name="account-04").check()
    page.keyboard.press("Escape")

    assert list(cells(page)) == [
        ["path", "account-03", "account-04"],
        ["limits.chats", "6", "not set"],
        ["limits.calls", "1", "not set"],
        ["limits", "an object", "null"],
    ]
    assert page.locator("#grid .most").all_inner_texts() == ["not set", "an object"]
    assert page.evaluate("location.hash") == "#?compare=account-03&compare=account-04"
    page.locator("#grid [role=gridcell]", has_text="null").click()
    assert "limits In account-04 (account-04.json) null" in story(page)
    assert page.evaluate("location.hash") == (
        "#/limits?environment=account-04&compare=account-03&compare=account-04"
    )


def test_one_environment_stands_beside_most_others(html: str, opened: Opens) -> None:
    """What it has unlike them."""
    page = opened(html, "#?compare=account-05")

    assert list(cells(page)) == [
        ["path", "account-05", "most others"],
        ["name", '"five"', "not set"],
    ]
    expect(page.locator("#states")).to_contain_text("Differ 1")


def test_many_environments_are_grouped_among_themselves(html: str, opened: Opens) -> None:
    """More than there is room for beside each other."""
    page = opened(html)
    page.locator("#environments summary").click()
    page.get_by_role("searchbox", name="Find environments").fill("account-0")
    page.get_by_role("button", name="Choose these").click()

    expect(page.locator("#environments summary")).to_have_text("Environments 10")
    assert lines(page)[:3] == [
        "▾ limits.chats",
        "▸ 4 others ui_attributes 7",
        "▸ 6 account-02, account-03 ui_attributes 2",
    ]
    page.get_by_role("button", name="Choose none").click()
    expect(page.locator("#environments summary")).to_have_text("Environments all")
    assert lines(page) == DIFFERING


def test_an_address_leads_to_a_story(html: str, opened: Opens) -> None:
    """The path, the environment; a filter that would hide it is taken back."""
    page = opened(html, "#/logLevel?environment=account-07")

    expect(page.locator("#states input[value=all]")).to_be_checked()
    expect(page.locator("#tree [aria-selected=true]")).to_contain_text("logLevel")
    assert "In account-07" in story(page)


def test_an_address_of_nothing_says_so(html: str, opened: Opens) -> None:
    """And an environment that isn't there is none."""
    page = opened(html, "#/nope?environment=nobody&compare=nobody")

    assert story(page) == "/nope The address names a path that no environment has."
    assert lines(page) == DIFFERING


def test_the_way_back(html: str, opened: Opens) -> None:
    """The browser's back goes to what was chosen before."""
    page = opened(html)
    group(page, "account-02, account-03")
    assert page.evaluate("location.hash") == "#/limits/chats?environment=account-02"
    group(page, "not set")
    expect(page.locator("#story .where")).to_contain_text("In account-04")

    page.go_back()

    expect(page.locator("#story .where")).to_contain_text("In account-02")


def test_the_keyboard_goes_through_groups(html: str, opened: Opens) -> None:
    """Arrows move and fold, / searches, Enter reads the story, Escape leaves."""
    page = opened(html)
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#tree [aria-selected=true]")).to_have_text("▾limits.chats")

    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    assert "In account-02" in story(page)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    assert "In account-03" in story(page)
    page.keyboard.press("Enter")
    expect(page.locator("#story")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#tree")).to_be_focused()
    page.keyboard.press("Escape")
    assert "Why do environments differ?" in story(page)
    assert page.locator("#tree [aria-selected=true]").count() == 0


def test_the_keyboard_goes_through_columns(html: str, opened: Opens) -> None:
    """From cell to cell, up, down and to the sides."""
    page = opened(html, "#?compare=account-03&compare=account-04")
    page.locator("#grid").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")

    cell = page.locator("#grid [aria-selected=true]")
    expect(cell).to_have_text("not set")
    assert page.locator("#grid").get_attribute("aria-activedescendant") == cell.get_attribute("id")
    assert "limits.calls In account-04" in story(page)
    page.keyboard.press("End")
    assert "limits In account-04" in story(page)


def test_many_groups_are_told_when_asked_for(opened: Opens) -> None:
    """A path on which all differ doesn't fill the page."""
    names = {f"e{number:02}": Given(f"var appConfig = {{ a: {number} }};") for number in range(60)}
    page = opened(page_of(names))
    assert lines(page) == ["▸ a 60 values"]

    page.locator("#tree .twist").click()
    assert page.locator("#tree [aria-level='2']").count() == 13

    page.locator("#tree .row", has_text="48 more values").click()

    expect(page.locator("#tree .row").first).to_have_attribute("aria-setsize", "1")
    expect(page.locator("#tree [aria-level='2']").first).to_have_attribute("aria-setsize", "60")


def test_what_could_not_be_read_is_there(html: str, opened: Opens) -> None:
    """In the head and before anything is chosen."""
    page = opened(html)

    assert "Could not be read lost lost.js: No such file or directory" in story(page)
    page.locator(".unreadable summary").click()
    expect(page.locator(".unreadable li")).to_have_text("lost lost.js: No such file or directory")


def test_a_page_without_room_for_stories_says_so(
    opened: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The values and the groups are there; explain tells the rest."""
    monkeypatch.setattr(matrix_data, "MAX_WITH_STORIES", -1)
    page = opened(page_of(twelve()))
    assert "Of 7 paths there was no room for the stories of values." in story(page)
    assert lines(page)[1] == "▸ 4 others 9"

    group(page, "account-02, account-03")

    assert story(page).startswith(
        "limits.chats In account-02 (account-02.json) 6 "
        "There was no room for its story in this page; explain tells it. "
        "The same in 1 other account-03"
    )
