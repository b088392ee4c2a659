"""The layer that an appConfig.js is: read, evaluated, and its configuration object found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from appconfig_merge.diagnostics import Diagnostic
from appconfig_merge.errors import (
    LimitError,
    NoConfigError,
    ScriptThrowsError,
    UnresolvedConfigError,
)
from appconfig_merge.evaluation.completions import TooManySteps
from appconfig_merge.evaluation.machine import Machine, Remark
from appconfig_merge.evaluation.scopes import TDZ
from appconfig_merge.evaluation.script import new_page, run_script
from appconfig_merge.evaluation.statements.declarations import DEFAULT_EXPORT
from appconfig_merge.evaluation.world import World
from appconfig_merge.javascript.conversion import Throws, typeof
from appconfig_merge.javascript.globals import ALIASES
from appconfig_merge.javascript.primitives import UNDEFINED, RegExp
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import JSArray, JSFunction, JSObject, Slot, Traced, Unknown
from appconfig_merge.layers.joint import settle
from appconfig_merge.layers.layer import Layer
from appconfig_merge.layers.shape import bound_shape, is_shown
from appconfig_merge.layers.unfilled import unfilled
from appconfig_merge.syntax import parse
from appconfig_merge.values import location_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from appconfig_merge.diagnostics import Severity
    from appconfig_merge.evaluation.scopes import Scope
    from appconfig_merge.evaluation.script import Page
    from appconfig_merge.location import Location
    from appconfig_merge.source import Source
    from appconfig_merge.syntax import ParserName, estree

    How = Literal["window", "lexical", "module", "default-export", "commonjs"]

SCRIPT_LAYER = "appConfig.js"

_ACCOUNT_SID = re.compile(r"AC[0-9a-zA-Z_]{6,}\Z")
_MAX_EVENTS = 3
_THREE_WAYS = (
    "if another script of the page defines it, name that script with --script, give the value "
    "with --define, or say with --assume that it is defined"
)


class ScriptInput(NamedTuple):
    """A script to read, and what the page has before it."""

    source: Source
    companions: Sequence[Source] = ()
    defined: Mapping[str, Traced] = {}
    assumed: Iterable[str] = ()
    global_name: str = "appConfig"
    parser: ParserName = "tree-sitter"


class _Found(NamedTuple):
    """The slot of the configuration object, and what kind of binding it is."""

    slot: Slot
    how: How


_HOW: Final[dict[How, tuple[str, Severity, str, str]]] = {
    "lexical": (
        "lexical-binding",
        "warning",
        "{name} is declared with const or let, so window.{name} is undefined",
        (
            "Flex UI's page passes {name} by name, which works; code that reads window.{name} "
            "finds nothing. `var {name}` serves both"
        ),
    ),
    "module": (
        "module-binding",
        "warning",
        "{name} belongs to a module: no other script of the page sees it",
        "a page that loads this file with a plain script tag has no {name}",
    ),
    "default-export": (
        "module-export",
        "info",
        "this is the module's default export: a plain script tag can't load it",
        "a build step has to make a script of it that sets {name}",
    ),
    "commonjs": (
        "commonjs-export",
        "info",
        "this is a CommonJS export: in a browser there is no module object",
        "a build step has to make a script of it that sets {name}",
    ),
}


def read_script(wanted: ScriptInput) -> Layer:
    """Read and evaluate a script; give its configuration object as a layer.

    Raises SourceSyntaxError for text that a browser refuses, ScriptThrowsError when it throws
    before the object is set, NoConfigError when it never sets it or sets something else,
    UnresolvedConfigError when the object as a whole can't be known, LimitError.
    """
    source = wanted.source
    programs = [(item, parse(item, wanted.parser)) for item in wanted.companions]
    program = parse(source, wanted.parser)
    page, found, thrown = _run(wanted, programs, program, commonjs=False)
    if found is None and _mentions_commonjs(source):
        page, found, rethrown = _run(wanted, programs, program, commonjs=True)
        thrown = rethrown if found is not None else thrown
    if found is None:
        raise _not_found(wanted, thrown)
    machine, value = page.machine, found.slot.traced.value
    if machine.pending or machine.changed_later or isinstance(value, Unknown):
        from appconfig_merge.evaluation.later.telling import set_only_later, tell

        later = set_only_later(found.slot)
        if later:
            raise _only_later(wanted, later)
        tell(machine, found.slot, wanted.global_name)
    # Flex UI's merge takes the own properties of what it is given, whatever that inherits.
    page.machine.journal.show(found.slot.traced.value)
    bound_shape(found.slot, len(source.data) + sum(len(item.data) for item in wanted.companions))
    settle(found.slot)
    root = _checked(wanted, page, found.slot)
    diagnostics = [_diagnostic(remark) for remark in page.machine.remarks.values()]
    diagnostics.extend(_source_diagnostics((*wanted.companions, source)))
    diagnostics.extend(_finding_diagnostics(wanted, found, thrown))
    diagnostics.extend(unfilled(root, (*wanted.companions, source)))
    return Layer(
        SCRIPT_LAYER,
        "script",
        source.name,
        root,
        tuple(diagnostics),
        has_positions=wanted.parser == "tree-sitter",
    )


def _run(
    wanted: ScriptInput,
    companions: list[tuple[Source, estree.Program]],
    program: estree.Program,
    *,
    commonjs: bool,
) -> tuple[Page, _Found | None, Throws | None]:
    """Run the companions, then the script, in a fresh page."""
    defined = dict(wanted.defined)
    exports = JSObject()
    if commonjs:
        module = JSObject()
        module.slots["exports"] = Slot(untraced(exports))
        defined["module"] = untraced(module)
        defined["exports"] = untraced(exports)
        defined["require"] = untraced(
            Unknown("what require() gives is not known here", path="require", kind="function")
        )
    page = new_page(World(defined, wanted.assumed))
    try:
        for source, companion in companions:
            _, thrown = run_script(page, companion, source)
            if thrown is not None and thrown.at is not None:
                message = f"this script stops here: {thrown}"
                page.machine.remark(Remark("script-throws", "warning", message, thrown.at))
        scope, thrown = run_script(page, program, wanted.source)
    except TooManySteps:
        raise _too_many_steps(wanted, page.machine) from None
    if commonjs:
        return page, _commonjs_export(wanted, defined["module"]), thrown
    return page, _find(wanted.global_name, page, scope), thrown


def _too_many_steps(wanted: ScriptInput, machine: Machine) -> LimitError:
    location, line_text = None, None
    if machine.begun is not None and machine.begun_in is not None:
        location, line_text = _place(Traced(UNDEFINED, machine.begun, machine.begun_in))
    return LimitError(
        f"evaluating {wanted.source.name} takes too many steps; this is where it was stopped",
        location=location,
        line_text=line_text,
        help="a loop or a recursion may never end, or go through too much",
    )


def _find(dotted: str, page: Page, scope: Scope) -> _Found | None:
    """The slot of the global binding, or of a module's export."""
    names = dotted.split(".")
    while len(names) > 1 and names[0] in ALIASES:
        names = names[1:]
    first, rest = names[0], names[1:]
    window = page.machine.world_object
    lexical = page.lexical.slots.get(first)
    found: _Found | None = None
    if window.unknown is not None:
        found = _Found(Slot(untraced(window.unknown)), "window")
    elif lexical is not None and lexical is not TDZ:
        found = _Found(lexical, "lexical")
    elif first in window.slots:
        found = _Found(window.slots[first], "window")
    elif scope.holds_vars:
        default = scope.slots.get(DEFAULT_EXPORT)
        own = scope.slots.get(first)
        if default is not None and not rest:
            return _Found(default, "default-export")
        if own is not None and own is not TDZ:
            found = _Found(own, "module")
    for name in rest:
        owner = found.slot.traced.value if found else None
        if found is not None and isinstance(owner, Unknown):
            return found
        if not isinstance(owner, JSObject):
            return None
        if found is not None and owner.unknown is not None and name not in owner.slots:
            return found
        slot = owner.slots.get(name)
        found = _Found(slot, "window") if slot else None
    if found is not None and found.slot.traced.value is UNDEFINED:
        return None
    return found


