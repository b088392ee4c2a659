"""``effective-config log`` as a person calls it."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.command import run
from tests.diff.test_schema import validate
from tests.history.support import Made, git, linear, repository

if TYPE_CHECKING:
    from pathlib import Path

    from tests.golden import Golden

_MORE = "// what this is about is told in the handbook\n" * 6
ACCOUNT = "AC00000000000000000000000000000000"


def script(light: str, more: str = "") -> str:
    """An appConfig.js with theme.isLight, on its eighth line."""
    return f"{_MORE}var appConfig = {{\n  theme: {{ isLight: {light}{more} }}\n}};\n"


def resource(light: str) -> str:
    """A Configuration resource that sets the same."""
    attributes = f'{{"theme": {{"isLight": {light}}}, "language": "en"}}'
    return f'{{"account_sid": "{ACCOUNT}", "ui_attributes": {attributes}}}\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of which the script was moved, broken and mended, and changed on the disk."""
    old = {"appConfig.js": script("true"), "README.md": "A desk\n"}
    moved = {"public/appConfig.js": script("true"), "README.md": "A desk\n"}
    commits = linear(
        old,
        {**old, "README.md": "The desk\n"},
        moved,
        {**moved, "prod.json": resource("false")},
        {**moved, "public/appConfig.js": script("false", ", size: 1"), "prod.json": resource("1")},
        {**moved, "public/appConfig.js": script("false, {"), "prod.json": resource("1")},
        {**moved, "public/appConfig.js": "var appConfig = {};\n", "prod.json": resource("1")},
    )
    repository(tmp_path, commits)
    (tmp_path / "public/appConfig.js").write_text(script("location.host"), "utf-8")
    return tmp_path


def test_a_value(project: Path, golden: Golden) -> None:
    """Its changes newest first: also under another name, broken, and not committed yet."""
    result = run("log", "public/appConfig.js", "theme.isLight", cwd=project)

    assert (result.code, result.stderr) == (0, "")
    golden("value.txt", result.stdout)


def test_an_object_and_a_resource(project: Path, golden: Golden) -> None:
    """What changed beneath the path; before git had the resource it can't be read."""
    arguments = ("public/appConfig.js", "theme", "language", "--configuration", "prod.json")

    result = run("log", *arguments, cwd=project)

    assert (result.code, result.stderr) == (0, "")
    golden("object.txt", result.stdout)


def test_json(project: Path, golden: Golden) -> None:
    """Everything, as the schema that is shipped says."""
    result = run("log", "public/appConfig.js", "theme.isLight", "--format", "json", cwd=project)

    validate(json.loads(result.stdout), "urn:appconfig-merge:log:1")
    golden("value.json", result.stdout)


def entries(*arguments: str, cwd: Path) -> list[list[dict[str, Any]]]:
    """The entries of each log that a call gives."""
    result = run("log", *arguments, "--format", "json", cwd=cwd)
    assert result.code == 0, result.stderr
    data = json.loads(result.stdout)
    validate(data, "urn:appconfig-merge:log:1")
    return [one["entries"] for one in data["logs"]]


def subjects(found: list[dict[str, Any]]) -> list[str]:
    """What made each change."""
    return [one.get("subject") or one.get("file") or one["kind"] for one in found]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("-n", "2"), ["uncommitted", "Change 6"]),
        (("--since", "HEAD~2"), ["uncommitted", "Change 6", "Change 5"]),
        (("--since", "2026-05-29T00:00"), ["uncommitted", "Change 6", "Change 5", "Change 4"]),
        (("--since", "2030-01-01"), ["uncommitted"]),
    ],
)
def test_less_of_it(project: Path, options: tuple[str, ...], expected: list[str]) -> None:
    """The newest so many; none before a time, a tag or a commit."""
    found = entries("public/appConfig.js", "theme.isLight", *options, cwd=project)

    assert [subjects(one) for one in found] == [expected]


def test_nothing_ever_changed(project: Path) -> None:
    """That is an answer, too."""
    git(project, "checkout", "--quiet", ".")

    result = run("log", "public/appConfig.js", "nothing", "--since", "2030-01-01", cwd=project)

    assert result == (0, "nothing: not set\n\nno change in 7 commits\n", "")


def test_from_another_folder(project: Path) -> None:
    """Files are named from where people are, in the repository or beside it."""
    inside = run("log", "appConfig.js", "theme.isLight", "-n1", cwd=project / "public")
    outside = run("log", str(project / "public/appConfig.js"), "theme.isLight", cwd=project.parent)

    assert "\n    appConfig.js:8:" in inside.stdout
    assert "    changed: appConfig.js\n" in inside.stdout
    assert f"    changed: {project.name}/public/appConfig.js" in outside.stdout
    assert outside.stdout.count("\n20") == 4


