"""What the page tells of a value: as much as is known, and in the words of its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.report.pages import choose, fixture_report, report_of, row, story

if TYPE_CHECKING:
    from pathlib import Path

    from tests.report.conftest import Opens

UNCERTAIN = """\
var appConfig = {
  theme: JSON.parse(localStorage.theme),
};
if (localStorage["log level"]) appConfig.log = 1;
"""


def test_what_may_be_in_effect_is_not_told_as_dead(opened: Opens) -> None:
    """What lies beneath something unresolved may count: in the tree, the story, the lines."""
    page = opened(report_of(UNCERTAIN, {"theme": {"isLight": True}, "log": 2}))

    assert row(page, "isLight") == "▾ isLight set, perhaps in effect"
    assert page.locator("#status").inner_text() == "2 values, 1 uncertain"
    assert page.locator("#states label", has_text="Dead").inner_text() == "Dead 0"
    page.locator("#states input[value=unresolved]").check()
    choose(page, "isLight")
    assert "only the page knows whether it is in effect" in story(page)
    choose(page, "log")
    assert "Also set, perhaps in effect 2 ui_attributes configuration.json:6:12" in story(page)
    assert "not in effect" not in story(page)
    assert "--define 'localStorage[\"log level\"]'=JSON resolves it" in story(page)
    page.get_by_role("tab", name="configuration.json").click()
    page.locator("#code .row").nth(3).click()
    assert "It may set theme { isLight: true } uncertain" in story(page)
    assert page.locator("#plain tbody tr", has_text="theme.isLight").text_content() == (
        "theme.isLightperhaps in effecttrue configuration.json:4:18, "
        "uncertain: beneath an unresolved value at appConfig.js:2:10"
    )


def test_a_part_of_something_unresolved_is_told_as_uncertain(opened: Opens) -> None:
    """Not as an object whose keys are merged."""
    page = opened(report_of('var appConfig = { ["__proto__"]: { a: 1 } };\n'), "#/__proto__/a")

    assert "1 appConfig.js:1:39 uncertain: merged with an unresolved value" in (story(page))


def test_what_flex_ui_fills_in_is_told_so(fixtures: Path, opened: Opens) -> None:
    """A level that follows logLevel leads to that."""
    page = opened(fixture_report(fixtures, "es5-legacy", "2.17.1"), "#/sdkOptions/voice/logLevel")

    assert "Filled in by Flex UI: derived from logLevel appConfig.js:25:15." in story(page)


def test_a_function_of_a_file_from_windows_has_its_lines(fixtures: Path, opened: Opens) -> None:
    """Line ends aren't shown as escapes."""
    page = opened(
        fixture_report(fixtures, "es5-legacy", "2.17.1"),
        "#/componentProps/CRMContainer/uriCallback",
    )

    told = page.locator("#story pre.value").inner_text()
    assert told.splitlines()[0] == "function (task) {"
    assert "\\u000d" not in told


def test_an_object_that_flex_ui_makes_of_a_text_is_told_so(opened: Opens) -> None:
    """The text's place stands in the object's story as well as in its key's."""
    script = 'var appConfig = { colorTheme: "GreyDark" };\n'
    page = opened(report_of(script, {"colorTheme": "Other"}, flex_ui="1.34.6"), "#/colorTheme")

    assert story(page).startswith(
        "colorTheme An object is in effect here. Set at appConfig.js:1:31. "
        "Flex UI 1.x makes { baseName: ... } of a colorTheme that is a string. "
        'What was set "Other" ui_attributes configuration.json:3:19 overridden by appConfig.js:1:31'
    )
