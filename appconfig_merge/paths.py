"""Paths of configuration values: a tuple of keys and indices, and how people write one."""

from __future__ import annotations

import re
from typing import Final, TypeAlias

from appconfig_merge.errors import PathError

Path: TypeAlias = "tuple[str | int, ...]"

_DOTTED: Final = r"""(?x)
    (?:^|(?P<dot>\.))(?P<name>[^.\[\]"']+)        # name, .name
    | \[(?P<index>0|[1-9][0-9]{0,15})\]           # [0]
    | \[(?P<quoted>"(?:[^"\\]|\\.)*")\]           # ["any key"]
    | \[(?P<single>'(?:[^'\\]|\\.)*')\]           # ['any key']
"""
_ESCAPE: Final = r"(?s)\\(?:u(?P<code>[0-9A-Fa-f]{4})|x(?P<byte>[0-9A-Fa-f]{2})|(?P<char>.))"
_ESCAPED: Final = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "0": "\0"}


def parse_path(text: str) -> Path:
    """Read ``theme.isLight``, ``a["b.c"][0]`` or a JSON Pointer (RFC 6901, ``/theme/isLight``).

    An index stands for an array's element as well as for an object's key of that name; the
    empty text is the whole configuration. Raises PathError.
    """
    if not text:
        return ()
    if text.startswith("/"):
        return tuple(_pointer_token(token, text) for token in text[1:].split("/"))
    names = text.split(".")
    if all(map(is_name, names)):
        return tuple(names)
    path: list[str | int] = []
    position = 0
    dotted = re.compile(_DOTTED)
    while position < len(text):
        match = dotted.match(text, position)
        if match is None or (match["name"] and bool(match["dot"]) is (position == 0)):
            raise PathError(
                f"{text!r} is not a path: cannot read it from character {position + 1} on",
                help='write it like theme.isLight, a["b.c"][0] or /theme/isLight',
            )
        path.append(_token(match))
        position = match.end()
    return tuple(path)


def _token(match: re.Match[str]) -> str | int:
    if match["name"]:
        return match["name"]
    if match["index"]:
        return int(match["index"])
    quoted = match["quoted"] or match["single"]
    key = re.sub(_ESCAPE, _unescaped, quoted[1:-1])
    if "\\u" in quoted:  # two escapes may make one character
        key = key.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    return key


def _unescaped(match: re.Match[str]) -> str:
    """What an escape in a quoted key stands for (ECMA-262 12.9.4)."""
    code = match["code"] or match["byte"]
    return chr(int(code, 16)) if code else _ESCAPED.get(match["char"], match["char"])


def _pointer_token(token: str, text: str) -> str | int:
    if re.search(r"~(?![01])", token):
        raise PathError(
            f"{text!r} is not a JSON Pointer: ~ is written ~0",
            help="in a JSON Pointer ~1 stands for / and ~0 for ~",
        )
    return token.replace("~1", "/").replace("~0", "~")


def is_name(text: str) -> bool:
    """Whether a text can stand after a dot (ECMA-262 12.7, without its escapes)."""
    return text.isidentifier() or text.replace("$", "_").isidentifier()


def quoted(text: str) -> str:
    """A text in quotes, as JSON and JavaScript have it. Most need nothing more than those."""
    if text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    import json

    return json.dumps(text, ensure_ascii=False)


def format_path(path: Path) -> str:
    """Write a path as JavaScript would: ``componentProps.CRMContainer["a key"][0]``."""
    parts = []
    for key in path:
        if isinstance(key, int):
            parts.append(f"[{key}]")
        elif is_name(key):
            parts.append(f".{key}" if parts else key)
        else:
            parts.append(f"[{quoted(key)}]")
    return "".join(parts)
