"""A planned change of the Configuration resource, for people: what, where, and to what effect."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

from appconfig_merge.brief import brief_value, decimal_text, place, printable
from appconfig_merge.display_width import fit
from appconfig_merge.paths import format_path
from appconfig_merge.rendering.excerpts import excerpts
from appconfig_merge.rendering.wording import WITHOUT_EFFECT
from appconfig_merge.rest.difference import Absent
from appconfig_merge.rest.document import write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.questions.comparison import ValueChange
    from appconfig_merge.rendering.change.shown import ShownChange, ShownProperty
    from appconfig_merge.rendering.style import Role, Style
    from appconfig_merge.rest.difference import Difference
    from appconfig_merge.rest.effects import Consequences, WithoutEffect
    from appconfig_merge.values import JsonValue

_LIMIT = 100
_SIGNS: dict[str, tuple[str, Role]] = {
    "added": ("+", "value"),
    "removed": ("-", "error"),
    "changed": ("~", "warning"),
    "reordered": ("~", "dim"),
}


def render_plan(change: ShownChange, style: Style) -> str:
    """Each property that changes, with what changes in it."""
    lines = [style(printable(change.configuration.label), "dim"), ""]
    lines.extend(property_lines(change, style))
    if change.properties:
        lines.append("")
    lines.append(style(_summary(change), "dim"))
    return "\n".join(lines) + "\n"


def property_lines(change: ShownChange, style: Style) -> list[str]:
    """What changes in each property that does."""
    return [line for one in change.properties for line in _property(one, style)]


def render_consequences(effects: Consequences, whose: str, style: Style) -> str:
    """What a change does to an effective configuration, and which edits do nothing.

    ``whose`` is its script, or the environments that it is of.
    """
    lines = [f"In the effective configuration of {printable(whose)}:"]
    lines.extend(_value_change(one, style) for one in effects.changes)
    lines.extend(_without_effect(one, style) for one in effects.without_effect)
    if not effects.changes:
        lines.append("  no value changes")
    return "\n".join(lines) + "\n"


def render_body(change: ShownChange) -> str:
    """The request's body, exactly, but for what is masked in it."""
    heading = "The request's body:"
    if change.is_masked:
        heading = "The request's body, with secrets masked (--show-secrets shows them):"
    return f"{heading}\n{write(change.body, indent=2)}\n"


def _property(one: ShownProperty, style: Style) -> Iterator[str]:
    found = one.differences
    whole = len(found) == 1 and len(found[0].path) == 1
    if not whole:
        yield style(printable(one.name), "path")
    for item in found:
        sign, role = _SIGNS[item.kind]
        name = one.name if whole else format_path(item.path[1:])
        indent = "" if whole else "  "
        yield f"{indent}{style(sign, role)} {style(printable(name), 'path')}: {_values(item)}"


def _values(one: Difference) -> str:
    """The values before and after, as far as there are any."""
    if one.kind == "reordered":
        return "the same keys in another order"
    values = (one.before, one.after)
    texts = [printable(json_line(value)) for value in values if not isinstance(value, Absent)]
    if len(texts) > len(set(texts)):
        return f"{fit(texts[0], _LIMIT)} -> another secret"
    return " -> ".join(excerpts(texts, _LIMIT))


def json_line(value: JsonValue) -> str:
    """A value on one line, in characters rather than escapes."""
    if isinstance(value, dict):
        members = (
            f"{json.dumps(key, ensure_ascii=False)}: {json_line(item)}"
            for key, item in value.items()
        )
        return "{" + ", ".join(members) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(json_line, value)) + "]"
    if isinstance(value, Decimal):
        return decimal_text(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else write(value)


def _summary(change: ShownChange) -> str:
    names = [printable(one.name) for one in change.properties]
    if not names:
        return "nothing to change"
    return f"{len(names)} propert{'y' if len(names) == 1 else 'ies'} to send: {', '.join(names)}"


def _value_change(one: ValueChange, style: Style) -> str:
    name = style(printable(format_path(one.path)), "path")
    before, after = (
        None if leaf is None else brief_value(leaf.value, _LIMIT)
        for leaf in (one.before, one.after)
    )
    if before is None:
        return f"  {style('+', 'value')} {name}: {after}"
    if after is None:
        return f"  {style('-', 'error')} {name}: {before}"
    if before == after:
        after = "another secret"
    return f"  {style('~', 'warning')} {name}: {before} -> {after}"


def _without_effect(one: WithoutEffect, style: Style) -> str:
    where = place(one.location) if one.location is not None else printable(one.layer)
    name = style(printable(format_path(one.path)), "path")
    return f"  {style('!', 'warning')} {name}: {WITHOUT_EFFECT[one.reason].format(where=where)}"
