"""Rules about what plugins may set above the configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.checks.masking import masked_brief
from appconfig_merge.checks.rule import Found, Rule
from appconfig_merge.effective.contributions import ALIVE
from appconfig_merge.paths import format_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.checks.context import Context
    from appconfig_merge.effective.contributions import Contribution
    from appconfig_merge.effective.prospects import Prospect

_WRITTEN: Final = frozenset({"script", "rest", "column", "data"})
"""The layers that say what somebody wrote for this configuration."""


def _may_override(context: Context) -> Iterator[Found]:
    """Where a plugin may set what somebody has written a value for."""
    config = context.config
    told: set[tuple[object, ...]] = set()
    for one in config.prospects if config is not None else ():
        assert config is not None
        at = one.contribution.location
        if one.is_open and not one.path:
            if (one.plugin, at) not in told:
                told.add((one.plugin, at))
                yield _any_key(one)
            continue
        said = config.said(one.path)
        beaten = [two for two in said if two.outcome in ALIVE and _is_written(context, two)]
        if beaten and (one.path, at) not in told:
            told.add((one.path, at))
            yield _of_path(context, one, beaten[-1])


def _is_written(context: Context, one: Contribution) -> bool:
    return context.kind(one.layer) in _WRITTEN


def _any_key(one: Prospect) -> Found:
    value = masked_brief((), one.contribution.value)
    return Found(
        f"plugin {one.plugin} may set any key of the configuration: {value}",
        one.contribution.location,
        "write the keys out in the plugin for them to be known",
        file=one.plugin,
        severity="info",
    )


def _of_path(context: Context, one: Prospect, beaten: Contribution) -> Found:
    name, below = format_path(one.path), context.name(beaten.layer)
    if one.is_same:
        message = f"plugin {one.plugin} sets {name} to the value of {below} again"
        help = "it can go from one of them, unless it is to stay whatever the other becomes"
    elif one.is_open:
        message = f"plugin {one.plugin} may set keys of {name}, which {below} sets"
        help = "write the keys out in the plugin for them to be known"
    else:
        value = masked_brief(one.path, one.contribution.value)
        own = masked_brief(one.path, beaten.value)
        message = f"plugin {one.plugin} may set {name} to {value}, over the {own} of {below}"
        help = "set it in one place: a plugin runs last, so what it sets is what counts"
    related = [("this may be overridden", beaten.location)] if beaten.location is not None else []
    related += [
        (f"{'if' if test.holds else 'unless'} this holds", test.location)
        for test in one.conditions
        if test.location is not None
    ]
    return Found(
        message,
        one.contribution.location,
        help,
        tuple(related),
        one.path,
        one.plugin,
        "info" if one.is_same or one.is_open else None,
    )


RULES: Final = (
    Rule(
        "plugin-may-override",
        "warning",
        "a plugin may set another value once it runs",
        "Plugins run when the configuration is merged, and `manager.updateConfig` puts what it is "
        "given above all of it; so do default properties that a plugin sets of a component of Flex "
        "UI's, against `componentProps`. Whoever edits appConfig.js or the resource then sees no "
        "effect. Plugins are told with `--plugins`.",
        "Leave the key to one of them: take it out of the plugin, or out of the configuration.",
        _may_override,
    ),
)
