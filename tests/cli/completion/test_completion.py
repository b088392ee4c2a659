"""Completion: what is offered where, and what bash, zsh and fish make of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge.cli.commands import cli
from appconfig_merge.cli.completion import command as completion
from appconfig_merge.cli.completion.candidates import candidates
from appconfig_merge.cli.completion.shell_words import FISH, quoted, split, unquoted
from tests.cli.command import run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.completion.shells import Shell

SCRIPT = """\
var appConfig = {
  theme: { isLight: true, "a key": 1, "it's": 2 },
  plugins: { one: { two: 3 } },
  "b.c": 4,
};
"""
ODD = """\
var appConfig = {
  "a": { "b.c": ["x", { d: 1 }] },
  "$(touch ran)": [], "`touch ran`": 1, "end,": 2, "!x": 3, "z\\n; touch ran": 4,
};
"""
RESOURCE = '{"ui_attributes": {"remote": true, "theme": {"isDark": 1}}}'
ENVIRONMENTS = """\
[environments.test]
app_config = "appConfig.js"
[environments."test two"]
app_config = "appConfig.js"
"""
DATA = Path(completion.__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project: a script, a resource whose name has a space in it, environments."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "appConfig.js").write_text(SCRIPT, "utf-8")
    (folder / "odd.js").write_text(ODD, "utf-8")
    (folder / "conf file.json").write_text(RESOURCE, "utf-8")
    (folder / "environments.toml").write_text(ENVIRONMENTS, "utf-8")
    (folder / "broken.js").write_text("var appConfig = {", "utf-8")
    (folder / "broken.toml").write_text("[environments", "utf-8")
    (folder / "matrix").mkdir()
    return folder


@pytest.fixture
def here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project, as the folder one is in."""
    monkeypatch.chdir(folder)
    return folder


def offered(*words: str) -> list[str]:
    """What is offered in place of the last word; names of files as <file> and <dir>."""
    *before, last = words
    found = candidates(cli, before, last)
    return [item.value if item.type == "plain" else f"<{item.type}>" for item in found]


COMMANDS = {"check", "completion", "diff", "explain", "fetch", "matrix", "show", "update"}
CONFIGURATION = ("--configuration", "conf file.json")
PATHS = ["theme", "theme.isLight", 'theme["a key"]', 'theme["it\'s"]']


