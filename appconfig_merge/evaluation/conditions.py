"""Conditions that no single expression of the script spells out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.states import Outcome
from appconfig_merge.javascript.keys import is_index
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.values import Traced, Unknown
from appconfig_merge.javascript.ways import Condition, Event
from appconfig_merge.paths import quoted
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from appconfig_merge.javascript.values import Value

_SIMPLE: Final = (estree.Identifier, estree.MemberExpression, estree.CallExpression)
_LOOSE: Final = (
    estree.ArrowFunctionExpression,
    estree.AssignmentExpression,
    estree.ConditionalExpression,
    estree.LogicalExpression,
    estree.SequenceExpression,
    estree.YieldExpression,
)
"""Expressions that an operator beside them would take apart."""

_NOT_ONLY_TEXT: Final = frozenset({"true", "false", "null", "undefined"})
"""Names of properties that are often meant by what is no text."""

_MAX_TOLD: Final = 8
"""Conditions inside one another that are told of one value."""


class Failing(Condition):
    """The condition that an expression throws."""

    __slots__ = ()

    def __init__(self, at: Traced) -> None:
        super().__init__(at.value, at.node, at.source, (at,))

    @property
    def text(self) -> str:
        """What is said of a value that depends on it."""
        own = super().text
        return f"{own} throws" if own else ""


class Present(Condition):
    """The condition of ``??``: a value is neither undefined nor null."""

    __slots__ = ()

    def __init__(self, at: Traced) -> None:
        super().__init__(at.value, at.node, at.source, (at,))

    def decides(self, value: Value) -> bool | None:
        """Whether a known value is neither of them."""
        if isinstance(value, Unknown):
            return True if value.kind else None
        return value is not None and value is not UNDEFINED

    @property
    def text(self) -> str:
        """The test as it would be written in an ``if``."""
        own = _operand(self, super().text)
        return f"{own} != null" if own else ""


class Defined(Condition):
    """The condition of a default value: a value is not undefined."""

    __slots__ = ()

    def __init__(self, at: Traced) -> None:
        super().__init__(at.value, at.node, at.source, (at,))

    def decides(self, value: Value) -> bool | None:
        """Whether a known value is not undefined."""
        if isinstance(value, Unknown):
            return True if value.kind else None
        return value is not UNDEFINED

    @property
    def text(self) -> str:
        """The test as it would be written in an ``if``."""
        own = _operand(self, super().text)
        path = self.value.path if isinstance(self.value, Unknown) else ""
        if isinstance(self.node, estree.Property):
            # A place in a pattern spells out its default, too.
            own = path or Traced(None, self.node.key, self.source).text
        elif isinstance(self.node, estree.AssignmentPattern):
            own = path or Traced(None, self.node.left, self.source).text
        return f"{own} !== undefined" if own else ""


class Named(Condition):
    """The condition that a key is this name."""

    __slots__ = ("name", "subject")

    name: str

    def __init__(self, key: Traced, name: str, subject: object = None) -> None:
        super().__init__(key.value, key.node, key.source, (key,))
        self.name = name
        self.subject = subject

    @property
    def text(self) -> str:
        """The comparison as it would be written in an ``if``."""
        own = _operand(self, super().text)
        if own and (self.name in _NOT_ONLY_TEXT or is_index(self.name)):
            own = f"String({own})"
        return f"{own} === {quoted(self.name)}" if own else ""


class Holds(Condition):
    """The condition that something unknown has a property, its own and enumerable."""

    __slots__ = ("key",)

    def __init__(self, at: Traced, key: str) -> None:
        super().__init__(at.value, at.node, at.source, (at,))
        self.key = key

    @property
    def text(self) -> str:
        """The test as it would be written in an ``if``."""
        own = _operand(self, super().text)
        return f"{quoted(self.key)} in {own}" if own else ""


class Inherits(Condition):
    """The condition that a key names what every object inherits."""

    __slots__ = ()

    def __init__(self, key: Traced) -> None:
        super().__init__(key.value, key.node, key.source, (key,))

    @property
    def text(self) -> str:
        """The test as it would be written in an ``if``."""
        own = _operand(self, super().text)
        return f"{own} in {{}}" if own else ""


class Within(Condition):
    """A condition that is tested only where another one turned out some way.

    ``outer`` is None where there are more of those than are told.
    """

    __slots__ = ("_inner", "_outer", "depth")

    def __init__(self, outer: tuple[Traced, bool] | None, inner: tuple[Traced, bool]) -> None:
        at = inner[0]
        inputs = (at,) if outer is None else (outer[0], at)
        super().__init__(at.value, at.node, at.source, inputs)
        self._outer = outer
        self._inner = inner
        self.depth: int = at.depth + 1 if isinstance(at, Within) else 1

    @property
    def text(self) -> str:
        """Both tests, as they would be written in one ``if``."""
        outer = "…" if self._outer is None else _tested(*self._outer)
        inner = _tested(*self._inner)
        return f"{outer} && {inner}" if outer and inner else ""


def undecided() -> Unknown:
    """The value of a condition that the browser decides on."""
    unknown = Unknown("only the page decides on it", kind="boolean")
    unknown.is_platform = True
    return unknown


class Fires(Event):
    """That the browser calls what was registered at a place.

    Each value that depends on it has one of its own: how often and in which order things happen
    isn't known, so that nothing of one value follows for another.
    """

    __slots__ = ("_event", "_word")

    def __init__(self, at: Traced, event: str, word: str = "") -> None:
        super().__init__(undecided(), at.node, at.source)
        self._event = event
        self._word = word

    def with_word(self, word: str) -> Fires:
        """Another one that says when, among others."""
        return Fires(self, self._event, word)

    @property
    def text(self) -> str:
        """What happens, in words."""
        if not self._word:
            return self._event
        event, comma, rest = self._event.partition(",")
        return f"{event} {self._word}{comma}{rest}"


class Apart(Condition):
    """What another condition tests, at another time: it may turn out otherwise."""

    __slots__ = ("_text", "is_failing")

    def __init__(self, other: Traced) -> None:
        super().__init__(undecided(), other.node, other.source, (other,))
        self._text = other.text
        self.is_failing: bool = isinstance(other, Failing)

    @property
    def text(self) -> str:
        """As the other one's."""
        return self._text


