"""Node's word on values: scripts of many expressions, and values as both sides write them."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.javascript.conversion import to_string, typeof
from appconfig_merge.javascript.primitives import UNDEFINED, BigInt, RegExp
from tests.node import node_path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from appconfig_merge.javascript.values import Value

_SHOW: Final = """
const show = (run) => {
  try {
    const value = run();
    if (Array.isArray(value)) return `array of ${value.length}: ${value.join("|")}`;
    return typeof value + ":" + (Object.is(value, -0) ? "-0" : String(value));
  } catch (error) { return String(error); }
};
"""
_FIXED: Final[dict[str, Value]] = {
    "undefined": UNDEFINED, "null": None, "true": True, "false": False,
    "NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf"),
}  # fmt: skip


def node(script: str) -> Any:
    """What a script prints as JSON."""
    done = subprocess.run(
        [node_path(), "-"],
        input=script,
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    return json.loads(done.stdout)


def answers(expressions: Iterable[str]) -> list[str]:
    """What each expression gives, as :func:`shown` writes it, or the error that it throws."""
    runs = ",\n".join(f"() => {expression}" for expression in expressions)
    shown: list[str] = node(f"{_SHOW} console.log(JSON.stringify([{runs}].map(show)));")
    return shown


def literal(text: str) -> Value:
    """The value of a literal, as this package holds it."""
    if text in _FIXED:
        return _FIXED[text]
    if text.startswith("'"):
        return str(eval(text.replace("\\u{1F600}", "\\U0001F600")))
    if text.startswith("/"):
        return RegExp(*text[1:].rsplit("/", 1))
    return BigInt(int(text[:-1])) if text.endswith("n") else float(text)


def shown(value: Value | list[str]) -> str:
    """A value as the script above shows it."""
    if isinstance(value, list):
        return f"array of {len(value)}: {'|'.join(value)}"
    is_minus_zero = isinstance(value, float) and value == 0 and str(value) == "-0.0"
    return f"{typeof(value)}:{'-0' if is_minus_zero else to_string(value)}"
