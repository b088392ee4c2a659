"""``effective-config diff`` as a person calls it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.command import run
from tests.diff.support import RESOURCE, SCRIPT, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two scripts and two resources."""
    other = SCRIPT.replace('logLevel: "warn",', "").replace(
        "theme: { isLight: false }", 'theme: { isLight: false, tokens: [1] },\n  apiKey: "s3cr3t-b"'
    )
    write(
        tmp_path,
        a__js=SCRIPT,
        b__js=other,
        one__json=RESOURCE,
        two__json=RESOURCE.replace('"en-US"', '"fr-FR", "apiKey": "s3cr3t-a"'),
    )
    return tmp_path


TEXT = """\
--- a.js over two.json
+++ b.js over one.json

~ logLevel: "warn" -> "error"
    a.js:2:13 (appConfig.js) -> one.json:4:17 (ui_attributes)
~ language: "fr-FR" -> "en-US"
    two.json:5:17 (ui_attributes) -> one.json:5:17 (ui_attributes)
~ apiKey: "********" -> another secret
    two.json:5:36 (ui_attributes) -> b.js:4:11 (appConfig.js)
+ theme.tokens: [1]
    b.js:3:36 (appConfig.js)

3 changed, 1 appeared
"""


def test_what_differs(folder: Path) -> None:
    """Both values, both sources, both places; secrets are masked."""
    result = run(
        "diff", "a.js", "b.js", "--configuration-a=two.json", "--configuration-b=one.json",
        cwd=folder,
    )  # fmt: skip

    assert result.stdout == TEXT
    assert (result.code, result.stderr) == (0, "")


def test_secrets_are_shown_when_asked_for(folder: Path) -> None:
    """And only then."""
    arguments = ("diff", "a.js", "b.js", "--configuration-a", "two.json")

    hidden = run(*arguments, "--format", "json", cwd=folder)
    shown = run(*arguments, "--show-secrets", cwd=folder)

    assert "s3cr3t" not in hidden.stdout + hidden.stderr
    assert '~ apiKey: "s3cr3t-a" -> "s3cr3t-b"' in shown.stdout


def test_secrets_in_what_is_not_known(folder: Path) -> None:
    """Are masked in expressions, conditions, candidates and code, too."""
    text = """\
var p = location.protocol === 'https:';
var appConfig = {
  apiKey: p ? "s3cr3t-1" : "s3cr3t-2",
  url: location.origin + "?access_token=s3cr3t-3",
  auth: { clientSecret: () => "s3cr3t-4", list: [p ? { password: "s3cr3t-5" } : 1] },
  f: function () { return fetch("https://user:s3cr3t-6@example.com"); },
};
"""
    write(folder, c__js=text, d__js="appConfig = {};", e__js=text.replace("s3cr3t", "s3cr4t"))

    for names in (("c.js", "d.js"), ("d.js", "c.js"), ("c.js", "e.js")):
        for format in ("text", "json"):
            result = run("diff", *names, "--format", format, cwd=folder)
            assert result.code == 0
            assert "s3cr" not in result.stdout


def test_the_same_value_from_another_source(folder: Path) -> None:
    """Is a section of its own, and no difference to --exit-code."""
    write(folder, c__js='var appConfig = { language: "en-US" };\n', d__js="var appConfig = {};\n")
    arguments = ("diff", "c.js", "d.js", "--configuration", "one.json", "--exit-code")

    result = run(*arguments, cwd=folder)

    assert result.code == 0
    assert result.stdout == (
        "--- c.js over one.json\n"
        "+++ d.js over one.json\n"
        "\n"
        "The same value from another source:\n"
        '= language: "en-US"\n'
        "    c.js:1:29 (appConfig.js) -> one.json:5:17 (ui_attributes)\n"
        "\n"
        "no value differs; 1 from another source\n"
    )
    assert "no value differs\n" in run(*arguments, "--values-only", cwd=folder).stdout


