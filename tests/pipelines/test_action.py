"""The GitHub action: its file, its steps as a runner would run them, and hostile inputs."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from tests.diff.support import git
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

if TYPE_CHECKING:
    from collections.abc import Mapping

ACTION = load(ROOT / "action.yml")
STEPS = {step.get("id", step.get("uses")): step for step in ACTION["runs"]["steps"]}
USED = load(ROOT / "docs" / "pipelines" / "github-actions.yml")["jobs"]["effective-config"]["steps"]


class Ran(NamedTuple):
    """What a step printed and left."""

    code: int
    stdout: str
    stderr: str
    outputs: dict[str, str]
    summary: str


def expanded(text: str, values: Mapping[str, str]) -> str:
    """A value of env with what the runner puts in place of ``${{ ... }}``."""
    return re.sub(r"\$\{\{ *([\w.-]+) *\}\}", lambda match: values[match[1]], text)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """What a runner has beside the checkout: a folder for temporary files."""
    folder = tmp_path / "runner"
    (folder / "temp").mkdir(parents=True)
    return folder


def run_step(id: str, project: Path, home: Path, inputs: Mapping[str, str]) -> Ran:
    """Run a step of the action: its inputs in env and nowhere else, its files as GitHub's."""
    step = STEPS[id]
    defaults = {name: str(one.get("default", "")) for name, one in ACTION["inputs"].items()}
    given = {**defaults, **inputs}
    assert given.keys() == ACTION["inputs"].keys()
    values = {
        **{f"inputs.{name}": value for name, value in given.items()},
        "github.action_path": str(ROOT),
        "steps.python.outputs.python-path": sys.executable,
        "steps.install.outputs.bin": str(TOOLS),
    }
    files = {name: home / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    for file in files.values():
        file.write_text("", "utf-8")
    env = environment(
        home,
        RUNNER_TEMP=str(home / "temp"),
        **{name: str(file) for name, file in files.items()},
        **{name: expanded(value, values) for name, value in step["env"].items()},
    )
    # https://docs.github.com/actions: what "shell: bash" stands for
    done = shell(step["run"], project, env, "--noprofile", "--norc", "-eo", "pipefail")
    outputs = dict(
        line.split("=", 1) for line in files["GITHUB_OUTPUT"].read_text("utf-8").splitlines()
    )
    summary = files["GITHUB_STEP_SUMMARY"].read_text("utf-8")
    return Ran(done.returncode, done.stdout, done.stderr, outputs, summary)


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
        )


def test_no_shell_sees_an_input() -> None:
    """Expressions stand in env and with, where they are data, and never in a script."""
    assert ["run" in step for step in STEPS.values()] == [False, True, True, False]
    for step in STEPS.values():
        assert "${{" not in step.get("run", "")


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
    assert "--define" in ran.stderr
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
    assert (fixed.code, fixed.outputs["warnings"]) == (1, "2")
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


@pytest.mark.parametrize("base", ["HEAD^1", "nope\n::set-output name=x::y", "--output=x", "$(id)"])
def test_a_base_that_is_not_there(tmp_path: Path, home: Path, base: str) -> None:
    """Is said, with what may be missing; what bites has been told by then."""
    project = flex_project(tmp_path / "project")

    ran = run_step("run", project, home, {"app-config": "public/appConfig.js", "diff-base": base})

    assert ran.code == 2
    assert "::error::effective-config: the checkout has no revision " in ran.stdout
    assert "fetch-depth: 2" in ran.stdout
    assert "\n::set-output" not in ran.stdout
    assert "changed" not in ran.outputs
    assert ran.outputs["warnings"] == "2"


def test_no_file_is_named(tmp_path: Path, home: Path) -> None:
    """Empty lines are none."""
    ran = run_step("run", flex_project(tmp_path / "project"), home, {"app-config": " \n"})

    assert (ran.code, ran.stdout) == (
        2,
        "::error::effective-config: the input app-config names no file\n",
    )


def test_a_script_that_cannot_be_read_anymore(tmp_path: Path, home: Path) -> None:
    """Fails the job, with no word on whether values changed."""
    project = flex_project(tmp_path / "project")
    (project / "public" / "appConfig.js").write_text("appConfig = {", "utf-8")

    ran = run_step("run", project, home, {"app-config": "public/appConfig.js", "diff-base": "main"})

    assert ran.code == 3
    assert "::error file=public/appConfig.js,line=1" in ran.stdout
    assert "changed" not in ran.outputs


@pytest.mark.parametrize(
    "name", ["$(touch x).js", "'; touch x; '.js", "--output=x", "a b.js", "::error::x.js"]
)
def test_hostile_names(tmp_path: Path, home: Path, name: str) -> None:
    """A file's name is a file's name."""
    project = flex_project(tmp_path / "project")
    (project / name).write_text('appConfig = { "::warning::y": "</pre><b>" };\n', "utf-8")
    git(project, "add", ".")
    git(project, "commit", "--quiet", "--message=Odd")
    (project / name).write_text('appConfig = { "::warning::z": "</pre><b>" };\n', "utf-8")

    ran = run_step("run", project, home, {"app-config": name, "diff-base": "HEAD"})

    assert (ran.code, ran.outputs["changed"]) == (0, "true")
    assert not (project / "x").exists()
    assert "<b>" not in ran.summary
    begin = re.search(r"^::stop-commands::(\w+)$", ran.stdout, re.MULTILINE)
    assert begin is not None
    before, _, rest = ran.stdout.partition(begin[0])
    inside, _, after = rest.partition(f"\n::{begin[1]}::\n")
    assert "::warning::z" in inside
    assert after == ""
    assert not re.search(r"^\s*::(?!warning file=|error file=|notice file=)", before, re.MULTILINE)


def test_what_lies_in_the_repository_is_not_imported(tmp_path: Path, home: Path) -> None:
    """A pull request that brings a json.py has it run by nobody."""
    project = flex_project(tmp_path / "project")
    for name in ("json.py", "click.py", "appconfig_merge.py", "sitecustomize.py", "venv.py"):
        (project / name).write_text("raise SystemExit('imported')\n", "utf-8")

    ran = run_step("run", project, home, {"app-config": "public/appConfig.js", "diff-base": "HEAD"})

    assert (ran.code, ran.stderr) == (0, "")


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
        "/the action[check]",
    ]
