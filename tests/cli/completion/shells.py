"""Real shells, in which a test types as a person does: TAB, Enter, and a look at the line."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.terminal import Terminal

_SETUP = {
    "bash": r"""
        bind 'set bell-style none'; bind 'set page-completions off'
        bind 'set completion-query-items -1'; bind 'set enable-bracketed-paste off'
        look() { printf '\036%s\037%s.' "$READLINE_LINE" $((++looks)); READLINE_LINE=; }
        bind -x '"\C-g": look'; eval "$(effective-config completion bash)"; look
    """,
    "zsh": r"""
        unsetopt beep prompt_sp; zstyle ':completion:*' list-prompt ''; LISTMAX=10000
        look() { printf '\036%s\037%s.' "$BUFFER" $((++looks)); BUFFER= }
        zle -N look; bindkey '^G' look; autoload -Uz compinit; compinit -u -D
        eval "$(effective-config completion zsh)"; look
    """,
}
_ARGUMENTS = {"bash": ("--norc", "--noprofile", "-i"), "zsh": ("-f", "-i")}
_LOOK = "\x07"
"""The key (Ctrl-G) at which a shell shows its line, and how often it has, and empties it."""


def program(shell: str) -> str:
    """The path of a shell. One that isn't there fails the test in CI, and skips it elsewhere."""
    found = shutil.which(shell)
    if found is None and "CI" not in os.environ:
        pytest.skip(f"{shell} is not installed")
    assert found is not None, f"{shell} is not installed"
    return found


def environment(home: Path) -> dict[str, str]:
    """That of the tests, with the installed command in front."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8", "HOME": str(home)}


class Shell(Terminal):
    """An interactive bash or zsh in a folder, with the completion of effective-config."""

    code = "import os, sys; os.execv(sys.argv[1], sys.argv[1:])"

    def __init__(self, name: str, folder: Path) -> None:
        env = {**environment(folder), "TERM": "dumb", "PS1": "", "INPUTRC": str(folder / "none")}
        super().__init__(program(name), *_ARGUMENTS[name], cwd=folder, columns=200, **env)
        self._looks = 0
        self.press("".join(f"{line.strip()}\n" for line in _SETUP[name].strip().splitlines()))
        self._line()

    def completed(self, typed: str) -> str:
        """The line after somebody typed this and pressed TAB; it is taken away again."""
        self.press(f"{typed}\t{_LOOK}")
        return self._line()

    def entered(self, typed: str) -> None:
        """Let somebody type this, press TAB and Enter, and wait until it has run."""
        self.press(f"{typed}\t\nlook\n")
        self._line()

    def _line(self) -> str:
        self._looks += 1
        self.until(f"\x1f{self._looks}.")
        return self.shown.rpartition("\x1e")[2].partition("\x1f")[0]
