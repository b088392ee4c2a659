"""``effective-config check``: exit codes, several files, settings, formats."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from appconfig_merge import __version__
from tests.cli.command import Result, run
from tests.cli.service import running

if TYPE_CHECKING:
    from pathlib import Path

    from tests.golden import Golden

FORMATS = ("text", "json", "sarif", "github", "junit")
GOOD = 'var appConfig = { language: "en-GB" };\n'
PLACEHOLDER = 'var appConfig = {\n  api: "__API__",\n};\n'
SECRET = 'var appConfig = { password: "hunter2" };\n'
BROKEN = "var appConfig = {\n"


RESOURCE = '{"ui_attributes": {"version_compatibility": "yes", "language": "de-DE"}}'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with scripts that are good and bad."""
    for name, text in {
        "good.js": GOOD,
        "placeholder.js": PLACEHOLDER,
        "secret.js": SECRET,
        "broken.js": BROKEN,
        "configuration.json": RESOURCE,
    }.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def check(*arguments: str, cwd: Path, stdin: bytes = b"") -> Result:
    """Run the command with the settings of the folder."""
    return run("check", *arguments, cwd=cwd, stdin=stdin)


@pytest.mark.parametrize("format", FORMATS)
def test_each_format_is_what_it_was(format: str, fixtures: Path, golden: Golden) -> None:
    """The whole output of a fixture; the rules of known keys have tests of their own."""
    key_rules = "wrong-type,wrong-value,unknown-key,removed-key,later-key"
    result = check(
        "appConfig.js", "--configuration", "configuration.json", "--flex-ui", "2.11.0",
        "--ignore", key_rules, "--isolated", "--format", format,
        cwd=fixtures / "contact-centre",
    )  # fmt: skip

    golden(f"check/contact-centre.{format}", result.stdout.replace(f'"{__version__}"', '"VERSION"'))


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["good.js"], 0),
        (["placeholder.js"], 0),
        (["placeholder.js", "--fail-on", "warning"], 1),
        (["placeholder.js", "--fail-on", "info"], 1),
        (["placeholder.js", "--severity", "placeholder=error"], 1),
        (["placeholder.js", "--severity", "placeholder=info", "--fail-on", "warning"], 0),
        (["secret.js"], 1),
        (["secret.js", "--fail-on", "never"], 0),
        (["secret.js", "--ignore", "secret"], 0),
        (["broken.js"], 1),
        (["good.js", "--configuration", "configuration.json", "--fail-on", "info"], 1),
        (["missing.js"], 3),
        (["missing.js", "secret.js"], 3),
        (["good.js", "--configuration", "missing.json"], 3),
        (["good.js", "--configuration", "good.js"], 3),
        (["good.js", "--flex-ui", "0.9"], 2),
        (["good.js", "--config", "missing.toml"], 3),
        (["good.js", "--select", "secrets"], 2),
        (["good.js", "--severity", "secret"], 2),
        (["good.js", "--severity", "secret=bad"], 2),
        (["good.js", "--config", "x", "--isolated"], 2),
        (["good.js", "--live", "--configuration", "configuration.json"], 2),
        (["good.js", "--ui-version", "2"], 2),
        (["-", "-"], 2),
        ([], 2),
        (["--rules"], 0),
        (["--explain", "secret"], 0),
        (["--explain", "secrets"], 2),
    ],
)
def test_exit_codes(arguments: list[str], code: int, folder: Path) -> None:
    """0 clean, 1 a finding as grave as --fail-on, 2 usage, 3 unreadable."""
    assert check(*arguments, cwd=folder).code == code


def test_several_files_are_told_in_order(folder: Path) -> None:
    """What can't be read is told on stderr, and the others' findings nevertheless."""
    result = check("secret.js", "missing.js", "broken.js", "good.js", cwd=folder)

    assert result.code == 3
    assert re.findall(r"(?m)^(\S+?):\d+:\d+: (\S+):", result.stdout) == [
        ("broken.js", "error[syntax-error]"),
        ("secret.js", "error[secret]"),
    ]
    assert result.stdout.endswith("checked 3 files: 2 errors; 1 input could not be read\n")
    assert result.stderr == "error: missing.js: No such file or directory\n"


def test_a_definition_that_one_of_the_files_reads_is_read(folder: Path) -> None:
    """Definitions are of the page, and given for all files: what none mentions is told of each."""
    (folder / "reads.js").write_text("var appConfig = { language: window.FLEX_X };", "utf-8")
    options = ("--define", "FLEX_X=1", "--define", "FLEX_Y=1", "--select", "unused-define")
    result = check("good.js", "reads.js", *options, "--fail-on", "warning", cwd=folder)
    read = check("good.js", "reads.js", *options[:2], *options[4:], "--fail-on", "info", cwd=folder)

    assert re.findall(r"(?m)^(\S+): (\S+): (--define \w+)", result.stdout) == [
        ("good.js", "warning[unused-define]", "--define FLEX_Y"),
        ("reads.js", "warning[unused-define]", "--define FLEX_Y"),
    ]
    assert (result.code, read.code) == (1, 0)


