"""Rule ``unused-ignore``: comments that take nothing back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.checks.rule import Found, Rule
from appconfig_merge.checks.settings import unknown_rule

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from appconfig_merge.checks.ignores import Ignore


def unused(
    ignores: Iterable[Ignore],
    used: Container[tuple[Ignore, str]],
    *,
    ids: Iterable[str],
    judged: Container[str],
) -> Iterator[Found]:
    """What comments name in vain. ``ids`` are those of all rules.

    ``judged`` are those that were in force: whether a comment is needed for another, nobody knows.
    """
    for ignore in ignores:
        if not ignore.ids:
            yield Found(
                "this names no rule, so it ignores nothing",
                ignore.location,
                "write effective-config: ignore[rule-id]",
            )
        for id in dict.fromkeys(ignore.ids):
            if id not in ids:
                message, help = unknown_rule(id, ids)
                yield Found(message, ignore.location, help)
            elif (ignore, id) not in used and id in judged:
                message = f"there is no finding of {id} here to ignore"
                yield Found(message, ignore.location, "take it out")


RULES: Final = (
    Rule(
        "unused-ignore",
        "warning",
        "a comment ignores nothing",
        "An ignore that nothing needs any more hides the next mistake on its line, and one that "
        "names no rule, or a rule that doesn't exist, never ignored anything.",
        "Take the comment out, or mend the rule's id: `effective-config check --rules` lists them.",
        needs="sources",
    ),
)
