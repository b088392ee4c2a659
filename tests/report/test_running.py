"""The page of a configuration that is held against a running page: what runs, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from playwright.sync_api import expect

from appconfig_merge.checks import check
from appconfig_merge.inputs.reader import Reader
from appconfig_merge.inputs.record import GivenResource, Inputs
from appconfig_merge.location import Location
from appconfig_merge.report import render_report
from appconfig_merge.strategies import app_config_sources, ui_attributes
from appconfig_merge.verification.difference import CAUSES, Evidence, NotCompared
from appconfig_merge.verification.verify import verify
from tests.hunting import examples
from tests.report.pages import choose, context_of, data_of, report_of, row, rows, story
from tests.report.verified import (
    NOTHING,
    SNAPSHOT,
    difference,
    sample_report,
    verified,
)

if TYPE_CHECKING:
    from appconfig_merge.checks import Context
    from appconfig_merge.snapshots.snapshot import Snapshot
    from appconfig_merge.strategies import AppConfigSource
    from appconfig_merge.values import ConfigValue
    from appconfig_merge.verification.difference import Difference
    from tests.report.conftest import Opens


@pytest.fixture(scope="module")
def html() -> str:
    """The report of a configuration that differs in each way that a page can show."""
    return sample_report()


def page_of(
    context: Context,
    *found: Difference,
    unknown: tuple[NotCompared, ...] = (),
    snapshot: Snapshot = SNAPSHOT,
    shows_secrets: bool = False,
) -> str:
    """The page of a context that differs so."""
    verification = verified(context, found, unknown, snapshot)
    return render_report(context, check(context), verification, shows_secrets=shows_secrets)


def running_of(html: str) -> Any:
    """What the page's script is told of the running page."""
    return data_of(html)["running"]


def test_the_head_says_which_page_it_was_and_what_came_of_it(html: str, opened: Opens) -> None:
    """Release, address without query, time; how many agree, and the rest by cause."""
    page = opened(html)

    assert page.locator("header .running").inner_text() == (
        "Running Flex UI 2.17.1 at https://flex.example.com/desk/, 2026-11-30 01:02:03 UTC: "
        "2 agree, 8 differ (1 unexplained, 1 plugin, 1 page-script, 1 served-file, "
        "1 page-decided, 2 service, 1 moved-props), 1 not compared"
    )
    assert page.locator(".running .differs").nth(1).get_attribute("title") == CAUSES["plugin"]
    assert page.locator(".running .allowed").all_inner_texts() == ["2 service", "1 moved-props"]
    assert "somebody" not in html


def test_a_row_shows_what_runs_beneath_what_was_predicted(html: str, opened: Opens) -> None:
    """The cause stands at the value, what runs with its words beneath; then the losers."""
    page = opened(html)

    shown = rows(page)
    at = shown.index("▾ isLight : false i overridden ≠plugin appConfig.js:3")
    assert shown[at + 1] == "runs with true a plugin set it after the merge"
    assert shown[at + 2] == "true overridden by appConfig.js:3 configuration.json:4"
    assert row(page, "late") == "▾ late : 1 ≠page-script appConfig.js:8"
    assert "runs with 2 a script of the page set it after the merge appConfig.js:8" in shown
    assert (
        "runs with nothing Flex UI took the prop out of componentProps and gave it to the component"
        in shown
    )


def test_a_difference_inside_an_array_says_where(html: str, opened: Opens) -> None:
    """An array is one value of the tree; what differs in it is told with the way to it."""
    page = opened(html, "#/pages")

    assert '[1] runs with "c" the page got another appConfig.js than the file given' in rows(page)
    assert 'On the running page At [1]: "c" served-file The page got another' in story(page)


def test_what_only_the_running_page_has_is_a_row_of_its_own(html: str, opened: Opens) -> None:
    """With no predicted value, and none that the counts take for one."""
    page = opened(html, "#/isTeamsContextEnabled")

    assert row(page, "isTeamsContextEnabled") == (
        "isTeamsContextEnabled : runs with false a service of Flex UI sets it after login ≠service"
    )
    assert row(page, "extra") == (
        "extra : runs with { a: [null, 1.5] } nothing that is known explains it ≠unexplained"
    )
    assert page.locator("#status").inner_text() == "8 values, 3 only running"
    assert story(page) == (
        "isTeamsContextEnabled Nothing was predicted here. On the running page false "
        "service A service of Flex UI sets it after login."
    )
    choose(page, "outboundSettings")
    assert story(page) == (
        "outboundSettings Nothing was predicted in it. Values in it enabled not predicted"
    )
    page.get_by_role("button", name="Collapse").click()
    assert row(page, "outboundSettings") == "▸ outboundSettings 1 only running"
    assert row(page, "theme") == "▸ theme 2 values, 1 only running"


