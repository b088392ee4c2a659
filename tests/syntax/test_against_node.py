"""What literals denote, asked of a JavaScript engine."""

from __future__ import annotations

import json
import math
import random
import re
import subprocess
from typing import Any

import pytest

from appconfig_merge.errors import AppConfigError
from appconfig_merge.source import Source
from appconfig_merge.syntax import parse
from appconfig_merge.syntax.estree import BigIntLiteral, Literal, TemplateLiteral
from tests.node import node_path

# Values leave Node as tagged text: JSON alone loses Infinity, -0 and lone surrogates.
SCRIPT = """
const texts = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const write = value => typeof value === 'string'
  ? ['string', ...Array.from({length: value.length}, (_, i) => value.charCodeAt(i))]
  : [typeof value, String(value)];
console.log(JSON.stringify(texts.map(text => {
  try { return write((0, eval)('(' + text + ')')); } catch (error) { return [error.name]; }
})));
"""


def node(texts: list[str]) -> list[list[Any]]:
    """What Node makes of expressions: a tagged value each, or the name of an error."""
    done = subprocess.run(
        [node_path(), "-e", SCRIPT],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    answers: list[list[Any]] = json.loads(done.stdout)
    return answers


def ours(text: str) -> list[Any]:
    """The same from the syntax tree of a literal."""
    try:
        (statement,) = parse(Source("literal.js", f"({text})")).body
    except AppConfigError:
        return ["SyntaxError"]
    literal = statement.expression  # type: ignore[attr-defined]
    if isinstance(literal, TemplateLiteral):
        value: object = literal.quasis[0].cooked
    else:
        assert isinstance(literal, (Literal, BigIntLiteral)), literal
        value = literal.value
    if isinstance(value, str):
        units = value.encode("utf-16-le", "surrogatepass")
        codes = [int.from_bytes(units[at : at + 2], "little") for at in range(0, len(units), 2)]
        return ["string", *codes]
    return ["bigint" if isinstance(value, int) else "number", value]


def same(node_answer: list[Any], our_answer: list[Any]) -> bool:
    """Whether two tagged values are equal; numbers as doubles."""
    kind = node_answer[0]
    if kind in {"string", "SyntaxError"} or kind != our_answer[0]:
        return bool(node_answer == our_answer)
    if kind == "bigint":
        return bool(int(node_answer[1]) == our_answer[1])
    return bool(float(node_answer[1].replace("Infinity", "inf")) == our_answer[1])


STRING_PIECES = [
    *"\\'\"`${}\n\r\tabux019é😀/*",
    *("\u2028", "\ud83d", "\\u", "\\x", "\\u{", "}", "\\ud83d", "\\ude00", "\\u{1F600}", "\\x41"),
    *("\\1", "\\07", "\\377", "\\400", "\\8", "\\0", "\\\n", "\\\r\n", "110000", "10FFFF"),
]
NUMBER_PIECES = [*"0123456789._eExXobBnaf+-", "0x", "0o", "0b", "00", "1e30", "9007199254740993"]


@pytest.mark.parametrize("seed", range(4))
def test_random_literals(seed: int) -> None:
    """Random strings, templates and numbers, good and bad, mean what Node says."""
    chosen = random.Random(seed)
    texts = []
    for _ in range(500):
        quote = chosen.choice("'\"`")
        pieces = chosen.choices(STRING_PIECES, k=chosen.randint(0, 6))
        body = "".join(piece for piece in pieces if piece not in {quote, "$", "\ud83d"})
        texts.append(quote + body + quote)
    for _ in range(500):
        pieces = chosen.choices(NUMBER_PIECES, k=chosen.randint(1, 6))
        texts.append("".join(pieces).lstrip("+-") or "0")

    # The grammar knows 09.5, but not 009.5.
    texts = [text for text in texts if not re.match(r"00[0-9]*[.eE]", text)]
    for text, answer in zip(texts, node(texts), strict=True):
        mine = ours_or_none(text)
        if mine is not None and answer[0] != "ReferenceError":
            assert same(answer, mine), (text, answer, mine)


def ours_or_none(text: str) -> list[Any] | None:
    """None for what is no literal: ``1-2``, ``abc``."""
    try:
        return ours(text)
    except AssertionError:
        return None


def test_rounding() -> None:
    """Doubles are rounded correctly from any base and length."""
    chosen = random.Random(0)
    texts = [f"0x{chosen.getrandbits(chosen.randint(50, 1100)):x}" for _ in range(300)]
    texts += [str(chosen.getrandbits(chosen.randint(50, 1100))) for _ in range(300)]
    texts += [f"0o{chosen.getrandbits(200):o}" for _ in range(50)]
    texts += ["0x20000000000001" + "0" * 20 + "1", "9007199254740993.0000000000000000001"]

    for text, answer in zip(texts, node(texts), strict=True):
        mine = ours(text)[1]
        assert float(answer[1].replace("Infinity", "inf")) == mine, text
        assert not math.isnan(mine)
