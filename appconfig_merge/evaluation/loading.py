"""The course of a page: its scripts in order, the events that come once, what may come later.

A browser runs the scripts of a page in an order that is known, but for async ones; then the events
``DOMContentLoaded`` and ``load`` fire, once each (HTML 13.2.7). After each of these run the jobs
that it has led to. Timers, answers of servers and what else the browser calls back come at any
time: ``later/`` joins what they may do after each script.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.errors import InputError
from appconfig_merge.evaluation.candidates import can_be_split, run_each
from appconfig_merge.evaluation.code.globals_made import globals_made
from appconfig_merge.evaluation.completions import TooManySteps
from appconfig_merge.evaluation.conditions import Fires
from appconfig_merge.evaluation.driving import run_code
from appconfig_merge.evaluation.effects.postponing import callables, from_page
from appconfig_merge.evaluation.later.soon import run_now, run_soon
from appconfig_merge.evaluation.later.starting import start
from appconfig_merge.evaluation.machine import Remark
from appconfig_merge.evaluation.modules.running import evaluate_module, run_module
from appconfig_merge.evaluation.page_state import Listener
from appconfig_merge.evaluation.pending import Arguments, Later
from appconfig_merge.evaluation.properties.set import put_global
from appconfig_merge.evaluation.region import part
from appconfig_merge.evaluation.scopes import Context, Scope
from appconfig_merge.evaluation.script import new_page, run_script, script_body
from appconfig_merge.evaluation.site import IS_FLEX_UI, Unreadable
from appconfig_merge.javascript.internal_slots import Promised, ScriptElement
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import Bound, JSFunction, Traced, Unknown
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.source import Source
from appconfig_merge.syntax import estree, parse
from appconfig_merge.syntax.declarations import lexical_names

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from appconfig_merge.evaluation.handing import Handed
    from appconfig_merge.evaluation.machine import Evaluation, Machine
    from appconfig_merge.evaluation.page_state import PageState
    from appconfig_merge.evaluation.world import World
    from appconfig_merge.javascript.conversion import Throws


_MAX_WRITTEN: Final = 100
"""Scripts that a script and those that it writes may write into the page."""


def _is_flex_ui(script: Source | Unreadable | None) -> bool:
    return isinstance(script, Unreadable) and script.reason == IS_FLEX_UI


def _short(at: Traced) -> str:
    text = " ".join(at.text.split())
    return text if len(text) <= 40 else f"{text[:39]}…"


def nothing() -> Generator[Any, Any, None]:
    """What runs nothing: only what may have come by then is joined."""
    yield from ()


class _Async(NamedTuple):
    """An async script that hasn't certainly run; ``later`` is None for one that comes next."""

    source: Source
    program: estree.Program
    later: Later


