"""Rules about what has no effect whatever, and says so nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.checks.rule import Found, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.checks.context import Context
    from appconfig_merge.checks.rule import Look


def _said_of_script(code: str) -> Look:
    """What the readers of the script said under a code."""

    def look(context: Context) -> Iterator[Found]:
        for layer in context.config.layers if context.config is not None else ():
            for one in layer.diagnostics:
                if one.code == code:
                    yield Found(one.message, one.location, one.help, file=layer.file)

    return look


RULES: Final = (
    Rule(
        "commented-out",
        "info",
        "all entries of the configuration are comments",
        "A template's entries are comments until somebody takes the marks away. Until then the "
        "script sets nothing, and Flex UI runs with its own defaults and the resource alone.",
        "Take the marks of the comments away from what is meant, or leave the file out.",
        _said_of_script("commented-out"),
    ),
    Rule(
        "unused-define",
        "warning",
        "a definition of the page is read by no script",
        "A name that `--define` or `--assume` gives, and that no script mentions, changes nothing: "
        "what was to be known stays unresolved, or goes another way. Most often it is misspelt.",
        "Write the name as the scripts do, or leave the definition out.",
        _said_of_script("unused-define"),
    ),
)
