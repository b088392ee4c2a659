"""``effective-config verify``: exit codes, what is allowed, formats; and what is no snapshot."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from tests.browser_edge.site import page, serving
from tests.cli.command import Result, run
from tests.rendering.test_verification_json import validate

if TYPE_CHECKING:
    from pathlib import Path

    from tests.golden import Golden

PAGE = ("index.html", "--configuration", "configuration.json")
URL = "https://flex.example.com/"
ALL_GIVEN = (*PAGE, "--page-url", URL, "--stored", "stored.json", "--flex-ui", "2.17.1")
PLANTED = "plugin,served-file"
"""What differs where all of the page is given that was known before."""


@pytest.fixture
def folder(fixtures: Path, tmp_path: Path) -> Path:
    """A page, and a snapshot of what the real Flex UI ran with on it."""
    shutil.copytree(fixtures / "self-hosted", tmp_path, dirs_exist_ok=True)
    return tmp_path


def verify(folder: Path, *arguments: str, stdin: bytes = b"") -> Result:
    """Hold the page against its snapshot."""
    return run("verify", *arguments, cwd=folder, stdin=stdin)


def snapshot(folder: Path, **changes: Any) -> None:
    """Write the snapshot with some fields otherwise."""
    file = folder / "snapshot.json"
    file.write_text(json.dumps({**json.loads(file.read_text("utf-8")), **changes}), "utf-8")


@pytest.mark.parametrize("format", ["text", "json", "junit"])
def test_each_format_is_what_it_was(format: str, fixtures: Path, golden: Golden) -> None:
    """The whole output for a page that differs in several ways."""
    call = (*PAGE, "--running", "snapshot.json", "--format", format)
    result = verify(fixtures / "self-hosted", *call)

    assert result.code == 1
    golden(f"verify.{'xml' if format == 'junit' else format}", result.stdout)


def test_json_is_as_the_schema_says(folder: Path) -> None:
    """Of a real page."""
    result = verify(folder, *PAGE, "--running", "snapshot.json", "--format", "json")
    data = json.loads(result.stdout)

    validate(data)
    assert data["agrees"] is False
    assert sum(data["causes"].values()) == len(data["differences"])


@pytest.mark.parametrize(
    ("allow", "code"),
    [
        ((), 1),
        (("--allow", "plugin"), 1),
        (("--allow", PLANTED), 0),
        (("--allow", "plugin", "--allow", " served-file ,"), 0),
        (("--allow", f"none,{PLANTED}"), 1),
        (("--allow", f"{PLANTED},none,service"), 1),
        (("--allow", f"{PLANTED},none,service,moved-props"), 0),
    ],
)
def test_what_is_allowed_decides_on_the_exit_code(
    folder: Path, allow: tuple[str, ...], code: int
) -> None:
    """What Flex UI itself does is allowed besides, unless ``none`` says otherwise."""
    for format in ("text", "json", "junit"):
        call = (*ALL_GIVEN, "--running", "snapshot.json", "--format", format, *allow)
        assert verify(folder, *call).code == code


CAUSES = (
    "plugin, page-script, served-file, binding, hand-over, resource, cached-resource, stored, "
    "release, feature-flag, service, moved-props, page-decided"
)
NAMED = "--running SNAPSHOT names a snapshot of it, --browser URL opens it in a browser"
WRONG = {
    ("--allow", "unexplained"): (
        "--allow: what is unexplained can't be allowed",
        "a snapshot of --browser, --plugins or the page in place of appConfig.js tell more",
    ),
    ("--allow", "plugins"): ("--allow: there is no cause 'plugins'", "did you mean plugin?"),
    ("--allow", "?"): ("--allow: there is no cause '?'", f"the causes are {CAUSES}"),
    ("--running", "other.json"): (
        "--running is given twice: snapshot.json and other.json",
        "it has one value: leave the others out",
    ),
    ("--browser", URL): ("there are two running pages", NAMED),
    ("--show",): ("--show needs --browser", "it says how the page is opened"),
}


@pytest.mark.parametrize("given", WRONG)
def test_wrong_usage(folder: Path, given: tuple[str, ...]) -> None:
    """Is told before anything is read."""
    result = verify(folder, *PAGE, "--running", "snapshot.json", *given)
    message, help = WRONG[given]

    assert (result.code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"error: {message}\n  help: {help}\n")


def test_the_running_page_has_to_be_named(folder: Path) -> None:
    """As a snapshot, or by its address."""
    result = verify(folder, *PAGE)

    assert (result.code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"error: the running page is missing\n  help: {NAMED}\n")


def test_the_snapshot_may_be_standard_input(folder: Path) -> None:
    """No later prediction can then be given it as a file."""
    data = (folder / "snapshot.json").read_bytes()
    result = verify(folder, *PAGE, "--running", "-", stdin=data)
    twice = verify(folder, "-", "--running", "-", stdin=data)

    assert result.code == 1
    assert result.stdout.startswith("<stdin>: https://flex.example.com/ ran Flex UI 2.17.1")
    assert "--stored <stdin>" not in result.stdout
    assert twice.code == 2
    assert twice.stderr.startswith("error: only one input can be standard input\n")


def test_the_result_goes_to_a_file(folder: Path) -> None:
    """For its owner alone where it has secrets."""
    call = (*PAGE, "--running", "snapshot.json", "--format", "junit", "--output", "result.xml")
    result = verify(folder, *call, "--show-secrets")
    file = folder / "result.xml"

    assert (result.code, result.stdout) == (1, "")
    assert file.stat().st_mode & 0o077 == 0
    assert ET.parse(file).getroot().get("name") == "effective-config verify"


def test_a_page_that_agrees(folder: Path) -> None:
    """Takes two lines, and nothing more where all was given."""
    data = json.loads((folder / "snapshot.json").read_text("utf-8"))
    del (
        data["configuration"]["isTeamsContextEnabled"],
        data["configuration"]["isEmailChannelEnabled"],
    )
    data["configuration"]["theme"]["isLight"] = False
    data["configuration"]["language"] = "en-GB"
    data["configuration"]["componentProps"] = data["handed"]["componentProps"]
    snapshot(folder, **{**data, "moved": {}, "calls": []})
    result = verify(folder, *ALL_GIVEN, "--running", "snapshot.json")

    assert (result.code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "snapshot.json: https://flex.example.com/ ran Flex UI 2.17.1 at 2026-11-30T01:36:07Z",
        "27 values agree, none differs",
    ]


@pytest.mark.parametrize("state", ["login", "starting", "refused", "absent"])
def test_a_page_on_which_no_flex_ui_runs(folder: Path, state: str) -> None:
    """Can't be held against anything, whatever else the snapshot has."""
    for changes in ({"state": state}, {"state": state, "configuration": None}):
        snapshot(folder, **changes)
        result = verify(folder, *PAGE, "--running", "snapshot.json")

        assert (result.code, result.stdout) == (3, "")
        assert "snapshot.json" in result.stderr
        assert "\n  help: " in result.stderr


