"""The text of ``effective-config upgrade``: each change once, with those that it happens in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.brief import Places, brief_value, place, printable, reason_text
from appconfig_merge.display_width import width
from appconfig_merge.effective.contributions import winner
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.paths import format_path
from appconfig_merge.rendering.differing import differing
from appconfig_merge.rendering.environments import Told, counted, together, unread, who
from appconfig_merge.rendering.wording import LAYERS, STANDINGS, WON, lost
from appconfig_merge.values import Unresolved

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from appconfig_merge.checks import Finding
    from appconfig_merge.effective.contributions import Leaf
    from appconfig_merge.fleet.grouping import Happening
    from appconfig_merge.fleet.upgrade import Judged, Upgrade, ValueAt
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.rendering.style import Role, Style
    from appconfig_merge.rendering.upgrade.shown import ShownUpgrade

_MINIMUM: Final = 24
_KINDS: Final[dict[str, tuple[str, Role]]] = {
    "appeared": ("+", "value"),
    "vanished": ("-", "error"),
    "changed": ("~", "warning"),
}


class UpgradeText(NamedTuple):
    """How an upgrade is to be written."""

    width: int
    style: Style


def render_upgrade(shown: ShownUpgrade, how: UpgradeText) -> str:
    """An upgrade in lines, with a final newline."""
    writer = _Writer(shown, how)
    upgrade = shown.upgrade
    lines = list(writer.releases())
    for title, changes in (
        ("", [line for one in upgrade.findings for line in writer.finding(one)]),
        ("", list(together(map(writer.value, upgrade.values), how.style))),
        (
            "The same value from another source:",
            list(together(map(writer.moved, upgrade.sources), how.style)),
        ),
        (
            "Findings that are gone then:",
            [line for one in upgrade.gone for line in writer.finding(one)],
        ),
    ):
        if changes:
            lines.extend(("", how.style(title, "dim")) if title else ("",))
            lines.extend(changes)
    lines.extend(("", how.style(_summary(upgrade), "dim")))
    return "\n".join(lines) + "\n"


class _Writer:
    def __init__(self, shown: ShownUpgrade, how: UpgradeText) -> None:
        self.upgrade = shown.upgrade
        self.how = how
        self.style = how.style
        self.secret_paths = shown.secret_paths
        self.total = len(shown.upgrade.environments)

    def releases(self) -> Iterator[str]:
        """From which releases to which, with the environments; which are answered otherwise."""
        found: dict[tuple[str, str], list[str]] = {}
        for one in self.upgrade.environments:
            found.setdefault((one.before, one.after), []).append(one.name)
        for (before, after), names in found.items():
            moves = f"Flex UI {before} -> {after}: {who(names, self.total)}"
            yield self.style(moves, "dim")
        every = self.upgrade.environments
        for text, names in (
            (
                "The service has another resource for that version",
                [one.name for one in every if one.has_other_resource],
            ),
            (
                "Judged by the resource that is kept of another version",
                [one.name for one in every if one.is_of_other_version],
            ),
        ):
            if names:
                yield self.style(f"{text}: {who(names, self.total)}", "dim")

    def finding(self, found: Happening[Finding]) -> Iterator[str]:
        """What a rule finds."""
        one = found.what
        head = self.style(f"{one.severity}[{one.rule}]", one.severity)
        yield f"{head}: {printable(one.message)}  {self._who(found.numbers)}"
        places = dict.fromkeys(
            place(finding.location) if finding.location else printable(finding.file)
            for _, finding in found.members
        )
        yield f"    {self.style(_first(tuple(places)), 'source')}"
        if one.help:
            yield f"    help: {printable(one.help)}"

    def value(self, found: Happening[ValueAt]) -> Told:
        """A value that is another by the release, with both places and why."""
        at = found.what
        sign, role = _KINDS[kind_of(at)]
        name = self._name(at)
        people = self._who(found.numbers)
        room = max((self.how.width - width(name) - width(people) - 10) // 2, _MINIMUM)
        before, after = self._texts(at, room)
        shown = {"+": after, "-": before}.get(sign, f"{before} -> {after}")
        return self._told(self.style(sign, role), name, f"{shown}  {people}", found)

    def moved(self, found: Happening[ValueAt]) -> Told:
        """A value that stays, with its places by both releases and why."""
        at = found.what
        assert at.after is not None
        name = self._name(at)
        people = self._who(found.numbers)
        room = max(self.how.width - width(name) - width(people) - 7, _MINIMUM)
        text = brief_value(at.after.value, room)
        return self._told(self.style("=", "dim"), name, f"{text}  {people}", found)

    def _told(self, sign: str, name: str, rest: str, found: Happening[ValueAt]) -> Told:
        why = self._why(found.what, self.upgrade.environments[found.numbers[0]])
        return Told(sign, name, rest, (*self._places(found), *why))

    def _who(self, numbers: Sequence[int]) -> str:
        names = [self.upgrade.environments[number].name for number in numbers]
        return self.style(f"({who(names, self.total)})", "dim")

    def _name(self, at: ValueAt) -> str:
        return printable(format_path(at.path)) or "the configuration"

    def _texts(self, at: ValueAt, room: int) -> tuple[str, str]:
        if at.before is not None and at.after is not None:
            is_secret = at.path in self.secret_paths
            return differing(at.before.value, at.after.value, room, is_secret=is_secret)
        one, other = (
            STANDINGS[standing] if leaf is None else brief_value(leaf.value, room)
            for leaf, standing in zip((at.before, at.after), at.standings, strict=True)
        )
        return one, other

    def _places(self, found: Happening[ValueAt]) -> Iterator[str]:
        """Where the value stands by either release: the first environment's places."""
        sides: list[str] = []
        for side in (0, 1):
            places = dict.fromkeys(
                _where(leaf, self._layers(number)[side])
                for number, at in found.members
                if (leaf := (at.before, at.after)[side]) is not None
            )
            if places:
                sides.append(_first(tuple(places)))
        if len(sides) == 2 and sides[0] == sides[1]:
            yield f"    {self.style(sides[0], 'source')} in both"
            return
        yield "    " + " -> ".join(self.style(side, "source") for side in sides)

    def _layers(self, number: int) -> tuple[Sequence[Layer], Sequence[Layer]]:
        one = self.upgrade.environments[number]
        return one.layers_before, one.layers_after

    def _why(self, at: ValueAt, judged: Judged) -> Iterator[str]:
        """Why it is so by the release: what became of the word before, or what wins now."""
        if at.lost is not None:
            rival = at.lost.rival and printable(at.lost.rival.layer)
            reason = lost(at.lost.rule, at.lost.outcome, rival)
            yield f"    {printable(at.lost.layer)}: {reason}"
        elif at.after is None:
            yield f"    by {judged.after} nothing sets it"
        else:
            won = winner(at.after)
            kind = next(one.kind for one in judged.layers_after if one.id == won.layer)
            # That it is alone says no more than what it is.
            why = "" if won.rule == "only-layer" else f": {WON[won.rule]}"
            yield f"    {LAYERS[kind]}{why}"
        for leaf in (at.before, at.after):
            if leaf is not None and isinstance(leaf.value, Unresolved):
                yield f"    {self.style(printable(reason_text(leaf.value)), 'unresolved')}"