def _mentions_commonjs(source: Source) -> bool:
    return b"exports" in source.data


def _commonjs_export(wanted: ScriptInput, module: Traced) -> _Found | None:
    assert isinstance(module.value, JSObject)
    slot = module.value.slots["exports"]
    exports = slot.traced.value
    if isinstance(exports, JSObject) and type(exports) is JSObject:
        named = exports.slots.get(wanted.global_name)
        if named is not None:
            return _Found(named, "commonjs")
        if not exports.slots and exports.unknown is None:
            return None
    return _Found(slot, "commonjs")


def _where_none(page: Page, unknown: Unknown) -> tuple[str, Traced] | None:
    """Why there may be no configuration at all, and the place; None where that isn't the reason."""
    for way in unknown.candidates:
        value = way.traced.value if way.traced is not None else None
        if value is None or value is UNDEFINED:
            for remark in page.machine.remarks.values():
                if remark.code == "may-throw" and remark.severity == "warning":
                    return remark.message, remark.traced
            return "only the page decides whether it is set", way.condition
    return None


def _checked(wanted: ScriptInput, page: Page, slot: Slot) -> Slot:
    """The slot, if what it holds is a plain object."""
    name = wanted.global_name
    traced = slot.traced
    value = traced.value
    if isinstance(value, JSObject) and not is_shown(value):
        value = value.unknown
    if isinstance(value, Unknown):
        at = value.origin if value.origin is not None and value.origin.node.start >= 0 else traced
        none = _where_none(page, value)
        if none is not None:
            reason, at = none
            location, line_text = _place(at)
            raise UnresolvedConfigError(
                f"on some pages there is no {name} at all: {reason}",
                location=location,
                line_text=line_text,
                help="tell which page is meant with --page-url or --define",
            )
        location = location_of(at)
        raise UnresolvedConfigError(
            f"{name} as a whole can't be known without running the page: {value.reason}",
            location=location,
            line_text=at.source.line(location.line) if location else None,
            help="if a value of the page or a script is missing here, give it with --define or "
            "--script",
        )
    if type(value) is JSObject:
        return slot
    location = location_of(traced)
    raise NoConfigError(
        f"{name} is {_describe(value)}, not an object",
        location=location,
        line_text=traced.source.line(location.line) if location else None,
        help="Flex UI takes a plain object",
    )


