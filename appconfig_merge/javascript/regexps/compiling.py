"""Patterns as programs (ECMA-262 22.2.2, Compile...): in one pass over their parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.javascript.conversion import NotKnown, Throws
from appconfig_merge.javascript.regexps.characters import (
    Members,
    all_but_line_ends,
    category,
    has_case,
    of_escape,
)
from appconfig_merge.javascript.regexps.program import (
    BACK,
    CLEAR,
    DONE,
    EDGE,
    HELD,
    JUMP,
    LOOK,
    MOVED,
    RETREAT,
    SAVE,
    SET,
    SPLIT,
    TEXT,
    Program,
)
from appconfig_merge.javascript.values import Unknown
from appconfig_merge.limits import MAX_REGEXP
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.syntax.early.regexp import RegExpError, parse_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

    from appconfig_merge.javascript.regexps.program import Op
    from appconfig_merge.syntax.early.regexp_parts import Member, Parsed, Part

_MAX_NESTING: Final = 100
"""Groups inside one another: each copies the program of those inside it."""
_LINE_ENDS: Final = {"\n": "\\n", "\r": "\\r", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_LEGACY: Final = "01234567"
_LOOKS: Final = {"=": True, "!": False, "<=": True, "<!": False}


def compiled(source: str, flags: str) -> Program:
    """The program of a pattern.

    Raises Throws for a pattern that breaks the syntax, NotKnown for one that isn't matched here.
    """
    for flag in "dv":
        if flag in flags:
            raise refusal(f"the flag {flag}")
    if len(source) > MAX_REGEXP:
        raise refusal("its length")
    try:
        parsed = parse_pattern(source, flags)
    except RegExpError as error:
        message = f"Invalid regular expression: /{source}/{flags}: {error.message}"
        raise Throws("SyntaxError", message) from None
    return _Compilation(parsed, flags).program()


def source_of(pattern: str) -> str:
    """A pattern as a literal has it (EscapeRegExpPattern, 22.2.6.13.1)."""
    written: list[str] = []
    in_class = escaped = False
    for char in pattern:
        if char in _LINE_ENDS:
            if escaped:
                raise refusal("a backslash at the end of a line")
            written.append(_LINE_ENDS[char])
            continue
        written.append(f"\\{char}" if char == "/" and not (in_class or escaped) else char)
        if not escaped:
            in_class = char == "[" or (in_class and char != "]")
        escaped = char == "\\" and not escaped
    return "".join(written) or "(?:)"


def refusal(what: str) -> NotKnown:
    """What to raise for a pattern that has something that isn't matched here."""
    return NotKnown(Unknown(f"this regular expression is not evaluated: {what}"))


class _Term(NamedTuple):
    """A term of an alternative: its program, and the fewest characters that it takes.

    ``groups`` counts the groups that began before it.
    """

    code: list[Op]
    least: int
    groups: int


class _Group:
    """A group that is open: its alternatives so far, and the terms of the last one.

    ``behind`` tells that it is matched towards the start of the text.
    """

    def __init__(self, kind: str, number: int, before: int, *, behind: bool) -> None:
        self.kind = kind
        self.number = number
        self.before = before
        self.behind = behind
        self.alternatives: list[_Term] = []
        self.terms: list[_Term] = []


