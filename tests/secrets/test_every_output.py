"""No secret is in anything that a command prints or writes, but where it is there to show it."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

import click
import pytest

from appconfig_merge import Source, effective_config
from appconfig_merge.cli.commands import cli
from appconfig_merge.pytest_plugin.asserting import (
    Reads,
    WatchedConfig,
    explain_difference,
    story,
)
from tests.cli.service import Service, running
from tests.diff.support import git

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.command import Result


class Planted(NamedTuple):
    """A secret, and the entries of a configuration that have it in them."""

    secret: str
    script: str


PLANTED = {
    "a key": Planted("p1ain-under-a-key", 'password: "p1ain-under-a-key"'),
    "a number": Planted("271828182", "agentPin: 271828182"),
    "a BigInt": Planted("314159265358979", "accessToken: 314159265358979n"),
    "a regular expression": Planted("sk_live_1nR3gExp00", "pattern: /sk_live_1nR3gExp00/"),
    "an array": Planted("1n-an-array", 'list: [{ clientSecret: ["1n-an-array"] }]'),
    "a plural key": Planted("und3r-a-plural", 'credentials: { robert: { x: "und3r-a-plural" } }'),
    "a URL": Planted("us3r-1nfo", 'crmUrl: "https://robert:us3r-1nfo@crm.example.com/"'),
    "a query": Planted("1n-a-query", 'mapsUrl: "https://maps.example.com/?api_key=1n-a-query"'),
    "a JSON text": Planted("1n-json-text", """state: '{"crm": {"password": "1n-json-text"}}'"""),
    "a key itself": Planted("sk_live_1sAKey0000", "byKey: { sk_live_1sAKey0000: 1 }"),
    "escapes": Planted('qu"ote-ünder-9', """secret: 'qu"ote-ünder-9'"""),
    "both candidates": Planted("c4ndidate", 'jwt: location.hash ? "c4ndidate-1" : "c4ndidate-2"'),
    "a candidate": Planted(
        "sk_live_C4nd1date0", 'either: location.hash ? "sk_live_C4nd1date0" : "none"'
    ),
    "a candidate's inside": Planted(
        "1ns1de-a-candidate",
        'maybe: location.hash ? { apiKey: "1ns1de-a-candidate" } : {}',
    ),
    "a candidate's number": Planted(
        "161803398", "pins: location.hash ? { userPin: 161803398 } : 0"
    ),
    "a template": Planted(
        "1n-a-templ4te", "link: `/?access_token=1n-a-templ4te&x=${location.hash}`"
    ),
    "a call's argument": Planted(
        "4n-argument", "made: location.hash.concat({ password: '4n-argument' }, [1])"
    ),
    "an unresolved choice": Planted(
        "1n-a-choice",
        "chosen: window.parent.load({ apiKey: location.hash ? '1n-a-choice-1' : '1n-a-choice-2' })",
    ),
    "a condition": Planted(
        "1n-a-c0ndition", "open: location.password === '1n-a-c0ndition' ? 'yes' : 'no'"
    ),
    "a function": Planted(
        "1n-a-functi0n",
        "send: () => fetch('/x', { headers: { Authorization: 'Bearer 1n-a-functi0n' } })",
    ),
    "a trace": Planted("tr4ced-part", 'apiKey: "a-" + part'),
    "a trace of a form": Planted("Lr7xK2mQ9vB4nT1z", "note: formed"),
    "another text": Planted("p1ain-under-a-key", 'label: "the word is p1ain-under-a-key today"'),
    "what is lost": Planted("1ost-password", 'lost: { token: "1ost-password" }, lost: 1'),
}
"""Places where a secret may stand in a script."""

BEFORE = """\
// password: '1n-a-comment'
window.parent.login({ password: "1n-a-statement" });
window.parent.eval("var password = '1n-eval-ed-code'");
localStorage.setItem("authToken", "1n-a-storage");
const part = "tr4ced-part", formed = "Lr7xK2mQ9vB4nT1z" + "Wd5sF8gH3jY6pC0a";
"""
STORED = {
    "version_compatibility": "yes",
    "password": "st0red-password",
    "crm": {"tokens": {"apiKey": ["st0red-key"]}, "link": "https://u:st0red-1nfo@example.com"},
    "either": "old",
    "jwt": "st0red-jwt",
    "made": {"secret": "st0red-inside"},
    "state": '{"password": "st0red-json"}',
    "sk_live_st0redKey00": True,
}
GIVEN = json.loads(json.dumps(STORED).replace("st0red", "g1ven"))
COLUMN = "1n-a-column"
ACCOUNT = f"AC{7:032}"
BROKEN = {
    "broken.js": 'var appConfig = { password: "br0ken-line" "br0ken-next" };\n',
    "broken2.js": "var appConfig = {\n  apiKey:\n    'br0ken-line' 'br0ken-next',\n};\n",
    "throws.js": "var appConfig = {}; load_it('x', { apiKey: `thr0wn-line` });\n",
    "broken.json": '{"ui_attributes": {"password": "br0ken-line" "br0ken-next"}}',
    "broken2.json": '{"ui_attributes": {"password":\n"br0ken-line" "br0ken-next"}}',
    "broken3.json": '{"ui_attributes": {"sk_live_br0kenKey00": }}',
}
SECRETS = {
    # The other script has the same ones with another end.
    **{name: planted.secret[:-1] for name, planted in PLANTED.items()},
    "a comment": "1n-a-comment",
    "a statement": "1n-a-statement",
    "code in a text": "1n-eval-ed-code",
    "a storage": "1n-a-storage",
    "what is stored": "st0red-",
    "a stored key": "st0redKey",
    "what is given": "g1ven-",
    "a column": COLUMN,
    "a broken line": "br0ken-",
    "a broken key": "br0kenKey",
    "a line that throws": "thr0wn-line",
}


def script(*, end: str = "") -> str:
    """An appConfig.js with a secret in every place; with another ``end`` of each, if wanted."""
    entries = [
        one.script.replace(one.secret, one.secret[:-1] + end) if end else one.script
        for one in PLANTED.values()
    ]
    inside = ",\n  ".join(entries)
    return f"{BEFORE}var appConfig = {{\n  {inside},\n}};\n"


def encoded(secret: str) -> Iterator[str]:
    """The forms in which a secret may stand in an output."""
    yield from (secret, json.dumps(secret)[1:-1], quote(secret), secret.replace('"', "&#34;"))
    yield base64.b64encode(secret.encode()).decode()[:-4]


def leaked(*texts: str) -> list[str]:
    """The names of the secrets that are in some text."""
    return [
        name
        for name, secret in SECRETS.items()
        if any(form in text for form in encoded(secret) for text in texts)
    ]


def snapshot() -> dict[str, object]:
    """A snapshot of a page that was revealed, with what is given in the place of what is stored."""
    call = {"plugin": "P", "means": "updateConfig", "value": GIVEN}
    return {
        "schema_version": 1,
        "kind": "flex-ui-snapshot",
        "taken_by": "browser",
        "taken": "2026-11-30T01:02:03.000Z",
        "address": "https://flex.example.com/?access_token=g1ven-address",
        "flex_ui": "2.17.1",
        "state": "running",
        "configuration": {**GIVEN, "other": {"password": "g1ven-other"}},
        "app_config": {"by_name": STORED, "on_window": GIVEN},
        "handed": GIVEN,
        "calls": [call],
        "resource": {"ui_attributes": GIVEN},
        "stored": GIVEN,
    }


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    """A fake API and a folder of files, all full of secrets."""
    with running(tmp_path) as service:
        service.api.resource = {
            **(service.api.resource or {}),
            "ui_attributes": STORED,
            "attributes": STORED,
            "crm_callback_url": f"https://robert:{COLUMN}@example.com/",
            "notifications": {"clientSecret": COLUMN},
        }
        files = {
            **BROKEN,
            "appConfig.js": script(),
            "other.js": script(end="7"),
            "configuration.json": json.dumps(service.stored),
            "attributes.json": json.dumps(STORED, indent=2),
            "patch.json": json.dumps({"ui_attributes": GIVEN, "attributes": GIVEN}),
            "snapshot.json": json.dumps(snapshot()),
            "environments.toml": "".join(
                f'[environments.{name}]\napp_config = "{file}"\n{RESOURCE_LINE}'
                for name, file in {"here": "appConfig.js", "there": "other.js"}.items()
            ),
            "live.toml": "".join(
                f'[environments.{name}]\napp_config = "{file}"\nlive = true\n'
                for name, file in {"here": "appConfig.js", "there": "other.js"}.items()
            ),
            "kept.toml": (
                f'[environments.here]\napp_config = "appConfig.js"\nlive = true\n'
                f'account_sid = "{ACCOUNT}"\nexpected = ["patch.json"]\n'
            ),
            f"kept/{ACCOUNT}/20261110T080000Z.json": json.dumps(
                {**service.stored, "account_sid": ACCOUNT}
            ),
            f"kept/{ACCOUNT}/20261120T080000Z.json": json.dumps(
                {"account_sid": ACCOUNT, "ui_attributes": GIVEN, "attributes": GIVEN}
            ),
            "lost.toml": "".join(
                f'[environments.{file.partition(".")[0]}]\napp_config = "{file}"\n'
                for file in ("appConfig.js", "broken.js", "broken2.js", "throws.js")
            ),
        }
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, "utf-8")
        yield service


RESOURCE_LINE = 'configuration = "configuration.json"\n'
SIDES = ("appConfig.js", "other.js")
UPDATE = ("update", "--force", "--app-config", "appConfig.js")
MANY = ("update", "--force", "--environments", "live.toml", "--environment", "*")
PATCH = (*UPDATE, "--merge-patch", "patch.json")
REPLACE = (*UPDATE, "--replace", "ui_attributes=attributes.json", "--unset", "attributes.password")
REMOVED = [f"--unset=ui_attributes.{key}" for key in ("either", "jwt", "made")]
INPUTS = {
    "alone": (),
    "with a resource": ("--configuration", "configuration.json"),
    "with ui_attributes": ("--ui-attributes", "attributes.json"),
    "by a release": ("--configuration", "configuration.json", "--flex-ui", "2.17.1"),
}
CALLS = {
    **{
        f"check, {form}, {name}": ("check", "appConfig.js", "--format", form, *given)
        for form in ("text", "json", "sarif", "github", "junit")
        for name, given in INPUTS.items()
    },
    **{
        f"report, {name}": ("report", "appConfig.js", *given) for name, given in INPUTS.items()
    },
    **{
        f"diff, {form}, {name}": ("diff", *sides, "--format", form, *given)
        for form in ("text", "json")
        for name, sides, given in (
            ("scripts", SIDES, ()),
            ("back", SIDES[::-1], ()),
            ("a script and nothing", ("empty.js", "appConfig.js"), ()),
            ("with a resource", SIDES, INPUTS["with a resource"]),
            ("with and without", ("appConfig.js", "appConfig.js"),
             ("--configuration-a", "configuration.json")),
            ("saved", ("saved.json", "other.js"), ()),
            ("a revision", ("HEAD:appConfig.js", "other.js"), ()),
        )
    },
    **{
        f"log, {form}, {name}": ("log", "appConfig.js", "", "--format", form, *given)
        for form in ("text", "json")
        for name, given in INPUTS.items()
    },
    **{
        f"verify, {form}, {name}": (
            "verify", "appConfig.js", "--running", "snapshot.json", "--format", form, *given
        )
        for form in ("text", "json", "junit")
        for name, given in INPUTS.items()
    },
    **{
        f"matrix, {form}, {name}": ("matrix", "environments.toml", "--format", form, *given)
        for form in ("text", "json", "csv", "html")
        for name, given in (("differing", ()), ("all", ("--all",)))
    },
    **{
        f"drift, {form}": (
            "drift", "--environments", "kept.toml", "--kept", "kept", "--offline", "--format", form,
        )
        for form in ("text", "json")
    },
    **{
        f"upgrade, {form}, {name}": (
            "upgrade", "--environments", "environments.toml", "--format", form, *releases
        )
        for form in ("text", "json")
        for name, releases in (
            ("up", ("--from", "1.34", "--to", "2.17.1")),
            ("down", ("--from", "2.17.1", "--to", "1.20")),
        )
    },
    **{
        f"{name}, {form}": (*call, "--format", form)
        for form in ("text", "json")
        for name, call in (
            ("update", (*PATCH, "--yes")),
            ("update, dry run", (*PATCH, "--dry-run")),
            ("update, by a release", (*PATCH, "--yes", "--flex-ui", "2.17.1")),
            ("update, replacing", (*REPLACE, "--dry-run")),
            ("update, taking away", (*UPDATE, "--yes", *REMOVED)),
            ("update, many", (*MANY, "--merge-patch", "patch.json", "--yes")),
            ("update, many, dry run", (*MANY, *REMOVED, "--dry-run")),
            ("restore", ("restore", "configuration.json", "--yes", "--force",
                         "--app-config", "appConfig.js")),
        )
    },
    "fetch, text": ("fetch", "--format", "text"),
}  # fmt: skip
SHOWING = {
    "show": "it shows values",
    "explain": "it shows values",
    "fetch": "its JSON is the resource; fetch, text is in the table",
    "backup": "it keeps the values",
    "completion": "it prints a script of the shell",
    "snapshot": "it masks in the page: tests/snapshots and tests/browser_edge look",
}
"""Commands that are for showing secrets, or print none of what they read."""


def demand_silence(result: Result) -> Result:
    """Fail with the names of the secrets that were printed."""
    assert leaked(result.stdout, result.stderr) == [], result.stdout + result.stderr
    return result


def test_the_secrets_are_there_to_be_found(service: Service) -> None:
    """What shows secrets by design shows those that the other tests look for."""
    shown = service.call("report", "appConfig.js", "--show-secrets", *INPUTS["with a resource"])
    plan = service.call(*PATCH, "--dry-run", "--show-secrets")

    assert set(SECRETS) - set(leaked(shown.stdout, plan.stdout)) == {
        "a broken line", "a broken key", "a line that throws",
    }  # fmt: skip


def test_every_command_is_in_the_table() -> None:
    """With each of its formats: one that is new is looked through as well, or says why not."""
    tried = {(call[0], call[call.index("--format") + 1] if "--format" in call else "")
             for call in CALLS.values()}  # fmt: skip
    context = click.Context(cli, **cli.context_settings)
    names = cli.list_commands(context)
    for name in names:
        command = cli.get_command(context, name)
        for option in command.get_params(context) if command else ():
            if option.name == "output_format" and name not in SHOWING:
                assert isinstance(option.type, click.Choice)
                assert {(name, form) for form in option.type.choices} <= tried
    assert {name for name, _ in tried} | set(SHOWING) == set(names)


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_no_secret_is_in_an_output(service: Service, call: tuple[str, ...]) -> None:
    """In no format, neither in the result nor in what is said beside it."""
    (service.folder / "empty.js").write_text("var appConfig = {};\n", "utf-8")
    if "saved.json" in call:
        saved = service.call("show", "appConfig.js", "--format", "json").stdout
        (service.folder / "saved.json").write_text(saved, "utf-8")
    if "HEAD:appConfig.js" in call or call[0] == "log":
        git(service.folder, "init", "--quiet")
        git(service.folder, "add", "appConfig.js")
        git(service.folder, "commit", "--quiet", "--message=Begin")
    if call[0] == "log":
        other = (service.folder / "other.js").read_text("utf-8")
        (service.folder / "appConfig.js").write_text(other, "utf-8")

    result = demand_silence(service.call(*call, logs=True))

    assert result.code in {0, 1}
    assert result.stdout


def test_no_secret_is_in_a_failure_of_a_project_s_tests() -> None:
    """In how pytest shows a configuration, in each value's story, and in how two of them differ."""
    resource = Source("attributes.json", json.dumps(STORED), "json")
    one, other = (
        WatchedConfig(
            effective_config(Source("appConfig.js", text), ui_attributes=resource), Reads()
        )
        for text in (script(), script(end="7"))
    )

    texts = [repr(one), *explain_difference(one, other), *explain_difference(one, one.to_dict())]
    texts += [story(one, leaf.path) for leaf in one.leaves()]

    assert leaked(*texts) == []


