"""What ``update`` refuses, and that nothing is sent then."""

from __future__ import annotations

import pytest

from appconfig_merge.testing import ServerError
from tests.cli.service import DARK, EDITS, Service, report


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


def test_a_patch_with_a_duplicate_key(service: Service) -> None:
    """Nothing is asked of the service; the second of the two is pointed at."""
    (service.folder / "patch.json").write_text(
        '{"attributes": {"a": 1},\n "attributes": {"b": 2}}', "utf-8"
    )

    result = service.call("update", "--yes", "--merge-patch", "patch.json")

    assert (result.code, result.stdout) == (2, "")
    assert result.stderr == (
        "error: patch.json:2:2: the key attributes stands twice in one object\n"
        '  2 |  "attributes": {"b": 2}}\n'
        "    |  ^^^^^^^^^^^^\n"
        "  help: take one of the two out, or merge what they hold\n"
    )
    assert "POST" not in {one.method for one in service.api.requests}
