"""The layer that a page is: its scripts run in order, and what they hand to Flex UI found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.errors import InputError, NoConfigError, SourceSyntaxError
from appconfig_merge.evaluation.code.globals_made import globals_made
from appconfig_merge.evaluation.completions import TooManySteps
from appconfig_merge.evaluation.loading import Loading
from appconfig_merge.evaluation.modules.loading import parse_module
from appconfig_merge.evaluation.site import Unreadable
from appconfig_merge.evaluation.world import World
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import Unknown
from appconfig_merge.layers.layer import Layer
from appconfig_merge.layers.page import remarks
from appconfig_merge.layers.page.handed import WHAT, counting, one_of, when_remark
from appconfig_merge.layers.page.scripts import globals_of
from appconfig_merge.layers.refusals import too_many_steps
from appconfig_merge.layers.remarks import of_evaluation, of_texts
from appconfig_merge.layers.script import SCRIPT_LAYER, bare, find_binding, of_object, shaped
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.syntax import estree, parse
from appconfig_merge.values import location_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.diagnostics import Diagnostic
    from appconfig_merge.evaluation.handing import Handed
    from appconfig_merge.javascript.conversion import Throws
    from appconfig_merge.javascript.values import Slot, Traced
    from appconfig_merge.layers.page.scripts import PageInput, PageScript
    from appconfig_merge.layers.script import ScriptInput
    from appconfig_merge.source import Source
    from appconfig_merge.syntax import Parse


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


def problems_of(page: PageInput) -> tuple[Diagnostic, ...]:
    """What is to be said of a page's scripts without running them: for one that gives no layer."""
    return tuple(_Scripts(page, parse).said)


def _read(script: PageScript, source: Source, tree_of: Parse) -> _Parsed:
    """A script with its tree; a module that has a file may be one that a build takes."""
    if script.kind == "module":
        is_file = source.whole is source
        program = parse_module(source) if is_file else tree_of(source, "tree-sitter", "module")
    elif script.kind == "handler" and b"return" in source.data:
        # It is a function's body (HTML 8.1.8.1), which may end with a return.
        text = f"(function (event) {{{source.text}\n}})"
        source = source.standing_for(0, len(source.data), text)
        program = parse(source, goal="script")
        statement = program.body[0]
        assert isinstance(statement, estree.ExpressionStatement)
        assert isinstance(statement.expression, estree.FunctionExpression)
        program.body = statement.expression.body.body
    else:
        program = tree_of(source, "tree-sitter", "script")
    return _Parsed(script, source, program)


def _of_library(script: Unreadable) -> Traced:
    """A global that a library makes: its code changes nothing but what it is handed."""
    unknown = Unknown(f"a script that isn't read makes it: {script.address}")
    unknown.is_imported = True
    return untraced(unknown)


class _Scripts:
    """The scripts of a page, read into their trees.

    ``parsed`` are those that a browser runs, ``refused`` says of others why it doesn't, ``unread``
    of which nothing is known; ``said`` is what is to be said of all that.
    """

    def __init__(self, page: PageInput, tree_of: Parse) -> None:
        self._tree_of = tree_of
        self.said: list[Diagnostic] = list(page.diagnostics)
        self.refused: list[SourceSyntaxError] = []
        self.unread: list[Unreadable] = []
        self.parsed = list(self._parse_all(page))

    def _parse_all(self, page: PageInput) -> Iterator[_Parsed]:
        for script in page.scripts:
            source = script.source
            if isinstance(source, Unreadable):
                self.unread.append(source)
                continue
            try:
                yield _read(script, source, self._tree_of)
            except SourceSyntaxError as error:
                self.refused.append(error)
                self.said.append(remarks.refused(error))
            except InputError as error:
                self.unread.append(Unreadable(source.name, error.message))
                self.said.append(remarks.unread(error))


class _Reading:
    """One page while it is read."""

    def __init__(self, page: PageInput, wanted: ScriptInput) -> None:
        self._page = page
        self._wanted = wanted
        self._scripts = _Scripts(page, wanted.parse)
        self._said = self._scripts.said
        self._stops: list[tuple[Source, Throws]] = []
        self._before = [(one, wanted.parse(one, "tree-sitter", None)) for one in wanted.companions]
        programs = [program for _, program in self._before]
        programs.extend(one.program for one in self._scripts.parsed)
        made = [(one, globals_of(one)) for one in self._scripts.unread]
        libraries = {name: _of_library(one) for one, names in made for name in names or ()}
        self._loading = Loading(
            World({**libraries, **wanted.defined}, wanted.assumed, page.site),
            [
                f"{one.address}, which isn't read: {one.reason}"
                for one, names in made
                if names is None
            ],
            frozenset().union(*map(globals_made, programs)),
        )

    def layer(self) -> Layer:
        """The layer. Raises as :func:`read_page`."""
        try:
            return self._layer(self._run())
        except InputError as error:
            self._add_causes(error)
            raise

    def _layer(self, all_handed: tuple[Handed, ...]) -> Layer:
        handed = counting(all_handed)
        machine = self._loading.machine
        name = bare(self._wanted.global_name)
        own = [one.source for one in self._scripts.parsed]
        sources = [self._page.source, *self._wanted.companions, *own]
        if handed:
            root = shaped(machine, one_of(handed), WHAT, sources, is_global=False)
            self._said.extend(when_remark(handed))
            told = list(remarks.ignored_binding(machine, name, root))
            found = find_binding(name, self._loading.page, None)
            self._said.extend(told or remarks.ignored_global(machine, found, name, root, own))
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

    def _run(self) -> tuple[Handed, ...]:
        """Run all scripts, as the page loads them, and what comes once it is loaded."""
        loading = self._loading
        running = self._page.source
        try:
            for running, program in self._before:
                self._note(running, loading.classic(running, program))
            for one in sorted(self._scripts.parsed, key=lambda one: one.script.when == "deferred"):
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
        if found is not None:
            return found.slot
        raise NoConfigError(
            f"{self._page.source.name}: no script of this page that is read hands anything to "
            f"Flex UI, or sets {name}",
            help=None
            if self._stops or self._scripts.refused
            else "give the page that the browser gets, and the folder of its server with --root",
        )

    def _add_causes(self, error: InputError) -> None:
        """Say which scripts a browser doesn't run to their ends: that may well be why."""
        broken = [f"{one.location}: {one.message}" for one in self._scripts.refused]
        broken += [f"{location_of(thrown.at)}: {thrown}" for _, thrown in self._stops if thrown.at]
        if broken:
            more = f", and {len(broken) - 1} more" if len(broken) > 1 else ""
            cause = f"mend what stops a script of the page first: {broken[0]}{more}"
            error.help = f"{cause}; {error.help}" if error.help else cause
