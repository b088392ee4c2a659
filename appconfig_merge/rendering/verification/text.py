"""The text of ``effective-config verify``: what is unexpected first, a block for each cause."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from appconfig_merge.brief import Places, brief_value, place, printable
from appconfig_merge.display_width import width as width_of
from appconfig_merge.effective.contributions import winner
from appconfig_merge.paths import format_path
from appconfig_merge.rendering.differing import differing
from appconfig_merge.rendering.explanation.candidates import brief_candidates
from appconfig_merge.rendering.verification.shown import BY_WEIGHT, counted
from appconfig_merge.values import Unresolved
from appconfig_merge.verification.difference import CAUSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from appconfig_merge.effective.contributions import Leaf
    from appconfig_merge.paths import Path
    from appconfig_merge.rendering.style import Role, Style
    from appconfig_merge.rendering.verification.shown import ShownVerification
    from appconfig_merge.snapshots.snapshot import Snapshot
    from appconfig_merge.verification.difference import Answers, Cause, Difference, Evidence

_MINIMUM = 24


def render_text(shown: ShownVerification, width: int, style: Style) -> str:
    """A verification in lines, with a final newline."""
    writer = _Writer(shown, width, style)
    return "\n".join(writer.lines()) + "\n"


class _Writer:
    def __init__(self, shown: ShownVerification, width: int, style: Style) -> None:
        self.shown = shown
        self.found = shown.found
        self.width = width
        self.style = style
        self.places = Places(shown.found.config.layers)

    def lines(self) -> Iterator[str]:
        """All lines."""
        yield self.style(_head(self.found.snapshot), "dim")
        blocks = [*self.unexpected(), *self.expected()]
        for block in blocks:
            yield ""
            yield from block
        if blocks:
            yield ""
        yield _summary(self.shown)
        yield from self.not_compared()
        yield from (self.style(f"assumed: {printable(said)}", "dim") for said in self.found.assumed)
        yield from self.answers()

    def unexpected(self) -> Iterator[list[str]]:
        """A block for each cause, with all that differs for it."""
        for causes, members in _by_causes(self.shown.unexpected):
            cause, *others = causes
            role: Role = "error" if cause == "unexplained" else "warning"
            shared = [
                said for said in members[0].evidence if all(said in one.evidence for one in members)
            ]
            block = [f"{self.style(cause, role)}: {CAUSES[cause]}"]
            block += (f"  along with {self.style(one, role)}: {CAUSES[one]}" for one in others)
            block += self.evidence(shared, 2)
            for own, ones in _by_evidence(members, shared):
                for one in ones:
                    block += self.difference(one)
                block += self.evidence(own, 6)
            yield block

    def difference(self, one: Difference) -> Iterator[str]:
        """A value that differs, with the place of what was predicted."""
        name = printable(format_path(one.path)) or "the configuration"
        sign, role, words = self.change(one, width_of(name))
        yield f"  {self.style(sign, role)} {self.style(name, 'path')}: {words}"
        if one.predicted is None:
            return
        yield f"      {self.style(self.where(one.predicted), 'source')}"
        value = one.predicted.value
        if isinstance(value, Unresolved) and (candidates := brief_candidates(value)):
            yield f"      {self.style(candidates, 'unresolved')}"

    def change(self, one: Difference, taken: int) -> tuple[str, Role, str]:
        """The sign of a difference and both values, beside a name that takes so many columns."""
        room = max(self.width - taken - 8, _MINIMUM)
        if not one.running.is_present:
            value = None if one.predicted is None else one.predicted.value
            return "-", "error", brief_value(value, room)
        running = one.running.value
        if one.predicted is None:
            return "+", "value", brief_value(running, room)
        is_secret = one.path in self.shown.secret_paths
        half = max(room // 2, _MINIMUM)
        texts = differing(one.predicted.value, running, half, is_secret=is_secret)
        return "~", "warning", " -> ".join(texts)

    def where(self, leaf: Leaf) -> str:
        """The place of a predicted value, and its layer."""
        one = winner(leaf)
        where = self.places.full(one.location, one.layer)
        return where if one.location is None else f"{where} ({printable(one.layer)})"

    def evidence(self, said: Iterable[Evidence], indent: int) -> Iterator[str]:
        """What shows a cause, with its place."""
        for one in said:
            where = "" if one.location is None else f"  {self.style(place(one.location), 'source')}"
            yield f"{' ' * indent}{printable(one.text)}{where}"

    def expected(self) -> Iterator[list[str]]:
        """What is allowed: the paths alone, by cause."""
        for causes, members in _by_causes(self.shown.expected):
            words = "; ".join(CAUSES[cause] for cause in causes)
            head = f"allowed: {' with '.join(causes)} ({words})"
            yield [self.style(head, "dim"), *self.paths(one.path for one in members)]

    def not_compared(self) -> Iterator[str]:
        """What the snapshot doesn't tell, by reason."""
        by_reason: dict[str, list[Path]] = {}
        for one in self.found.not_compared:
            by_reason.setdefault(one.reason, []).append(one.path)
        for reason, paths in by_reason.items():
            yield self.style(f"not compared: {printable(reason)}", "dim")
            yield from self.paths(paths)

    def paths(self, paths: Iterable[Path]) -> Iterator[str]:
        """Paths side by side, as many in a line as it has room for."""
        line = ""
        for name in (printable(format_path(path)) or "the configuration" for path in paths):
            if line and width_of(line) + width_of(name) + 4 > self.width:
                yield f"  {line},"
                line = name
            else:
                line = f"{line}, {name}" if line else name
        yield f"  {line}"

    def answers(self) -> Iterator[str]:
        """The options that the snapshot answers, ready for a shell, and what it leaves open."""
        answers = self.found.answers
        options = _options(answers, self.found.snapshot)
        if options:
            yield self.style("what the page told, for later predictions:", "dim")
            yield f"  {options}"
        if answers.has_stored and not _is_file(self.found.snapshot):
            yield self.style(
                "this browser has FLEX_CONFIG stored: --stored takes it from a snapshot in a file",
                "dim",
            )
        if self.shown.withheld:
            names = ", ".join(map(printable, self.shown.withheld))
            yield self.style(f"left out, as it looks secret: {names} (--show-secrets)", "dim")
        if answers.unanswered:
            asked = (shlex.quote(printable(name)) for name in answers.unanswered)
            names = " ".join(f"--value {name}" for name in asked)
            yield self.style("what the page hasn't told, to be asked for with the snapshot:", "dim")
            yield f"  effective-config snapshot {_way(self.found.snapshot)} {names}"


