"""Rule ``secret``: what every browser can read and nobody should."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from appconfig_merge.checks.rule import Found, Rule
from appconfig_merge.paths import format_path
from appconfig_merge.secrets.looks import looks_secret

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.checks.context import Context
    from appconfig_merge.effective.contributions import Contribution
    from appconfig_merge.location import Location
    from appconfig_merge.paths import Path

_PUBLIC: Final = ("ui_attributes", "public_attributes")
"""What of the resource a browser gets: ui_attributes once somebody has logged in,
public_attributes before."""

_NO_SECRET: Final = re.compile(
    r"\S*\s[\s\S]*"  # prose: a label, a question
    r"|(?:https?:|\.{0,2})/\S*"  # an address or a path
    r"|[a-z]+(?:[-_.:][a-z]+)*"  # a name
    r"|[+-]?\d{1,3}(?:\.\d+)?"
)
"""What stands under keys that end in token, cookie, key and the like without being one."""
_PASSWORD: Final = re.compile("(?i)pass|pwd|pw$|secret")
_HELP: Final = (
    "take it out and give it up for a new one: whoever had the page has it. What needs a secret "
    "belongs behind a server of yours, such as a Twilio Function"
)


class Leak(NamedTuple):
    """What was found, and the text that must not be shown."""

    found: Found
    secret: str


def leaks(context: Context) -> Iterator[Leak]:
    """Everything that looks secret where a browser can read it."""
    seen: set[tuple[str, int, int]] = set()
    for source, scan in context.scans:
        is_resource = source is context.resource
        for one in scan.written:
            path = one.path
            if is_resource and not context.holds_attributes:
                continue
            if _is_leak(path, one.value):
                at = source.location(one.start, one.end)
                seen.add((at.file, at.line, at.column))
                found = _found(path, at, within=path if is_resource else ())
                yield Leak(found, str(one.value))
    if context.resource is not None and not context.holds_attributes:
        yield from _in_resource(context)
    if context.fetched is not None:
        for key in _PUBLIC:
            for path, secret in _in_data(context.fetched.get(key), (key,)):
                found = _found(path, None, context.fetched_name, within=_in_config(path))
                yield Leak(found, secret)
    yield from _computed(context, seen)


def _is_leak(path: Path, value: object) -> bool:
    if not looks_secret(path, value):
        return False
    if looks_secret((), value):
        return True
    names = " ".join(step for step in path[-2:] if isinstance(step, str))
    text = str(value).strip()
    if _PASSWORD.search(names) and not re.search(r"\s", text):
        return re.match(r"(?:https?:|\.{0,2})/", text) is None
    return _NO_SECRET.fullmatch(text) is None


def _found(path: Path, location: Location | None, file: str = "", within: Path = ()) -> Found:
    """A finding about what stands under some keys; ``within`` is its path in the configuration."""
    what = f"the value of {format_path(path)}" if path else "this"
    message = f"{what} looks like a secret, and every browser that loads the page gets it"
    return Found(message, location, _HELP, path=within, file=file)


def _in_config(path: Path) -> Path:
    """The path in the configuration of a path in the resource; empty where it isn't part of it."""
    return path[1:] if path[0] == _PUBLIC[0] else ()


def _in_resource(context: Context) -> Iterator[Leak]:
    """What looks secret in the parts of a resource that a browser gets."""
    from appconfig_merge.checks.json_parts import scalars

    for key in _PUBLIC:
        slot = context.property_slot(key)
        if slot is None:
            continue
        for path, value, location in scalars(slot.traced, (key,)):
            if _is_leak(path, value):
                yield Leak(_found(path, location, within=_in_config(path)), str(value))


def _in_data(data: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """What looks secret in data that has no places, with its path."""
    work: list[tuple[Path, Any]] = [(path, data)]
    while work:
        path, item = work.pop()
        members: list[tuple[Any, Any]] = []
        if isinstance(item, dict):
            members = list(item.items())
        elif isinstance(item, list):
            members = list(enumerate(item))
        elif _is_leak(path, item):
            yield path, str(item)
        work.extend(((*path, key), member) for key, member in reversed(members))


def _computed(context: Context, seen: set[tuple[str, int, int]]) -> Iterator[Leak]:
    """Values of the script that look secret only once they are computed, or at their path."""
    places = [
        *((leaf.path, leaf.contributions) for leaf in context.leaves),
        *((shadowed.path, shadowed.contributions) for shadowed in context.shadowed),
    ]
    for path, contributions in places:
        for one in contributions:
            # Without a trace it is a literal, under the keys that it was judged by already.
            if not one.trace or one.location is None or context.kind(one.layer) != "script":
                continue
            if not isinstance(one.value, str | int | float) or _is_told(one, seen):
                continue
            if _is_leak(path, one.value):
                yield Leak(_found(path, one.location, within=path), str(one.value))


def _is_told(one: Contribution, seen: set[tuple[str, int, int]]) -> bool:
    """Whether what this value was made of has been found already."""
    places = (one.location, *(step.location for step in one.trace))
    return any(at is not None and (at.file, at.line, at.column) in seen for at in places)


RULES: Final = (
    Rule(
        "secret",
        "error",
        "a secret stands where every browser can read it",
        "appConfig.js is a plain file of the web server, public_attributes is sent to whoever "
        "opens the login page, and ui_attributes to every agent's browser. A token, key or "
        "password there is everybody's: with an auth token or an API key's secret anyone can "
        "place calls on the account. The rule goes by the names of keys and by the forms of "
        "well-known secrets and of random text. Account and other SIDs are no secrets. The "
        "value itself is never shown.",
        "Take the value out, and have it replaced where it was issued, since it may have been "
        "copied. Keep it in the environment of a server (a Twilio Function has one) which the "
        "page calls, and let that check Flex's own token. If it is no secret, say so with "
        "`// effective-config: ignore[secret]`.",
        lambda context: (leak.found for leak in context.leaks),
        "sources",
    ),
)
