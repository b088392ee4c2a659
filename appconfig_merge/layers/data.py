"""Layers from JSON: ui_attributes as text, or parsed data."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.diagnostics import Diagnostic
from appconfig_merge.errors import InputError, SourceSyntaxError
from appconfig_merge.javascript.duplicate_keys import duplicate_keys_of_json
from appconfig_merge.javascript.primitives import BigInt, RegExp, Undefined
from appconfig_merge.javascript.untraced import of_json, untraced
from appconfig_merge.javascript.values import JSArray, JSFunction, JSObject, Slot, Unknown
from appconfig_merge.layers.layer import Layer
from appconfig_merge.layers.properties import UI_ATTRIBUTES
from appconfig_merge.layers.shape import bound_shape
from appconfig_merge.layers.unfilled import unfilled_json, unfilled_values
from appconfig_merge.paths import format_path
from appconfig_merge.source import Source
from appconfig_merge.syntax import estree, parse_json
from appconfig_merge.syntax.literals import join_surrogates
from appconfig_merge.values import Function, Unresolved, place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from appconfig_merge.javascript.duplicate_keys import DuplicateKey
    from appconfig_merge.javascript.values import Value
    from appconfig_merge.layers.mistaken.mistake import Mistake
    from appconfig_merge.layers.mistaken.values import Wanted


def read_ui_attributes(source: Source) -> Layer:
    """A JSON text that is ui_attributes itself.

    Raises SourceSyntaxError for text that isn't JSON, InputError for JSON that is something else.
    """
    root = read_json(source)
    if type(root.traced.value) is not JSObject or re.search(_DUBIOUS, source.data):
        demand(root, "ui_attributes")
    duplicates = duplicate_keys_of_json(root.traced.node)
    return attributes_layer(source, root).with_diagnostics(repeated_keys(source, duplicates))


def repeated_keys(source: Source, duplicates: Iterable[DuplicateKey]) -> Iterator[Diagnostic]:
    """What is to be said of keys that stand twice in one object of a JSON text.

    Flex UI reads the resource by JSON.parse, which takes the last (ECMA-262, 25.5.1).
    """
    for path, span, _ in duplicates:
        yield Diagnostic(
            "duplicate-key",
            "warning",
            f"{format_path(path)} stands twice in one object: Flex UI takes the last",
            source.location(*span),
            help="take one of the two out, or merge what they hold",
        )


def from_data(data: Mapping[str, Any], id: str = UI_ATTRIBUTES) -> Layer:
    """A layer of data that a program already has; its values have no places.

    Besides what json.loads gives, values may be Decimal and all that
    :mod:`appconfig_merge.values` has. Raises InputError for any other type and for a key that isn't
    a str.
    """
    return Layer(id, "data", "", _from_mapping(data), has_positions=False)


def from_service(data: Mapping[str, Any], name: str, short_name: str) -> Layer:
    """The ui_attributes of a resource that was fetched.

    ``name`` says of whom and when, ``short_name`` of whom alone. Its values have no places: there
    is no file to look into.
    """
    root = _from_mapping(data)
    noticed = tuple(unfilled_values(root))
    return Layer(
        UI_ATTRIBUTES, "rest", name, root, noticed, has_positions=False, short_file=short_name
    )


def _from_mapping(data: Mapping[str, Any]) -> Slot:
    root = Slot(untraced(from_python(data)))
    bound_shape(root, 0)
    return root


def attributes_layer(source: Source, slot: Slot) -> Layer:
    """The layer of the ui_attributes that a slot holds. Raises InputError where it is no object."""
    if type(slot.traced.value) is not JSObject:
        from appconfig_merge.layers.mistaken.values import encoded

        raise wrong(slot, UI_ATTRIBUTES, encoded(slot))
    bound_shape(slot, len(source.data))
    return Layer(UI_ATTRIBUTES, "rest", source.name, slot, tuple(unfilled_json(slot)))


_DUBIOUS: Final = (
    rb'"(?:[uU][iI][_ -]?[aA]ttributes|account_?[sS]id|date_?[cC]reated|message|title|detail'
    rb'|error\w*|fault|more_?[iI]nfo|schema_version|terraform_version|lockfileVersion|(?:devD|d)ependencies|item)\\?"'
)
"""What a text has to hold to be something else than ui_attributes."""


def demand(root: Slot, wanted: Wanted) -> None:
    """Raise InputError unless JSON may be what it was given as; see :mod:`.mistaken.values`."""
    from appconfig_merge.layers.mistaken.values import mistake

    found = mistake(root, wanted)
    if found is not None:
        raise wrong(root, "this", found)


def wrong(root: Slot, subject: str, found: Mistake) -> InputError:
    """The error of JSON that isn't what it should be; data of a program has no place."""
    traced = (found.slot or root).traced
    location, line_text = place_of(traced)
    message = f"{subject} {found.what}"
    return InputError(message, location=location, line_text=line_text, help=found.help)