def test_a_file_that_is_named_twice_is_checked_once(folder: Path) -> None:
    """As a glob and a name may give it."""
    result = check("secret.js", "secret.js", cwd=folder)

    assert result.stdout.endswith("checked 1 file: 1 error\n")


def test_standard_input_is_a_file_like_any_other(folder: Path) -> None:
    """Its name is <stdin>, its settings are those of the current folder."""
    (folder / ".effective-config.toml").write_text("fail-on = 'warning'\n", "utf-8")

    result = check("-", cwd=folder, stdin=PLACEHOLDER.encode())

    assert result.code == 1
    assert result.stdout.startswith("<stdin>:2:8: warning[placeholder]: ")


def test_what_one_resource_has_is_told_once_for_all_scripts(folder: Path) -> None:
    """Two scripts over one resource with a secret in it."""
    text = '{"ui_attributes": {}, "public_attributes": {"password": "hunter2"}}'
    (folder / "public.json").write_text(text, "utf-8")
    (folder / "other.js").write_text(GOOD, "utf-8")

    result = check("good.js", "other.js", "--configuration", "public.json", cwd=folder)

    assert result.stdout.count("error[secret]") == 1


def test_the_nearer_settings_win(folder: Path) -> None:
    """Of one folder .effective-config.toml; pyproject.toml without the table is none."""
    inner = folder / "a" / "b"
    inner.mkdir(parents=True)
    (inner / "appConfig.js").write_text(PLACEHOLDER, "utf-8")
    (inner / "pyproject.toml").write_text("[project]\nname = 'x'\n", "utf-8")
    call = ("a/b/appConfig.js",)
    codes = [check(*call, cwd=folder).code]
    (folder / "pyproject.toml").write_text("[tool.appconfig-merge]\nfail-on = 'warning'\n", "utf-8")
    codes.append(check(*call, cwd=folder).code)
    (folder / "a" / "pyproject.toml").write_text("[tool.appconfig-merge]\n", "utf-8")
    codes.append(check(*call, cwd=folder).code)
    (folder / "a" / ".effective-config.toml").write_text("fail-on = 'info'\n", "utf-8")
    codes.append(check(*call, cwd=folder).code)
    codes.append(check(*call, "--isolated", cwd=folder).code)
    codes.append(check(*call, "--config", "pyproject.toml", cwd=folder).code)
    codes.append(check(*call, "--fail-on", "error", cwd=folder).code)

    assert codes == [0, 1, 0, 1, 0, 1, 0]


def test_each_file_has_the_settings_of_its_own_folder(folder: Path) -> None:
    """One call may check several projects."""
    for name, settings in {"strict": "fail-on = 'warning'", "lax": "ignore = ['secret']"}.items():
        (folder / name).mkdir()
        (folder / name / ".effective-config.toml").write_text(settings, "utf-8")
    (folder / "lax" / "a.js").write_text(SECRET, "utf-8")
    (folder / "strict" / "a.js").write_text(PLACEHOLDER, "utf-8")

    assert check("lax/a.js", cwd=folder).code == 0
    assert check("strict/a.js", "lax/a.js", cwd=folder).code == 1


def test_patterns_start_from_the_settings_folder(folder: Path) -> None:
    """Wherever the command is called."""
    (folder / "dev").mkdir()
    (folder / "dev" / "a.js").write_text(SECRET, "utf-8")
    (folder / ".effective-config.toml").write_text(
        "[per-path-ignores]\n'dev/*.js' = ['secret']\n", "utf-8"
    )

    assert check("dev/a.js", cwd=folder).code == 0
    assert check("a.js", cwd=folder / "dev").code == 0
    assert check("secret.js", cwd=folder).code == 1


def test_the_release_may_be_a_setting(folder: Path) -> None:
    """A project knows which Flex UI it has; the command line wins."""
    (folder / ".effective-config.toml").write_text('flex-ui = "1.18"\n', "utf-8")
    (folder / "ui.json").write_text('{"markdown": 1}', "utf-8")
    call = ("good.js", "--ui-attributes", "ui.json", "--select", "dead-key", "--fail-on", "warning")

    assert check(*call, cwd=folder).code == 0
    assert check(*call, "--flex-ui", "2.17.1", cwd=folder).code == 1
    assert check(*call, "--flex-ui", "documented", cwd=folder).code == 1


