"""``effective-config matrix`` as a person calls it."""

from __future__ import annotations

import csv
import io
import json
import sys
from typing import TYPE_CHECKING

import pytest

import appconfig_merge.cli.matrix as matrix_command
from appconfig_merge import Source
from appconfig_merge.cli import fleet
from appconfig_merge.cli.fleet import FleetChoices
from appconfig_merge.inputs.environments.reading import parse_environments
from appconfig_merge.inputs.reader import Reader
from appconfig_merge.questions.comparison import Values, rows
from appconfig_merge.rendering.comparison.matrix import Matrix, render_matrix
from appconfig_merge.rendering.comparison.shown import shown_rows
from appconfig_merge.rendering.style import PLAIN
from tests.cli.command import run
from tests.diff.support import SCRIPT, write

if TYPE_CHECKING:
    from pathlib import Path

FIXTURE = """\
                                     local                     test                             production
language                             "en-US"                   "en-US"                          "fr-FR"
                                     appConfig.js:15:13        appConfig.js:15:13               appConfig.js:15:13
pluginService.enabled                false                     true                             true
                                     appConfig.js:39:40        appConfig.js:18:14               appConfig.js:18:14
pluginService.initializationTimeout  30000                     60000                            10000
                                     configuration.json:51:32  appConfig.js:19:28               appConfig.js:19:28
custom_data.environment              "local"                   "test"                           "production"
                                     appConfig.js:40:39        appConfig.js:26:18               appConfig.js:35:39
custom_data.features["co-browse"]    true                      true                             false
                                     appConfig.js:29:20        appConfig.js:29:20               appConfig.js:29:20
logLevel                             "debug"                   "debug"                          "error"
                                     appConfig.js:14:13        appConfig.js:14:13               appConfig.js:14:13
serviceBaseUrl                       "https://flex-localhost"  "https://flex-test.example.com"  "https://flex.example.com"
                                     appConfig.js:16:19        appConfig.js:16:19               appConfig.js:16:19
sso.redirectUrl                      not set                   not set                          "https://desk.example.com/agent…
                                                                                                appConfig.js:36:31

8 of 16 paths differ between 3 environments
"""  # noqa: E501


def test_the_rows_that_differ(fixtures: Path) -> None:
    """A column an environment, the source beneath each value."""
    result = run("matrix", "environments.toml", cwd=fixtures / "environments")

    assert (result.code, result.stderr) == (0, "")
    assert result.stdout == FIXTURE


@pytest.fixture
def accounts(tmp_path: Path) -> Path:
    """A hundred accounts, three of which differ from the others."""
    write(tmp_path, appConfig__js=SCRIPT.replace('  logLevel: "warn",\n', ""))
    lines = ['[defaults]\napp_config = "appConfig.js"']
    for number in range(100):
        level = "debug" if number in {3, 60} else "error"
        key = ', "apiKey": "' + ("b" if number == 7 else "a") * 12 + '"'
        (tmp_path / f"{number}.json").write_text(f'{{"logLevel": "{level}"{key}}}\n', "utf-8")
        lines.append(f'[environments.account{number}]\nui_attributes = "{number}.json"')
    write(tmp_path, environments__toml="\n".join(lines))
    return tmp_path


def test_a_hundred_accounts(accounts: Path) -> None:
    """Are grouped by value, and secrets that are masked are still told apart."""
    result = run("matrix", cwd=accounts)

    assert result.stderr == "note: environments are those of environments.toml\n"
    assert (
        result.stdout
        == """\
logLevel
  "debug"  account3, account60 (2)
           3.json:1:14, 60.json:1:14 (ui_attributes)
  "error"  98 others
           0.json:1:14, 1.json:1:14 and 96 more (ui_attributes)

apiKey
  "********" (2)  account7
                  7.json:1:33 (ui_attributes)
  "********" (1)  99 others
                  0.json:1:33, 1.json:1:33 and 97 more (ui_attributes)

2 of 4 paths differ between 100 environments
"""
    )


def test_all_rows(accounts: Path) -> None:
    """Those in which all agree, too."""
    result = run("matrix", "--all", "--format", "json", cwd=accounts)
    rows = {tuple(row["path"]): row for row in json.loads(result.stdout)["rows"]}

    assert [row["differs"] for row in rows.values()] == [True, True, False, False]
    (group,) = rows["theme", "isLight"]["groups"]
    assert (group["value"], len(group["environments"])) == (False, 100)
    assert group["environments"][0]["name"] == "account0"
    assert group["environments"][0]["location"]["line"] == 2


def test_some_paths(fixtures: Path) -> None:
    """Only what is asked for is shown and counted; what nobody has is told."""
    folder = fixtures / "environments"
    result = run("matrix", "--path", "/custom_data", "--path", "logLvl", cwd=folder)

    assert result.code == 0
    assert result.stdout == (
        """\
                                   local               test                production
custom_data.environment            "local"             "test"              "production"
                                   appConfig.js:40:39  appConfig.js:26:18  appConfig.js:35:39
custom_data.features["co-browse"]  true                true                false
                                   appConfig.js:29:20  appConfig.js:29:20  appConfig.js:29:20

2 of 5 paths differ between 3 environments
"""
    )
    assert result.stderr.endswith("note: no environment has logLvl; near it there is logLevel\n")

    none = run("matrix", "--path", "xyz", "--exit-code", cwd=folder)
    assert (none.code, none.stdout) == (0, "0 of 0 paths differ between 3 environments\n")
    assert none.stderr.endswith("note: no environment has xyz\n")


