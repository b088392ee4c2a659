"""What a shell is answered: what click finds, as far as the shell can insert it safely."""

from __future__ import annotations

import os
import re
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from click import Command
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
)

from appconfig_merge.cli.names import COMPLETION, PROGRAM

if TYPE_CHECKING:
    from collections.abc import Mapping


class _Careful(ShellComplete):
    """Offers what begins as typed, can be shown, and is inserted as what it is."""

    _insertable: ClassVar = re.compile(".*")
    """The values that the shell, with click's script, inserts as what they are."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[str]]:
        """What can stand in place of ``incomplete``, which may have an option in front."""
        words = [os.path.expanduser(word) for word in args]  # noqa: PTH111 - any word, not a path
        option, equals, _ = incomplete.partition("=")
        start = option + equals if equals and option.startswith("--") else ""
        if start:
            words.append(option)
        found = super().get_completions(words, incomplete.removeprefix(start))
        for item in found:
            item.help = _sentence(item.help or "")
            item.value = start + item.value
        return [item for item in found if self._is_offered(item, incomplete)]

    def _is_offered(self, item: CompletionItem[str], incomplete: str) -> bool:
        if not item.value.isprintable() or not item.value.startswith(incomplete):
            return False
        return item.type != "plain" or self._insertable.fullmatch(item.value) is not None


def _sentence(help: str) -> str:
    """The first one, without what would act on the terminal."""
    text = help.partition(". ")[0].rstrip(".")
    if text.isprintable():
        return text
    from appconfig_merge.brief import printable

    return printable(text)


class _Bash(_Careful, BashComplete):
    """bash inserts a candidate without quotes, and breaks words at signs (COMP_WORDBREAKS)."""

    _insertable = re.compile(r"[\w@%+=:,./-]*(?<!,)")
    _sign = re.compile("[=:]+")
    _kept = 0
    """As many characters of the last word bash leaves in place."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words, put together again where bash breaks them."""
        args, last = super().get_completion_args()
        words = [PROGRAM]
        for before, word in pairwise(("", *args, last)):
            if self._sign.fullmatch(before) or self._sign.fullmatch(word):
                words[-1] += word
            else:
                words.append(word)
        replaced = "" if self._sign.fullmatch(last) else last
        self._kept = len(words[-1]) - len(replaced)
        return words[1:-1], words[-1]

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[str]]:
        """What can stand in place of ``incomplete``; files only where nothing else can."""
        if args and re.fullmatch("[<>&|]+", args[-1]):
            return [CompletionItem(incomplete, type="file")]
        found = super().get_completions(args, incomplete)
        plain = [item for item in found if item.type == "plain"]
        for item in plain:
            item.value = item.value[self._kept :]
        return plain or found


class _Zsh(_Careful, ZshComplete):
    """zsh quotes what it inserts."""


class _Fish(_Careful, FishComplete):
    """fish quotes what it inserts; click's script takes a comma for the end."""

    _insertable = re.compile("[^,]*")


SHELLS: Mapping[str, type[ShellComplete]] = {one.name: one for one in (_Bash, _Zsh, _Fish)}


def script(shell: str) -> str:
    """What makes a shell ask this command what it can complete."""
    made = SHELLS[shell](Command(PROGRAM), {}, PROGRAM, COMPLETION)
    # click's own source() would start bash to ask for its version.
    return made.source_template % made.source_vars()


def answer_shells() -> None:
    """Let click answer the shells with these classes instead of its own."""
    for shell in SHELLS.values():
        add_completion_class(shell)
