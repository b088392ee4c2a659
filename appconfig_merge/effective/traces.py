"""Traces: the steps from the expression that gave a value to the literals it came from."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from appconfig_merge.effective.contributions import Step
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.values import JSArray, JSFunction, JSObject, Traced, Unknown
from appconfig_merge.limits import (
    MAX_STEP_STRING,
    MAX_STEP_TEXT,
    MAX_STEP_VALUES,
    MAX_TRACE_STEPS,
    MAX_TRACE_VISITS,
)
from appconfig_merge.syntax import estree
from appconfig_merge.values import ConfigValue, Unresolved, convert, location_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from appconfig_merge.javascript.values import Value
    from appconfig_merge.merging.claims import Claim

    Trace: TypeAlias = Callable[[Claim], tuple[Step, ...]]
    """Tells the trace of a claim: :func:`trace`, :meth:`Traces.of`, or :func:`no_trace`."""


def trace(claim: Claim) -> tuple[Step, ...]:
    """The steps from a claim's value, and from the objects it sits in, to their literals."""
    return Traces().of(claim)


def no_trace(_claim: Claim) -> tuple[Step, ...]:
    """What takes the place of a trace that nobody reads."""
    return ()


class Traces:
    """The traces of many claims: what these have in common is told once."""

    def __init__(self) -> None:
        self._of_objects: dict[Claim, tuple[Step, ...]] = {}
        self._values: dict[Traced, ConfigValue] = {}

    def of(self, claim: Claim) -> tuple[Step, ...]:
        """The same as :func:`trace` gives."""
        first = _first_traced(claim)
        if first is None:
            return ()
        steps = self._of_objects.get(first)
        if steps is None:
            steps = tuple(_Tracer(self._values).steps(first))
            if first is not claim:
                # To nothing in that object there may be more than to the object.
                self._of_objects[first] = steps
        return steps


def _first_traced(claim: Claim | None) -> Claim | None:
    """A claim, or the nearest of an object around it, that was come to by more than a literal."""
    while claim is not None and claim.slot.via is None and not claim.slot.traced.inputs:
        claim = claim.parent
    return claim


class _Tracer:
    """One trace: what it has shown already, and how much more it may.

    ``values`` has those of steps of other traces, and gets more.
    """

    def __init__(self, values: dict[Traced, ConfigValue]) -> None:
        self.values = values
        self.shown: set[tuple[object, ...]] = set()
        self.visited: set[int] = set()
        self.left = MAX_TRACE_STEPS

    def steps(self, claim: Claim) -> Iterator[Step]:
        chain: list[Claim] = []
        at: Claim | None = claim
        while at is not None:
            chain.append(at)
            at = _first_traced(at.parent)
        for one in reversed(chain):
            slot = one.slot
            if slot.via is not None:
                yield from self._walk(slot.via, slot.traced)
            if slot.traced.inputs:
                yield from self._walk(slot.traced, None)

    def _walk(self, start: Traced, copied: Traced | None) -> Iterator[Step]:
        """The steps from one expression on; ``copied`` is what it copied, if it is a copy."""
        if copied is not None and not _is_copy(start):
            copied = None
        work: list[tuple[Traced, int, Traced | None]] = [(start, 0, None)]
        while work and self.left > 0 and len(self.visited) < MAX_TRACE_VISITS:
            traced, depth, above = work.pop()
            if id(traced) in self.visited:
                continue
            self.visited.add(id(traced))
            shown = copied if copied is not None and traced is start else traced
            if _is_hidden(traced, above) or not self._is_news(traced, shown.value):
                inner, within = depth, above
            else:
                self.left -= 1
                yield Step(
                    _text(traced),
                    self._value(shown),
                    location_of(traced),
                    depth,
                    traced.source.is_argument,
                )
                inner, within = depth + 1, traced
            if traced.inputs:
                work.extend((item, inner, within) for item in reversed(traced.inputs))

    def _value(self, traced: Traced) -> ConfigValue:
        value = traced.value
        if not isinstance(value, JSObject | Unknown):
            return _step_value(traced)
        if traced not in self.values:
            self.values[traced] = _step_value(traced)
        return self.values[traced]

    def _is_news(self, traced: Traced, value: Value) -> bool:
        """Whether this expression has not been shown with this value yet."""
        same = id(value) if isinstance(value, JSObject | Unknown) else value
        place = (id(traced.source), traced.node.start, traced.node.end)
        key = (*place, type(value), same)
        # A copy is told by its call's text: that of the call itself says more.
        if key in self.shown or (place in self.shown and _is_copy(traced)):
            return False
        self.shown.update((key, place))
        return True


def _is_copy(traced: Traced) -> bool:
    """Whether this stands for a spread or call that copied the properties of its only input."""
    inputs = traced.inputs
    return (
        len(inputs) == 1
        and inputs[0].value is traced.value
        and type(traced.node) in {estree.SpreadElement, estree.CallExpression}
    )


def _is_hidden(traced: Traced, above: Traced | None) -> bool:
    """Whether an operand says nothing that its expression's own text doesn't.

    So do a literal, and the parts of a sum that is shown whole. What has no position can't be
    shown, and what stands for a part of a value has that value as its input.
    """
    node = traced.node
    if node.start < 0:
        return True
    for item in traced.inputs:
        if item.node is node and item.source is traced.source:
            return True
    if above is None or isinstance(traced.value, Unknown) or traced.source is not above.source:
        return False
    if not (above.node.start <= node.start and node.end <= above.node.end):
        return False
    both = type(node) is type(above.node) is estree.BinaryExpression
    return not traced.inputs or both


def _text(traced: Traced) -> str:
    """An expression's source text, cut short where it is long."""
    start, end = traced.node.start, traced.node.end
    if end - start <= MAX_STEP_TEXT:
        return traced.text
    data = traced.source.data
    end = start + MAX_STEP_TEXT
    while data[end] & 0xC0 == 0x80:
        end -= 1
    return traced.source.slice(start, end) + "…"


def _step_value(traced: Traced) -> ConfigValue:
    value = traced.value
    if type(value) is str and len(value) <= MAX_STEP_STRING:
        return value  # as most are
    if _is_small(value):
        return convert(value, traced)
    return Unresolved(_text(traced), "it is too large to be repeated here", location_of(traced))


def _is_small(value: Value) -> bool:
    """Whether a value is small enough to be part of a trace."""
    work: list[Value] = [value]
    count = 0
    while work:
        item = work.pop()
        count += 1
        if isinstance(item, JSFunction):
            size = item.written.end - item.written.start
        else:
            size = len(item) if isinstance(item, str) else 0
        if count > MAX_STEP_VALUES or size > MAX_STEP_STRING:
            return False
        if isinstance(item, Unknown):
            work.extend(one.traced.value for one in item.candidates if one.traced is not None)
        elif type(item) in {JSObject, JSArray}:
            assert isinstance(item, JSObject)
            work.extend(islice(_parts(item), MAX_STEP_VALUES))
    return True


def _parts(value: JSObject) -> Iterator[Value]:
    """What an object or array holds; a hole counts as a value."""
    for slot in value.slots.values():
        yield slot.traced.value
    if isinstance(value, JSArray):
        for element in value.elements:
            yield element.traced.value if element is not None else UNDEFINED
