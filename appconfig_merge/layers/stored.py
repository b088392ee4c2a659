"""The layer of what a browser has stored: localStorage's FLEX_CONFIG, a JSON text.

Flex UI keeps there what its login found out, such as ``sso``, and anyone may have put more in it.
What a file has of it is taken as people come by it: the value as DevTools copies it, that quoted
once more, all of localStorage as an object of texts, or a snapshot of a running page.
"""

from __future__ import annotations

import re
from array import array
from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.diagnostics import Diagnostic
from appconfig_merge.errors import AppConfigError, SourceSyntaxError
from appconfig_merge.javascript.duplicate_keys import duplicate_keys_of_json
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import READ_ONLY, JSObject, Slot, Traced, Unknown
from appconfig_merge.layers.data import (
    from_python,
    read_json,
    repeated_keys,
    wrong,
)
from appconfig_merge.layers.layer import Layer
from appconfig_merge.layers.shape import bound_shape
from appconfig_merge.layers.unfilled import unfilled, unfilled_values
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.paths import format_path
from appconfig_merge.source import Source
from appconfig_merge.values import place_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from appconfig_merge.javascript.values import Value
    from appconfig_merge.location import Location

FLEX_CONFIG: Final = "FLEX_CONFIG"
"""The key of localStorage, and what results call the layer."""

_CACHED: Final = "FLEX_SDK_CACHE_"
"""What the keys begin with under which Flex UI keeps other things in localStorage."""
_WRAPPINGS: Final = 3
"""All of localStorage, a text in it, and that quoted: more is nobody's."""
_PROTO: Final = "__proto__"
_ERROR_REPORT: Final = "### SESSION DATA"
_HELP: Final = "copy the value of FLEX_CONFIG: in DevTools `copy(localStorage.FLEX_CONFIG)` does it"
_PIECE: Final = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\\]+",
    re.DOTALL,
)
_ESCAPES: Final = {b"b": "\b", b"f": "\f", b"n": "\n", b"r": "\r", b"t": "\t"}


def read_stored(source: Source) -> Layer:
    """The layer of what a text has of FLEX_CONFIG; an empty one where nothing is stored.

    Raises SourceSyntaxError for text that isn't JSON, InputError for JSON that is something else.
    """
    root, text, _ = _found(source)
    value = root.traced.value
    noticed: list[Diagnostic] = []
    if not value:  # `JSON.parse(text) || {}`
        node = root.traced.node
        root = Slot(Traced(JSObject(), node, text), root.key)
        noticed.append(Diagnostic("nothing-stored", "info", f"{source.name}: nothing is stored"))
    elif type(value) is not JSObject or _MISTAKEN.search(text.data):
        _demand(root)
    noticed.extend(repeated_keys(text, duplicate_keys_of_json(root.traced.node)))
    if _PROTO.encode() in text.data:
        _without_prototypes(root)
    bound_shape(root, len(text.data))
    noticed.extend(unfilled(root, [text]))
    # Without the lines: beside it may stand all that the browser has stored, tokens among it.
    shown = tuple(one._replace(line_text=None) for one in noticed)
    return Layer(FLEX_CONFIG, "stored", source.name, root, shown)


def as_defined(source: Source) -> dict[str, Traced]:
    """What a script of the page finds at localStorage.FLEX_CONFIG: the text, or null.

    By the name that a definition has. Raises as read_stored.
    """
    root, text, is_whole = _found(source)
    node = root.traced.node
    value: Value = None
    if not is_whole:
        value = Unknown("the snapshot doesn't have all that the browser has stored")
    elif root.traced.value is not None:
        value = text.slice(node.start, node.end)
    return {f"localStorage.{FLEX_CONFIG}": Traced(value, node, text)}


def stored_from_data(data: Mapping[str, Any]) -> Layer:
    """The layer of what a program has of FLEX_CONFIG, of all of localStorage, or of a snapshot.

    Raises InputError.
    """
    if FLEX_CONFIG in data:
        inner = data[FLEX_CONFIG]
        if isinstance(inner, str):
            return read_stored(Source(FLEX_CONFIG, inner, "json"))
        data = inner or {}
    root = Slot(untraced(from_python(data)))
    if "schema_version" in data:
        from appconfig_merge.layers.snapshot_values import is_snapshot, stored_in

        if is_snapshot(root.traced.value):
            root = stored_in(root)[0] or Slot(untraced(JSObject()))
    _demand(root)
    _without_prototypes(root)
    bound_shape(root, 0)
    noticed = tuple(unfilled_values(root))
    return Layer(FLEX_CONFIG, "stored", "", root, noticed, has_positions=False)


def not_taken(script: Layer, stored: Layer) -> Diagnostic:
    """What is said of stored values that a page never comes to."""
    return Diagnostic(
        "stored-not-taken",
        "info",
        f"{stored.file or stored.id} counts for nothing: {script.file} hands its configuration to "
        "Manager.create alone, which doesn't look at what the browser has stored",
        help="provideLoginInfo does, and runDefault, which calls it",
    )


def throws(script: Layer, stored: Layer) -> Diagnostic | None:
    """What is said of a page's object that can't be changed, as it is to be; None where it can.

    Flex UI's own code is strict: to set a property that can't be set throws (ECMA-262 10.1.9.2).
    """
    root = script.root.traced
    own, filled = root.value, stored.root.traced.value
    assert isinstance(own, JSObject)
    assert isinstance(filled, JSObject)
    for key, slot in filled.slots.items():
        there = own.slots.get(key)
        is_set = type(slot.traced.value) is JSObject or (
            there is None or there.traced.value is UNDEFINED
        )
        if not is_set or not _is_fixed(own, key):
            continue
        at, line_text = place_of(root)
        return Diagnostic(
            "frozen-object",
            "error",
            f"Flex UI throws where it is to set {format_path((key,))} from what the browser has "
            "stored, and does not start: the object that the page hands over can't be changed",
            at,
            line_text,
            "hand over a copy, {...appConfig}, or clear FLEX_CONFIG in that browser's localStorage",
        )
    return None


