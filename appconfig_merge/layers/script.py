"""The layer that an appConfig.js is: read, evaluated, and its configuration object found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.completions import TooManySteps
from appconfig_merge.evaluation.machine import Remark
from appconfig_merge.evaluation.scopes import TDZ
from appconfig_merge.evaluation.script import new_page, run_script
from appconfig_merge.evaluation.statements.declarations import DEFAULT_EXPORT
from appconfig_merge.evaluation.world import World
from appconfig_merge.javascript.globals import ALIASES
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import JSObject, Slot, Traced, Unknown
from appconfig_merge.layers.layer import Layer
from appconfig_merge.layers.shape import bound_shape, is_shown
from appconfig_merge.layers.unfilled import unfilled
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from appconfig_merge.diagnostics import Diagnostic
    from appconfig_merge.evaluation.machine import Machine
    from appconfig_merge.evaluation.scopes import Scope
    from appconfig_merge.evaluation.script import Page
    from appconfig_merge.javascript.conversion import Throws
    from appconfig_merge.layers.remarks import How
    from appconfig_merge.source import Source
    from appconfig_merge.syntax import Parse, ParserName, estree

SCRIPT_LAYER = "appConfig.js"

_WEBCHATS_MARKS: Final = (
    *(b"flexFlowSid", b"Engagement", b"tokenServerUrl", b"flexWebChannelsUrl"),
    *(b"chatFriendlyName", b"disableLocalStorage", b"markdownSupport"),
)
"""One of these is in each key of WebChat's alone."""


class ScriptInput(NamedTuple):
    """A script to read, and what the page has before it. ``parse`` gives the trees of texts."""

    source: Source
    companions: Sequence[Source] = ()
    defined: Mapping[str, Traced] = {}
    assumed: Iterable[str] = ()
    global_name: str = "appConfig"
    parser: ParserName = "tree-sitter"
    parse: Parse = parse


class Found(NamedTuple):
    """The slot of the configuration object, and what kind of binding it is."""

    slot: Slot
    how: How


class _Run(NamedTuple):
    """What came of one run: the page, the script's own scope, what a CommonJS module exports."""

    page: Page
    scope: Scope
    found: Found | None
    thrown: Throws | None
    exports: JSObject


def read_script(wanted: ScriptInput) -> Layer:
    """Read and evaluate a script; give its configuration object as a layer.

    Raises SourceSyntaxError for text that a browser refuses, ScriptThrowsError when it throws
    before the object is set, NoConfigError when it never sets it or sets something else,
    UnresolvedConfigError when the object as a whole can't be known, LimitError.
    """
    source = wanted.source
    programs = [(item, wanted.parse(item, wanted.parser, None)) for item in wanted.companions]
    program = wanted.parse(source, wanted.parser, None)
    run = _run(wanted, programs, program, commonjs=False)
    if run.found is None and _mentions_commonjs(source):
        first, run = run, _run(wanted, programs, program, commonjs=True)
        if run.found is None and not run.exports.slots:
            run = first
    page, found, thrown = run.page, run.found, run.thrown
    if found is None:
        from appconfig_merge.layers.refusals import not_found

        slots = {**page.machine.world_object.slots, **page.lexical.slots, **run.scope.slots}
        exports = run.exports.slots
        raise not_found(source, program, wanted.global_name, thrown, slots, exports)
    machine, sources = page.machine, (*wanted.companions, source)
    root = shaped(machine, found.slot, wanted.global_name, sources)
    diagnostics: list[Diagnostic] = []
    name = bare(wanted.global_name)
    if machine.remarks or thrown or found.how != "window" or any(one.replaced for one in sources):
        from appconfig_merge.layers.remarks import remarks

        diagnostics.extend(remarks(machine, sources, program, name, found, thrown))
    diagnostics.extend(of_object(root, sources, name))
    page.leave()
    return Layer(
        SCRIPT_LAYER,
        "script",
        source.name,
        root,
        tuple(diagnostics),
        has_positions=wanted.parser == "tree-sitter",
    )


def _run(
    wanted: ScriptInput,
    companions: list[tuple[Source, estree.Program]],
    program: estree.Program,
    *,
    commonjs: bool,
) -> _Run:
    """Run the companions, then the script, in a fresh page."""
    defined = dict(wanted.defined)
    exports = JSObject()
    if commonjs:
        module = JSObject()
        module.slots["exports"] = Slot(untraced(exports))
        defined["module"] = untraced(module)
        defined["exports"] = untraced(exports)
        defined["require"] = untraced(
            Unknown("what require() gives is not known here", path="require", kind="function")
        )
    page = new_page(World(defined, wanted.assumed))
    try:
        for source, companion in companions:
            _, thrown = run_script(page, companion, source)
            if thrown is not None and thrown.at is not None:
                message = f"this script stops here: {thrown}"
                page.machine.remark(Remark("script-throws", "warning", message, thrown.at))
        scope, thrown = run_script(page, program, wanted.source)
    except TooManySteps:
        from appconfig_merge.layers.refusals import too_many_steps

        raise too_many_steps(wanted.source, page.machine) from None
    if commonjs:
        found = _commonjs_export(wanted, defined["module"], exports)
    else:
        found = find_binding(bare(wanted.global_name), page, scope)
    return _Run(page, scope, found, thrown, exports)


