"""What a syntax error most probably comes from: the line around it, seen as a person sees it.

The line breaks JavaScript's grammar in any case; what is told here is why. Where nothing is
recognised the error stays as it was.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from appconfig_merge.errors import SourceSyntaxError
from appconfig_merge.location import Location
from appconfig_merge.suggestions import suggest
from appconfig_merge.syntax.tree_sitter.line import Cause, Line
from appconfig_merge.syntax.tree_sitter.unquoted import needs_quotes

if TYPE_CHECKING:
    from collections.abc import Callable

    from appconfig_merge.source import Source

_STRINGS: Final = re.compile(
    r""""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`"""
    # One that begins where a value does and isn't closed on its line.
    r"""|(?<=[:=(\[,])["'`].*|(?<=[:=(\[,] )["'`].*"""
)
_LONGEST: Final = 2_000
"""Characters of a line on which something is recognised: longer ones are no person's."""


def probable(source: Source, error: SourceSyntaxError) -> SourceSyntaxError:
    """The error with what it probably comes from, or the same."""
    location = error.location
    if location is None or _NAMED.search(error.message):
        return error
    number = location.line
    line = _line(source.line(number), location.column - 1)
    found = _cause(line)
    if found is None and _BEGINS.match(line.blank[: line.column]) and number > 1:
        # What is wrong with a line may show only where the next one begins.
        above = source.line(number - 1)
        number -= 1
        found = needs_quotes(_line(above, len(above)))
    if found is None:
        return error
    if found.message is None:
        return SourceSyntaxError(
            error.message, location=location, line_text=error.line_text, help=found.help
        )
    place = Location(source.name, number, found.start + 1, number, found.end + 1)
    return SourceSyntaxError(
        found.message, location=place, line_text=source.line(number), help=found.help
    )


_NAMED: Final = re.compile(r"placeholder|merge conflict|looks like|typographic|never closed on its")
"""What is certain already."""
_BEGINS: Final = re.compile(r"\s*(?:[\w$]+|\"\0*\")?\s*\Z")


def _line(text: str, column: int) -> Line:
    blank = _STRINGS.sub(_blank, text[:_LONGEST])
    return Line(text, blank, column)


def _blank(found: re.Match[str]) -> str:
    """The quotes of a string with NUL between them; one that is never closed is all NUL."""
    text = found[0]
    is_closed = len(text) > 1 and text[-1] == text[0]
    return f'"{chr(0) * (len(text) - 2)}"' if is_closed else chr(0) * len(text)


def _cause(line: Line) -> Cause | None:
    if line.column > _LONGEST:
        return None
    for look in _LOOKS:
        found = look(line)
        if found is not None:
            return found
    return None


_TYPES: Final = re.compile(
    r"\A\s*(?:export\s+)?(?:declare\s+\w|interface\s+\w|type\s+\w+\s*(?:<[^>]*>)?\s*=|enum\s+\w"
    r"|namespace\s+\w|abstract\s+class)"
    r"|\b(?:var|let|const)\s+[\w$]+\s*!?:\s*[A-Za-z_][\w.<>\[\]| ]*(?:=|;|\Z)"
    r"|[)\]}\w\"]\s+(?:as|satisfies)\s+[A-Za-z_{\[]"
    r"|\bfunction\b[^(]*(?:<\w+>)?\([^)]*[\w$]\??\s*:\s*\w"
    r"|\([\w$]+\??\s*:\s*\w+[^)]*\)\s*(?::\s*\w+\s*)?=>"
    r"|\)\s*:\s*\w+\s*\{"
    r"|\b(?:import|export)\s+type\b"
    r"|[\w$\])\"]!\s*(?:[.;,)]|=(?!=))"
    r"|[:=]\s*<[A-Za-z]\w*>\s*[{\[(\"]"
)

_SPECIFIERS: Final = re.compile(r"\s*(?:import|export)\b[^=]*\{")


def _typescript(line: Line) -> Cause | None:
    found = _TYPES.search(line.blank)
    if found is None or (" as " in found[0] and _SPECIFIERS.match(line.blank)):
        return None
    return Cause(
        "this is TypeScript, which a browser can't read",
        "publish the file that it is compiled to, or take the types out",
        found.start() + len(found[0]) - len(found[0].lstrip()),
        found.end(),
    )


_DECLARATION: Final = re.compile(r"\b(var|let|const)\s+([\w$]+)\s*(:|==|)\s*\Z")


