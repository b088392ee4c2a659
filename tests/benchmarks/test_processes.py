"""What the benchmarks measure: a command into a pipe, and one at a terminal."""

from __future__ import annotations

import os
import sys
import tempfile

import pytest

from benchmarks.processes import Call, CallError, Spent, at_terminal, compiled, into_pipe

TELLS = "import sys; print(sys.stdout.isatty(), sys.stdin.isatty(), file=sys.stderr)"


def python(code: str, **around: object) -> Call:
    return Call((sys.executable, "-c", code), **around)  # type: ignore[arg-type]


def test_a_terminal_is_one_and_a_pipe_is_none() -> None:
    for way, told in ((into_pipe, b"False False\n"), (at_terminal, b"True True\n")):
        with tempfile.TemporaryFile() as errors:
            way(python(TELLS), errors=errors)
            errors.seek(0)
            assert errors.read() == told


@pytest.mark.parametrize("way", [into_pipe, at_terminal])
def test_all_output_is_read_however_much_it_is(way: object) -> None:
    """Who writes more than a pipe holds would wait for ever."""
    assert callable(way)
    spent = way(python("print('x' * 3_000_000)"))

    assert isinstance(spent, Spent)
    assert 0 < spent.cpu < 60
    # Never less than who starts it has: a worker of these tests may be large.
    assert spent.megabytes > 3


@pytest.mark.parametrize("way", [into_pipe, at_terminal])
def test_a_call_that_fails_is_no_figure(way: object) -> None:
    assert callable(way)
    call = python("import sys; sys.exit('no such file')")

    with pytest.raises(CallError, match="ended with 1: no such file"):
        way(call)
    way(call._replace(codes=frozenset({0, 1})))


def test_modules_are_found_compiled_while_it_is_asked_for() -> None:
    before = dict(os.environ)
    with compiled():
        assert "PYTHONDONTWRITEBYTECODE" not in os.environ
        into_pipe(python("import sys; assert sys.pycache_prefix and not sys.dont_write_bytecode"))
    assert dict(os.environ) == before
