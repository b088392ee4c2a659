"""One change of many accounts, for people: equal plans once, and at the end what became of each."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING, Final, TypeVar

from appconfig_merge.brief import printable, shorten
from appconfig_merge.display_width import pad, width
from appconfig_merge.fleet.updating import foregone
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.rendering.change.shown import shown_changes
from appconfig_merge.rendering.change.text import property_lines, render_consequences
from appconfig_merge.rendering.problems import render_diagnostic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from appconfig_merge.fleet.plans import Left, Planned
    from appconfig_merge.fleet.updating import Kind, Outcome
    from appconfig_merge.rendering.change.shown import ShownChange
    from appconfig_merge.rendering.style import Role, Style
    from appconfig_merge.rest.effects import Consequences

_T = TypeVar("_T")

_NAMED: Final = 8
"""Names in a line, at most."""
_COLUMNS: Final = 100
_FEW: Final = 3
_MINIMUM: Final = 30


class ShownEffects(NamedTuple):
    """What a change does to an environment that loads ``script``, its secrets masked."""

    environment: str
    script: str
    consequences: Consequences


class ShownAccount(NamedTuple):
    """What is planned for an account, its secrets masked; ``is_left`` where it isn't changed."""

    names: tuple[str, ...]
    change: ShownChange
    effects: tuple[ShownEffects, ...]
    is_left: bool


class Told(NamedTuple):
    """What became of environments of one account; without ``shown`` there was no plan."""

    names: tuple[str, ...]
    outcome: Outcome
    shown: ShownAccount | None = None


def shown_account(account: Planned, *, force: bool, show_secrets: bool) -> ShownAccount:
    """What of a plan is shown: all of it only where secrets are wanted."""
    changes = shown_changes(
        account.plan, [one.consequences for one in account.effects], show_secrets=show_secrets
    )
    return ShownAccount(
        account.names,
        changes[0],
        tuple(
            ShownEffects(one.environment, one.script, shown.effects)
            for one, shown in zip(account.effects, changes, strict=True)
            if shown.effects is not None
        ),
        foregone(account, force=force) is not None,
    )


def render_plans(accounts: Sequence[ShownAccount], left: Sequence[Left], style: Style) -> str:
    """What is planned, equal plans once with the environments that they are for; then who isn't."""
    lines: list[str] = []
    changing = [one for one in accounts if one.change.properties]
    for group in _groups(changing, lambda one: _plan(one, style)):
        lines.append(f"{style(_all_named(_names(group)), 'path')}{_counted_accounts(group)}:")
        lines.extend((_plan(group[0], style), ""))
        lines.extend(_effects_of(group, style))
    idle = [one for one in accounts if not one.change.properties]
    if idle:
        lines.extend((f"Nothing to change: {_listed(_names(idle))}", ""))
    if left:
        lines.append("Left out:")
        for same_error in _groups(left, lambda one: str(one.error)):
            names = _listed([name for one in same_error for name in one.names])
            lines.append(f"  {names}: {style(printable(str(same_error[0].error)), 'error')}")
        lines.append("")
    lines.append(style(_summary(accounts, len(left)), "dim"))
    return "\n".join(lines) + "\n"


def question(accounts: Sequence[ShownAccount]) -> str:
    """What is asked before these are changed."""
    names = _names(accounts)
    if len(names) <= _FEW:
        return f"Make this change to {_joined(list(map(printable, names)))}?"
    return f"Make this change to {len(accounts)} accounts?"


def render_end(told: Sequence[Told], total: int, style: Style) -> str:
    """A row for each environment: what became of it, and where its backup is; then the counts.

    ``total`` is the columns that there are.
    """
    rows = [(one, at, *_became(one.outcome)) for one in told for at in range(len(one.names))]
    names = [printable(one.names[at]) for one, at, *_ in rows]
    first, second = max(map(width, names)), max(width(words) for _, _, words, _ in rows)
    room = max(total - first - second - 4, _MINIMUM)
    lines = [
        "  ".join((
            style(pad(name, first), "path"),
            style(pad(words, second), role),
            style(_detail(one, at, room), "dim"),
        )).rstrip()
        for name, (one, at, words, role) in zip(names, rows, strict=True)
    ]  # fmt: skip
    counts: dict[str, int] = {}
    for one in told:
        counts[one.outcome.kind] = counts.get(one.outcome.kind, 0) + 1
    summary = ", ".join(f"{counts[kind]} {_COUNTED[kind]}" for kind in _COUNTED if kind in counts)
    return "\n".join((*lines, "", style(summary, "dim"))) + "\n"


def became_line(outcome: Outcome) -> str:
    """What became of an account, with the reason, which says what is stored."""
    words = _WORDS[outcome.kind][0]
    # What says of itself that it is interrupted needs no such word in front.
    reason = "" if outcome.error is None else outcome.error.message.removeprefix(f"{words}; ")
    return f"{words}: {reason}" if reason else words


