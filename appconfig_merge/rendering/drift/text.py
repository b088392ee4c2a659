"""The text of ``effective-config drift``: what drifted, by whom and since when."""

from __future__ import annotations

import shlex
from datetime import UTC
from typing import TYPE_CHECKING, Final

from appconfig_merge.brief import Places, brief_value, place, printable, shorten
from appconfig_merge.display_width import width
from appconfig_merge.effective.contributions import winner
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.paths import format_path
from appconfig_merge.rendering.change.text import json_line
from appconfig_merge.rendering.differing import differing
from appconfig_merge.rendering.drift.groups import same_drifts
from appconfig_merge.rendering.environments import Told, counted, together, unread, who
from appconfig_merge.rendering.excerpts import excerpts
from appconfig_merge.rendering.wording import STANDINGS, WITHOUT_EFFECT
from appconfig_merge.rest.difference import Absent
from appconfig_merge.secrets.texts import MASK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from appconfig_merge.effective.contributions import Leaf
    from appconfig_merge.fleet.drift import By, Drift, DriftedValue, Missed
    from appconfig_merge.fleet.idle import Idle, Quiet
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.rendering.drift.shown import ShownDrifts
    from appconfig_merge.rendering.style import Role, Style
    from appconfig_merge.values import JsonValue

_MINIMUM: Final = 24
_NAMED: Final = 3
"""Environments that a command names before it takes one as an example."""
_BY: Final[dict[By, str]] = {
    "resource": "by the resource",
    "file": "by the files",
    "both": "by the resource and the files",
}


class DriftText(NamedTuple):
    """How drifts are to be written.

    ``unreadable`` are names of environments that could not be read, ``untracked`` of files that
    git doesn't have, ``environments_file`` the one that was named.
    """

    width: int
    style: Style
    unreadable: tuple[str, ...] = ()
    untracked: tuple[str, ...] = ()
    environments_file: str | None = None


def render_drifts(shown: ShownDrifts, how: DriftText) -> str:
    """What drifted, in lines, with a final newline."""
    lines: list[str] = []
    for group in same_drifts(shown.drifts):
        lines.extend(_Section(group, how, len(shown.drifts)).lines())
        lines.append("")
    lines.extend(_remarks(shown.drifts, how))
    lines.append(how.style(_summary(shown.drifts, how.unreadable), "dim"))
    return "\n".join(lines) + "\n"


