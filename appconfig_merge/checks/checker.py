"""Checking one script: the rules that are in force, and what comments take back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.checks.finding import Finding, Related, ordered, reaches
from appconfig_merge.checks.ignores import Ignore, ignores_in
from appconfig_merge.checks.registry import RULES
from appconfig_merge.checks.rule import Found
from appconfig_merge.checks.settings import Settings, unknown_rule
from appconfig_merge.errors import (
    NoConfigError,
    ScriptThrowsError,
    SourceSyntaxError,
    UnresolvedConfigError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from appconfig_merge.checks.context import Context
    from appconfig_merge.checks.finding import Severity
    from appconfig_merge.checks.rule import Rule
    from appconfig_merge.errors import AppConfigError
    from appconfig_merge.source import Source

_FAILURES: Final[Mapping[type[AppConfigError], str]] = {
    SourceSyntaxError: "syntax-error",
    ScriptThrowsError: "script-throws",
    NoConfigError: "no-config-object",
    UnresolvedConfigError: "unresolved-config-object",
}
_UNUSED: Final = "unused-ignore"


def is_finding(error: AppConfigError) -> bool:
    """Whether an error tells of a fault of the script, which a check finds."""
    return type(error) in _FAILURES


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
    found: list[Finding] = []
    if failure is not None:
        rule = RULES[_FAILURES[type(failure)]]
        if settings.has(rule.id):
            message = failure.message.removeprefix(f"{context.script.name}: ")
            one = Found(message, failure.location, failure.help)
            found.append(_finding(context, settings, rule, one))
    for rule in RULES.values():
        if _is_in_force(context, settings, rule) and rule.look is not None:
            found.extend(_finding(context, settings, rule, one) for one in rule.look(context))
    if type(failure) is not SourceSyntaxError:
        found = list(_not_ignored(context, settings, found))
    excused = {file: settings.ignored_at(relative(file)) for file in {one.file for one in found}}
    return ordered([one for one in found if one.rule not in excused[one.file]])


def _is_in_force(context: Context, settings: Settings, rule: Rule) -> bool:
    if not settings.has(rule.id):
        return False
    if rule.needs == "sources":
        return True
    return context.config is not None and (rule.needs == "config" or context.has_resource)


def _finding(context: Context, settings: Settings, rule: Rule, one: Found) -> Finding:
    severity = _severity(settings, rule, one.severity)
    file = one.location.file if one.location is not None else one.file or context.script.name
    related = tuple(Related(message, at) for message, at in one.related)
    line_text = context.line_text(one.location)
    return Finding(
        rule.id,
        severity,
        context.redacted(one.message),
        file,
        one.location,
        line_text,
        context.redacted(one.help) if one.help is not None else None,
        related,
        one.path,
    )


def _severity(settings: Settings, rule: Rule, own: Severity | None) -> Severity:
    """What the settings say; else the rule's, or the finding's own if that is less grave."""
    if rule.id in settings.severity:
        return settings.severity[rule.id]
    if own is None or reaches(own, rule.severity):
        return rule.severity
    return own


def _not_ignored(
    context: Context, settings: Settings, findings: list[Finding]
) -> Iterator[Finding]:
    """The findings that no comment takes back, and a finding for each comment in vain."""
    ignores = [one for source in _scripts(context) for one in ignores_in(source)]
    by_line: dict[tuple[str, int], list[int]] = {}
    for index, ignore in enumerate(ignores):
        by_line.setdefault((ignore.location.file, ignore.line), []).append(index)
    used: set[tuple[int, str]] = set()
    for finding in findings:
        places = [finding.location, *(related.location for related in finding.related)]
        hits = [
            (index, finding.rule)
            for at in places
            if at is not None
            for index in by_line.get((at.file, at.line), ())
            if finding.rule in ignores[index].ids
        ]
        used.update(hits)
        if not hits:
            yield finding
    if settings.has(_UNUSED):
        for index, ignore in enumerate(ignores):
            if ignore.location.file == context.script.name:
                yield from _in_vain(context, settings, ignore, index, used)


def _in_vain(
    context: Context,
    settings: Settings,
    ignore: Ignore,
    index: int,
    used: set[tuple[int, str]],
) -> Iterator[Finding]:
    """Findings for what a comment names in vain; a rule that isn't in force may be named."""
    rule = RULES[_UNUSED]
    if not ignore.ids:
        one = Found(
            "this names no rule, so it ignores nothing",
            ignore.location,
            "write effective-config: ignore[rule-id]",
        )
        yield _finding(context, settings, rule, one)
    for id in dict.fromkeys(ignore.ids):
        if id not in RULES:
            message, _, help = unknown_rule(id, RULES)
            one = Found(message, ignore.location, help)
        elif (
            (index, id) in used
            or not context.has_places
            or not _is_in_force(context, settings, RULES[id])
        ):
            continue
        else:
            one = Found(
                f"there is no finding of {id} here to ignore", ignore.location, "take it out"
            )
        yield _finding(context, settings, rule, one)


def _scripts(context: Context) -> Iterator[Source]:
    yield from {source.name: source for source in (context.script, *context.companions)}.values()
