"""``effective-config completion``, and the answers to a shell that asks while somebody types."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem, ShellComplete, add_completion_class

from appconfig_merge.brief import printable
from appconfig_merge.cli.completion.shell_words import FISH, quoted, split, unquoted
from appconfig_merge.cli.output import write

if TYPE_CHECKING:
    from typing import Any

SHELLS = ("bash", "zsh", "fish")

_SEPARATOR = "\x1f"
"""Stands between the words that zsh and fish send."""

_HOW_TO = """\
bash (4.4 or newer, with the bash-completion package):
    mkdir -p ~/.local/share/bash-completion/completions
    effective-config completion bash > ~/.local/share/bash-completion/completions/effective-config

zsh (in a folder of $fpath; ~/.zshrc has: autoload -Uz compinit; compinit):
    effective-config completion zsh > "${fpath[1]}/_effective-config"

fish:
    effective-config completion fish > ~/.config/fish/completions/effective-config.fish

For a shell that is open already:
    eval "$(effective-config completion bash)"         in bash, or zsh in its place
    effective-config completion fish | source          in fish
"""


@click.command()
@click.argument("shell", metavar="[bash|zsh|fish]", required=False, type=click.Choice(SHELLS))
def completion(shell: str | None) -> None:
    """Print what makes a shell complete this command.

    Without a shell it tells how to install that. Completed are commands, options
    and their values, files, configuration paths, layers, rules, environments and releases.
    """
    write(_HOW_TO if shell is None else _script(shell), None)


def _script(shell: str) -> str:
    path = Path(__file__).parents[2] / "data" / f"completion.{shell}"
    return path.read_text("utf-8")


class _Answers(ShellComplete):
    """What click calls: the candidates for the words that a shell sends in its environment."""

    source_template = ""

    def source(self) -> str:
        """The script for the shell."""
        return _script(self.name)

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[str]]:
        """What can stand in place of ``incomplete``, and can be shown."""
        from appconfig_merge.cli.completion.candidates import candidates

        words = [os.path.expanduser(word) for word in args]  # noqa: PTH111 - any word, not a path
        found = candidates(self.cli, words, incomplete)  # type: ignore[arg-type]
        for item in found:
            item.help = printable(item.help or "")
        return [item for item in found if item.value.isprintable()]

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words without the command's name, and the last one, up to the cursor."""
        _, *words, incomplete = os.environ["COMP_WORDS"].split(_SEPARATOR)
        return words, incomplete


class _Bash(_Answers):
    """bash sends its line as typed. What it inserts must be quoted, and begin where it says."""

    name = "bash"
    _written = ""
    _is_redirected = False

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words without the command's name, and the last one, up to the cursor."""
        (_, *words, self._written), self._is_redirected = split(os.environ["COMP_WORDS"])
        return [unquoted(word)[0] for word in words], unquoted(self._written)[0]

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[str]]:
        """What can stand in place of ``incomplete``: where output goes to, a file."""
        if self._is_redirected:
            return [CompletionItem(incomplete, type="file")]
        return super().get_completions(args, incomplete)

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """A line for the script."""
        if item.type != "plain":
            return f"{item.type},"
        # bash replaces the end of the word alone, from its last = or : or opening quote on.
        replaced = os.environ.get("COMP_REPLACED", self._written)
        kept, quote = unquoted(self._written[: len(self._written) - len(replaced)])
        return f"plain,{quoted(item.value[len(kept) :], quote)}"


class _Zsh(_Answers):
    """zsh quotes by itself, and shows what is said of a candidate."""

    name = "zsh"

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """A line for the script."""
        return _SEPARATOR.join((item.type, item.value, item.help or ""))


class _Fish(_Answers):
    """fish quotes by itself; it sends the last word as typed."""

    name = "fish"

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words without the command's name, and the last one, up to the cursor."""
        words, incomplete = super().get_completion_args()
        return words, unquoted(incomplete, FISH)[0]

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """A line for the script."""
        return f"{item.type},{item.value}\t{item.help or ''}"


def answer_shells() -> None:
    """Let click answer the shells of :data:`SHELLS` with these classes instead of its own."""
    for one in (_Bash, _Zsh, _Fish):
        add_completion_class(one)