def shaped(
    machine: Machine,
    slot: Slot,
    name: str,
    sources: Sequence[Source],
    *,
    is_global: bool = True,
) -> Slot:
    """A slot with a plain object: of bounded shape, with what may happen to it later.

    ``name`` is what messages call it, the global's where one holds it (``is_global``). ``sources``
    are the texts that were evaluated. Raises
    NoConfigError for what is no object, or is set only later, UnresolvedConfigError, LimitError.
    """
    value = slot.traced.value
    if machine.pending or machine.changed_later or isinstance(value, Unknown):
        from appconfig_merge.evaluation.later.telling import set_only_later, tell

        later = set_only_later(slot) if is_global else ()
        if later:
            from appconfig_merge.layers.refusals import only_later

            raise only_later(name, later)
        tell(machine, slot, name if is_global else "")
    # Flex UI's merge takes the own properties of what it is given, whatever that inherits.
    machine.journal.show(slot.traced.value)
    if not bound_shape(slot, sum(len(source.data) for source in sources)):
        from appconfig_merge.layers.joint import settle

        settle(slot)
    if type(slot.traced.value) is not JSObject or not is_shown(slot.traced.value):
        from appconfig_merge.layers.refusals import no_object

        raise no_object(name, slot.traced, machine)
    return slot


def of_object(root: Slot, sources: Sequence[Source], name: str) -> Iterator[Diagnostic]:
    """What is said of a configuration's object itself; the last of ``sources`` has it, mostly."""
    data = sources[-1].data
    assert isinstance(root.traced.value, JSObject)
    if (b"//" in data or b"/*" in data) and not root.traced.value.slots:
        from appconfig_merge.layers.remarks import commented_out

        yield from commented_out(root, name)
    if any(mark in data for mark in _WEBCHATS_MARKS):
        from appconfig_merge.layers.webchat import webchat_remark

        yield from webchat_remark(root)
    yield from unfilled(root, sources)


def bare(dotted: str) -> str:
    """The name of a global without the window's before it."""
    first, _, rest = dotted.partition(".")
    return bare(rest) if rest and first in ALIASES else dotted


def find_binding(dotted: str, page: Page, scope: Scope | None) -> Found | None:
    """The slot of the global binding, or of a module's export."""
    first, *rest = dotted.split(".")
    window = page.machine.world_object
    lexical = page.lexical.slots.get(first)
    found: Found | None = None
    if window.unknown is not None:
        found = Found(Slot(untraced(window.unknown)), "window")
    elif lexical is not None and lexical is not TDZ:
        found = Found(lexical, "lexical")
    elif first in window.slots:
        found = Found(window.slots[first], "window")
    elif scope is not None and scope.holds_vars:
        default = scope.slots.get(DEFAULT_EXPORT)
        own = scope.slots.get(first)
        if default is not None and not rest:
            return Found(default, "default-export")
        if own is not None and own is not TDZ:
            found = Found(own, "module")
    for name in rest:
        owner = found.slot.traced.value if found else None
        if found is not None and isinstance(owner, Unknown):
            return found
        if not isinstance(owner, JSObject):
            return None
        if found is not None and owner.unknown is not None and name not in owner.slots:
            return found
        slot = owner.slots.get(name)
        found = Found(slot, "window") if slot else None
    if found is not None and found.slot.traced.value is UNDEFINED:
        return None
    return found


def _mentions_commonjs(source: Source) -> bool:
    return b"exports" in source.data


def _commonjs_export(wanted: ScriptInput, module: Traced, given: JSObject) -> Found | None:
    """What is exported under the name, or as a whole; ``given`` is what a module starts with."""
    assert isinstance(module.value, JSObject)
    slot = module.value.slots["exports"]
    exports = slot.traced.value
    if isinstance(exports, JSObject) and type(exports) is JSObject:
        named = exports.slots.get(wanted.global_name)
        if named is not None:
            return Found(named, "commonjs")
        if exports is given and exports.unknown is None and not _is_whole(exports):
            return None
    return Found(slot, "commonjs")


def _is_whole(exports: JSObject) -> bool:
    """Whether exports that were set one by one are the keys of a configuration, not its name."""
    from appconfig_merge.layers.absent.left import has_roots

    return bool(exports.slots) and has_roots(exports)
