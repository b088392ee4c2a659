"""Numbers stand as JavaScript prints them, whatever prints them."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appconfig_merge import Source, effective_config, render
from appconfig_merge.brief import brief_value
from appconfig_merge.rendering.configuration.javascript import write_value
from appconfig_merge.rendering.encoding import encode
from appconfig_merge.rendering.json_text import dump_line
from appconfig_merge.values import public_number
from tests.cli.service import Service, running
from tests.hunting import examples
from tests.javascript.oracle import node

if TYPE_CHECKING:
    from collections.abc import Iterator

SCRIPT = """\
var appConfig = {
  big: 123456789012345683968,
  list: [1E21, -0, 0.0000001],
  one: location.hash ? 1e20 : 1e21,
  logLevel: 1e21,
};
"""
RESOURCE = """\
{
  "account_sid": "AC00000000000000000000000000000000",
  "ui_attributes": {"big": 9007199254740993, "low": 1E+22, "none": -0, "list": [1]}
}
"""
ENVIRONMENTS = """\
[environments.a]
app_config = "a.js"
configuration = "resource.json"
[environments.b]
app_config = "b.js"
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A folder with these files, and a resource like that in the file."""
    with running(tmp_path_factory.mktemp("numbers")) as service:
        for name, text in {
            "a.js": SCRIPT,
            "b.js": SCRIPT.replace("683968", "700000").replace("0.0000001", "12e-8"),
            "resource.json": RESOURCE,
            "environments.toml": ENVIRONMENTS,
        }.items():
            (service.folder / name).write_text(text, "utf-8")
        yield service


LINES = {
    "show a.js --configuration resource.json": """\
big       123456789012345680000                    a.js:2:8            overrides 9007199254740992 (resource.json:3:28)
low       1e+22                                    resource.json:3:53
none      -0                                       resource.json:3:68
list      [1e+21, -0, 1e-7]                        a.js:3:9            overrides [1] (resource.json:3:80)
one       unresolved: location.hash ? 1e20 : 1e21  a.js:4:8            100000000000000000000 when location.hash, else 1e+21
logLevel  1e+21                                    a.js:5:13""",  # noqa: E501
    "show a.js --format js": """\
  big: 123456789012345680000, // a.js:2:8
  list: [1e+21, -0, 1e-7], // a.js:3:9
  one: (location.hash ? 100000000000000000000 : 1e+21), // a.js:4:8, unresolved""",
    "show a.js --format config": """\
  "big": 123456789012345680000,
  "list": [
    1e+21,
    {
      "$js": "number",
      "value": "-0"
    },
    1e-7
  ],""",
    "show a.js --format json": """\
      "path": [
        "big"
      ],
      "value": 123456789012345680000,
      "set_by": "appConfig.js",
      "contributions": [
        {
          "layer": "appConfig.js",
          "value": 123456789012345680000,""",
    "explain a.js big one --configuration resource.json --without appConfig.js": """\
big = 123456789012345680000
set at a.js:2:8 (appConfig.js)

shadows, highest precedence first
  9007199254740992  resource.json:3:28 (ui_attributes)  overridden by a.js:2:8

without appConfig.js
  it would be 9007199254740992""",
    "explain a.js one": """\
  100000000000000000000  when location.hash (line 4)  a.js:4:24
  1e+21                  otherwise                    a.js:4:31""",
    "explain a.js big --format json": """\
  "value": 123456789012345680000,""",
    "diff a.js b.js": """\
~ big: 123456789012345680000 -> 123456789012345700000
    a.js:2:8 (appConfig.js) -> b.js:2:8 (appConfig.js)
~ list: [1e+21, -0, 1e-7] -> [1e+21, -0, 1.2e-7]""",
    "diff a.js b.js --format json": """\
        "value": 123456789012345680000,""",
    "matrix": """\
big   123456789012345680000  123456789012345700000
      a.js:2:8               b.js:2:8""",
    "matrix --format csv": """\
path,a,b,a source,b source
big,123456789012345680000,123456789012345700000,a.js:2:8,b.js:2:8
low,1e+22,,resource.json:3:53,
none,-0,,resource.json:3:68,
list,"[1e+21, {""$js"": ""number"", ""value"": ""-0""}, 1e-7]",""",
    "matrix --format json": """\
          "value": 123456789012345680000,""",
    "check a.js --configuration resource.json": """\
a.js:5:13: error[stops-at-start]: logLevel is 1e+21, which is no level""",
    "check a.js --format github": """\
::error file=a.js,line=5,endLine=5,col=13,endColumn=17,title=stops-at-start::logLevel is""",
    "check a.js --format junit": """\
      <failure type="error" message="logLevel is 1e+21, which is no level""",
    "check a.js --format sarif": """\
            "text": "logLevel is 1e+21, which is no level""",
}
"""Parts of what commands print, at the beginnings of lines."""


