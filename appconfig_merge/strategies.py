"""Hypothesis strategies, for property tests of your own about what a configuration comes to.

Needs the extra ``strategies``: ``pip install "appconfig-merge[strategies]"``. Values are those
that :mod:`appconfig_merge.values` describes, objects with their keys in JavaScript's order::

    @given(overlapping_layers())
    def test_the_script_wins(layers):
        below, above = layers
        ...

No strategy gives a key named ``__proto__``, which Flex UI's merge takes for the prototype.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from appconfig_merge.errors import MissingExtraError
from appconfig_merge.named_tuples import NamedTuple

try:
    from hypothesis import strategies as st
except ImportError:
    raise MissingExtraError(
        "appconfig_merge.strategies needs Hypothesis, which is not installed",
        help='pip install "appconfig-merge[strategies]"',
    ) from None

from appconfig_merge.javascript.keys import ordered_keys
from appconfig_merge.javascript.numbers import number_to_string
from appconfig_merge.values import UNDEFINED, BigInt, Function, RegExp, Undefined, public_number

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    from hypothesis.strategies import DrawFn, SearchStrategy

    from appconfig_merge.values import ConfigValue

__all__ = [
    "AppConfigSource",
    "app_config_sources",
    "javascript_values",
    "json_objects",
    "json_values",
    "overlapping_layers",
    "ui_attributes",
]

_COMMON_KEYS = ("a", "b", "theme", "isLight", "componentProps", "0", "1", "10", "01", "a.b", "")
_FUNCTIONS = ("function () { return 1; }", "function named(a, b) {}", "() => 1", "async x => x")
_REGEXPS = (("a+", ""), ("[/]\\d", "gi"), ("^https?:", "u"))


class AppConfigSource(NamedTuple):
    """The text of an appConfig.js, and the value of the ``appConfig`` that it sets."""

    text: str
    value: dict[str, ConfigValue]


def json_values() -> SearchStrategy[ConfigValue]:
    """Anything that JSON can say."""
    return _JSON_VALUES


def json_objects() -> SearchStrategy[dict[str, ConfigValue]]:
    """Objects of what JSON can say."""
    return _objects(json_values())


def ui_attributes() -> SearchStrategy[dict[str, ConfigValue]]:
    """What a Configuration resource may have as its ui_attributes."""
    return json_objects()


def javascript_values() -> SearchStrategy[ConfigValue]:
    """Any value that a script can set: beside JSON's undefined, NaN, -0, functions and so on."""
    return _JAVASCRIPT_VALUES


def overlapping_layers(
    values: SearchStrategy[ConfigValue] | None = None, *, count: int = 2
) -> SearchStrategy[tuple[dict[str, ConfigValue], ...]]:
    """Objects that share many of their paths, lowest layer first.

    Where two meet there is every kind of encounter: equal and different values, objects over
    objects, over arrays, over strings, over null, and values over objects. ``values`` are
    what they hold, by default :func:`json_values`.
    """
    held = json_values() if values is None else values
    return _layers(
        _objects(held).filter(bool), st.dictionaries(_KEYS, held, max_size=2), held, count
    )


def app_config_sources(
    values: SearchStrategy[dict[str, ConfigValue]] | None = None,
) -> SearchStrategy[AppConfigSource]:
    """Scripts that set ``appConfig``, spelled in many ways, with the value that they set.

    Quotes, escapes, comments, trailing commas, forms of numbers, helper variables, spreads,
    concatenation, templates, assignments after the declaration, ways to declare. ``values``
    are the objects that they set, by default of any :func:`javascript_values`.
    """
    return _sources(_objects(javascript_values()) if values is None else values)


_KEYS: SearchStrategy[str] = st.one_of(
    st.sampled_from(_COMMON_KEYS), st.text(max_size=4).filter(lambda name: name != "__proto__")
)
_JSON_SCALARS: SearchStrategy[ConfigValue] = st.one_of(
    st.sampled_from(
        (None, True, False, "", "Da", "y😀", "https://example.com/", 0, 1, 2.5, 10**21)
    ),
    st.text(max_size=6),
    st.integers(-(2**53), 2**53),
    st.floats(allow_nan=False, allow_infinity=False).map(public_number),
)
_JAVASCRIPT_SCALARS: SearchStrategy[ConfigValue] = st.one_of(
    _JSON_SCALARS,
    st.sampled_from((UNDEFINED, math.nan, math.inf, -math.inf, -0.0)),
    st.sampled_from((*(RegExp(*parts) for parts in _REGEXPS), *map(Function, _FUNCTIONS))),
    st.integers(-(2**70), 2**70).map(BigInt),
)


