"""Who wrote a line, and when: ``git blame``, asked without a shell."""

from __future__ import annotations

import os
import re
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Final

from appconfig_merge.inputs.git import GitError, ask
from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from appconfig_merge.location import Location

_NOT_COMMITTED: Final = "0" * 40
_HEADER: Final = re.compile(r"(?P<commit>[0-9a-f]{40,64}) \d+ (?P<line>\d+)(?: \d+)?")
_ZONE: Final = re.compile(r"([+-])(\d\d)(\d\d)")
_JAVASCRIPT_END: Final = re.compile(rb"\r\n|[\n\r]|\xe2\x80[\xa8\xa9]")
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")


class Blame(NamedTuple):
    """Who last changed a line. ``commit`` is empty for a change that isn't committed yet.

    ``when`` is in the author's own time zone, None where git has none. Where git has no answer
    ``remark`` says why, and the rest is empty.
    """

    file: str
    line: int
    commit: str = ""
    author: str = ""
    mail: str = ""
    when: datetime | None = None
    summary: str = ""
    remark: str = ""


def blame(locations: Iterable[Location]) -> tuple[Blame, ...]:
    """Who last changed the lines of these places: each line once, in order."""
    lines = dict.fromkeys((one.file, one.line) for one in locations)
    found: dict[tuple[str, int], Blame] = {}
    for file in dict.fromkeys(file for file, _ in lines):
        wanted = [line for name, line in lines if name == file]
        for one in _of_file(file, wanted):
            found[file, one.line] = one
    return tuple(found[key] for key in lines)


def _of_file(file: str, lines: list[int]) -> Iterator[Blame]:
    try:
        numbers = _git_lines(file, lines)
        ranges = [f"-L{number},{number}" for number in numbers]
        folder, name = os.path.split(file)
        arguments = ("blame", "--porcelain", "--no-textconv", "--encoding=UTF-8", *ranges)
        output = ask((*arguments, "--", name), file, folder or None)
    except GitError as error:
        yield from (Blame(file, line, remark=error.reason) for line in lines)
        return
    found = _parsed(output)
    for line, number in zip(lines, numbers, strict=True):
        entry = found.get(number)
        if entry is None:
            yield Blame(file, line, remark="git says nothing of this line")
            continue
        commit, about = entry
        if not commit.strip("0"):
            yield Blame(file, line, remark="not committed yet")
            continue
        yield Blame(
            file,
            line,
            commit,
            about.get("author", ""),
            about.get("author-mail", "").strip("<>"),
            _when(about.get("author-time", ""), about.get("author-tz", "")),
            about.get("summary", ""),
        )


def _git_lines(file: str, lines: list[int]) -> list[int]:
    """The numbers that git gives to lines: it counts line feeds, JavaScript other ends too."""
    if file == "<stdin>" or not os.path.isfile(file):  # noqa: PTH113
        raise GitError(file, "this is no file")
    try:
        with open(file, "rb") as opened:  # noqa: PTH123
            data = opened.read()
    except OSError as error:
        raise GitError(file, error.strerror or str(error)) from None
    if data.startswith(_UTF_16):
        raise GitError(file, "it is UTF-16, which git takes for no text")
    if file.endswith(".json") or not (b"\r" in data or b"\xe2\x80" in data):
        return lines
    starts = [0, *(match.end() for match in _JAVASCRIPT_END.finditer(data))]
    return [data.count(b"\n", 0, starts[min(line, len(starts)) - 1]) + 1 for line in lines]


def _parsed(output: bytes) -> dict[int, tuple[str, dict[str, str]]]:
    """The commit of each line and what is said of it, from git's porcelain format."""
    commits: dict[str, dict[str, str]] = {}
    found: dict[int, tuple[str, dict[str, str]]] = {}
    current: dict[str, str] = {}
    for line in output.decode("utf-8", "replace").split("\n"):
        if line.startswith("\t"):
            continue  # the line's own text
        match = _HEADER.fullmatch(line)
        if match is not None:
            current = commits.setdefault(match["commit"], {})
            found[int(match["line"])] = (match["commit"], current)
            continue
        key, _, value = line.partition(" ")
        current[key] = value
    return found


def _when(seconds: str, zone: str) -> datetime | None:
    match = _ZONE.fullmatch(zone)
    try:
        minutes = int(match[2]) * 60 + int(match[3]) if match else 0
        offset = timedelta(minutes=-minutes if match and match[1] == "-" else minutes)
        return datetime.fromtimestamp(int(seconds), timezone(offset))
    except (ValueError, OverflowError, OSError):
        return None