@pytest.mark.usefixtures("here")
def test_at_the_start() -> None:
    """Commands, and files: `effective-config appConfig.js` needs no command."""
    found = offered("")

    assert set(found) >= {*COMMANDS, "<file>"}
    assert offered("exp") == ["explain", "<file>"]
    assert offered("appC") == ["<file>"]


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(("--configu",), ["--configuration"], id="without a command"),
        pytest.param(("--vers",), ["--version"], id="of effective-config itself"),
        pytest.param(("--he",), ["--help"], id="of both, but once"),
        pytest.param(("appConfig.js", "--ou"), ["--output"], id="after a file"),
        pytest.param(("explain", "appConfig.js", "--wi"), ["--without"], id="of a command"),
        pytest.param(("--format", "json", "--format"), [], id="once is enough"),
        pytest.param(("--define", "a=1", "--defi"), ["--define"], id="more than once"),
        pytest.param(("diff", "--flex-ui-"), ["--flex-ui-a", "--flex-ui-b"], id="hidden ones"),
        pytest.param(("diff", "--exit"), ["--exit-code"], id="before arguments"),
        pytest.param(("nope.js", "--strict", "--for"), ["--format"], id="of a missing file"),
        pytest.param(("--", "--for"), ["<file>"], id="none after --"),
    ],
)
def test_options(words: tuple[str, ...], expected: list[str]) -> None:
    """Options complete with and without a command's name, wherever they stand."""
    assert offered(*words) == expected


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--format", ""), ["text", "json", "config", "js"]),
        (("--format=j",), ["--format=json", "--format=js"]),
        (("check", "--format", "s"), ["sarif"]),
        (("--flex-ui", "2.1"), ["2.17.1", "2.10.0"]),
        (("diff", "--flex-ui-a", "a"), ["auto"]),
        (("--flex-ui=doc",), ["--flex-ui=documented"]),
        (("--configuration", "c"), ["<file>"]),
        (("--configuration=c",), ["<file>"]),
        (("restore", "b"), ["<file>"]),
        (("update", "--json-patch", ""), ["<file>"]),
        (("backup", "--backup-dir", ""), ["<dir>"]),
        (("update", "--set", "u"), ["ui_attributes="]),
        (("update", "--app-config", "appConfig.js", "--set", "/ui_attributes/b"),
         ["/ui_attributes/b.c="]),
        (("update", "--app-config", "appConfig.js", "--unset", "ui_attributes.theme.i"),
         ["ui_attributes.theme.isLight"]),
        (("update", "--app-config", "missing.js", "--unset", ""), ["ui_attributes"]),
        (("update", "--set", "ui_attributes=n"), []),
        (("matrix", ""), ["<file>"]),
        (("check", "a.js", "b"), ["<file>"]),
        (("check", "--explain", "reset"), ["reset-by-null"]),
        (("check", "--select", "over"), ["overridden"]),
        (("check", "--ignore", "dead-key,reset"), ["dead-key,reset-by-null"]),
        (("check", "--select", "overridden,over"), []),
        (("check", "--severity", "over"), ["overridden="]),
        (("check", "--severity", "overridden=e"), ["overridden=error"]),
        (("diff", "test"), ["test", "test two", "<file>"]),
        (("diff", "test", "appC"), ["<file>"]),
        (("diff", "--environments", "environments.toml", "test "), ["test two", "<file>"]),
        (("diff", "--environments", "broken.toml", ""), ["<file>"]),
        (("diff", "--environments", "no.toml", ""), ["<file>"]),
        (("completion", ""), ["bash", "zsh", "fish"]),
        (("--define", "a"), []),
        (("--unknown", ""), ["<file>"]),
        (("--unknown=",), []),
    ],
)  # fmt: skip
def test_values(words: tuple[str, ...], expected: list[str]) -> None:
    """Choices, files and folders, releases, rules, environments."""
    assert offered(*words) == expected


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("appConfig.js", "the"), PATHS),
        (("appConfig.js", "theme", "theme.i"), ["theme.isLight"]),
        (("appConfig.js", "theme.isLight", "theme.i"), []),
        (("appConfig.js", "["), ['["b.c"]']),
        (("appConfig.js", "/theme/"), ["/theme/isLight", "/theme/a key", "/theme/it's"]),
        (("appConfig.js", *CONFIGURATION, "r"), ["remote"]),
        ((*CONFIGURATION, "appConfig.js", "theme.isD"), ["theme.isDark"]),
        (("--configuration=conf file.json", "appConfig.js", "r"), ["remote"]),
        (("appConfig.js", "--flex-ui", "2.17.1", "enableC"), ["enableClientCalling"]),
        (("appConfig.js", "--flex-ui", "0", "theme.i"), []),
        (("appConfig.js", "--parser", "none", "theme.i"), ["theme.isLight"]),
        (("appC",), ["<file>"]),
        (("broken.js", ""), []),
        (("missing.js", ""), []),
        ((".", ""), []),
        (("odd.js", 'a["b'), ['a["b.c"]', 'a["b.c"][0]', 'a["b.c"][1]', 'a["b.c"][1].d']),
        (("odd.js", "/a/b.c/"), ["/a/b.c/0", "/a/b.c/1", "/a/b.c/1/d"]),
        (("appConfig.js", "--configuration", "broken.js", ""), []),
        (("appConfig.js", "--configuration", "a", "--ui-attributes", "b", ""), []),
        (("appConfig.js", *CONFIGURATION, "--without", ""), ["ui_attributes", "appConfig.js"]),
        (("appConfig.js", *CONFIGURATION, "--without=u"), ["--without=ui_attributes"]),
        (("appConfig.js", "--flex-ui=2.17.1", "--without", "Fl"), ["Flex UI 2.17.1"]),
        (("broken.js", "--without", ""), []),
    ],
)
def test_explain(words: tuple[str, ...], expected: list[str]) -> None:
    """The paths and layers of the configuration that the line names, silently none without one."""
    assert offered("explain", *words) == expected


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("arguments", [["--live"], ["--live", "--ui-version", "2.0"]])
def test_nothing_is_fetched(arguments: list[str]) -> None:
    """A TAB makes no request: the paths are those of the script."""
    assert offered("explain", "appConfig.js", *arguments, "theme.") == PATHS[1:2]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
