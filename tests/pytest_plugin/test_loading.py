"""How pytest comes to the plugin, and what those notice who do not use it."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.pytest_plugin.runs import PLUGIN, run, run_apart

if TYPE_CHECKING:
    import pytest

pytest_plugins = ["pytester"]

QUICKSTART = """
    def read(effective_config, **options):
        return effective_config("appConfig.js", configuration="configuration.json", **options)
"""


def test_it_is_found_by_its_entry_point(project: pytest.Pytester) -> None:
    """As an installed package has it."""
    info = project.mkdir("appconfig_merge_plugin-1.dist-info")
    info.joinpath("METADATA").write_text("Metadata-Version: 2.1\nName: x\nVersion: 1\n", "utf-8")
    info.joinpath("entry_points.txt").write_text(f"[pytest11]\n{PLUGIN} = {PLUGIN}\n", "utf-8")
    project.makepyfile("def test_it(effective_config): assert effective_config('appConfig.js')")
    project.syspathinsert()

    result = project.runpytest_subprocess("-q", "-p", "no:cacheprovider")
    result.assert_outcomes(passed=1)
    twice = run(project)
    twice.assert_outcomes(passed=1)


def test_loading_it_costs_nothing() -> None:
    """Nothing of the package is imported before the fixture is used."""
    program = (
        f"import pytest, sys; before = set(sys.modules); import {PLUGIN}\n"
        "print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    assert done.stdout.split() == ["appconfig_merge", "appconfig_merge._lazy", PLUGIN]


def test_the_first_call_is_no_slower_than_the_next(project: pytest.Pytester) -> None:
    """All imports are done before it: Hypothesis gives an example 200 ms."""
    project.makepyfile(
        f"""{QUICKSTART}
    import sys
    def test_modules(effective_config):
        before = set(sys.modules)
        assert read(effective_config, flex_ui="2.17.1")["theme"]["isLight"] is False
        assert set(sys.modules) - before == set()
        """
    )

    run_apart(project).assert_outcomes(passed=1)


def test_who_does_not_use_it_sees_no_difference(pytester: pytest.Pytester) -> None:
    """The same report, and no hook."""
    pytester.makepyfile(
        """
        def test_it(request):
            names = [type(one).__name__ for one in request.config.pluginmanager.get_plugins()]
            assert "_Reporter" in names
        """
    )

    def report(*arguments: str) -> list[str]:
        result = pytester.runpytest_subprocess("-q", "-p", "no:cacheprovider", *arguments)
        return [re.sub(r"0x\w+|\d+\.\d+s|Python.*|.*\['.*", "", line) for line in result.outlines]

    with_plugin = report("-p", PLUGIN, "-p", "no:randomly")
    assert "1 failed in " in with_plugin[-1]
    assert with_plugin == report("-p", f"no:{PLUGIN}", "-p", "no:randomly")