def test_layout_is_no_difference(folder: Path) -> None:
    """The order of keys, white space, quotes and places are nothing."""
    write(
        folder,
        c__js="// moved\nvar appConfig = { url: location.origin\n  +'/x', 'a': [ {p:1, q:'2'} ] };",
        d__js="window.appConfig = {a: [{q: \"2\", p: 1}], url: location.origin +'/x'};",
    )
    result = run("diff", "c.js", "d.js", cwd=folder)

    assert result.stdout == "--- c.js\n+++ d.js\n\nno value differs\n"


def test_values_that_are_not_known(folder: Path) -> None:
    """Show their candidates, and that a part of a value isn't known is no lack of it."""
    write(
        folder,
        c__js="var p = location.protocol === 'https:';\n"
        "var appConfig = { a: p ? 1 : 2, b: JSON.parse(localStorage.b) };\n",
        d__js="var p = location.protocol === 'https:';\n"
        "var appConfig = { a: p ? 1 : 3, b: { c: 1 } };\n",
    )
    result = run("diff", "c.js", "d.js", "--exit-code", cwd=folder)

    assert result.code == 1
    assert (
        result.stdout
        == """\
--- c.js
+++ d.js

~ a: unresolved: p ? 1 : 2 -> unresolved: p ? 1 : 3
    c.js:2:22 (appConfig.js) -> d.js:2:22 (appConfig.js)
    A: 1 when p, else 2
    B: 1 when p, else 3
~ b: unresolved: JSON.parse(localStorage.b) -> an object
    c.js:2:36 (appConfig.js)
    A: only the page knows localStorage.b
~ b.c: inside something unresolved -> 1
    d.js:2:41 (appConfig.js)

3 changed
"""
    )


def test_another_helper_makes_another_value(folder: Path) -> None:
    """Of an unresolved value all that went into it counts, though its own text is the same."""
    text = 'var base = "/a";\nvar appConfig = { url: location.origin + base };\n'
    write(folder, c__js=text, d__js=text.replace("/a", "/b"))

    result = run("diff", "c.js", "d.js", "--exit-code", cwd=folder)

    assert result.code == 1
    assert "~ url: unresolved: location.origin + base" in result.stdout


def test_another_key_of_what_a_value_was_copied_from(folder: Path) -> None:
    """Of an object on the way to an unresolved value only that value counts."""
    text = """
        var base = { url: location.origin, language: "en-GB" };
        var appConfig = { ...base, more: page.make(base) };
    """
    write(folder, c__js=text, d__js=text.replace("en-GB", "fr"))

    result = run("diff", "c.js", "d.js", "--assume", "page", cwd=folder)

    changed = [line for line in result.stdout.splitlines() if line.startswith("~")]
    assert [line.split(":")[0] for line in changed] == ["~ language", "~ more"]


def test_options_of_one_side(folder: Path) -> None:
    """Come over those of both."""
    result = run(
        "diff", "a.js", "a.js", "--define", 'location.origin="https://x"',
        "--define-b", 'location.origin="https://y"', cwd=folder,
    )  # fmt: skip

    assert '~ url: "https://x/desk" -> "https://y/desk"' in result.stdout


def test_two_releases(folder: Path) -> None:
    """Differ in their defaults and in what they do with logLevel."""
    result = run(
        "diff", "a.js", "a.js", "--configuration", "one.json",
        "--flex-ui-a", "2.2", "--flex-ui-b", "2.17.1", cwd=folder,
    )  # fmt: skip

    head = result.stdout.splitlines()
    assert head[1] == "+++ a.js over one.json (Flex UI 2.17.1)"
    assert '~ logLevel: "warn" -> "error"' in head


def test_a_saved_result(folder: Path) -> None:
    """Is told by its content, and compares as what it was saved from."""
    run("show", "a.js", "--configuration", "one.json", "--format", "json", "--output", "saved",
        cwd=folder)  # fmt: skip
    arguments = ("diff", "saved", "a.js", "--configuration-b", "one.json", "--exit-code")

    assert run(*arguments, cwd=folder).code == 0
    refused = run(*arguments, "--define-a", "x=1", cwd=folder)
    assert refused.code == 2
    assert "A is a saved result" in refused.stderr