def _is_fixed(owner: JSObject, key: str) -> bool:
    """Whether a property can't be set: it is read-only, or missing where none can be added."""
    traits = owner.traits
    if owner.frozen or traits is None:
        return owner.frozen
    if key not in owner.slots:
        return traits.closed
    return bool(traits.locked.get(key, 0) & READ_ONLY)


class _Found(NamedTuple):
    """The value of FLEX_CONFIG, and the text that it is read from: a string's where it is one.

    ``is_whole`` is False where that text isn't all of it, as in a snapshot that masks some.
    """

    root: Slot
    text: Source
    is_whole: bool = True


def _found(source: Source) -> _Found:
    if not source.text.strip():
        return _Found(Slot(untraced(None)), source)
    root, text = _read(source), source
    for _ in range(_WRAPPINGS):
        value = root.traced.value
        if type(value) is JSObject and FLEX_CONFIG in value.slots:
            root = value.slots[FLEX_CONFIG]
        elif type(value) is JSObject and any(key.startswith(_CACHED) for key in value.slots):
            return _Found(Slot(untraced(None)), text)  # all of localStorage, without it
        elif isinstance(value, str) and value.strip():
            text = _Quoted(text, root.traced)
            root = _read(text)
        else:
            break
    if b"schema_version" in text.data:
        from appconfig_merge.layers.snapshot_values import is_snapshot, may_have_tags, stored_in

        if is_snapshot(root.traced.value):
            stored, is_whole = stored_in(root, is_plain=not may_have_tags(text.data))
            return _Found(stored or Slot(untraced(None)), text, is_whole)
    return _Found(root, text)


def _read(source: Source) -> Slot:
    try:
        return read_json(source, is_resource=False)
    except AppConfigError as error:
        error.line_text = None
        if _ERROR_REPORT.encode() in source.data:
            error.message = "this is an error report of Flex UI, which has nothing of localStorage"
            error.help = _HELP
        elif isinstance(error, SourceSyntaxError):
            error.help = f"{error.help}; {_HELP}" if error.help else _HELP
        raise


class _Quoted(Source):
    """A text that stands in a JSON string. Its places are those in the text around it."""

    __slots__ = ("_around", "_offsets")

    def __init__(self, around: Source, string: Traced) -> None:
        node = string.node
        pieces: list[str] = []
        offsets = array("I")
        for piece in _PIECE.finditer(around.data, node.start + 1, node.end - 1):
            text = _unescaped(piece[0])
            size = len(text.encode("utf-8", "surrogatepass"))
            is_plain = size == len(piece[0])
            offsets.extend(piece.start() + (at if is_plain else 0) for at in range(size))
            pieces.append(text)
        offsets.append(node.end - 1)
        text = "".join(pieces)
        if text[:1] == "\ufeff":  # JSON.parse refuses it, and a Source would drop it
            text = f" {text}"
            offsets.insert(0, offsets[0])
        super().__init__(around.name, text, "json")
        self._around = around
        self._offsets = offsets

    def location(self, start: int, end: int) -> Location:
        """The lines and columns of a span, in the text around."""
        return self._around.location(self._outer(start), self._outer(end))

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, in the text around, of a byte offset in this one."""
        return self._around.position(self._outer(offset))

    def line(self, number: int) -> str:
        """A line of the text around."""
        return self._around.line(number)

    def ascii_lines(self) -> None:
        """None: columns are no differences of offsets here."""
        return

    def _outer(self, offset: int) -> int:
        return self._offsets[min(offset, len(self._offsets) - 1)]


def _unescaped(piece: bytes) -> str:
    """What a run of a JSON string's characters, or one escape, stands for."""
    if not piece.startswith(b"\\"):
        return piece.decode("utf-8", "surrogatepass")
    if piece[1:2] == b"u":
        units = bytes.fromhex(piece.replace(b"\\u", b"").decode())
        return units.decode("utf-16-be", "surrogatepass")
    return _ESCAPES.get(piece[1:], piece[1:].decode())


_MISTAKEN: Final = re.compile(rb'"(?:ui_?[aA]ttributes|account_?[sS]id|expiry|schema_version)"')
"""What a text has to hold to be something else than FLEX_CONFIG."""


def _demand(root: Slot) -> None:
    """Raise InputError unless JSON may be what Flex UI stores."""
    from appconfig_merge.layers.mistaken.stored import mistake

    found = mistake(root)
    if found is not None:
        error = wrong(root, "this", found)
        error.line_text = None
        raise error


def _without_prototypes(root: Slot) -> None:
    """Take out each key __proto__: filled in, it is no property.

    An object under it becomes the prototype of the object around, which the merge then takes for no
    plain one: such an object isn't told. Anything else is never set. What is inside an array
    stays as it is.
    """
    work: list[Value] = [root.traced.value]
    while work:
        value = work.pop()
        if type(value) is not JSObject:
            continue
        proto = value.slots.pop(_PROTO, None)
        if (
            proto is not None
            and type(proto.traced.value) is JSObject
            and value is not root.traced.value
        ):
            value.unknown = Unknown("its key __proto__ becomes its prototype when it is filled in")
            continue
        work.extend(slot.traced.value for slot in value.slots.values())
