"""The usual calls without click, which takes longer to import than they take to answer.

What is answered here is answered as the commands would: with the same functions, and only
where nothing but the result is to be said. Everything else, errors above all, is left to them.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

FILE_WIDTH = 200
"""The columns of a pipe or file: enough for a line to be whole."""

_OPTIONS = ("--format", "--configuration", "--ui-attributes", "--flex-ui")
_FORMATS = ("text", "json", "config", "js")
COMPLETION = "_EFFECTIVE_CONFIG_COMPLETE"
"""Where click's shell completion says what it wants."""


def run(arguments: Sequence[str]) -> bool:
    """Answer a call on standard output, if it is a usual one; whether it was."""
    stream = sys.stdout
    if stream is None or stream.isatty() or COMPLETION in os.environ:
        return False
    text = answer(arguments)
    if text is None:
        return False
    try:
        stream.buffer.write(text.encode("utf-8", "backslashreplace"))
        stream.flush()
    except OSError as error:
        from appconfig_merge.cli.output import unwritten

        unwritten(error)
    if sys.gettrace() is None and sys.getprofile() is None:
        # Taking the interpreter down in good order takes a tenth of the time.
        os._exit(0)
    return True


def answer(arguments: Sequence[str]) -> str | None:
    """What a usual call prints to a pipe or file, None for any other."""
    inputs = _inputs(arguments)
    if inputs is None:
        return None
    from appconfig_merge.api import effective_config
    from appconfig_merge.errors import AppConfigError
    from appconfig_merge.releases import DOCUMENTED
    from appconfig_merge.rendering import render

    script, options = inputs
    format = options.get("--format", "text")
    try:
        config = effective_config(
            script,
            configuration=options.get("--configuration"),
            ui_attributes=options.get("--ui-attributes"),
            flex_ui=options.get("--flex-ui", DOCUMENTED),
        )
        if config.diagnostics:
            return None
        return render(config, format, width=FILE_WIDTH)  # type: ignore[arg-type]
    except AppConfigError:
        return None


def _inputs(arguments: Sequence[str]) -> tuple[str, dict[str, str]] | None:
    """The script and the options of a call that has a script and plain options alone."""
    options: dict[str, str] = {}
    scripts: list[str] = []
    words = iter(arguments)
    for word in words:
        value = next(words, "") if word in _OPTIONS else word
        # A command's name has no point in it, and an empty name may mean anything.
        if not value or value.startswith("-"):
            return None
        if word in options:
            return None
        if word in _OPTIONS:
            options[word] = value
        elif "." not in word:
            return None
        else:
            scripts.append(word)
    if len(scripts) != 1 or options.get("--format", "text") not in _FORMATS:
        return None
    return scripts[0], options
