"""A planned change as it may be shown: what text and JSON are made of, its secrets masked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.rest.difference import Absent
from appconfig_merge.secrets.values import Masker, secrets_in, secrets_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from appconfig_merge.diagnostics import Diagnostic
    from appconfig_merge.questions.comparison import ValueChange
    from appconfig_merge.rest.configuration import Configuration
    from appconfig_merge.rest.difference import Difference
    from appconfig_merge.rest.effects import Consequences
    from appconfig_merge.rest.plan import Plan
    from appconfig_merge.values import JsonValue


class ShownProperty(NamedTuple):
    """A property that changes, with what changes in it; paths start with the property."""

    name: str
    differences: tuple[Difference, ...]


class ShownChange(NamedTuple):
    """A plan and its effects. ``is_masked`` says that something of the body is masked."""

    configuration: Configuration
    properties: tuple[ShownProperty, ...]
    guards: tuple[Diagnostic, ...]
    remarks: tuple[Diagnostic, ...]
    body: JsonValue
    effects: Consequences | None = None
    is_masked: bool = False


def shown_change(plan: Plan, effects: Consequences | None, *, show_secrets: bool) -> ShownChange:
    """What of a plan and its effects is shown: all of it only where secrets are wanted."""
    return shown_changes(plan, (effects,), show_secrets=show_secrets)[0]


def shown_changes(
    plan: Plan, effects: Iterable[Consequences | None], *, show_secrets: bool
) -> tuple[ShownChange, ...]:
    """The same for a plan with effects in several places, whose secrets are masked in each."""
    changes = tuple(
        ShownChange(
            plan.configuration,
            tuple(ShownProperty(change.name, change.differences()) for change in plan.changes),
            plan.guards,
            plan.remarks,
            plan.body,
            one,
        )
        for one in effects
    )
    if show_secrets:
        return changes
    mask = Masker(secret for one in changes for secret in _secrets(one))
    return tuple(_masked(mask, one) for one in changes)


def _masked(mask: Masker, change: ShownChange) -> ShownChange:
    body = mask.value(change.body, ())
    return change._replace(
        properties=tuple(
            one._replace(differences=tuple(_difference(mask, item) for item in one.differences))
            for one in change.properties
        ),
        guards=tuple(map(mask.diagnostic, change.guards)),
        remarks=tuple(map(mask.diagnostic, change.remarks)),
        body=body,
        effects=None if change.effects is None else _effects(mask, change.effects),
        is_masked=body != change.body,
    )


def _secrets(change: ShownChange) -> Iterator[str]:
    yield from secrets_in(change.body)
    for one in change.properties:
        for item in one.differences:
            for value in (item.before, item.after):
                if not isinstance(value, Absent):
                    yield from secrets_in(value, item.path)
    for effect in change.effects.changes if change.effects is not None else ():
        for leaf in (effect.before, effect.after):
            if leaf is not None:
                yield from secrets_of(leaf)


def _difference(mask: Masker, one: Difference) -> Difference:
    before, after = (
        value if isinstance(value, Absent) else mask.value(value, one.path)
        for value in (one.before, one.after)
    )
    return one._replace(path=mask.path(one.path), before=before, after=after)


def _effects(mask: Masker, effects: Consequences) -> Consequences:
    return effects._replace(
        changes=tuple(_value_change(mask, one) for one in effects.changes),
        without_effect=tuple(
            one._replace(path=mask.path(one.path)) for one in effects.without_effect
        ),
    )


def _value_change(mask: Masker, one: ValueChange) -> ValueChange:
    before, after = (None if leaf is None else mask.leaf(leaf) for leaf in (one.before, one.after))
    return one._replace(path=mask.path(one.path), before=before, after=after)