class Loading:
    """A page that is loaded, script by script, in the order in which a browser runs them.

    ``unread`` are the scripts that aren't read, but may make globals, each as a clause that goes
    on after "it may be set by": what none of the scripts makes that are read (``own``, the names
    from :func:`~.code.globals_made.globals_made`) may be theirs. ``machine`` has the remarks.

    Its methods raise TooManySteps, and give what the script threw.
    """

    def __init__(self, world: World, unread: Iterable[str] = (), own: Iterable[str] = ()) -> None:
        self.page = new_page(world)
        self.machine = self.page.machine
        assert self.machine.page is not None, "a page has a site"
        self._state: PageState = self.machine.page
        self._state.unread = tuple(unread)
        self._state.own = frozenset(own)
        self._state.ready_state = "loading"
        self._state.may_write = self._may_write
        self._state.insert = self._insert
        self._async: list[_Async] = []
        self._sources: list[Source] = []

    def classic(
        self, source: Source, program: estree.Program, *, deferred: bool = False
    ) -> Throws | None:
        """A classic script; one that is ``deferred`` runs once the page is parsed."""
        self._come_to(source, deferred=deferred)
        _, thrown = run_script(self.page, program, source)
        self._run_written()
        return thrown

    def module(self, source: Source, program: estree.Program) -> Throws | None:
        """A module: it runs once the page is parsed, in order with deferred scripts."""
        self._come_to(source, deferred=True)
        return run_module(self.page, source, program)

    def asynchronous(self, source: Source, program: estree.Program) -> None:
        """A script that runs at any time from here on, at the latest before ``load`` fires."""
        later = self._later(source, program, "async script")
        self._async.append(_Async(source, program, later))

    def _later(self, source: Source, program: estree.Program, what: str) -> Later:
        """The run of a script at a time that isn't known."""
        at = Traced(UNDEFINED, program, source)
        world = untraced(self.machine.world_object)
        run = partial(self._run_async, source=source, program=program)
        later = Later(world, Arguments(None, []), f"the {what} {source.name} runs", at, run)
        later.is_once = True
        return later

    def handler(self, source: Source, program: estree.Program, event: str) -> None:
        """The code of an attribute that handles an event of the window (HTML 8.1.8.1)."""
        self._come_to(source)
        machine = self.machine
        place = estree.Identifier(program.start, program.start, "event")
        body = estree.BlockStatement(program.start, program.end, program.body)
        node = estree.FunctionExpression(
            program.start, program.end, None, [place], body, generator=False, is_async=False
        )
        scope = Scope(self.page.lexical, Context(source, False, untraced(machine.world_object)))

        def begin() -> Generator[Any, Any, None]:
            yield from ()
            function = machine.journal.made(JSFunction(node, node, source, scope))
            value = Traced(function, node, source)
            put_global(machine, machine.world_object, f"on{event}", value, node, strict=False)

        run_code(self.page, (source,), begin)

    def loaded(self) -> tuple[Handed, ...]:
        """Let the page's events come, and what may come after them; gives all that is handed over.

        To be called once, after the last script.
        """
        self._run_last()
        self._state.ready_state = "interactive"
        self._state.is_answered = True
        if any(one.is_answer for one in self.machine.pending):
            run_code(self.page, tuple(self._sources), nothing)
        self._fire("DOMContentLoaded")
        self._state.ready_state = "complete"
        self._fire("load")
        start(self.machine, lambda: run_code(self.page, tuple(self._sources), nothing))
        return tuple(self._state.handed)

    def _come_to(self, source: Source, *, deferred: bool = False) -> None:
        """Come to a piece of code that runs in order: async ones may have run by then."""
        self._sources.append(source)
        self._state.ready_state = "interactive" if deferred else "loading"
        self._may_run()

    def _run_last(self) -> None:
        """Run the async script that comes after all others, but for what listens to events."""
        state = self._state
        if len(self._async) != 1 or any(state.phases("DOMContentLoaded")):
            self._may_run()
            return
        only = self._async.pop()
        self._sources.append(only.source)
        state.ready_state = None
        state.maybe_fired.add("DOMContentLoaded")
        if only.program.source_type == "module":
            run_module(self.page, only.source, only.program)
        else:
            run_script(self.page, only.program, only.source)
        state.maybe_fired.clear()

    def _run_written(self) -> None:
        """Run what a script has written into the page: it comes right after that (HTML 8.4.3)."""
        state = self._state
        work, state.written = state.written, []
        for _ in range(_MAX_WRITTEN):
            if not work:
                return
            source, at = work.pop(0)
            program = self._parsed(source, at)
            if program is None:
                continue
            self._sources.append(source)
            _, thrown = run_script(self.page, program, source)
            if thrown is not None and thrown.at is not None:
                message = f"this script stops here: {thrown}"
                self.machine.remark(Remark("script-throws", "warning", message, thrown.at))
            work, state.written = [*state.written, *work], []
        raise TooManySteps

    def _may_write(self, source: Source, at: Traced) -> None:
        program = self._parsed(source, at)
        if program is not None:
            self._sources.append(source)
            self.machine.postpone(self._later(source, program, "script that is written"))

    def _insert(self, element: ScriptElement, at: Traced) -> None:
        """A script element is put into the page: it comes later, and then its handlers do."""
        machine, site = self.machine, self.machine.world.site
        assert site is not None
        slot = element.held.slots.get("src")
        address = slot.traced.value if slot is not None else None
        kind = element.held.slots.get("type")
        if kind is not None and kind.traced.value not in {"", "text/javascript"}:
            address = None
        file = site.script(address, at.source) if isinstance(address, str) else None
        program = self._parsed(file, at) if isinstance(file, Source) else None
        if file is None:
            self._state.unread = (*self._state.unread, f"a script that `{_short(at)}` inserts")
        elif isinstance(file, Unreadable) and file.reason != IS_FLEX_UI:
            why = f"{file.address}, which isn't read: {file.reason}"
            self._state.unread = (*self._state.unread, why)
        run = partial(self._run_inserted, element=element, program=program, source=file)
        event = f"{address} is there" if isinstance(address, str) else "the script is there"
        world = untraced(machine.world_object)
        later = Later(world, Arguments(None, [untraced(element)]), event, at, run)
        later.is_once = True
        later.gives = Promised(comes=untraced(UNDEFINED))
        machine.postpone(later)

    def _run_inserted(
        self,
        machine: Machine,
        element: ScriptElement,
        program: estree.Program | None,
        source: Source | Unreadable | None,
    ) -> Evaluation:
        """Run the script of an element, if it is read, and then what listens to it."""
        if program is not None and isinstance(source, Source):
            yield run_now(machine, self._later(source, program, "script"))
            yield run_soon(machine)
        is_there = program is not None or _is_flex_ui(source)
        for name in ("onload",) if is_there else ("onload", "onerror"):
            slot = element.held.slots.get(name)
            if slot is None:
                continue
            arguments = Arguments(untraced(element), [from_page("object")])
            for function, given in callables(machine, slot.traced, arguments):
                call = Later(function, given, f"`{name[2:]}` fires", slot.traced)
                if is_there and isinstance(slot.traced.value, JSFunction):
                    yield run_now(machine, call)
                    continue
                test = Fires(slot.traced, call.event)
                run = partial(run_now, machine, call)
                yield part(machine, ((test, True, run), (test, False, lambda: None)))
        return untraced(UNDEFINED)

    def _parsed(self, source: Source, at: Traced) -> estree.Program | None:
        """The tree of a script; None for one that a browser doesn't run."""
        try:
            program = parse(source, goal="script")
        except InputError as error:
            message = f"{source.name}, which is written into the page here, isn't run"
            self.machine.remark(Remark("unread-script", "warning", message, at, error.message))
            return None
        self._state.own |= globals_made(program)
        return program

    def _may_run(self) -> None:
        for one in self._async:
            self._sources.append(one.source)
            self.machine.postpone(one.later)
        if self._async:
            self._async.clear()
            run_code(self.page, tuple(self._sources), nothing)

    def _run_async(self, _: object, source: Source, program: estree.Program) -> Evaluation:
        """An async script that is run ahead: what it declared at an earlier time is another's."""
        if program.source_type == "module":
            yield evaluate_module(self.page, source, program)
            return from_page()
        lexical = self.page.lexical
        again = [
            name.name
            for name in lexical_names(program.body)
            if name.name in lexical.slots and lexical.slots[name.name].key is name
        ]
        if again:
            self.machine.journal.before_change(lexical)
            for name in again:
                del lexical.slots[name]
        _, begin = script_body(self.page, program, source)
        yield begin()
        return from_page()

    def _fire(self, event: str) -> None:
        run_code(self.page, tuple(self._sources), partial(self._dispatch, event))
        self._state.fired.add(event)

    def _dispatch(self, event: str) -> Generator[Any, Any, None]:
        """Call who listens to an event, each with the jobs that come of it."""
        machine, state = self.machine, self._state
        slot = machine.world_object.slots.get(f"on{event}")
        if slot is not None and isinstance(slot.traced.value, Unknown):
            # Since when there is a handler only the page knows.
            others = [one for one in state.listeners if one.later is not None]
            state.listeners = [*others, Listener(event, None, is_windows=True, is_sure=False)]
        for listeners in state.phases(event):
            if len(listeners) > 1 and any(not one.later and not one.is_sure for one in listeners):
                state.unsure.add(event)
            for one in listeners:
                if event in state.unsure:
                    machine.pending.extend([one.later] if one.later else self._handlers(event))
                elif one in state.listeners:  # one that was called before may have taken it away
                    yield self._hear(event, one)
                    yield run_soon(machine)

    def _hear(self, event: str, one: Listener) -> Generator[Any, Any, None]:
        if one.later is None:
            yield self._call_handler(event)
        elif one.is_sure:
            yield self._call(one.later)
        else:
            test = Fires(one.later.at, one.later.event)
            run = partial(self._call, one.later)
            yield part(self.machine, ((test, True, run), (test, False, lambda: None)))

    def _call(self, later: Later) -> Evaluation:
        thrown = yield run_now(self.machine, later)
        if thrown is not None and thrown.at is not None:
            message = f"what is called when {later.event} stops here: {thrown}"
            self.machine.remark(Remark("script-throws", "warning", message, thrown.at))
        return later.at

    def _handlers(self, event: str) -> list[Later]:
        """The calls that the window's own handler of an event may be."""
        slot = self.machine.world_object.slots.get(f"on{event}")
        if slot is None:
            return []
        window = untraced(self.machine.world_object)
        arguments = Arguments(window, [from_page("object")])
        traced = slot.traced
        at = traced if slot.key is None else Traced(UNDEFINED, slot.key, traced.source)
        text = f"`{event}` fires"
        found = callables(self.machine, traced, arguments)
        return [Later(function, given, text, at, listens=True) for function, given in found]

    def _call_handler(self, event: str) -> Generator[Any, Any, None]:
        """Call the window's own handler, which may be one of several."""
        machine = self.machine
        slot = machine.world_object.slots.get(f"on{event}")
        calls = self._handlers(event)
        if slot is None or not calls:
            return
        value = slot.traced.value
        if not isinstance(value, Unknown) or isinstance(value, Bound) or value.path:
            yield self._call(calls[0])
            return
        if not can_be_split(slot.traced):
            machine.pending.extend(calls)
            return
        by_function = {one.function.value: one for one in calls}

        def run(traced: Traced | None) -> Evaluation:
            yield from ()
            value = traced.value if traced is not None else None
            if value in by_function:
                return (yield self._call(by_function[value]))
            if isinstance(value, Unknown):
                machine.pending.extend(calls)
            return from_page()

        ways = [(way, partial(run, way.traced)) for way in value.candidates]
        yield run_each(machine, ways)
