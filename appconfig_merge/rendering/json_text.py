"""JSON data as text: floats as JavaScript prints them, everything else as Python's json does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from appconfig_merge.javascript.numbers import number_to_string

if TYPE_CHECKING:
    from collections.abc import Iterator

_INDENT = 2


def dump(data: Any) -> str:
    """JSON text of two-space indents, with a final newline."""
    return _text(data, _INDENT) + "\n"


def dump_line(data: Any) -> str:
    """JSON text on one line, without its end."""
    return _text(data, None)


def _text(data: Any, indent: int | None) -> str:
    if any(repr(number) != number_to_string(number) for number in _floats(data)):
        return _marked_text(data, indent)
    return json.dumps(data, indent=indent, ensure_ascii=False).translate(_SURROGATES)


class _Surrogates(dict[int, str]):
    """Lone surrogates as JSON escapes: they have no UTF-8 form."""

    def __missing__(self, code: int) -> str:
        char = f"\\u{code:04x}" if 0xD800 <= code <= 0xDFFF else chr(code)
        self[code] = char
        return char


_SURROGATES = _Surrogates()


def _marked_text(data: Any, indent: int | None) -> str:
    """Write floats that Python prints in its own way by way of a mark nothing else contains."""
    plain = json.dumps(data)
    mark = "number:"
    while mark in plain:
        mark += ":"
    marked = _marked(data, mark)
    text = json.dumps(marked, indent=indent, ensure_ascii=False).translate(_SURROGATES)
    parts = text.split(f'"{mark}')
    joined = [parts[0]]
    for part in parts[1:]:
        number, _, rest = part.partition('"')
        joined.append(number + rest)
    return "".join(joined)


def _marked(data: Any, mark: str) -> Any:
    if isinstance(data, float):
        return mark + number_to_string(data)
    if isinstance(data, dict):
        return {key: _marked(value, mark) for key, value in data.items()}
    return [_marked(item, mark) for item in data] if isinstance(data, list) else data


def _floats(data: Any) -> Iterator[float]:
    work = [data]
    while work:
        item = work.pop()
        if isinstance(item, float):
            yield item
        elif isinstance(item, dict):
            work.extend(item.values())
        elif isinstance(item, list):
            work.extend(item)