def test_a_path_that_is_none(fixtures: Path) -> None:
    """Is told before anything is read."""
    result = run("matrix", "--path", "a[", cwd=fixtures / "environments")

    assert (result.code, result.stdout) == (2, "")
    assert result.stderr.startswith("error: 'a[' is not a path")


def test_one_that_cannot_be_read(accounts: Path) -> None:
    """Doesn't stop the others; it is told, and the exit code says so."""
    (accounts / "5.json").write_text("{", "utf-8")
    (accounts / "6.json").unlink()

    result = run("matrix", "environments.toml", "--exit-code", cwd=accounts)

    assert result.code == 3
    assert "2 of 4 paths differ between 98 environments; could not be read: account5, account6" in (
        result.stdout
    )
    assert "account5: error: 5.json:" in result.stderr
    assert "account6: error: 6.json: No such file or directory" in result.stderr


def test_a_spreadsheet(tmp_path: Path) -> None:
    """Gets RFC 4180, and nothing that it would take for a formula."""
    write(
        tmp_path,
        a__js="appConfig = { n: -1, t: '=1+1', u: undefined, f: x => x, 'k,\"': [1, 'a\\nb'] };\n",
        b__js="appConfig = { n: -2, t: '@x', f: location.href, o: null };\n",
        e__toml='[environments."=cmd()"]\napp_config = "a.js"\n'
        '[environments.b]\napp_config = "b.js"\n',
    )
    result = run("matrix", "e.toml", "--format", "csv", cwd=tmp_path)
    table = list(csv.reader(io.StringIO(result.stdout, newline=""), strict=True))

    assert result.stdout.endswith("\r\n")
    assert table == [
        ["path", "'=cmd()", "b", "'=cmd() source", "b source"],
        ["n", "-1", "-2", "a.js:1:18", "b.js:1:18"],
        ["t", '"=1+1"', '"@x"', "a.js:1:25", "b.js:1:25"],
        ["u", "undefined", "", "a.js:1:36", ""],
        ["f", "x => x", "unresolved: location.href", "a.js:1:50", "b.js:1:34"],
        ['["k,\\""]', '[1, "a\\nb"]', "", "a.js:1:65", ""],
        ["o", "", "null", "", "b.js:1:52"],
    ]


@pytest.mark.parametrize(("changed", "code"), [("{}", 0), ("{ a: 1 }", 1)], ids=["agree", "differ"])
def test_the_exit_code_tells_of_differences(tmp_path: Path, changed: str, code: int) -> None:
    """Where it is asked to."""
    write(
        tmp_path,
        a__js="appConfig = {};\n",
        b__js=f"appConfig = {changed};\n",
        e__toml='[environments.a]\napp_config = "a.js"\n[environments.b]\napp_config = "b.js"\n',
    )

    assert run("matrix", "e.toml", "--exit-code", cwd=tmp_path).code == code
    assert run("matrix", "e.toml", cwd=tmp_path).code == 0


def test_a_file_with_a_mistake(tmp_path: Path) -> None:
    """Is told as other inputs' mistakes are: the place, the line, a caret, help."""
    write(tmp_path, e__toml='[environments.a]\napp_confg = "a.js"\n')

    result = run("matrix", "e.toml", cwd=tmp_path)

    assert result.code == 3
    assert result.stderr == (
        "error: e.toml:2:1: there is no setting 'app_confg'\n"
        '  2 | app_confg = "a.js"\n'
        "    | ^^^^^^^^^\n"
        "  help: did you mean app_config?\n"
    )


def test_no_file(tmp_path: Path) -> None:
    """Is wrong usage where none is named."""
    (tmp_path / ".git").mkdir()

    result = run("matrix", cwd=tmp_path)

    assert result.code == 2
    assert (
        "error: there is no environments.toml here or above\n  help: give the name of such a file"
        in result.stderr
    )


def test_a_narrow_terminal(fixtures: Path) -> None:
    """Gets a block for each path."""
    read = parse_environments(
        Source("e.toml", (fixtures / "environments" / "environments.toml").read_text("utf-8"))
    )
    configs = []
    for one in read.all:
        script = Source("appConfig.js", (fixtures / "environments/appConfig.js").read_text("utf-8"))
        inputs = one.inputs._replace(app_config=script, resource=None)
        configs.append(Values(Reader().config(inputs)))
    shown = tuple(row for row in rows(configs) if row.path in {("logLevel",), ("serviceBaseUrl",)})
    matrix = Matrix(
        tuple(one.name for one in read.all), shown_rows(shown, configs, show_secrets=False), 2
    )

    assert (
        render_matrix(matrix, 60, PLAIN)
        == """\
logLevel
  "debug"  local, test (2)
           appConfig.js:14:13 (appConfig.js)
  "error"  production
           appConfig.js:14:13 (appConfig.js)

serviceBaseUrl
  "https://flex-local…  local
                        appConfig.js:16:19 (appConfig.js)
  "https://flex-test.…  test
                        appConfig.js:16:19 (appConfig.js)
  "https://flex.examp…  production
                        appConfig.js:16:19 (appConfig.js)

2 of 2 paths differ between 3 environments
"""
    )


def test_a_progress_bar(monkeypatch: pytest.MonkeyPatch, accounts: Path) -> None:
    """Is shown on a terminal on which it takes time."""

    class Terminal(io.StringIO):
        """Standard error, as a terminal has it."""

        def isatty(self) -> bool:
            return True

    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(fleet, "_PATIENCE", -1.0)
    found = matrix_command._read_all(FleetChoices(str(accounts / "environments.toml"), ()))

    assert len(found) == 100
    assert "environments" in stream.getvalue()
    assert "100%" in stream.getvalue()