class _Compilation:
    def __init__(self, parsed: Parsed, flags: str) -> None:
        self.parsed = parsed
        self.unicode = "u" in flags
        self.multiline = "m" in flags
        self.sticky = "y" in flags
        self.fold = ("iu" if self.unicode else "i") if "i" in flags else ""
        self.dot = Members((), "", inverted=True) if "s" in flags else all_but_line_ends()
        self.names: dict[str, int] = {}
        self.groups = 0
        self.loops = 0
        self.refers = False
        self.recent = ""
        self.open = [_Group("", 0, 0, behind=False)]

    def program(self) -> Program:
        for part in self.parsed.parts:
            self._part(part)
        code, least, _groups = self._alternatives(self.open.pop())
        return Program(
            (*code, _op(DONE)),
            self.groups,
            2 * self.groups + 2 + self.loops,
            self.names,
            self.fold,
            self.unicode,
            self.multiline,
            self.sticky,
            self.refers,
            least,
            self.recent,
        )

    def _part(self, part: Part) -> None:
        group = self.open[-1]
        match part.kind:
            case "char":
                group.terms.append(self._char(part.value))
            case "any":
                self._one_of(self.dot)
            case "escape":
                self._one_of(self._members((part.text,), is_inverted=False))
            case "class":
                self._one_of(self._members(part.members, is_inverted=bool(part.text)))
            case "edge":
                self._term([_op(EDGE, part.text)], 0)
            case "group":
                self.groups += 1
                if part.text in self.names:
                    raise refusal("two groups of one name")
                if part.text:
                    self.names[part.text] = self.groups
                before = self.groups - 1
                self._begin(_Group("group", self.groups, before, behind=group.behind))
            case "open":
                self._open(part.text)
            case "or":
                group.alternatives.append(_joined(group))
                group.terms = []
            case "close":
                self._close(self.open.pop())
            case "quantifier":
                group.terms.append(self._repeated(group.terms.pop(), part))
            case "number":
                self._number(part)
            case "name":
                self._name(part.text)
            case _:
                raise refusal("the flag v")

    def _term(self, code: list[Op], least: int) -> None:
        self.open[-1].terms.append(_Term(code, least, self.groups))

    def _char(self, code: int) -> _Term:
        char = chr(code)
        op = _op(TEXT, char, 1)
        if has_case(char, self.fold):
            op = _op(SET, Members([(code, code)], self.fold, inverted=False))
        return _Term(self._one(op), 1, self.groups)

    def _one_of(self, members: Members) -> None:
        self._term(self._one(_op(SET, members)), 1)

    def _one(self, op: Op) -> list[Op]:
        """What matches one character."""
        return [_op(RETREAT, 1), op, _op(RETREAT, 1)] if self.open[-1].behind else [op]

    def _members(self, members: Iterable[Member], *, is_inverted: bool) -> Members:
        ranges: list[tuple[int, int]] = []
        categories: list[tuple[str, bool]] = []
        for member in members:
            if not isinstance(member, str):
                ranges.append(member)
            elif member[0] in "pP":
                name = category(member[1:])
                if name is None or self.fold:
                    raise refusal("such a property of Unicode")
                categories.append((name, member[0] == "P"))
            else:
                ranges.extend(of_escape(member, self.fold))
        return Members(ranges, self.fold, inverted=is_inverted, categories=categories)

    def _open(self, text: str) -> None:
        is_behind = text in {"<=", "<!"}
        if is_behind:
            self.recent = "lookbehind"
        if text not in _LOOKS and text != ":":
            raise refusal("flags of a group, which not every browser has")
        behind = is_behind or (text == ":" and self.open[-1].behind)
        self._begin(_Group(text, 0, self.groups, behind=behind))

    def _begin(self, group: _Group) -> None:
        self.open.append(group)
        if len(self.open) > _MAX_NESTING:
            raise refusal("its nesting")

    def _close(self, group: _Group) -> None:
        code, least, _groups = self._alternatives(group)
        if group.kind == "group":
            first, last = 2 * group.number, 2 * group.number + 1
            if group.behind:
                first, last = last, first
            code = [_op(SAVE, first), *code, _op(SAVE, last)]
        elif group.kind in _LOOKS:
            holds = _LOOKS[group.kind]
            code = [_op(LOOK, holds, len(code) + 2), *code, _op(HELD, holds)]
            least = 0
        self.open[-1].terms.append(_Term(code, least, group.before))

    def _alternatives(self, group: _Group) -> _Term:
        """A Disjunction: the first alternative that leads to a match (22.2.2.3)."""
        all_of_them = [*group.alternatives, _joined(group)]
        pieces: list[list[Op]] = []
        behind = 0
        for term in reversed(all_of_them):
            if pieces:
                piece = [
                    _op(SPLIT, 1, len(term.code) + 2),
                    *term.code,
                    _op(JUMP, behind + 1),
                ]
            else:
                piece = term.code
            pieces.append(piece)
            behind += len(piece)
        code = [op for piece in reversed(pieces) for op in piece]
        _bound(len(code))
        return _Term(code, min(term.least for term in all_of_them), group.before)

    def _repeated(self, term: _Term, part: Part) -> _Term:
        """RepeatMatcher (22.2.2.3.1): what has to be there, then what may be."""
        least, most = part.value, part.most
        body = term.code
        if self.groups > term.groups:
            body = [_op(CLEAR, 2 * term.groups + 2, 2 * self.groups + 2), *body]
        _bound((len(body) + 3) * (least + 1 if most is None else most))
        turn = body
        if not term.least and most != least:
            # Only a loop that may turn without taking anything has to see that it doesn't.
            slot = 2 * self.parsed.groups + 2 + self.loops
            self.loops += 1
            turn = [_op(SAVE, slot), *(_inside(op, slot) for op in body), _op(MOVED, slot)]
        code = body * least
        if most is None:
            code.extend((_split(len(turn) + 2, part.text), *turn, _op(JUMP, -len(turn) - 1)))
        else:
            for left in range(most - least, 0, -1):
                code.extend((_split(left * (len(turn) + 1), part.text), *turn))
        return _Term(code, term.least * least, term.groups)

    def _number(self, part: Part) -> None:
        if part.value <= self.parsed.groups:
            self.refers = True
            self._term([_op(BACK, part.value, self.open[-1].behind)], 0)
            return
        # B.1.2: an octal escape, or digits that stand for themselves.
        digits = part.text
        size = 0
        while size < min(len(digits), 3) and digits[size] in _LEGACY:
            if int(digits[: size + 1], 8) > 0o377:
                break
            size += 1
        codes = [int(digits[:size], 8) if size else ord(digits[0])]
        codes.extend(ord(digit) for digit in digits[max(size, 1) :])
        self.open[-1].terms.extend(map(self._char, codes))

    def _name(self, name: str) -> None:
        if not self.parsed.named:
            raise refusal("\\k without a group that has a name")
        names = [part.text for part in self.parsed.parts if part.kind == "group"]
        self.refers = True
        self._term([_op(BACK, names.index(name) + 1, self.open[-1].behind)], 0)


