"""Rules about the keys that Flex UI knows, in one release."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.checks.rule import Found, Rule
from appconfig_merge.effective.contributions import ALIVE
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.paths import format_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.checks.context import Alone, Context
    from appconfig_merge.checks.rule import Look
    from appconfig_merge.effective.contributions import Contribution
    from appconfig_merge.known_keys.key_problems import KeyProblem, Kind, SourceKind
    from appconfig_merge.location import Location

_WRITTEN: Final = frozenset({"script", "rest", "data"})
"""The kinds of layers that people write; the others Flex UI makes."""
_ABOUT_VALUES: Final = frozenset({"type", "enum"})


class _Problem(NamedTuple):
    """What is wrong with a key of a source, and where the source says it."""

    problem: KeyProblem
    source: Alone
    place: Contribution


def _all_problems(context: Context) -> list[_Problem]:
    """What is wrong with the keys of each source by itself, in ``exact``'s release.

    Whatever another source sets, a key that Flex UI doesn't know stays one. Raises
    MissingExtraError.
    """
    if context.exact is None or context.exact.release is None:
        return []
    from appconfig_merge.known_keys.key_problems import problems

    release = context.exact.release
    columns = release.column_paths
    found: list[_Problem] = []
    for source in context.alone:
        kind: SourceKind = "appConfig.js" if source.is_script else "ui_attributes"
        for problem in problems(source.config.to_dict(), release.version, kind, columns):
            said = source.config.said(problem.path)
            place = next(one for one in reversed(said) if one.outcome in ALIVE)
            found.append(_Problem(problem, source, place))
    return found


def _is_unfilled(one: _Problem) -> bool:
    """Whether a value is a placeholder for sure: rule placeholder tells more of it then."""
    at = one.place.location
    return at is not None and any(
        noticed.code == "placeholder" and noticed.severity != "info" and noticed.location == at
        for noticed in one.source.layer.diagnostics
    )


def _related(context: Context, one: _Problem) -> Iterator[tuple[str, Location]]:
    """Where the key that was meant is set, and what the value loses to."""
    assert context.exact is not None
    meant = one.problem.suggestion
    if meant is not None:
        said = context.exact.said(meant)
        for other in reversed(said):
            if other.outcome in ALIVE and context.kind(other.layer) in _WRITTEN:
                at = other.key_location or other.location
                if at is not None and at != (one.place.key_location or one.place.location):
                    yield f"{format_path(meant)} is set here", at
                    return
    if one.problem.kind not in _ABOUT_VALUES:
        return
    for mine in context.exact.said(one.problem.path):
        beaten = mine.location is not None and mine.location == one.place.location
        if beaten and mine.outcome == "overridden" and mine.rival is not None:
            if mine.rival.location is not None:
                yield "this wins", mine.rival.location
            return


def _problems(*kinds: Kind) -> Look:
    def look(context: Context) -> Iterator[Found]:
        for one in context.cached(_all_problems):
            problem, place = one.problem, one.place
            if problem.kind not in kinds:
                continue
            is_value = problem.kind in _ABOUT_VALUES
            yield Found(
                problem.message,
                place.location if is_value else place.key_location or place.location,
                problem.help,
                tuple(_related(context, one)),
                problem.path,
                one.source.layer.file or one.source.layer.id,
                "info" if problem.is_minor else None,
                ("placeholder",) if is_value and not _is_unfilled(one) else (),
            )

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
        of_flex_ui=True,
    ),
    Rule(
        "wrong-value",
        "warning",
        "a known key has a value that isn't among those it takes",
        "Some keys take a few words only. Another word, or one in other letters, is as good as "
        "none, and nothing says so.",
        "Write one of the values that the help lists.",
        _problems("enum"),
        of_flex_ui=True,
    ),
    Rule(
        "unknown-key",
        "info",
        "a key looks like a known one",
        "Keys of one's own are normal, so a key that isn't known is no mistake. One that is a "
        "letter off a known key, or differs from it in case, mostly is: Flex UI never reads it. "
        "Each source is looked at by itself: that another one sets the known key mends nothing.",
        "If the known key was meant, write it so.",
        _problems("unknown"),
        of_flex_ui=True,
    ),
    Rule(
        "misplaced-key",
        "warning",
        "a key stands where Flex UI doesn't look for it",
        "Flex UI looks for each of its keys at one place: `accountSid` within `sso`, `isLight` "
        "within `theme`. Properties of the Configuration resource, such as `account_sid`, and "
        "`ui_attributes` itself are nothing that it reads in appConfig.js or within "
        "ui_attributes. It is only remarked on where the key may be one of somebody's own.",
        "Move the key to its place, or take it out.",
        _problems("misplaced"),
        of_flex_ui=True,
    ),
    Rule(
        "dotted-key",
        "warning",
        "a key with a dot is taken for a path",
        'To JavaScript `"theme.isLight"` is a key like any other, of the object in which it '
        "stands. Flex UI looks for the key isLight within the object theme, and never finds it. "
        "Dotted keys of one's own are normal: told are those whose dots lead to a known key.",
        "Write nested objects, as the help shows.",
        _problems("dotted"),
        of_flex_ui=True,
    ),
    Rule(
        "removed-key",
        "warning",
        "a key of earlier releases is left behind",
        "Flex UI 2.x reads colorTheme, warmTransfers, notifications.browser and others no more, "
        "and what they set has no effect. Of ytica, tokenizerUrl and showSupervisorDesktopView, "
        "which old templates have and no known release reads, it is only remarked.",
        "Do what the help says; most of them have a successor.",
        _problems("replaced", "never"),
        of_flex_ui=True,
    ),
    Rule(
        "later-key",
        "warning",
        "a key of later releases has no effect yet",
        "A release that doesn't know a key ignores it. A setting copied from the documentation "
        "of a newer release does nothing.",
        "Take the key out, or upgrade Flex UI first.",
        _problems("not-yet"),
        of_flex_ui=True,
    ),
)
