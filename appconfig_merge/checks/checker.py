"""Checking one script: the rules that are in force, and what comments take back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.checks.finding import Finding, Related, ordered, reaches
from appconfig_merge.checks.ignores import apply_ignores, ignores_in
from appconfig_merge.checks.masking import Masking
from appconfig_merge.checks.registry import RULES
from appconfig_merge.checks.rule import Found
from appconfig_merge.checks.rules.ignoring import unused
from appconfig_merge.checks.settings import Settings
from appconfig_merge.errors import SourceSyntaxError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from appconfig_merge.checks.context import Context
    from appconfig_merge.checks.finding import Severity
    from appconfig_merge.checks.rule import Rule
    from appconfig_merge.errors import AppConfigError
    from appconfig_merge.location import Location
    from appconfig_merge.paths import Path

_UNUSED: Final = "unused-ignore"


def is_finding(error: AppConfigError) -> bool:
    """Whether an error tells of a fault of the script, which a check finds."""
    return any(rule.failure is type(error) for rule in RULES.values())


def check(
    context: Context,
    settings: Settings = Settings(),  # noqa: B008 - it is never changed
    *,
    failure: AppConfigError | None = None,
    relative: Callable[[str], str] = str,
) -> list[Finding]:
    """What the rules find, in order.

    ``failure`` is why there is no configuration (see :func:`is_finding`). ``relative`` gives the
    path of a file as the patterns of the settings mean it. Raises MissingExtraError.
    """
    writer = _Writer(context, settings)
    told = [
        (rule, one)
        for rule in RULES.values()
        if settings.has(rule.id)
        for one in _found(context, rule, failure)
    ]
    covered = {(id, one.location) for _, one in told if one.location for id in one.covers}
    found = [
        writer.finding(rule, one) for rule, one in told if (rule.id, one.location) not in covered
    ]
    # Nobody knows what is a comment in a text that breaks the grammar.
    if type(failure) is not SourceSyntaxError:
        found = list(_not_ignored(context, settings, writer, found))
    excused = {file: settings.ignored_at(relative(file)) for file in {one.file for one in found}}
    return ordered([one for one in found if one.rule not in excused[one.file]])


def found_at(
    context: Context, settings: Settings
) -> frozenset[tuple[str, Severity | None, Path, Location | None]]:
    """What rules find before anything of it is told: rule, own severity, path, place.

    Where two contexts of the same sources have the same, :func:`check` finds the same in them, in
    other words perhaps. This takes far less time: no secret is looked for.
    """
    return frozenset(
        (rule.id, one.severity, one.path, one.location)
        for rule in RULES.values()
        if settings.has(rule.id)
        for one in _found(context, rule, None)
    )


def presumed_release(context: Context, findings: Iterable[Finding]) -> str:
    """The release by whose rules some findings are where nobody said which; empty for others."""
    if not context.is_presumed or not any(RULES[one.rule].of_flex_ui for one in findings):
        return ""
    return context.release


def _found(context: Context, rule: Rule, failure: AppConfigError | None) -> Iterator[Found]:
    """What a rule finds, and what it says of a failure."""
    if failure is not None and rule.failure is type(failure):
        message = failure.message.removeprefix(f"{context.script.name}: ")
        yield Found(message, failure.location, failure.help)
    if rule.look is not None and _can_look(context, rule):
        yield from rule.look(context)


def _can_look(context: Context, rule: Rule) -> bool:
    """Whether there is what a rule looks at."""
    if rule.of_flex_ui and not context.is_flex_uis:
        return False
    if rule.needs == "sources":
        return True
    return context.config is not None and (rule.needs == "config" or context.resource is not None)


def _not_ignored(
    context: Context, settings: Settings, writer: _Writer, findings: list[Finding]
) -> Iterator[Finding]:
    """The findings that no comment takes back, and a finding for each comment in vain."""
    scripts = {source.name: source for source in (context.script, *context.companions)}
    ignores = [one for source in scripts.values() for one in ignores_in(source)]
    kept, used = apply_ignores(ignores, findings)
    yield from kept
    if settings.has(_UNUSED):
        own = [one for one in ignores if one.location.file == context.script.name]
        judged = {
            rule.id
            for rule in RULES.values()
            if context.has_places and settings.has(rule.id) and _can_look(context, rule)
        }
        for one in unused(own, used, ids=RULES, judged=judged):
            yield writer.finding(RULES[_UNUSED], one)


class _Writer:
    """Makes findings of what rules found: as severe as the settings say, without secrets."""

    def __init__(self, context: Context, settings: Settings) -> None:
        self._script = context.script.name
        self._context = context
        self._settings = settings

    def finding(self, rule: Rule, one: Found) -> Finding:
        mask = self._context.cached(Masking)
        return Finding(
            rule.id,
            self._severity(rule, one.severity),
            mask.text(one.message),
            one.location.file if one.location is not None else one.file or self._script,
            one.location,
            mask.line_at(one.location),
            one.help and mask.text(one.help),
            tuple(Related(mask.text(message), at) for message, at in one.related),
            mask.path(one.path),
        )

    def _severity(self, rule: Rule, own: Severity | None) -> Severity:
        """What the settings say; else the rule's, or the finding's own if that is less severe."""
        if rule.id in self._settings.severity:
            return self._settings.severity[rule.id]
        if own is None or reaches(own, rule.severity):
            return rule.severity
        return own
