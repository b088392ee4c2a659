"""Real shells, in which a test types as a person does: a pseudo-terminal, TAB, and a look."""

from __future__ import annotations

import os
import pty
import select
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence

_BEGIN, _END = "\x1e", "\x1f"
"""Enclose what a shell tells of its line."""

_LOOK = "\x07"
"""The key (Ctrl-G) at which a shell tells its line."""

_SETUP = {
    "bash": r"""
        bind 'set bell-style none'; bind 'set page-completions off'
        bind 'set completion-query-items -1'; bind 'set enable-bracketed-paste off'
        bind -x '"\C-g": printf "\036%s\037" "$READLINE_LINE"'
        {source}
    """,
    "zsh": r"""
        unsetopt beep prompt_sp; zstyle ':completion:*' list-prompt ''; LISTMAX=10000
        {fpath}; autoload -Uz compinit; compinit -u -D; {source}
        look() {{ print -rn -- $'\x1e'"$BUFFER"$'\x1f' }}; zle -N look; bindkey '^G' look
    """,
}
_ARGUMENTS = {"bash": ("--norc", "--noprofile", "-i"), "zsh": ("-f", "-i")}
_SECONDS = 30


def program(shell: str) -> str:
    """The path of a shell. One that isn't there fails the test in CI, and skips it elsewhere."""
    found = shutil.which(shell)
    if found is None and "CI" not in os.environ:
        pytest.skip(f"{shell} is not installed")
    assert found is not None, f"{shell} is not installed"
    return found


def environment(**more: str) -> dict[str, str]:
    """That of the tests, with the installed command in front."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8", **more}


class Shell:
    """An interactive bash or zsh in a folder, with the completion of a script.

    zsh can find it in a folder of $fpath by itself, in place of being told.
    """

    def __init__(self, name: str, script: Path, cwd: Path, *, is_found: bool = False) -> None:
        command = [program(name), *_ARGUMENTS[name]]
        environ = environment(TERM="dumb", PS1="", INPUTRC=os.devnull, HOME=str(cwd))
        self._child, self._terminal = pty.fork()
        if self._child == 0:
            os.chdir(cwd)
            os.execve(command[0], command, environ)
        self._read = ""
        setup = _SETUP[name].format(
            fpath=f"fpath=({script.parent} $fpath)" if is_found else ":",
            source=":" if is_found else f"source {script}",
        )
        self._type("".join(f"{line.strip()}\n" for line in setup.strip().splitlines()))
        self._type(f"printf '{_octal(_BEGIN)}ready{_octal(_END)}'\n")
        assert self._told() == "ready"

    def completed(self, typed: str, tabs: int = 1) -> str:
        """The line after somebody typed this and pressed TAB."""
        self._type(typed + "\t" * tabs + _LOOK)
        line = self._told()
        self._type("\x15")
        return line

    def close(self) -> None:
        """End the shell."""
        os.close(self._terminal)
        os.waitpid(self._child, 0)

    def _type(self, text: str) -> None:
        os.write(self._terminal, text.encode())

    def _told(self) -> str:
        while _END not in self._read:
            ready, _, _ = select.select([self._terminal], [], [], _SECONDS)
            assert ready, f"the shell says no more than {self._read!r}"
            self._read += os.read(self._terminal, 65536).decode("utf-8", "replace")
        before, _, self._read = self._read.partition(_END)
        return before.rpartition(_BEGIN)[2].replace("\r\n", "\n")


def _octal(char: str) -> str:
    return f"\\{ord(char):03o}"


def fish_candidates(script: Path, cwd: Path, line: str) -> Sequence[str]:
    """What fish would offer for a line, without what it says of it."""
    import subprocess

    done = subprocess.run(
        [program("fish"), "--no-config", "-c", 'source $argv[1]; complete -C "$argv[2]"',
         str(script), line],
        cwd=cwd, env=environment(HOME=str(cwd)), capture_output=True, check=True, timeout=_SECONDS,
    )  # fmt: skip
    assert done.stderr == b""
    return [one.partition("\t")[0] for one in done.stdout.decode().splitlines()]
