"""Lines as a check shows them: asterisks for each secret, and the length that they had."""

from __future__ import annotations

import pytest

from appconfig_merge import Source
from appconfig_merge.checks.leaks import Leak, leaks
from appconfig_merge.checks.masking import Masking
from appconfig_merge.inputs.contexts import read_context
from appconfig_merge.inputs.reader import Reader
from appconfig_merge.inputs.record import GivenResource, Inputs
from appconfig_merge.releases import DOCUMENTED
from tests.checks.support import at

TOKEN = "9f86d081884c7d659a2feaa0c55ad015"
HIDDEN = "*" * len(TOKEN)
RESOURCE = """\
{"account_sid": "AC",
 "ui_attributes": {"a": [{"password": "hunter2"}], "token": "t0ken-4711"},
 "public_attributes": {"apiKey": "SKabc-123"},
 "attributes": {"password": "hunter9"}}"""


def masking(script: str, resource: str | None = None) -> Masking:
    """What masks the secrets of a script over a resource."""
    text = GivenResource(Source("c.json", resource, "json")) if resource is not None else None
    inputs = Inputs(Source("a.js", script), text, DOCUMENTED)
    return read_context(Reader(), inputs).context.cached(Masking)


@pytest.mark.parametrize(
    ("script", "shown"),
    [
        (
            f"var appConfig = {{ a: '{TOKEN}', password: 'hunter2' }}; // token: {TOKEN}, x",
            f"var appConfig = {{ a: '{HIDDEN}', password: '*******' }}; // token: {HIDDEN}, x",
        ),
        (
            f"var appConfig = {{ list: ['{TOKEN}', 'a'], o: {{ token: ['x-12345678'] }} }};",
            f"var appConfig = {{ list: ['{HIDDEN}', 'a'], o: {{ token: ['**********'] }} }};",
        ),
        (
            "/* password: abcd1234\n token = Bearer q1w2e3r4t5\n other: abcd1234 */\nf();",
            "/* password: ********\n token = Bearer **********\n other: abcd1234 */\nf();",
        ),
        (
            "var appConfig = { password: 'hunter2', say: 'hunter2 here' }; f(`hunter2 ${x}`);",
            "var appConfig = { password: '*******', say: '******* here' }; f(`******* ${x}`);",
        ),
        (
            "var appConfig = { password: (location.hash ? 'SK-live-1' : 'SK-test-1') + '\u00e4' };",
            "var appConfig = { password: (location.hash ? '*********' : '*********') + '*' };",
        ),
        (
            "var appConfig = { password: `ab\ncd-1234567` };",
            "var appConfig = { password: ***\n*********** };",
        ),
        ("var = { password: 'hunter2' };", "var = { password: '*******' };"),
        (
            "var appConfig = { label: 'a text', n: 12 };",
            "var appConfig = { label: 'a text', n: 12 };",
        ),
    ],
)
def test_lines_of_a_script(script: str, shown: str) -> None:
    """Literals, elements, comments, what is computed, and texts that say a secret again."""
    lines = masking(script).lines(Source("a.js", script), script.split("\n"))

    assert lines == shown.split("\n")


def test_lines_of_a_resource() -> None:
    """What no browser gets is hidden, too."""
    source = Source("c.json", RESOURCE, "json")

    assert masking("var appConfig = {};", RESOURCE).lines(source, RESOURCE.split("\n")) == [
        '{"account_sid": "AC",',
        ' "ui_attributes": {"a": [{"password": "*******"}], "token": "**********"},',
        ' "public_attributes": {"apiKey": "*********"},',
        ' "attributes": {"password": "*******"}}',
    ]


def test_the_line_of_a_place() -> None:
    """Of a text that the check has; of no place, and of another file, there is none."""
    masks = masking("var appConfig = {\n password: 'hunter2' };")

    assert masks.line_at(at(2, 1, 1, "a.js")) == " password: '*******' };"
    assert masks.line_at(at(1, 1, 1, "a.js")) == "var appConfig = {"
    assert masks.line_at(at(1, 1, 1, "other.js")) is None
    assert masks.line_at(None) is None


@pytest.mark.parametrize(("length", "is_shown"), [(5_000, True), (5_001, False)])
def test_a_very_long_line_is_not_shown(length: int, is_shown: bool) -> None:
    """Nobody reads it."""
    line = "var appConfig = {};".ljust(length)

    assert masking(line).line_at(at(1, 1, 1, "a.js")) == (line if is_shown else None)


def test_what_leaks_of_a_resource() -> None:
    """By its path there and in the configuration; what stays on the server is no leak."""
    text = GivenResource(Source("c.json", RESOURCE, "json"))
    inputs = Inputs(Source("a.js", "var appConfig = {};"), text, DOCUMENTED)

    found = leaks(read_context(Reader(), inputs).context)

    assert found == (
        Leak(
            "hunter2",
            ("ui_attributes", "a", 0, "password"),
            at(2, 39, 9, "c.json"),
            ("a", 0, "password"),
        ),
        Leak("t0ken-4711", ("ui_attributes", "token"), at(2, 61, 12, "c.json"), ("token",)),
        Leak("SKabc-123", ("public_attributes", "apiKey"), at(3, 34, 11, "c.json")),
    )
