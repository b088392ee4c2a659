"""Plans: what an update would change, what it must not do, and the request's exact body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.diagnostics import Diagnostic
from appconfig_merge.layers.properties import (
    ACCOUNT_SID,
    DOUBTFUL,
    PROPERTIES,
    READ_ONLY,
    UI_ATTRIBUTES,
    UNKNOWN,
    VERSION_COMPATIBILITY,
)
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.paths import format_path
from appconfig_merge.rest.difference import ABSENT, Absent, differences, leaf_paths
from appconfig_merge.rest.document import equivalent, identical
from appconfig_merge.rest.drops import drops
from appconfig_merge.rest.edits import Replace
from appconfig_merge.rest.errors import RefusedChangeError, WrongAccountError, not_allowed
from appconfig_merge.rest.targets import help_for_no_property, remarks_on

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from appconfig_merge.paths import Path
    from appconfig_merge.rest.configuration import Configuration
    from appconfig_merge.rest.difference import Difference
    from appconfig_merge.rest.edits import Edit
    from appconfig_merge.values import JsonValue

_STARTS = ("yes", "deprecated")
_SHOWN_PATHS = 8


class PropertyChange(NamedTuple):
    """One property that an update replaces; ``before`` is ABSENT where nothing was stored."""

    name: str
    before: JsonValue | Absent
    after: JsonValue

    def differences(self) -> tuple[Difference, ...]:
        """What changes inside; paths start with the property."""
        before = {} if isinstance(self.before, Absent) else {self.name: self.before}
        return tuple(differences(before, {self.name: self.after}))


class Plan(NamedTuple):
    """What an update will do to the resource that ``configuration`` is.

    ``guards`` are the reasons for which it is only made with force; ``remarks`` are worth
    knowing. A plan without ``changes`` sends nothing. An ``exact`` one (a restore) is about the
    order of keys and the writing of numbers, too.
    """

    configuration: Configuration
    changes: tuple[PropertyChange, ...]
    guards: tuple[Diagnostic, ...]
    remarks: tuple[Diagnostic, ...]
    exact: bool = False

    @property
    def body(self) -> dict[str, JsonValue]:
        """The request's body: the account, and the changed properties whole; nothing else."""
        changed = {change.name: change.after for change in self.changes}
        return {ACCOUNT_SID: self.configuration.account_sid, **changed}


def plan_update(configuration: Configuration, edits: Iterable[Edit]) -> Plan:
    """Apply edits, in order, to a copy of a resource, and see what comes of it.

    Raises EditError for an edit that can't be applied, RefusedChangeError for a change of
    properties that are certainly read-only, with all of their names.
    """
    return _plan(configuration, edits, exact=False)


def plan_restore(
    configuration: Configuration, backup: Configuration, only: Collection[str] = ()
) -> Plan:
    """Bring a resource back to what a backup holds, or ``only`` some properties of it.

    Read-only properties are left as they are, doubtful ones too unless ``only`` names them.
    Raises WrongAccountError for another account's backup, RefusedChangeError.
    """
    if backup.account_sid != configuration.account_sid:
        raise WrongAccountError(
            f"{backup.name} is of account {backup.account_sid}, "
            f"the credentials are of {configuration.account_sid}",
            help="to take a property over to another account use update --replace",
        )
    missing = [name for name in only if name not in backup.properties]
    if missing:
        raise RefusedChangeError(f"{backup.name} has no {', '.join(missing)}")
    refused = tuple(name for name in only if name in READ_ONLY)
    if refused:
        raise RefusedChangeError(not_allowed(refused), help="leave them out of --only")
    left = READ_ONLY if only else READ_ONLY | DOUBTFUL
    names = [name for name in (only or backup.properties) if name not in left]
    edits = [Replace(name, backup.properties[name]) for name in names]
    plan = _plan(configuration, edits, exact=True)
    remarks = (*plan.remarks, *_left_alone(configuration, backup, set(names), bool(only)))
    return plan._replace(remarks=remarks)


def _plan(configuration: Configuration, edits: Iterable[Edit], *, exact: bool) -> Plan:
    same = identical if exact else equivalent
    before = configuration.properties
    document = before
    dropped: list[Path] = []
    remarks: list[Diagnostic] = []
    for edit in edits:
        edited = edit.apply(document)
        document = edited.document
        dropped.extend(edited.dropped)
        remarks.extend(Diagnostic("no-effect", "warning", text) for text in edited.remarks)
    changes = tuple(
        PropertyChange(name, before.get(name, ABSENT), after)
        for name, after in document.items()
        if not same(before.get(name), after)  # a property that isn't there is as good as null
    )
    refused = tuple(change.name for change in changes if change.name in READ_ONLY)
    if refused:
        raise RefusedChangeError(
            not_allowed(refused), help="read-only properties (error 45004); nothing was sent"
        )
    remarks.extend(_doubts(changes))
    if not exact:
        remarks.extend(remarks_on(one for change in changes for one in change.differences()))
    remarks.extend(_still_refused(before, document))
    remarks.extend(configuration.diagnostics if changes else ())
    guards = tuple(_guards(before, document, changes, dropped, exact=exact))
    return Plan(configuration, changes, guards, tuple(remarks), exact)


def _doubts(changes: Sequence[PropertyChange]) -> Iterator[Diagnostic]:
    for change in changes:
        if change.name in DOUBTFUL:
            text = f"{change.name} may be read-only: published lists disagree"
            yield Diagnostic("doubtful-property", "warning", text)
        elif change.name in UNKNOWN:
            text = f"nothing published says whether the API lets {change.name} be changed"
            yield Diagnostic("doubtful-property", "warning", text)


