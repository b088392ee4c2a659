"""Configurations of unusual shape: the page opens, and tells what there is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from appconfig_merge import effective_config
from appconfig_merge.checks import Context
from appconfig_merge.report import render_report
from appconfig_merge.source import Source
from tests.report.pages import report_of, rows

if TYPE_CHECKING:
    from tests.report.conftest import Opens


def test_an_empty_configuration(opened: Opens) -> None:
    """The page says that there is nothing, and shows the source."""
    page = opened(report_of("var appConfig = {};\n"))

    assert rows(page) == []
    assert page.locator("#none").is_visible()
    assert page.locator("#status").inner_text() == "0 values"
    page.locator("#tree").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator("#code .row").first.click()
    expect(page.locator("#story h2")).to_have_text("appConfig.js, line 1")


def test_a_minified_script(opened: Opens) -> None:
    """A line of 25,000 characters has rows as others have; values lead into its middle."""
    groups = {
        f"group{group}": {f"key{key}": f"value {group}.{key}" for key in range(20)}
        for group in range(50)
    }
    minified = "var appConfig=" + json.dumps(groups, separators=(",", ":"))
    page = opened(report_of(minified), "#/group25/key5")

    marked = page.locator("#code .wins")
    expect(marked).to_have_text('"value 25.5"')
    expect(marked).to_be_in_viewport()
    page.locator("#code .row[aria-selected=true]").click()
    expect(page.locator("#story h2")).to_have_text("appConfig.js, line 1")
    expect(page.locator("#story .hint")).to_have_text("and 800 more")


def test_deep_nesting(opened: Opens) -> None:
    """As deep as a configuration may be, it is shown, and found by its address."""
    script = f"var appConfig = {'{a:' * 95}1{'}' * 95};\n"
    page = opened(report_of(script), "#" + "/a" * 95)

    expect(page.locator("#tree [aria-selected=true]")).to_have_attribute("aria-level", "95")
    expect(page.locator("#tree [aria-selected=true] .key")).to_be_in_viewport()


def test_a_text_that_was_taken_apart(opened: Opens) -> None:
    """An object over a text: its characters are values, the text itself is told as lost."""
    page = opened(report_of("var appConfig = { a: { b: 1 } };\n", {"a": "xy"}), "#/a")

    told = rows(page)
    assert told[1] == ('"xy" spread into single keys under an object configuration.json:3')
    assert [text.split(" configuration")[0] for text in told[2:4]] == ['▸ "0" : "x"', '▸ "1" : "y"']
    assert "An object is in effect here" in page.locator("#story").inner_text()


def test_a_resource_without_a_text(opened: Opens) -> None:
    """A resource that has no file, such as a fetched one, has values without places."""
    script = Source("appConfig.js", "var appConfig = { a: 1 };\n")
    config = effective_config(script, configuration={"ui_attributes": {"a": 2, "b": 3}})
    page = opened(render_report(Context(script, config, config)), "#/b")

    assert rows(page)[-1] == "b : 3 ui_attributes"
    assert page.get_by_role("tab").all_inner_texts() == ["appConfig.js"]
    assert "Set by ui_attributes (given by a program)." in page.locator("#story").inner_text()


def test_a_line_of_several_values(opened: Opens) -> None:
    """All of them stand out in the tree; arrays and their elements are one value."""
    page = opened(report_of('var appConfig = { a: 1, b: [\n  "x",\n], c: 3 };\n'))

    page.locator("#code .row").first.click()
    assert [text.split(" :")[0] for text in rows(page, ".touched")] == ["a", "b"]
    page.locator("#code .row").nth(1).click()
    assert [text.split(" :")[0] for text in rows(page, ".touched")] == ["b"]
