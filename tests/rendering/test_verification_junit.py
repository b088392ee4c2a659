"""A verification as JUnit's XML."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from appconfig_merge import Source, effective_config
from appconfig_merge.rendering.verification import render_verification
from appconfig_merge.rendering.verification.shown import shown_verification
from appconfig_merge.verification.difference import FLEX_UI_ITSELF, Evidence, Verification
from tests.rendering.verified import SNAPSHOT, config, differs, full, verification

if TYPE_CHECKING:
    from tests.golden import Golden


def junit(found: Verification) -> str:
    """The XML of a verification."""
    return render_verification(
        shown_verification(found, FLEX_UI_ITSELF, show_secrets=False), "junit"
    )


def test_everything_that_can_be_told(golden: Golden) -> None:
    """A test for each value: what differs fails, what is allowed or not compared is skipped."""
    golden("verification.junit.xml", junit(full()))


def test_every_count_is_that_of_the_tests() -> None:
    """Of the suite, and of all suites."""
    root = ET.fromstring(junit(full()))
    cases = root.findall("./testsuite/testcase")
    counts = {
        "tests": len(cases),
        "failures": len(root.findall(".//failure")),
        "errors": 0,
        "skipped": len(root.findall(".//skipped")),
    }

    for suite in (root, root[0]):
        assert {name: int(suite.get(name, "")) for name in counts} == counts
    assert counts["failures"] == len(full().unexpected())
    assert len({case.get("name") for case in cases}) == len(cases)


def test_a_value_within_a_leaf_is_a_test_of_its_own() -> None:
    """Where an element of an array differs, the array is no test that passes."""
    predicted = config("var appConfig = { a: [1, 2], b: {}, c: 3 };", "{}")
    found = verification(
        predicted,
        differs(predicted, "a[1]", 3, "plugin"),
        differs(predicted, "b.x", 1, "plugin"),
    )

    names = [case.get("name") for case in ET.fromstring(junit(found)).iter("testcase")]
    assert names == ["c", "a[1]", "b.x"]


def test_a_value_without_a_place_is_told_by_who_gives_it() -> None:
    """Such as the resource that a page got: there is no file to look into."""
    predicted = effective_config(
        Source("appConfig.js", "var appConfig = {};"), ui_attributes={"language": "en-US"}
    )
    found = verification(predicted, differs(predicted, "language", "de-DE", "unexplained"))

    (failure,) = ET.fromstring(junit(found)).iter("failure")
    assert failure.text == "predicted by ui_attributes (no position)"


def test_what_xml_cannot_say_is_escaped_or_replaced() -> None:
    """So that every parser takes it, and nothing acts where it is shown."""
    hostile = "\x00\x1b]]></failure>\ud800<&\"'\uffff"
    predicted = config()
    found = verification(
        predicted,
        differs(predicted, "logLevel", hostile, "unexplained", Evidence(hostile)),
        differs(predicted, f'["{hostile}"]'.replace("\"'", ""), 1, "plugin"),
        snapshot=SNAPSHOT._replace(file=hostile, address=hostile, flex_ui=hostile),
    )

    root = ET.fromstring(junit(found).encode("utf-8"))
    assert root[0].get("name") == "\\u0000\\u001b]]></failure>\\ud800<&\"'\ufffd"


def test_secrets_are_masked_in_what_passes_too() -> None:
    """A key may be a secret."""
    predicted = config("var appConfig = { sk_live_1sAKey0000: 1, sk_live_2sAKey0000: 1 };", "{}")

    cases = ET.fromstring(junit(verification(predicted))).iter("testcase")
    assert [case.get("name") for case in cases] == ['["******** (1)"]', '["******** (2)"]']