class AnyOf(Condition):
    """That one of several conditions turns out its way."""

    __slots__ = ("_tests",)

    def __init__(self, tests: Sequence[tuple[Traced, bool]]) -> None:
        at = tests[-1][0]
        super().__init__(at.value, at.node, at.source, tuple(test for test, _ in tests))
        self._tests = tests

    @property
    def text(self) -> str:
        """All the tests, as they would be written in one ``if``; empty where one has no text."""
        texts = [_tested(*test) for test in self._tests[:_MAX_TOLD]]
        if len(self._tests) > _MAX_TOLD:
            texts.append("…")
        return f"({' || '.join(texts)})" if all(texts) else ""


def within(condition: Traced, holds: bool, outcome: Outcome) -> Outcome:
    """The outcome of a condition that is tested on one way of another."""
    inner = outcome.condition
    depth = inner.depth if isinstance(inner, Within) else 0
    if depth > _MAX_TOLD:
        return outcome
    outer = (condition, holds) if depth < _MAX_TOLD else None
    whole = Within(outer, (inner, outcome.holds))
    return Outcome(outcome.snapshot, whole, holds=True)


def after(earlier: Sequence[Outcome], outcome: Outcome) -> Outcome:
    """The outcome of a condition that is come to where none of the earlier ones turned out so.

    One that is the same condition with the other result says nothing new.
    """
    for other in reversed(earlier):
        if other.condition is not outcome.condition:
            outcome = within(other.condition, not other.holds, outcome)
    return outcome


def any_of(outcomes: Sequence[Outcome]) -> tuple[Traced, bool]:
    """The condition that one of these turns out so, and the result that it then has."""
    if len(outcomes) == 1:
        return outcomes[0].condition, outcomes[0].holds
    return AnyOf([(one.condition, one.holds) for one in outcomes]), True


def _tested(condition: Traced, holds: bool) -> str:
    text = condition.text
    if not text or holds:
        return text if isinstance(condition, Within) else _operand(condition, text)
    is_simple = type(condition) is Traced and isinstance(condition.node, _SIMPLE)
    return f"!{text}" if is_simple else f"!({text})"


def _operand(condition: Traced, text: str) -> str:
    return f"({text})" if text and isinstance(condition.node, _LOOSE) else text