def _op(kind: int, first: object = 0, second: object = 0, loops: tuple[int, ...] = ()) -> Op:
    return (kind, first, second, loops)


def _split(behind: int, lazy: str) -> Op:
    """Whether to take another turn, or to go on behind the loop."""
    return _op(SPLIT, behind, 1) if lazy else _op(SPLIT, 1, behind)


def _inside(op: Op, slot: int) -> Op:
    """An instruction inside a loop that ends where a turn takes nothing."""
    kind, first, second, loops = op
    return (kind, first, second, (*loops, slot)) if kind in {SPLIT, LOOK} else op


def _joined(group: _Group) -> _Term:
    """An Alternative: one term after another; characters that follow each other as one text."""
    terms = group.terms[::-1] if group.behind else group.terms
    code: list[Op] = []
    previous: _Term | None = None
    for term in terms:
        is_text = len(term.code) == 1 and term.code[0][0] == TEXT
        if is_text and previous is not None and len(previous.code) == 1 and code[-1][0] == TEXT:
            text = f"{code[-1][1]}{term.code[0][1]}"
            code[-1] = _op(TEXT, text, len(text))
        else:
            code.extend(term.code)
        previous = term
    return _Term(code, sum(term.least for term in terms), group.before)


def _bound(size: int) -> None:
    if size > MAX_REGEXP:
        raise refusal("its size")
