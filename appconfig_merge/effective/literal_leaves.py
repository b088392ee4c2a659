"""The leaves of an object that is a plain literal, told straight from the literal.

Of most of a large configuration there is nothing to tell but what is written where. Going
through slots, claims and nodes for that takes several times as long; the tests hold the two
ways together.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from typing import TYPE_CHECKING, Any

from appconfig_merge.effective.contributions import Contribution, ElementPlace, Leaf
from appconfig_merge.effective.traces import trace
from appconfig_merge.javascript.values import JSObject, untouched
from appconfig_merge.limits import MAX_NESTING
from appconfig_merge.location import Location
from appconfig_merge.syntax.estree import ArrayExpression, Container, ObjectExpression
from appconfig_merge.values import literal_value, public_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from appconfig_merge.effective.contributions import Step
    from appconfig_merge.effective.traces import Trace
    from appconfig_merge.merging.claims import Claim, Rule
    from appconfig_merge.merging.nodes import PlainLeaf
    from appconfig_merge.paths import Path
    from appconfig_merge.source import Source
    from appconfig_merge.syntax.estree import PlainElement, PlainMember, PlainValue
    from appconfig_merge.values import ConfigValue

_new = tuple.__new__


def literal_leaves(
    path: Path, literal: tuple[Container, Source], claim: Claim, steps: tuple[Step, ...]
) -> Iterator[Leaf]:
    """The leaves of a node that has a ``literal``, in order; ``claim`` is that of the node.

    As :meth:`EffectiveConfig.leaves` gives them from the members of the node, written out in
    one loop; ``steps`` is the trace of each. A named tuple's own way of being made takes twice as
    long as a tuple's.
    """
    root, source = literal
    layer = claim.layer.id
    rule: Rule = "fills-gap" if claim.layer.kind == "stored" else "only-layer"
    file = source.name
    starts = source.ascii_lines()
    lines = 0 if starts is None else len(starts)
    line = 0 if starts is None else bisect_right(starts, root.start)
    line_start = line_end = -1
    members: Iterator[tuple[str, PlainMember]] = iter(_members(root))
    outer: list[tuple[Path, Iterator[tuple[str, PlainMember]]]] = []
    while True:
        for key, (key_start, key_end, value, start, end) in members:
            if starts is not None and key_start >= line_end:
                # Members stand in the order of the text.
                while line < lines and starts[line] <= key_start:
                    line += 1
                line_start = starts[line - 1] - 1
                line_end = starts[line] if line < lines else len(source.data) + 1
            elements: tuple[ElementPlace, ...] = ()
            shown: ConfigValue
            own: ConfigValue
            if type(value) is str:
                shown = own = value
            elif type(value) is float:
                shown = own = int(value) if value and value.is_integer() else public_number(value)
            elif isinstance(value, Container):
                if type(value) is ObjectExpression and value.plain:
                    outer.append((path, members))
                    path = (*path, key)
                    members = iter(_members(value))
                    break
                shown = literal_value(value)
                if value.height == 1:
                    assert isinstance(shown, dict | list)
                    own = shown.copy()
                else:
                    own = literal_value(value)
                if type(value) is ArrayExpression and value.height == 1 and end < line_end:
                    elements = tuple(_on_line(value, file, line, line_start))
                else:
                    elements = tuple(_elements(value, source))
            else:
                shown = own = value
            if end < line_end:
                columns = (file, line, key_start - line_start, line, key_end - line_start)
                key_place = _new(Location, columns)
                columns = (file, line, start - line_start, line, end - line_start)
                place = _new(Location, columns)
            else:
                key_place = source.location(key_start, key_end)
                place = source.location(start, end)
            contribution = _new(
                Contribution,
                (layer, own, "effective", rule, None, place, key_place, elements, steps),
            )
            yield _new(Leaf, ((*path, key), shown, layer, (contribution,)))
        else:
            if not outer:
                return
            path, members = outer.pop()


def literal_leaf(
    path: Path, node: PlainLeaf, value: ConfigValue, steps: Trace = trace
) -> Leaf | None:
    """The leaf that a node without losses is, told alike; None once its literal was looked into."""
    around = node.parent.slot.traced.value
    literal = untouched(around) if isinstance(around, JSObject) else None
    if literal is None:
        return None
    return leaf_of_literal(path, value, (node.key,), literal, node.parent, steps)


def leaf_of_literal(
    path: Path,
    value: ConfigValue,
    inner: Path,
    literal: tuple[Container, Source],
    claim: Claim,
    steps: Trace = trace,
) -> Leaf:
    """One leaf of those that :func:`literal_leaves` gives; ``inner`` is its path in the literal."""
    source = literal[1]
    key_start, key_end, said, start, end = _member(literal[0], inner)
    own = value
    elements: tuple[ElementPlace, ...] = ()
    if isinstance(said, Container):
        own = literal_value(said)
        elements = tuple(_elements(said, source))
    layer = claim.layer
    rule: Rule = "fills-gap" if layer.kind == "stored" else "only-layer"
    places = source.location(start, end), source.location(key_start, key_end)
    said_here = (layer.id, own, "effective", rule, None, *places, elements, steps(claim))
    return _new(Leaf, (path, value, layer.id, (_new(Contribution, said_here),)))


def place_in_literal(inner: Path, literal: tuple[Container, Source]) -> Location:
    """Where the value of such a leaf stands."""
    root, source = literal
    _key_start, _key_end, _value, start, end = _member(root, inner)
    return source.location(start, end)


def _member(root: Container, inner: Path) -> PlainMember:
    """What stands at a path of a literal."""
    owner: Any = root
    for key in inner:
        member = owner.plain[key]
        owner = member[2]
    found: PlainMember = member
    return found


def literal_values(path: Path, root: Container) -> Iterator[tuple[Path, ConfigValue]]:
    """The paths and values of the same leaves alone."""
    work: list[tuple[Path, PlainValue | Container]] = [(path, root)]
    while work:
        at, value = work.pop()
        if isinstance(value, ObjectExpression) and value.plain:
            work.extend(((*at, key), member[2]) for key, member in reversed(value.plain.items()))
        elif isinstance(value, Container):
            yield at, literal_value(value)
        elif type(value) is float:
            yield at, int(value) if value and value.is_integer() else public_number(value)
        else:
            yield at, value


def _members(node: Container) -> Iterable[tuple[str, PlainMember]]:
    return _plain(node).items()


def _plain(node: Container) -> Mapping[str, PlainMember]:
    assert isinstance(node, ObjectExpression)
    assert node.plain is not None
    return node.plain


def _on_line(node: ArrayExpression, file: str, line: int, before: int) -> Iterable[ElementPlace]:
    """The places of what stands on one line; ``before`` is the offset before its first column."""
    assert node.plain is not None
    return [
        _new(
            ElementPlace,
            ((index,), _new(Location, (file, line, start - before, line, end - before))),
        )
        for index, (_value, start, end) in enumerate(node.plain)
    ]


def _elements(root: Container, source: Source) -> Iterator[ElementPlace]:
    """The places of an array's elements, and of what they contain."""
    if not isinstance(root, ArrayExpression) or not root.plain:
        return
    location = source.location
    if root.height == 1:
        for index, (_value, start, end) in enumerate(root.plain):
            yield _new(ElementPlace, ((index,), location(start, end)))
        return
    work: deque[tuple[Path, Container]] = deque([((), root)])
    while work:
        path, owner = work.popleft()
        parts: Iterable[tuple[str | int, PlainElement]]
        if isinstance(owner, ArrayExpression):
            assert owner.plain is not None
            parts = enumerate(owner.plain)
        else:
            parts = ((key, member[2:]) for key, member in _members(owner))
        for key, (value, start, end) in parts:
            yield ElementPlace((*path, key), source.location(start, end))
            if isinstance(value, Container) and len(path) < MAX_NESTING:
                work.append(((*path, key), value))
