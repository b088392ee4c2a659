"""Placeholders that a build should have replaced: values all the same, with a diagnostic."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import Source, effective_config
from appconfig_merge.layers import placeholders
from appconfig_merge.layers.placeholders import placeholder_in
from appconfig_merge.layers.resource import read_resource, resource_from_service
from appconfig_merge.layers.unfilled import placeholder_of
from tests.hanging import not_hanging

# fmt: off
SURE = {
    "": [
        "__API_URL__", "https://__HOST__/v1", "__account_sid__", "${FLEX_SID}",
        "${env:FLEX_SID}", "https://${HOST}/v1", "<YOUR_ACCOUNT_SID>", "<your-account-sid>",
        "<ACCOUNT-SID>", "<account_sid>", "<accountSid>", "<SID>", "<<ACCOUNT_SID>>",
        "[[ACCOUNT_SID]]", "[ACCOUNT_SID]", "{ACCOUNT_SID}", "{{ACCOUNT_SID}}", "{{{HOST}}}",
        "XXXX", "xxxx", "xxxxxxxx", "ACXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
        "ACxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "$SID$", "$$SID$$", "%ACCOUNT_SID%", "%SID%",
        "%ENV:SID%", "%%SID%%", "%{SID}", "$env:SID", "$[variables.SID]", "@@SID@@", "##SID##",
        "#SID#", "~SID~", "{$sid}", "YOUR_ACCOUNT_SID", "AC_YOUR_SID_HERE",
        "your-account-sid", "yourAccountSid", "your_sid_here", "REPLACE_ME", "REPLACE_WITH_SID",
        "replace-me", "CHANGE_ME", "CHANGEME", "changeme", "PLACEHOLDER", "SID_PLACEHOLDER",
        "INSERT_SID_HERE", "insert-sid-here", "ENTER_SID_HERE", "ENTER_YOUR_SID",
        "PUT-SID-HERE", "paste_sid_here", "enter_your_2nd_sid", "CHANGEIT", "changethis", "fillme",
        "##sid##", "<2nd-sid>",
        "process.env.FLEX_SID", 'process.env["FLEX_SID"]', "import.meta.env.VITE_SID",
        "https://%HOST%/x", "https://[[host]]/x", "https://{{HOST}}/x",
        "https://your-domain.com/x", "https://www.yourdomain.com", "https://YOUR_DOMAIN/x",
        "https://api.YOUR-DOMAIN.com/x", "${ HOST }",
    ],
    "a shell or envsubst": ["$FLEX_SID", "$X", "${SID:-x}", "https://$HOST/x", "${HOST:=flex}"],
    "GitHub Actions": ["${{ secrets.SID }}", "https://${{ vars.HOST }}/x"],
    "Octopus Deploy or Azure's Replace Tokens": ["#{Flex.AccountSid}#", "#{Flex.AccountSid}"],
    "Azure Pipelines or make": ["$(FLEX_SID)", "$(flex.sid)", "https://$(HOST)/x"],
    "Create React App": ["%REACT_APP_SID%", "%PUBLIC_URL%/x"],
    "Vite": ["%VITE_SID%"],
    "CMake, Ant or Maven": ["@SID@", "@FLEX_SID@", "@project.version@", "https://@HOST@/x"],
    "EJS, ERB or ASP": ["<%= accountSid %>", "<%- host %>", "https://<%=host%>/x"],
    "PHP": ["<?= $sid ?>", "<?php echo $sid; ?>"],
    "server-side includes": ['<!--#echo var="SID" -->', "https://<!--#echo var='H' -->/x"],
    "Helm or another of Go's templates": ["{{ .Values.flex.sid }}", "{{.Sid}}", "{{- $.Sid -}}"],
    "Helm or Ansible": ["{{ include 'a.b' . }}", "{{ lookup('env', 'SID') }}"],
    "Nomad or consul-template": ['{{env "SID"}}', '{{ key "flex/sid" }}'],
    "Jinja or Liquid": ["{% if sid %}x{% endif %}", "{%- raw -%}"],
    "Concourse": ["((account-sid))", "((flex.sid))", "((SID))"],
    "CircleCI": ["<< parameters.sid >>"],
    "Salesforce": ["{!$Setup.Flex.Sid}"],
    "Razor": ["@Model.AccountSid", '@Configuration["Sid"]'],
}
# fmt: on
PERHAPS = [
    *("{{api_url}}", "{{ name }}", "{{ sid | default }}", "https://{{host}}/x", "$accountSid"),
    *("%sid%", "%accountSid%", "@accountSid@", "{SID}", "[[page]]", "%(sid)s", "placeholder"),
    *("!!SID!!", "((sid))", "<<Back>>", "your account sid", "REPLACE WITH YOUR SID"),
    *("TODO", "TODO: the real one", "FIXME", "TBD"),
]

ROWS = [
    row.pattern
    for table in (placeholders._WHOLE, placeholders._WITHIN, placeholders._IN_ADDRESSES)
    for row in table
]


def told(text: str) -> list[tuple[str, str]]:
    """Severity and message of what is told of a text."""
    script = f"var appConfig = {{\n  it: {json.dumps(text)} }};"
    config = effective_config(Source("appConfig.js", script))
    assert config["it"] == text  # a value all the same, as in a browser
    assert {str(one.location) for one in config.diagnostics} <= {"appConfig.js:2:7"}
    return [(one.severity, one.message) for one in config.diagnostics]


@pytest.mark.parametrize(
    ("whose", "text"), [(whose, text) for whose in SURE for text in SURE[whose]]
)
def test_a_placeholder_is_told(whose: str, text: str) -> None:
    """Whose it looks like, where that is plain."""
    [(severity, message)] = told(text)

    of = f" of {whose}" if whose else ""
    assert severity == "warning"
    assert message.endswith(f" looks like a placeholder{of} that was never filled in")


def texts_of(row: str) -> st.SearchStrategy[str]:
    """Short texts that a row of the table may find."""
    short = re.sub(r"\{(\d+),\d\d\}", r"{\1,4}", row)
    return st.from_regex(short, fullmatch=True, alphabet=st.characters(codec="ascii"))


@given(st.sampled_from(ROWS).flatmap(texts_of), st.sampled_from(["", "//", "https://"]))
def test_what_the_table_finds_is_looked_for(text: str, before: str) -> None:
    """The quick look at a text overlooks nothing of which there is a row."""
    assert placeholder_of(before + text) == placeholder_in(before + text)


@pytest.mark.parametrize("text", PERHAPS)
def test_what_may_be_a_placeholder_is_remarked_on(text: str) -> None:
    """What looks so may also be a word or a template of the project's own."""
    [(severity, message)] = told(text)

    assert severity == "info"
    assert message.endswith(" may be a placeholder that was never filled in")