def test_what_agrees_and_what_is_not_compared_has_a_quiet_mark(html: str, opened: Opens) -> None:
    """Read out as words; what differs hasn't it, nor has what nobody knows."""
    page = opened(html, "#/kept")

    def mark(key: str, kind: str) -> list[str | None]:
        row = page.locator("#tree .leaf", has_text=key)
        return [one.get_attribute("aria-label") for one in row.locator(kind).all()]

    assert mark("logLevel", ".agrees") == ["the running page has it, too"]
    assert mark("isLight", ".agrees") == []
    assert mark("kept", ".agrees") == []
    assert mark("kept", ".unknown") == ["not compared: the snapshot masks what looks secret"]
    assert "On the running page Not compared: the snapshot masks what looks secret." in story(page)
    choose(page, "logLevel")
    assert "On the running page It has this value, too." in story(page)


def test_the_story_has_the_evidence_with_its_places(html: str, opened: Opens) -> None:
    """A place in a text of the page leads there; another is told, without query or folder."""
    page = opened(html, "#/theme/isLight")

    assert (
        "On the running page true plugin A plugin set it after the merge. "
        "NightPlugin called updateConfig({ theme: { isLight: true } }) "
        "(https://flex.example.com/plugins/night.js:3:7) "
        "its source has the call, too (night.js:4:1)" in story(page)
    )
    choose(page, "late")
    assert (
        "a script sets it appConfig.js:8:1 "
        "It takes more than that: the browser has something else stored as FLEX_CONFIG, which "
        "fills gaps." in story(page)
    )
    page.locator("#story button.place", has_text="appConfig.js:8:1").first.click()
    assert page.locator("#code [aria-selected=true]").inner_text().startswith("8")


def test_an_address_that_ends_as_a_file_does_is_told_whole() -> None:
    """A plugin's script has its file's name in its address, too."""
    context = context_of("var appConfig = { a: 1 };\n")
    evidence = (
        Evidence("NightPlugin sets it", Location("https://x.example/plugins/night.js", 1, 2, 1, 3)),
        Evidence("plugins/night.js may set it", Location("plugins/night.js", 4, 5, 4, 6)),
    )

    html = page_of(context, difference(context, ("a",), 2, "plugin", *evidence))

    assert running_of(html)["differences"][0]["evidence"] == [
        ["NightPlugin sets it (https://x.example/plugins/night.js:1:2)", None],
        ["night.js may set it (night.js:4:5)", None],
    ]


def test_all_that_differs_is_told_by_cause_before_anything_is_chosen(
    html: str, opened: Opens
) -> None:
    """The unexpected first, what is unexplained before it all; a path leads to its value."""
    page = opened(html)

    told = story(page)
    assert told.startswith(
        "Is this what runs? 2 values agree with the running page, 8 differ, 1 not compared. "
        "Assumed: Flex UI 2.17.1, which the page runs; the resource that the page got. "
        "unexplained nothing that is known explains it theme.extra { a: [null, 1.5] } "
        "plugin a plugin set it after the merge theme.isLight false → true "
        "page-script a script of the page set it after the merge late 1 → 2 "
        'served-file the page got another appConfig.js than the file given pages[1] "c" '
    )
    assert told.index("only the page could decide it") < told.index("a service of Flex UI")
    assert "Not compared kept the snapshot masks what looks secret Why is a value" in told
    page.locator("#story button.path", has_text="pages[1]").click()
    expect(page.locator("#story h2")).to_have_text("pages")


def test_a_filter_leaves_what_differs(html: str, opened: Opens) -> None:
    """As other filters do; causes and running values are searched, too."""
    page = opened(html)

    page.locator("#states input[value=differs]").check()
    assert page.locator("#status").inner_text() == "8 of 11 paths"
    page.locator("#search").fill("service true")
    expect(page.locator("#status")).to_have_text("1 of 11 paths")
    assert row(page, "enabled").startswith("enabled : runs with true")


def test_without_a_running_page_nothing_is_said_of_one(opened: Opens) -> None:
    """No filter, no mark, no line in the head."""
    page = opened(report_of("var appConfig = { a: 1 };\n"))

    assert page.locator("#states input[value=differs]").count() == 0
    assert page.locator(":is(.running, .agrees)").count() == 0
    assert "running" not in page.locator("body").inner_text()


