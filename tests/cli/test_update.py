"""``update``: the plan, the edits in their order, what is sent, what is said, exit codes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from appconfig_merge.testing import ACCOUNT_SID, Refused, ServerError
from tests.cli.service import UI_ATTRIBUTES, Service, report, running, transcript

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.golden import Golden

EDITS = (
    "--set", "ui_attributes.theme.isLight=false",
    "--set", 'ui_attributes.logLevel="error"',
    "--set", 'ui_attributes.custom_data.apiKey="an0ther"',
    "--unset", "ui_attributes.custom_data.region",
    "--unset", "ui_attributes.custom_data.reigon",
    "--set", "call_recording_enabled=true",
    "--set", "flex_url=null",
)  # fmt: skip
"""An edit of each kind that a plan tells of: of which the script overrides some."""

DARK = ("--set", "ui_attributes.theme.isLight=false")

OUTPUTS: dict[str, tuple[str, ...]] = {
    "update-dry-run-text": ("--dry-run", "--app-config", "appConfig.js", *EDITS),
    "update-dry-run-json": (
        "--dry-run", "--app-config", "appConfig.js", "--format", "json", *EDITS,
    ),
    "update-yes-text": ("--yes", *EDITS),
    "update-yes-json": ("--yes", "--format", "json", *DARK),
    "update-nothing-text": ("--yes", "--set", 'ui_attributes.logLevel="debug"'),
    "update-nothing-json": (
        "--dry-run", "--format", "json", "--set", 'ui_attributes.logLevel="debug"',
    ),
    "update-guards-text": ("--yes", "--unset", "ui_attributes.version_compatibility"),
    "update-guards-json": (
        "--yes", "--format", "json",
        "--set", 'ui_attributes={"theme": {}}', "--set", "ui_languag=1",
    ),
    "update-read-only": (
        "--yes", *DARK, "--set", "status=null", "--set", 'runtime_domain="x.example.com"',
    ),
}  # fmt: skip
"""Calls whose whole output is written down."""


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    """A fake API, and a folder to call the command in."""
    with running(tmp_path) as service:
        yield service


def planned(service: Service, *edits: str, stdin: bytes = b"") -> dict[str, Any]:
    """The document of a --dry-run that would change something or not."""
    options = ("--dry-run", "--show-secrets", "--format", "json")
    result = service.call("update", *options, *edits, stdin=stdin)
    told = report(result)
    assert result.code == (1 if told["changes"] else 0), result.stderr
    return told


def sent(body: bytes) -> Any:
    """A request's body, numbers digit for digit."""
    return json.loads(body, parse_float=str, parse_int=str)


# Whole outputs


@pytest.mark.parametrize("name", OUTPUTS)
def test_whole_output(service: Service, name: str, golden: Golden) -> None:
    """stdout, stderr and exit code; what is printed as JSON is as its schema says."""
    result = service.call("update", *OUTPUTS[name])

    golden(f"live-{name}.text", transcript(result))
    if "json" in OUTPUTS[name]:
        report(result)


def test_in_a_process(service: Service, golden: Golden) -> None:
    """As a shell calls it: the same, with the usual time to watch."""
    result = service.run("update", *OUTPUTS["update-yes-text"])

    golden("live-update-yes-text.text", transcript(result))


@pytest.mark.parametrize("format", ["text", "json"])
def test_a_conflict(service: Service, format: str, golden: Golden) -> None:
    """Exit code 6: what is about to be replaced has changed, and stays as it is."""
    service.change_meanwhile(logLevel="trace")

    result = service.call("update", "--yes", *DARK, "--format", format)

    golden(f"live-update-conflict-{format}.text", transcript(result))
    if format == "json":
        assert report(result)["state"] == "unchanged"
    assert service.stored["ui_attributes"] == {**UI_ATTRIBUTES, "logLevel": "trace"}


@pytest.mark.parametrize("format", ["text", "json"])
def test_a_failure(service: Service, format: str, golden: Golden) -> None:
    """Exit code 5: a page in HTML instead of an answer, each time."""
    service.api.fail(ServerError(502, body=b"<html>Bad gateway</html>"), method="POST", times=9)

    result = service.call("update", "--yes", *DARK, "--format", format)

    golden(f"live-update-failure-{format}.text", transcript(result))
    if format == "json":
        assert report(result)["state"] == "unknown"
    assert service.stored["ui_attributes"] == UI_ATTRIBUTES