def _declaration(line: Line) -> Cause | None:
    """``var x { ... }``, ``var x: { ... }`` and ``var x == { ... }``."""
    skipped = re.match(r"\s*(?:==|:)?", line.blank[line.column :])
    end = line.column + (skipped.end() if skipped else 0)
    found = _DECLARATION.search(line.blank[:end])
    if found is None or line.blank[end : end + 1] in {"", ";", ",", "="}:
        return None
    what = f"stands =, not {found[3]}" if found[3] else "= is missing"
    return Cause(
        f"between the name {found[2]} and its value {what}",
        f"write `{found[1]} {found[2]} = ...`",
        found.start(2),
        found.end(2),
    )


_OPERATORS: Final = {"and": "&&", "or": "||", "not": "!", "elif": "else if"}


def _operator(line: Line) -> Cause | None:
    """Python's and SQL's words."""
    found = re.compile(r"\s*(and|or|elif)\b").match(line.blank, line.column)
    found = found or re.search(r"\b(and|or|not|elif)\s*\Z", line.blank[: line.column])
    if found is None:
        return None
    return Cause(
        f"JavaScript has no operator {found[1]}",
        f"write {_OPERATORS[found[1]]}",
        *found.span(1),
    )


_PREFIXED: Final = re.compile(r"(?:\b([rRuUbBfF]{1,2})|(@\$?|\$))\"\0*\"")


def _string(line: Line) -> Cause | None:
    """Strings of Python and C#, with something before their quotes."""
    for found in _PREFIXED.finditer(line.blank):
        if found.start() - 1 <= line.column <= found.end():
            prefix = found[1] or found[2]
            fills = "f" in prefix.lower() or "$" in prefix
            help = "leave it out; in backquotes ${...} is filled in" if fills else "leave it out"
            return Cause(f"JavaScript has no {prefix} before a string", help, *found.span())
    triple = re.search(r"'''|\"\"\"", line.text[:_LONGEST])
    if triple is None:
        return None
    return Cause(
        f"JavaScript has no {triple[0]} around a string",
        "write one quote, or backquotes around a text of several lines",
        *triple.span(),
    )


def _braces(line: Line) -> Cause | None:
    """``[ a: 1 ]`` and ``( a: 1 )``."""
    found = re.search(r"([\[(])\s*(?:[\w$]+|\"\0*\")\s*(:?)\s*\Z", line.blank[: line.column])
    if found is None or not (found[2] or line.blank.startswith(":", line.column)):
        return None
    return Cause(None, "a name and its value stand in braces: { name: value }")


_KEYWORDS: Final = ("var", "let", "const", "function", "return", "export", "import")


_TEMPLATES: Final = re.compile(
    r"\$\{[\w.]+:[^{}]*\}|%%[\w.]+%%|\{%[^%]*%\}|\$env:\w+|@env\([^)]*\)|\$\([A-Z_]\w*\)"
)


def _placeholder(line: Line) -> Cause | None:
    """Placeholders of shells, Azure, Jinja and Laravel, in backquotes, too."""
    for found in _TEMPLATES.finditer(line.text[:_LONGEST]):
        if found.start() - 3 <= line.column <= found.end():
            return Cause(
                f"{found[0]} is a placeholder that was never filled in",
                "put the value there, in quotes if it is text",
                *found.span(),
            )
    return None


def _name(line: Line) -> Cause | None:
    """``1a: 2``."""
    digits = re.search(r"(?:[{,]|\A)\s*(\d+)\Z", line.blank[: line.column])
    name = re.compile(r"[A-Za-z_$][\w$]*(?=\s*:)").match(line.blank, line.column)
    if digits is None or name is None:
        return None
    return Cause(
        "a name that begins with a digit needs quotes",
        "put the whole name in quotes",
        digits.start(1),
        name.end(),
    )


def _comment(line: Line) -> Cause | None:
    """``*/`` without its beginning."""
    if line.column < 1 or line.blank[line.column - 1 : line.column + 1] != "*/":
        return None
    return Cause(
        "this */ closes no comment",
        "remove it, or look for a /* that is missing before it",
        line.column - 1,
        line.column + 1,
    )


def _keyword(line: Line) -> Cause | None:
    """``Var x = 1`` and ``cosnt x = 1``."""
    found = re.search(r"(?:\A|[;}])\s*([A-Za-z]+)\s+\Z", line.blank[: line.column])
    if found is None or found[1] in _KEYWORDS:
        return None
    near = suggest(found[1], _KEYWORDS)
    return Cause(None, f"did you mean {near[0]}?") if near else None


_LOOKS: Final[tuple[Callable[[Line], Cause | None], ...]] = (
    _placeholder, _string, needs_quotes, _operator, _typescript, _declaration, _braces, _name,
    _comment, _keyword,
)  # fmt: skip