@pytest.mark.parametrize("command", LINES)
def test_what_a_command_prints(service: Service, command: str) -> None:
    """Word for word; and beside the lines of files nothing is as Python prints it."""
    found = service.call(*command.split()).stdout.replace("\r\n", "\n")

    assert LINES[command] in found
    lines = [line for line in found.splitlines() if not re.search(r" \| |location\.hash \?", line)]
    assert not re.search(r"e-07|0{22}|\de2[12]", "\n".join(lines))


def test_a_report_says_them_without_its_script(service: Service) -> None:
    """As the script does, which reads them as JavaScript does."""
    page = service.call("report", "a.js").stdout

    for text in ("123456789012345680000", "[1e+21, -0, 1e-7]", "1e+21"):
        assert f"<td><bdi>{text}</bdi></td>" in page


def test_an_update_keeps_what_nobody_touches(service: Service) -> None:
    """The document's numbers keep their digits; what comes of them is what JavaScript makes."""
    service.api.resource = json.loads(RESOURCE.replace("-0", "-0.0"), parse_float=Decimal)
    edit = ("--set", "ui_attributes.low=1.50e-7", "--set", "ui_attributes.new=1e+21")
    plan = ("update", "--dry-run", "--app-config", "a.js", *edit)

    text = service.call(*plan).stdout
    data = service.call(*plan, "--format", "json").stdout
    assert service.call("update", "--yes", *edit).code == 0

    assert "  ~ low: 1e+22 -> 1.5e-7\n" in text
    assert "  + new: 1e+21\n" in text
    assert "  ~ low: 1e+22 -> 1.5e-7\n" in text
    assert '"value": 1e+22' in data
    [body] = service.posts
    assert b'"big":9007199254740993' in body
    assert b'"low":1.50E-7' in body
    assert b'"none":-0.0' in body


@settings(max_examples=examples(5), deadline=None)
@given(st.lists(st.floats(), min_size=200, max_size=400))
def test_every_number_is_printed_as_node_prints_it(numbers: list[float]) -> None:
    """In a table, as JSON, and in a script; read again it is the same."""
    texts = node(f"console.log(JSON.stringify([{', '.join(map(_spelled, numbers))}].map(String)))")

    for number, text in zip(numbers, texts, strict=True):
        public = public_number(number)
        signed = "-0" if text == "0" and str(number) == "-0.0" else text
        assert (brief_value(public), write_value(public)) == (signed, signed)
        encoded = encode(public)
        if isinstance(encoded, dict):
            assert encoded == {"$js": "number", "value": signed}
        else:
            assert dump_line(encoded) == text
            assert json.loads(dump_line(encoded), parse_int=float) == number


def _spelled(number: float) -> str:
    return {"inf": "Infinity", "-inf": "-Infinity", "nan": "NaN"}.get(str(number), repr(number))


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_comes_back_from_every_format(number: float) -> None:
    """The script that is written gives it, too."""
    config = effective_config(Source("a.js", f"appConfig = {{ it: {_spelled(number)} }}"))
    written = render(config, "js")

    assert effective_config(Source("b.js", written)) == config