def test_a_change_that_others_replace(service: Service) -> None:
    """Exit code 6, with what is stored instead."""

    def hook(_received: object) -> None:
        if service.posts and service.api.requests[-1].method == "GET":
            service.api.resource = {**(service.api.resource or {}), "ui_attributes": UI_ATTRIBUTES}

    service.api.on_request(hook)

    result = service.call("update", "--yes", *DARK, "--format", "json")

    assert result.code == 6
    told = report(result)
    assert (told["outcome"], told["state"]) == ("conflict", "different")
    assert "ui_attributes.theme.isLight" in told["error"]["message"]


def test_a_property_that_the_service_refuses(service: Service) -> None:
    """Error 45004 from the server: each named property is reported."""
    message = "You are not allowed to modify property for [flex_url, url]."
    service.api.fail(Refused(400, 45004, message), method="POST")

    result = service.call("update", "--yes", "--set", "flex_url=null", "--format", "json")

    assert result.code == 5
    error = report(result)["error"]
    assert error["message"] == f"{message} (HTTP 400, error 45004); nothing was changed"
    assert error["help"] == "leave out flex_url, url: nothing of this request was applied"


# What is sent


def test_what_is_planned_is_what_is_sent(service: Service) -> None:
    """The body that --dry-run prints, in both formats, and the POST's: the same to the digit."""
    text = service.call("update", "--dry-run", "--show-secrets", *EDITS).stdout
    data = service.call("update", "--dry-run", "--show-secrets", "--format", "json", *EDITS).stdout
    assert service.posts == []

    assert service.call("update", "--yes", *EDITS).code == 0

    [body] = map(sent, service.posts)
    assert body == sent(text.partition("The request's body:\n")[2].encode())
    assert body == sent(data.encode())["body"]
    assert sorted(body) == ["account_sid", "call_recording_enabled", "flex_url", "ui_attributes"]
    assert body["ui_attributes"]["custom_data"] == {"surge_factor": "1.50", "apiKey": "an0ther"}


def test_secrets_are_masked_in_the_plan_and_not_in_the_request(service: Service) -> None:
    """What --show-secrets shows is masked without; what is sent is whole."""
    change = ("--set", 'ui_attributes.custom_data.apiKey="an0ther"')
    hidden = service.call("update", "--yes", *change)
    service.api.resource = {**(service.api.resource or {}), "ui_attributes": UI_ATTRIBUTES}
    shown = service.call("update", "--yes", "--show-secrets", *change)

    assert 'custom_data.apiKey: "********" -> another secret' in hidden.stdout
    assert 'custom_data.apiKey: "k3y-0f-n0-0ne" -> "an0ther"' in shown.stdout
    assert all(b'"an0ther"' in body for body in service.posts)


def test_force(service: Service) -> None:
    """What the guards refuse is sent with --force; the reasons are still told."""
    result = service.call(
        "update", "--yes", "--force", "--unset", "ui_attributes.version_compatibility"
    )

    assert result.code == 0
    assert "error[version-compatibility]: " in result.stderr
    assert "version_compatibility" not in service.stored["ui_attributes"]


def test_the_backup_goes_where_it_is_wanted(service: Service) -> None:
    """--backup-dir; its bytes are those from before."""
    body = service.api.body
    (service.folder / "kept").mkdir()

    assert service.call("update", "--yes", *DARK, "--backup-dir", "kept").code == 0

    assert service.backups == []
    assert [file.read_bytes() for file in (service.folder / "kept").iterdir()] == [body]


def test_an_api_key_alone(service: Service) -> None:
    """Without TWILIO_ACCOUNT_SID the account is the one of the resource."""
    service.use_api_key()
    service.environment["TWILIO_ACCOUNT_SID"] = ""

    assert service.call("update", "--yes", *DARK).code == 0
    assert sent(service.posts[0])["account_sid"] == ACCOUNT_SID