def kind_of(at: ValueAt) -> str:
    """What happens to a value: ``appeared``, ``vanished``, or else ``changed``."""
    if at.before is None and at.standings[0] == "unset":
        return "appeared"
    return "vanished" if at.after is None and at.standings[1] == "unset" else "changed"


def _where(leaf: Leaf, layers: Sequence[Layer]) -> str:
    """The place of the value in force, and its layer."""
    one = winner(leaf)
    where = Places(layers).full(one.location, one.layer)
    return where if one.location is None else f"{where} ({printable(one.layer)})"


def _first(places: Sequence[str]) -> str:
    more = len(places) - 1
    return f"{places[0]} and {more} more" if more else places[0]


def _summary(upgrade: Upgrade) -> str:
    kinds = [kind_of(one.what) for one in upgrade.values]
    parts = [
        f"{count} {what}"
        for count, what in (
            (kinds.count("changed"), "changed"),
            (kinds.count("appeared"), "appeared"),
            (kinds.count("vanished"), "disappeared"),
            (len(upgrade.sources), "from another source"),
        )
        if count
    ]
    if upgrade.findings:
        parts.append(counted(len(upgrade.findings), "new finding"))
    if upgrade.gone:
        parts.append(f"{counted(len(upgrade.gone), 'finding')} gone")
    total = len(upgrade.environments)
    text = ", ".join(parts) or ("nothing changes" if total else "nothing was compared")
    quiet = [upgrade.environments[number].name for number in upgrade.quiet]
    if parts and quiet:
        text += f"; nothing changes for {who(quiet, total)}"
    elif not parts and total > 1:
        text += f" for {who(quiet, total)}"
    return text + unread([one.name for one in upgrade.unreadable])
