"""The page in a browser: choosing, searching, filtering, from values to sources and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.report.pages import choose, fixture_report, report_of, row, rows, story

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.report.conftest import Opens

SCRIPT = """\
// Shared by all pages.
const dark = "#111";

var appConfig = {
  logLevel: "info",
  theme: {
    isLight: false,
    tokens: { background: dark },
  },
  api: location.origin,
  language: location.hash ? "de-DE" : "en-GB",
  temporary: 1,
};
delete appConfig.temporary;

function unused() {
  return 1;
}
"""
RESOURCE = {
    "logLevel": "info",
    "theme": {"isLight": True},
    "language": "fr-FR",
    "kept": [1, 2],
}


@pytest.fixture(scope="module")
def html() -> str:
    """The report of a small script and a resource."""
    return report_of(SCRIPT, RESOURCE)


def marked(page: Page, kind: str) -> list[str]:
    """The stretches of the shown source that are marked so."""
    return page.locator(f"#code .row .{kind}").all_inner_texts()


def chosen(page: Page) -> str:
    """The row that is chosen; the tree says it is the one that the keys act on."""
    row = page.locator("#tree [aria-selected=true]")
    assert page.locator("#tree").get_attribute("aria-activedescendant") == row.get_attribute("id")
    return " ".join(row.inner_text().split())


def test_a_value_comes_first_and_its_losers_beneath_it(html: str, opened: Opens) -> None:
    """The winner, then what it overrides, struck through, with the reason and the places."""
    page = opened(html)

    texts = rows(page)
    at = next(i for i, text in enumerate(texts) if "isLight" in text)
    assert texts[at].startswith("▾ isLight : false")
    assert texts[at].endswith("appConfig.js:7")
    assert texts[at + 1] == "true overridden by appConfig.js:7 configuration.json:5"
    assert page.locator("#tree del").first.inner_text() == "true"


def test_choosing_a_value_shows_its_place_and_what_it_shadows(html: str, opened: Opens) -> None:
    """The source scrolls to the winner; both files say where its words stand."""
    page = opened(html)

    choose(page, "isLight")

    assert marked(page, "wins") == ["false"]
    assert page.locator("#code [aria-selected=true]").inner_text().split()[0] == "7"
    assert "Set at appConfig.js:7:14." in story(page)
    assert "Also set, but not in effect true ui_attributes configuration.json:5:18" in story(page)
    page.get_by_role("tab", name="configuration.json").click()
    assert marked(page, "loses") == ["true"]


def test_a_derived_value_shows_what_it_comes_from(html: str, opened: Opens) -> None:
    """The steps stand behind a row that opens, and in the story; the source marks them."""
    page = opened(html)

    choose(page, "background")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")

    assert rows(page, ".origin")[0] == "▾ comes from"
    assert rows(page, ".step")[0] == 'dark = "#111" appConfig.js:8'
    assert marked(page, "via") == ['"#111"', "background", "dark"]


def test_a_value_that_depends_on_the_page_shows_its_candidates(html: str, opened: Opens) -> None:
    """What it may be, and when; what would resolve it."""
    page = opened(html)

    choose(page, "language")

    assert rows(page, ".candidate") == [
        'maybe "de-DE" when location.hash appConfig.js:11',
        'maybe "en-GB" otherwise appConfig.js:11',
    ]
    assert "--page-url URL or --define location.hash=JSON resolves it" in story(page)
    assert '"de-DE" when location.hash (line 11) appConfig.js:11:29' in story(page)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (1, "This line is a comment: it sets nothing."),
        (2, 'Through it come theme.tokens.background "#111"'),
        (3, "This line is empty."),
        (5, 'It sets logLevel "info"'),
        (6, "This line sets no value by itself. Here begins theme (lines 6 to 9)."),
        (9, "This line sets nothing by itself. It is part of theme (lines 6 to 9)."),
        (17, "No value of the configuration comes from this line: it is code that"),
    ],
)
def test_a_line_tells_what_it_sets_or_why_nothing(
    html: str, opened: Opens, line: int, told: str
) -> None:
    """Choosing a line of the script shows the values that come from it, or the reason."""
    page = opened(html)

    page.locator("#code .row").nth(line - 1).click()

    assert story(page).startswith(f"appConfig.js, line {line} {told}")


def test_the_line_that_begins_the_configuration_says_so(html: str, opened: Opens) -> None:
    """The brace of appConfig, and that of ui_attributes: neither is without meaning."""
    page = opened(html)

    page.locator("#code .row").nth(3).click()
    assert story(page) == (
        "appConfig.js, line 4 This line sets no value by itself. "
        "Here begins the configuration (lines 4 to 13)."
    )
    page.get_by_role("tab", name="configuration.json").click()
    page.locator("#code .row").nth(1).click()
    assert "Here begins the configuration (lines 2 to 12)." in story(page)


def test_a_line_of_an_object_is_not_told_of_its_other_values(opened: Opens) -> None:
    """A value that comes through an object has to do with its own line of that."""
    page = opened(report_of("var base = {\n  a: 1,\n  b: 2,\n};\nvar appConfig = { a: base.a };\n"))

    page.locator("#code .row").nth(2).click()
    assert "No value of the configuration comes from this line" in story(page)
    page.locator("#code .row").nth(1).click()
    assert story(page) == "appConfig.js, line 2 Through it come a 1"


def test_an_array_has_its_own_lines_of_an_object_around_it(opened: Opens) -> None:
    """Be it written there, or made of objects that are written elsewhere."""
    script = (
        "function made() {\n  return {\n    a: 1,\n    b: [\n      2,\n    ],\n  };\n}\n"
        "var one = {\n  c: 3,\n};\n"
        "var appConfig = made();\nappConfig.d = [one];\n"
    )
    page = opened(report_of(script))

    page.locator("#code .row").nth(2).click()
    assert story(page) == "appConfig.js, line 3 It sets a 1"
    page.locator("#code .row").nth(4).click()
    assert story(page) == "appConfig.js, line 5 It sets b [2]"
    page.locator("#code .row").nth(9).click()
    assert story(page) == "appConfig.js, line 10 Through it come d [{ c: 3 }]"


def test_on_a_narrow_screen_the_story_of_what_is_chosen_comes_into_sight(
    fixtures: Path, opened: Opens
) -> None:
    """It stands beneath the tree there."""
    page = opened(fixture_report(fixtures, "contact-centre", "2.17.1"), width=400)

    choose(page, "language")

    expect(page.locator("#story h2")).to_be_in_viewport()


def test_a_line_of_the_resource_tells_why_it_has_no_effect(html: str, opened: Opens) -> None:
    """An overridden entry is told with what overrides it, and its value stands out in the tree."""
    page = opened(html)

    page.get_by_role("tab", name="configuration.json").click()
    page.locator("#code .row").nth(4).click()

    assert story(page).startswith(
        "configuration.json, line 5 It sets nothing that counts "
        "theme.isLight true overridden by appConfig.js:7:14"
    )
    (touched,) = rows(page, ".touched")
    assert touched.startswith("▾ isLight : false")
    page.locator("#story button.path").click()
    assert chosen(page).startswith("▾ isLight : false")


def test_a_line_outside_of_ui_attributes_says_so(fixtures: Path, opened: Opens) -> None:
    """Of the rest of the resource only columns count."""
    page = opened(fixture_report(fixtures, "contact-centre", "2.17.1"))

    page.get_by_role("tab", name="configuration.json").click()
    page.locator("#code .row").nth(2).click()

    assert "only ui_attributes and the columns that this release reads count" in story(page)


def test_searching_leaves_what_has_all_the_words(html: str, opened: Opens) -> None:
    """Words are looked for in paths and values; what is found stands out."""
    page = opened(html)

    page.keyboard.press("/")
    page.keyboard.type("theme #111")

    expect(page.locator("#status")).to_have_text("1 of 7 paths")
    assert [text for text in rows(page) if "background" in text]
    assert not [text for text in rows(page) if "logLevel" in text]
    assert page.locator("#tree mark").all_inner_texts() == ["theme", "#111"]
    page.keyboard.press("Escape")
    expect(page.locator("#status")).to_have_text("6 values, 1 set without effect")


@pytest.mark.parametrize(
    ("state", "keys"),
    [
        ("overridden", {"theme", "isLight", "language"}),
        ("unresolved", {"api", "language"}),
        ("dead", {"temporary"}),
    ],
)
def test_filters_leave_values_of_a_kind(
    html: str, opened: Opens, state: str, keys: set[str]
) -> None:
    """A filter shows its values, with the objects around them."""
    page = opened(html)

    page.locator(f"#states input[value={state}]").check()

    shown = page.locator("#tree .row:is(.leaf, .object, .dead) > .key").all_inner_texts()
    assert set(shown) == keys


def test_values_can_be_shown_by_their_source(html: str, opened: Opens) -> None:
    """The layers are there with the number of values that each sets."""
    page = opened(html)

    page.locator("#from").select_option(label="ui_attributes (1)")

    assert rows(page) == ["kept : [1, 2] configuration.json:8"]
    assert page.locator("#status").inner_text() == "1 of 7 paths"


def test_an_address_leads_to_a_value(fixtures: Path, opened: Opens) -> None:
    """A deep link opens what is around the value, and chooses it; choosing makes the link."""
    html = fixture_report(fixtures, "contact-centre", "2.17.1")
    page = opened(html, "#/queueLabels/support.billing")

    assert chosen(page).startswith('▾ "support.billing" : "Billing"')
    assert marked(page, "wins") == ['"Billing"']
    choose(page, "support.travel-day")
    assert page.evaluate("location.hash") == "#/queueLabels/support.travel-day"
    page.go_back()
    expect(page.locator("#story h2")).to_contain_text("support.billing")


def test_an_address_of_nothing_says_so(html: str, opened: Opens) -> None:
    """A link to a value of another configuration is no error."""
    page = opened(html, "#/no%ZZ/such")

    assert "isn't in this configuration" in story(page)


def test_an_address_finds_what_a_filter_hides(html: str, opened: Opens) -> None:
    """Following a link takes back the filter and the search that hide its value."""
    page = opened(html)
    page.locator("#states input[value=unresolved]").check()

    page.evaluate("location.hash = '#/logLevel'")

    expect(page.locator("#story h2")).to_have_text("logLevel")
    assert chosen(page).startswith("▸ logLevel")


def test_the_tree_is_walked_with_the_keyboard(html: str, opened: Opens) -> None:
    """Arrows move, fold and unfold; Home and End; Enter goes to the source, Escape comes back."""
    page = opened(html)

    def active() -> str:
        return str(page.evaluate("document.activeElement.id"))

    page.locator("#tree").focus()
    page.keyboard.press("ArrowDown")
    assert chosen(page).startswith("▸ logLevel")
    page.keyboard.press("ArrowRight")
    assert chosen(page).startswith("▾ logLevel")
    page.keyboard.press("ArrowRight")
    assert chosen(page) == '"info" redundant: the same value as appConfig.js:5 configuration.json:3'
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert chosen(page).startswith("▸ logLevel")
    page.keyboard.press("End")
    assert chosen(page) == "1 deleted at appConfig.js:14 appConfig.js:12"
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    assert active() == "code"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert story(page).startswith("appConfig.js, line 6")
    page.keyboard.press("Escape")
    assert active() == "tree"


def test_everything_folds(html: str, opened: Opens) -> None:
    """Collapse leaves the outermost keys, with how many values each has."""
    page = opened(html)

    page.get_by_role("button", name="Collapse").click()
    assert row(page, "theme") == "▸ theme 2 values"
    page.get_by_role("button", name="Expand").click()
    assert row(page, "theme") == "▾ theme"


def test_findings_stand_where_they_belong(fixtures: Path, opened: Opens) -> None:
    """In the list, at the value, in the story, and at the line."""
    page = opened(fixture_report(fixtures, "contact-centre", "2.17.1"))

    page.locator("#findings summary").click()
    page.locator("#findings li button", has_text="remote-wins").click()

    assert chosen(page).startswith('▾ logLevel : "error" ✕stops-at-start !remote-wins')
    assert "warning remote-wins logLevel has no effect" in story(page)
    sign = page.locator("#code .row[aria-selected=true] .sign")
    assert sign.get_attribute("aria-label") == "warning remote-wins, error stops-at-start"


def test_the_findings_of_an_object_are_told_of_what_is_in_it(fixtures: Path, opened: Opens) -> None:
    """A dead key takes all beneath it along."""
    page = opened(fixture_report(fixtures, "contact-centre", "2.17.1"), "#/notifications/browser")

    assert "warning dead-key ui_attributes.notifications has no effect" in story(page)


def test_the_newest_release_is_told_where_it_differs(fixtures: Path, opened: Opens) -> None:
    """By the documented rules a value says what Flex UI makes of it."""
    page = opened(fixture_report(fixtures, "quickstart"), "#/logLevel")

    assert 'but in Flex UI 2.17.1 it is "error", from ui_attributes.logLevel' in rows(page)
    assert 'but in Flex UI 2.17.1 it is "error"' in story(page)


def test_every_source_has_a_tab(fixtures: Path, opened: Opens) -> None:
    """A script that is loaded before is there, too; values lead into it."""
    page = opened(fixture_report(fixtures, "companion-script"), "#/theme/componentThemeOverrides/"
                  "SideNav/Container/background")  # fmt: skip

    assert page.get_by_role("tab").all_inner_texts() == [
        "appConfig.js", "brand.js", "configuration.json",
    ]  # fmt: skip
    assert page.locator("[role=tab][aria-selected=true]").inner_text() == "brand.js"
