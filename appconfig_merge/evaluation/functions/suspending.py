"""Async functions: what stands before the first await runs now, the rest later.

An *await* splits the code that is run: the operand is evaluated now, and what stands after it is
kept with the scope that it runs in. Where it stands in the midst of an expression the parts
that come before it are evaluated, too, and their values stand in their places later.
"""

from __future__ import annotations

from copy import copy
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.evaluation.completions import Return, Suspend
from appconfig_merge.evaluation.conditions import undecided
from appconfig_merge.evaluation.effects.jobs import comes_with
from appconfig_merge.evaluation.effects.postponing import from_page
from appconfig_merge.evaluation.functions.awaits import waits
from appconfig_merge.evaluation.functions.splitting import CannotSplit, split
from appconfig_merge.evaluation.hoisting import hoist_lexical
from appconfig_merge.evaluation.pending import Arguments, Later
from appconfig_merge.evaluation.region import attempt, enclosed, fork, join_exits, part
from appconfig_merge.evaluation.scopes import Scope
from appconfig_merge.evaluation.statements.skipping import not_evaluated
from appconfig_merge.evaluation.statements.trying import run_try
from appconfig_merge.javascript.conversion import NotKnown, Throws, to_boolean
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.values import JSFunction, Traced
from appconfig_merge.javascript.ways import Condition
from appconfig_merge.syntax import estree
from appconfig_merge.syntax.declarations import declaration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.evaluation.completions import Completion
    from appconfig_merge.evaluation.machine import Evaluation, Execution, Machine, StatementTable

_DECLARATIONS: Final = (
    estree.VariableDeclaration,
    estree.FunctionDeclaration,
    estree.ClassDeclaration,
)


class Awaiting(estree.Statement):
    """A block in which a function waits; ``outer`` is what follows it."""

    __slots__ = ("body", "outer")
    type = "Awaiting"

    def __init__(self, node: estree.Node, body: list[estree.Statement], outer: Frame) -> None:
        super().__init__(node.start, node.end)
        self.body = body
        self.outer = outer


class Resumed(estree.Statement):
    """What is left of a block in which a function has waited: frames, up to the last of them."""

    __slots__ = ("body", "frame", "last")
    type = "Resumed"

    def __init__(self, node: estree.Node, frame: Frame, last: Frame) -> None:
        super().__init__(node.start, node.end)
        self.body = [statement for one in frame.until(last) for statement in one.statements]
        self.frame = frame
        self.last = last


class Frame:
    """Statements to be run in a scope, and the frame that follows them.

    ``function`` is the one that they are part of. A frame that ``closes`` a try statement has no
    statements: those of the frames before it are the rest of its block.
    """

    __slots__ = ("closes", "function", "outer", "scope", "statements")

    def __init__(
        self,
        function: JSFunction,
        statements: list[estree.Statement],
        scope: Scope,
        outer: Frame | None,
        closes: estree.TryStatement | None = None,
    ) -> None:
        self.function = function
        self.statements = statements
        self.scope = scope
        self.outer = outer
        self.closes = closes

    def until(self, last: Frame | None) -> Iterator[Frame]:
        """This frame and those that follow, but for the last and what follows that."""
        frame: Frame | None = self
        while frame is not None and frame is not last:
            yield frame
            frame = frame.outer


def run_async(
    machine: Machine, function: JSFunction, statements: list[estree.Statement], scope: Scope
) -> Execution:
    """Run the body of an async function up to where it first waits (ECMA-262 27.7.5.1)."""
    return _run(machine, Frame(function, statements, scope, None))


def run_frames(machine: Machine, frame: Frame) -> Execution:
    """Run frames one after another, up to where one first waits."""
    return _run_frames(machine, frame, None)


def _run(machine: Machine, frame: Frame) -> Execution:
    """Run the statements of a frame until one waits, or doesn't complete normally."""
    for index, statement in enumerate(frame.statements):
        machine.begun = statement
        machine.begun_in = frame.scope.context.source
        if waits(machine, statement):
            left = frame.statements[index + 1 :]
            rest = Frame(frame.function, left, frame.scope, frame.outer)
            completion = yield _waiting(machine, statement, rest)
        else:
            completion = yield machine.statement(statement, frame.scope)
        if completion is not None:
            return completion
    return None


def _waiting(machine: Machine, statement: estree.Statement, rest: Frame) -> Execution:
    """Run a statement that waits in between; ``rest`` is what follows it."""
    scope = rest.scope
    if isinstance(statement, estree.BlockStatement):
        return (yield awaiting(machine, Awaiting(statement, statement.body, rest), scope))
    if isinstance(statement, estree.IfStatement) and not waits(machine, statement.test):
        return (yield _if(machine, statement, rest))
    if isinstance(statement, estree.TryStatement):
        return (yield _try(machine, statement, rest))
    done = yield attempt(machine, split(machine, statement, scope), CannotSplit)
    if done is None:
        return (yield _may_wait(machine, statement, rest))
    parted = done[0]
    after = parted.after
    waits_for = parted.is_known and (
        machine.is_certain() or (after is not None and comes_with(machine, after))
    )
    suspended = _suspend(machine, parted.waiting, rest, parted.statement, parted.values)
    machine.pending[-1].soon = waits_for
    machine.pending[-1].after = after if waits_for else None
    return suspended


