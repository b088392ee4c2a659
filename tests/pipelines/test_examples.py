"""The examples of docs/pipelines, run as far as one can without the service that they are for."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from ruamel.yaml import YAML

from tests.diff.support import git
from tests.node import node_path
from tests.pipelines.support import (
    DIFFERENCE,
    EXAMPLES,
    ROOT,
    TOOLS,
    changed_project,
    environment,
    flex_project,
    load,
    shell,
    stand_in,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PAGE = (ROOT / "docs" / "pipelines.md").read_text("utf-8")
HOOKS = {hook["id"]: hook for hook in load(ROOT / ".pre-commit-hooks.yaml")}
TOOL = "appconfig-merge[check] @ git+https://git.example.com/appconfig-merge.git@REVISION"
SH = re.compile(r"sh '''\n(.*?)'''", re.DOTALL)


def check_reports(project: Path) -> None:
    """The files that are left: what changed, and a failed test for each rule that warns."""
    assert DIFFERENCE in (project / "effective-config.diff").read_text("utf-8")
    suite = ET.parse(project / "effective-config.xml").getroot()
    assert (suite.get("failures"), suite.get("errors")) == ("2", "0")


def test_every_example_is_in_the_documentation() -> None:
    """Each file is linked from the page, and what is linked is there."""
    linked = set(re.findall(r"\]\(pipelines/([\w.-]+)\)", PAGE))

    assert linked == {path.name for path in EXAMPLES.iterdir()}


def test_the_gitlab_pipeline_is_valid() -> None:
    """By GitLab's own schema."""
    subprocess.run(
        [TOOLS / "check-jsonschema", "--builtin-schema", "vendor.gitlab-ci",
         "--data-transform", "gitlab-ci", EXAMPLES / "gitlab-ci.yml"],
        check=True,
        timeout=120,
    )  # fmt: skip


def test_the_gitlab_pipeline(tmp_path: Path, home: Path) -> None:
    """Its scripts, with the variables that GitLab sets; pip stands aside."""
    job = load(EXAMPLES / "gitlab-ci.yml")["effective-config"]
    project = changed_project(tmp_path / "project")
    log = stand_in(home, "pip")
    variables = {name: value for name, value in job["variables"].items() if "$" not in value}
    assert job["variables"]["BASE"] == "$CI_MERGE_REQUEST_DIFF_BASE_SHA"
    variables["BASE"] = git(project, "rev-parse", "HEAD^").strip()

    done = shell(
        "\n".join([*job["before_script"], *job["script"]]),
        project,
        environment(home, **variables),
        "-eo",
        "pipefail",
    )

    assert done.returncode == 0, done.stderr
    assert DIFFERENCE in done.stdout
    assert log.read_text("utf-8").splitlines() == ["install", "--quiet", TOOL]
    check_reports(project)
    assert job["artifacts"]["paths"] == ["effective-config.diff"]
    assert job["artifacts"]["reports"] == {"junit": "effective-config.xml"}


def test_the_change_that_brings_the_resource(tmp_path: Path, home: Path) -> None:
    """There is nothing to compare with, and the check is done all the same."""
    job = load(EXAMPLES / "gitlab-ci.yml")["effective-config"]
    project = flex_project(tmp_path / "project")
    git(project, "rm", "--quiet", "--cached", "configuration.json")
    git(project, "commit", "--quiet", "--amend", "--message=Without it")

    done = shell(
        "\n".join(job["script"]), project, environment(home, BASE="HEAD"), "-eo", "pipefail"
    )

    assert done.returncode == 0, done.stderr
    assert "configuration.json" in done.stderr
    assert (project / "effective-config.diff").read_text("utf-8") == ""
    assert (project / "effective-config.xml").exists()


