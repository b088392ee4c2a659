"""Modules put together: the graph, what names stand for, and the bindings (ECMA-262 16.2.1.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.driving import has_hooks
from appconfig_merge.evaluation.hoisting import hoist_body
from appconfig_merge.evaluation.journal import Journal
from appconfig_merge.evaluation.modules.loading import load
from appconfig_merge.evaluation.modules.records import (
    Binding,
    CommonJSBinding,
    Exported,
    Import,
    ImportBinding,
    Module,
    Named,
    Opaque,
    Whole,
)
from appconfig_merge.evaluation.scopes import TDZ
from appconfig_merge.evaluation.statements.declarations import DEFAULT_EXPORT
from appconfig_merge.javascript.conversion import Throws
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import (
    JSFunction,
    JSObject,
    Open,
    Slot,
    Traced,
    Traits,
    Unknown,
)
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from appconfig_merge.evaluation.driving import Page
    from appconfig_merge.evaluation.machine import Machine
    from appconfig_merge.evaluation.modules.records import Found
    from appconfig_merge.javascript.values import Value

_ALL: Final = "all that a CommonJS module exports is not known here"


def link(page: Page, entry: Module) -> Throws | None:
    """Load what a module imports, and make the bindings of all; gives what a browser refuses.

    Nothing is run. Bindings are made past the journal: that they weren't there before makes no
    difference, and no state that is gone back to may take them away. Raises TooManySteps.
    """
    machine = page.machine
    found = _load_all(page, entry)
    machine.hooks = machine.hooks or any(has_hooks(one.source.data) for one in found)
    journal, machine.journal = machine.journal, Journal()
    try:
        for module in found:
            _bind_own(machine, module)
        for module in found:
            for name, entry_ in module.imports.items():
                module.scope.slots[name] = _imported(machine, module, entry_)
            if module.fault is None:
                module.fault = _missing_export(machine, module)
    finally:
        journal.unusual.update(machine.journal.unusual)
        machine.journal = journal
    return next((one.fault for one in in_order(machine, entry) if one.fault is not None), None)


def _load_all(page: Page, entry: Module) -> list[Module]:
    """The modules of a graph that weren't linked before, each with those that it asks for."""
    found: list[Module] = []
    work = [entry]
    while work:
        module = work.pop()
        if module.is_linked:
            continue
        module.is_linked = True
        found.append(module)
        for specifier, request in module.requests.items():
            asked = module.linked[specifier] = load(page, request, module.source)
            if isinstance(asked, Module):
                work.append(asked)
    return found


def in_order(machine: Machine, entry: Module) -> list[Module]:
    """The modules of a graph in the order of their evaluation, the entry last (16.2.1.6.1.3)."""
    order: list[Module] = []
    seen = {entry}
    work = [(entry, iter(list(entry.linked.values())))]
    while work:
        module, asked = work[-1]
        machine.looked()
        following = next(
            (one for one in asked if isinstance(one, Module) and one not in seen), None
        )
        if following is None:
            order.append(module)
            work.pop()
        else:
            seen.add(following)
            work.append((following, iter(list(following.linked.values()))))
    return order


def _bind_own(machine: Machine, module: Module) -> None:
    """InitializeEnvironment (16.2.1.7.3.1), without the imports."""
    scope = module.scope
    hoist_body(machine, module.body, scope)
    for statement in module.body:
        if not isinstance(statement, estree.ExportDefaultDeclaration):
            continue
        node = statement.declaration
        if isinstance(node, estree.FunctionDeclaration) and node.id is None:
            function = machine.journal.made(JSFunction(node, node, module.source, scope))
            function.name = "default"
            scope.slots[DEFAULT_EXPORT] = Slot(Traced(function, node, module.source), statement)
        elif module.local["default"] == DEFAULT_EXPORT:
            scope.slots[DEFAULT_EXPORT] = TDZ


def _imported(machine: Machine, module: Module, entry: Import) -> Slot:
    """What an imported name is bound to."""
    target = module.linked[str(entry.request.value)]
    found = Whole(target) if entry.name is None else resolve(machine, target, entry.name)
    node = entry.node
    key = getattr(node, "local", node)
    if isinstance(found, Binding):
        return ImportBinding(found)
    if isinstance(found, Exported):
        return CommonJSBinding(found)
    if isinstance(found, Whole) and isinstance(found.module, Module):
        if found.module.commonjs is not None:
            return Slot(Traced(_all_of(found.module.commonjs), node, module.source), key)
        return Slot(Traced(namespace(machine, found.module), node, module.source), key)
    if isinstance(found, Whole | Named):
        value: Value = opaque_value(machine, found)
    else:  # a fault, but for types, of which nothing is left
        value = Unknown(f"{entry.request.value!r} doesn't export {entry.name}")
    return Slot(Traced(value, node, module.source), key)


def _missing_export(machine: Machine, module: Module) -> Throws | None:
    """The first import or re-export of what another module doesn't export.

    In TypeScript it may be a type, of which nothing is left.
    """
    for entry in () if module.is_typed else (*module.imports.values(), *module.indirect.values()):
        target = module.linked[str(entry.request.value)]
        if entry.name is None or resolve(machine, target, entry.name) is not None:
            continue
        if isinstance(target, Module) and (target.fault is not None or target.is_typed):
            continue
        at = Traced(UNDEFINED, entry.node, module.source)
        message = (
            f"The requested module '{entry.request.value}' does not provide an export named "
            f"'{entry.name}'"
        )
        return Throws("SyntaxError", message, at)
    return None