# Edits


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        (["--set", "ui_attributes.a=1", "--unset", "ui_attributes.a"], None),
        (
            ["--set", "ui_attributes.a=1", "--unset=ui_attributes.a", "--set=ui_attributes.a=2"],
            2,
        ),
        (["--set=ui_attributes.a=1", "--merge-patch=2.json", "--set", "ui_attributes.a=3"], 3),
        (["--set=ui_attributes.a=1", "--set=ui_attributes.a=3", "--merge-patch", "2.json"], 2),
        (["--merge-patch", "2.json", "--json-patch=5.json", "--merge-patch", "2.json"], 2),
        (["--json-patch", "5.json", "--merge-patch", "2.json", "--json-patch", "5.json"], 5),
        (["--replace", "ui_attributes=all.json", "--json-patch", "5.json"], 5),
        (["--json-patch", "5.json", "--replace=ui_attributes=all.json"], 9),
        (["--json-patch", "5.json", "--unset", "ui_attributes.a", "--merge-patch=2.json"], 2),
    ],
)
def test_edits_are_applied_in_the_order_given(
    service: Service, edits: list[str], expected: int | None
) -> None:
    """Across options and repetitions, `--opt value` and `--opt=value` alike."""
    service.write("2.json", {"ui_attributes": {"a": 2}})
    service.write("5.json", [{"op": "add", "path": "/ui_attributes/a", "value": 5}])
    attributes = {**UI_ATTRIBUTES, "a": 9}
    (service.folder / "all.json").write_text(json.dumps(attributes, default=float), "utf-8")

    body = planned(service, *edits)["body"]

    assert body.get("ui_attributes", {}).get("a") == expected


def edit_text(service: Service, option: str, key: str, value: int, name: str) -> str:
    """What an option takes to edit a key of attributes; files are written under the name."""
    if option == "set":
        return f"attributes.{key}={value}"
    if option == "unset":
        return f"attributes.{key}"
    if option == "replace":
        return f"attributes={service.write(name, {key: value})}"
    if option == "merge-patch":
        return service.write(name, {"attributes": {key: value}})
    return service.write(name, [{"op": "add", "path": f"/attributes/{key}", "value": value}])


_KEYS = st.sampled_from(["a", "b", "c"])
_NUMBERS = st.integers(0, 9)
_STEP = st.tuples(
    st.sampled_from(["set", "unset", "merge-patch", "json-patch", "replace"]),
    _KEYS,
    _NUMBERS,
    st.booleans(),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(_STEP, min_size=1, max_size=6))
def test_any_order_of_edits_means_one_after_the_other(
    service: Service, steps: list[tuple[str, str, int, bool]]
) -> None:
    """The result is that of the edits one by one, whatever options they are."""
    expected: dict[str, int] = {}
    arguments = []
    for number, (option, key, value, in_one) in enumerate(steps):
        if option == "unset":
            expected.pop(key, None)
        elif option == "replace":
            expected = {key: value}
        else:
            expected[key] = value
        text = edit_text(service, option, key, value, f"{number}.json")
        arguments += [f"--{option}={text}"] if in_one else [f"--{option}", text]
    service.api.resource = {**(service.api.resource or {}), "attributes": {}}

    body = planned(service, *arguments)["body"]

    assert body.get("attributes", {}) == expected


@pytest.mark.parametrize(
    ("edit", "path", "value"),
    [
        ("--set=/ui_attributes/theme/isLight=false", ["theme", "isLight"], False),
        ("--set=/ui_attributes/a~1b/c=1", ["a/b", "c"], 1),
        ('--set=ui_attributes["a.b=c"].d={"e": [1, null]}', ["a.b=c", "d"], {"e": [1, None]}),
        ("--set=ui_attributes['it is']=\"so\"", ["it is"], "so"),
        ('--set=ui_attributes.text="a=b"', ["text"], "a=b"),
        ("--unset=/ui_attributes/custom_data/region", ["custom_data", "region"], None),
        ('--unset=ui_attributes["logLevel"]', ["logLevel"], None),
    ],
)  # fmt: skip
def test_ways_to_write_a_path(service: Service, edit: str, path: list[str], value: object) -> None:
    """Dotted, with quoted keys, or a JSON Pointer."""
    found = planned(service, edit)["body"]["ui_attributes"]

    for step in path[:-1]:
        found = found[step]
    assert found.get(path[-1]) == value