def read_json(source: Source, *, is_resource: bool = True) -> Slot:
    """The value of a JSON text, with the places of its parts. Raises SourceSyntaxError.

    Of what is given as a resource, or part of one, an error names what it is instead.
    """
    if source.replaced:
        raise _not_utf_8(source)
    try:
        root = parse_json(source)
    except SourceSyntaxError as error:
        raise (_named(source) if is_resource else None) or error from None
    return of_json(root, source)


def _not_utf_8(source: Source) -> InputError:
    from appconfig_merge.layers.mistaken.texts import mistake_of_bytes

    found = mistake_of_bytes(source.data)
    if found is not None:
        return InputError(f"{source.name}: this {found.what}", help=found.help)
    return InputError(f"{source.name}: not UTF-8", help="JSON is UTF-8 text (RFC 8259, 8.1)")


def _named(source: Source) -> SourceSyntaxError | None:
    """What is no JSON, but something else that one can tell; None for JSON with a slip in it."""
    if source.is_argument:
        return None
    from appconfig_merge.layers.mistaken.texts import mistake_of_bytes, mistake_of_text

    found = mistake_of_bytes(source.data) or mistake_of_text(source.text)
    if found is None:
        return None
    start = len(source.data) - len(source.data.lstrip() or source.data)
    location = source.location(start, start)
    return SourceSyntaxError(
        f"this {found.what}",
        location=location,
        line_text=source.line(location.line),
        help=found.help,
    )


def from_python(data: object) -> Value:
    """The value of Python data, without places; what it shares or closes in a circle stays so."""
    root = Slot(untraced(None))
    made: dict[int, tuple[object, JSObject]] = {}  # with the data, so that no id is used twice
    work: list[tuple[Slot, object]] = [(root, data)]
    while work:
        slot, item = work.pop()
        if id(item) in made:
            slot.traced = untraced(made[id(item)][1])
            continue
        value = _scalar(item)
        if isinstance(item, Mapping):
            value = JSObject()
            for key, member in item.items():
                if not isinstance(key, str):
                    raise InputError(f"a configuration key must be a str, not {_type(key)}")
                inner = value.slots[join_surrogates(key)] = Slot(untraced(None))
                work.append((inner, member))
        elif type(item) is tuple or isinstance(item, list):
            elements = [Slot(untraced(None)) for _ in item]
            value = JSArray(list(elements))
            work.extend(zip(elements, item, strict=True))
        if isinstance(value, JSObject):
            made[id(item)] = (item, value)
        slot.traced = untraced(value)
    return root.traced.value


def _scalar(item: object) -> Value:
    """The value of anything but a container, for which it is None."""
    if isinstance(item, str):
        return join_surrogates(item)
    if hasattr(item, "as_integer_ratio") and not isinstance(item, bool):  # a Decimal, too
        try:
            return float(item)  # type: ignore[arg-type]
        except OverflowError:  # what a JSON text of that many digits gives
            return math.inf if item > 0 else -math.inf  # type: ignore[operator]
    if isinstance(item, bool | Undefined | BigInt | RegExp):
        return item
    if isinstance(item, Function):
        return _function(item)
    if isinstance(item, Unresolved):
        return Unknown(item.reason)
    if item is None or isinstance(item, Mapping | list) or type(item) is tuple:
        return None
    raise InputError(f"a configuration value can't be a {_type(item)}")


def _function(function: Function) -> JSFunction:
    """A function by its text alone: it is never called."""
    source = Source("", function.source)
    end = len(source.data)
    body = estree.BlockStatement(0, end, [])
    made = estree.FunctionExpression(0, end, None, [], body, False, False)
    return JSFunction(made, made, source, None)


def _type(item: object) -> str:
    return type(item).__name__
