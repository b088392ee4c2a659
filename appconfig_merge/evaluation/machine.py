"""The machine that evaluation runs on: its state, and the tables that dispatch to the handlers.

:mod:`~.driving` has the loop that drives them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from appconfig_merge.evaluation.completions import TooManySteps
from appconfig_merge.evaluation.journal import Journal
from appconfig_merge.evaluation.world import SETTLED, GlobalObject, changed_with
from appconfig_merge.javascript.conversion import NotKnown, to_boolean
from appconfig_merge.javascript.globals import STORAGES
from appconfig_merge.javascript.lifting import narrowed
from appconfig_merge.javascript.values import (
    JSFunction,
    Traced,
    Unknown,
)
from appconfig_merge.limits import (
    MAX_LISTS,
    MAX_LOOKS,
    MAX_STEPS,
    MAX_TEXT,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from appconfig_merge.diagnostics import Severity
    from appconfig_merge.evaluation.code.mentions import Mentions
    from appconfig_merge.evaluation.completions import Boundary, Completion
    from appconfig_merge.evaluation.conditions import Named
    from appconfig_merge.evaluation.page_state import PageState
    from appconfig_merge.evaluation.pending import Change, Later
    from appconfig_merge.evaluation.scopes import Scope
    from appconfig_merge.evaluation.world import World
    from appconfig_merge.javascript.values import JSObject
    from appconfig_merge.source import Source
    from appconfig_merge.syntax.estree import CallExpression, ImportExpression, Node

    Evaluation: TypeAlias = Generator[Any, Any, Traced]
    Execution: TypeAlias = Generator[Any, Any, "Completion | None"]
    ExpressionTable: TypeAlias = dict[
        type[Node], Callable[["Machine", Any, Scope], "Traced | Evaluation"]
    ]
    StatementTable: TypeAlias = dict[
        type[Node], Callable[["Machine", Any, Scope], "Completion | Execution | None"]
    ]
    FunctionTable: TypeAlias = dict[str, Callable[..., Evaluation]]

_MAX_ASSUMED: Final = 20
"""Conditions, the last ones, that are looked at for what a value can't be."""


class Remark:
    """A diagnostic still bound to its syntax node."""

    __slots__ = ("code", "help", "message", "severity", "traced")

    def __init__(
        self, code: str, severity: Severity, message: str, traced: Traced, help: str | None = None
    ) -> None:
        self.code = code
        self.severity = severity
        self.message = message
        self.traced = traced
        self.help = help


