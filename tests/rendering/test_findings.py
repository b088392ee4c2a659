"""The formats: what their readers demand, and what hostile values do to them."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appconfig_merge.checks import RULES, Finding, Related, Report
from appconfig_merge.errors import InputError
from appconfig_merge.limits import MAX_FINDINGS_SHOWN
from appconfig_merge.rendering.findings import render_findings
from tests.checks.support import at, report
from tests.hunting import examples

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEMA = json.loads((files("appconfig_merge") / "data" / "findings.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
HOSTILE = "\x1b[31m\x00\x07</failure>]]>\r\n::error file=x::y%0A%25\u202e\ud800 <&>\"'"

CASES: Mapping[str, Report] = {
    "nothing": report(),
    "a finding": report(
        Finding(
            "overridden",
            "info",
            "a is overridden",
            "configuration.json",
            at(3, 5, 4, "configuration.json"),
            '    "a": 1',
            "take it out",
            (Related("this wins", at(1, 2, 3)),),
            ("a", "b c", 0),
        )
    ),
    "no place": report(Finding("no-config-object", "error", "none", "appConfig.js")),
    "a live resource": report(
        Finding("dead-key", "warning", "dead", "Configuration resource of AC00…0000: fetched")
    ),
    "of a presumed release": report(
        Finding("dead-key", "warning", "dead", "configuration.json")
    )._replace(presumed="Flex UI 2.17.1"),
    "unreadable": Report((), tuple(RULES), (), (InputError("x.js: No such file"),)),
    "unreadable at a place": Report(
        ("a.js",), tuple(RULES), (), (InputError("bad\x00", location=at(1, 2, 3), help="mend it"),)
    ),
    "hostile": report(
        Finding(
            "secret",
            "error",
            HOSTILE,
            HOSTILE,
            at(1, 1, 1, HOSTILE),
            HOSTILE,
            HOSTILE,
            (Related(HOSTILE, at(2, 2, 2, HOSTILE)),),
            (HOSTILE,),
        ),
        files=(HOSTILE,),
    ),
}

TEXTS = st.text(max_size=30)
PLACES = st.none() | st.builds(at, st.integers(1, 9), st.integers(1, 9), st.integers(0, 9), TEXTS)
FINDINGS = st.builds(
    Finding,
    rule=st.sampled_from(sorted(RULES)),
    severity=st.sampled_from(["error", "warning", "info"]),
    message=TEXTS,
    file=TEXTS,
    location=PLACES,
    line_text=st.none() | TEXTS,
    help=st.none() | TEXTS,
    path=st.tuples(TEXTS) | st.just(()),
)
REPORTS = st.builds(
    Report,
    st.tuples(TEXTS),
    st.just(tuple(RULES)),
    st.lists(FINDINGS, max_size=3).map(tuple),
    presumed=st.sampled_from(["", "Flex UI 2.17.1"]),
)


def test_text_of_a_finding() -> None:
    """Place, message, line, caret, help, the other places, and a line that sums up."""
    assert render_findings(CASES["a finding"]) == (
        "configuration.json:3:5: info[overridden]: a is overridden\n"
        '  3 |     "a": 1\n'
        "    |     ^^^^\n"
        "  help: take it out\n"
        "  appConfig.js:1:2: this wins\n"
        "checked 1 file: 1 info\n"
    )


def test_the_release_that_was_presumed_is_named_once_in_each_format() -> None:
    """Nobody said which one, so nobody may take it for their own."""
    presumed = CASES["of a presumed release"]
    text = render_findings(presumed, "text")
    data = json.loads(render_findings(presumed, "json"))
    (run,) = json.loads(render_findings(presumed, "sarif"))["runs"]
    suites = ET.fromstring(render_findings(presumed, "junit")).findall("testsuite")
    note = "by the rules of Flex UI 2.17.1, the newest known here (--flex-ui names yours)"

    assert text.splitlines()[-1] == f"checked 1 file: 1 warning; {note}"
    assert render_findings(presumed, "github").splitlines()[-1] == text.splitlines()[-1]
    assert data["presumed_release"] == "Flex UI 2.17.1"
    assert run["invocations"][0]["toolExecutionNotifications"] == [
        {"level": "note", "message": {"text": note}, "descriptor": {"id": "presumed-release"}}
    ]
    for suite in suites:
        (property,) = suite.findall("properties/property")
        assert property.attrib == {"name": "presumed-release", "value": "Flex UI 2.17.1"}
    assert "presumed" not in json.loads(render_findings(CASES["a finding"], "json"))


def test_text_without_a_place_names_the_file() -> None:
    """So that of several files it is clear which one."""
    assert render_findings(CASES["no place"]) == (
        "appConfig.js: error[no-config-object]: none\nchecked 1 file: 1 error\n"
    )


def test_text_counts_what_it_does_not_show() -> None:
    """Nobody reads on after the first few thousand."""
    one = Finding("redundant", "info", "x", "appConfig.js", at(1, 1, 1))
    text = render_findings(report(*([one] * (MAX_FINDINGS_SHOWN + 1234))))

    assert text.count("info[redundant]") == MAX_FINDINGS_SHOWN
    assert text.endswith(
        "... and 1,234 more, which --format json shows\nchecked 1 file: 3234 infos\n"
    )
    assert "more" not in render_findings(report(*([one] * MAX_FINDINGS_SHOWN)))


def test_text_acts_on_no_terminal() -> None:
    """Control characters and marks of direction are written as escapes."""
    text = render_findings(CASES["hostile"])

    assert re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\ud800]", text) is None


@pytest.mark.parametrize("case", CASES)
def test_json_follows_its_schema(case: str) -> None:
    """The schema that is shipped."""
    VALIDATOR.validate(json.loads(render_findings(CASES[case], "json")))


@pytest.mark.parametrize("case", CASES)
def test_sarif_follows_its_schema(case: str) -> None:
    """A model made of the official schema, which takes no field too many."""
    validate_sarif(json.loads(render_findings(CASES[case], "sarif")))


def test_sarif_of_a_finding() -> None:
    """What code scanning reads of a result."""
    (run,) = json.loads(render_findings(CASES["a finding"], "sarif"))["runs"]
    (result,) = run["results"]
    fingerprint = result.pop("partialFingerprints")

    assert run["columnKind"] == "unicodeCodePoints"
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "overridden"
    assert re.fullmatch("[0-9a-f]{32}", fingerprint["findingHash/v1"])
    assert result == {
        "ruleId": "overridden",
        "ruleIndex": sorted(RULES).index("overridden"),
        "level": "note",
        "message": {"text": "a is overridden\ntake it out"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "configuration.json"},
                    "region": {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 9},
                },
                "logicalLocations": [{"fullyQualifiedName": 'a["b c"][0]', "kind": "member"}],
            }
        ],
        "relatedLocations": [
            {
                "id": 1,
                "physicalLocation": {
                    "artifactLocation": {"uri": "appConfig.js"},
                    "region": {"startLine": 1, "startColumn": 2, "endLine": 1, "endColumn": 5},
                },
                "message": {"text": "this wins"},
            }
        ],
    }


def test_sarif_says_that_an_input_could_not_be_read() -> None:
    """A run with nothing found is not a good one for that."""
    (run,) = json.loads(render_findings(CASES["unreadable"], "sarif"))["runs"]
    (invocation,) = run["invocations"]

    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"] == {"text": "x.js: No such file"}


def test_fingerprints_outlive_a_move_and_tell_findings_apart() -> None:
    """They go by the rule, the file, the path and the line's text, and count what is left."""
    here = Finding("secret", "error", "m", "a.js", at(1, 3, 4), "  x: 1", path=("x",))
    moved = here._replace(location=at(9, 5, 4), line_text="    x: 1")
    other = here._replace(path=("y",))

    assert fingerprints(here) == fingerprints(moved)
    assert len(set(fingerprints(here, here, other))) == 3


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("public/appConfig.js", "public/appConfig.js"),
        ("a b/ä#?.js", "a%20b/%C3%A4%23%3F.js"),
        ("/srv/www/appConfig.js", "file:///srv/www/appConfig.js"),
        ("C:\\flex\\appConfig.js", "file:///C:/flex/appConfig.js"),
        ("public\\appConfig.js", "public/appConfig.js"),
        ("a:b/c:d.js", "a%3Ab/c:d.js"),
    ],
)
def test_sarif_writes_files_as_uri_references(file: str, uri: str) -> None:
    """RFC 3986: no scheme where none is meant."""
    text = render_findings(report(Finding("secret", "error", "m", file)), "sarif")
    (result,) = json.loads(text)["runs"][0]["results"]

    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": uri}