def test_where_all_agrees_it_is_said(opened: Opens) -> None:
    """In the head and in the story."""
    html = page_of(context_of("var appConfig = { a: 1 };\n"))
    page = opened(html)

    assert page.locator("header .running").inner_text().endswith("UTC: 1 agrees")
    assert story(page).startswith("Is this what runs? 1 value agrees with the running page. Why")
    assert page.locator("#states label", has_text="Differs").inner_text() == "Differs 0"


def test_of_an_error_report_as_much_is_said_as_is_known() -> None:
    """It has no address, no time that can be read, perhaps no release."""
    html = page_of(
        context_of("var appConfig = { a: 1 };\n"),
        snapshot=SNAPSHOT._replace(flex_ui="", address="", taken="yesterday <b>"),
    )

    assert '<p class="running"><b>Running</b>:\n1 agrees</p>' in html


def test_an_object_in_whose_place_something_else_runs_says_so(opened: Opens) -> None:
    """What lies in it isn't taken for what agrees."""
    context = context_of("var appConfig = { a: { b: 1 } };\n")
    page = opened(page_of(context, difference(context, ("a",), 5, "unexplained")), "#/a")

    assert rows(page) == [
        "▾ a ≠unexplained",
        "runs with 5 nothing that is known explains it",
        "b : 1 appConfig.js:1",
    ]
    assert story(page).startswith(
        "a On the running page 5 unexplained Nothing that is known explains it. An object."
    )


def test_something_dead_may_run_nevertheless(opened: Opens) -> None:
    """A value that the script deletes, and the page has."""
    context = context_of("var appConfig = { a: 1, b: 2 };\ndelete appConfig.a;\n")
    page = opened(page_of(context, difference(context, ("a",), 1, "served-file")), "#/a")

    assert row(page, "a") == "▾ a set, but not in effect ≠served-file"
    assert "On the running page 1 served-file" in story(page)
    assert page.locator("#status").inner_text() == "1 value, 1 set without effect"


def test_a_path_of_which_nothing_is_known_at_all_has_a_row(opened: Opens) -> None:
    """The page has something where nothing was predicted, and the snapshot doesn't tell what."""
    context = context_of("var appConfig = { b: 2 };\n")
    page = opened(page_of(context, unknown=(NotCompared(("a",), "it is masked"),)), "#/a")

    assert row(page, "a") == "a : not predicted, and not compared: it is masked ?"
    assert "Nothing was predicted here. On the running page Not compared: it is masked." in (
        story(page)
    )


def test_something_running_in_an_empty_configuration(opened: Opens) -> None:
    """Even the whole of it may be another thing."""
    context = context_of("var appConfig = {};\n")
    found = (difference(context, ("a",), 1, "plugin"), difference(context, (), NOTHING, "resource"))
    page = opened(page_of(context, *found))

    assert rows(page) == ["a : runs with 1 a plugin set it after the merge ≠plugin"]
    page.locator("#story button.path", has_text="a").first.click()
    expect(page.locator("#story h2")).to_have_text("a")


def test_paper_tells_it_as_well(html: str, opened: Opens) -> None:
    """The plain list has each running value beneath its own, with the first evidence."""
    page = opened(html, scripts=False)

    def cells(path: str) -> str | None:
        found = page.locator("#plain tr", has=page.get_by_text(path, exact=True))
        return found.locator("td").first.text_content()

    assert cells("theme.isLight") == (
        "falsetrue configuration.json:4:18, overridden by appConfig.js:3:21"
        "runs with true a plugin set it after the merge; "
        "NightPlugin called updateConfig({ theme: { isLight: true } }) "
        "(https://flex.example.com/plugins/night.js:3:7)"
    )
    assert cells("pages") == (
        '["a", "b"][1] runs with "c" the page got another appConfig.js than the file given; '
        'pages[1] is "c" there'
    )
    assert cells("kept") == "[1, 2]not compared the snapshot masks what looks secret"
    assert cells("outboundSettings.enabled") == (
        "not predictedruns with true a service of Flex UI sets it after login"
    )
    assert page.locator("header .running").is_visible()


