"""JavaScript values as the evaluator holds them, each with the way it came about.

A string is a Python str whose surrogate pairs are joined, a number a float, a boolean a bool,
null is None. Everything else is a class of this module, or of ``internal_slots`` beside it.
A value never travels alone: a :class:`Traced` carries it with the expression that gave it,
a :class:`Slot` binds it to a key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias, final

from appconfig_merge.javascript.keys import ordered_keys
from appconfig_merge.limits import MAX_CANDIDATES, MAX_HISTORY

if TYPE_CHECKING:
    from appconfig_merge.javascript.primitives import Primitive, RegExp
    from appconfig_merge.source import Source
    from appconfig_merge.syntax import estree


class Traced:
    """A value, the expression that gave it, and the traced values it was made from."""

    __slots__ = ("inputs", "node", "source", "value")

    def __init__(
        self, value: Value, node: estree.Node, source: Source, inputs: tuple[Traced, ...] = ()
    ) -> None:
        self.value = value
        self.node = node
        self.source = source
        self.inputs = inputs

    @property
    def text(self) -> str:
        """The expression's exact source text; empty where the reader gives no positions."""
        if self.node.start < 0:
            return ""
        return self.source.slice(self.node.start, self.node.end)


class Slot:
    """A property or binding: its key's node, its value, and what it held before.

    ``key`` lies in the same source as ``traced``. ``via`` is the expression through which the
    slot was copied from another object (a spread, an Object.assign), None for a slot written
    where it is. ``previous`` is the slot that this one superseded in the same script.
    """

    __slots__ = ("depth", "key", "previous", "traced", "via")

    def __init__(
        self,
        traced: Traced,
        key: estree.Node | None = None,
        previous: Slot | None = None,
        via: Traced | None = None,
    ) -> None:
        self.traced = traced
        self.key = key
        self.via = via
        self.depth: int = 0 if previous is None else previous.depth + 1
        self.previous = previous if self.depth < MAX_HISTORY else None


READ_ONLY: Final = 1
"""In ``Traits.locked``: the property is not writable."""
FIXED: Final = 2
"""In ``Traits.locked``: the property is not configurable."""


@final
class Traits:
    """What is unusual about an object; never changed, only replaced.

    ``proto`` is its prototype where that isn't the built-in one of its type: a JSObject or
    null. ``hidden`` holds the own properties that aren't enumerable. ``locked`` says of keys
    whether they are READ_ONLY, FIXED or both. An object that is ``closed`` takes no new
    properties, one that is ``sealed`` also keeps those it has. One that is ``tagged`` has a
    Symbol.toStringTag. ``unordered`` says that only the page decides on the order of its keys.
    """

    __slots__ = ("closed", "hidden", "locked", "proto", "sealed", "tagged", "unordered")

    def __init__(self) -> None:
        self.proto: Traced | None = None
        self.hidden: dict[str, Slot] = {}
        self.locked: dict[str, int] = {}
        self.closed = False
        self.sealed = False
        self.tagged = False
        self.unordered = False

    def copy(self) -> Traits:
        """Another one that is the same, to be changed before it is given to an object."""
        made = Traits()
        made.proto = self.proto
        made.hidden = dict(self.hidden)
        made.locked = dict(self.locked)
        made.closed, made.sealed = self.closed, self.sealed
        made.tagged = self.tagged
        made.unordered = self.unordered
        return made