@pytest.mark.parametrize(
    ("option", "data"),
    [
        ("--merge-patch=-", {"attributes": {"team": "north"}}),
        ("--json-patch=-", [{"op": "add", "path": "/attributes/team", "value": "north"}]),
        ("--replace=attributes=-", {"owner": "x", "environment": "y", "team": "north"}),
    ],
)
def test_a_file_may_come_through_a_pipe(service: Service, option: str, data: object) -> None:
    """A dash reads standard input."""
    told = planned(service, option, stdin=json.dumps(data).encode())

    assert told["body"]["attributes"]["team"] == "north"


@pytest.mark.parametrize(
    ("edits", "names", "minimum"),
    [
        (["--set", "taskrouter_skills[2].minimum=2"],
         ["voice", "language_de", "product_knowledge"], 2),
        (["--unset", "taskrouter_skills[0]"], ["language_de", "product_knowledge"], 1),
        (["--set", 'taskrouter_skills[3]={"name": "email"}'],
         ["voice", "language_de", "product_knowledge", "email"], 1),
        (["--set", '/taskrouter_skills/-={"name": "email"}'],
         ["voice", "language_de", "product_knowledge", "email"], 1),
        (["--json-patch", "skills.json"], ["language_de", "product_knowledge", "sms"], 1),
    ],
)  # fmt: skip
def test_arrays_are_edited_the_same_way(
    service: Service, edits: list[str], names: list[str], minimum: int
) -> None:
    """taskrouter_skills: an element's field, one less, one more, a JSON Patch."""
    service.write(
        "skills.json",
        [
            {"op": "test", "path": "/taskrouter_skills/0/name", "value": "voice"},
            {"op": "remove", "path": "/taskrouter_skills/0"},
            {"op": "add", "path": "/taskrouter_skills/-", "value": {"name": "sms"}},
        ],
    )

    told = planned(service, *edits)

    assert told["guards"] == []
    skills = told["body"]["taskrouter_skills"]
    assert [skill["name"] for skill in skills] == names
    assert {one["name"]: one for one in skills}["product_knowledge"]["minimum"] == minimum


def test_an_array_as_it_is_stored(service: Service) -> None:
    """The whole array is sent, the other elements as they were."""
    before = service.stored["taskrouter_skills"]

    result = service.call("update", "--yes", "--set", "taskrouter_skills[2].minimum=2")

    assert result.code == 0
    assert service.stored["taskrouter_skills"] == [*before[:2], {**before[2], "minimum": 2}]


# Exit codes


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (DARK, "error: there is no terminal to ask at\n  help: --yes makes the change "),
        (["--yes"], "error: there is nothing to do\n  help: give --set, --unset, "),
        (["--yes", "--set", "ui_attributes.theme"], "--set takes PATH=JSON, and this has no ="),
        (["--yes", "--set", "ui_attributes.logLevel=debug"], "the value is not JSON"),
        (["--yes", "--set", "ui_attributes..theme=1"], "is not a path"),
        (["--yes", "--set", "=1"], "the empty path names the whole resource"),
        (["--yes", "--unset", "ui_attributes["], "is not a path"),
        (["--yes", "--replace", "ui_attributes"],
         "--replace takes a property and a file\n  help: write it as PROPERTY=FILE\n"),
        (["--yes", "--replace", "ui_attributes.theme=ok.json"], "a path inside one"),
        (["--yes", "--merge-patch", "array.json"], "a merge patch of the resource must be"),
        (["--yes", "--json-patch", "ok.json"], "a JSON Patch must be a JSON array"),
        (["--yes", *DARK, "--api-url", "http://example.com"], "in clear text"),
        (["--yes", *DARK, "--api-url", "nonsense"], "is not an http or https address"),
        (["--yes", *DARK, "--format", "yaml"], "'yaml' is not one of 'text', 'json'"),
        (["--yes", "extra", *DARK], "unexpected extra argument"),
        (["--yes", *DARK, "--merge-patch", "-", "--json-patch", "-"],
         "only one input can be standard input"),
        (["--yes", *DARK, "--merge-patch", "-", "--app-config", "-"],
         "only one input can be standard input"),
    ],
)  # fmt: skip
def test_wrong_usage(service: Service, arguments: list[str], message: str) -> None:
    """Exit code 2, nothing on stdout, no request."""
    service.write("ok.json", {"attributes": {}})
    service.write("array.json", [])

    result = service.call("update", *arguments, stdin=b"{}")

    assert (result.code, result.stdout) == (2, "")
    assert message in result.stderr
    assert service.api.requests == ()