def _guards(
    before: Mapping[str, JsonValue],
    after: Mapping[str, JsonValue],
    changes: Sequence[PropertyChange],
    dropped: Sequence[Path],
    *,
    exact: bool,
) -> Iterator[Diagnostic]:
    """What speaks against a change; ``exact`` is that of a restore."""
    attributes = before.get(UI_ATTRIBUTES)
    own_keys = attributes if isinstance(attributes, dict) else {}
    for change in changes:
        name = change.name
        if name in PROPERTIES or name in before:
            continue
        yield Diagnostic(
            "unknown-property",
            "error",
            f"the resource has no property {name}",
            help=help_for_no_property(_first_place(change), own_keys),
        )
    lost = _lost(before, after, dropped)
    if lost:
        unnamed = "what the backup doesn't have" if exact else "what it doesn't name"
        yield Diagnostic(
            "drops-more",
            "error",
            f"this would drop {unnamed}: {_listed(lost, after)}",
            help="--force takes the backup back all the same, --only PROPERTY a part of it"
            if exact
            else "name what shall go (--unset), or keep the rest with --merge-patch",
        )
    if any(change.name == UI_ATTRIBUTES for change in changes):
        yield from _start_up(before.get(UI_ATTRIBUTES), after.get(UI_ATTRIBUTES))


def _first_place(change: PropertyChange) -> Path:
    """The path of the first value that a change sets."""
    places = (path for one in change.differences() for path in leaf_paths(one))
    return next(places, (change.name,))


def _start_up(before: JsonValue, after: JsonValue) -> Iterator[Diagnostic]:
    """What Flex UI checks before it starts (read in releases 1.6.0 and 1.28.2)."""
    if not isinstance(after, dict):
        yield Diagnostic(
            "version-compatibility",
            "error",
            "without a ui_attributes object Flex UI refuses to start, for every agent",
        )
        return
    compatible = isinstance(before, dict) and before.get(VERSION_COMPATIBILITY) in _STARTS
    if compatible and after.get(VERSION_COMPATIBILITY) not in _STARTS:
        yield Diagnostic(
            "version-compatibility",
            "error",
            "ui_attributes.version_compatibility would no longer be "
            '"yes" or "deprecated": Flex UI then refuses to start, for every agent, and '
            "appConfig.js can't make up for it",
        )


def _still_refused(
    before: Mapping[str, JsonValue], after: Mapping[str, JsonValue]
) -> Iterator[Diagnostic]:
    """Whether a Flex UI that doesn't start because of its ui_attributes won't start then either."""
    stored, planned = before.get(UI_ATTRIBUTES), after.get(UI_ATTRIBUTES)
    if isinstance(stored, dict):
        return
    if isinstance(planned, dict):
        if planned.get(VERSION_COMPATIBILITY) in _STARTS:
            return
        what = f'{UI_ATTRIBUTES}.{VERSION_COMPATIBILITY} is neither "yes" nor "deprecated"'
    elif planned == stored:
        what = f"the resource has no {UI_ATTRIBUTES} object"
    else:
        return  # a guard says so
    yield Diagnostic(
        "version-compatibility",
        "warning",
        f"{what}: Flex UI refuses to start, for every agent, also after this change",
        help=f"--set '{UI_ATTRIBUTES}.{VERSION_COMPATIBILITY}=\"yes\"'",
    )


def _lost(
    before: Mapping[str, JsonValue], after: Mapping[str, JsonValue], dropped: Sequence[Path]
) -> list[Path]:
    """What is gone in the end, of what some edit dropped without naming it.

    Indices move from edit to edit, so of an array the whole is what counts.
    """
    if not dropped:
        return []
    unnamed = {_to_array(path) for path in dropped}
    above = {path[:end] for path in unnamed for end in range(len(path))}
    return [
        path
        for path in drops(dict(before), dict(after))
        if (short := _to_array(path)) in above
        or any(short[:end] in unnamed for end in range(len(short) + 1))
    ]


def _to_array(path: Path) -> Path:
    """The path up to the first array on it."""
    first = next((at for at, step in enumerate(path) if isinstance(step, int)), len(path))
    return path[:first]


def _listed(paths: Sequence[Path], after: Mapping[str, JsonValue]) -> str:
    shown = ", ".join(
        f"all that is in {format_path(path)}" if _is_there(after, path) else format_path(path)
        for path in paths[:_SHOWN_PATHS]
    )
    more = len(paths) - _SHOWN_PATHS
    return f"{shown} and {more} more" if more > 0 else shown


def _is_there(document: Mapping[str, JsonValue], path: Path) -> bool:
    """Whether there is still a value at a path of keys."""
    value: JsonValue = dict(document)
    for key in path:
        if not isinstance(value, dict) or key not in value:
            return False
        value = value[str(key)]
    return True


def _left_alone(
    configuration: Configuration, backup: Configuration, restored: set[str], chosen: bool
) -> Iterator[Diagnostic]:
    """What a restore doesn't touch though it differs."""
    stored = configuration.properties
    if not chosen:
        for name, value in backup.properties.items():
            expected = name in {"date_updated", "date_created"}
            if name in restored or expected or equivalent(stored.get(name), value):
                continue
            why = "read-only" if name in READ_ONLY else "may be read-only; --only restores it"
            text = f"{name} differs from the backup and is left as it is ({why})"
            yield Diagnostic("left-alone", "warning", text)
        for name in stored:
            if name in backup.properties:
                continue
            text = f"{name} is not in the backup and is left as it is"
            yield Diagnostic("left-alone", "warning", text)