def test_environments(tmp_path: Path, golden: Golden) -> None:
    """Each revision of their file says what they were read from, a section for each of them."""
    scripts = {
        "appConfig.js": "var appConfig = { host: location.hostname, language: 'en' };\n",
        "other.js": "var appConfig = { language: 'fr' };\n",
    }
    begin = '[defaults]\napp_config = "appConfig.js"\n[environments.prod]\n'
    test = '[environments.test]\ndefine = { "location.hostname" = "test.example.com" }\n'
    commits = linear(
        scripts,
        {**scripts, "environments.toml": begin},
        {**scripts, "environments.toml": f'{begin}app_config = "other.js"\n'},
        {**scripts, "environments.toml": f'{begin}app_config = "other.js"\n{test}'},
    )
    repository(tmp_path, commits)

    result = run("log", "language", cwd=tmp_path)

    golden("environments.txt", result.stdout)
    assert result.stderr.splitlines() == [
        "note: environments are those of environments.toml",
        "info[not-in-git-yet]: where git has no environments.toml yet, it is taken as it is now",
    ]
    assert run("log", "test", "language", cwd=tmp_path).stdout in result.stdout
    named = run("log", "language", "--environment", "prod", cwd=tmp_path)
    assert named.stdout in result.stdout


def test_kept_resources(tmp_path: Path, golden: Golden) -> None:
    """They lie between the commits, by when they were kept."""
    commits = linear({"a.js": "var appConfig = {};\n"}, {"a.js": script("null")}, {"a.js": "x"})
    commits[2] = Made({"a.js": "var appConfig = { n: 1 };\n"}, (1,), 7200)
    repository(tmp_path / "desk", commits)
    folder = tmp_path / "kept" / ACCOUNT
    folder.mkdir(parents=True)
    # The first commit is of 2026-05-28, 20:26:40 UTC.
    for at, light in (("20260528T203000Z", "true"), ("20260528T223000Z", "false"),
                      ("20260529T000000Z", "1"), ("20260530T000000Z", "1")):  # fmt: skip
        (folder / f"{at}.json").write_text(resource(light), "utf-8")

    result = run("log", "a.js", "theme.isLight", "--kept", "../kept", cwd=tmp_path / "desk")

    golden("kept.txt", result.stdout)
    assert result.stderr == (
        "info[unknown-resource]: the resource was first kept at 2026-05-28 20:30:00Z: what was "
        "before is read without it\n"
    )


def test_another_source_of_the_same_value(tmp_path: Path) -> None:
    """Is told with --sources alone."""
    commits = linear(
        {"a.js": "var appConfig = {};\n", "prod.json": resource("true")},
        {"a.js": script("true"), "prod.json": resource("true")},
    )
    repository(tmp_path, commits)
    call = ("a.js", "theme.isLight", "--configuration", "prod.json")

    assert subjects(entries(*call, cwd=tmp_path)[0]) == ["Change 0"]
    assert subjects(entries(*call, "--sources", cwd=tmp_path)[0]) == ["Change 1", "Change 0"]
    text = run("log", *call, "--sources", "-n1", cwd=tmp_path).stdout
    assert "    true, from another source\n    prod.json:1:" in text


def test_secrets_are_masked_wherever_they_stand(tmp_path: Path) -> None:
    """Also in what a commit says of itself, and as something that differs."""
    old, new = "m1sold-s3cret-value", "m1snew-s3cret-value"
    texts = [f"var appConfig = {{ sso: {{ apiKey: '{one}' }} }};\n" for one in (old, new)]
    repository(tmp_path, linear(*({"a.js": text} for text in texts)))
    git(tmp_path, "commit", "--quiet", "--amend", "--message", f"Use {new} now")
    call = ("log", "a.js", "sso.apiKey", "sso")

    for form in ("text", "json"):
        masked = run(*call, "--format", form, cwd=tmp_path)
        shown = run(*call, "--format", form, "--show-secrets", cwd=tmp_path)
        assert not any(one in masked.stdout + masked.stderr for one in (old, new))
        assert all(one in shown.stdout for one in (old, new, f"Use {new} now"))
    assert '"********" -> another secret' in run(*call, cwd=tmp_path).stdout


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("a.js",), 2, "no PATH is given"),
        (("theme",), 2, "there is no environments.toml here or above"),
        (("a.js", "theme["), 2, "is not a path"),
        (("a.js", "theme", "--since", "tomorrow"), 2, "is no time, and git knows no such commit"),
        (("a.js", "theme", "--since", "--all"), 2, "is no time, and git knows no such commit"),
        (("gone.js", "theme"), 3, "gone.js: No such file"),
        (("a.js", "theme", "--kept", "nowhere"), 3, "nowhere: no resource is kept here"),
        (("a.js", "theme", "--kept", ".", "--ui-attributes", "a.js"), 2, "--kept excludes"),
        (("a.js", "theme", "-n", "0"), 2, "0 is not in the range"),
        (("theme", "--environment", "x", "--global", "y"), 2, "--global is for an APP_CONFIG"),
    ],
)
def test_mistakes(tmp_path: Path, arguments: tuple[str, ...], code: int, message: str) -> None:
    """Each has a message and a code."""
    repository(tmp_path, linear({"a.js": script("true")}))

    result = run("log", *arguments, cwd=tmp_path)

    assert (result.code, result.stdout) == (code, "")
    assert message in result.stderr


