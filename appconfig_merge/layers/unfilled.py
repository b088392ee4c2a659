"""Texts that look like placeholders which a build should have replaced.

Such a text is the value, since the browser takes it as it is; a diagnostic says so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from appconfig_merge.diagnostics import Diagnostic
from appconfig_merge.javascript.values import (
    JSArray,
    JSFunction,
    JSObject,
    Unknown,
    untouched,
)
from appconfig_merge.layers.shape import is_shown
from appconfig_merge.paths import format_path
from appconfig_merge.syntax.estree import Container, Literal
from appconfig_merge.values import location_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TypeAlias

    from appconfig_merge.javascript.values import Slot, Traced
    from appconfig_merge.layers.placeholders import Placeholder
    from appconfig_merge.paths import Path
    from appconfig_merge.source import Source
    from appconfig_merge.syntax.estree import Node

    # A key after those around it: a tuple of all of them would be copied at every level.
    _Step: TypeAlias = "tuple[_Step, str | int] | None"

# How a placeholder begins. All of every text is searched for this, so it begins with one of few
# characters, which is quick. Only where it is found are the rows of placeholders.py looked at: what
# they find has to begin so.
_MARK: Final = re.compile(
    rb"[-_$#@%<~!{\[(](?:(?<=_)_[A-Za-z]|(?<=[$#{])\{|(?<=[@~])[A-Z_]|(?<=[%$])[A-Z_(\[{]"
    rb"|(?<=#)#[A-Za-z_]|(?<=<)[\w\x80-\xff%?!<]|(?<=\[)\[|(?<=\{)[!%]|(?<=[-_])(?i:here)"
    # After the quote of a text, and after a word.
    rb"|(?<=[\"'`].)(?:(?<=[$%@])[a-z_@%(]|(?<=#)[A-Z][A-Z0-9_]*#|(?<=!)!|(?<=\()\("
    rb"|(?<=\[)[A-Za-z]|(?<=\{)[$A-Z])"
    rb"|(?<=[rRlLeE][-_])(?i:(?<=your.)|(?<=fill.)|(?<=change.)|(?<=replace.))[\w\x80-\xff-])"
)
_WORDS: Final = (
    *(b"xxxx", b"placeholder", b"process.env", b"import.meta"),
    *(b"changeme", b"changethis", b"changeit", b"replaceme", b"replacethis", b"replaceit"),
    *(b"fillme", b"fillthis", b"fillit"),
    *(b'"your', b"//your", b"//www.your", b"todo", b"fixme", b'"tb', b" sid", b"replace "),
)
"""Words of theirs that begin with none of those characters, as :func:`_folded` has them."""

_BLOCK: Final = 32
"""Bytes of a text that are told from others by whether a mark stands in them."""

_SHOWN = 60
"""How much of a placeholder a message quotes."""
_HELP: Final = "the browser takes it as it is; was a step of the build left out?"


def unfilled(root: Slot, sources: Iterable[Source]) -> Iterator[Diagnostic]:
    """A diagnostic for each text among a configuration's values that has a placeholder.

    ``sources`` are what the configuration was read from.
    """
    return _marked(root, {source: _Marks(source.data) for source in sources})


def unfilled_json(root: Slot) -> Iterator[Diagnostic]:
    """The same for a value of a JSON text: what stands around it there isn't looked through."""
    source, node = root.traced.source, root.traced.node
    return _marked(root, {source: _Marks(source.data, node.start, node.end)})


def unfilled_values(root: Slot) -> Iterator[Diagnostic]:
    """The same for values without texts, such as those of a resource that was fetched.

    What has no place is told by its path, and each such path for itself.
    """
    return _unfilled(root, {})


def _marked(root: Slot, marks: dict[Source, _Marks]) -> Iterator[Diagnostic]:
    if any(one.are_there for one in marks.values()):
        yield from _unfilled(root, marks)