class _Section:
    """Environments in which the same drifted; the places are those of the first."""

    def __init__(self, group: Sequence[Drift], how: DriftText, total: int) -> None:
        self.group = group
        self.first = group[0]
        self.how = how
        self.style = how.style
        self.total = total

    def lines(self) -> Iterator[str]:
        """The section, without an empty line after it."""
        names = who([one.name for one in self.group], self.total)
        yield self.style(names, "path")
        yield self.style(f"  {self._since()}", "dim")
        first = self.first
        if first.releases[0] != first.releases[1]:
            before, after = (release or "documented" for release in first.releases)
            yield f"  Flex UI {before} -> {after}"
        values = (
            self._value(value, [one.values[index] for one in self.group])
            for index, value in enumerate(first.values)
        )
        yield from together(values, self.style)
        if first.idle:
            yield self.style("  Changed in the resource, without effect:", "dim")
            for one in first.idle:
                yield from self._idle(one)
        if first.missed:
            yield self.style("  Not as expected:", "dim")
            for missed in first.missed:
                yield from self._missed(missed)
        yield from self._mending()

    def _since(self) -> str:
        """What all is compared with."""
        bases = dict.fromkeys(
            (
                when(one.base.at) if one.base else "",
                one.base.revision.id[:10] if one.base and one.base.revision else "",
            )
            for one in self.group
        )
        if len(bases) > 1:
            return "compared with what was kept of each before"
        ((at, revision),) = bases
        if not at:
            return "compared with what is expected"
        files = f", files of {revision}" if revision else ""
        return f"compared with {at}{files}"

    def _value(self, one: DriftedValue, all_of_it: Sequence[DriftedValue]) -> Told:
        sign, role = _sign(one)
        name = printable(format_path(one.path)) or "the configuration"
        by = _BY[one.by]
        room = max((self.how.width - width(name) - width(by) - 12) // 2, _MINIMUM)
        before, after = _texts(one, room)
        shown = {"+": after, "-": before}.get(sign, f"{before} -> {after}")
        wheres = [
            self._where(leaf, layers)
            for leaf, layers in zip((one.before, one.after), self.first.layers, strict=True)
            if leaf is not None
        ]
        is_one = len(wheres) == 2 and wheres[0] == wheres[1]
        where = f"{wheres[0]} in both" if is_one else " -> ".join(wheres)
        lines = [f"      {self.style(where, 'source')}"] if where else []
        return Told(
            f"  {self.style(sign, role)}",
            name,
            f"{shown}  {self.style(by, 'dim')}",
            (*lines, *self._dates(all_of_it)),
        )

    def _dates(self, values: Sequence[DriftedValue]) -> Iterator[str]:
        """Since when it is so, in all environments of the group."""
        since = values[0].since
        if since is None:
            return
        if since.commit is not None:
            commit = since.commit
            told = f"{commit.id[:10]} {when(commit.committed)} {commit.author}: {commit.subject}"
            text = f"since {shorten(told, max(self.how.width - 12, _MINIMUM))}"
        elif since.at is None and since.date_updated is None:
            text = "not committed yet"
        else:
            times = sorted(when(one.since.at) for one in values if one.since and one.since.at)
            seen = [f"seen since {times[0]}"] if times else []
            if times and times[-1] != times[0]:
                seen[0] += f" to {times[-1]}"
            elif since.date_updated:
                seen.append(f"date_updated {printable(since.date_updated)}")
            text = ", ".join(seen)
        if text:
            yield f"      {self.style(text, 'dim')}"

    def _where(self, leaf: Leaf, layers: Sequence[Layer]) -> str:
        one = winner(leaf)
        kind = next((layer.kind for layer in layers if layer.id == one.layer), "")
        places = Places(layers)
        # A resource is called by its account and time, of which the section's head tells.
        where = (places.full if kind == "script" else places.short)(one.location, one.layer)
        return where if one.location is None else f"{where} ({printable(one.layer)})"

    def _idle(self, one: Idle) -> Iterator[str]:
        name = printable(format_path(one.path))
        yield f"  ! {self.style(name, 'path')}: {_changed(one.before, one.after, self.how.width)}"
        yield f"      {self._quiet(one.why)}"

    def _missed(self, one: Missed) -> Iterator[str]:
        statement, stored = one.unmet
        name = printable(format_path(statement.path))
        room = max((self.how.width - width(name) - 20) // 2, _MINIMUM)
        if isinstance(stored, Absent):
            has, expected = "not set", _one(statement.value, room)
        else:
            has, expected = _two(json_line(stored), json_line(statement.value), room)
        wanted = "nothing" if statement.value is None else expected
        yield f"  {self.style('!', 'error')} {self.style(name, 'path')}: {has}, expected {wanted}"
        yield f"      {self.style(place(statement.location), 'source')}"
        if one.quiet is not None:
            yield f"      {self._quiet(one.quiet)}"
        elif one.leaf is not None:
            now = brief_value(one.leaf.value, room)
            where = self._where(one.leaf, self.first.layers[1])
            yield f"      in effect: {now}  {self.style(where, 'source')}"

    def _quiet(self, why: Quiet) -> str:
        where = place(why.location) if why.location is not None else printable(why.layer)
        return WITHOUT_EFFECT[why.reason].format(where=where)

    def _mending(self) -> Iterator[str]:
        """The update that mends what isn't as expected, of all of them where they are few."""
        if not self.first.mending:
            return
        names = [one.name for one in self.group]
        shown = names if len(names) <= _NAMED else names[:1]
        words = ["effective-config", "update"]
        if self.how.environments_file is not None:
            words += ["--environments", self.how.environments_file]
        for name in shown:
            words += ["--environment", name]
        command = printable(shlex.join([*words, *self.first.mending]))
        others = "" if shown is names else f"  (and the same for the {len(names) - 1} others)"
        yield f"  to mend it: {command}{others}"


def when(at: datetime) -> str:
    """A time, to the second, in UTC."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _sign(one: DriftedValue) -> tuple[str, Role]:
    if one.before is None and one.standings[0] == "unset":
        return "+", "value"
    if one.after is None and one.standings[1] == "unset":
        return "-", "error"
    return "~", "warning"


def _texts(one: DriftedValue, room: int) -> tuple[str, str]:
    if one.before is not None and one.after is not None:
        is_secret = MASK in brief_value(one.after.value, 1_000)
        return differing(one.before.value, one.after.value, room, is_secret=is_secret)
    before, after = (
        STANDINGS[standing] if leaf is None else brief_value(leaf.value, room)
        for leaf, standing in zip((one.before, one.after), one.standings, strict=True)
    )
    return before, after


def _changed(before: JsonValue | Absent, after: JsonValue | Absent, room: int) -> str:
    """A value of the resource before and after."""
    limit = max(room // 2 - 10, _MINIMUM)
    if not isinstance(before, Absent) and not isinstance(after, Absent):
        return " -> ".join(_two(json_line(before), json_line(after), limit))
    if isinstance(after, Absent):
        assert not isinstance(before, Absent), "what was nowhere is no change"
        return f"removed, was {_one(before, limit)}"
    return f"added, {_one(after, limit)}"


def _one(value: JsonValue, limit: int) -> str:
    return excerpts([printable(json_line(value))], limit)[0]


def _two(one: str, other: str, limit: int) -> tuple[str, str]:
    """Two texts that differ, so that one sees how."""
    first, second = excerpts([printable(one), printable(other)], limit)
    return first, "another secret" if one == other else second


def _remarks(drifts: Sequence[Drift], how: DriftText) -> Iterator[str]:
    """What is to be said of environments, each remark once."""
    found: dict[str, list[str]] = {}
    for one in drifts:
        for remark in one.remarks:
            found.setdefault(remark, []).append(one.name)
    for remark, names in found.items():
        yield how.style(f"{who(names, len(drifts))}: {printable(remark)}", "dim")
    if how.untracked:
        files = ", ".join(map(printable, how.untracked))
        yield how.style(f"not in git, so that today's are on both sides: {files}", "dim")
    if found or how.untracked:
        yield ""


def _summary(drifts: Sequence[Drift], unreadable: Sequence[str]) -> str:
    """How many drifted, in which nothing did, and of which nobody can say."""
    total = len(drifts)
    count = sum(one.has_drifted for one in drifts)
    quiet = [one for one in drifts if not one.has_drifted]
    parts = [f"{count} of {counted(total, 'environment')} drifted"] if count else []
    for what, those in (
        ("nothing in" if count else "nothing drifted in", [one for one in quiet if one.base]),
        ("as expected in", [one for one in quiet if not one.base and one.is_expected]),
        (
            "nothing to compare with in",
            [one for one in quiet if not one.base and not one.is_expected],
        ),
    ):
        if those:
            parts.append(f"{what} {who([one.name for one in those], total)}")
    return ("; ".join(parts) or "nothing was compared") + unread(unreadable)