def test_through_a_pipe(folder: Path) -> None:
    """A side may be standard input: a script, or what was saved."""
    saved = run("show", "a.js", "--format", "json", cwd=folder).stdout.encode()

    for text in (SCRIPT.encode(), saved):
        result = run("diff", "-", "a.js", "--exit-code", cwd=folder, stdin=text)
        assert (result.code, result.stderr) == (0, "")


def test_as_data(folder: Path) -> None:
    """With what A and B are, and both sides of each difference."""
    result = run("diff", "a.js", "b.js", "--configuration-b", "one.json", "--format", "json",
                 cwd=folder)  # fmt: skip
    data = json.loads(result.stdout)

    assert data["a"] == {
        "name": "a.js",
        "kind": "script",
        "semantics": "documented",
        "layers": [{"id": "appConfig.js", "kind": "script", "file": "a.js"}],
    }
    assert data["values"][0] == {
        "path": ["logLevel"],
        "before": {
            "standing": "value",
            "value": "warn",
            "set_by": "appConfig.js",
            "location": {
                "file": "a.js", "line": 2, "column": 13, "end_line": 2, "end_column": 19,
            },
        },
        "after": {
            "standing": "value",
            "value": "error",
            "set_by": "ui_attributes",
            "location": {
                "file": "one.json", "line": 4, "column": 17, "end_line": 4, "end_column": 24,
            },
        },
    }  # fmt: skip
    appeared = next(one for one in data["values"] if one["path"] == ["language"])
    assert appeared["before"] == {"standing": "unset"}
    assert (data["schema_version"], data["secrets"]) == (1, "masked")


def test_environments(folder: Path) -> None:
    """Are taken from the file that is named, or that lies nearby; it is said which."""
    write(
        folder,
        environments__toml='[environments.dev]\napp_config = "a.js"\n'
        '[environments.prod]\napp_config = "b.js"\nconfiguration = "one.json"\n',
    )
    inner = folder / "inner"
    inner.mkdir()

    result = run("diff", "dev", "prod", cwd=inner)
    assert result.stderr == "note: environments are those of ../environments.toml\n"
    assert result.stdout.startswith(
        "--- dev: ../a.js\n+++ prod: ../b.js over ../one.json\n\n~ logLevel"
    )
    (folder / "prod").mkdir()
    named = run("diff", "dev", "prod", "--environments", "environments.toml", cwd=folder)
    assert (named.code, named.stderr) == (0, "")
    assert run("diff", "dev", "prod", cwd=folder).stdout == named.stdout
    wrong = run("diff", "dev", "prodd", cwd=folder)
    assert wrong.code == 3
    assert wrong.stderr == (
        "note: environments are those of environments.toml\n"
        "error: prodd: there is no such file, and there is no such environment in "
        "environments.toml\n"
        "  help: there is prod\n"
    )


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("a.js", "nope.js"), 3, "nope.js: there is no such file"),
        (("a.js", "nope.js"), 3, "environments.toml here or above is taken by itself"),
        (("a.js", "."), 3, ".: this is a folder"),
        (("one.json", "a.js"), 3, "this is JSON, but no configuration"),
        (("-", "-"), 2, "only one input can be standard input"),
        (("a.js", "b.js", "--configuration", "x", "--ui-attributes", "y"), 2, "exclude each other"),
        (("a.js", "b.js", "--flex-ui-b", "0.9"), 2, "0.9"),
        (("a.js",), 2, "missing argument 'B'"),
    ],
)
def test_what_cannot_be_compared(
    folder: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    """Is told in a sentence."""
    result = run("diff", *arguments, cwd=folder)

    assert result.code == code
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_text_that_would_act_on_a_terminal(folder: Path) -> None:
    """Is shown as escapes, in values, paths and names."""
    write(folder, c__js='var appConfig = { "a\\u001b[31m": "x\\u202e" };\n', d__js="appConfig = {}")
    result = run("diff", "c.js", "d.js", cwd=folder)

    assert "\x1b" not in result.stdout
    assert "\u202e" not in result.stdout
    assert '- ["a\\u001b[31m"]: "x\\u202e"' in result.stdout