def test_the_jenkins_pipeline(tmp_path: Path, home: Path) -> None:
    """Its shell steps in order, with the variables that a multibranch build sets."""
    text = (EXAMPLES / "Jenkinsfile").read_text("utf-8")
    # In Groovy's ''' a backslash is written twice.
    install, *steps = (step.replace("\\\\", "\\") for step in SH.findall(text))
    origin = changed_project(tmp_path / "origin")
    git(origin, "branch", "change")
    git(origin, "reset", "--quiet", "--hard", "HEAD^")
    git(tmp_path, "clone", "--quiet", "--branch", "change", "--single-branch", "origin", "project")
    project = tmp_path / "project"
    made = stand_in(home, "python3", f'mkdir -p .venv && ln -s "{TOOLS}" .venv/bin')
    log = stand_in(home, "pip")
    variables = environment(home, CHANGE_TARGET="main", TOOL=TOOL)

    assert f"TOOL = '{TOOL}'" in text
    assert ".venv/bin/pip install" in install
    installed = shell(install.replace(".venv/bin/pip", "pip"), project, variables, "-xe")
    ran = [shell(step, project, variables, "-xe") for step in steps]

    assert (installed.returncode, [one.returncode for one in ran]) == (0, [0, 0])
    assert made.read_text("utf-8").splitlines() == ["-m", "venv", ".venv"]
    assert log.read_text("utf-8").splitlines() == ["install", "--quiet", TOOL]
    assert DIFFERENCE in ran[0].stdout
    check_reports(project)


def test_the_jenkins_pipeline_is_balanced() -> None:
    """Of Groovy nothing more than its brackets and quotes is looked at here."""
    text = SH.sub("", (EXAMPLES / "Jenkinsfile").read_text("utf-8"))
    text = re.sub(r"'[^'\n]*'", "", text)

    assert not set("'\"") & set(text)
    brackets = re.sub(r"[^{}()]", "", text)
    while "{}" in brackets or "()" in brackets:
        brackets = brackets.replace("{}", "").replace("()", "")
    assert brackets == ""