@pytest.mark.parametrize("format", ["text", "json"])
def test_without_credentials(service: Service, format: str) -> None:
    """Exit code 2."""
    service.environment["TWILIO_AUTH_TOKEN"] = ""

    result = service.call("update", "--yes", *DARK, "--format", format)

    assert (result.code, result.stdout) == (2, "")
    assert result.stderr.startswith("error: TWILIO_AUTH_TOKEN is not set\n  help: ")


@pytest.mark.parametrize(
    ("edits", "message"),
    [
        (["--set", "status=null", "--unset", "status"], "a property can't be removed"),
        (["--set", "ui_language.a=1"], "can't be set: ui_language is a string"),
        (["--set", "taskrouter_skills[9]=1"], "the array has 3 elements"),
        (["--set", "account_sid=1"], "not allowed to modify property for [account_sid]."),
        (["--merge-patch", "null.json"], "attributes can't be removed"),
        (["--json-patch", "bad.json"], 'operation 1 has no valid "op"'),
        (["--json-patch", "missing.json"], "operation 1 (remove)"),
    ],
)  # fmt: skip
def test_edits_that_the_resource_does_not_take(
    service: Service, edits: list[str], message: str
) -> None:
    """Exit code 2 once the resource is read; nothing is sent, with --force neither."""
    service.write("null.json", {"attributes": None})
    service.write("bad.json", [{"op": "nonsense", "path": "/attributes"}])
    service.write("missing.json", [{"op": "remove", "path": "/attributes/missing"}])

    result = service.call("update", "--yes", "--force", *edits)

    assert (result.code, result.stdout) == (2, "")
    assert message in result.stderr
    assert service.posts == []
    assert service.backups == []


def test_a_test_that_fails(service: Service) -> None:
    """Exit code 6: the resource isn't what the JSON Patch expects."""
    service.write(
        "patch.json",
        [
            {"op": "test", "path": "/ui_language", "value": "fr-FR"},
            {"op": "replace", "path": "/ui_language", "value": "de-DE"},
        ],
    )

    result = service.call("update", "--yes", "--json-patch", "patch.json")

    assert (result.code, result.stdout) == (6, "")
    assert result.stderr.startswith(
        "error: patch.json: operation 1 (test): /ui_language is not what the patch expects\n"
    )
    assert service.posts == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["--merge-patch", "missing.json"],
        ["--json-patch", "broken.json"],
        ["--replace", "attributes=."],
        [*DARK, "--app-config", "missing.js"],
        [*DARK, "--app-config", "broken.js"],
        [*DARK, "--app-config", "appConfig.js", "--script", "missing.js"],
    ],
)
@pytest.mark.parametrize("choice", ["--yes", "--dry-run"])
def test_files_that_cannot_be_read(service: Service, choice: str, arguments: list[str]) -> None:
    """Exit code 3, told before any request is made; the app-config's syntax too."""
    (service.folder / "broken.json").write_text('[{"op": }]', "utf-8")
    (service.folder / "broken.js").write_text("var appConfig = {", "utf-8")

    result = service.call("update", choice, *arguments)

    assert (result.code, result.stdout) == (3, "")
    assert result.stderr.startswith("error: ")
    assert service.api.requests == ()


def test_a_backup_that_cannot_be_written(service: Service) -> None:
    """Exit code 3, and nothing is sent."""
    result = service.call("update", "--yes", *DARK, "--backup-dir", "missing", "--format", "json")

    assert result.code == 3
    told = report(result)
    assert told["outcome"] == "refused"
    assert "the backup can't be written" in told["error"]["message"]
    assert service.posts == []


def test_a_failure_before_there_is_a_plan(service: Service) -> None:
    """Exit code 5; there is no document yet, and none half written."""
    service.api.fail(ServerError(500), times=9)

    result = service.call("update", "--yes", *DARK, "--format", "json")

    assert (result.code, result.stdout) == (5, "")
    assert "error: the service failed (HTTP 500)\n" in result.stderr


def test_dry_run_changes_nothing(service: Service) -> None:
    """One GET; no backup, no POST."""
    body = service.api.body

    assert service.call("update", "--dry-run", *EDITS).code == 1

    assert [request.method for request in service.api.requests] == ["GET"]
    assert service.backups == []
    assert service.api.body == body
