"""Ranges of package.json, as npm reads them: the versions of Flex UI that each allows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.releases.table import Version

ANY: Final = 10**6
"""Stands for a part of a version that isn't given: the newest there is."""

_PART: Final = r"(?:[0-9]{1,6}|[xXnN*])"
# A pinned ui_version may end in .auto, which has no patch number.
VERSION: Final = (
    rf"v?({_PART})(?:\.({_PART}))?(?:\.({_PART}|auto))?(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?"
)
"""A version, whole or in part, with its three numbers as groups."""

_OPERATORS: Final = r"(?:[\^~=]|[<>]=?|~>)"
_COMPARATOR: Final = rf"({_OPERATORS})?\s*{VERSION}"
_HYPHEN: Final = r"\s+-\s+"
_ALIAS: Final = "npm:@twilio/flex-ui@"
_MAX_LENGTH: Final = 500

_LOWEST: Final = (0, 0, 0)
_HIGHEST: Final = (ANY, ANY, ANY)


class Span(NamedTuple):
    """The versions from one up to another, both included; a part of ANY is the newest there."""

    low: Version
    high: Version


def spans(text: str) -> list[Span]:
    """What a range allows, one span for each alternative; empty where that can't be told.

    That a prerelease comes before its release makes no difference here.
    """
    if len(text) > _MAX_LENGTH:
        return []
    found = [_span(one.strip()) for one in text.removeprefix(_ALIAS).split("||")]
    return [one for one in found if one is not None and one.low <= one.high] if all(found) else []


def _span(text: str) -> Span | None:
    """What one alternative allows: what all of its comparators do. None if it is no range."""
    ends = [re.fullmatch(VERSION, end) for end in re.split(_HYPHEN, text)]
    if len(ends) == 2 and ends[0] is not None and ends[1] is not None:
        return Span(_from(numbers(ends[0])), numbers(ends[1]))
    limits = list(_comparators(text))
    if not limits:
        return None
    return Span(max(one.low for one in limits), min(one.high for one in limits))


def _comparators(text: str) -> Iterator[Span]:
    """The comparators of a range; none where part of it is none."""
    found = list(re.finditer(rf"\s*{_COMPARATOR}(?=\s|\Z)", text))
    if "".join(match[0] for match in found) == text:
        yield from map(_limits, found)


def _limits(match: re.Match[str]) -> Span:
    operator = match[1]
    major, minor, patch = version = numbers(match, 2)
    low = _from(version)
    if operator in {"^", "~", "~>"}:
        # Below 1.0 a caret allows less, but no such release is known here.
        return Span(low, (major, minor if operator != "^" else ANY, ANY))
    if operator == ">=":
        return Span(low, _HIGHEST)
    if operator == ">":
        return Span(_after(version), _HIGHEST)
    if operator == "<=":
        return Span(_LOWEST, version)
    if operator == "<":
        return Span(_LOWEST, _before(low))
    return Span(low, (major, minor, patch))


def numbers(match: re.Match[str], first: int = 1) -> Version:
    """The numbers of a VERSION whose groups start at ``first``; ANY from where one isn't given."""
    parts: list[int] = []
    for part in match.group(first, first + 1, first + 2):
        is_given = part is not None and part.isdecimal() and ANY not in parts
        parts.append(int(part) if is_given else ANY)
    return parts[0], parts[1], parts[2]


def _from(version: Version) -> Version:
    """The lowest version of those that a part of one stands for."""
    major, minor, patch = (0 if part == ANY else part for part in version)
    return major, minor, patch


def _after(version: Version) -> Version:
    """The version that comes after all of those that a part of one stands for."""
    major, minor, patch = version
    if minor == ANY:
        return major + 1, 0, 0
    return (major, minor + 1, 0) if patch == ANY else (major, minor, patch + 1)


def _before(version: Version) -> Version:
    """The newest version below one."""
    major, minor, patch = version
    if patch:
        return major, minor, patch - 1
    return (major, minor - 1, ANY) if minor else (major - 1, ANY, ANY)
