"""The file as a text: one file, closed to the network, with the data of --format json."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from appconfig_merge.rendering import render, wording
from appconfig_merge.report.names import short_names
from appconfig_merge.source import Source
from appconfig_merge.strategies import app_config_sources, ui_attributes
from tests.hunting import examples
from tests.report.pages import context_of, data_of, fixture_report, report_of

if TYPE_CHECKING:
    from pathlib import Path

    from appconfig_merge.strategies import AppConfigSource
    from appconfig_merge.values import ConfigValue

SCRIPT = 'var appConfig = { theme: { isLight: false }, a: ["x"], b: location.origin };\n'


def test_a_remark_has_its_place() -> None:
    """What the page decides is told where it is written."""
    text = "var o = location.hash ? { a: 1, b: 2 } : { b: 2, a: 1 };\nvar appConfig = { o };\n"
    (remark,) = data_of(report_of(text))["remarks"]

    assert remark["message"] == "only the page decides on the order of the keys of o"
    assert (remark["rule"], remark["at"]) == ("key-order", [0, 2, 19, 2, 20])


def test_a_page_is_shown_as_a_whole() -> None:
    """Whatever of it is a script; nothing in it that looks secret is shown."""
    html = """\
<!doctype html>
<meta name="x" content="sk_live_abcdefghijklmnopqrstuvwx">
<script>var appConfig = { custom_data: { password: "hunter2hunter2" } };</script>
<body onload="Twilio.Flex.runDefault(appConfig, &quot;#x&quot;)">
"""
    data = data_of(report_of(Source("index.html", html)))
    (source,) = data["sources"]

    assert (source["name"], source["language"]) == ("index.html", "html")
    assert [row[2] for row in source["rows"]] == [
        "<!doctype html>",
        '<meta name="x" content="********************************">',
        '<script>var appConfig = { custom_data: { password: "**************" } };</script>',
        '<body onload="Twilio.Flex.runDefault(appConfig, &quot;#x&quot;)">',
        "",
    ]


class _Elements(HTMLParser):
    """The elements of a page, and what stands in its scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {"script": [], "style": []}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag in self.texts:
            self.texts[tag].append("")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem is not None:
            self.texts[self.cdata_elem][-1] += data


def elements(page: str) -> _Elements:
    """Parse a page."""
    found = _Elements()
    found.feed(page)
    return found


def test_the_policy_lets_in_nothing_but_the_pages_own_parts() -> None:
    """default-src 'none', and the hashes of just the style and the scripts that are there."""
    page = elements(report_of(SCRIPT))
    (policy,) = [
        attributes["content"]
        for tag, attributes in page.found
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    ]

    def hashes(texts: list[str]) -> str:
        return " ".join(
            f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
            for text in texts
        )

    before, _, script = page.texts["script"]
    assert policy == (
        f"default-src 'none'; style-src {hashes(page.texts['style'])}; "
        f"script-src {hashes([before, script])}; base-uri 'none'; form-action 'none'"
    )


