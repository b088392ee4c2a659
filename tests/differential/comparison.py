"""Whether what we say of a script agrees with what Node made of it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

from appconfig_merge import (
    UNDEFINED,
    BigInt,
    Function,
    Incomplete,
    LimitError,
    NoConfigError,
    RegExp,
    ScriptThrowsError,
    Source,
    SourceSyntaxError,
    Unordered,
    Unresolved,
    UnresolvedConfigError,
    UnsupportedSyntaxError,
    effective_config,
)
from appconfig_merge.javascript.values import Unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.differential.oracle import Answer

MARK = "thrown by the script"
"""What generated scripts throw on purpose."""


class Ours(NamedTuple):
    """What we say: a value, or the error that says there is none; and if anything was unknown."""

    value: Any
    error: str
    sure: bool


def evaluate(
    text: str, *, assume: tuple[str, ...] = (), define: dict[str, Any] | None = None
) -> Ours:
    """Read a script as a user would."""
    made = 0
    original = Unknown.__init__

    def counting(self: Unknown, *args: Any, **named: Any) -> None:
        nonlocal made
        made += 1
        original(self, *args, **named)

    Unknown.__init__ = counting  # type: ignore[method-assign]
    try:
        config = effective_config(Source("appConfig.js", text), assume=assume, define=define)
    except (NoConfigError, ScriptThrowsError):
        return Ours(None, "none", made == 0)
    except UnresolvedConfigError:
        return Ours(None, "unresolved", sure=False)
    except SourceSyntaxError:
        return Ours(None, "syntax", made == 0)
    except (UnsupportedSyntaxError, LimitError):
        return Ours(None, "unsupported", sure=False)
    finally:
        Unknown.__init__ = original  # type: ignore[method-assign]
    return Ours(config.to_dict(), "", made == 0)


def disagreement(ours: Ours, node: Answer) -> str:
    """Where we are wrong; empty where we are right or say that we don't know."""
    if ours.error in {"unresolved", "unsupported"} or node.syntax is not None:
        return ""
    implicit = node.error is not None and MARK not in node.error
    if implicit and not ours.sure:
        return ""  # something that isn't known threw, and it is said that this isn't foreseen
    is_object = node.value[0] == "object"
    if ours.error == "syntax":
        return "a syntax error to us only"
    if ours.error == "none":
        return "no configuration to us only" if is_object else ""
    if not is_object:
        return f"appConfig is {node.value[0]} to Node ({node.error})"
    return "; ".join(differences(ours.value, node.value, "appConfig"))


def later_disagreement(ours: Ours, node: Answer) -> str:
    """Where something that happened after the script made us wrong."""
    if ours.error or (node.error is not None and MARK not in node.error):
        return ""
    for at, (_, value, error) in enumerate(node.later):
        if error is not None and MARK not in error and not ours.sure:
            return ""  # something that isn't known threw, and it is said that this isn't foreseen
        # Where there is no object any more, none of what is told may be certain.
        theirs = value if value[0] == "object" else ["object", []]
        found = list(differences(ours.value, theirs, "appConfig"))
        if found:
            fired = ", ".join(name for name, _, _ in node.later[: at + 1])
            return f"after {fired}: {'; '.join(found)}"
    return ""


def differences(ours: Any, node: list[Any], path: str) -> Iterator[str]:
    """The paths at which a value of ours is wrong."""
    if isinstance(ours, Unresolved):
        if ours.candidates and not any(fits(one, node) for one in ours.candidates):
            yield f"{path}: {node!r} is none of the candidates {ours.candidates!r}"
    elif isinstance(ours, dict) and node[0] == "object":
        theirs = dict(node[1])
        for key, value in ours.items():
            if key in theirs:
                yield from differences(value, theirs[key], f"{path}.{key}")
            elif not _may_be_absent(value):
                yield f"{path}.{key} is there to us only: {value!r}"
        for key in theirs.keys() - ours.keys() if not isinstance(ours, Incomplete) else ():
            yield f"{path}.{key} is there to Node only: {theirs[key]!r}"
        order = [key for key in ours if key in theirs]
        if not isinstance(ours, Unordered) and order != [key for key in theirs if key in ours]:
            yield f"{path}: the keys are in the order {list(theirs)}, not {list(ours)}"
    elif isinstance(ours, list) and node[0] == "array":
        if len(ours) != len(node[1]):
            yield f"{path} has {len(node[1])} elements, not {len(ours)}"
        for index, (one, other) in enumerate(zip(ours, node[1], strict=False)):
            yield from differences(one, other, f"{path}[{index}]")
    elif isinstance(ours, dict | list) or not _same(ours, node):
        yield f"{path} is {node!r}, not {ours!r}"


def fits(candidate: Any, node: list[Any]) -> bool:
    """Whether a candidate is what Node has."""
    if not candidate.present:
        return bool(node == ["undefined"])  # a hole; a property that isn't there has no value
    return not any(differences(candidate.value, node, ""))


def _may_be_absent(value: Any) -> bool:
    """Whether something unresolved may be a property that isn't there."""
    return isinstance(value, Unresolved) and (
        not value.candidates
        or any(not one.present or _may_be_absent(one.value) for one in value.candidates)
    )


def _same(ours: Any, node: list[Any]) -> bool:
    kind = node[0]
    if ours is None or ours is UNDEFINED:
        return bool(kind == ("null" if ours is None else "undefined"))
    if isinstance(ours, bool):
        return bool(node == ["boolean", ours])
    if isinstance(ours, str):
        return bool(node == ["string", ours])
    if isinstance(ours, BigInt):
        return bool(node == ["bigint", str(ours.value)])
    if isinstance(ours, RegExp):
        return bool(node == ["regexp", ours.source, ours.flags])
    if isinstance(ours, Function):
        return bool(node == ["function", ours.source])
    assert isinstance(ours, int | float)
    if kind != "number":
        return False
    theirs = float(node[1])
    if ours != ours or theirs != theirs:
        return ours != ours and theirs != theirs
    return ours == theirs and math.copysign(1, ours) == math.copysign(1, theirs)


def count(value: Any) -> tuple[int, int]:
    """How many leaves a value has, and how many of them are known."""
    if isinstance(value, dict | list):
        inner = value.values() if isinstance(value, dict) else value
        pairs = [count(item) for item in inner]
        return sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)
    return 1, int(not isinstance(value, Unresolved))
