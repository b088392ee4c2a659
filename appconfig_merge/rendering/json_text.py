"""JSON data as text: floats as JavaScript prints them, everything else as Python's json does.

Own code, because json's encoder wants all data at once, and takes three times as long where there
are indents. An iterator in the data is an array whose elements are made as they are written.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.javascript.numbers import number_to_string
from appconfig_merge.rendering.streaming import in_pieces

if TYPE_CHECKING:
    from collections.abc import Callable

_STEP: Final = "  "
_SCALARS: Final[dict[type, Callable[[Any], str]]] = {
    int: int.__repr__,
    float: number_to_string,
    bool: {True: "true", False: "false"}.__getitem__,
    type(None): {None: "null"}.__getitem__,
}


def pieces(data: Any) -> Iterator[str]:
    """JSON text of two-space indents, with a final newline, in pieces.

    Of an object the members, and of an iterator the elements, are asked for one by one.
    """
    texts = chain(_streamed(data, "\n"), "\n")
    return map(_writable, in_pieces(texts))


def dump(data: Any) -> str:
    """JSON text of two-space indents, with a final newline."""
    return "".join(pieces(data))


def dump_line(data: Any) -> str:
    """JSON text on one line, without its end."""
    return _writable(_text(data, ""))


class _Surrogates(dict[int, str]):
    """Lone surrogates as JSON escapes: they have no UTF-8 form."""

    def __missing__(self, code: int) -> str:
        char = f"\\u{code:04x}" if 0xD800 <= code <= 0xDFFF else chr(code)
        self[code] = char
        return char


_SURROGATES = _Surrogates()


def _writable(text: str) -> str:
    return text if text.isascii() else text.translate(_SURROGATES)


def _streamed(data: Any, line: str) -> Iterator[str]:
    """The text of a value in parts; ``line`` begins a line where the value stands."""
    inner = line + _STEP
    start = inner
    if isinstance(data, dict):
        yield "{"
        for key, value in data.items():
            yield f"{start}{encode_basestring(key)}: "
            yield from _streamed(value, inner)
            start = "," + inner
        yield line + "}" if data else "}"
    elif isinstance(data, Iterator):
        yield "["
        for element in data:
            yield start
            yield _text(element, inner)
            start = "," + inner
        yield "]" if start is inner else line + "]"
    else:
        yield _text(data, line)


def _text(data: Any, line: str) -> str:
    """The text of a value; an empty ``line`` keeps all of it on one."""
    if isinstance(data, str):
        return encode_basestring(data)
    write = _SCALARS.get(type(data))
    if write is not None:
        return write(data)
    inner = line and line + _STEP
    if isinstance(data, dict):
        parts = [f"{encode_basestring(key)}: {_text(value, inner)}" for key, value in data.items()]
        opening, closing = "{", "}"
    else:
        parts = [_text(element, inner) for element in data]
        opening, closing = "[", "]"
    if not parts:
        return opening + closing
    # So that what may be long is copied once.
    parts[0] = opening + inner + parts[0]
    parts[-1] += line + closing
    return f",{inner or ' '}".join(parts)