def _nested(scalars: SearchStrategy[ConfigValue]) -> SearchStrategy[ConfigValue]:
    def containers(inner: SearchStrategy[ConfigValue]) -> SearchStrategy[ConfigValue]:
        return st.one_of(st.lists(inner, max_size=3), _objects(inner))

    return st.recursive(scalars, containers, max_leaves=6)


def _objects(values: SearchStrategy[ConfigValue]) -> SearchStrategy[dict[str, ConfigValue]]:
    return st.dictionaries(_KEYS, values, max_size=4).map(_in_order)


def _in_order(value: dict[str, ConfigValue]) -> dict[str, ConfigValue]:
    return {key: value[key] for key in ordered_keys(value)}


_JSON_VALUES = _nested(_JSON_SCALARS)
_JAVASCRIPT_VALUES = _nested(_JAVASCRIPT_SCALARS)
_HOW = st.sampled_from(("merge", "merge", "replace", "repeat", "leave"))


@st.composite
def _layers(
    draw: DrawFn,
    objects: SearchStrategy[dict[str, ConfigValue]],
    extras: SearchStrategy[dict[str, ConfigValue]],
    values: SearchStrategy[ConfigValue],
    count: int,
) -> tuple[dict[str, ConfigValue], ...]:
    def overlapping(below: dict[str, ConfigValue]) -> dict[str, ConfigValue]:
        """An object that says something about most of what another one says."""
        above: dict[str, ConfigValue] = {}
        for key, value in below.items():
            how = draw(_HOW)
            if how == "merge":
                above[key] = overlapping(value) if isinstance(value, dict) else draw(extras)
            elif how == "replace":
                above[key] = draw(values)
            elif how == "repeat":
                above[key] = value
        for key, value in draw(extras).items():
            above.setdefault(key, value)
        return _in_order(above)

    layers = [draw(objects)]
    while len(layers) < count:
        layers.append(overlapping(layers[-1]))
    return tuple(map(_sorted_through, layers))


def _sorted_through(value: dict[str, ConfigValue]) -> dict[str, ConfigValue]:
    return {
        key: _sorted_through(item) if isinstance(item, dict) else item
        for key, item in _in_order(value).items()
    }


@st.composite
def _sources(draw: DrawFn, values: SearchStrategy[dict[str, ConfigValue]]) -> AppConfigSource:
    value = _in_order(draw(values))
    return AppConfigSource(_Writer(draw(st.randoms(use_true_random=True))).script(value), value)


_NAME = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*\Z")
_GAPS = ("", "", "", " ", "\n", "\t", "\r\n", " /* , ' } */ ", " // it's { so\n", "/**/", "\u2028")
_ESCAPES = {"\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\v": "\\v"}


