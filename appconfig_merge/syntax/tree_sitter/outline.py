"""Following the outline of a text that doesn't parse, up to where it breaks.

This is no parser: it keeps the open brackets, knows whether an operand or an operator may
come next, and takes objects, arrays and argument lists seriously, since that is where people
make their mistakes. What it isn't sure of it lets pass.
"""

from __future__ import annotations

from appconfig_merge.limits import MAX_DIAGNOSED
from appconfig_merge.syntax.tree_sitter.findings import Finding, Findings, Frame, closer
from appconfig_merge.syntax.tree_sitter.placeholders import placeholder
from appconfig_merge.syntax.tree_sitter.tokens import Token, Tokenizer

# What may come next: an operand, an operator, or either (where a statement may start).
_OPERAND, _OPERATOR, _EITHER = "operand", "operator", "either"
_CLOSERS = {"}": "{", ")": "(", "]": "["}
_PREFIX_WORDS = frozenset(
    {"typeof", "void", "delete", "new", "in", "of", "instanceof", "return", "throw", "case"}
    | {"await", "yield", "extends", "let", "var", "const", "using", "async", "static", "get"}
    | {"set", "default", "else", "do", "as", "from", "import", "export", "function", "class"}
)
_BINARY_WORDS = frozenset({"in", "of", "instanceof", "as", "from", "extends"})
_STATEMENT_PARENS = frozenset({"if", "for", "while", "with", "await"})
_BEFORE_BLOCK = frozenset({"else", "do", "try", "finally", "static", "catch"})
_MODULE_WORDS = frozenset({"import", "export"})
_VALUES = frozenset({"number", "string", "template", "regex", "word"})
_PREFIXES = frozenset({"+", "-", "!", "~", "++", "--", "...", "<"})
_MODIFIERS = frozenset({"get", "set", "async", "static"})

_AFTER_NAME = {
    "=": "in an object a colon stands between a name and its value",
    "=>": "in an object a colon stands between a name and its value",
    ".": "a name with a dot needs quotes; what lies inside of another key has braces of its own",
}