class JSObject:
    """An object; an ordinary one whose prototype is Object.prototype unless ``traits`` differ.

    ``slots`` holds the own enumerable properties in the order they were made. ``unknown`` says
    why the contents can't be known (after a call that may have changed them, say); it is None for
    an object that is known, and an :class:`Open` where just what else there may be isn't.
    ``deleted`` holds deleted properties with the expression that did it.
    ``epoch`` tells the evaluator in which branch the object was made.

    Of an object that a plain literal gave and that nobody has looked into, ``literal`` is the
    literal's node and source; its slots are made at their first use. None for any other. ``made``
    are those that someone wanted alone.
    """

    __slots__ = ("epoch", "frozen", "deleted", "literal", "made", "slots", "traits", "unknown")
    made: dict[str, Slot]

    def __init__(self, epoch: int = 0) -> None:
        self.slots: dict[str, Slot] = {}
        self.unknown: Unknown | None = None
        self.frozen = False
        self.traits: Traits | None = None
        self.deleted: dict[str, tuple[Slot, Traced]] | None = None
        self.epoch = epoch
        self.literal: tuple[estree.Container, Source] | None = None

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            """Make what a plain literal holds, at its first use."""
            if name == "made":
                self.made = {}
                return self.made
            if name not in {"slots", "elements"} or self.literal is None:
                raise AttributeError(name)
            node, source = self.literal
            self.literal = None
            if name == "slots":
                made = self.made
                self.slots = {
                    key: made.get(key) or _plain_slot(member.key, member.value, source)
                    for key, member in zip(node.plain, node.properties, strict=True)
                }
            else:
                self.elements = [Slot(_of_plain(part, source)) for part in node.elements]
            return getattr(self, name)

    def keys(self) -> list[str]:
        """The own keys in ECMAScript's order (10.1.11.1): indices ascending, then by age."""
        return ordered_keys(self.slots)

    def slot(self, key: str) -> Slot:
        """The slot of a key that is there. Those beside it in a plain literal stay unmade."""
        if self.literal is None:
            return self.slots[key]
        if key not in self.made:
            node: Any = self.literal[0]
            name, value = node.parts(key)
            self.made[key] = _plain_slot(name, value, self.literal[1])
        return self.made[key]

    def find(self, key: str) -> Slot | None:
        """The same; None for a key that isn't there."""
        known: Any = self.slots if self.literal is None else self.literal[0].plain
        return self.slot(key) if key in known else None


class JSArray(JSObject):
    """An array. A hole in ``elements`` is None; ``slots`` holds its other properties."""

    __slots__ = ("elements",)

    def __init__(self, elements: list[Slot | None], epoch: int = 0) -> None:
        super().__init__(epoch)
        self.elements = elements


def of_literal(node: estree.ObjectExpression | estree.ArrayExpression, source: Source) -> JSObject:
    """The object that a plain literal gives."""
    made: JSObject
    if node.type == "ArrayExpression":
        made = JSArray([])
        del made.elements
    else:
        made = JSObject()
        del made.slots
    made.literal = (node, source)
    return made


def untouched(value: JSObject) -> tuple[estree.Container, Source] | None:
    """The plain literal that an object still is in every respect, with its source."""
    if value.unknown is None and value.deleted is None and value.traits is None:
        return value.literal
    return None


def _plain_slot(key: estree.Node, value: estree.Node, source: Source) -> Slot:
    """The slot that a member of a plain literal gives."""
    return Slot(_of_plain(value, source), key)


def _of_plain(node: Any, source: Source) -> Traced:
    """What a part of a plain literal gives."""
    value = node.value if node.type == "Literal" else of_literal(node, source)
    return Traced(value, node, source)


class JSFunction(JSObject):
    """A function or class of the script's own, with the scope it closes over.

    ``written`` is the node whose text is the function's: the whole property for a method.
    ``scope`` is the evaluator's, ``home`` the object whose method it is. ``prototype`` is the
    object that its property of that name first holds, once someone asked for it; ``parts`` what
    the evaluator knows of a class that can be made objects of. ``name`` is what its ``name`` first
    holds, None where that isn't known.
    """

    __slots__ = ("home", "name", "node", "parts", "prototype", "scope", "source", "written")

    def __init__(
        self,
        node: FunctionNode,
        written: estree.Node,
        source: Source,
        scope: object,
        epoch: int = 0,
    ) -> None:
        super().__init__(epoch)
        self.node = node
        self.written = written
        self.source = source
        self.scope = scope
        self.home: JSObject | None = None
        self.name: str | None = None
        self.parts: object = None
        self.prototype: JSObject | None = None

    @property
    def text(self) -> str:
        """The exact source text, as Function.prototype.toString gives it (20.2.3.5).

        Empty where the reader gives no positions.
        """
        if self.written.start < 0:
            return ""
        return self.source.slice(self.written.start, self.written.end)


class Candidate:
    """One of the values that an unknown value may have.

    ``traced`` is None where the property may be absent. ``condition`` is the test that
    decides, ``holds`` the outcome that selects this candidate.
    """

    __slots__ = ("condition", "holds", "traced")

    def __init__(self, traced: Traced | None, condition: Traced, holds: bool) -> None:
        self.traced = traced
        self.condition = condition
        self.holds = holds