def _suspend(
    machine: Machine,
    waiting: estree.Node,
    rest: Frame,
    again: estree.Statement,
    values: list[Traced],
) -> Suspend:
    """Keep what is to be run once what is waited for is there."""
    frame = Frame(rest.function, [again, *rest.statements], rest.scope, rest.outer)
    source = rest.scope.context.source
    node = rest.function.node
    # The code that goes on is the function's, in the scope where it has stopped.
    code = machine.journal.made(JSFunction(node, node, source, rest.scope))
    later = Later(
        Traced(code, waiting, source),
        Arguments(None, values),
        "what is awaited arrives",
        Traced(UNDEFINED, waiting, source),
    )
    later.resume = partial(_go_on, frame=frame, later=later)
    later.is_job = later.is_once = True
    machine.postpone(later)
    return Suspend()


def _go_on(machine: Machine, frame: Frame, later: Later) -> Evaluation:
    """Go on with a function; gives what it returns, where it surely does, to its promise."""
    boundary, result = yield enclosed(machine, lambda _: _run_frames(machine, frame, None))
    if boundary.exits:
        join_exits(machine, boundary, result, lambda _: True)
        return from_page()
    if isinstance(result, Throws):
        raise result
    if isinstance(result, Return):
        return result.value
    if result is None:
        return Traced(UNDEFINED, later.at.node, later.at.source)
    if isinstance(result, Suspend):
        machine.pending[-1].gives = later.gives
    return from_page()


def _run_frames(machine: Machine, frame: Frame, last: Frame | None) -> Execution:
    """Run frames one after another, each in the try statements that guard it."""
    inner: Frame | None = frame
    while inner is not None and inner is not last:
        closing = [one for one in inner.until(last) if one.closes is not None]
        if closing:
            end = closing[-1]
            guard = end.closes
            assert guard is not None
            after = end.outer or Frame(end.function, [], end.scope, None)
            completion = yield _try(machine, guard, after, Resumed(guard.block, inner, end))
            inner = end.outer
        else:
            completion = yield _run(machine, inner)
            inner = inner.outer
        if completion is not None:
            return completion
    return None


def resumed(machine: Machine, node: Resumed, _scope: Scope) -> Execution:
    """What is left of a block; its scope it has already."""
    return _run_frames(machine, node.frame, node.last)


def awaiting(machine: Machine, node: Awaiting, scope: Scope) -> Execution:
    """A block in which a function waits, with a scope of its own where it declares something."""
    inner = scope
    if any(isinstance(declaration(one), _DECLARATIONS) for one in node.body):
        inner = machine.journal.made(Scope(scope, scope.context))
        hoist_lexical(machine, node.body, inner)
    return (yield _run(machine, Frame(node.outer.function, node.body, inner, node.outer)))


def _if(machine: Machine, node: estree.IfStatement, rest: Frame) -> Execution:
    """``if`` with an await in a branch."""

    def branch(statement: estree.Statement | None) -> Any:
        if statement is None:
            return None
        if waits(machine, statement):
            return _waiting(machine, statement, rest)
        return machine.statement(statement, rest.scope)

    test = yield machine.expression(node.test, rest.scope)
    try:
        chosen = node.consequent if to_boolean(test.value) else node.alternate
    except NotKnown:
        ways = (
            (True, partial(branch, node.consequent)),
            (False, partial(branch, node.alternate)),
        )
        yield fork(machine, test, ways)
        return None
    return (yield branch(chosen))


def _try(
    machine: Machine,
    node: estree.TryStatement,
    after: Frame,
    block: estree.Statement | None = None,
) -> Execution:
    """``try`` with an await in the block or the catch clause; ``block`` is what is left of it."""
    handler, finalizer = node.handler, node.finalizer
    scope = after.scope
    if finalizer is not None and waits(machine, finalizer):
        return (yield _may_wait(machine, node, after))
    made = copy(node)
    end = Frame(after.function, [], scope, after, node)
    made.block = block or Awaiting(node.block, node.block.body, end)  # type: ignore[assignment]
    if handler is not None and waits(machine, handler.body):
        outer = after
        if finalizer is not None:
            rest = estree.TryStatement(node.start, node.end, node.block, None, finalizer)
            outer = Frame(after.function, [], scope, after, rest)
        made.handler = copy(handler)
        body = Awaiting(handler.body, handler.body.body, outer)
        made.handler.body = body  # type: ignore[assignment]
    done = yield attempt(machine, run_try(machine, made, scope))
    if done is None:
        return (yield _may_wait(machine, node, after))
    completion: Completion | None = done[0]
    return completion


def _may_wait(machine: Machine, statement: estree.Statement, rest: Frame) -> Execution:
    """A statement that can't be split: it may go on at once, or wait, having run in part."""
    test = Condition(undecided(), statement, rest.scope.context.source)

    def ends() -> Execution:
        return not_evaluated(machine, statement, rest.scope)

    def stops() -> Execution:
        completion = yield not_evaluated(machine, statement, rest.scope)
        return completion or _suspend(machine, statement, rest, statement, [])

    yield part(machine, ((test, True, stops), (test, False, ends)))
    return None


HANDLERS: Final[StatementTable] = {Awaiting: awaiting, Resumed: resumed}