def test_the_page_refers_to_nothing_else(fixtures: Path) -> None:
    """No address, no attribute that would load or run anything."""
    page = elements(fixture_report(fixtures, "contact-centre", "2.17.1"))

    attributes = {name for _, found in page.found for name in found}
    assert not attributes & {"src", "href", "style", "action", "srcset", "background"}
    assert not [name for name in attributes if name.startswith("on")]
    script = page.texts["script"][-1]
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|eval\(|new Function|http", script)


def test_the_data_is_that_of_the_json_format() -> None:
    """The same paths, values, layers and outcomes, in the same order."""
    context = context_of(SCRIPT, {"theme": {"isLight": True}, "c": None})
    assert context.config is not None
    told = json.loads(render(context.config, "json"))
    shown = data_of(report_of(SCRIPT, {"theme": {"isLight": True}, "c": None}))

    def words(entries: list[Any], said: str) -> list[Any]:
        return [
            (entry["path"], [(one["outcome"], one["rule"]) for one in entry[said]])
            for entry in entries
        ]

    assert [layer["id"] for layer in shown["layers"]] == [layer["id"] for layer in told["layers"]]
    assert [leaf["path"] for leaf in shown["values"]] == [leaf["path"] for leaf in told["values"]]
    assert words(shown["values"], "said") == [
        (path, said[::-1]) for path, said in words(told["values"], "contributions")
    ]
    isLight = shown["values"][0]  # noqa: N806 - the key's own name
    assert isLight["value"] is False
    assert isLight["said"] == [
        {
            "layer": 1, "value": False, "outcome": "effective", "rule": "highest-layer",
            "at": [0, 1, 37, 1, 42], "alive": True, "key": [0, 1, 28, 1, 35],
        },
        {
            "layer": 0, "value": True, "outcome": "overridden", "rule": "higher-layer",
            "at": [1, 4, 18, 4, 22], "rival": [1, [0, 1, 37, 1, 42]], "key": [1, 4, 7, 4, 16],
        },
    ]  # fmt: skip


@settings(max_examples=examples(40))
@given(app_config_sources(), ui_attributes())
def test_every_configuration_has_a_page(
    source: AppConfigSource, resource: dict[str, ConfigValue]
) -> None:
    """Whatever the two hold: the page is written, and has every value of --format json."""
    context = context_of(source.text, resource)
    assert context.config is not None

    shown = data_of(report_of(source.text, resource))

    # An empty configuration is its own only leaf, which has no path.
    assert len(shown["values"]) == sum(leaf.path != () for leaf in context.config.leaves())


def test_there_are_words_for_every_fate() -> None:
    """Each rule of the JSON schema is why an entry lost, or why it won, or both."""
    schema = files("appconfig_merge") / "data" / "effective-config.schema.json"
    contribution = json.loads(schema.read_text("utf-8"))["$defs"]["contribution"]

    assert set(contribution["properties"]["rule"]["enum"]) == {*wording.LOST, *wording.WON}


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        (["a/b/appConfig.js"], ["appConfig.js"]),
        (["/home/x/appConfig.js", "C:\\y\\configuration.json"], ["appConfig.js",
                                                                 "configuration.json"]),
        (["w/a/appConfig.js", "w/b/appConfig.js"], ["a/appConfig.js", "b/appConfig.js"]),
        (["appConfig.js", "b/appConfig.js"], ["appConfig.js", "b/appConfig.js"]),
        ([""], [""]),
    ],
)  # fmt: skip
def test_files_are_called_by_as_little_as_tells_them_apart(
    paths: list[str], names: list[str]
) -> None:
    """No folders, unless two files have the same name."""
    found = short_names(paths)

    assert [found[path] for path in paths] == names


def test_a_long_list_on_paper_says_what_it_lacks() -> None:
    """The plain list ends somewhere; the page with its script has everything."""
    keys = ", ".join(f"k{number}: {number}" for number in range(2100))
    page = report_of(f"var appConfig = {{ {keys} }};\n")

    assert page.count('<tr><th scope="row">') == 2000
    assert "and 100 more, which only the page with its script shows" in page
    assert len(data_of(page)["values"]) == 2100


@pytest.mark.parametrize("package", ["jinja2", "jsonschema-rs", "pygments"])
def test_without_the_extra_a_message_says_what_to_install(package: str, fixtures: Path) -> None:
    """At once, and with the extra that has all of it."""
    without = f"import sys; sys.modules[{package.replace('-', '_')!r}] = None"
    code = f"{without}; from appconfig_merge.cli import main; main()"

    done = subprocess.run(
        [sys.executable, "-c", code, "report", "appConfig.js"],
        cwd=fixtures / "quickstart",
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=60,
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"error: the report needs {package}: not installed\n"
        "  help: pip install 'appconfig-merge[report]'\n"
    )
