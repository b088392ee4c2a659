"""Strategies for ES5 source text: statements and expressions that every engine reads.

Text is built from tokens, and what stands between two tokens is drawn, too: white space,
comments, and line ends wherever ECMA-262 12.10 lets them stand without ending a statement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

NAMES = st.sampled_from(
    ["a", "b", "c2", "$", "_d", "foo", "undefined", "NaN", "of", "\\u0061e", "é"]
)
# The grammar takes undefined for a keyword that nothing but "=" assigns to.
TARGETS = NAMES.filter("undefined".__ne__)
KEY_NAMES = NAMES | st.sampled_from(["if", "class", "get", "set", "__proto1__", "null"])
NUMBERS = st.sampled_from(
    [
        "0",
        "1",
        "12.50",
        ".5",
        "5.",
        "1e3",
        "2E-3",
        "0x1F",
        "0Xff",
        "017",
        "1e400",
        "123456789012345678901",
    ]
)
STRING_PARTS = st.sampled_from(
    [
        "x",
        " ",
        "é",
        "😀",
        "//",
        "/*",
        "\\n",
        "\\\\",
        "\\'",
        '\\"',
        "\\x41",
        "\\u0042",
        "\\0",
        "\\\n",
        "\\ud83d\\ude00",
        "\\ud83d",
        "\\b\\f\\v\\t\\r",
        "\\q",
    ]
)
REGEXES = st.sampled_from(["/a/", "/[/\\]]/g", "/\\//gi", "/(?:b)+/m"])
BINARY = st.sampled_from(
    [
        "+",
        "-",
        "*",
        "/",
        "%",
        "<<",
        ">>",
        ">>>",
        "&",
        "|",
        "^",
        "&&",
        "||",
        "==",
        "!=",
        "===",
        "!==",
        "<",
        ">",
        "<=",
        ">=",
        "in",
        "instanceof",
    ]
)
ASSIGNMENTS = st.sampled_from(
    ["=", "+=", "-=", "*=", "/=", "%=", "<<=", ">>=", ">>>=", "&=", "|=", "^="]
)
UNARY = st.sampled_from(["-", "+", "!", "~", "typeof", "void", "delete"])
GAPS = st.sampled_from([" ", "  ", "\t", "/* c */", " // c\n", "\n", "\r\n", "\v", "\f", "\xa0"])
INLINE_GAPS = st.sampled_from([" ", "  ", "\t", "/* c */"])


def words(*parts: str) -> SearchStrategy[str]:
    """Tokens with anything that may stand between them."""
    return st.tuples(*(st.tuples(GAPS, st.just(part)) for part in parts if part)).map(
        lambda drawn: "".join(f" {gap}{part}" for gap, part in drawn)
    )


@st.composite
def strings(draw: DrawFn) -> str:
    """A string literal."""
    quote = draw(st.sampled_from("'\""))
    return quote + "".join(draw(st.lists(STRING_PARTS, max_size=4))) + quote


def listed(items: list[str]) -> str:
    """Items with commas between them."""
    return " , ".join(items)


@st.composite
def members(draw: DrawFn, depth: int) -> str:
    """A member of an object literal. ES5 has no shorthand and no method."""
    key = draw(KEY_NAMES | strings() | NUMBERS)
    form = draw(st.integers(0, 5))
    if form == 0:
        return draw(words("get", key, "(", ")", draw(bodies(depth))))
    if form == 1:
        return draw(words("set", key, "(", "v", ")", draw(bodies(depth))))
    return draw(words(key, ":", draw(expressions(depth))))


@st.composite
def primaries(draw: DrawFn, depth: int) -> str:
    """What an operator takes."""
    form = draw(st.integers(0, 9 if depth > 0 else 4))
    if form == 0:
        return draw(NAMES)
    if form == 1:
        return draw(NUMBERS)
    if form == 2:
        return draw(strings())
    if form == 3:
        return draw(st.sampled_from(["this", "null", "true", "false"]))
    if form == 4:
        return draw(REGEXES)
    inner = expressions(depth - 1)
    if form == 5:
        return "(" + draw(words(draw(inner), ")"))
    if form == 6:
        elements = draw(st.lists(inner | st.just(""), max_size=3))
        return "[" + draw(words(listed(elements), "]"))
    if form == 7:
        return "{" + draw(words(listed(draw(st.lists(members(depth - 1), max_size=3))), "}"))
    if form == 8:
        name = draw(NAMES | st.just(""))
        return draw(
            words(
                "function",
                name,
                "(",
                listed(draw(st.lists(st.just("p"), max_size=1))),
                ")",
                draw(bodies(depth - 1)),
            )
        )
    return draw(words("new", draw(NAMES), "(", listed(draw(st.lists(inner, max_size=2))), ")"))


@st.composite
def operands(draw: DrawFn, depth: int) -> str:
    """A primary expression with calls and members behind it."""
    text = draw(primaries(depth))
    if text[-1:].isdigit() or text[-1:] == ".":
        # 5.a is no member expression.
        text = f"({text})"
    for _ in range(draw(st.integers(0, 2)) if depth > 0 else 0):
        form = draw(st.integers(0, 2))
        if form == 0:
            text += draw(words(".", draw(KEY_NAMES)))
        elif form == 1:
            text += draw(words("[", draw(expressions(depth - 1)), "]"))
        else:
            text += draw(
                words("(", listed(draw(st.lists(expressions(depth - 1), max_size=2))), ")")
            )
    return text


@st.composite
def expressions(draw: DrawFn, depth: int) -> str:
    """An expression without a comma at its top."""
    form = draw(st.integers(0, 7 if depth > 0 else 1))
    if form <= 2:
        return draw(operands(depth))
    if form == 3:
        return draw(words(draw(UNARY), draw(operands(depth - 1))))
    if form == 4:
        target = draw(NAMES)
        return (
            draw(words(draw(st.sampled_from(["++", "--"])), target))
            if draw(st.booleans())
            else target + draw(INLINE_GAPS) + draw(st.sampled_from(["++", "--"]))
        )
    if form == 5:
        return draw(
            words("(", draw(expressions(depth - 1)), draw(BINARY), draw(operands(depth - 1)), ")")
        )
    if form == 6:
        return draw(words(draw(TARGETS), draw(ASSIGNMENTS), draw(expressions(depth - 1))))
    return draw(
        words(
            draw(operands(depth - 1)),
            draw(BINARY),
            draw(operands(depth - 1)),
            "?",
            draw(expressions(depth - 1)),
            ":",
            draw(expressions(depth - 1)),
        )
    )


@st.composite
def bodies(draw: DrawFn, depth: int) -> str:
    """Statements in braces."""
    return "{" + "\n".join(draw(st.lists(statements(depth - 1), max_size=2))) + "}"


@st.composite
def statements(draw: DrawFn, depth: int, *, alone: bool = False) -> str:
    """A statement; ``alone`` is for where a function's declaration can't stand."""
    end = draw(st.sampled_from([" ;", ";", " ;\n", "\n;"]))
    if depth <= 0:
        return "x = " + draw(operands(0)) + end
    value = draw(expressions(depth - 1))
    inner = statements(depth - 1, alone=True)
    form = draw(st.integers(0, 15))
    if form <= 3:
        return draw(words("x", "=", value)) + end
    if form == 4:
        return draw(words("var", "y", "=", value, ",", draw(NAMES.filter("\\u0061e".__ne__)))) + end
    if form == 5:
        return draw(words("if", "(", value, ")", draw(inner))) + draw(
            words("else", draw(inner)) | st.just("")
        )
    if form == 6:
        return draw(words("for", "(", "var i = 0", ";", value, ";", "i++", ")", draw(inner)))
    if form == 7:
        # The grammar ends a statement at a comment between the name and "in".
        head = draw(st.sampled_from(["var k in", "k in", "k.l in"]))
        return draw(words("for", "(", head, value, ")", draw(inner)))
    if form == 8:
        return draw(words("while", "(", value, ")", draw(inner)))
    if form == 9:
        return draw(words("do", draw(inner), "while", "(", value, ")")) + ";"
    if form == 10:
        return draw(
            words(
                "switch", "(", value, ")", "{", "case", value, ":", draw(inner), "default", ":", "}"
            )
        )
    if form == 11:
        tail = draw(st.sampled_from(["catch (e) ", "finally "]))
        return "try " + draw(bodies(depth)) + tail + draw(bodies(depth))
    if form == 12:
        text = draw(words("function", "f", "(", "p", ",", "q", ")")) + "{ return (" + value + ");}"
        return "{" + text + "}" if alone else text
    if form == 13:
        return draw(words(f"l{depth}", ":", draw(inner)))
    if form == 14:
        return "throw (" + value + ")" + end
    return draw(bodies(depth))


def programs() -> SearchStrategy[str]:
    """A whole script."""
    return st.lists(statements(2), min_size=1, max_size=3).map("\n".join)
