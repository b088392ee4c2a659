"""Rules about the keys that Flex UI knows, in one release."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from appconfig_merge.checks.rule import Found, Rule
from appconfig_merge.checks.rules.starting import is_level
from appconfig_merge.effective.contributions import ALIVE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.checks.context import Context
    from appconfig_merge.checks.rule import Look
    from appconfig_merge.known_keys import KeyProblem, Kind
    from appconfig_merge.paths import Path

_WRITTEN: Final = frozenset({"script", "rest", "data"})
"""The kinds of layers that people write; the others Flex UI makes."""
_ABOUT_VALUES: Final = frozenset({"type", "enum"})


def _is_written(context: Context, path: Path) -> bool:
    """Whether somebody wrote the value that a path has in ``exact``, not Flex UI itself."""
    explained = context.exact.explain(path) if context.exact is not None else None
    return explained is not None and context.kind(explained.set_by or "") in _WRITTEN


def _all_problems(context: Context) -> list[KeyProblem]:
    """What is wrong with known keys in ``exact``'s release. Raises MissingExtraError."""
    if context.exact is None or context.exact.release is None:
        return []
    from appconfig_merge.known_keys import problems

    version = context.exact.release.version
    return problems(context.exact.to_dict(), version, partial(_is_written, context))


def _stops_at_start(context: Context, path: Path) -> bool:
    """Whether the rule of that name, which is more severe, finds fault with a log level."""
    if path != ("logLevel",) or context.exact is None:
        return False
    return not is_level(context.exact.explain(path).value)


def _problems(kind: Kind) -> Look:
    def look(context: Context) -> Iterator[Found]:
        exact = context.exact
        if exact is None or exact.release is None:
            return
        for problem in context.cached(_all_problems):
            if problem.kind != kind:
                continue
            if not _is_written(context, problem.path) or _stops_at_start(context, problem.path):
                continue
            contributions = exact.explain(problem.path).contributions
            one = next(one for one in reversed(contributions) if one.outcome in ALIVE)
            at = one.location if kind in _ABOUT_VALUES else one.key_location or one.location
            help = problem.help
            if context.is_presumed:
                help += f" ({exact.release.name} is the newest known here; --flex-ui names yours)"
            yield Found(problem.message, at, help, path=problem.path, file=context.file(one.layer))

    return look


RULES: Final = (
    Rule(
        "wrong-type",
        "warning",
        "a known key has a value of the wrong type",
        "Flex UI takes each of its own keys for what it is to be: a text where it expects an "
        'object, `"false"` where it expects false, or an object for logLevel make it do '
        "something else than was meant, or fail while it starts.",
        "Write a value of the type that the message names.",
        _problems("type"),
    ),
    Rule(
        "wrong-value",
        "warning",
        "a known key has a value that isn't among those it takes",
        "Some keys take a few words only. Another word, or one in other letters, is as good as "
        "none, and nothing says so.",
        "Write one of the values that the help lists.",
        _problems("enum"),
    ),
    Rule(
        "unknown-key",
        "info",
        "a key looks like a known one",
        "Keys of one's own are normal, so a key that isn't known is no mistake. One that is a "
        "letter off a known key, or stands where that key doesn't belong, mostly is: Flex UI "
        "never reads it.",
        "If the known key was meant, write it so.",
        _problems("unknown"),
    ),
    Rule(
        "removed-key",
        "warning",
        "a key of earlier releases is left behind",
        "Flex UI 2.x reads colorTheme, warmTransfers, notifications.browser and others no more, "
        "and ytica, tokenizerUrl and showSupervisorDesktopView are older still. What they set "
        "has no effect, and nothing says so.",
        "Do what the help says; most of them have a successor.",
        _problems("replaced"),
    ),
    Rule(
        "later-key",
        "warning",
        "a key of later releases has no effect yet",
        "A release that doesn't know a key ignores it. A setting copied from the documentation "
        "of a newer release does nothing.",
        "Take the key out, or upgrade Flex UI first.",
        _problems("not-yet"),
    ),
)
