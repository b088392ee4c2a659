"""What a page runs with and what we say of it, leaf by leaf.

Three things are not ours to foretell, and only these may differ:

- What plugins set, by ``updateConfig`` while the page starts: ours has to say that they may.
- What services set after login (``SERVICES``).
- Where props of Flex UI's own components are: it takes them out of ``componentProps`` while it
  starts. The recording has what it took; that is compared as if it stood there still. What it
  dropped without a trace, nobody can compare.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from tests.live.recording import Seen

Path = tuple[str, ...]

SERVICES: Final = ("isEmailChannelEnabled", "isTeamsContextEnabled", "outboundSettings")
"""The keys that services set once someone has logged in."""

_NOTHING: Final = object()
_UNDEFINED: Final = {"$js": "undefined"}


class Found(NamedTuple):
    """What a comparison found: what is wrong (empty: nothing), and what nobody says.

    ``compared`` is how many leaves are equal, ``unresolved`` the paths of those that we leave open;
    ``*`` stands for all of an object's keys, where there may be more than those that are known.
    """

    wrong: list[str]
    compared: int
    unresolved: list[str]


def compare(seen: Seen, ours: Any, may_set: Collection[Path] = ()) -> Found:
    """Compare a running configuration with ours, encoded as docs/output.md says.

    ``may_set`` are the paths that we say plugins may set.
    """
    by_plugins = set(_set_by_plugins(seen))
    wrong = [
        f"{_text(path)}: a plugin sets it, and we don't say that one may"
        for path in sorted(by_plugins)
        if not any(_related(path, one) for one in may_set)
    ]
    compared = 0
    unresolved: list[str] = []
    covered: set[Path] = set()
    work: list[tuple[Path, Any, Any]] = [((), _as_set(seen), ours)]
    while work:
        path, real, mine = work.pop()
        if path in by_plugins or (len(path) == 1 and path[0] in SERVICES):
            continue
        if _tag(mine) == "unresolved":
            if path[:-1] not in covered:
                unresolved.append(".".join(path))
            if not _is_candidate(real, mine):
                wrong.append(f"{_text(path)}: {_shown(real)} is none of our candidates")
        elif _is_object(real) and _is_object(mine):
            one, other = _members(real), _members(mine)
            names = {*one, *other}
            if _has_more(mine):
                unresolved.append(".".join((*path, "*")))
                covered.add(path)
                names &= other.keys()
            work.extend(
                ((*path, name), one.get(name, _NOTHING), other.get(name, _NOTHING))
                for name in sorted(names, reverse=True)
            )
        elif real is _LOST or equal(real, mine):
            compared += 1
        elif not _only_plugins(path, mine, by_plugins):
            wrong.append(f"{_text(path)}: it is {_shown(real)}, ours {_shown(mine)}")
    return Found(wrong, compared, sorted(unresolved))


def equal(real: Any, mine: Any) -> bool:
    """Whether two encoded values are one in JavaScript; the order of keys aside."""
    return _canonical(real) == _canonical(mine)


_LOST: Final = object()


def _as_set(seen: Seen) -> Any:
    """The running configuration, with what was moved put back."""
    config = dict(seen.configuration)
    props = dict(config.get("componentProps", {}))
    for name, moved in seen.moved.items():
        if isinstance(props.get(name), dict):
            back = {prop: _LOST if value == _UNDEFINED else value for prop, value in moved.items()}
            props[name] = {**props[name], **back}
    return {**config, "componentProps": props} if props else config


def _set_by_plugins(seen: Seen) -> Iterator[Path]:
    for update in seen.updates:
        for one in update.set:
            yield from _leaves((), one)


def _leaves(path: Path, value: Any) -> Iterator[Path]:
    work = [(path, value)]
    while work:
        at, inner = work.pop()
        if _is_object(inner) and (members := _members(inner)):
            work.extend(((*at, key), one) for key, one in members.items())
        elif at:
            yield at


def _related(path: Path, other: Path) -> bool:
    """Whether one of two paths leads to the other."""
    length = min(len(path), len(other))
    return path[:length] == other[:length]


def _only_plugins(path: Path, mine: Any, by_plugins: Collection[Path]) -> bool:
    """Whether a path that isn't ours has come with what a plugin set below it."""
    return mine is _NOTHING and any(one[: len(path)] == path for one in by_plugins)


def _is_candidate(real: Any, unresolved: Mapping[str, Any]) -> bool:
    candidates = unresolved.get("candidates", [])
    return not candidates or any(
        real is _NOTHING if one.get("absent") else _agrees(real, one["value"])
        for one in candidates
        if "value" in one or one.get("absent")
    )


def _agrees(real: Any, mine: Any) -> bool:
    """Whether a value may be one that has unresolved parts."""
    work = [(real, mine)]
    while work:
        one, other = work.pop()
        if _tag(other) == "unresolved":
            if not _is_candidate(one, other):
                return False
        elif _is_object(one) and _is_object(other):
            mine_in, real_in = _members(other), _members(one)
            work.extend(
                (real_in.get(key, _NOTHING), mine_in.get(key, _NOTHING))
                for key in {*mine_in, *real_in}
            )
        elif not (one is _LOST or equal(one, other)):
            return False
    return True


def _tag(value: Any) -> str:
    if isinstance(value, dict) and isinstance(value.get("$js"), str):
        return str(value["$js"])
    return ""


def _is_object(value: Any) -> bool:
    return isinstance(value, dict) and _tag(value) in {"", "object"}


def _members(value: dict[str, Any]) -> dict[str, Any]:
    if _tag(value) == "object":
        members: dict[str, Any] = value["value"]
        return members
    return value


def _has_more(value: dict[str, Any]) -> bool:
    """Whether an object of ours may have more keys than are known."""
    return _tag(value) == "object" and "more" in value


def _canonical(value: Any) -> str:
    if value is _NOTHING or value is _LOST:
        return ""
    # 1 and 1.0 are one number, and -0, which isn't the same as 0, is tagged.
    return json.dumps(json.loads(json.dumps(value), parse_int=float), sort_keys=True)


def _shown(value: Any) -> str:
    return "missing" if value is _NOTHING else json.dumps(value)[:200]


def _text(path: Any) -> str:
    return ".".join(path)
