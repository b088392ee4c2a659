"""``--format js``: the effective configuration as an appConfig.js, sources in comments.

Reading the written file again gives the same values. What is unresolved is written as an
expression of the page where there is one that needs no name of the file's own; otherwise the
key is left out, with a comment that says so: a value there would be a guess.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from appconfig_merge.brief import Places, place, reason_text, shorten
from appconfig_merge.effective.contributions import winner
from appconfig_merge.javascript.numbers import number_text
from appconfig_merge.rendering.streaming import in_pieces
from appconfig_merge.rendering.wording import key_order
from appconfig_merge.values import (
    BigInt,
    Function,
    Incomplete,
    RegExp,
    Undefined,
    Unordered,
    Unresolved,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.effective.config import EffectiveConfig
    from appconfig_merge.effective.contributions import Leaf
    from appconfig_merge.paths import Path
    from appconfig_merge.values import ConfigValue

_NAME = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*\Z")
# A method whose key is spelled out; a computed key means nothing outside its file.
_METHOD = re.compile(
    r"""(?:async\s+)?(?:\*\s*)?(?P<key>"[^"\\\n]*"|'[^'\\\n]*'|[A-Za-z_$][\w$]*|\d+)\s*\("""
)
_STEP = "  "
_ORDER = key_order(Unordered())


def javascript_pieces(config: EffectiveConfig) -> Iterator[str]:
    """A script that sets ``appConfig`` to the effective values, in pieces."""
    return in_pieces(_script(config))


def _script(config: EffectiveConfig) -> Iterator[str]:
    leaves = {leaf.path: leaf for leaf in config.leaves(traced=False)}
    places = Places(config.layers)
    read = (layer for layer in config.layers if layer.kind in {"rest", "script", "data", "stored"})
    sources = ", ".join(f"{layer.id}: {layer.file or 'data'}" for layer in read)
    whose = f" of {config.release.name}" if config.release is not None else ""
    order = f"Layers, lowest precedence first: {_comment(sources)}"
    yield f"// Effective configuration{whose}. {order}\n"
    yield from _plugins(config)
    yield from _object(config.to_dict(), (), leaves, places, "var appConfig = ", ";")


def _plugins(config: EffectiveConfig) -> Iterator[str]:
    """What plugins may set, in comments."""
    if not config.prospects:
        return
    from appconfig_merge.rendering.prospects import MOST, sentence

    for one in config.prospects[:MOST]:
        yield f"// {_comment(f'{sentence(one)} ({place(one.contribution.location)})')}\n"
    if len(config.prospects) > MOST:
        yield f"// and {len(config.prospects) - MOST} more\n"


def _object(
    value: dict[str, ConfigValue],
    path: Path,
    leaves: dict[Path, Leaf],
    places: Places,
    before: str,
    after: str,
) -> Iterator[str]:
    """The lines of an object: ``before`` begins the first, ``after`` ends the last."""
    if not value and not isinstance(value, Incomplete):
        yield f"{before}{{}}{after}\n"
        return
    yield f"{before}{{ // {_ORDER}\n" if isinstance(value, Unordered) else f"{before}{{\n"
    indent = _STEP * (len(path) + 1)
    for key, item in value.items():
        here = (*path, key)
        leaf = leaves.get(here)
        name = _key(key)
        if leaf is None and isinstance(item, dict):
            yield from _object(item, here, leaves, places, f"{indent}{name}: ", ",")
            continue
        source = f" {_source(leaf, places)}" if leaf else ""
        if is_writable(item):
            yield f"{indent}{name}: {write_value(item)},{' //' if source else ''}{source}\n"
        else:
            yield f"{indent}// {name} is left out:{source}\n"
    if isinstance(value, Incomplete):
        more = f"{places.full(value.more.location, '')}, unresolved: {reason_text(value.more)}"
        yield f"{indent}// what else there may be is left out: {_comment(more)}\n"
    yield f"{_STEP * len(path)}}}{after}\n"


def _source(leaf: Leaf, places: Places) -> str:
    one = winner(leaf)
    where = places.full(one.location, one.layer)
    if isinstance(leaf.value, Unresolved):
        return _comment(f"{where}, unresolved: {reason_text(leaf.value)}")
    order = key_order(leaf.value, leaf.path)
    return _comment(f"{where}; {order}" if order else where)


def _comment(text: str) -> str:
    return shorten(text, 200)


def _key(key: str) -> str:
    if key == "__proto__":  # a plain key of this name would set the prototype
        return '["__proto__"]'
    return key if _NAME.match(key) else _string(key)


def _string(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return re.sub("[\u2028\u2029\ud800-\udfff]", lambda match: f"\\u{ord(match[0]):04x}", quoted)


def is_writable(value: ConfigValue) -> bool:
    """Whether an expression can be given that denotes the value by itself."""
    if isinstance(value, Unresolved):
        return bool(value.portable)
    if isinstance(value, Function):
        return bool(_function(value))
    if isinstance(value, dict):
        return all(map(is_writable, value.values()))
    return all(map(is_writable, value)) if isinstance(value, list) else True


def write_value(value: ConfigValue) -> str:
    """A JavaScript expression that denotes a value, on one line but for functions."""
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, list):
        return f"[{', '.join(map(write_value, value))}]"
    if isinstance(value, dict):
        members = ", ".join(f"{_key(key)}: {write_value(item)}" for key, item in value.items())
        return f"{{ {members} }}" if members else "{}"
    if isinstance(value, Undefined):
        return "undefined"
    if isinstance(value, RegExp | BigInt):
        return repr(value)
    return _function(value) if isinstance(value, Function) else value.portable


def _function(function: Function) -> str:
    """A function as an expression; empty where there is none.

    A method's text stands only in an object literal, so it gets one, and is taken out of it.
    """
    if not function.is_method:
        return function.source
    method = _METHOD.match(function.source)
    if method is None:
        return ""
    key = method["key"]
    member = f".{key}" if _NAME.match(key) else f"[{key}]"
    return f"({{ {function.source} }}){member}"