def npm(project: Path, home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Call npm, which comes with the Node of the differential tests."""
    node = Path(node_path())
    (program,) = node.parent.parent.glob("**/npm/bin/npm-cli.js")
    # The scripts call npm, too, and the one beside this Node is a link that lost its target.
    stand_in(home, "npm", f'exec "{node}" "{program}" "$@"')
    env = environment(home, npm_config_update_notifier="false", npm_config_offline="true")
    env["PATH"] = f"{home / 'bin'}{os.pathsep}{node.parent}{os.pathsep}{env['PATH']}"
    return subprocess.run(
        ["npm", *words],
        cwd=project,
        env=env,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def test_the_npm_scripts(tmp_path: Path, home: Path) -> None:
    """By npm itself, in a Flex plugin project; package.json says which Flex UI it is."""
    project = changed_project(tmp_path / "project")
    stand_in(home, "twilio", "echo the plugin starts")

    shown = npm(project, home, "run", "--silent", "config")
    started = npm(project, home, "start")

    assert "39 values in Flex UI 2.17.1" in shown.stdout
    assert "Flex UI 2.17.1, as package.json (2.17.1) says" in shown.stderr
    assert started.returncode == 0, started.stderr
    assert "the plugin starts" in started.stdout
    assert "warning[remote-wins]" in started.stdout
    assert npm(project, home, "run", "--silent", "config:diff").stdout.endswith(
        "no value differs\n"
    )


def test_npm_tells_what_is_not_committed(tmp_path: Path, home: Path) -> None:
    """Of the resource's file as well as of the script."""
    project = flex_project(tmp_path / "project")
    resource = project / "configuration.json"
    text = resource.read_text("utf-8")
    resource.write_text(text.replace('"logLevel": "info"', '"logLevel": "warn"'), "utf-8")

    told = npm(project, home, "run", "--silent", "config:diff").stdout

    assert '~ logLevel: "info" -> "warn"' in told


def test_npm_start_is_stopped_by_an_error(tmp_path: Path, home: Path) -> None:
    """A configuration that Flex UI doesn't start with is told before it is tried."""
    project = flex_project(tmp_path / "project")
    script = project / "public" / "appConfig.js"
    script.write_text(script.read_text("utf-8").replace("colorTheme: ", "colorTheme "), "utf-8")
    log = stand_in(home, "twilio")

    started = npm(project, home, "start")

    assert started.returncode == 1
    assert "error[syntax-error]" in started.stdout
    assert not log.exists()


def test_the_hooks_are_valid() -> None:
    """By pre-commit's own check; it only warns of the place of the revision."""
    for command, file in (
        ("validate-manifest", ROOT / ".pre-commit-hooks.yaml"),
        ("validate-config", EXAMPLES / "pre-commit-config.yaml"),
    ):
        subprocess.run(
            [TOOLS / "pre-commit", command, file], check=True, capture_output=True, timeout=120
        )


def pre_commit(
    project: Path, home: Path, hooks: Sequence[dict[str, Any]]
) -> subprocess.CompletedProcess[str]:
    """Run hooks by pre-commit on what is staged.

    They are taken from here, and with the command that is installed already: pre-commit would
    fetch and install them from the network.
    """
    local = [
        {**HOOKS[hook["id"]], **hook, "language": "system", "additional_dependencies": []}
        for hook in hooks
    ]
    with (project / ".pre-commit-config.yaml").open("w", encoding="utf-8") as file:
        YAML(typ="safe").dump({"repos": [{"repo": "local", "hooks": local}]}, file)
    git(project, "add", ".")
    return subprocess.run(
        [TOOLS / "pre-commit", "run", "--color", "never"],
        cwd=project,
        env=environment(home, PRE_COMMIT_HOME=str(home / "cache")),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def outcomes(printed: str) -> Iterator[tuple[str, str]]:
    """Each hook with what became of it."""
    return (
        (match[1], match[2].strip())
        for match in re.finditer(r"^(effective-config \w+)\.+(.*)$", printed, re.MULTILINE)
    )


def edit(project: Path, old: str, new: str) -> None:
    """Change the script of a project."""
    script = project / "public" / "appConfig.js"
    script.write_text(script.read_text("utf-8").replace(old, new), "utf-8")


def test_a_hook_without_arguments(tmp_path: Path, home: Path) -> None:
    """Checks the scripts that are called appConfig.js, if one was changed."""
    project = flex_project(tmp_path / "project")

    untouched = pre_commit(project, home, [{"id": "effective-config-check"}])
    edit(project, "maxAttempts: 3", "maxAttempts: 3,,")
    broken = pre_commit(project, home, [{"id": "effective-config-check"}])

    assert dict(outcomes(untouched.stdout)) == {
        "effective-config check": "(no files to check)Skipped"
    }
    assert (untouched.returncode, broken.returncode) == (0, 1)
    assert "public/appConfig.js:42:20: error[syntax-error]" in broken.stdout


def test_a_folder_that_looks_like_an_option(tmp_path: Path, home: Path) -> None:
    """A commit can't give the hook options by the names of its files."""
    project = flex_project(tmp_path / "project")
    folder = project / "--output=public"
    folder.mkdir()
    (folder / "appConfig.js").write_text("appConfig = {,};\n", "utf-8")

    done = pre_commit(project, home, [{"id": "effective-config-check"}])

    assert done.returncode == 1
    assert "--output=public/appConfig.js:1:14: error[syntax-error]" in done.stdout


def test_the_documented_hooks(tmp_path: Path, home: Path) -> None:
    """The check fails on errors only; the difference is shown though nothing fails."""
    (repository,) = load(EXAMPLES / "pre-commit-config.yaml")["repos"]
    project = flex_project(tmp_path / "project")
    edit(project, "maxAttempts: 3", "maxAttempts: 8")

    done = pre_commit(project, home, repository["hooks"])

    assert done.returncode == 0, done.stdout
    assert dict(outcomes(done.stdout)) == {
        "effective-config check": "Passed",
        "effective-config diff": "Passed",
    }
    assert DIFFERENCE in done.stdout


def test_the_hooks_run_what_is_installed() -> None:
    """The command is the package's, and check has what it needs."""
    pyproject = (ROOT / "pyproject.toml").read_text("utf-8")
    for hook in HOOKS.values():
        command, _ = hook["entry"].split()
        assert f'\n{command} = "appconfig_merge.cli:main"' in pyproject
        assert hook["additional_dependencies"] == [".[check,page]"]
        assert hook["language"] == "python"


def test_the_packages_scripts_are_those_of_the_documentation() -> None:
    """The page names them."""
    scripts = json.loads((EXAMPLES / "package.json").read_text("utf-8"))["scripts"]

    for name in ("config", "config:check", "config:diff", "prestart"):
        assert name in scripts
        assert f"`{name}`" in PAGE
