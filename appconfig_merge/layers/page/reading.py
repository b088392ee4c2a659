"""The layer that a page is: its scripts run in order, and what they hand to Flex UI found."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from appconfig_merge.errors import InputError, NoConfigError, SourceSyntaxError
from appconfig_merge.evaluation.code.globals_made import globals_made
from appconfig_merge.evaluation.completions import TooManySteps
from appconfig_merge.evaluation.loading import Loading
from appconfig_merge.evaluation.site import Unreadable
from appconfig_merge.evaluation.world import World
from appconfig_merge.layers.layer import Layer
from appconfig_merge.layers.page import remarks
from appconfig_merge.layers.page.handed import WHAT, counting, one_of, when_remark
from appconfig_merge.layers.page.scripts import may_configure
from appconfig_merge.layers.refusals import too_many_steps
from appconfig_merge.layers.remarks import of_evaluation, of_texts
from appconfig_merge.layers.script import SCRIPT_LAYER, bare, find_binding, of_object, shaped
from appconfig_merge.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.diagnostics import Diagnostic
    from appconfig_merge.evaluation.handing import Handed
    from appconfig_merge.javascript.conversion import Throws
    from appconfig_merge.javascript.values import Slot
    from appconfig_merge.layers.page.scripts import PageInput, PageScript
    from appconfig_merge.layers.script import ScriptInput
    from appconfig_merge.source import Source
    from appconfig_merge.syntax import Goal, estree


class _Parsed(NamedTuple):
    """A script with its tree."""

    script: PageScript
    source: Source
    program: estree.Program


def read_page(page: PageInput, wanted: ScriptInput) -> Layer:
    """Run a page's scripts; give what they hand to Flex UI as a layer.

    ``wanted`` says what is known of the page besides, and which scripts run before its own. Where
    no script that is read hands anything over, it is the global of the name that ``wanted`` has.

    Raises NoConfigError where there is no object, UnresolvedConfigError where it can't be known,
    LimitError.
    """
    return _Reading(page, wanted).layer()


class _Reading:
    """One page while it is read."""

    def __init__(self, page: PageInput, wanted: ScriptInput) -> None:
        self._page = page
        self._wanted = wanted
        self._said: list[Diagnostic] = list(page.diagnostics)
        self._unread: list[Unreadable] = []
        self._stops: list[tuple[Source, Throws]] = []
        self._before = [(source, parse(source)) for source in wanted.companions]
        self._parsed = list(self._parse_all())
        programs = [program for _, program in self._before]
        programs.extend(one.program for one in self._parsed)
        self._loading = Loading(
            World(wanted.defined, wanted.assumed, page.site),
            (
                f"{one.address}, which isn't read: {one.reason}"
                for one in self._unread
                if may_configure(one)
            ),
            frozenset().union(*map(globals_made, programs)),
        )

    def layer(self) -> Layer:
        """The layer. Raises as :func:`read_page`."""
        handed = counting(self._run())
        machine = self._loading.machine
        name = bare(self._wanted.global_name)
        own = [one.source for one in self._parsed]
        sources = [self._page.source, *self._wanted.companions, *own]
        if handed:
            root = shaped(machine, one_of(handed), WHAT, sources)
            self._said.extend(when_remark(handed))
            self._said.extend(remarks.ignored_binding(machine, name, root))
        else:
            root = shaped(machine, self._global(), name, sources)
            self._said.append(remarks.no_call(self._page.source, name))
        self._said.extend(of_evaluation(machine))
        self._said.extend(of_texts([self._page.source, *own]))
        self._said.extend(remarks.stopped(machine, *stop, root) for stop in self._stops)
        self._said.extend(of_object(root, sources, name))
        return Layer(
            SCRIPT_LAYER,
            "script",
            self._page.source.name,
            root,
            tuple(dict.fromkeys(self._said)),
            takes_stored=not handed or any(one.fills_gaps for one in handed),
        )

    def _parse_all(self) -> Iterator[_Parsed]:
        """The scripts that a browser runs; notes those that can't be read."""
        for script in self._page.scripts:
            source = script.source
            if isinstance(source, Unreadable):
                self._unread.append(source)
                continue
            goal: Goal = "module" if script.kind == "module" else "script"
            try:
                yield _Parsed(script, source, parse(source, goal=goal))
            except SourceSyntaxError as error:
                self._said.append(remarks.refused(error))
            except InputError as error:
                self._unread.append(Unreadable(source.name, error.message))
                self._said.append(remarks.unread(error))

    def _run(self) -> tuple[Handed, ...]:
        """Run all scripts, as the page loads them, and what comes once it is loaded."""
        loading = self._loading
        running = self._page.source
        try:
            for running, program in self._before:
                self._note(running, loading.classic(running, program))
            for one in sorted(self._parsed, key=lambda one: one.script.when == "deferred"):
                running = one.source
                self._come_to(one)
            return loading.loaded()
        except TooManySteps:
            raise too_many_steps(running, loading.machine) from None

    def _come_to(self, one: _Parsed) -> None:
        """Run a script, or have it run when its time comes."""
        script, source, program = one
        loading = self._loading
        if script.kind == "handler":
            loading.handler(source, program, script.event)
        elif script.when == "async":
            loading.asynchronous(source, program)
        elif script.kind == "module":
            self._note(source, loading.module(source, program))
        else:
            is_deferred = script.when == "deferred"
            self._note(source, loading.classic(source, program, deferred=is_deferred))

    def _note(self, source: Source, thrown: Throws | None) -> None:
        if thrown is not None:
            self._stops.append((source, thrown))

    def _global(self) -> Slot:
        """The global that a page is taken to hand over. Raises NoConfigError."""
        name = self._wanted.global_name
        found = find_binding(bare(name), self._loading.page, None)
        if found is None:
            raise NoConfigError(
                f"{self._page.source.name}: no script of this page that is read hands anything to "
                f"Flex UI, or sets {name}",
                help="give the folder that its addresses are in with --root",
            )
        return found.slot
