"""``--live``: the effective configuration over the resource as it is now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from appconfig_merge.testing import CannedAnswer, ServerError
from tests.cli.service import Service, transcript

if TYPE_CHECKING:
    from tests.golden import Golden

CALLS = {
    "show-text": ["appConfig.js", "--live"],
    "show-json": ["show", "appConfig.js", "--live", "--format", "json"],
    "explain-text": ["explain", "appConfig.js", "logLevel", "custom_data.region", "--live"],
    "explain-json": ["explain", "appConfig.js", "logLevel", "--live", "--format", "json"],
}


@pytest.mark.parametrize("name", CALLS)
def test_whole_output(service: Service, name: str, golden: Golden) -> None:
    """The source of a value is the resource of an account, shortened, at a time."""
    golden(f"live-{name}.text", transcript(service.call(*CALLS[name])))


def test_in_a_process(service: Service, golden: Golden) -> None:
    """As a shell calls it."""
    golden("live-show-text.text", transcript(service.run(*CALLS["show-text"])))


@pytest.mark.parametrize("option", ["--configuration", "--ui-attributes"])
@pytest.mark.parametrize("command", [["show", "appConfig.js"], ["explain", "appConfig.js", "a"]])
def test_one_source_beneath_the_script(service: Service, command: list[str], option: str) -> None:
    """--live excludes what says the same from a file."""
    result = service.call(*command, "--live", option, "resource.json")

    assert (result.code, result.stdout) == (2, "")
    assert "exclude each other\n" in result.stderr
    assert service.api.requests == ()


def test_the_version_of_the_ui(service: Service) -> None:
    """--ui-version reaches the service, with show and with explain."""
    service.call("appConfig.js", "--live", "--ui-version", "2.n")
    service.call("explain", "appConfig.js", "logLevel", "--live", "--ui-version=1.34.0")

    assert [one.query["UiVersion"] for one in service.api.requests] == ["2.n", "1.34.0"]


@pytest.mark.parametrize(
    "command",
    [
        ["appConfig.js"],
        ["explain", "appConfig.js", "logLevel"],
        ["check", "appConfig.js"],
        ["report", "appConfig.js", "--output", "report.html"],
    ],
)
@pytest.mark.parametrize(
    ("options", "asked"),
    [
        ([], None),
        (["--flex-ui", "documented"], None),
        (["--flex-ui", "2.17.1"], "2.17.1"),
        (["--flex-ui", "2.17"], "2.17.1"),
        (["--flex-ui", "1"], "1.34.6"),
        (["--flex-ui", "2.17.1", "--ui-version", "2.16.0"], "2.16.0"),
        (["--flex-ui", "auto"], None),
    ],
)
def test_the_release_is_asked_for(
    service: Service, command: list[str], options: list[str], asked: str | None
) -> None:
    """Flex UI asks for the resource of its own version; so is done, once, for the one followed."""
    service.call(*command, "--live", *options)

    assert [one.query.get("UiVersion") for one in service.api.requests] == [asked]


def test_the_release_that_package_json_names_is_asked_for(service: Service) -> None:
    """With auto it may be known before the resource is."""
    package = '{"dependencies": {"@twilio/flex-ui": "2.5.0"}}'
    (service.folder / "package.json").write_text(package, "utf-8")
    for command in (["show"], ["explain", "logLevel"], ["check"]):
        service.call(command[0], "appConfig.js", *command[1:], "--live", "--flex-ui", "auto")

    assert [one.query.get("UiVersion") for one in service.api.requests] == ["2.5.0"] * 3


def test_each_script_asks_for_the_release_of_its_settings(service: Service) -> None:
    """What two of them ask for alike is fetched once."""
    for name, release in (("a", "2.5.0"), ("b", "2.17.1"), ("c", "2.5.0")):
        folder = service.folder / name
        folder.mkdir()
        (folder / "appConfig.js").write_text("var appConfig = {};", "utf-8")
        (folder / ".effective-config.toml").write_text(f'flex-ui = "{release}"', "utf-8")
    service.call("check", "a/appConfig.js", "b/appConfig.js", "c/appConfig.js", "--live")

    assert [one.query["UiVersion"] for one in service.api.requests] == ["2.5.0", "2.17.1"]


@pytest.mark.parametrize("command", [["appConfig.js"], ["explain", "appConfig.js", "logLevel"]])
def test_the_version_needs_live(service: Service, command: list[str]) -> None:
    """Without --live it would say nothing."""
    result = service.call(*command, "--ui-version", "2.n")

    assert (result.code, result.stdout) == (2, "")
    assert "--ui-version needs --live" in result.stderr


@pytest.mark.parametrize("command", [["appConfig.js"], ["explain", "appConfig.js", "logLevel"]])
def test_the_option_wins_over_the_environment(service: Service, command: list[str]) -> None:
    """--api-url says where the service is, whatever EFFECTIVE_CONFIG_API_URL says."""
    assert service.call(*command, "--live").code == 0

    own = service.api.url
    service.environment["EFFECTIVE_CONFIG_API_URL"] = "http://127.0.0.1:1"
    assert service.call(*command, "--live", "--api-url", own).code == 0

    assert len(service.api.requests) == 2


@pytest.mark.parametrize("command", [["appConfig.js"], ["explain", "appConfig.js", "logLevel"]])
def test_a_mistake_in_the_script_needs_no_request(service: Service, command: list[str]) -> None:
    """A syntax error is told before anything is asked of the service."""
    (service.folder / "appConfig.js").write_text("var appConfig = { logLevel: };\n", "utf-8")

    result = service.call(*command, "--live")

    assert (result.code, result.stdout) == (3, "")
    assert result.stderr.startswith("error: appConfig.js:1:27: ")
    assert service.api.requests == ()


def test_without_live_nothing_is_asked(service: Service) -> None:
    """Credentials in the environment are no reason to use them."""
    assert service.call("appConfig.js").code == 0
    assert service.api.requests == ()


def test_a_failure_leaves_stdout_empty(service: Service) -> None:
    """No half of a configuration is shown: exit code 5."""
    service.api.fail(ServerError(500), times=9)

    result = service.call("appConfig.js", "--live", "--format", "json")

    assert (result.code, result.stdout) == (5, "")
    assert "error: the service failed (HTTP 500)\n" in result.stderr


DUPLICATE = b"""{"account_sid": "AC00000000000000000000000000000000",
"ui_attributes": {"version_compatibility": "yes", "a": 1, "a": 2}}"""
TAKES_THE_LAST = (
    "warning[duplicate-key]: ui_attributes.a stands twice in one object: Flex UI takes the last\n"
    "  help: take one of the two out, or merge what they hold\n"
)


def test_a_key_that_stands_twice(service: Service) -> None:
    """Told on stderr; the last counts."""
    service.api.fail(CannedAnswer(200, DUPLICATE))

    result = service.call("explain", "appConfig.js", "a", "--live")

    assert (result.code, result.stderr) == (0, TAKES_THE_LAST)
    assert result.stdout.startswith("a = 2\n")


def test_check_finds_a_key_that_stands_twice(service: Service) -> None:
    """By the rule for files."""
    service.api.fail(CannedAnswer(200, DUPLICATE))

    result = service.call("check", "appConfig.js", "--live")

    assert result.stdout.count("[duplicate-key]") == 1
    assert TAKES_THE_LAST in result.stdout
