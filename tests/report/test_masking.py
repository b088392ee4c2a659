"""Secrets: masked in the values, in the sources, in everything else; unless asked for."""

from __future__ import annotations

import json

import pytest

from appconfig_merge.source import Source
from tests.report.pages import data_of, report_of

TOKEN = "sk_live_abcdefghij1234567890"
SCRIPT = f"""\
// old key: {TOKEN}, password: 'gone4ever'; the password is checked elsewhere
const part = "hunter2";
var appConfig = {{
  apiKey: "{TOKEN}",
  password: part + "hunter3",
  agentPin: 123456,
  nested: {{ clientSecret: ["letmein-99", 7777777n] }},
  send: () => fetch("/x", {{ headers: {{ Authorization: "Bearer abcdef0123456789" }} }}),
  either: location.hash ? "{TOKEN}" : "no",
  users: [{{ name: "Robert", password: "first" + "-second" }}],
  note: "it was letmein-99 once",
  logLevel: "info",
}};
"""
RESOURCE = {"password": "correct horse", "logLevel": "info", "token": 'quo"te-42'}
SECRETS = (
    TOKEN, "hunter3", "123456", "letmein-99", "7777777", "abcdef0123456789", "correct horse",
    "gone4ever", '"first"', '"-second"', "first-second", 'quo"te-42', 'quo\\"te-42',
)  # fmt: skip


@pytest.mark.parametrize("secret", SECRETS)
def test_no_secret_is_anywhere_in_the_page(secret: str) -> None:
    """Not in a value, a loser, a trace, a source, a comment, a finding, the plain list."""
    page = report_of(SCRIPT, RESOURCE)

    assert secret not in page
    assert json.dumps(secret)[1:-1] not in page


@pytest.mark.parametrize(
    ("script", "secret"),
    [
        ("// Authorization: Bearer abcd-of-nobody-99\nvar appConfig = {};\n", "abcd-of-nobody-99"),
        (f"var appConfig = {{ re: /{TOKEN}/ }};\n", TOKEN),
        (f"const re = /{TOKEN}/;\nvar appConfig = {{ re }};\n", TOKEN),
        (f'var appConfig = {{ "{TOKEN}": 1 }};\n', TOKEN),
        (f'var appConfig = {{ a: [{{ "{TOKEN}": 1 }}] }};\n', TOKEN),
        ('var appConfig = { password: "correct-horse", ["correct-horse"]: 1 };\n', "correct-horse"),
        ("var appConfig = { password: String.raw`correct-horse` };\n", "correct-horse"),
        (
            "var appConfig = { a: `https://x/?access_token=tok-12345&b=${location.hash}` };\n",
            "tok-12345",
        ),
        ("var unused = () => `https://x/?access_token=tok-12345&b=${a}`;\nappConfig = {};\n",
         "tok-12345"),
    ],
)  # fmt: skip
def test_no_secret_is_there_in_another_form(script: str, secret: str) -> None:
    """In a header, a pattern, a key, a template of which the page knows a part."""
    page = report_of(script)

    assert secret not in page
    assert secret in report_of(script, shows_secrets=True)


def test_secret_keys_stay_apart() -> None:
    """Each has a path of its own, the same wherever it is met."""
    other = TOKEN.replace("a", "z")
    script = f'var appConfig = {{ "{TOKEN}": 1, "{other}": 2, a: {{ "{TOKEN}": 3 }} }};\n'
    values = data_of(report_of(script))["values"]

    assert [leaf["path"] for leaf in values] == [
        ["******** (1)"], ["******** (2)"], ["a", "******** (1)"],
    ]  # fmt: skip


def test_all_else_is_there() -> None:
    """A masked value says so; lines keep their length; what is no secret is shown."""
    data = data_of(report_of(SCRIPT, RESOURCE))
    values = {".".join(map(str, leaf["path"])): leaf["value"] for leaf in data["values"]}
    rows = [row[2] for row in data["sources"][0]["rows"]]

    assert data["masked"] is True
    assert values["apiKey"] == values["password"] == values["agentPin"] == {"$js": "masked"}
    assert values["nested.clientSecret"] == [{"$js": "masked"}, {"$js": "masked"}]
    assert values["note"] == "it was ******** once"
    assert values["logLevel"] == "info"
    assert [len(row) for row in rows] == [len(line) for line in SCRIPT.split("\n")]
    assert rows[0].endswith("password: '*********'; the password is checked elsewhere")
    assert rows[3] == f'  apiKey: "{"*" * len(TOKEN)}",'
    assert rows[4] == '  password: part + "*******",'
    assert rows[9] == '  users: [{ name: "Robert", password: "*****" + "*******" }],'
    assert rows[11] == '  logLevel: "info",'


def test_a_resource_on_one_line_is_shown_but_for_its_secrets() -> None:
    """So an API answers; what isn't ui_attributes is looked at as well."""
    text = json.dumps(
        {
            "crm_attributes": {"apiKey": "zx81-spectrum"},
            "ui_attributes": {f"key{number}": f"value {number}" for number in range(500)},
        }
    )
    page = report_of("var appConfig = {};\n", Source("configuration.json", text, "json"))
    shown = "".join(row[2] for row in data_of(page)["sources"][1]["rows"])

    assert shown == text.replace("zx81-spectrum", "*" * 13)
    assert "zx81-spectrum" not in page


def test_an_everyday_word_is_masked_only_where_it_is_a_secret() -> None:
    """A password that is "info" doesn't hide every "info" of the page."""
    page = report_of('var appConfig = { password: "info", logLevel: "info" };\n')
    data = data_of(page)

    assert [leaf["value"] for leaf in data["values"]] == [{"$js": "masked"}, "info"]
    assert data["sources"][0]["rows"][0][2] == (
        'var appConfig = { password: "****", logLevel: "info" };'
    )


def test_secrets_are_shown_to_whoever_asks() -> None:
    """The page says that they aren't masked by not saying that they are."""
    page = report_of(SCRIPT, RESOURCE, shows_secrets=True)
    data = data_of(page)

    assert data["masked"] is False
    assert "secrets masked" not in page
    assert data["sources"][0]["rows"][3][2] == f'  apiKey: "{TOKEN}",'
    assert f"&#34;{TOKEN}&#34;" in page


def test_many_secrets_take_no_longer() -> None:
    """Two thousand of them, each on a line of its own, or all on one."""
    keys = "\n".join(f'  password{number}: "pass-{number}-word",' for number in range(2000))
    script = f"var appConfig = {{\n{keys}\n}};\n"

    assert "pass-1999-word" not in report_of(script)
    assert "pass-1999-word" not in report_of(script.replace("\n", ""))