def test_without_a_repository(tmp_path: Path) -> None:
    """There is nothing to look at; with kept resources there is."""
    (tmp_path / "a.js").write_text("var appConfig = {};\n", "utf-8")
    folder = tmp_path / "kept" / ACCOUNT
    folder.mkdir(parents=True)
    for hour, light in ((1, "true"), (2, "false")):
        (folder / f"20260528T0{hour}0000Z.json").write_text(resource(light), "utf-8")
    env = {"GIT_CEILING_DIRECTORIES": str(tmp_path.parent)}

    refused = run("log", "a.js", "theme.isLight", cwd=tmp_path, env=env)
    told = run("log", "a.js", "theme.isLight", "--kept", "kept", cwd=tmp_path, env=env)

    assert (refused.code, refused.stderr.splitlines()[0]) == (
        3, "error: this folder: not in a git repository",
    )  # fmt: skip
    assert "    true -> false\n" in told.stdout
    assert "not in a git repository: there are no commits to look at" in told.stderr


def test_a_file_is_at_its_name_on_the_disk_where_git_never_had_it(tmp_path: Path) -> None:
    """What is fetched and ignored is taken as it is now, and that is said."""
    repository(tmp_path, linear({"a.js": "var appConfig = {};\n"}, {"a.js": script("null")}))
    (tmp_path / "prod.json").write_text(resource("true"), "utf-8")

    result = run("log", "a.js", "theme.isLight", "--configuration", "prod.json", cwd=tmp_path)

    assert "    true -> null\n" in result.stdout
    assert result.stderr == (
        "info[not-in-git]: prod.json is not in git: it is taken as it is now\n"
    )


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_links_and_strange_names(tmp_path: Path) -> None:
    """A link leads to what it leads to at each revision, and a name is no option or pattern."""
    name = '-n *"\n\u00e4.js'
    commits = linear(
        {name: script("true"), "now.js": f"-> {name}"},
        {name: script("true"), "other.js": script("false"), "now.js": "-> other.js"},
        {name: script("true"), "other.js": script("null"), "now.js": "-> other.js"},
    )
    repository(tmp_path, commits)

    (linked,) = entries("now.js", "theme.isLight", cwd=tmp_path)
    (plain,) = entries(f"./{name}", "theme.isLight", cwd=tmp_path)

    assert subjects(linked) == ["Change 2", "Change 1", "Change 0"]
    assert [one["after"]["value"] for one in linked] == [None, False, True]
    assert subjects(plain) == ["Change 0"]
    assert plain[0]["files"] == [{"file": name, "was": None}]


def test_versions_and_accounts_of_which_nothing_was_kept(tmp_path: Path) -> None:
    """What is read without a resource is said, whyever there is none."""
    one, two = (f"AC{number:032}" for number in (1, 2))
    text = '[environments.prod]\napp_config = "a.js"\nlive = true\n'
    text += 'account_sid = "{}"\nflex_ui = "{}"\n'
    states = ((two, "2.2"), (one, "2.2"), (one, "2.17.1"))
    repository(
        tmp_path,
        linear(
            *(
                {"a.js": "var appConfig = {};\n", "environments.toml": text.format(*state)}
                for state in states
            )
        ),
    )
    for version, day in (("2.2", "20200101"), ("2.17.1", "20991231")):
        folder = tmp_path / "kept" / one / f"ui-{version}"
        folder.mkdir(parents=True)
        attributes = {"theme": {"isLight": version}}
        (folder / f"{day}T000000Z.json").write_text(json.dumps({"ui_attributes": attributes}))

    result = run("log", "theme.isLight", "--kept", "kept", cwd=tmp_path)

    said = [line.partition(": ")[2] for line in result.stderr.splitlines()[-3:]]
    assert said == [
        f"{what}: what was before is read without it"
        for what in (
            "the resource was first kept at 2020-01-01 00:00:00Z",
            "that for Flex UI 2.17.1 was first kept at 2099-12-31 00:00:00Z",
        )
    ] + ["it was of another account before: that is read without a resource"]