class _Writer:
    """Writes values as JavaScript, choosing among the ways to spell each."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.helpers: list[str] = []

    def script(self, value: dict[str, ConfigValue]) -> str:
        """A script that sets appConfig to a value."""
        keys = list(value)
        inside = self.random.randint(0, len(keys)) if self.maybe(3) else len(keys)
        target = self.choose(("appConfig", "window.appConfig", "globalThis.appConfig"))
        declare = target
        if target == "appConfig":
            declare = self.choose(("var ", "let ", "const ", "")) + target
        first = self.object({key: value[key] for key in keys[:inside]})
        statements = [f"{declare}{self.gap()}={self.gap()}{first}"]
        for key in keys[inside:]:
            member = f".{key}" if _NAME.match(key) and self.maybe(2) else f"[{self.string(key)}]"
            statements.append(f"{target}{member}{self.gap()}={self.gap()}{self.value(value[key])}")
        start = self.choose(
            ("", "'use strict';\n" if declare != "appConfig" else "", "// config\n")
        )
        return start + "".join(f"{line}{self.end()}" for line in (*self.helpers, *statements))

    def maybe(self, chances: int) -> bool:
        """True once in so many times, and not in what Hypothesis takes for simplest."""
        return self.random.randrange(chances) == chances - 1

    def choose(self, options: Sequence[str]) -> str:
        return self.random.choice(options)

    def gap(self) -> str:
        """What may stand between two tokens."""
        return self.choose(_GAPS)

    def end(self) -> str:
        """The end of a statement."""
        return self.choose((";", ";\n", "\n", "; // done\n"))

    def value(self, value: ConfigValue) -> str:
        """An expression, or the name of a helper variable that has its value."""
        text = self.plain(value)
        if not self.maybe(8):
            return text
        name = f"helper{len(self.helpers)}"
        self.helpers.append(f"{self.choose(('var', 'let', 'const'))} {name} = {text}")
        return name

    def plain(self, value: ConfigValue) -> str:
        """An expression."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, bool):
            return self.choose(("true", "!0") if value else ("false", "!1"))
        if value is None:
            return "null"
        if isinstance(value, int | float):
            return self.number(value)
        if isinstance(value, Undefined):
            return self.choose(("undefined", "void 0"))
        if isinstance(value, dict):
            return self.object(value)
        if isinstance(value, list):
            return self.array(value)
        if isinstance(value, Function):
            return value.source
        return repr(value)

    def object(self, value: dict[str, ConfigValue]) -> str:
        """An object literal; neighbouring members may come out of an object that is spread."""
        keys = list(value)
        members: list[str] = []
        while keys:
            if len(keys) > 1 and self.maybe(6):
                taken = self.random.randint(1, len(keys) - 1)  # fewer each time: it ends
                inner = self.value({key: value[key] for key in keys[:taken]})
                members.append(f"...{inner}")
                del keys[:taken]
            else:
                key = keys.pop(0)
                members.append(f"{self.key(key)}{self.gap()}:{self.gap()}{self.value(value[key])}")
        return self.listed("{", members, "}")

    def array(self, value: list[ConfigValue]) -> str:
        """An array literal."""
        taken = self.random.randint(0, len(value) - 1) if value and self.maybe(6) else 0
        items = [f"...{self.array(value[:taken])}"] if taken else []
        items.extend(map(self.value, value[taken:]))
        return self.listed("[", items, "]")

    def listed(self, opening: str, items: list[str], closing: str) -> str:
        """Items between brackets, perhaps with a trailing comma."""
        inner = f"{self.gap()},{self.gap()}".join(items)
        comma = self.choose(("", ",")) if items else ""
        return f"{opening}{self.gap()}{inner}{self.gap()}{comma}{closing}"

    def key(self, key: str) -> str:
        """A property's name."""
        forms: list[Callable[[], str]] = [lambda: self.string(key)]
        if _NAME.match(key):
            forms += [lambda: key, lambda: key]
        if key.isdecimal() and key.isascii() and str(int(key)) == key and len(key) < 10:
            forms += [lambda: key, lambda: hex(int(key))]
        if self.maybe(4):
            return f"[{self.string(key)}]"
        return self.random.choice(forms)()

    def text(self, value: str) -> str:
        """A string as an expression."""
        if self.maybe(6):
            at = self.random.randint(0, len(value))
            first, second = value[:at], value[at:]
            if self.maybe(2):
                return f"{self.string(first)} + {self.string(second)}"
            return f"`${{{self.string(first)}}}{self.quoted(second, '`')}`"
        quote = self.choose(("'", '"', "`"))
        return f"{quote}{self.quoted(value, quote)}{quote}"

    def string(self, value: str) -> str:
        """A string literal."""
        quote = self.choose(("'", '"'))
        return f"{quote}{self.quoted(value, quote)}{quote}"

    def quoted(self, value: str, quote: str) -> str:
        """The inside of a string literal or template."""
        parts: list[str] = []
        for char in value:
            parts.append(self.character(char, quote))
            if self.maybe(20):
                parts.append("\\\n")  # a line continuation is nothing
        return "".join(parts)

    def character(self, char: str, quote: str) -> str:
        """One character of a string, escaped where it must be, and now and then otherwise."""
        code = ord(char)
        if self.maybe(10):
            forms = [f"\\u{{{code:x}}}"]
            if code <= 0xFFFF:
                forms.append(f"\\u{code:04X}")
            if code <= 0xFF:
                forms.append(f"\\x{code:02x}")
            return self.choose(forms)
        if char in {quote, "\\"} or (char == "$" and quote == "`"):
            return f"\\{char}"
        if char in "\n\r" or (char in _ESCAPES and self.maybe(2)):
            return _ESCAPES[char]
        return char

    def number(self, value: float) -> str:
        """A number as an expression."""
        if value != value:
            return self.choose(("NaN", "0/0"))
        if value == 0:
            return "-0" if math.copysign(1, value) < 0 else self.choose(("0", "0.0", "0x0", ".0"))
        if value < 0:
            return f"-{self.number(-value)}" if math.isfinite(value) else "-Infinity"
        if not math.isfinite(value):
            return self.choose(("Infinity", "1/0", "1e999"))
        text = number_to_string(float(value))
        forms = [text, text]
        if isinstance(value, int) and value < 2**53:
            forms += [hex(value), oct(value), bin(value), f"{value}.0", f"{value}e0", f"{value:_}"]
        elif text.startswith("0."):
            forms.append(text[1:])
        return self.choose(forms)