def test_github_of_a_finding() -> None:
    """One command a finding; columns only within one line, or GitHub refuses it."""
    wide = Finding("reset-by-null", "warning", "w", "a.js", at(2, 1, 1)._replace(end_line=4))
    text = render_findings(report(*CASES["a finding"].findings, wide), "github")

    assert text == (
        "::notice file=configuration.json,line=3,endLine=3,col=5,endColumn=9,title=overridden"
        "::a is overridden%0Ahelp: take it out%0AappConfig.js:1:2: this wins\n"
        "::warning file=a.js,line=2,endLine=4,title=reset-by-null::w\n"
        "checked 1 file: 1 warning, 1 info\n"
    )


def test_github_takes_no_commands_from_values() -> None:
    """Whatever a message holds, it stays on its line."""
    (line, _, end) = render_findings(CASES["hostile"], "github").split("\n")

    assert end == ""
    command, properties, _ = re.fullmatch(r"::(\w+) (.*?)::(.*)", line).groups()  # type: ignore[union-attr]
    assert command == "error"
    assert dict(part.split("=", 1) for part in properties.split(",")).keys() == {
        "file",
        "line",
        "endLine",
        "col",
        "endColumn",
        "title",
    }


def test_github_and_junit_tell_what_could_not_be_read() -> None:
    """At its place, as an error."""
    unreadable = CASES["unreadable at a place"]
    root = ET.fromstring(render_findings(unreadable, "junit"))

    assert render_findings(unreadable, "github") == (
        "::error file=appConfig.js,line=1,endLine=1,col=2,endColumn=5,title=unreadable-input"
        "::bad\\u0000\n"
        "checked 1 file: no findings; 1 input could not be read\n"
    )
    (error,) = root.findall("testsuite/testcase/error")
    assert root.get("errors") == "1"
    assert error.attrib == {
        "type": "unreadable-input",
        "message": "appConfig.js:1:2: bad\ufffd",
    }


