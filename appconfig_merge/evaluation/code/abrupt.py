"""How code may be left before its end, told from its text alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.javascript.values import JSFunction
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.syntax import estree
from appconfig_merge.syntax.declarations import FUNCTIONS, WITH_STATEMENTS

if TYPE_CHECKING:
    from appconfig_merge.javascript.values import Value


class Abrupt(NamedTuple):
    """How a statement may be left other than at its end; ``jumps`` are (label, goes_on)."""

    returns: bool
    throws: bool
    jumps: frozenset[tuple[str, bool]]


def abrupt_completions(node: estree.Node, own: frozenset[str] = frozenset()) -> Abrupt:
    """How a statement may be left: what stands in a function inside is not of it."""
    returns = throws = False
    jumps: set[tuple[str, bool]] = set()
    labels: set[str] = set(own)
    work: list[tuple[object, bool]] = [(node, False)]
    while work:
        item, is_caught = work.pop()
        if isinstance(item, list):
            work.extend((inner, is_caught) for inner in item)
        elif isinstance(item, estree.ReturnStatement):
            returns = True
        elif isinstance(item, estree.ThrowStatement):
            throws = throws or not is_caught
        elif isinstance(item, estree.BreakStatement | estree.ContinueStatement):
            if item.label is not None:
                jumps.add((item.label.name, isinstance(item, estree.ContinueStatement)))
        elif isinstance(item, estree.TryStatement):
            work.append((item.block, is_caught or item.handler is not None))
            work.extend(((item.handler, is_caught), (item.finalizer, is_caught)))
        elif isinstance(item, WITH_STATEMENTS):
            if isinstance(item, estree.LabeledStatement):
                labels.add(item.label.name)
            work.extend((getattr(item, field), is_caught) for field in estree.field_names(item))
    # A label inside ends its jumps inside; one of the same name outside is a mistake.
    return Abrupt(returns, throws, frozenset(one for one in jumps if one[0] not in labels))


def never_ends(node: estree.Statement) -> bool:
    """Whether a loop has neither a test that could end it nor a break."""
    if isinstance(node, estree.ForStatement):
        if node.test is not None and not _is_true(node.test):
            return False
    elif isinstance(node, estree.WhileStatement | estree.DoWhileStatement):
        if not _is_true(node.test):
            return False
    else:
        return False
    work: list[object] = [node.body]
    while work:
        item = work.pop()
        if isinstance(item, list):
            work.extend(item)
        elif isinstance(item, estree.BreakStatement):
            return False
        elif isinstance(item, WITH_STATEMENTS):
            work.extend(getattr(item, field) for field in estree.field_names(item))
    return True


def _is_true(test: estree.Node) -> bool:
    return isinstance(test, estree.Literal) and test.value is not None and bool(test.value)


def always_throws(value: Value) -> bool:
    """Whether whoever calls a function of the script's own gets nothing but a throw."""
    node = value.node if isinstance(value, JSFunction) else None
    body = node.body if isinstance(node, FUNCTIONS) and not node.is_async else None
    if not isinstance(body, estree.BlockStatement):
        return False
    for statement in body.body:
        if isinstance(statement, estree.ThrowStatement):
            return True
        if abrupt_completions(statement).returns:
            return False
    return False