DEEP = 100_000
HOSTILE = {
    "nothing": b"",
    "no JSON": b"<!doctype html><title>Sign in</title>",
    "null": b"null",
    "a resource": b'{"account_sid": "AC00000000000000000000000000000000", "ui_attributes": {}}',
    "bytes": bytes(range(256)),
    "NUL": b"\x00" * 1000,
    "nested arrays": b"[" * DEEP,
    "nested objects": b'{"a":' * DEEP + b"1" + b"}" * DEEP,
    "a snapshot of nothing": b'{"schema_version": 1, "kind": "flex-ui-snapshot"}',
    "a later snapshot": b'{"schema_version": 2, "kind": "flex-ui-snapshot"}',
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_snapshot_is_told_so(folder: Path, data: bytes) -> None:
    """Whatever it is: with a place and a hint, and without a traceback."""
    (folder / "snapshot.json").write_bytes(data)
    result = verify(folder, *PAGE, "--running", "snapshot.json")

    assert (result.code, result.stdout) == (3, "")
    assert result.stderr.startswith("error: snapshot.json")
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "configuration",
    [
        {},
        {"__proto__": {"isLight": True}, "constructor": 1, "toString": {"$js": "undefined"}},
        {"theme": [], "sso": "x" * 100_000, "logLevel": {"$js": "number", "value": "NaN"}},
        {"\x1b[2J\u202e": "\x1b]0;x\x07", "": {"": {"": None}}, "a.b": [[[{}]]]},
        {"componentProps": None, "theme": {"isLight": {"$js": "other", "class": "Proxy"}}},
        {f"key{number}": number for number in range(3000)},
    ],
    ids=["empty", "prototypes", "other types", "control characters", "odd", "many"],
)
def test_any_configuration_may_run(folder: Path, configuration: dict[str, Any]) -> None:
    """It is compared, and nothing of it acts on a terminal."""
    snapshot(folder, configuration=configuration)
    for format in ("text", "json", "junit"):
        result = verify(folder, *PAGE, "--running", "snapshot.json", "--format", format)

        assert result.code == 1
        assert "Traceback" not in result.stderr
        if format != "json":  # which is for programs
            assert not set(result.stdout + result.stderr) & set("\x1b\x07\u202e")
        assert not set(result.stderr) & set("\x1b\x07\u202e")


