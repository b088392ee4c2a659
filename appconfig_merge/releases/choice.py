"""Choosing a release by its number, whole or in part, or by a range of package.json."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from appconfig_merge.diagnostics import Diagnostic
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.releases.ranges import ANY, VERSION, Span, numbers, spans
from appconfig_merge.releases.table import Release, ReleaseError, Version, table

if TYPE_CHECKING:
    from collections.abc import Sequence


class Dependency(NamedTuple):
    """What a project says: a range of package.json, or the exact version of a lock file."""

    version: str
    file: str


def choose(text: str) -> Release:
    """The release of a version: ``2.17.1``, or in part: ``2.17``, ``2``, ``1.34``, ``2.n``.

    A part stands for the newest release of that name. One that is newer than the table has the
    newest row's rules, which its ``remarks`` say. Raises ReleaseError for what is no version and
    for one that is older than the table.
    """
    match = re.fullmatch(VERSION, text.strip())
    if match is None or not match[1].isdecimal():
        raise ReleaseError(
            f"{text[:40]!r} is no version of Flex UI",
            help="give one such as 2.17.1, 2.17, 2 or 1.34; documented; or auto",
        )
    return _release(numbers(match))


def from_range(text: str) -> Release | None:
    """The newest release that a range of package.json allows; None where that can't be told.

    One that is known is preferred to newer ones that the range would allow too.
    """
    newest = table().newest
    tops = [_top(span, newest) for span in spans(text)]
    known = [top for top in tops if top <= newest[-1]]
    return _release(max(known or tops)) if tops else None


def _top(span: Span, newest: Sequence[Version]) -> Version:
    """The newest version in a span: of those that are known where there is one."""
    series = max((one for one in newest if one[0] <= span.high[0]), default=newest[0])
    return series if span.low <= series < span.high else span.high


def choose_for(dependency: Dependency | None, ui_version: str | None) -> Release:
    """The release that a project depends on, else the one that its resource names.

    Its ``remarks`` say why it was chosen. Raises ReleaseError where neither tells.
    """
    sources: list[tuple[str, Release | None]] = []
    if dependency is not None:
        name = f"{dependency.file} ({dependency.version})"
        sources.append((name, _said(dependency.version, name)))
    if ui_version is not None:
        name = f"the resource's ui_version ({ui_version})"
        sources.append((name, _said(ui_version, name)))
    for name, release in sources:
        if release is not None:
            remark = Diagnostic("chosen-release", "info", f"{release.name}, as {name} says")
            return release._replace(remarks=(remark, *release.remarks))
    if sources:
        names = " nor ".join(name for name, _ in sources)
        raise ReleaseError(
            f"no release can be told from {names}", help="name one: --flex-ui 2.17.1"
        )
    raise ReleaseError(
        "no package.json at or above the script depends on @twilio/flex-ui, and no resource with "
        "a ui_version is given",
        help="name a release: --flex-ui 2.17.1",
    )


def _said(text: str, name: str) -> Release | None:
    """The release of a range that ``name`` gives."""
    try:
        return from_range(text)
    except ReleaseError as error:
        raise ReleaseError(f"{error.message}, and {name} asks for it", help=error.help) from None


def _release(wanted: Version) -> Release:
    known = table()
    row = known.at(wanted)
    if row is None:
        oldest = _text(known.rows[0].since)
        raise ReleaseError(
            f"Flex UI {_text(wanted)} is older than any release that is known here",
            help=f"the oldest is {oldest}; what older ones make of their inputs was not read. "
            "--flex-ui documented merges as Twilio documents it",
        )
    newest = max((one for one in known.newest if one[0] <= wanted[0]), default=known.newest[0])
    if wanted <= newest:
        return row.at(_text(wanted))
    if wanted[0] == newest[0] and (
        wanted[1] == ANY or (wanted[:2] == newest[:2] and wanted[2] == ANY)
    ):
        return row.at(_text(newest))
    remark = Diagnostic(
        "newer-release",
        "warning",
        f"Flex UI {_text(wanted)} is newer than any that is known here: "
        f"the rules of {_text(newest)} are used",
    )
    return row.at(_text(newest))._replace(remarks=(remark,))


def _text(version: Version) -> str:
    return ".".join(str(part) for part in version if part != ANY)