@pytest.mark.parametrize(
    "text",
    [
        *("<b>bold</b>", "__proto__", "__init", "snake__case__here", "a < b > c", "MAXXX", "xxx"),
        *("{{#if a}}", "{{task.defaultFrom}}", "{{worker.attributes.full_name}}", "#{", "AXXXXB"),
        *("Hello {{name}}, {{ count }} waiting", "<Button size=1>", "<br>", "<BR/>", "<my-widget>"),
        *("$100", "$5", "$USD", "US$", "100%", "50% off, 20% back", "%20", "%C3%A9%C3%A8", "%s%d"),
        *("https://a.example/%2FHOST%2Fx", "https://a.example/?q=100%25&r=%20A%20", "@agent", "@"),
        *("agent@example.com", "mailto:A@EXAMPLE.COM,B@EXAMPLE.COM", "@twilio/flex-ui", "a@B@c"),
        *("#fff", "#ABCDEF", "rgb(0, 0, 0)", "#queue", "##", "(a)", "((", "[1, 2]", "[[1, 2]]"),
        *("{}", "{a: 1}", '{"a": 1}', "{0} of {1}", "Hello {name}", "https://crm.example/{sid}"),
        *("XXX-XXX-XXXX", "(XXX) XXX-XXXX", "XXXX-XXXX-XXXX-1234", "+1 XXX XXX XXXX", "XXL"),
        *("your name", "Enter your message here", "Your session has expired", "Todo list", "todos"),
        *("Insert card", "replace", "Change", "Please change the queue", "ENTER_KEY", "ADD_PARTY"),
        *("REPLACE_BY_ID", "MY__CONST__NAME", "`${a}`: `b`", "f(`${a}`)"),
        *("REPLACE_ALL", "INSERT_BEFORE", "~", "~/flex", "!important", "!!", "process.environment"),
        *(
            "data:image/png;base64,iVBOR__AB__/XXXXXX+",
            "C:\\Users\\%USERNAME",
            "0 0 * * *",
            "- - -",
        ),
        *(
            "__dirname",
            "__typename__",
            "$t(key)",
            "$.store.book",
            "^\\d{4}$",
            "/^[A-Z]{2}$/",
            "?x=$1",
        ),
    ],
)
def test_other_texts_are_left_alone(text: str) -> None:
    """Markup, templates with paths, prices, colours and ordinary words are no placeholders."""
    assert told(text) == []