def test_without_a_release_or_a_resource_the_page_s_own_are_taken(folder: Path) -> None:
    """And it is said so."""
    result = verify(folder, "index.html", "--running", "snapshot.json")
    data = json.loads(
        verify(folder, "index.html", "--running", "snapshot.json", "--format", "json").stdout
    )

    assert "\nassumed: " in result.stdout
    assert len(data["assumed"]) == 2
    assert data["prediction"]["release"] == "2.17.1"
    assert data["answers"]["flex_ui"] == "2.17.1"


def test_a_page_in_a_browser(tmp_path: Path) -> None:
    """Is asked for what the prediction lacks; secrets are compared, and shown nowhere."""
    secret = "wp7Zk3Vn9Qx2Lr8Ty4Hb"
    running = {"colour": "red", "brand": "Acme", "token": secret, "apiKey": f"{secret}7"}
    (tmp_path / "appConfig.js").write_text(
        "var appConfig = { colour: 'blue', brand: environment.brand, made: true, "
        f"token: '{secret}', apiKey: '{secret}8' }};",
        "utf-8",
    )
    call = (
        "appConfig.js",
        "--assume",
        "environment",
        "--flex-ui",
        "documented",
        "--format",
        "json",
    )
    with serving({"/desk": page(running, "window.environment = { brand: 'Acme' };")}) as site:
        result = verify(tmp_path, *call, "--browser", f"{site.url}/desk", "--wait", "30")
    data = json.loads(result.stdout)

    validate(data)
    assert result.code == 1
    assert {one["path"][0]: one["cause"] for one in data["differences"]} == {
        "colour": "served-file",
        "brand": "page-decided",
        "apiKey": "served-file",
    }
    assert (data["agreed"], data["not_compared"]) == (2, [])
    assert data["answers"]["define"] == {"environment.brand": '"Acme"'}
    assert (data["snapshot"]["taken_by"], data["snapshot"]["watched"]) == ("browser", True)
    assert secret not in result.stdout + result.stderr


def test_mistakes_in_files_open_no_browser(tmp_path: Path) -> None:
    """They are told at once."""
    (tmp_path / "appConfig.js").write_text("var appConfig = {", "utf-8")
    result = verify(tmp_path, "appConfig.js", "--browser", "http://localhost:1/", "--wait", "60")

    assert result.code == 3
    assert result.stderr.startswith("error: appConfig.js:1:")
