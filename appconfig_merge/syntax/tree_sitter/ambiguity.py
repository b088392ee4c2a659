"""Places where the grammar goes wrong by itself, settled by parsing once more.

A leading ``{`` opens a block in a statement or an arrow function's body (ECMA-262 14.5, 15.3:
an expression there may not start with it), and the grammar prefers an object. A ``;`` put
behind that brace leaves the parser no choice.

An arrow function with a block for its body can't be called or added to (15.3), so a line end
behind it ends the statement (12.10). The grammar goes on. A ``;`` helps there, too.

``await (x)`` is a call outside async functions and modules and an operator inside (15.8),
and the grammar sometimes picks the call. ``void`` has the same precedence and nearly the same
length, so it stands in for that ``await``. The other way round, a name stands in for a
``yield`` or ``await`` that is one, and other bytes for whatever else the grammar trips over.
Such masks are as long as what they hide.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from appconfig_merge.syntax.estree import Node

AWAIT = b"void "
"""What stands in for an ``await`` that is an operator."""

NAMES = {"await": b"awai_", "yield": b"yiel_"}
"""What stands in for words that are names where they stand."""


class Ambiguity:
    """What is known of a source's ambiguous places, as offsets into the source itself."""

    __slots__ = ("_inserted", "masks", "operators", "semicolons")

    def __init__(
        self,
        semicolons: Iterable[int] = (),
        masks: Mapping[int, bytes] | None = None,
        operators: Iterable[int] = (),
    ) -> None:
        self.semicolons = set(semicolons)
        # What the parser sees in place of the source's bytes from an offset on.
        self.masks = dict(masks or {})
        # Words that were masked as names, and aren't.
        self.operators = set(operators)
        self._inserted: list[int] | None = None

    def __bool__(self) -> bool:
        return bool(self.semicolons or self.masks or self.operators)

    def __or__(self, other: Ambiguity) -> Ambiguity:
        operators = self.operators | other.operators
        masks = {
            offset: mask
            for offset, mask in (self.masks | other.masks).items()
            if mask not in NAMES.values() or offset not in operators
        }
        return Ambiguity(self.semicolons | other.semicolons, masks, operators)

    def original(self, offset: int) -> int:
        """The offset in the source of an offset into :meth:`text`."""
        return offset - bisect_left(self.inserted, offset) if self.semicolons else offset

    @property
    def inserted(self) -> list[int]:
        """Where :meth:`text` has a ``;`` that the source has not, as offsets into it."""
        if self._inserted is None:
            self._inserted = [
                offset + count for count, offset in enumerate(sorted(self.semicolons))
            ]
        return self._inserted

    def is_inserted(self, offset: int) -> bool:
        """Whether the ``;`` at an offset into :meth:`text` is one of ours."""
        index = bisect_left(self.inserted, offset)
        return index < len(self.inserted) and self.inserted[index] == offset

    def text(self, data: bytes) -> bytes:
        """The source with a ``;`` wherever one is known to help."""
        if not self.semicolons:
            return data
        ends = [*sorted(self.semicolons), len(data)]
        starts = [0, *ends]
        return b";".join(data[start:end] for start, end in zip(starts, ends, strict=False))

    def is_await(self, offset: int) -> bool:
        """Whether ``void`` stands for ``await`` at an offset into :meth:`text`."""
        return self.masks.get(self.original(offset)) == AWAIT

    def masked(self, data: bytes) -> bytes:
        """The source as the parser should see it: :meth:`text` behind the masks.

        Equal in length to :meth:`text`, whose bytes are the ones to read names from.
        """
        if self.masks:
            copy = bytearray(data)
            for offset, mask in self.masks.items():
                copy[offset : offset + len(mask)] = mask
            data = bytes(copy)
        return self.text(data)

    def restore(self, root: Node) -> None:
        """Turn the offsets of a tree over :meth:`text` into offsets into the source."""
        from appconfig_merge.syntax.estree import Node, field_names

        if not self.semicolons:
            return
        # Some nodes stand in the tree twice (a shorthand property's key and value).
        seen = set()
        todo: list[object] = [root]
        while todo:
            item = todo.pop()
            if isinstance(item, list):
                todo.extend(item)
            elif isinstance(item, Node) and id(item) not in seen:
                seen.add(id(item))
                item.start = self.original(item.start)
                item.end = self.original(item.end)
                todo.extend(getattr(item, name) for name in field_names(item))
