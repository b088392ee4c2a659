"""How the tests run: beside each other, in the background, and never for ever."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from tests import conftest
from tests.golden import Golden

if TYPE_CHECKING:
    from collections.abc import Iterator

TESTS = Path(__file__).parent


@pytest.mark.parametrize(
    ("args", "keyword", "expected"),
    [
        (["tests"], "", None),
        (["tests/rest", "tests/cli"], "", None),
        (["tests"], "interrupt", 0),
        (["tests/test_paths.py"], "", 0),
        (["tests/test_paths.py::test_forms", "tests/cli/test_page.py"], "", 0),
        (["tests/test_paths.py", "tests/cli"], "", None),
    ],
)
def test_few_tests_run_without_workers(args: list[str], keyword: str, expected: int | None) -> None:
    """What is named by file, test or keyword is there at once; folders get a worker a core."""
    option = SimpleNamespace(keyword=keyword, collectonly=False)
    config = SimpleNamespace(args=args, option=option, getini=lambda _: ["tests"])

    assert conftest.pytest_xdist_auto_num_workers(config) == expected  # type: ignore[arg-type]


def test_children_hear_ctrl_c() -> None:
    """Python hears it unless its parent was deaf."""
    code = "import signal; print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)

    assert done.stdout.split() == [b"True"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_children_hear_ctrl_c_in_the_background() -> None:
    """Also where the tests were started deaf to it, as by nohup or & in a script."""
    here = f"{__file__}::{test_children_hear_ctrl_c.__name__}"
    words = [sys.executable, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", here]

    done = subprocess.run(
        ["sh", "-c", "trap '' INT; exec \"$@\"", "sh", *words],
        cwd=TESTS.parent,
        capture_output=True,
        check=False,
        timeout=120,
    )

    assert done.returncode == 0, done.stdout.decode()


def waits(file: Path) -> Iterator[str]:
    """The calls in a file that wait for a process, and may do so for ever."""
    for call in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(call, ast.Call):
            name = ast.unparse(call.func)
            named = {keyword.arg for keyword in call.keywords}
            starts = name in {f"subprocess.{one}" for one in ("run", "check_output", "check_call")}
            ends = name.endswith((".communicate", "process.wait")) and not call.args
            if (starts or ends) and "timeout" not in named:
                yield f"{file.relative_to(TESTS)}:{call.lineno}: {name}"


def test_no_process_is_waited_for_without_a_limit() -> None:
    """pytest-timeout is the net; what is known to wait says itself how long."""
    assert [call for file in sorted(TESTS.rglob("*.py")) for call in waits(file)] == []


def test_a_golden_file_is_compared_whole_and_written_on_demand(tmp_path: Path) -> None:
    """Byte by byte, ends of lines and all."""
    Golden(tmp_path, updates=True)("a/b.text", "one\r\nü\n")

    assert (tmp_path / "golden" / "a" / "b.text").read_bytes() == "one\r\nü\n".encode()
    Golden(tmp_path, updates=False)("a/b.text", "one\r\nü\n")
    with pytest.raises(AssertionError):
        Golden(tmp_path, updates=False)("a/b.text", "one\nü\n")
