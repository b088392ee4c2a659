"""The GitHub action: its file, and its steps as a runner would run them."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.diff.support import git
from tests.pipelines.action import ACTION, STEPS, run_step
from tests.pipelines.support import (
    DIFFERENCE,
    ROOT,
    TOOLS,
    changed_project,
    environment,
    flex_project,
    load,
    shell,
    stand_in,
)

USED = load(ROOT / "docs" / "pipelines" / "github-actions.yml")["jobs"]["effective-config"]["steps"]


def test_the_files_are_valid() -> None:
    """By the schemas of GitHub's actions and workflows."""
    for kind, name in (
        ("actions", "action.yml"),
        ("workflows", "docs/pipelines/github-actions.yml"),
        ("workflows", ".github/workflows/ci.yml"),
    ):
        subprocess.run(
            [TOOLS / "check-jsonschema", "--builtin-schema", f"vendor.github-{kind}", ROOT / name],
            check=True,
            timeout=120,
        )


def test_every_input_and_output_is_used() -> None:
    """What is declared does something, and what a step takes is declared."""
    text = (ROOT / "action.yml").read_text("utf-8")

    assert set(re.findall(r"inputs\.([\w-]+)", text)) == set(ACTION["inputs"])
    script = (ROOT / ".github" / "action" / "run.py").read_text("utf-8")
    given = {name for name in STEPS["run"]["env"] if name.startswith("INPUT_")}
    read = set(re.findall(r'(?:_text|_lines)\("([A-Z_]+)"\)', script))
    assert given == {f"INPUT_{name}" for name in read}
    assert set(re.findall(r'_output\(\s*"(\w+)"', script)) == set(ACTION["outputs"])


def test_the_workflow_of_the_documentation(tmp_path: Path, home: Path) -> None:
    """On a pull request that changes a value: annotations, counts, SARIF, the difference."""
    (step,) = [one for one in USED if one.get("id") == "config"]
    project = changed_project(tmp_path / "project")

    ran = run_step("run", project, home, step["with"])

    assert (ran.code, ran.stderr.count("error")) == (0, 0)
    assert "::warning file=public/appConfig.js,line=13" in ran.stdout
    assert {name: ran.outputs[name] for name in ("errors", "warnings", "changed")} == {
        "errors": "0",
        "warnings": "3",
        "changed": "true",
    }
    (sarif,) = json.loads(Path(ran.outputs["sarif"]).read_text("utf-8"))["runs"]
    places = [one["locations"][0]["physicalLocation"] for one in sarif["results"]]
    assert "public/appConfig.js" in {one["artifactLocation"]["uri"] for one in places}
    told = Path(ran.outputs["diff"]).read_text("utf-8")
    assert told.startswith(
        "--- HEAD^1:./public/appConfig.js over HEAD^1:./configuration.json (Flex UI 2.17.1)\n"
        "+++ public/appConfig.js over configuration.json (Flex UI 2.17.1)\n"
    )
    assert DIFFERENCE in told
    assert told in ran.stdout
    assert (
        ran.summary == f"### Effective configuration\n\n<pre>\n{told.replace('>', '&gt;')}</pre>\n"
    )


def test_nothing_changed(tmp_path: Path, home: Path) -> None:
    """Is said as well, and without a base nothing is."""
    project = flex_project(tmp_path / "project")
    inputs = {"app-config": "public/appConfig.js"}

    assert (
        run_step("run", project, home, {**inputs, "diff-base": "main"}).outputs["changed"]
        == "false"
    )
    assert run_step("run", project, home, inputs).outputs.keys() == {"sarif", "errors", "warnings"}


def test_findings_fail_the_job(tmp_path: Path, home: Path) -> None:
    """As grave as fail-on says; the SARIF file is there to be uploaded all the same."""
    project = flex_project(tmp_path / "project")

    ran = run_step(
        "run",
        project,
        home,
        {
            "app-config": "public/appConfig.js\n\n  public/appConfig.js  ",
            "ui-attributes": "",
            "fail-on": "warning",
            "script": "public/appConfig.js",
            "options": "--define=a='x'\n--page-url=https://desk.example.com/",
        },
    )

    assert ran.code == 2
    assert "error: --define a=" in ran.stdout
    fixed = run_step(
        "run",
        project,
        home,
        {
            "app-config": "public/appConfig.js",
            "fail-on": "warning",
            "script": "public/appConfig.js",
            "options": '--define=a="x y"\n--page-url=https://desk.example.com/',
        },
    )
    assert (fixed.code, fixed.outputs["warnings"]) == (1, "3")
    assert Path(fixed.outputs["sarif"]).exists()