def _unfilled(root: Slot, marks: dict[Source, _Marks]) -> Iterator[Diagnostic]:
    noticed: set[tuple[int, int, int]] = set()
    for step, traced in _texts(root.traced, marks):
        assert isinstance(traced.value, str)
        found = placeholder_of(traced.value)
        if found is None:
            continue
        location = location_of(traced)
        node = traced.node
        place = (id(traced.source), node.start, node.end)
        if location is not None and place in noticed:
            continue
        noticed.add(place)
        shown = found.text if len(found.text) <= _SHOWN else f"{found.text[: _SHOWN - 1]}…"
        where = "" if location is not None or step is None else f" in {format_path(_path(step))}"
        looks = "looks like" if found.is_sure else "may be"
        whose = f" of {found.whose}" if found.whose else ""
        yield Diagnostic(
            "placeholder",
            "warning" if found.is_sure else "info",
            f"{shown}{where} {looks} a placeholder{whose} that was never filled in",
            location,
            traced.source.line(location.line) if location is not None else None,
            found.help or _HELP,
        )


def placeholder_of(text: str) -> Placeholder | None:
    """The placeholder that a text is, or has within it; None where it has none.

    Most texts have nothing of one, and the table takes its time to be compiled.
    """
    if not _may_have_one(f'"{text}"'.encode("utf-8", "replace")):
        return None
    from appconfig_merge.layers.placeholders import placeholder_in

    return placeholder_in(text)


def _may_have_one(data: bytes) -> bool:
    """Whether a text has anything that a placeholder begins with."""
    if _MARK.search(data) is not None:
        return True
    return any(map(_folded(data).__contains__, _WORDS))


def _folded(data: bytes) -> bytes:
    """A text in lower case, with quotes of one kind."""
    return data.lower().replace(b"'", b'"')


class _Marks:
    """In which blocks of a text, or of a stretch of it, something stands that may begin one."""

    def __init__(self, data: bytes, start: int = 0, end: int | None = None) -> None:
        end = len(data) if end is None else end
        self._data = data
        self._blocks = bytearray(end // _BLOCK + 1)
        found = _MARK.search(data, start, end)
        while found is not None:
            found = _MARK.search(data, self._noted(found.start()), end)
        folded = _folded(data[start:end])
        for word in _WORDS:
            at = folded.find(word)
            while at >= 0:
                at = folded.find(word, self._noted(start + at) - start)

    def _noted(self, at: int) -> int:
        """Note a place; where the next block begins."""
        self._blocks[at // _BLOCK] = 1
        return (at // _BLOCK + 1) * _BLOCK

    @property
    def are_there(self) -> bool:
        """Whether there is any."""
        return 1 in self._blocks

    def are_within(self, start: int, end: int) -> bool:
        """Whether there may be one between two places: an escape that stands there may be one."""
        is_there = self._blocks.find(1, start // _BLOCK, end // _BLOCK + 1) >= 0
        return is_there or self._data.find(b"\\", start, end) >= 0


def _path(step: _Step) -> Path:
    """All keys, the outermost first."""
    keys: list[str | int] = []
    while step is not None:
        step, key = step
        keys.append(key)
    return tuple(reversed(keys))


def _texts(root: Traced, marks: dict[Source, _Marks]) -> Iterator[tuple[_Step, Traced]]:
    """The strings in a value, and in what an unresolved one may be, in the order of writing.

    Without those of literals that no mark is in; ``marks`` has those of sources, and gets more.
    """
    seen: set[int] = set()
    work: list[tuple[_Step, Traced]] = [(None, root)]
    while work:
        step, traced = work.pop()
        value = traced.value
        if isinstance(value, str):
            if not _is_clear(traced.node, traced.source, marks):
                yield step, traced
            continue
        if id(value) in seen or isinstance(value, JSFunction):
            continue
        inner: list[tuple[_Step, Traced]] = []
        unknown = value.unknown if isinstance(value, JSObject) and not is_shown(value) else value
        if isinstance(unknown, Unknown):
            inner = [(step, one.traced) for one in unknown.candidates if one.traced is not None]
        elif isinstance(value, JSObject):
            literal = untouched(value)
            if literal is not None and _is_clear(*literal, marks):
                continue
            inner = [((step, key), slot.traced) for key, slot in value.slots.items()]
            if isinstance(value, JSArray):
                items = enumerate(value.elements)
                inner.extend(((step, at), slot.traced) for at, slot in items if slot is not None)
        if inner:
            seen.add(id(value))
            work.extend(reversed(inner))


def _is_clear(node: Node, source: Source, marks: dict[Source, _Marks]) -> bool:
    """Whether a literal is certain to have no placeholder: its text is that of its strings."""
    if node.start < 0 or not isinstance(node, Literal | Container):
        return False
    if source not in marks:
        marks[source] = _Marks(source.data)
    return not marks[source].are_within(node.start, node.end)