@pytest.mark.parametrize(
    "definition",
    [
        "localStorage.authToken=m1sdefined-t0ken",
        'ENV.apiKey="m1sdefined-t0ken',
        'ENV.secrets={"a": m1sdefined-t0ken}',
        "localStorage.password=[1, 271828]",
    ],
)
def test_no_secret_is_in_an_error_of_an_option(service: Service, definition: str) -> None:
    """A definition that can't be read is named, not its value; in an environments file, too."""
    (service.folder / "wrong.toml").write_text(
        f"[environments.a]\napp_config = 'appConfig.js'\ndefine = [{json.dumps(definition)}]\n"
    )
    for call in (("show", "appConfig.js", "--define", definition), ("matrix", "wrong.toml")):
        result = service.call(*call)

        assert result.code in {2, 3}
        assert definition.partition("=")[0] in result.stderr
        assert not any(part in result.stderr for part in ("m1sdefined", "t0ken", "271828"))


@pytest.mark.parametrize("file", BROKEN)
@pytest.mark.parametrize(
    "command", ["show", "explain", "check", "report", "diff", "matrix", "update"]
)
def test_no_secret_is_in_an_error(service: Service, command: str, file: str) -> None:
    """Where the line is shown that is wrong, its secrets are masked, whatever the command shows."""
    (service.folder / "empty.js").write_text("var appConfig = {};\n", "utf-8")
    is_script = file.endswith(".js")
    script, *given = (file,) if is_script else ("empty.js", "--configuration", file)
    call = {
        "explain": ("explain", script, "password"),
        "diff": ("diff", "empty.js", script),
        "matrix": ("matrix", "lost.toml"),
        "update": (*UPDATE[:-1], script, "--dry-run", "--unset=ui_attributes.password")
        if is_script
        else ("update", "--dry-run", "--merge-patch", file),
    }.get(command, (command, script))
    if command in {"show", "explain", "check", "report", "diff"}:
        call = (*call, *given)

    result = service.call(*call, logs=True)

    assert leaked(result.stderr) == []
    if command not in {"show", "explain"}:
        assert leaked(result.stdout) == []