@pytest.mark.usefixtures("here")
def test_nothing_is_waited_for(tmp_path: Path) -> None:
    """Neither standard input nor a pipe is read."""
    pipe = tmp_path / "pipe.js"
    os.mkfifo(pipe)

    assert offered("explain", "-", "") == []
    assert offered("explain", str(pipe), "") == []


def test_large_files(tmp_path: Path) -> None:
    """Of many paths those at the top are offered; a file that takes long to read gives none."""
    inner = ", ".join(f"k{at}: {{ deep: {at} }}" for at in range(90))
    script = tmp_path / "many.js"
    script.write_text(f"var appConfig = {{ {inner} }};\n", "utf-8")
    top = [f"k{at}" for at in range(90)]

    assert offered("explain", str(script), "") == top
    assert offered("explain", str(script), "k89") == ["k89", "k89.deep"]
    script.write_text(f"var appConfig = {{ {inner} }};\n//{' ' * 1_000_000}", "utf-8")
    assert offered("explain", str(script), "") == []


@pytest.mark.usefixtures("here")
def test_what_is_said_of_a_candidate_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file's name can't add candidates, nor write to the terminal."""
    file = tmp_path / "environments.toml"
    file.write_text('[environments.test]\napp_config = "a\\u001b[31m\\nplain,b"\n', "utf-8")
    monkeypatch.setenv("_EFFECTIVE_CONFIG_COMPLETE", "fish_complete")
    words = ["effective-config", "diff", "--environments", str(file), "te"]
    monkeypatch.setenv("COMP_WORDS", "\x1f".join(words))
    with pytest.raises(SystemExit):
        cli(prog_name="effective-config")

    said = f"{tmp_path}/a\\u001b[31m\\u000aplain,b in {file}"
    assert capsys.readouterr().out == f"plain,test\t{said}\nfile,te\t\n"


# --- bash's words --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "words", "is_redirected"),
    [
        ("c ", ["c", ""], False),
        ("c a 'b c", ["c", "a", "'b c"], False),
        ('c --x="a b" d', ["c", '--x="a b"', "d"], False),
        ("c a\\ b", ["c", "a\\ b"], False),
        ("c 'a\\' b", ["c", "'a\\'", "b"], False),
        ("c a 2> log b", ["c", "a", "b"], False),
        ("c a > ", ["c", "a", ""], True),
        ("c a >l", ["c", "a", "l"], True),
        ("c < in ", ["c", ""], False),
        ("c a\\", ["c", "a\\"], False),
    ],
)
def test_words_of_a_line(line: str, words: list[str], is_redirected: bool) -> None:
    """Words stay as typed; redirections and their files aren't among them."""
    assert split(line) == (words, is_redirected)


TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs"]))


@given(TEXTS, st.sampled_from(["", "'", '"']))
def test_what_is_quoted_stands_for_itself(text: str, quote: str) -> None:
    """Taking quotes away undoes quoting, in any quotes; and it is one word."""
    written = f"{quote}{quoted(text, quote)}"

    assert unquoted(written) == (text, quote)
    assert split(f"c {written}{quote}").words == ["c", f"{written}{quote}"]


@pytest.mark.parametrize(
    ("text", "posix", "fish"),
    [
        ("'it\\'s", ("it\\s", ""), ("it's", "'")),
        ("'a\\\\", ("a\\\\", "'"), ("a\\", "'")),
        ('"\\`\\$', ("`$", '"'), ("\\`$", '"')),
        ("a\\[\\'", ("a['", ""), ("a['", "")),
    ],
)
def test_fish_has_quotes_of_its_own(
    text: str, posix: tuple[str, str], fish: tuple[str, str]
) -> None:
    """A backslash escapes a single quote in single quotes, and no backquote in double ones."""
    assert (unquoted(text), unquoted(text, FISH)) == (posix, fish)