def _describe(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, JSArray):
        return "an array"
    if isinstance(value, JSFunction):
        return "a function"
    if isinstance(value, JSObject):
        return "the window itself"
    if isinstance(value, RegExp):
        return "a regular expression"
    assert isinstance(value, str | float | bool)
    return f"a {typeof(value)}"


def _not_found(wanted: ScriptInput, thrown: Throws | None) -> NoConfigError | ScriptThrowsError:
    name = wanted.global_name
    if thrown is None:
        return NoConfigError(
            f"{wanted.source.name}: the script never sets {name}",
            help=f"write `var {name} = {{ ... }};`, or give another name with --global",
        )
    location, line_text = _place(thrown.at)
    return ScriptThrowsError(
        f"the script stops here with {thrown}, before it sets {name}",
        location=location,
        line_text=line_text,
        help=_help_for(thrown),
    )


def _only_later(wanted: ScriptInput, conditions: list[Traced]) -> NoConfigError:
    """What is said where the object isn't there yet when the script has ended."""
    location, line_text = _place(conditions[0])
    when = []
    for condition in conditions[:_MAX_EVENTS]:
        place = location_of(condition)
        when.append(f"when {condition.text}" + (f" (line {place.line})" if place else ""))
    more = ", …" if len(conditions) > _MAX_EVENTS else ""
    name = wanted.global_name
    return NoConfigError(
        f"{name} is set only later: {', or '.join(when)}{more}",
        location=location,
        line_text=line_text,
        help=f"when the script ends there is no {name}: Flex UI may find none. Set it at once, or "
        "give what is loaded with --ui-attributes",
    )


def _help_for(thrown: Throws) -> str | None:
    undeclared = re.match(r"(\S+) is not defined\Z", thrown.message)
    if thrown.name != "ReferenceError" or undeclared is None:
        return None
    if _ACCOUNT_SID.match(undeclared[1]):
        return "is this an unquoted account identifier? Put it in quotes"
    return _THREE_WAYS


def _place(at: Traced | None) -> tuple[Location | None, str | None]:
    location = location_of(at) if at is not None else None
    if at is None or location is None:
        return None, None
    return location, at.source.line(location.line)


def _diagnostic(remark: Remark) -> Diagnostic:
    location, line_text = _place(remark.traced)
    return Diagnostic(
        remark.code, remark.severity, remark.message, location, line_text, remark.help
    )


def _source_diagnostics(sources: Iterable[Source]) -> Iterable[Diagnostic]:
    for source in sources:
        if source.replaced:
            at = source.data.find("\ufffd".encode())
            location = source.location(at, at + 3)
            yield Diagnostic(
                "invalid-utf-8",
                "warning",
                "this is not UTF-8: a browser shows U+FFFD here",
                location,
                source.line(location.line),
                "save the file as UTF-8",
            )


def _finding_diagnostics(
    wanted: ScriptInput, found: _Found, thrown: Throws | None
) -> Iterable[Diagnostic]:
    name = wanted.global_name
    key = found.slot.key
    traced = found.slot.traced
    at = traced if key is None else Traced(UNDEFINED, key, traced.source)
    location, line_text = _place(at)
    message = _HOW.get(found.how)
    if message is not None:
        code, severity, text, help = message
        yield Diagnostic(
            code, severity, text.format(name=name), location, line_text, help.format(name=name)
        )
    if thrown is not None:
        location, line_text = _place(thrown.at)
        yield Diagnostic(
            "script-throws",
            "error",
            f"the script stops here: {thrown}; what it would set below is not set",
            location,
            line_text,
            _help_for(thrown),
        )
