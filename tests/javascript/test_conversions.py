"""Conversions and operators on primitive values, compared with Node in bulk."""

from __future__ import annotations

import itertools
import json
import random
import struct
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from appconfig_merge.javascript import operators
from appconfig_merge.javascript.conversion import NotKnown, Throws, to_number, to_string, typeof
from appconfig_merge.javascript.numbers import number_to_string, string_to_number
from appconfig_merge.javascript.primitives import UNDEFINED, BigInt
from tests.node import node_path

if TYPE_CHECKING:
    from appconfig_merge.javascript.values import Value

VALUES = (
    "undefined", "null", "true", "false", "0", "-0", "1", "-1", "1.5", "NaN", "Infinity",
    "-Infinity", "4294967296", "-2147483649", "1e21", "5e-324", "0n", "1n", "-7n", "12n", "''",
    "' '", "'0'", "'1'", "'-1'", "' 12 '", "'0x10'", "'1e3'", "'Infinity'", "'a'", "'b'", "'é'",
    "'\\ud83d'", "'\\u{1F600}'", "'\\ue000'", "'1n'", "'null'", "'NaN'",
)  # fmt: skip
OPERATORS = (
    "+", "-", "*", "/", "%", "**", "==", "!=", "===", "!==", "<", ">", "<=", ">=", "&", "|", "^",
    "<<", ">>", ">>>",
)  # fmt: skip
_SHOW = """
const show = (f) => { try { const v = f(); return typeof v + ":" +
  (Object.is(v, -0) ? "-0" : String(v)); } catch (error) { return error.name; } };
"""


def node(source: str) -> Any:
    """What a Node script prints as JSON."""
    done = subprocess.run(
        [node_path(), "-"],
        input=source,
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    return json.loads(done.stdout)


def literal(text: str) -> Value:
    """The value of one of the literals above."""
    fixed: dict[str, Value] = {
        "undefined": UNDEFINED, "null": None, "true": True, "false": False,
        "NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf"),
    }  # fmt: skip
    if text in fixed:
        return fixed[text]
    if text.startswith("'"):
        return str(eval(text.replace("\\u{1F600}", "\\U0001F600")))
    return BigInt(int(text[:-1])) if text.endswith("n") else float(text)


def shown(value: Value) -> str:
    """A value as the script above shows it."""
    minus = isinstance(value, float) and value == 0 and str(value) == "-0.0"
    return f"{typeof(value)}:{'-0' if minus else to_string(value)}"


def test_operators_on_all_pairs() -> None:
    """Every binary operator on every pair of values: Node's result, its error, or not known."""
    pairs = [f"[{', '.join(f'() => ({a}) {op} ({b})' for op in OPERATORS)}]"
             for a, b in itertools.product(VALUES, VALUES)]  # fmt: skip
    source = f"{_SHOW} const all = [{','.join(pairs)}];"
    answers = node(f"{source} console.log(JSON.stringify(all.map((fs) => fs.map(show))))")
    known = 0
    for (a, b), row in zip(itertools.product(VALUES, VALUES), answers, strict=True):
        for operator, expected in zip(OPERATORS, row, strict=True):
            try:
                found = shown(operators.binary(operator, literal(a), literal(b)))
            except Throws as error:
                found = error.name
            except NotKnown:
                continue
            known += 1
            assert found == expected, f"{a} {operator} {b}"
    assert known > len(VALUES) ** 2 * len(OPERATORS) * 0.9


def test_unary_operators() -> None:
    """Minus, plus, complement and typeof."""
    kinds = ("-", "+", "~", "typeof ")
    functions = [f"() => {op}({text})" for text in VALUES for op in kinds]
    answers = node(f"{_SHOW} console.log(JSON.stringify([{','.join(functions)}].map(show)))")
    for (text, operator), expected in zip(itertools.product(VALUES, kinds), answers, strict=True):
        value = literal(text)
        try:
            result = typeof(value) if operator == "typeof " else operators.unary(operator, value)
            found = shown(result)
        except Throws as error:
            found = error.name
        assert found == expected, f"{operator}{text}"


def test_numbers_to_strings_and_back() -> None:
    """Random doubles, by their bits and near powers of ten, read and written as Node does."""
    seed = random.SystemRandom().randrange(10**9)
    source = random.Random(seed)
    doubles = [struct.unpack("<d", source.randbytes(8))[0] for _ in range(4000)]
    doubles += [float(f"{source.uniform(0.1, 1)}e{exponent}") for exponent in range(-30, 30)]
    doubles += [float(10**power) for power in range(25)] + [10.0**-power for power in range(10)]
    doubles = [number for number in doubles if abs(number) < float("inf")]
    script = f"console.log(JSON.stringify({json.dumps([repr(n) for n in doubles])}.map((t) => "
    answers = node(f"{script} String(Number(t)))))")
    for number, expected in zip(doubles, answers, strict=True):
        assert number_to_string(number) == expected, f"seed {seed}"
        assert string_to_number(expected) == number, f"seed {seed}"


def test_strings_to_numbers() -> None:
    """Odd number texts, made of the characters that matter."""
    seed = random.SystemRandom().randrange(10**9)
    source = random.Random(seed)
    alphabet = "0123456789.eE+-xXoObB_n \t\u00a0\ufeff\u2028Infity٣"
    texts = ["".join(source.choices(alphabet, k=source.randint(0, 5))) for _ in range(6000)]
    answers = node(f"console.log(JSON.stringify({json.dumps(texts)}.map((t) => String(+t))))")
    for text, expected in zip(texts, answers, strict=True):
        assert number_to_string(to_number(text)) == expected, f"{text!r}, seed {seed}"


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (None, UNDEFINED, True),
        (None, 0.0, False),
        ("", 0.0, True),
        ("1", True, True),
        (BigInt(1), 1.0, True),
        (float("nan"), float("nan"), False),
    ],
)
def test_loose_equality(left: Value, right: Value, expected: bool) -> None:
    """The rows of ECMA-262 7.2.14 that surprise."""
    assert operators.loosely_equal(left, right) is expected
    assert operators.loosely_equal(right, left) is expected
