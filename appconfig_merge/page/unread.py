"""Definitions of the page that no script reads: most often a name that is misspelt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from appconfig_merge.diagnostics import Diagnostic
from appconfig_merge.javascript.globals import ALIASES
from appconfig_merge.paths import parse_path
from appconfig_merge.suggestions import suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_WORD: Final = re.compile(r"[\w$]+")
_WINDOW: Final = "|".join(sorted({*ALIASES, "this", "document"}))
_WINDOW_ITSELF: Final = re.compile(
    rf"(?<![\w$])(?<!(?<!\.)\.)(?:{_WINDOW})\b(?!\s*(?:\?\.|\.)\s*[A-Za-z_$])"
)
"""The window where its properties may be reached by names that are computed."""
_MADE: Final = re.compile(r"\\[ux]|\beval\b|\bFunction\b")
"""What may make a name that stands nowhere in the text."""


def unread(
    defined: Iterable[str], assumed: Iterable[str], texts: Sequence[str]
) -> Iterator[Diagnostic]:
    """A diagnostic for each name that certainly nothing reads.

    ``defined`` and ``assumed`` are the names of ``--define`` and ``--assume``, ``texts`` those of
    the scripts. A name is read where its last part is a word of a text, be it in a comment, and
    may be where something is passed on or computed that it could be reached by.
    """
    words = {word for text in texts for word in _WORD.findall(text)}
    if any(_MADE.search(text) or _WINDOW_ITSELF.search(text) for text in texts):
        return
    for option, names in (("--define", defined), ("--assume", assumed)):
        for name in dict.fromkeys(names):
            first, *rest = map(str, parse_path(name))
            last = rest[-1] if rest else first
            if last in words or any(last in text for text in texts if not last.isidentifier()):
                continue
            if first in words and not _members_alone(first, texts):
                continue
            near = _near(first, last, words, texts) if rest else suggest(name, _names(texts))
            yield Diagnostic(
                "unused-define",
                "warning",
                f"{option} {name}: no script here mentions {last}",
                help=f"did you mean {near[0]}?" if near else "nothing reads it: leave it out",
            )


def _members_alone(root: str, texts: Sequence[str]) -> bool:
    """Whether each mention of a name is ``name.property``, written out."""
    member = re.compile(rf"(?<![\w$]){re.escape(root)}\b(?!\s*(?:\?\.|\.)\s*[A-Za-z_$])")
    return not any(member.search(text) for text in texts)


def _near(first: str, last: str, words: set[str], texts: Sequence[str]) -> list[str]:
    """The properties of the first name that the last one is like."""
    if first not in words:
        return suggest(first, _names(texts))
    member = re.compile(rf"(?<![\w$]){re.escape(first)}\s*\.\s*([\w$]+)")
    found = [name for text in texts for name in member.findall(text)]
    return [f"{first}.{name}" for name in suggest(last, found)]


def _names(texts: Sequence[str]) -> list[str]:
    """The words that may be names of variables: neither keys nor properties of an object."""
    own = rf"(?:\b(?:{_WINDOW})\s*\.\s*|(?<![\w$.'\"]))"
    name = re.compile(rf"{own}([A-Za-z_$][\w$]*)\b(?!\s*:)")
    return [word for text in texts for word in name.findall(text)]