def test_junit_of_a_finding() -> None:
    """A failure in the test of its rule, in the suite of its file; an info is output."""
    bad = Finding("secret", "error", "leaks", "appConfig.js", at(1, 2, 3), help="take it out")
    text = render_findings(report(*CASES["a finding"].findings, bad), "junit")
    root = ET.fromstring(text)
    mine, other = root.findall("testsuite")
    (failure,) = mine.findall("testcase[@name='secret']/failure")

    assert root.attrib == {
        "name": "effective-config check",
        "tests": str(2 * len(RULES)),
        "failures": "1",
        "errors": "0",
    }
    assert (mine.get("name"), other.get("name")) == ("appConfig.js", "configuration.json")
    assert failure.attrib == {"type": "error", "message": "leaks"}
    assert failure.text == "appConfig.js:1:2: error[secret]: leaks\nhelp: take it out"
    assert (other.get("failures"), other.get("errors")) == ("0", "0")
    assert (mine.get("failures"), mine.get("errors")) == ("1", "0")
    output = other.findtext("testcase[@name='overridden']/system-out")
    assert output == (
        "configuration.json:3:5: info[overridden]: a is overridden\n"
        "help: take it out\n"
        "appConfig.js:1:2: this wins"
    )


@settings(max_examples=examples(40))
@given(REPORTS)
def test_every_format_takes_any_report(found: Report) -> None:
    """JSON and SARIF follow their schemas, JUnit is XML, GitHub has a line for each finding."""
    VALIDATOR.validate(json.loads(render_findings(found, "json")))
    validate_sarif(json.loads(render_findings(found, "sarif")))
    ET.fromstring(render_findings(found, "junit"))
    lines = render_findings(found, "github").splitlines()
    assert len(lines) == len(found.findings) + 1
    assert all(line.startswith("::") for line in lines[:-1])


@given(TEXTS)
def test_a_uri_leads_back_to_its_file(name: str) -> None:
    """Percent-encoding loses nothing of a relative name."""
    file = f"x/{name}".replace("\\", "/")
    text = render_findings(report(Finding("secret", "error", "m", file)), "sarif")
    (result,) = json.loads(text)["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]

    assert unquote(uri) == file


def validate_sarif(log: dict[str, Any]) -> None:
    """Raise what is wrong with a SARIF log."""
    from pydantic_sarif import model  # type: ignore[import-untyped]

    model.StaticAnalysisResultsFormatSarifVersion210JsonSchema.model_validate(log)


def fingerprints(*found: Finding) -> list[str]:
    """The fingerprints of findings in one run."""
    (run,) = json.loads(render_findings(report(*found), "sarif"))["runs"]
    return [result["partialFingerprints"]["findingHash/v1"] for result in run["results"]]