_WORDS: Final[dict[Kind, tuple[str, Role]]] = {
    "applied": ("changed and verified", "value"),
    "conflict": ("conflict", "error"),
    "declined": ("not changed", "dim"),
    "interrupted": ("interrupted", "error"),
    "not-begun": ("not begun", "warning"),
    "nothing-to-change": ("nothing to change", "dim"),
    "planned": ("would be changed", "value"),
    "refused": ("refused", "error"),
    "unreadable": ("could not be read", "error"),
    "update-failed": ("failed", "error"),
}
_STATES: Final = {
    "unchanged": "nothing changed",
    "changed": "the change is stored",
    "different": "something else is stored",
    "unknown": "not known what is stored",
}
_COUNTED: Final[dict[str, str]] = {
    "applied": "changed",
    "planned": "would be changed",
    "nothing-to-change": "with nothing to change",
    "declined": "not changed",
    "refused": "refused",
    "unreadable": "could not be read",
    "conflict": "with a conflict",
    "update-failed": "failed",
    "interrupted": "interrupted",
    "not-begun": "not begun",
}
"""In the order in which they are counted."""


def _became(outcome: Outcome) -> tuple[str, Role]:
    words, role = _WORDS[outcome.kind]
    if outcome.state is None or outcome.kind in {"applied", "not-begun"}:
        return words, role
    return f"{words}: {_STATES[outcome.state]}", role


def _detail(one: Told, at: int, room: int) -> str:
    """Where the backup is, whole, or the reason; of a further environment whose account it has."""
    if at:
        return f"the account of {printable(one.names[0])}"
    if one.outcome.backup is not None:
        return printable(str(one.outcome.backup))
    error = one.outcome.error
    return "" if error is None else shorten(printable(error.message), room)


def _plan(account: ShownAccount, style: Style) -> str:
    """What is said of each of the accounts that have this plan."""
    change = account.change
    lines = property_lines(change, style)
    remarks = (*change.remarks, *change.guards)
    lines.extend(render_diagnostic(one, style).removesuffix("\n") for one in remarks)
    if account.is_left:
        lines.append(style("left out, unless --force is given", "warning"))
    return "\n".join(lines)


def _effects_of(group: Sequence[ShownAccount], style: Style) -> Iterator[str]:
    """What a plan does to configurations: the same once, with the environments they are of."""
    every = [effects for one in group for effects in one.effects]
    for same in _groups(every, lambda one: _effects(one, "", style)):
        names = [one.environment for one in same]
        whose = "each" if len(same) == len(every) > 1 else _listed(names)
        yield _effects(same[0], whose, style)


def _effects(one: ShownEffects, whose: str, style: Style) -> str:
    return render_consequences(one.consequences, whose, style)


def _groups(items: Iterable[_T], said: Callable[[_T], str]) -> list[list[_T]]:
    """Items of which the same is said, together; in the order of the first of each."""
    found: dict[str, list[_T]] = {}
    for one in items:
        found.setdefault(said(one), []).append(one)
    return list(found.values())


def _names(accounts: Iterable[ShownAccount]) -> list[str]:
    return [name for one in accounts for name in one.names]


def _listed(names: Sequence[str]) -> str:
    """Names in a line: all where they are few, else the first and how many more there are."""
    shown = list(map(printable, names))
    if len(shown) <= _NAMED:
        return _joined(shown)
    return f"{', '.join(shown[: _NAMED - 1])} and {len(shown) - _NAMED + 1} more"


def _all_named(names: Sequence[str]) -> str:
    """All of them, in as many lines as they need: who agrees to a change sees whom it is for."""
    text = _joined(list(map(printable, names)))
    return fill(text, _COLUMNS, break_long_words=False, break_on_hyphens=False)


def _joined(names: Sequence[str]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]


def _counted_accounts(group: Sequence[ShownAccount]) -> str:
    """How many accounts there are, where that isn't seen from the names."""
    names = len(_names(group))
    if names == len(group) and names <= _NAMED:
        return ""
    return f" ({len(group)} account{'s' * (len(group) > 1)})"


def _summary(accounts: Sequence[ShownAccount], left: int) -> str:
    changing = sum(not one.is_left for one in accounts)
    refused = sum(one.is_left and bool(one.change.properties) for one in accounts)
    idle = len(accounts) - changing - refused
    parts = list(_counts(changing, refused, idle, left))
    return "; ".join(parts)


def _counts(changing: int, refused: int, idle: int, left: int) -> Iterator[str]:
    if changing:
        each = "with one request" if changing == 1 else "with one request each"
        yield f"{changing} account{'s' * (changing > 1)} to change, {each}"
    else:
        yield "no account to change"
    if refused:
        yield f"{refused} with reasons against it"
    if idle:
        yield f"{idle} with nothing to change"
    if left:
        yield f"{left} left out"
