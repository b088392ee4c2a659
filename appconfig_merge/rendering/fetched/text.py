"""The text of ``effective-config fetch --environment``: a line for each account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.brief import printable
from appconfig_merge.display_width import pad
from appconfig_merge.display_width import width as width_of
from appconfig_merge.fleet.configurations import Unreadable
from appconfig_merge.rest.configuration import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from appconfig_merge.fleet.fetched import FetchedAccount, Outcome
    from appconfig_merge.rendering.style import Role, Style

_UNKNOWN: Final = "-"


def render_fetched(outcomes: Sequence[Outcome], style: Style) -> str:
    """Name, account, and what became of it: what was kept of it, or why there is nothing."""
    rows = [_row(one) for one in outcomes]
    widths = [max(width_of(row[at]) for row in rows) for at in (0, 1)]
    return "".join(
        f"{style(pad(name, widths[0]), 'path')}  {pad(account, widths[1])}  {style(what, role)}\n"
        for name, account, what, role in rows
    )


def _row(one: Outcome) -> tuple[str, str, str, Role]:
    name = printable(one.name)
    if isinstance(one, Unreadable):
        return name, _UNKNOWN, f"failed: {printable(one.error.message)}", "error"
    what, role = _kept(one)
    return name, printable(shortened(one.resource.account_sid)), what, role


def _kept(one: FetchedAccount) -> tuple[str, Role]:
    keeping = one.keeping
    if keeping is None:
        return "fetched", "value"
    if keeping.state == "unchanged":
        return f"unchanged since {moment(keeping.now.at)}", "dim"
    if keeping.before is None:
        return "new", "value"
    return f"changed: was the same since {moment(keeping.before.at)}", "warning"


def moment(at: datetime) -> str:
    """A time, to the second."""
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"