def _way(snapshot: Snapshot) -> str:
    """The option by which a snapshot was taken: another way tells less, or can't be gone."""
    if snapshot.taken_by != "browser" or not snapshot.address:
        return "--snippet"
    return f"--browser {shlex.quote(printable(_address(snapshot)))}"


def _address(snapshot: Snapshot) -> str:
    """The page's address, without what may be secret in it."""
    return snapshot.address.partition("?")[0]


def _head(snapshot: Snapshot) -> str:
    """What the snapshot is of."""
    address = _address(snapshot) or "the page"
    release = f"Flex UI {snapshot.flex_ui}" if snapshot.flex_ui else "Flex UI"
    seconds, _, _ = snapshot.taken.partition(".")
    when = f" at {seconds.removesuffix('Z')}Z" if snapshot.taken else ""
    return printable(f"{snapshot.file}: {address} ran {release}{when}")


def _by_causes(
    differences: Sequence[Difference],
) -> Iterator[tuple[tuple[Cause, ...], list[Difference]]]:
    """The differences by their causes, in the order of :data:`BY_WEIGHT`."""
    found: dict[tuple[Cause, ...], list[Difference]] = {}
    for one in differences:
        found.setdefault((one.cause, *one.along_with), []).append(one)
    yield from sorted(found.items(), key=lambda item: [BY_WEIGHT.index(cause) for cause in item[0]])


def _by_evidence(
    members: Iterable[Difference], shared: Sequence[Evidence]
) -> Iterator[tuple[tuple[Evidence, ...], list[Difference]]]:
    """The differences by their evidence, but for what all of them share."""
    found: dict[tuple[Evidence, ...], list[Difference]] = {}
    for one in members:
        own = tuple(said for said in one.evidence if said not in shared)
        found.setdefault(own, []).append(one)
    yield from found.items()


def _summary(shown: ShownVerification) -> str:
    found = shown.found
    parts = []
    if found.differences:
        allowed = counted(shown.expected)
        causes = [_each(counted(shown.unexpected))] if shown.unexpected else []
        if allowed:
            causes.append(f"allowed: {_each(allowed)}")
        count = len(found.differences)
        parts.append(f"{count} {_verb(count, 'differ')} ({'; '.join(causes)})")
    if found.not_compared:
        parts.append(f"{len(found.not_compared)} not compared")
    values = f"{found.agreed} value{'' if found.agreed == 1 else 's'}"
    agree = f"{values} {_verb(found.agreed, 'agree')}"
    return ", ".join([agree, *parts]) if parts else f"{agree}, none differs"


def _each(counts: dict[Cause, int]) -> str:
    return ", ".join(f"{count} {cause}" for cause, count in counts.items())


def _verb(count: int, verb: str) -> str:
    return f"{verb}s" if count == 1 else verb


def _options(answers: Answers, snapshot: Snapshot) -> str:
    """The options for a shell."""
    options = []
    if answers.page_url:
        options.append(("--page-url", answers.page_url))
    options += [("--define", f"{name}={text}") for name, text in answers.define.items()]
    if answers.has_stored and _is_file(snapshot):
        options.append(("--stored", snapshot.file))
    if answers.flex_ui:
        options.append(("--flex-ui", answers.flex_ui))
    # In a JSON text an escape is the character; what else has such characters is no real one.
    return " ".join(f"{flag} {shlex.quote(printable(value))}" for flag, value in options)


def _is_file(snapshot: Snapshot) -> bool:
    """Whether a snapshot was read from a file, not from standard input or a browser."""
    return not snapshot.file.startswith("<")
