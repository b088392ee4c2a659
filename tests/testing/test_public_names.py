"""What its credentials look like, and what the package says where an extra is missing."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

import appconfig_merge.testing
from appconfig_merge.testing import ACCOUNT_SID, API_KEY, API_SECRET, AUTH_TOKEN, CannedAnswer


def test_the_credentials_have_twilios_form() -> None:
    """34 and 32 characters, so that a client's own checks let them pass."""
    assert (len(ACCOUNT_SID), len(API_KEY)) == (34, 34)
    assert len(AUTH_TOKEN) == len(API_SECRET) == 32
    assert AUTH_TOKEN != API_SECRET


@pytest.mark.parametrize("module", ["werkzeug", "simplejson"])
def test_without_a_dependency_the_missing_extra_is_named(module: str) -> None:
    """The error says what to install; the package itself can still be imported."""
    program = (
        f"import sys; sys.modules['{module}'] = None\n"
        "from appconfig_merge import MissingExtraError\n"
        "import appconfig_merge.testing as testing\n"
        "testing.ACCOUNT_SID, testing.Slow\n"
        "try:\n    testing.FakeFlexApi\n"
        "except MissingExtraError as error:\n"
        "    print(error.message, '|', error.help)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    message, help = done.stdout.strip().split(" | ")
    assert module in message
    assert help == "pip install 'appconfig-merge[testing]'"


def test_the_command_names_the_missing_extra_too() -> None:
    """One line on stderr and exit code 2."""
    program = (
        "import sys, runpy; sys.modules['werkzeug'] = None\n"
        "sys.argv = ['testing', '--port', '0']\n"
        "runpy.run_module('appconfig_merge.testing', run_name='__main__')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "pip install 'appconfig-merge[testing]'" in done.stderr


def test_the_old_name_of_a_canned_answer_works() -> None:
    """``Answer``, which is what ``appconfig_merge.rest`` calls something else, is deprecated."""
    testing: Any = appconfig_merge.testing

    with pytest.warns(DeprecationWarning, match=r"testing.Answer is deprecated.* CannedAnswer now"):
        assert testing.Answer is CannedAnswer

    assert "Answer" not in testing.__all__