def resolve(machine: Machine, module: Module | Opaque, name: str) -> Found:
    """What a module exports under a name (ResolveExport, 16.2.1.7.2.2).

    None where there is no such export, or two by ``export *`` that are not one.
    """
    passed: dict[tuple[Module, str], None] = {}
    found: Found = None
    while isinstance(module, Module):
        machine.looked()
        if name in module.resolved:
            found = module.resolved[name]
            break
        if (module, name) in passed:
            break  # a circle
        passed[module, name] = None
        entry = module.indirect.get(name)
        if entry is None:
            found = _by_stars(machine, module, name)
            break
        target = module.linked[str(entry.request.value)]
        if entry.name is None:
            found = Whole(target)
            break
        module, name = target, entry.name
    else:
        found = Named(module, name)
    for owner, wanted in passed:
        owner.resolved[wanted] = found
    return found


def _by_stars(machine: Machine, module: Module, name: str) -> Found:
    """As :func:`resolve`, where there may be several ways to an export."""
    found: dict[Binding | Whole, None] = {}
    others: list[Named | Exported] = []
    seen: set[tuple[Module | Opaque, str]] = set()
    work: list[tuple[Module | Opaque, str]] = [(module, name)]
    while work:
        here, wanted = work.pop()
        if (here, wanted) in seen:
            continue
        seen.add((here, wanted))
        machine.looked()
        if isinstance(here, Opaque):
            others.append(Named(here, wanted))
        elif wanted in here.local:
            found[Binding(here.scope, here.local[wanted])] = None
        elif here.data is not None and wanted in here.data.slots:
            found[Binding(here.data, wanted)] = None
        elif here.commonjs is not None:
            others.append(Exported(here.commonjs, wanted))
        elif wanted in here.indirect:
            entry = here.indirect[wanted]
            target = here.linked[str(entry.request.value)]
            if entry.name is None:
                found[Whole(target)] = None
            else:
                work.append((target, entry.name))
        elif wanted != "default":
            work.extend((here.linked[str(star.value)], wanted) for star in here.stars)
    if len(found) == 1:
        return next(iter(found))
    return None if found or not others else others[0]


def exported_names(machine: Machine, module: Module) -> tuple[set[str], str]:
    """The names that a module exports (GetExportedNames, 16.2.1.7.2.1).

    With them comes why there may be others; nothing where there are none.
    """
    names: set[str] = set()
    unread = ""
    seen: set[Module] = set()
    work: list[Module | Opaque] = [module]
    while work:
        here = work.pop()
        if isinstance(here, Opaque):
            unread = unread or here.reason
            continue
        if here.commonjs is not None:
            unread = unread or _ALL
        if here in seen:
            continue
        seen.add(here)
        machine.looked()
        own = {*here.local, *here.indirect, *(here.data.slots if here.data is not None else ())}
        names |= own if here is module else own - {"default"}
        work.extend(here.linked[str(star.value)] for star in here.stars)
    return names, unread


def namespace(machine: Machine, module: Module) -> JSObject:
    """A module namespace object (10.4.6): its properties are the bindings, in the names' order."""
    if module.namespace is None:
        work = [module]
        while work:
            work.extend(_fill_namespace(machine, work.pop()))
    assert module.namespace is not None
    return module.namespace


def _fill_namespace(machine: Machine, module: Module) -> list[Module]:
    """Make a namespace; gives those whose namespaces it has and that aren't made so far."""
    made = _begun(machine, module)
    traits = Traits()
    traits.proto = untraced(None)
    traits.closed = traits.sealed = traits.tagged = True
    machine.journal.set_traits(made, traits)
    made.frozen = True
    names, unread = exported_names(machine, module)
    if unread:
        made.unknown = Open(Unknown(unread), frozenset())
    others = []
    for name in sorted(names, key=lambda one: one.encode("utf-16-be", "surrogatepass")):
        found = resolve(machine, module, name)
        if isinstance(found, Binding):
            made.slots[name] = ImportBinding(found)
        elif isinstance(found, Exported):
            made.slots[name] = CommonJSBinding(found)
        elif isinstance(found, Whole) and isinstance(found.module, Module):
            if found.module.namespace is None:
                others.append(found.module)
            made.slots[name] = Slot(untraced(_begun(machine, found.module)))
        elif found is not None:
            made.slots[name] = Slot(untraced(opaque_value(machine, found)))
    return others


def _begun(machine: Machine, module: Module) -> JSObject:
    if module.namespace is None:
        module.namespace = machine.journal.made(JSObject())
    return module.namespace


def _all_of(module: JSObject) -> Unknown:
    """What stands for all that a CommonJS module exports."""
    return Unknown(_ALL, reaches=(untraced(module),))


def opaque_value(machine: Machine, found: Whole | Named) -> Value:
    """What a module that isn't read exports, or all of that: each the same for all who ask."""
    module = found.module
    assert isinstance(module, Opaque)
    name = found.name if isinstance(found, Named) else None
    if name not in module.values:
        value: Value
        if not module.path:
            value = Unknown(module.reason)
            value.is_imported = True
        elif name is None or name == "default":
            owner, _, last = module.path.rpartition(".")
            value = machine.world.member(owner, last).value
        else:
            value = machine.world.member(module.path, name).value
        module.values[name] = value
    return module.values[name]