class Outline:
    """One walk over a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = Tokenizer(text)
        self.say = Findings(text)
        self.last = Token("start", 0, 0, newline=False)
        self.current = self.last
        self.frames = [Frame("block", self.last, _EITHER)]
        self.next = _EITHER
        # The first closing bracket at a line's start that isn't indented as its opener's line.
        self.askew: tuple[Token, Token] | None = None

    def find(self) -> Finding | None:
        """The first place that no reading of the text can mend; None if it has none near enough."""
        for _ in range(MAX_DIAGNOSED):
            token = self.tokens.next(operand=self.next != _OPERATOR)
            self.current = token
            finding = self._step(token)
            if finding is not None or token.kind == "end":
                return finding
            self.last = self.current
        return None

    def _step(self, token: Token) -> Finding | None:
        kind = token.kind
        conflict = self.say.conflict(token)
        if conflict is not None:
            return conflict
        if self.next != _OPERATOR or kind == "other":
            text = placeholder(self.text, token.start)
            if text is not None:
                end = token.start + len(text)
                return Finding(
                    f"{text} is a placeholder that was never filled in",
                    token.start,
                    end,
                    end,
                    "put the value there, in quotes if it is text",
                )
        if kind.startswith("open-"):
            return self.say.unclosed(token, self.tokens.position)
        if kind == "other":
            return self.say.odd_character(token)
        if kind == "end":
            return self._end(token)
        frame = self.frames[-1]
        if kind in _CLOSERS:
            return self._close(token, frame)
        if frame.kind == "object" and frame.state != "value":
            return self._member(token, frame)
        return self._expression(token, frame)

    # Members of an object, up to their value.

    def _member(self, token: Token, frame: Frame) -> Finding | None:
        kind = token.kind
        if frame.state == "key":
            if kind in {"word", "string", "number"}:
                frame.state, frame.key = "colon", self.say.text_of(token)
            elif kind == "[":
                frame.state, frame.key = "colon", "[...]"
                self._open(token, "array", _OPERATOR)
            elif kind == "...":
                frame.state, frame.key, self.next = "value", "", _OPERAND
            elif kind == ",":
                return self.say.at(
                    "a comma without a property before it",
                    token.start,
                    token.end,
                    token,
                    "remove this comma",
                )
            elif kind != "*":
                return self.say.at(
                    f"expected a property's name, found {self.say.text_of(token)}",
                    token.start,
                    token.end,
                    token,
                    "a comment starts with //" if kind == "--" else None,
                )
            return None
        if kind == ":":
            frame.state, self.next = "value", _OPERAND
        elif kind == "(":
            # A method: its parameters, then its body.
            frame.state = "value"
            self._open(token, "group", _OPERATOR)
        elif kind == ",":
            frame.state = "key"
        elif kind == "=" and not frame.literal:
            # A default in a pattern, for all that is known.
            frame.state, self.next = "value", _OPERAND
        elif kind in {"word", "string", "number", "[", "*"} and frame.key in _MODIFIERS:
            frame.state = "key"
            return self._member(token, frame)
        else:
            return self._after_key(token, frame)
        return None

    def _after_key(self, token: Token, frame: Frame) -> Finding:
        text = self.say.text_of(token)
        if token.kind == "-" and self.last.end == token.start:
            return self.say.at(
                f"a name with a - needs quotes: {frame.key}-...",
                self.last.start,
                token.end,
                token,
                "put the whole name in quotes",
            )
        if token.kind in {"word", "string", "number"} and not token.newline:
            return self.say.at(
                f"expected a colon after the name {frame.key}, found {text}",
                token.start,
                token.end,
                token,
                "a name with a space in it needs quotes",
            )
        if token.kind in {"word", "string", "number"}:
            return self.say.comma_missing(self.last, token, frame)
        return self.say.at(
            f"expected a colon after the name {frame.key}, found {text}",
            token.start,
            token.end,
            token,
            _AFTER_NAME.get(token.kind),
        )

    # Expressions, and what little is known of statements.

    def _expression(self, token: Token, frame: Frame) -> Finding | None:
        kind = token.kind
        word = self.say.text_of(token) if kind == "word" else ""
        if word in _BINARY_WORDS and self.next == _OPERATOR:
            self.next = _OPERAND
            return None
        starts_operand = kind in _VALUES or kind in {"{", "[", "(", "`", "!", "~", "..."}
        if starts_operand and self.next == _OPERATOR and kind not in {"[", "(", "`"}:
            finding = self._adjacent(token, frame)
            if finding is not None:
                return finding
        if kind in {"{", "[", "(", "`"}:
            return self._open_bracket(token, frame)
        if kind in _VALUES:
            self.next = _EITHER if word in _PREFIX_WORDS else _OPERATOR
            if word in _BEFORE_BLOCK:
                self.next = _EITHER
            return None
        return self._operator(token, frame)

    def _operator(self, token: Token, frame: Frame) -> Finding | None:
        kind = token.kind
        if kind in {"++", "--"}:
            return None
        if kind == ";":
            if frame.kind in {"object", "array"}:
                return self._askew(token) or self.say.semicolon_inside(token, frame)
            if frame.kind == "block" and (self.next == _OPERAND or frame.ternaries):
                return self.say.value_missing(self.last, token, frame)
            self.next = _EITHER
            return None
        if kind == ",":
            if self.next == _OPERAND and frame.kind != "array":
                return self.say.value_missing(self.last, token, frame)
            if frame.kind == "object":
                frame.state, frame.ternaries = "key", 0
            self.next = _OPERAND
            return None
        if kind == "?":
            frame.ternaries += 1
        elif kind == ":":
            return self._colon(token, frame)
        if self.next == _OPERAND and kind not in _PREFIXES and kind not in {"*", "=>"}:
            return self.say.value_missing(self.last, token, frame)
        self.next = _OPERAND
        return None

    def _colon(self, token: Token, frame: Frame) -> Finding | None:
        if frame.ternaries:
            frame.ternaries -= 1
            self.next = _OPERAND
        elif frame.kind in {"object", "array"}:
            return self.say.at("unexpected :", token.start, token.end, token)
        else:
            self.next = _EITHER
        return None

    def _adjacent(self, token: Token, frame: Frame) -> Finding | None:
        """Two operands in a row: an error wherever no semicolon is inserted (12.10)."""
        if frame.kind == "block":
            if token.newline or token.kind not in {"word", "number", "string"}:
                return None
        elif (frame.kind == "object" and self.last.kind == ")") or (
            token.kind == "{" and self.last.kind in {")", "word"}
        ):
            return None
        if self.last.kind == "string" and token.start == self.last.end:
            quote = self.text[self.last.start]
            return self.say.at(
                "this string ends before its text does",
                self.last.start,
                self.last.end,
                token,
                f"write \\{quote} for a {quote} inside it, or use the other quotes around it",
            )
        if frame.kind in {"object", "array", "group"}:
            return self.say.comma_missing(self.last, token, frame)
        return self.say.at(f"unexpected {self.say.text_of(token)}", token.start, token.end, token)

    # Brackets.

    def _open_bracket(self, token: Token, frame: Frame) -> Finding | None:
        kind = token.kind
        if kind == "`":
            part = self.tokens.template(token.end)
            return self._template(part, token)
        if kind == "[":
            self._open(token, "array", _OPERATOR)
        elif kind == "(":
            word = self.say.text_of(self.last) if self.last.kind == "word" else ""
            self._open(token, "group", _EITHER if word in _STATEMENT_PARENS else _OPERATOR)
        elif self._is_block():
            self._open(token, "block", _EITHER if frame.kind == "block" else _OPERATOR)
        else:
            nested = self.last.kind == ":" and frame.kind == "object" and frame.literal
            self._open(token, "object", _OPERATOR, literal=nested or self.last.kind == "=")
        return None

    def _template(self, part: Token, opener: Token) -> Finding | None:
        if part.kind == "open-template":
            return self.say.never_closed("template", opener, part.end, "close it with a `")
        self.current = Token("template", opener.start, part.end, opener.newline)
        if part.kind == "${":
            self._open(opener, "template", _OPERATOR)
        else:
            self.next = _OPERATOR
        return None

    def _is_block(self) -> bool:
        """Whether a brace opens a block, a function's body or a class."""
        last = self.last
        if self.next != _OPERAND or last.kind == "=>":
            word = self.say.text_of(last) if last.kind == "word" else ""
            return word not in _PREFIX_WORDS or word in _BEFORE_BLOCK or word in _MODULE_WORDS
        return False

    def _open(self, token: Token, kind: str, after: str, *, literal: bool = False) -> None:
        frame = Frame(kind, token, after, literal=literal)
        frame.indent = self.tokens.indent
        self.frames.append(frame)
        self.next = _EITHER if kind == "block" else _OPERAND

    def _close(self, token: Token, frame: Frame) -> Finding | None:
        kind = token.kind
        if frame is self.frames[0]:
            return self.say.at(
                f"this {kind} closes nothing",
                token.start,
                token.end,
                token,
                f"remove it, or look for a {_CLOSERS[kind]} that is missing before it",
            )
        if frame.kind == "template":
            if kind != "}":
                return self.say.mismatch(token, frame)
            # The template goes on behind the substitution.
            part = self.tokens.template(token.end)
            opener = self.frames.pop().opener
            return self._template(part, opener)
        if frame.opener.kind != _CLOSERS[kind]:
            return self.say.mismatch(token, frame)
        if (
            self.next == _OPERAND
            and self.last.kind not in {",", frame.opener.kind}
            and (frame.kind != "object" or frame.state == "value")
            and frame.kind != "block"
            and self.last.kind != ";"
        ):
            return self.say.value_missing(self.last, token, frame)
        if self.askew is None and token.newline and self.tokens.indent != frame.indent:
            self.askew = frame.opener, token
        self.frames.pop()
        self.next = frame.after
        return None

    def _end(self, token: Token) -> Finding | None:
        frame = self.frames[-1]
        if frame is self.frames[0]:
            if self.next == _OPERAND or frame.ternaries:
                return self.say.at("the text ends too early", token.start, token.end, token)
            return None
        opener = frame.opener
        what = "template" if frame.kind == "template" else opener.kind
        return self._askew(token) or self.say.never_closed(
            what, opener, token.end, f"add a {closer(frame)}"
        )

    def _askew(self, token: Token) -> Finding | None:
        """Where a bracket is missing, going by how the lines are indented."""
        if self.askew is None:
            return None
        opener, other = self.askew
        line = self.say.line_of(other)
        return self.say.never_closed(
            opener.kind,
            opener,
            token.end,
            f"the {other.kind} of line {line} closes it, but isn't indented like it",
        )
