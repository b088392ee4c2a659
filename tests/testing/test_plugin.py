"""The pytest plugin, used as other projects would."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def pytest_in(folder: Path, test: str) -> subprocess.CompletedProcess[str]:
    """Run pytest on one test file, in an environment with an API key of a real account."""
    (folder / "conftest.py").write_text(
        'pytest_plugins = ["appconfig_merge.testing.plugin"]\n', "utf-8"
    )
    (folder / "test_it.py").write_text(textwrap.dedent(test), "utf-8")
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-W", "error", "-p", "no:cacheprovider", "."],
        cwd=folder,
        env={**os.environ, "TWILIO_API_KEY": "SK1", "TWILIO_API_SECRET": "secret"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_the_fixture_is_a_server_and_its_environment(tmp_path: Path) -> None:
    """Each test has its own server, and nothing in the environment points anywhere else."""
    done = pytest_in(
        tmp_path,
        """
        import os, httpx, pytest

        @pytest.mark.parametrize("turn", [1, 2])
        def test_it(flex_api, turn):
            assert flex_api.environment.items() <= os.environ.items()
            assert not {"TWILIO_API_KEY", "TWILIO_API_SECRET"} & os.environ.keys()
            auth = os.environ["TWILIO_ACCOUNT_SID"], os.environ["TWILIO_AUTH_TOKEN"]
            url = os.environ["EFFECTIVE_CONFIG_API_URL"] + "/v1/Configuration"
            assert httpx.get(url, auth=auth, trust_env=False).content == flex_api.body
            assert len(flex_api.requests) == 1
        """,
    )

    assert done.returncode == 0, done.stdout
    assert "2 passed" in done.stdout


def test_the_fixture_of_a_fleet(tmp_path: Path) -> None:
    """Its accounts' variables are set, and none of a real account is left."""
    done = pytest_in(
        tmp_path,
        """
        import os, httpx

        def test_it(flex_fleet):
            assert flex_fleet.environment.items() <= os.environ.items()
            assert not {"TWILIO_API_KEY", "TWILIO_API_SECRET"} & os.environ.keys()
            auth = os.environ["ACCOUNT_020_API_KEY"], os.environ["ACCOUNT_020_API_SECRET"]
            answer = httpx.get(flex_fleet.url + "/v1/Configuration", auth=auth, trust_env=False)
            assert answer.content == flex_fleet["account-020"].body
        """,
    )

    assert done.returncode == 0, done.stdout
    assert "1 passed" in done.stdout


def test_the_plugin_costs_nothing_until_it_is_used(tmp_path: Path) -> None:
    """Neither werkzeug nor simplejson is imported for tests without the fixture."""
    done = pytest_in(
        tmp_path,
        """
        import sys

        def test_it():
            assert "appconfig_merge.testing.plugin" in sys.modules
            assert not {"werkzeug", "simplejson"} & sys.modules.keys()
        """,
    )

    assert done.returncode == 0, done.stdout
