"""The loop that drives evaluation, and what is done before and after the code that it drives.

Handlers of syntax nodes are generators that yield what they need evaluated and are sent the
result. The loop keeps them on a list of its own, so that nesting in the input never reaches
Python's stack, and counts steps, so that nothing runs for ever.
"""

from __future__ import annotations

import re
from types import GeneratorType
from typing import TYPE_CHECKING, Any, Final, TypeVar

from appconfig_merge.evaluation.completions import Boundary, Diverged, GiveUp, TooManySteps
from appconfig_merge.evaluation.machine import Machine, Remark
from appconfig_merge.evaluation.properties.inheritance import unorder
from appconfig_merge.evaluation.region import all_exits, come_to, enter, leave, may_throw
from appconfig_merge.javascript.conversion import Throws
from appconfig_merge.javascript.globals import is_handler
from appconfig_merge.javascript.values import Traced, Unknown
from appconfig_merge.limits import MAX_LOOKS, MAX_STEPS
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from appconfig_merge.evaluation.scopes import Scope
    from appconfig_merge.source import Source

    _T = TypeVar("_T")


_ACCESSOR: Final = rb"%b(?<!\w...)\b(?=\s*(?:[\w$\x80-\xff]+\s*[(/]|[\"'\[#/\\]))"
"""One of the words, not as a part of another: what begins as it is written is found quickly."""
_WORDS: Final = (
    *(b"static", b"class", b"yield", b"eval", b"Function", b"Proxy", b"Symbol"),
    *(b"toString", b"valueOf", b"toJSON"),
)
_HOOKS: Final = {
    **{word: rb"\b%b\b" % word for word in _WORDS},
    **{word: _ACCESSOR % word for word in (b"get", b"set")},  # not the words alone
    **{part: re.escape(part) for part in (b"__proto__", b"\\u", b"\\x")},
    b"create": rb"\b(?<!\bManager\.)create\b",  # Object's, not Flex UI's
    b"define": rb"define(?!d)",
    b"rototype": rb"[Pp]rototype",
    b"terator": rb"[Ii]terator",
    b"*": rb"(?:{|,|function|async)\s*\*",
}
"""What a script has to contain for reading, converting or iterating to run code of its own.

To each part that a text seldom has belongs the pattern of what it has to be part of.
"""

_FLEX_UI: Final = frozenset({"Twilio", "Twilio.Flex"})


class Page:
    """A machine with the scope that all scripts share."""

    __slots__ = ("lexical", "machine")

    def __init__(self, machine: Machine, lexical: Scope) -> None:
        self.machine = machine
        self.lexical = lexical

    def leave(self) -> None:
        """Let go of what all scripts share, once none is run any more.

        Functions close over what holds them: with such circles all that was read and evaluated
        would wait for Python's collector.
        """
        self.machine.world_object.slots = {}
        self.lexical.slots = {}


def drive(machine: Machine, step: Generator[Any, Any, _T]) -> _T:
    """Drive a handler to its end."""
    waiting: list[Generator[Any, Any, Any]] = []
    wait, resume = waiting.append, waiting.pop
    current: Generator[Any, Any, Any] = step
    result: Any = None
    error: Exception | None = None
    while True:
        try:
            if error is None:
                item = current.send(result)
            else:
                raised, error = error, None
                item = current.throw(raised)
        except StopIteration as stop:
            result = stop.value
            if not waiting:
                return result
            current = resume()
        except Exception as raised:
            if not waiting:
                raise
            error = raised
            current = resume()
            continue
        else:
            if type(item) is GeneratorType:
                machine.steps_left -= 1
                if machine.steps_left < 0:
                    error = TooManySteps()
                    continue
                wait(current)
                current = item
                result = None
                continue
            result = item
        if machine.trying and type(result) is Traced and isinstance(result.value, Unknown):
            error = _noted(machine, result)


def _noted(machine: Machine, traced: Traced) -> GiveUp | None:
    value = traced.value
    assert isinstance(value, Unknown)
    if value.kind and machine.world.browser_group(value.path.partition(".")[0]) == "e":
        return None  # every browser has this built-in, and lets go of it
    if machine.page is not None and value.path in _FLEX_UI and not _is_call(traced):
        return None  # Flex UI's script defines it
    try:
        may_throw(machine, traced)
    except GiveUp as signal:
        return signal
    return None


def _is_call(traced: Traced) -> bool:
    return isinstance(traced.node, estree.CallExpression | estree.NewExpression)


def run_code(
    page: Page, sources: Sequence[Source], begin: Callable[[], Generator[Any, Any, Any]]
) -> Throws | None:
    """Run code of some sources to its end; gives what it threw if it did.

    Raises TooManySteps. A throw that only some branches reach is joined with the rest: what it
    would leave different is unknown afterwards, and a remark says so.
    """
    machine = page.machine
    machine.journal.reveal()
    length = sum(len(source.data) for source in sources)
    machine.steps_left = MAX_STEPS + length // 4
    machine.looks_left = MAX_LOOKS + length
    machine.gave_up = False
    for owner in machine.added_later:
        unorder(machine, owner)  # what this code adds may come before or after it
    machine.hooks = machine.hooks or any(has_hooks(source.data) for source in sources)
    boundary = enter(machine)
    thrown: Throws | None = None
    diverged = False
    try:
        drive(machine, begin())
    except Throws as error:
        thrown = error
    except Diverged:
        diverged = True
    finally:
        leave(machine)
    if boundary.exits:
        thrown = _join_exits(machine, boundary, thrown, diverged=diverged)
    if machine.pending or machine.escaped or any(map(is_handler, machine.world_object.slots)):
        from appconfig_merge.evaluation.later.settling import settle

        drive(machine, settle(machine))
    machine.journal.conceal()
    return thrown


def has_hooks(data: bytes) -> bool:
    """Whether reading, converting or iterating may run code of a text."""
    return any(part in data and re.search(pattern, data) for part, pattern in _HOOKS.items())


def _join_exits(
    machine: Machine, boundary: Boundary, thrown: Throws | None, *, diverged: bool
) -> Throws | None:
    for one in boundary.exits:
        assert isinstance(one.how, Throws)
        at = one.how.at or one.outcome.condition
        machine.remark(
            Remark(
                "may-throw",
                "warning",
                f"the script may stop here ({one.how}): only the page can decide",
                at,
                "what the rest of the file sets is unresolved because of it",
            )
        )
    come_to(machine, boundary, all_exits(machine, boundary, Diverged() if diverged else None))
    how = boundary.exits[-1].how
    return how if diverged and isinstance(how, Throws) else thrown