def test_what_is_not_at_the_base(tmp_path: Path, home: Path) -> None:
    """A new script is a change; a file that git doesn't know is both sides'."""
    project = changed_project(tmp_path / "project")
    git(project, "rm", "--quiet", "--cached", "configuration.json")
    git(project, "commit", "--quiet", "--message=Fetched by the workflow from now on")
    (project / "new.js").write_text("appConfig = {};\n", "utf-8")
    inputs = {"app-config": "public/appConfig.js\nnew.js", "configuration": "configuration.json"}

    ran = run_step("run", project, home, {**inputs, "diff-base": "HEAD"})

    assert ran.outputs["changed"] == "true"
    assert Path(ran.outputs["diff"]).read_text("utf-8") == (
        "--- HEAD:./public/appConfig.js over configuration.json\n"
        "+++ public/appConfig.js over configuration.json\n\n"
        "no value differs\n\n"
        "new.js is new since HEAD\n"
    )


def test_no_file_is_named(tmp_path: Path, home: Path) -> None:
    """Empty lines are none."""
    ran = run_step("run", flex_project(tmp_path / "project"), home, {"app-config": " \n"})

    assert (ran.code, ran.stdout) == (
        2,
        "::error::effective-config: the input app-config names no file\n",
    )


def test_a_script_that_cannot_be_read_anymore(tmp_path: Path, home: Path) -> None:
    """Fails the job by check, with no word on whether values changed."""
    project = flex_project(tmp_path / "project")
    (project / "public" / "appConfig.js").write_text("appConfig = {", "utf-8")

    ran = run_step("run", project, home, {"app-config": "public/appConfig.js", "diff-base": "main"})

    assert ran.code == 1
    assert "::error file=public/appConfig.js,line=1" in ran.stdout
    assert "changed" not in ran.outputs
    assert "public/appConfig.js can't be compared with main" in ran.summary


def test_a_script_that_can_be_read_again(tmp_path: Path, home: Path) -> None:
    """The pull request that repairs what its base has broken passes."""
    project = flex_project(tmp_path / "project")
    script = project / "public" / "appConfig.js"
    text = script.read_text("utf-8")
    script.write_text("appConfig = {", "utf-8")
    git(project, "commit", "--quiet", "--all", "--message=Broken")
    script.write_text(text, "utf-8")

    ran = run_step("run", project, home, {"app-config": "public/appConfig.js", "diff-base": "HEAD"})

    assert (ran.code, "changed" in ran.outputs) == (0, False)
    assert "HEAD:./public/appConfig.js:1:13: " in ran.stdout


@pytest.mark.parametrize(
    "where", ["{project}/public/appConfig.js", "./public/../public/appConfig.js"]
)
def test_however_a_file_is_named(tmp_path: Path, home: Path, where: str) -> None:
    """It is found at the base, too."""
    project = changed_project(tmp_path / "project")
    inputs = {"app-config": where.format(project=project), "diff-base": "HEAD^1"}

    ran = run_step("run", project, home, inputs)

    assert DIFFERENCE in Path(ran.outputs["diff"]).read_text("utf-8")


def test_a_folder_that_is_no_repository(tmp_path: Path, home: Path) -> None:
    """Git's own reason is told."""
    (tmp_path / "appConfig.js").write_text("appConfig = {};\n", "utf-8")
    inputs = {"app-config": "appConfig.js", "diff-base": "HEAD"}

    ran = run_step("run", tmp_path, home, inputs, GIT_CEILING_DIRECTORIES=str(tmp_path.parent))

    assert ran.code == 2
    assert "fatal: not a git repository" in ran.stdout


def test_the_installation(tmp_path: Path, home: Path) -> None:
    """From the action's own checkout, with the extra that check needs, into a folder of its own.

    pip stands aside: it would go to the network.
    """
    project = flex_project(tmp_path / "project")
    (project / "venv.py").write_text("raise SystemExit('imported')\n", "utf-8")
    log = stand_in(
        home, "python", 'if [ "$3" = venv ]; then mkdir -p "$5/bin"; cp "$0" "$5/bin/python"; fi'
    )
    step: dict[str, Any] = STEPS["install"]
    assert step["env"]["PYTHON"] == "${{ steps.python.outputs.python-path }}"
    python = str(home / "bin" / "python")
    env = environment(
        home, RUNNER_TEMP=str(home / "temp"), GITHUB_OUTPUT=str(home / "o"), PYTHON=python
    )

    done = shell(step["run"], project, {**env, "ACTION": "/the action"}, "-eo", "pipefail")

    assert (done.returncode, done.stderr) == (0, "")
    venv = home / "temp" / "effective-config-venv"
    assert (home / "o").read_text("utf-8") == f"bin={venv}/bin\n"
    assert log.read_text("utf-8").split("\n")[:-1] == [
        *("-I", "-m", "venv", "--clear", str(venv)),
        *("-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
        "/the action[check,page,plugins]",
    ]