def test_what_is_wrong_with_settings_is_told_with_its_line(folder: Path) -> None:
    """And it is no finding of the script's."""
    (folder / ".effective-config.toml").write_text('ignore = ["sekret"]\n', "utf-8")

    result = check("good.js", cwd=folder)

    assert (result.code, result.stdout) == (3, "")
    assert result.stderr.endswith(
        ".effective-config.toml:1:11: no rule is called 'sekret'\n"
        '  1 | ignore = ["sekret"]\n'
        "    |           ^^^^^^^^\n"
        "  help: did you mean secret?\n"
    )


def test_selecting_a_rule_overrules_a_file_that_ignores_it(folder: Path) -> None:
    """The command line wins over files."""
    (folder / ".effective-config.toml").write_text('ignore = ["secret"]\n', "utf-8")

    assert check("secret.js", cwd=folder).code == 0
    assert check("secret.js", "--select", "secret", cwd=folder).code == 1


def test_the_report_may_go_to_a_file(folder: Path) -> None:
    """Nothing is printed then, and the exit code still tells."""
    result = check("secret.js", "--format", "json", "--output", "out.json", cwd=folder)

    assert result == Result(1, "", "")
    data = json.loads((folder / "out.json").read_text("utf-8"))
    assert data["summary"] == {"error": 1, "warning": 0, "info": 0}


def test_the_rules_are_listed(folder: Path) -> None:
    """An id, a severity and a summary in each line."""
    lines = check("--rules", cwd=folder).stdout.splitlines()

    assert (
        "secret                    error    a secret stands where every browser can read it"
        in lines
    )
    assert lines == sorted(lines)


def test_the_release_that_auto_chose_is_told(folder: Path) -> None:
    """And why, on stderr."""
    package = '{"dependencies": {"@twilio/flex-ui": "~2.2.0"}}'
    (folder / "package.json").write_text(package, "utf-8")

    result = check(
        "good.js", "--configuration", "configuration.json", "--flex-ui", "auto", cwd=folder
    )

    assert result.code == 0
    assert "chosen-release" in result.stderr
    assert "2.2" in result.stderr


def test_a_fetched_resource_is_looked_at_like_a_file(tmp_path: Path) -> None:
    """It has no lines: its name says whose it is, and the secret isn't told."""
    with running(tmp_path) as service:
        result = service.call("check", "appConfig.js", "--live", "--select", "secret,overridden")

    told = re.sub("fetched at [^:)]*[0-9:]+Z", "fetched at TIME", result.stdout)
    source = "Configuration resource of AC00…0000, fetched at TIME"
    lines = [line for line in told.splitlines() if not line.startswith("  help")]
    assert result.code == 1
    assert lines == [
        (
            f"{source}: error[secret]: the value of ui_attributes.custom_data.apiKey looks like a "
            "secret, and every browser that loads the page gets it"
        ),
        (
            f"appConfig.js:3:21: info[overridden]: theme.isLight of ui_attributes ({source}) has "
            "no effect: appConfig.js sets false"
        ),
        "  3 |   theme: { isLight: false }",
        "    |                     ^^^^^",
        "checked 1 file: 1 error, 1 info",
    ]


def test_ui_attributes_alone_are_looked_at_too(folder: Path) -> None:
    """They may come from a file of their own."""
    text = '{"crm": {"password": "hunter2"}, "version_compatibility": "yes"}'
    (folder / "attributes.json").write_text(text, "utf-8")

    result = check("good.js", "--ui-attributes", "attributes.json", cwd=folder)

    assert result.code == 1
    assert result.stdout.startswith("attributes.json:1:22: error[secret]: the value of crm.pass")
    assert "hunter2" not in result.stdout


def test_companion_scripts_are_downloaded_too(folder: Path) -> None:
    """What they throw, repeat and give away is told in their file."""
    (folder / "brand.js").write_text(
        "var brand = { password: 'hunter2', a: 1, a: 2 };\nundeclared();\n", "utf-8"
    )

    result = check("good.js", "--script", "brand.js", cwd=folder)

    assert re.findall(r"(?m)^(\S+): (\S+):", result.stdout) == [
        ("brand.js:1:25", "error[secret]"),
        ("brand.js:1:36", "warning[duplicate-key]"),
        ("brand.js:2:1", "warning[script-throws]"),
    ]


def test_a_resource_that_cannot_be_read_is_done_without(folder: Path) -> None:
    """The script has its own faults."""
    (folder / "broken.json").write_text('{"ui_attributes": {},}', "utf-8")

    result = check("secret.js", "--configuration", "broken.json", cwd=folder)

    assert result.code == 3
    assert "error[secret]" in result.stdout
    assert result.stderr.startswith("error: broken.json:1:")
