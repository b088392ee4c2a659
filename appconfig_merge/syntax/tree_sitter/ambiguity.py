"""Places where the grammar goes wrong by itself, settled by parsing once more.

A leading ``{`` opens a block in a statement or an arrow function's body (ECMA-262 14.5, 15.3:
an expression there may not start with it), and the grammar prefers an object. A ``;`` put
behind that brace leaves the parser no choice.

An arrow function with a block for its body can't be called or added to (15.3), so a line end
behind it ends the statement (12.10). The grammar goes on. A ``;`` helps there, too.

``await (x)`` is a call outside async functions and modules and an operator inside (15.8),
and the grammar sometimes picks the call. ``void`` has the same precedence and nearly the same
length, so it stands in for that ``await``.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from appconfig_merge.syntax.estree import Node


class Ambiguity:
    """What is known of a source's ambiguous places, as offsets into the source itself."""

    __slots__ = ("_inserted", "awaits", "semicolons")

    def __init__(self, semicolons: Iterable[int] = (), awaits: Iterable[int] = ()) -> None:
        self.semicolons = set(semicolons)
        self.awaits = set(awaits)
        self._inserted: list[int] | None = None

    def __bool__(self) -> bool:
        return bool(self.semicolons or self.awaits)

    def __or__(self, other: Ambiguity) -> Ambiguity:
        return Ambiguity(self.semicolons | other.semicolons, self.awaits | other.awaits)

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
        return self.original(offset) in self.awaits

    def masked(self, data: bytes) -> bytes:
        """The source as the parser should see it: :meth:`text` with ``await`` as ``void``.

        Equal in length to :meth:`text`, whose bytes are the ones to read names from.
        """
        if self.awaits:
            copy = bytearray(data)
            for offset in self.awaits:
                copy[offset : offset + 5] = b"void "
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