@given(st.lists(TEXTS.filter(bool), min_size=1, max_size=20), st.sampled_from(["", "'", '"']))
def test_bash_reads_what_is_quoted(texts: list[str], quote: str) -> None:
    """What is inserted is to bash just the value that was meant."""
    written = " ".join(f"{quote}{quoted(text, quote)}{quote}" for text in texts)
    done = subprocess.run(
        ["bash", "-c", f"printf '%s\\n' {written}"],
        capture_output=True,
        check=True,
        env={"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]},
        timeout=60,
    )

    assert done.stdout.decode("utf-8").split("\n")[:-1] == texts


# --- the command ---------------------------------------------------------------------------------


@pytest.mark.parametrize("shell", completion.SHELLS)
def test_the_script(shell: str, tmp_path: Path) -> None:
    """Is printed by the command, and in the way click's other programs have."""
    script = (DATA / f"completion.{shell}").read_text("utf-8")

    assert run("completion", shell, cwd=tmp_path) == (0, script, "")
    env = {"_EFFECTIVE_CONFIG_COMPLETE": f"{shell}_source"}
    # click before 8.2 ends it with another line.
    assert run(cwd=tmp_path, env=env).stdout.rstrip() == script.rstrip()


def test_how_to_install_it() -> None:
    """Without a shell the command says what to do, as the documentation does."""
    result = CliRunner().invoke(cli, ["completion"])
    page = (Path(__file__).parents[3] / "docs" / "completion.md").read_text("utf-8")

    assert result.exit_code == 0
    commands = [line.strip() for line in result.output.splitlines() if line.startswith("    ")]
    assert len(commands) == 6
    for command in commands:
        assert command.partition("     ")[0] in page


def test_a_shell_that_is_not_known(tmp_path: Path) -> None:
    """Is wrong usage."""
    assert run("completion", "csh", cwd=tmp_path).code == 2


# --- real shells ---------------------------------------------------------------------------------

unix = pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals are a Unix thing")

LINES = [
    ("exp", "explain "),
    ("--conf", "--configuration "),
    ("appConfig.js --fl", "appConfig.js --flex-ui "),
    ("appConfig.js --flex-ui docu", "appConfig.js --flex-ui documented "),
    ("appConfig.js --format=c", "appConfig.js --format=config "),
    ("ap", "appConfig.js "),
    ("appConfig.js --configuration con", "appConfig.js --configuration conf\\ file.json "),
    ("appConfig.js --configuration=con", "appConfig.js --configuration=conf\\ file.json "),
    ("appConfig.js --strict > conf", "appConfig.js --strict > conf\\ file.json "),
    ("explain appConfig.js the", "explain appConfig.js theme"),
    ("explain appConfig.js plu", "explain appConfig.js plugins"),
    ("explain appConfig.js theme.", "explain appConfig.js theme.isLight "),
    ('explain appConfig.js theme\\[\\"a', 'explain appConfig.js theme\\[\\"a\\ key\\"\\] '),
    ("explain appConfig.js 'theme[\"a", "explain appConfig.js 'theme[\"a key\"]' "),
    ("explain appConfig.js 'theme[\"i", "explain appConfig.js 'theme[\"it'\\''s\"]' "),
    ('explain appConfig.js "[\\"b', 'explain appConfig.js "[\\"b.c\\"]" '),
    (
        "explain appConfig.js --configuration=conf\\ file.json rem",
        "explain appConfig.js --configuration=conf\\ file.json remote ",
    ),
    ("explain broken.js the", "explain broken.js the"),
    (
        "explain appConfig.js --flex-ui 2.17.1 --without Fl",
        "explain appConfig.js --flex-ui 2.17.1 --without Flex\\ UI\\ 2.17.1 ",
    ),
    ('explain odd.js \'a["b.c"][1].', "explain odd.js 'a[\"b.c\"][1].d' "),
    ('explain odd.js a\\[\\"b.c\\"\\]\\[0', 'explain odd.js a\\[\\"b.c\\"\\]\\[0\\] '),
    ("explain odd.js /end", "explain odd.js /end, "),
    ("explain odd.js /\\$", "explain odd.js /\\$\\(touch\\ ran\\) "),
    ("explain odd.js '[\"`", "explain odd.js '[\"`touch ran`\"]' "),
    ("explain odd.js /z", "explain odd.js /z"),
    ("explain $(touch ran) the", "explain $(touch ran) the"),
    ("update --set ui", "update --set ui_attributes="),
    ("check --severity overr", "check --severity overridden="),
    ("check --severity=overridden=w", "check --severity=overridden=warning "),
    ("check --select dead-key,overr", "check --select dead-key,overridden "),
    ("diff appConfig.js 'test t", "diff appConfig.js 'test two' "),
]


@pytest.fixture(scope="module", params=["bash", "zsh"])
def shell(request: pytest.FixtureRequest, folder: Path) -> Iterator[Shell]:
    """A shell in the project, with the completion of effective-config."""
    from tests.cli.completion.shells import Shell

    shell = Shell(request.param, DATA / f"completion.{request.param}", folder)
    yield shell
    shell.close()


@unix
@pytest.mark.parametrize(("typed", "line"), LINES)
def test_in_a_shell(shell: Shell, typed: str, line: str) -> None:
    """TAB makes of the line what stands beside it: quoted as the shell wants it."""
    told = shell.completed(f"effective-config {typed}")

    assert told == f"effective-config {line}"


@unix
def test_bash_leaves_its_history_alone(folder: Path) -> None:
    """A ! isn't left in double quotes, where it would stand for an earlier command."""
    from tests.cli.completion.shells import Shell

    shell = Shell("bash", DATA / "completion.bash", folder)
    told = shell.completed('effective-config explain odd.js "/!')
    assert told == 'effective-config explain odd.js "/"\\!"x" '
    shell.close()


@unix
def test_nothing_was_run(folder: Path) -> None:
    """Commands in keys, and in the line, are text."""
    from tests.cli.completion.shells import Shell, fish_candidates

    for name in ("bash", "zsh"):
        shell = Shell(name, DATA / f"completion.{name}", folder)
        for typed in ("odd.js '[", "odd.js /\\$", "odd.js /\\`", "$(touch ran) a", "`touch ran` a"):
            shell.completed(f"effective-config explain {typed}", tabs=2)
        shell.close()
    for typed in ("odd.js '[", "odd.js /\\`", "(touch ran) a"):
        fish_candidates(DATA / "completion.fish", folder, f"effective-config explain {typed}")

    assert not (folder / "ran").exists()


@unix
def test_after_another_command(shell: Shell) -> None:
    """And with a variable in front, or the command's whole path."""
    path = shutil.which("effective-config", path=str(Path(sys.executable).parent))
    for start in ("true; effective-config", "A=1 effective-config", path):
        assert shell.completed(f"{start} expl") == f"{start} explain "


@unix
def test_zsh_finds_it_by_itself(folder: Path, tmp_path: Path) -> None:
    """In a folder of $fpath, as docs/completion.md installs it: from the first TAB on."""
    from tests.cli.completion.shells import Shell

    script = tmp_path / "_effective-config"
    shutil.copyfile(DATA / "completion.zsh", script)
    shell = Shell("zsh", script, folder, is_found=True)
    for typed, line in LINES[:2]:
        told = shell.completed(f"effective-config {typed}")
        assert told == f"effective-config {line}"
    shell.close()


@unix
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("exp", ["explain"]),
        ("m", ["matrix", "matrix/"]),
        ("explain appConfig.js the", sorted(PATHS)),
        ("explain appConfig.js 'theme[\"a", ['theme["a key"]']),
        ('explain appConfig.js theme\\[\\"a', ['theme["a key"]']),
        ("explain appConfig.js --configuration=conf\\ file.json rem", ["remote"]),
        ("explain broken.js the", []),
        ('explain odd.js a\\[\\"b.c\\"\\]\\[0', ['a["b.c"][0]']),
        ("explain odd.js '[\"`", ['["`touch ran`"]']),
        ("update --unset ui", ["ui_attributes"]),
        ("--format=c", ["--format=config"]),
        ("appConfig.js --configuration=con", ["--configuration=conf file.json"]),
        ("appConfig.js --configuration con", ["conf file.json"]),
        ("backup --backup-dir=m", ["--backup-dir=matrix/"]),
        ("check --severity over", ["overridden="]),
        ("diff test\\ ", ["test two"]),
    ],
)
def test_in_fish(folder: Path, typed: str, expected: list[str]) -> None:
    """The candidates of fish, which quotes them by itself."""
    from tests.cli.completion.shells import fish_candidates

    script = DATA / "completion.fish"

    assert sorted(fish_candidates(script, folder, f"effective-config {typed}")) == expected