def test_the_data_has_the_running_values_with_their_causes() -> None:
    """Encoded as all values are; a place is the number of a source, or in words."""
    context = context_of("var appConfig = { a: 1 };\n")
    found = difference(
        context, ("a",), [float("nan")], "page-script",
        Evidence("it is set", Location("appConfig.js", 1, 19, 1, 23)),
        Evidence("it is called", Location("https://flex.example.com/a.js#x", 2, 3, 2, 4)),
    )  # fmt: skip

    assert running_of(page_of(context, found, difference(context, ("b",), NOTHING, "service"))) == {
        "release": "2.17.1",
        "agreed": 0,
        "assumed": [],
        "causes": [
            {
                "cause": "page-script", "about": CAUSES["page-script"],
                "total": 1, "is_allowed": False,
            },
            {"cause": "service", "about": CAUSES["service"], "total": 1, "is_allowed": True},
        ],
        "about": dict(CAUSES),
        "differences": [
            {
                "path": ["a"], "inner": [], "cause": "page-script", "allowed": False,
                "along_with": [],
                "evidence": [
                    ["it is set", [0, 1, 19, 1, 23]],
                    ["it is called (https://flex.example.com/a.js:2:3)", None],
                ],
                "value": [{"$js": "number", "value": "NaN"}],
            },
            {
                "path": ["b"], "inner": [], "cause": "service", "allowed": True,
                "along_with": [], "evidence": [],
            },
        ],
        "not_compared": [],
    }  # fmt: skip


def test_a_cause_that_takes_another_is_as_unexpected_as_that() -> None:
    """What Flex UI itself does is quiet only where nothing else has to do with it."""
    context = context_of("var appConfig = {};\n")
    found = difference(context, ("a",), 1, "service", along_with=("plugin",))

    (told,) = running_of(page_of(context, found))["differences"]
    assert told["allowed"] is False


SECRET = "correct-horse-battery"


def test_no_secret_of_a_running_page_is_in_the_report() -> None:
    """Not in a value, a key, evidence, an assumption, an address; unless they are asked for."""
    context = context_of("var appConfig = { pages: [1] };\n")
    found = (
        difference(context, ("password",), SECRET, "plugin", Evidence(f"set to {SECRET}")),
        difference(context, ("a", "password"), "abc", "plugin", Evidence("abc it is")),
        difference(context, ("pages", 0), {"apiKey": SECRET}, "plugin"),
        difference(context, ("sk_live_abcdefghij1234567890",), 1, "plugin"),
    )
    unknown = (NotCompared(("a",), f"it is not {SECRET}"),)
    snapshot = SNAPSHOT._replace(
        configuration={"password": SECRET}, address=f"https://x.example/{SECRET}/?token={SECRET}"
    )
    html = page_of(context, *found, unknown=unknown, snapshot=snapshot)

    assert SECRET not in html
    assert "sk_live_abcdefghij1234567890" not in html
    assert "abc it is" not in html
    values = [one["value"] for one in running_of(html)["differences"]]
    assert values == [{"$js": "masked"}, {"$js": "masked"}, {"apiKey": {"$js": "masked"}}, 1]
    shown = page_of(context, *found, unknown=unknown, snapshot=snapshot, shows_secrets=True)
    assert SECRET in shown
    assert f"token={SECRET}" not in shown


def test_whatever_a_snapshot_calls_itself_has_its_room() -> None:
    """A version or an address of a megabyte is cut; a time that is none is left out."""
    context = context_of("var appConfig = {};\n")
    snapshot = SNAPSHOT._replace(flex_ui="9" * 10**6, address="https://" + "a" * 10**6, taken="x")

    html = page_of(context, snapshot=snapshot)

    assert len(html) < len(page_of(context)) + 1_000
    assert f"<b>Running</b> Flex UI {'9' * 119}… at <bdi>https://{'a' * 111}…</bdi>:" in html


@settings(max_examples=examples(25))
@given(app_config_sources(), ui_attributes(), ui_attributes())
def test_whatever_runs_is_told(
    source: AppConfigSource, resource: dict[str, ConfigValue], other: dict[str, ConfigValue]
) -> None:
    """Each difference of any two configurations is in the data and in the plain list."""
    context = context_of(source.text, resource)
    running = dict(other)
    inputs = Inputs(context.script, GivenResource({"ui_attributes": resource}))
    verification = verify(Reader(), inputs, SNAPSHOT._replace(configuration=running))

    html = render_report(context, (), verification, shows_secrets=True)

    told = running_of(html)
    assert told["agreed"] == verification.agreed
    assert [[*one["path"], *one["inner"]] for one in told["differences"]] == [
        list(one.path) for one in verification.differences
    ]
    assert html.count('<div class="runs">') == len(verification.differences) + len(
        verification.not_compared
    )
    assert sum(one["total"] for one in told["causes"]) == len(verification.differences)
