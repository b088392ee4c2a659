"""Layers from JSON: ui_attributes as text, or parsed data."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from appconfig_merge.diagnostics import Diagnostic
from appconfig_merge.errors import InputError
from appconfig_merge.javascript.duplicate_keys import duplicate_keys_of_json
from appconfig_merge.javascript.primitives import BigInt, RegExp, Undefined
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import JSArray, JSObject, Slot, Traced, of_literal
from appconfig_merge.layers.layer import Layer
from appconfig_merge.layers.properties import UI_ATTRIBUTES
from appconfig_merge.layers.shape import bound_shape
from appconfig_merge.layers.unfilled import unfilled
from appconfig_merge.paths import format_path
from appconfig_merge.syntax import estree, parse_json
from appconfig_merge.syntax.literals import join_surrogates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from appconfig_merge.javascript.duplicate_keys import DuplicateKey
    from appconfig_merge.javascript.values import Value
    from appconfig_merge.source import Source


def read_ui_attributes(source: Source) -> Layer:
    """A JSON text that is ui_attributes itself.

    Raises SourceSyntaxError for text that isn't JSON, InputError for JSON that is something else.
    """
    root = read_json(source)
    value = root.traced.value
    if type(value) is JSObject and {UI_ATTRIBUTES, "account_sid"} <= value.slots.keys():
        raise wrong(
            source,
            root,
            "this is a whole Configuration resource, not its ui_attributes",
            help="use --configuration for it",
        )
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

    Besides what json.loads gives, values may be Decimal, UNDEFINED, BigInt and RegExp. Raises
    InputError for any other type and for a key that isn't a str.
    """
    return Layer(id, "data", "", _from_mapping(data), has_positions=False)


def from_service(data: Mapping[str, Any], name: str, short_name: str) -> Layer:
    """The ui_attributes of a resource that was fetched.

    ``name`` says of whom and when, ``short_name`` of whom alone. Its values have no places: there
    is no file to look into.
    """
    root = _from_mapping(data)
    return Layer(UI_ATTRIBUTES, "rest", name, root, has_positions=False, short_file=short_name)


def _from_mapping(data: Mapping[str, Any]) -> Slot:
    root = Slot(untraced(from_python(data)))
    bound_shape(root, 0)
    return root


def attributes_layer(source: Source, slot: Slot) -> Layer:
    """The layer of the ui_attributes that a slot holds. Raises InputError where it is no object."""
    value = slot.traced.value
    if type(value) is not JSObject:
        what = "null" if value is None else "an array" if isinstance(value, JSArray) else "a value"
        raise wrong(source, slot, f"ui_attributes must be a JSON object, this is {what}", _HELP)
    bound_shape(slot, len(source.data))
    return Layer(UI_ATTRIBUTES, "rest", source.name, slot, tuple(unfilled(slot, [source])))


_HELP = "it is an object of configuration keys, as GET /v1/Configuration answers it"


def wrong(source: Source, slot: Slot, message: str, help: str | None = None) -> InputError:
    """The error of a JSON text that isn't what it should be."""
    node = slot.traced.node
    location = source.location(node.start, node.end)
    return InputError(message, location=location, line_text=source.line(location.line), help=help)


def read_json(source: Source) -> Slot:
    """The value of a JSON text, with the places of its parts. Raises SourceSyntaxError."""
    if source.replaced:
        raise InputError(f"{source.name}: not UTF-8", help="JSON is UTF-8 text (RFC 8259, 8.1)")
    root = parse_json(source)
    built: list[Slot] = []
    # (node, key or None, where the finished slot goes)
    work: list[tuple[estree.Node, estree.Node | None, JSObject | None, str]] = [
        (root, None, None, "")
    ]
    while work:
        node, key, owner, name = work.pop()
        value: Value
        if (
            isinstance(node, estree.ObjectExpression | estree.ArrayExpression)
            and node.plain is not None
        ):
            value = of_literal(node, source)
        elif isinstance(node, estree.ObjectExpression):
            value = JSObject()
            members = reversed(node.properties)
            for member in members:
                assert isinstance(member, estree.Property)
                assert isinstance(member.key, estree.Literal)
                work.append((member.value, member.key, value, str(member.key.value)))
        elif isinstance(node, estree.ArrayExpression):
            value = JSArray([])
            for element in reversed(node.elements):
                assert element is not None
                work.append((element, None, value, ""))
        elif isinstance(node, estree.UnaryExpression):
            assert isinstance(node.argument, estree.Literal)
            assert isinstance(node.argument.value, float)
            value = -node.argument.value
        else:
            assert isinstance(node, estree.Literal)
            value = node.value
        traced = Traced(value, node, source)
        if owner is None:
            built.append(Slot(traced))
        elif isinstance(owner, JSArray):
            owner.elements.append(Slot(traced))
        else:
            owner.slots[name] = Slot(traced, key, owner.slots.get(name))
    return built[0]


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
        elif isinstance(item, list | tuple):
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
    if item is None or isinstance(item, Mapping | list) or type(item) is tuple:
        return None
    raise InputError(f"a configuration value can't be a {_type(item)}")


def _type(item: object) -> str:
    return type(item).__name__