class Unknown:
    """What can't be known without running the page, and why.

    ``origin`` is an expression elsewhere that took the knowledge away; ``path`` the dotted
    name under which ``--define`` would supply the value, empty where there is none. ``kind``
    is what typeof gives, where at least that is known. ``method`` names the built-in method
    that it is, if it is one. ``reaches`` are values that it may be or lead to, beside those
    that its :class:`Traced` was made from. ``candidates`` is exhaustive, or empty.

    ``accessor`` marks a property that has, or may have, a getter or setter; ``may_be_absent``
    one that may not be there at all. Neither is true of a value that was read. ``foreign``
    says that code of other scripts may have had a hand in it, ``is_prototype`` that it may be
    one that other objects share, ``is_bare`` that it is a built-in object or function of
    ECMAScript's: it has just the properties that the specification gives it. ``is_platform``
    marks what the browser itself made, such as an event, a response and the data in it, a
    promise: its methods are the browser's. ``is_imported`` marks what a module that isn't read
    exports: its functions change nothing but what they are handed. ``is_truthy`` is what a test
    has shown, None before.
    """

    __slots__ = (
        "accessor", "candidates", "foreign", "is_bare", "is_imported", "is_platform",
        "is_prototype", "is_truthy", "kind", "may_be_absent", "method", "origin", "path",
        "reaches", "reason",
    )  # fmt: skip

    def __init__(
        self,
        reason: str,
        *,
        origin: Traced | None = None,
        candidates: tuple[Candidate, ...] = (),
        path: str = "",
        kind: str = "",
        method: str = "",
        reaches: tuple[Traced, ...] = (),
        accessor: bool = False,
    ) -> None:
        self.reason = reason
        self.origin = origin
        self.candidates = candidates if len(candidates) <= MAX_CANDIDATES else ()
        self.path = path
        self.kind = kind
        self.method = method
        self.reaches = reaches
        self.foreign = False
        self.is_bare = False
        self.is_platform = False
        self.is_imported = False
        self.is_truthy: bool | None = None
        self.is_prototype = False
        self.may_be_absent = False
        self.accessor = accessor
        for one in candidates:
            value = one.traced.value if one.traced is not None else None
            if isinstance(value, Unknown):
                self.may_be_absent = self.may_be_absent or value.may_be_absent
                self.accessor = self.accessor or value.accessor
            elif one.traced is None:
                self.may_be_absent = True


@final
class Accessor(Unknown):
    """A property that a getter or setter of the script's own handles; None where there is none."""

    __slots__ = ("getter", "setter")

    def __init__(self, getter: Traced | None, setter: Traced | None) -> None:
        reason = "a getter computes it whenever it is read"
        if getter is None:
            reason = "a setter handles it whenever it is set"
        super().__init__(reason, accessor=True)
        self.getter = getter
        self.setter = setter


@final
class Bound(Unknown):
    """A function made by bind: the function, its ``this`` and its first arguments.

    The function is one of the script's own; on a page it may be one of Flex UI's.
    """

    __slots__ = ("arguments", "function", "this")

    def __init__(self, function: Traced, this: Traced, arguments: list[Traced]) -> None:
        reason = "a function made by bind is not shown"
        super().__init__(reason, kind="function", reaches=(function, this, *arguments))
        self.function = function
        self.this = this
        self.arguments = arguments


@final
class Open(Unknown):
    """Why an object may hold more than its slots, which are its own and hold all the same.

    ``before`` are the keys that stand before all that may have come since. What else there is, is
    what another value ``mirrors`` has, where that is known; but for the keys that it ``hides``.
    """

    __slots__ = ("before", "hides", "mirrors")

    def __init__(self, unknown: Unknown, before: frozenset[str]) -> None:
        super().__init__(unknown.reason, origin=unknown.origin, reaches=unknown.reaches)
        self.foreign = unknown.foreign
        self.before = before
        self.mirrors: Traced | None = None
        self.hides: frozenset[str] = frozenset()


def derived(unknown: Unknown) -> Unknown:
    """What something computed from an unknown value is: unknown too, but another value."""
    return Unknown(unknown.reason, origin=unknown.origin)


if TYPE_CHECKING:
    FunctionNode: TypeAlias = (
        estree.FunctionDeclaration
        | estree.FunctionExpression
        | estree.ArrowFunctionExpression
        | estree.ClassDeclaration
        | estree.ClassExpression
    )

Value: TypeAlias = "Primitive | RegExp | JSObject | Unknown"
