"""The state of one conversion, and the loop that drives it without recursion.

A handler turns one kind of concrete node into an ESTree node. Where it needs the ESTree form
of a child it yields the child and is sent the result, so that nesting in the source becomes
a list here and never reaches Python's own stack.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from appconfig_merge.errors import LimitError, SourceSyntaxError, UnsupportedSyntaxError
from appconfig_merge.limits import MAX_BIGINT, MAX_SYNTAX_NESTING
from appconfig_merge.syntax.literals import LiteralError, name_value
from appconfig_merge.syntax.tree_sitter.ambiguity import Ambiguity
from appconfig_merge.syntax.tree_sitter.kinds import (
    ARRAY,
    COMMENT,
    HTML_COMMENT,
    OBJECT,
    PARENTHESIZED,
    SUPER,
)
from appconfig_merge.syntax.tree_sitter.plain import PlainReader

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping

    from tree_sitter import Node as Cst

    from appconfig_merge.source import Source
    from appconfig_merge.syntax.estree import Node

Handler: TypeAlias = "Callable[[Reading, Cst], Generator[Cst, Any, Any]]"
Leaf: TypeAlias = "Callable[[Reading, Cst], Node]"

_COMMENTS = frozenset({COMMENT, HTML_COMMENT})


class Reading:
    """One conversion of a parsed text: what its handlers share.

    ``data`` is the text that was parsed. It is the source's own but for what ``ambiguity``
    inserted, so an offset goes through :meth:`fail` or ``ambiguity`` before it is shown.
    """

    def __init__(
        self,
        source: Source,
        data: bytes,
        ambiguity: Ambiguity,
        leaves: Mapping[int, Leaf],
        handlers: Mapping[int, Handler | None],
    ) -> None:
        self.source = source
        self.data = data
        self.ambiguity = ambiguity
        self.leaves = leaves
        self.handlers = handlers
        self.found = Ambiguity()
        self.plain = PlainReader(data)
        self.is_json = False
        self.is_jsx = False
        # What the function around the current node is, for await and yield (ECMA-262 15.8).
        self.in_async = False
        self.in_generator = False
        self.is_module = False
        self.is_script = False  # for sure: a browser was told so
        self.saw_import_meta = False
        self.module_items: set[int] = set()
        # The error to raise if a word turns out to be no name either.
        self.outside: SourceSyntaxError | None = None
        # Literals that strict mode has not (12.9.3.1, 12.9.4.1).
        self.octals: list[tuple[int, int]] = []

    def run(self, root: Cst) -> Any:
        """Convert a node and everything below it."""
        leaf_of = self.leaves.get
        # What is parsed again has offsets of its own, which are put right in the nodes.
        containers = () if self.ambiguity else (OBJECT, ARRAY)
        stack: list[Generator[Cst, Any, Any]] = []
        node = root
        while True:
            kind = node.kind_id
            if kind == PARENTHESIZED:
                node = self.bare(node)
                continue
            leaf = leaf_of(kind)
            result: Any = None
            if leaf is not None:
                result = leaf(self, node)
            elif kind in containers:
                result = self.plain.read(node)
            if result is None:
                handler = self.handlers[kind]
                if handler is None:
                    raise self.unexpected(node)
                stack.append(handler(self, node))
                if len(stack) > MAX_SYNTAX_NESTING:
                    raise self.too_deep(node)
            while stack:
                try:
                    node = stack[-1].send(result)
                    break
                except StopIteration as stop:
                    stack.pop()
                    result = stop.value
            else:
                return result

    def parts(self, node: Cst) -> list[Cst]:
        """The children of a node, without the comments that turn up anywhere."""
        return [child for child in node.children if child.kind_id not in _COMMENTS]

    def bare(self, node: Cst) -> Cst:
        """An expression without the parentheses around it."""
        outer = node
        while node.kind_id == PARENTHESIZED:
            node = self.parts(node)[1]
        if node.kind_id == SUPER and outer is not node:
            raise self.fail(
                "super can't stand in parentheses of its own", outer.start_byte, outer.end_byte
            )
        return node

    def key(self, node: Cst, *, private: bool = False) -> Generator[Cst, Any, tuple[Any, bool]]:
        """The name of a property (ECMA-262 13.2.5), and whether it is computed.

        A private name is one in a class only.
        """
        if node.type == "computed_property_name":
            key = yield self.parts(node)[1]
            return key, True
        if node.type == "private_property_identifier" and not private:
            message = "a private name can't stand outside a class"
            raise self.fail(message, node.start_byte, node.end_byte)
        key = yield node
        return key, False

    def field(self, node: Cst, name: str) -> Cst:
        """A child that the grammar always puts there."""
        child = node.child_by_field_name(name)
        assert child is not None, (node.type, name)
        return child

    def end(self, node: Cst, converted: Node) -> int:
        """Where an expression really ends.

        The grammar can put an inserted semicolon into a function's block, and a comment with
        it, and so into everything that the block ends.
        """
        return node.end_byte if node.kind_id == PARENTHESIZED else converted.end

    def text(self, start: int, end: int) -> str:
        """The text between two offsets; a lone surrogate keeps its place."""
        return self.data[start:end].decode("utf-8", "surrogatepass")

    def put_semicolon(self, offset: int) -> None:
        """Have the text parsed again with a ``;`` at an offset."""
        self.found.semicolons.add(self.ambiguity.original(offset))

    def mask(self, offset: int, mask: bytes) -> None:
        """Have the text parsed again with other bytes at an offset."""
        self.found.masks[self.ambiguity.original(offset)] = mask

    def refuse_enclosed(self, start: int, end: int) -> None:
        """Refuse a name with parentheses around it, though they were masked."""
        masks = self.ambiguity.masks
        if masks:
            before = self.ambiguity.original(len(self.data[:start].rstrip()) - 1)
            if masks.get(before) == b" " and self.source.data[before] == 0x28:
                raise self.fail("a mere name is needed here", start, end, "remove the parentheses")

    def has_line_end(self, start: int, end: int) -> bool:
        """Whether a line ends between two tokens, in a comment or not (ECMA-262 12.4)."""
        if end - start < 2 and self.data[start:end] in {b"", b" "}:
            return False
        between = self.text(start, end)
        return any(char in between for char in "\n\r\u2028\u2029")

    def name(self, node: Cst, prefix: int = 0) -> str:
        """The name that an identifier token spells, ``prefix`` bytes left out."""
        start = node.start_byte + prefix
        try:
            return name_value(self.text(start, node.end_byte))
        except LiteralError as error:
            raise self.bad_literal(error, start) from None

    def bad_literal(self, error: LiteralError, start: int) -> SourceSyntaxError:
        """A literal's error, placed: its text starts at byte ``start``."""
        # Offsets in a literal count characters.
        rest = self.data[start:].decode("utf-8", "surrogatepass")
        before = len(rest[: error.offset].encode("utf-8", "surrogatepass"))
        fault = rest[error.offset : error.offset + error.length]
        length = len(fault.encode("utf-8", "surrogatepass"))
        return self.fail(error.message, start + before, start + before + length, error.help)

    def fail(
        self, message: str, start: int, end: int, help: str | None = None
    ) -> SourceSyntaxError:
        """A syntax error at a span of ``data``, to be raised."""
        return syntax_error(
            self.source,
            message,
            self.ambiguity.original(start),
            self.ambiguity.original(end),
            help,
        )

    def unsupported(self, message: str, node: Cst) -> UnsupportedSyntaxError:
        """An error for syntax that is valid, and that this reader would get wrong."""
        start = self.ambiguity.original(node.start_byte)
        location = self.source.location(start, self.ambiguity.original(node.end_byte))
        return UnsupportedSyntaxError(
            message, location=location, line_text=self.source.line(location.line)
        )

    def too_long(self, node: Cst) -> LimitError:
        """An error for a BigInt of more digits than are read."""
        return self._too_much(
            node,
            f"a BigInt of more than {MAX_BIGINT:,} characters is not read",
            "a number in a configuration has a few digits",
        )

    def too_deep(self, node: Cst) -> LimitError:
        """An error for a node that too many others enclose."""
        return self._too_much(
            node,
            f"this is nested deeper than {MAX_SYNTAX_NESTING:,} levels",
            "most browsers' own stack would not take it either",
        )

    def _too_much(self, node: Cst, message: str, help: str) -> LimitError:
        start = self.ambiguity.original(node.start_byte)
        location = self.source.location(start, start)
        text = self.source.line(location.line)
        return LimitError(message, location=location, line_text=text, help=help)

    def unexpected(self, node: Cst) -> SourceSyntaxError:
        """An error for a node that can't stand where it does."""
        kind = node.type
        if kind.startswith("jsx_"):
            from appconfig_merge.syntax.tree_sitter.foreign import other_language

            other = other_language(self.source, self.source.text)
            if other is not None:
                start, end, message, help = other
                return syntax_error(self.source, message, start, end, help)
            return self.fail(
                "this is JSX, which a browser can't read",
                node.start_byte,
                node.end_byte,
                "publish the compiled file, or remove the tags",
            )
        if kind == "decorator":
            return self.fail("a browser can't read decorators", node.start_byte, node.end_byte)
        return self.fail(f"unexpected {kind.replace('_', ' ')}", node.start_byte, node.end_byte)


def syntax_error(
    source: Source, message: str, start: int, end: int, help: str | None = None
) -> SourceSyntaxError:
    """A syntax error at a span of the source, with the line it points at."""
    location = source.location(start, end)
    return SourceSyntaxError(
        message, location=location, line_text=source.line(location.line), help=help
    )
