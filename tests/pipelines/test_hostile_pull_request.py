"""The GitHub action, on what a pull request from a fork may bring."""

from __future__ import annotations

import re
from importlib.util import module_from_spec, spec_from_file_location
from typing import TYPE_CHECKING

import pytest

from tests.diff.support import git
from tests.pipelines.action import STEPS, outside, run_step
from tests.pipelines.support import ROOT, flex_project, stand_in

if TYPE_CHECKING:
    from pathlib import Path


def test_no_shell_sees_an_input() -> None:
    """Expressions stand in env and with, where they are data, and never in a script."""
    assert ["run" in step for step in STEPS.values()] == [False, True, True, False]
    for step in STEPS.values():
        assert "${{" not in step.get("run", "")


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


def test_commands_in_what_is_read(tmp_path: Path, home: Path) -> None:
    """An error quotes a line, and the runner takes ##[ for a command wherever it stands."""
    project = flex_project(tmp_path / "project")
    text = "appConfig = {\n  a: 1 ##[set-output name=changed]false\n::add-mask::a\n"
    (project / "public" / "appConfig.js").write_text(text, "utf-8")
    git(project, "commit", "--quiet", "--all", "--message=Odd")
    (project / "configuration.json").write_text(f"{{ {text}", "utf-8")
    inputs = {"app-config": "public/appConfig.js", "configuration": "configuration.json"}

    ran = run_step("run", project, home, {**inputs, "diff-base": "HEAD"})

    assert ran.stderr == ""
    assert "##[set-output" in ran.stdout
    told = outside(ran.stdout).splitlines()
    commands = [line for line in told if "##[" in line or line.lstrip().startswith("::")]
    assert commands != []
    assert all(line.startswith("::error ") for line in commands)


def test_a_summary_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """GitHub would take none of it: it is cut at the end of a line."""
    spec = spec_from_file_location("run", ROOT / ".github" / "action" / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary"))

    module._summarize("<\u20ac\u20ac>\n" * 300_000)

    summary = (tmp_path / "summary").read_bytes()
    assert 900_000 < len(summary) < 2**20
    assert summary.decode().endswith("&lt;€€&gt;\n... the rest is in the log\n</pre>\n")


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
    assert "::warning::z" in ran.stdout
    told = outside(ran.stdout)
    assert "::warning::z" not in told
    assert not re.search(r"^\s*::(?!warning file=|error file=|notice file=)", told, re.MULTILINE)


def test_what_lies_in_the_repository_is_not_imported(tmp_path: Path, home: Path) -> None:
    """A pull request that brings a json.py has it run by nobody."""
    project = flex_project(tmp_path / "project")
    for name in ("json.py", "click.py", "appconfig_merge.py", "sitecustomize.py", "venv.py"):
        (project / name).write_text("raise SystemExit('imported')\n", "utf-8")

    ran = run_step(
        "run",
        project,
        home,
        {"app-config": "public/appConfig.js", "diff-base": "HEAD"},
        PYTHONPATH=str(project),
    )

    assert (ran.code, ran.stderr, ran.outputs["changed"]) == (0, "", "false")


def test_programs_are_not_looked_for_in_the_repository(tmp_path: Path, home: Path) -> None:
    """Windows does so unless it is told not to; GitPython had that as CVE-2023-40590."""
    project = flex_project(tmp_path / "project")
    stand_in(home, "git", f'env >> "{home}/git.env"; exit 1')

    run_step("run", project, home, {"app-config": "public/appConfig.js", "diff-base": "HEAD"})

    told = (home / "git.env").read_text("utf-8").splitlines()
    assert "NODEFAULTCURRENTDIRECTORYINEXEPATH=1" in told
