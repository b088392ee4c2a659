"""Secrets in what every browser can read: the script, and what it gets of the resource."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from appconfig_merge.checks.secret_places import secret_literals
from appconfig_merge.javascript.values import JSArray, JSObject
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.secrets.looks import is_ordinary, looks_secret
from appconfig_merge.secrets.values import scalar_text
from appconfig_merge.suggestions import fold
from appconfig_merge.values import location_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.checks.context import Context
    from appconfig_merge.effective.contributions import Contribution
    from appconfig_merge.javascript.values import Slot, Traced
    from appconfig_merge.layers.resource import Resource
    from appconfig_merge.location import Location
    from appconfig_merge.paths import Path

_PUBLIC: Final = ("ui_attributes", "public_attributes")
"""What of the resource a browser gets: ui_attributes once somebody has logged in,
public_attributes before."""

_VARIABLE: Final = r"[A-Z]+(?:_[A-Z]+)*"
"""What a variable of an environment is called; random text has digits or small letters."""
_OF_PASSWORDS: Final = "(?i)pass|pwd|pw$|secret"


class Leak(NamedTuple):
    """A text that must not be shown, the keys and names that lead to it, and where it stands.

    ``file`` is for what has no location; ``path`` is that of the configuration, empty where it is
    no part of it.
    """

    secret: str
    keys: Path
    location: Location | None = None
    path: Path = ()
    file: str = ""


def leaks(context: Context) -> tuple[Leak, ...]:
    """Everything that looks secret where a browser can read it."""
    return tuple(_leaks(context))


def _leaks(context: Context) -> Iterator[Leak]:
    seen: set[tuple[str, int, int]] = set()
    resource = context.resource
    is_whole = resource is not None and resource.others is not None
    for source, literals in context.cached(secret_literals):
        is_resource = source is context.resource_text
        if is_resource and is_whole:
            continue
        for one in literals:
            path = one.path
            if _is_leak(path, one.value):
                at = source.location(one.start, one.end)
                seen.add((at.file, at.line, at.column))
                yield Leak(scalar_text(one.value), path, at, path if is_resource else ())
    if resource is not None and is_whole:
        yield from _in_resource(resource)
    yield from _computed(context, seen)


def _is_leak(path: Path, value: object) -> bool:
    if not looks_secret(path, value):
        return False
    if looks_secret((), value):
        return True
    keys = [step for step in path[-2:] if isinstance(step, str)]
    names = " ".join(keys)
    text = scalar_text(value).strip()
    if keys and (_is_its_name(keys[-1], text) or _is_placeholder(text)):
        return False
    if re.search(_OF_PASSWORDS, names) and not re.search(r"\s", text):
        return re.match(r"(?:https?:|\.{0,2})/", text) is None
    return not is_ordinary(text)


def _is_its_name(key: str, text: str) -> bool:
    """Whether a text says no more than its key: ``token: "TOKEN"``, ``apiKey: "FLEX_API_KEY"``."""
    name, said = fold(key), fold(text)
    is_variable = re.fullmatch(_VARIABLE, text) is not None
    return said == name or (is_variable and (said.endswith(name) or name.endswith(said)))


def _is_placeholder(text: str) -> bool:
    """Whether a text is a placeholder and nothing else; rule ``placeholder`` tells of it."""
    from appconfig_merge.layers.placeholders import placeholder_in

    found = placeholder_in(text)
    return found is not None and found.is_sure and found.text == text


def _in_config(path: Path) -> Path:
    """The path in the configuration of a path in the resource; empty where it isn't part of it."""
    return path[1:] if path[0] == _PUBLIC[0] else ()


def _in_resource(resource: Resource) -> Iterator[Leak]:
    """What looks secret in the parts of a resource that a browser gets."""
    for key in _PUBLIC:
        slot = resource.slot(key)
        if slot is None:
            continue
        for path, value, location in _scalars(slot.traced, (key,)):
            if _is_leak(path, value):
                file = "" if location is not None else resource.ui_attributes.file
                yield Leak(scalar_text(value), path, location, _in_config(path), file)


def _scalars(traced: Traced, path: Path) -> Iterator[tuple[Path, object, Location | None]]:
    """The strings, numbers and the like inside a JSON value, with their paths and places."""
    work: list[tuple[Path, Traced]] = [(path, traced)]
    while work:
        path, item = work.pop()
        value = item.value
        members: list[tuple[str | int, Slot]] = []
        if isinstance(value, JSArray):
            slots = enumerate(value.elements)
            members = [(index, slot) for index, slot in slots if slot is not None]
        elif isinstance(value, JSObject):
            members = list(value.slots.items())
        else:
            yield path, value, location_of(item)
        work.extend(((*path, key), slot.traced) for key, slot in reversed(members))


def _computed(context: Context, seen: set[tuple[str, int, int]]) -> Iterator[Leak]:
    """Values of the script that look secret only once they are computed, or at their path."""
    for path, contributions in context.contributions:
        for one in contributions:
            # Without a trace it is a literal, under the keys that it was judged by already.
            if not one.trace or one.location is None or context.kind(one.layer) != "script":
                continue
            if not isinstance(one.value, str | int | float) or _is_seen(one, seen):
                continue
            if _is_leak(path, one.value):
                yield Leak(scalar_text(one.value), path, one.location, path)


def _is_seen(one: Contribution, seen: set[tuple[str, int, int]]) -> bool:
    """Whether what this value was made of was found already."""
    places = (one.location, *(step.location for step in one.trace))
    return any(at is not None and (at.file, at.line, at.column) in seen for at in places)