def test_a_name_in_quotes_has_a_help_of_its_own() -> None:
    """Nothing was left out of the build: the quotes are what is wrong."""
    script = "var appConfig = { sso: { accountSid: 'process.env.SID' } };"

    [told] = effective_config(Source("appConfig.js", script)).diagnostics

    assert told.help == (
        "in quotes it is a text like any other: without them a build fills it in, if one touches "
        "this file"
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [("${TOKEN:-hunter2}", "${TOKEN…"), ("{{ key | default('hunter2') }}", "{{ key …")],
)
def test_what_stands_in_for_a_value_is_not_quoted(text: str, shown: str) -> None:
    """It may be a secret."""
    [(_, message)] = told(text)

    assert message.startswith(f"{shown} ")


OPENERS = [
    *("__A", "${A", "${{", "#{", "<%", "<?", "<!--#if", "<<", "<A_", "<your_", "{{", "{{.a"),
    *("{{include", "{%", "{%if", "{!", "%%", "%A", "@A", "$A", "YOUR_", "ENTER_", "X", "[["),
]


@pytest.mark.parametrize("opener", OPENERS)
def test_the_time_is_linear(opener: str) -> None:
    """Whatever begins a placeholder again and again, or never ends."""
    with not_hanging():
        told(opener * 20_000)
        told(f"https://{opener}" + "A_" * 50_000)
        told(opener + " " * 50_000)


def test_a_template_literal_is_no_placeholder() -> None:
    """In backquotes `${...}` is JavaScript's own."""
    script = "var name = 'x'; var appConfig = { it: `${name}` };"

    assert effective_config(Source("appConfig.js", script)).diagnostics == ()


def test_each_place_is_told_once() -> None:
    """A text that several properties share, and one among candidates, are told where they stand."""
    script = (
        "var url = '__URL__';\n"
        "var appConfig = { a: url, b: [url], c: page.x ? '__C__' : 'd', e: () => '__NO__' };"
    )

    config = effective_config(Source("appConfig.js", script), assume=["page"])

    places = [str(diagnostic.location) for diagnostic in config.diagnostics]
    assert places == [
        "appConfig.js:2:22",
        "appConfig.js:2:31",
        "appConfig.js:2:49",
    ]


def test_the_resource_may_have_some_too() -> None:
    """A placeholder in ui_attributes has its place in the resource's file."""
    resource = Source("resource.json", '{"ui_attributes": {"a": {"b": "__X__"}}}', "json")

    config = effective_config(Source("appConfig.js", "var appConfig = {}"), configuration=resource)

    (diagnostic,) = config.diagnostics
    assert str(diagnostic.location) == "resource.json:1:31"


@pytest.mark.parametrize("before", range(64))
def test_only_the_attributes_of_a_resource_are_looked_through(before: int) -> None:
    """Wherever they stand in the text: what the other columns hold is nothing to Flex UI."""
    start = '{"service": "__X__", "y": "' + "-" * before + '", "ui_attributes": '
    source = Source(
        "resource.json", f'{start}{{"a": "__Y__", "b": "XXXX"}}, "z": "${{Z}}"}}', "json"
    )

    told = read_resource(source).ui_attributes.diagnostics

    assert [one.message.partition(" ")[0] for one in told] == ["__Y__", "XXXX"]
    assert str(told[0].location) == f"resource.json:1:{len(start) + 7}"


def test_of_a_resource_that_was_fetched_the_path_is_told() -> None:
    """There is no text to point into, so two of the same are told apart by their keys."""
    data = {"ui_attributes": {"a": {"b": ["__X__", "x"]}, "c": "__X__"}}

    resource = resource_from_service(data, "the resource of today", "the resource")

    assert [one.message for one in resource.ui_attributes.diagnostics] == [
        "__X__ in a.b[0] looks like a placeholder that was never filled in",
        "__X__ in c looks like a placeholder that was never filled in",
    ]


def test_a_long_placeholder_is_quoted_in_part() -> None:
    """A message stays a line that people can read."""
    config = effective_config(Source("a.js", f"var appConfig = {{ it: '{'X' * 100_000}' }};"))

    (told,) = config.diagnostics
    assert told.message == f"{'X' * 59}… looks like a placeholder that was never filled in"


def test_a_script_without_placeholders_needs_no_table() -> None:
    """Template literals look like some; to compile the table would slow down every other start."""
    code = (
        "import sys; from appconfig_merge import Source, effective_config\n"
        "script = 'var n = 1; var appConfig = { it: `a${n}`, };'\n"
        "effective_config(Source('appConfig.js', script))\n"
        "sys.exit('appconfig_merge.layers.placeholders' in sys.modules)"
    )

    ran = subprocess.run([sys.executable, "-c", code], check=False, timeout=60)
    assert ran.returncode == 0
