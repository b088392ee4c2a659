"""A planned change of the Configuration resource, for people: what, where, and to what effect."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from appconfig_merge.brief import brief_value, place, printable
from appconfig_merge.paths import format_path
from appconfig_merge.rest.difference import Absent
from appconfig_merge.rest.document import write
from appconfig_merge.secrets.looks import masked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.effective.config import Leaf
    from appconfig_merge.questions.comparison import ValueChange
    from appconfig_merge.rendering.style import Role, Style
    from appconfig_merge.rest.difference import Difference
    from appconfig_merge.rest.document import JsonValue
    from appconfig_merge.rest.effects import Consequences, WithoutEffect
    from appconfig_merge.rest.plan import Plan, PropertyChange

_LIMIT = 100
_CONTEXT = 24
_SIGNS: dict[str, tuple[str, Role]] = {
    "added": ("+", "value"),
    "removed": ("-", "error"),
    "changed": ("~", "warning"),
    "reordered": ("~", "dim"),
}


def render_plan(plan: Plan, style: Style, *, show_secrets: bool = False) -> str:
    """Each property that changes, with what changes in it; secrets masked unless wanted."""
    lines = [style(printable(plan.configuration.label), "dim"), ""]
    for change in plan.changes:
        lines.extend(_property(change, style, show_secrets=show_secrets))
    if plan.changes:
        lines.append("")
    lines.append(style(_summary(plan), "dim"))
    return "\n".join(lines) + "\n"


def render_consequences(
    told: Consequences, script: str, style: Style, *, show_secrets: bool = False
) -> str:
    """What a change does to the effective configuration, and which edits do nothing."""
    lines = [f"In the effective configuration of {printable(script)}:"]
    lines.extend(_value_change(one, style, show_secrets=show_secrets) for one in told.changes)
    lines.extend(_without_effect(one, style) for one in told.without_effect)
    if not told.changes:
        lines.append("  no value changes")
    return "\n".join(lines) + "\n"


def render_body(plan: Plan, *, show_secrets: bool = False) -> str:
    """The request's body, exactly, but for secrets unless they are wanted."""
    body: JsonValue = plan.body
    shown = body if show_secrets else masked(body, ())
    heading = "The request's body:"
    if shown != body:
        heading = "The request's body, with secrets masked (--show-secrets shows them):"
    return f"{heading}\n{write(shown, indent=2)}\n"


def _property(change: PropertyChange, style: Style, *, show_secrets: bool) -> Iterator[str]:
    found = change.differences()
    whole = len(found) == 1 and len(found[0].path) == 1
    if not whole:
        yield style(printable(change.name), "path")
    for one in found:
        sign, role = _SIGNS[one.kind]
        name = change.name if whole else format_path(one.path[1:])
        indent = "" if whole else "  "
        told = _told(one, show_secrets=show_secrets)
        yield f"{indent}{style(sign, role)} {style(printable(name), 'path')}: {told}"


def _told(one: Difference, *, show_secrets: bool) -> str:
    if one.kind == "reordered":
        return "the same keys in another order"
    before, after = (
        value if isinstance(value, Absent) or show_secrets else masked(value, one.path)
        for value in (one.before, one.after)
    )
    if isinstance(before, Absent):
        return "" if isinstance(after, Absent) else _cut(_json(after), 0)
    if isinstance(after, Absent):
        return _cut(_json(before), 0)
    old, new = _json(before), _json(after)
    if old == new:
        return f"{_cut(old, 0)} -> another secret"
    # Of two long texts the part where they begin to differ is the one to see.
    at = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), 0)
    at = at if max(len(old), len(new)) > _LIMIT else 0
    return f"{_cut(old, at)} -> {_cut(new, at)}"


def _json(value: JsonValue) -> str:
    """A value on one line, in characters rather than escapes."""
    text = write(value)
    return text if "\\" not in text and "[" not in text and "{" not in text else _spaced(value)


def _spaced(value: JsonValue) -> str:
    if isinstance(value, dict):
        members = (
            f"{json.dumps(key, ensure_ascii=False)}: {_spaced(item)}" for key, item in value.items()
        )
        return "{" + ", ".join(members) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_spaced, value)) + "]"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else write(value)


def _cut(text: str, at: int) -> str:
    begin = max(at - _CONTEXT, 0)
    shown = ("…" if begin else "") + printable(text[begin : begin + _LIMIT])
    return shown + ("…" if len(text) > begin + _LIMIT else "")


def _summary(plan: Plan) -> str:
    names = [printable(change.name) for change in plan.changes]
    if not names:
        return "nothing to change"
    return f"{len(names)} propert{'y' if len(names) == 1 else 'ies'} to send: {', '.join(names)}"


def _value_change(one: ValueChange, style: Style, *, show_secrets: bool) -> str:
    name = style(printable(format_path(one.path)), "path")
    before, after = (
        None if leaf is None else _brief(leaf, show_secrets=show_secrets)
        for leaf in (one.before, one.after)
    )
    if before is None:
        return f"  {style('+', 'value')} {name}: {after}"
    if after is None:
        return f"  {style('-', 'error')} {name}: {before}"
    return f"  {style('~', 'warning')} {name}: {before} -> {after}"


def _brief(leaf: Leaf, *, show_secrets: bool) -> str:
    value = leaf.value
    return brief_value(value if show_secrets else masked(value, leaf.path), _LIMIT)  # type: ignore[arg-type]


_REASONS = {
    "overridden": "no effect: {where} sets it",
    "redundant": "no effect: {where} sets the same value",
    "unresolved": "uncertain: what {where} sets is unresolved",
    "none": "no effect",
}


def _without_effect(one: WithoutEffect, style: Style) -> str:
    where = place(one.location) if one.location is not None else printable(one.layer)
    name = style(printable(format_path(one.path)), "path")
    return f"  {style('!', 'warning')} {name}: {_REASONS[one.reason].format(where=where)}"
