"""Masks that let the grammar take what it doesn't know, and JavaScript does.

They are tried when a text doesn't parse. Each is harmless where it isn't needed, since names
and literals are read from the source itself, and what it hides is checked by its reader.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from appconfig_merge.syntax.tree_sitter.ambiguity import NAMES, Ambiguity

if TYPE_CHECKING:
    from collections.abc import Iterator

# What is masked, by its group's name.
_GAPS = (
    # The grammar has yield and await as operators only, and undefined is none of its names.
    rb"(?<![\w$\\])(?P<word>undefined|(?:yield|await)"
    rb"(?![ \t]+(?!in\b|of\b|as\b|instanceof\b)[\w$'\"`]))(?![\w$\\])"
    # A target in parentheses in a pattern (13.15.5).
    rb"|(?:(?<=[\[,:])|(?<=\.\.\.))\s*(?P<open>\()\s*[A-Za-z_$][\w$.\s]*(?:\[[\w$.'\"]*\])?\s*(?P<close>\))"
    rb"(?=\s*(?:[,\]}]|=[^=>]))"
    # An escape that is cut short: valid in a tagged template (12.9.6).
    rb"|(?P<escape>\\(?:u(?![0-9a-fA-F]{4}|\{[0-9a-fA-F]+\})|x(?![0-9a-fA-F]{2})))"
    # An octal number with a member taken (12.9.3).
    rb"|(?<![\w$.])(?P<octal>0[0-7]+)(?=\.[A-Za-z_$])"
    # A word that is a value, as a name that crosses modules (16.2.2).
    rb"|(?<=[{,])\s*(?P<crossing>null|true|false|this|super)(?=\s+as\s)"
    # A comment as HTML has it (B.1.1).
    rb"|(?P<html><!--)"
)


def around_gaps(data: bytes, ambiguity: Ambiguity) -> Iterator[Ambiguity]:
    """What is known of a source, and masks for all that may need one, most likely first."""
    known = ambiguity.masks.keys() | ambiguity.operators
    every = {at: mask for at, mask in _masks(data) if at not in known}
    words = {offset for offset, mask in every.items() if mask in NAMES.values()}
    if len(words) < len(every):
        yield ambiguity | Ambiguity(masks={at: every[at] for at in every.keys() - words})
    if words:
        yield ambiguity | Ambiguity(masks=every)


def _masks(data: bytes) -> Iterator[tuple[int, bytes]]:
    for match in re.finditer(_GAPS, data):
        kind = match.lastgroup
        if kind == "close":
            yield match.start("open"), b" "
            yield match.start("close"), b" "
            continue
        assert kind is not None
        text = match[kind]
        if kind == "word":
            mask = text[:-1] + b"_"
        elif kind == "html":
            mask = b"//"
        elif kind == "octal":
            mask = b"1".ljust(len(text) - 1, b"0") + b"n"
        else:
            mask = b"_" * len(text)
        yield match.start(kind), mask
    if b"`" not in data:
        # A comment over a line end ends the line (12.4), which the grammar sometimes forgets.
        for match in re.finditer(rb"(?s)/\*(?:.*?(\*/)|.*)", data):
            if match[1] and b"\n" in match[0]:
                yield match.start(), re.sub(rb"[^\n]", b" ", match[0])