class Machine:
    """The state of one evaluation: the world, the journal, the remarks, the step count.

    ``lexical`` is the scope that all scripts share. ``escaped`` holds the objects that code
    that isn't known may have kept, by their identity, ``handed_to_modules`` those of
    them that functions of modules that aren't read were handed. ``open_world`` says why there may
    be globals that aren't known; ``polluted`` why the built-in prototypes can't be relied on,
    ``planted`` just which properties they have more. ``hooks`` tells whether a script's text
    has what it takes to make code run when a property is read, or an object converted or
    iterated. ``trying`` counts the try statements around what is run, ``splits`` the unknown
    conditions of which it runs one way; ``assumed`` holds those conditions, and those that
    were left otherwise on all other ways.

    ``pending`` has the calls that the browser may make later. Of what such a call changes as a
    whole ``changed_later`` says how; ``added_later`` has what it gives further properties.
    ``gave_up`` tells that what they may change is too much to be followed in this script,
    ``waits_for_requests`` that sending a request may run its handlers, ``ready_state`` what
    that of a request is in them, if that is known. ``undivided`` is how many ``splits`` there are
    where nothing has gone apart: one of a call that is run ahead of its time is such a place.

    ``page`` is what is so of a page alone, None where there is only a script.
    """

    def __init__(
        self,
        world: World,
        expressions: ExpressionTable,
        statements: StatementTable,
        functions: FunctionTable,
    ) -> None:
        self.world = world
        self.world_object = GlobalObject()
        self.journal = Journal()
        self.boundaries: list[Boundary] = []
        self.trying = 0
        self.splits = 0
        self.assumed: list[tuple[Traced, bool]] = []
        self.remarks: dict[tuple[str, Node], Remark] = {}
        self.pending: list[Later] = []
        self.changed_later: dict[JSObject, Change] = {}
        self.added_later: dict[JSObject, None] = {}
        self.gave_up = False
        self.waits_for_requests = False
        self.ready_state: float | None = None
        self.undivided = 0
        self.page: PageState | None = None
        if world.site is not None:
            from appconfig_merge.evaluation.page_state import PageState

            self.page = PageState()
        self.escaped: dict[int, Traced] = {}
        self.handed_to_modules: dict[int, Traced] = {}
        self.lexical: Scope | None = None
        self.open_world: Unknown | None = None
        self.polluted: Unknown | None = None
        self.planted: dict[str, Unknown] = {}
        self.overwritten: set[str] = set()
        self.hooks = False
        self._mentions: dict[Node, Mentions] = {}
        # The modules of the page, of which only those know who read them.
        self.modules: Any = None
        # What the calls of a function have in common.
        self.shapes: dict[Node, Any] = {}
        # Whether there is an await in a piece of code.
        self.awaits: dict[Node, bool] = {}
        # What hoisting found in a body, by the list that holds its statements.
        self.hoisted: dict[tuple[object, ...], Any] = {}
        # What regular expressions are compiled to, by their sources and flags.
        self.programs: dict[tuple[str, str], Any] = {}
        # The keys that texts of the page's storages make.
        self._keys: dict[Unknown, Unknown] = {}
        # By the identity of the key's value, which the condition keeps from being another's.
        self._named: dict[tuple[int | str, str], Named] = {}
        self.steps_left = MAX_STEPS
        self.looks_left = MAX_LOOKS
        self.text_left = MAX_TEXT
        self.lists_left = MAX_LISTS
        self.begun: Node | None = None
        self.begun_in: Source | None = None
        self.call_depth = 0
        self._expressions = expressions
        self._statements = statements
        self._functions = functions

    def expression(self, node: Node, scope: Scope) -> Traced | Evaluation:
        """Begin to evaluate an expression: its value at once, or a generator to yield."""
        return self._expressions[type(node)](self, node, scope)

    def statement(self, node: Node, scope: Scope) -> Completion | Execution | None:
        """Begin to run a statement."""
        return self._statements[type(node)](self, node, scope)

    def call(
        self,
        function: JSFunction,
        this: Traced | None,
        given: list[Traced],
        at: Traced,
        more: Traced | None = None,
    ) -> Evaluation:
        """Begin to call a function of the script's own ([[Call]], ECMA-262 10.2.1).

        ``more`` stands for any number of further arguments that aren't known.
        """
        return self._functions["call_function"](self, function, this, given, at, more)

    def construct(self, function: JSFunction, given: list[Traced], at: Traced) -> Evaluation:
        """Begin to make an object of one ([[Construct]], 10.2.2); raises NotKnown, Throws."""
        return self._functions["construct"](self, function, given, at)

    def call_super(self, node: CallExpression, scope: Scope) -> Evaluation:
        """Begin to call the constructor that ``super(...)`` stands for."""
        return self._functions["call_super"](self, node, scope)

    def import_module(self, node: ImportExpression, scope: Scope) -> Evaluation:
        """Begin to evaluate ``import()`` on a page that has modules."""
        return self._functions["import_module"](self, node, scope)

    def require(self, at: Traced, given: list[Traced]) -> Evaluation:
        """Begin to evaluate a call of CommonJS's ``require`` in a module of a page."""
        return self._functions["require"](self, at, given)

    def begin_flex_ui(self, later: Later) -> Evaluation:
        """Begin a call of a function of Flex UI's own that was left for later."""
        return self._functions["begin_flex_ui"](self, later)

    def mentions(self, node: Node) -> Mentions:
        """What a piece of code mentions; found once."""
        found = self._mentions.get(node)
        if found is None:
            from appconfig_merge.evaluation.code.mentions import Mentions

            found = self._mentions[node] = Mentions(node)
        return found

    def is_overwritten(self, path: str) -> bool:
        """Whether the script has assigned to a property of the page, or above it."""
        return bool(self.overwritten) and any(
            path == name or path.startswith((name + ".", name + "[")) for name in self.overwritten
        )

    def overwrite(self, path: str) -> None:
        """Note that the script changes a property of the page, and what changes with it."""
        self.overwritten.update(changed_with(path))

    def is_undivided(self) -> bool:
        """Whether what is run now is on every way: none is open, and none was left for good."""
        return not (self.splits or self.trying or any(one.exits for one in self.boundaries))

    def postpone(self, later: Later) -> None:
        """Note a call that the browser may make later."""
        if self.page is not None:
            later.assumed = tuple(self.assumed)
        self.pending.append(later)

    def is_certain(self) -> bool:
        """As :meth:`is_undivided`, within the call that is run ahead of its time, if one is."""
        return not (
            self.splits > self.undivided or self.trying or any(one.exits for one in self.boundaries)
        )

    def remark(self, remark: Remark) -> None:
        """Note a diagnostic, once for each place."""
        self.remarks.setdefault((remark.code, remark.traced.node), remark)

    def named(self, key: Traced, name: str) -> Named:
        """The condition that a key is a name: one and the same, wherever that is asked."""
        value = key.value
        path = value.path if isinstance(value, Unknown) else ""
        subject = path if path in SETTLED else id(value)
        found = self._named.get((subject, name))
        if found is None:
            from appconfig_merge.evaluation.conditions import Named

            found = self._named[subject, name] = Named(key, name, subject)
        return found

    def key_of(self, value: Unknown) -> Unknown | None:
        """The property key that something unknown always makes; None if it isn't one for sure."""
        if value.kind == "string":
            return value
        if value.path.partition(".")[0] not in STORAGES:
            return None
        # A text, or nothing.
        made = Unknown(value.reason, origin=value.origin, kind="string")
        return self._keys.setdefault(value, made)

    def narrow(self, traced: Traced) -> Traced:
        """A value without the candidates that what is run now is known not to be run for."""
        for condition, holds in self.assumed[-_MAX_ASSUMED:]:
            traced = narrowed(traced, condition, holds)
        return traced

    def decides(self, test: Traced) -> bool | None:
        """Whether a test holds on the way that is run now; None where only the page knows."""
        try:
            return to_boolean(test.value)
        except NotKnown:
            pass
        try:
            return to_boolean(self.narrow(test).value)
        except NotKnown:
            return None

    def tick(self) -> None:
        """Count a step that no handler takes, such as a turn of a loop."""
        self.steps_left -= 1
        if self.steps_left < 0:
            raise TooManySteps

    def count_copies(self) -> None:
        """Count the steps of what the journal has copied."""
        self.steps_left -= self.journal.copied
        self.journal.copied = 0

    def looked(self) -> None:
        """Count a value looked at to find what code that isn't known may change."""
        self.looks_left -= 1
        if self.looks_left < 0:
            raise TooManySteps
