"""Why a script gives no configuration: what is said instead of a layer.

Imported only where that happens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.errors import (
    LimitError,
    NoConfigError,
    ScriptThrowsError,
    UnresolvedConfigError,
)
from appconfig_merge.javascript.conversion import typeof
from appconfig_merge.javascript.primitives import UNDEFINED, BigInt, RegExp
from appconfig_merge.javascript.values import JSArray, JSFunction, JSObject, Traced, Unknown
from appconfig_merge.layers.absent import left, text
from appconfig_merge.layers.absent.left import Left
from appconfig_merge.layers.causes import help_for
from appconfig_merge.layers.shape import is_shown
from appconfig_merge.syntax import estree
from appconfig_merge.values import location_of, place_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from appconfig_merge.errors import InputError
    from appconfig_merge.evaluation.machine import Machine
    from appconfig_merge.javascript.conversion import Throws
    from appconfig_merge.javascript.values import Slot
    from appconfig_merge.layers.absent.clue import Clue
    from appconfig_merge.source import Source

_MAX_EVENTS: Final = 3
_CLASSES: Final = (estree.ClassDeclaration, estree.ClassExpression)


def too_many_steps(source: Source, machine: Machine) -> LimitError:
    """What is said of an evaluation that was stopped."""
    location, line_text = None, None
    if machine.begun is not None and machine.begun_in is not None:
        location, line_text = place_of(Traced(UNDEFINED, machine.begun, machine.begun_in))
    return LimitError(
        f"evaluating {source.name} takes too many steps; this is where it was stopped",
        location=location,
        line_text=line_text,
        help="a loop or a recursion may never end, or go through too much",
    )


def not_found(
    source: Source,
    program: estree.Program,
    name: str,
    thrown: Throws | None,
    slots: Mapping[str, Slot],
    exports: Mapping[str, Slot],
) -> NoConfigError | ScriptThrowsError:
    """What is said of a script that never sets the global of that name.

    ``slots`` are the names that it left on the page and in its own scope, ``exports`` those that
    it exports as a CommonJS module.
    """
    label = text.label(source, program, name)
    if thrown is not None and label is None:
        location, line_text = place_of(thrown.at)
        helps = [help_for(thrown, slots)]
        hidden = text.local(source, program, name)
        if hidden is not None and hidden.location is not None:
            at = f"line {hidden.location.line}"
            helps.append(f"besides, no other script sees the {name} of {at}: {hidden.help}")
        return ScriptThrowsError(
            f"the script stops here with {thrown}, before it sets {name}",
            location=location,
            line_text=line_text,
            help="; ".join(filter(None, helps)) or None,
        )
    clue = label or _clue(source, program, name, slots, exports)
    message = f"the script never sets {name}{clue.reason}"
    if clue.location is None:
        message = f"{source.name}: {message}"
    return NoConfigError(message, location=clue.location, line_text=clue.line_text, help=clue.help)


def _clue(
    source: Source,
    program: estree.Program,
    name: str,
    slots: Mapping[str, Slot],
    exports: Mapping[str, Slot],
) -> Clue:
    """The most telling of what there is to say."""
    own = {key: slot for key, slot in slots.items() if slot.traced.source is source}
    found = Left(exports or own, is_exported=bool(exports))
    return (
        text.no_code(source, program, name)
        or left.same_but_case(found, name)
        or text.out_of_sight(source, program, name)
        or left.undefined(own, name)
        or left.missing_part(own, name)
        or left.near(found, name)
        or text.parameter(source, program, name)
        or text.no_assignment(source, program, name)
        or left.like_a_configuration(found, name)
        or left.others(found, name)
    )


def only_later(name: str, conditions: list[Traced]) -> NoConfigError:
    """What is said where the object isn't there yet when the script has ended."""
    location, line_text = place_of(conditions[0])
    when = []
    for condition in conditions[:_MAX_EVENTS]:
        place = location_of(condition)
        when.append(f"when {condition.text}" + (f" (line {place.line})" if place else ""))
    more = ", …" if len(conditions) > _MAX_EVENTS else ""
    return NoConfigError(
        f"{name} is set only later: {', or '.join(when)}{more}",
        location=location,
        line_text=line_text,
        help=f"when the script ends there is no {name}: Flex UI may find none. Set it at once, or "
        "give what is loaded with --ui-attributes",
    )


def no_object(name: str, traced: Traced, machine: Machine) -> InputError:
    """What is said of a global of that name that is no plain object, or may be none."""
    value = traced.value
    if isinstance(value, JSObject) and not is_shown(value):
        value = value.unknown
    if isinstance(value, Unknown):
        return _unresolved(name, traced, value, machine)
    location, line_text = place_of(traced)
    return NoConfigError(
        f"{name} is {_describe(value)}, not an object",
        location=location,
        line_text=line_text,
        help=f"Flex UI takes a plain object{_instead_of(value)}",
    )


def _unresolved(
    name: str, traced: Traced, unknown: Unknown, machine: Machine
) -> UnresolvedConfigError:
    none = _where_none(machine, unknown)
    if none is not None:
        reason, at = none
        location, line_text = place_of(at)
        return UnresolvedConfigError(
            f"on some pages there is no {name} at all: {reason}",
            location=location,
            line_text=line_text,
            help="tell which page is meant with --page-url or --define",
        )
    origin = unknown.origin
    location, line_text = place_of(
        origin if origin is not None and origin.node.start >= 0 else traced
    )
    return UnresolvedConfigError(
        f"{name} as a whole can't be known without running the page: {unknown.reason}",
        location=location,
        line_text=line_text,
        help="if a value of the page or a script is missing here, give it with --define or "
        "--script",
    )


def _where_none(machine: Machine, unknown: Unknown) -> tuple[str, Traced] | None:
    """Why there may be no configuration at all, and the place; None where that isn't the reason."""
    for way in unknown.candidates:
        value = way.traced.value if way.traced is not None else None
        if value is None or value is UNDEFINED:
            for remark in machine.remarks.values():
                if remark.code == "may-throw" and remark.severity == "warning":
                    return remark.message, remark.traced
            return "only the page decides whether it is set", way.condition
    return None


def _describe(value: object) -> str:
    if value is None:
        return "null"
    if value is UNDEFINED:
        return "undefined"
    if isinstance(value, JSArray):
        return "an array"
    if isinstance(value, JSFunction):
        return "a class" if isinstance(value.node, _CLASSES) else "a function"
    if isinstance(value, JSObject):
        return "the window itself"
    if isinstance(value, RegExp):
        return "a regular expression"
    assert isinstance(value, str | float | bool | BigInt)
    return f"a {typeof(value)}"


def _instead_of(value: object) -> str:
    """What to do about a value that isn't an object, but may hold or give one."""
    if isinstance(value, str) and value.lstrip().startswith("{"):
        return ": write this one without the quotes, or JSON.parse(...) around the text"
    if isinstance(value, JSArray):
        held = [slot and type(slot.traced.value) for slot in value.elements]
        return ": leave the brackets around this one out" if held == [JSObject] else ""
    if isinstance(value, JSFunction) and not isinstance(value.node, _CLASSES):
        return ": if the function makes it, call it, and set what it returns"
    return ""
