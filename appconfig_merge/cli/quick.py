"""The usual calls without click, which takes longer to import than they take to answer.

What is answered here is answered as the commands would: with the same functions, and only
where nothing but the result is to be said. Everything else, errors above all, is left to them.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from appconfig_merge.cli.streams import FILE_WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FORMAT = "--format"
_FORMATS = ("text", "json", "config", "js")
COMPLETION = "_EFFECTIVE_CONFIG_COMPLETE"
"""Where click's shell completion says what it wants."""


def run(arguments: Sequence[str]) -> bool:
    """Answer a call on standard output, if it is a usual one; whether it was."""
    stream = sys.stdout
    if stream is None or stream.isatty() or COMPLETION in os.environ:
        return False
    found = answer(arguments)
    if found is None:
        return False
    try:
        for piece in found:
            stream.buffer.write(piece.encode("utf-8", "backslashreplace"))
        stream.flush()
    except OSError as error:
        from appconfig_merge.cli.output import unwritten

        unwritten(error)
    if sys.gettrace() is None and sys.getprofile() is None:
        # Taking the interpreter down in good order takes a tenth of the time.
        os._exit(0)
    return True


def answer(arguments: Sequence[str]) -> Iterator[str] | None:
    """What a usual call prints to a pipe or file, in pieces; None for any other."""
    words = _words(arguments)
    if words is None:
        return None
    from appconfig_merge.inputs.options import OPTIONS, fields, rivals
    from appconfig_merge.inputs.record import Inputs

    script, given = words
    format = given.pop(_FORMAT, "text")
    values = {
        one.name: given.pop(one.flag) for one in OPTIONS if one.is_plain and one.flag in given
    }
    if given or format not in _FORMATS or rivals(values):
        return None
    from appconfig_merge.errors import AppConfigError
    from appconfig_merge.inputs.reader import Reader
    from appconfig_merge.rendering import pieces

    try:
        config = Reader().config(Inputs(script).with_fields(fields(values)))
        if config.diagnostics:
            return None
        return pieces(config, format, width=FILE_WIDTH)  # type: ignore[arg-type]
    except AppConfigError:
        return None


def _words(arguments: Sequence[str]) -> tuple[str, dict[str, str]] | None:
    """The script, and the options with their values, of a call that has no other words."""
    options: dict[str, str] = {}
    scripts: list[str] = []
    words = iter(arguments)
    for word in words:
        is_option = word.startswith("--")
        value = next(words, "") if is_option else word
        # An empty name may mean anything, and a dash begins what else is an option.
        if not value or value.startswith("-") or word in options:
            return None
        if is_option:
            options[word] = value
        elif "." not in word:  # a command's name has no point in it
            return None
        else:
            scripts.append(word)
    return (scripts[0], options) if len(scripts) == 1 else None
