"""String and its prototype (ECMA-262 22.1): what needs more than the values, and the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.evaluation.computing import compute
from appconfig_merge.evaluation.models.elements import present_slots
from appconfig_merge.evaluation.models.invocation import callback, invoke
from appconfig_merge.evaluation.objects import own_slot
from appconfig_merge.javascript import string_methods as methods
from appconfig_merge.javascript.conversion import NotKnown, to_string
from appconfig_merge.javascript.primitives import UNDEFINED, RegExp
from appconfig_merge.javascript.string_methods import bounded, string_of, text_of
from appconfig_merge.javascript.strings import join_pairs, split_pairs
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import (
    JSArray,
    JSFunction,
    JSObject,
    Slot,
    Traced,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from appconfig_merge.evaluation.machine import Evaluation
    from appconfig_merge.evaluation.models.call import Call


def string(*arguments: Value) -> Value:
    """String called as a function."""
    return to_string(arguments[0]) if arguments else ""


def raw(call: Call) -> Value:
    """String.raw: the texts of a template as they are written, and substitutions between them."""
    template = call.known(0)
    if template is None or template is UNDEFINED:
        raise call.throw("Cannot convert undefined or null to object")
    slot = own_slot(template, "raw") if isinstance(template, JSObject) else None
    texts = slot.traced.value if slot is not None else None
    if not isinstance(texts, JSArray) or texts.unknown is not None:
        raise NotKnown(Unknown("such a template is not evaluated"))
    parts = []
    size = 0
    for index, item in enumerate(present_slots(texts)):
        parts.append(split_pairs(to_string(item.traced.value)))
        if 0 < index + 1 < min(len(texts.elements), len(call.arguments)):
            parts.append(split_pairs(to_string(call.known(index + 1))))
        size += sum(map(len, parts[-2:]))
        bounded(size)
    return join_pairs("".join(parts))


def split(call: Call) -> Value:
    """String.prototype.split."""
    if isinstance(call.value(0), RegExp):
        return _patterns().split(call, call.known(1))
    parts = methods.split(call.this.value, call.known(0), call.known(1))
    return call.array([Slot(call.traced(part, call.this)) for part in parts])


def replace(call: Call) -> Traced | Evaluation:
    """String.prototype.replace, by a string or by what a function returns."""
    return _replace(call, methods.replace, every=False)


def replace_all(call: Call) -> Traced | Evaluation:
    """String.prototype.replaceAll."""
    return _replace(call, methods.replace_all, every=True)


def _replace(call: Call, by_string: Callable[..., Value], *, every: bool) -> Traced | Evaluation:
    wanted, replacement = call.value(0), call.value(1)
    is_function = isinstance(replacement, JSFunction) or (
        isinstance(replacement, Unknown)
        and (bool(replacement.path) or replacement.kind == "function")
    )
    if isinstance(wanted, RegExp):
        return _patterns().replace(call, every=every, by_function=is_function)
    if isinstance(wanted, Unknown) and wanted.candidates:
        raise NotKnown(wanted)
    if is_function:
        return _replace_by_function(call, every=every)
    if isinstance(replacement, Unknown) and not replacement.candidates and not replacement.kind:
        raise NotKnown(Unknown(replacement.reason, origin=replacement.origin))
    inputs = (call.this, call.argument(0), call.argument(1))
    values = tuple(item.value for item in inputs)
    node = call.at.node
    return compute(call.machine, by_string, values, node, call.scope, inputs, kind="string")


def _patterns() -> ModuleType:
    """What is done with regular expressions; few scripts have any."""
    from appconfig_merge.evaluation.models import patterns

    return patterns


def _replace_by_function(call: Call, *, every: bool) -> Evaluation:
    text = text_of(call.this.value, "replace")
    wanted = string_of(call.known(0))
    function = callback(call, 1)
    positions = methods.occurrences(text, wanted) if every else [text.find(wanted)]
    parts: list[str] = []
    end = size = 0
    for position in positions:
        if position < 0:
            break
        given = [
            untraced(join_pairs(wanted)),
            untraced(float(position)),
            call.traced(join_pairs(text), call.this),
        ]
        found = yield invoke(call, function, untraced(UNDEFINED), given)
        parts.extend((text[end:position], string_of(found.value)))
        size += len(parts[-1])
        bounded(size)
        end = position + len(wanted)
    bounded(size + len(text))
    return call.traced(join_pairs("".join((*parts, text[end:]))), call.this, function)
