"""Module records (ECMA-262 16.2.1): what a module imports, exports and is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from appconfig_merge.evaluation.objects import own_slot
from appconfig_merge.evaluation.statements.declarations import DEFAULT_EXPORT
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import JSObject, Slot, Traced, Unknown
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.syntax import estree
from appconfig_merge.syntax.declarations import bound_names

if TYPE_CHECKING:
    from appconfig_merge.evaluation.scopes import Scope
    from appconfig_merge.javascript.conversion import Throws
    from appconfig_merge.javascript.values import Value
    from appconfig_merge.source import Source

    Found: TypeAlias = "Binding | Whole | Named | Exported | None"
    Request: TypeAlias = estree.Literal
    Importing: TypeAlias = (
        estree.ImportSpecifier | estree.ImportDefaultSpecifier | estree.ImportNamespaceSpecifier
    )


class Import(NamedTuple):
    """An ImportEntry: ``name`` of the module that ``request`` asks for, None for all of it."""

    request: Request
    name: str | None
    node: estree.Node


class Binding(NamedTuple):
    """A ResolvedBinding (16.2.1.7.2.2): where the value of an export lives."""

    owner: Scope | JSObject
    name: str


class Module:
    """A module whose text is read: a Source Text Module Record, or what a JSON text gives.

    ``requests`` are the module specifiers in the order in which they stand, ``imports`` has the
    imports by the local name. Of the exports, by the exported name, ``local`` has the name in the
    module's scope, ``indirect`` what is another module's; ``stars`` are its ``export * from``.
    ``data`` is the object of a JSON text, whose keys a build makes exports, ``commonjs`` is what
    ``module`` is in a CommonJS module. ``is_typed`` tells that
    it is TypeScript. ``linked`` has the modules that it asks for, ``resolved`` what its exports are
    found to be, ``fault`` why it can't be linked, ``failed`` what it threw. ``number`` is its key
    in ``Modules.evaluated``.
    """

    __slots__ = (
        "body", "commonjs", "data", "failed", "fault", "imports", "indirect", "is_json",
        "is_linked", "is_typed", "linked", "local", "namespace", "number", "requests", "resolved",
        "scope", "source", "stars",
    )  # fmt: skip

    def __init__(self, source: Source, scope: Scope, body: list[estree.Statement]) -> None:
        self.source = source
        self.scope = scope
        self.body = body
        self.number = ""
        self.is_linked = False
        self.is_typed = False
        self.is_json = False
        self.data: JSObject | None = None
        self.commonjs: JSObject | None = None
        self.failed: Throws | None = None
        self.fault: Throws | None = None
        self.requests: dict[str, Request] = {}
        self.imports: dict[str, Import] = {}
        self.local: dict[str, str] = {}
        self.indirect: dict[str, Import] = {}
        self.stars: list[Request] = []
        self.linked: dict[str, Module | Opaque] = {}
        self.resolved: dict[str, Found] = {}
        self.namespace: JSObject | None = None


class Whole(NamedTuple):
    """All that a module exports: a namespace."""

    module: Module | Opaque


class Exported(NamedTuple):
    """An export of a CommonJS module, whose ``module`` is given."""

    module: JSObject
    name: str


class Named(NamedTuple):
    """An export of a module that isn't read."""

    module: Opaque
    name: str


class Opaque:
    """A module whose text isn't read: whatever it exports is unknown, for that reason.

    ``path`` is the dotted name of what it exports, empty where there is none. ``values`` has what
    it was asked for, by name, None for all of it.
    """

    __slots__ = ("path", "reason", "values")

    def __init__(self, reason: str, path: str = "") -> None:
        self.reason = reason
        self.path = path
        self.values: dict[str | None, Value] = {}


class Modules:
    """The modules of a page, each once.

    ``evaluated`` has a property for each that was evaluated, or has begun to be: a change of it is
    undone with the state that it belongs to.
    """

    __slots__ = ("evaluated", "length", "opaque", "read")

    def __init__(self) -> None:
        self.read: dict[Source, Module] = {}
        self.opaque: dict[tuple[str, Source | None], Opaque] = {}
        self.evaluated = JSObject()
        self.length = 0


class ImportBinding(Slot):
    """An import: the binding of another module, as it is whenever it is looked at (9.1.1.5.5)."""

    __slots__ = ("_name", "_owner")

    def __init__(self, binding: Binding) -> None:
        self._owner, self._name = binding

    if not TYPE_CHECKING:
        # What a slot holds is the other's; a key of JSON data may have been deleted.
        traced = property(lambda self: self._slot().traced)
        key = property(lambda self: self._slot().key)
        previous = property(lambda self: self._slot().previous)
        via = property(lambda self: self._slot().via)
        depth = property(lambda self: self._slot().depth)

    def _slot(self) -> Slot:
        return self._owner.slots.get(self._name) or Slot(untraced(UNDEFINED))


class CommonJSBinding(Slot):
    """An import of a CommonJS module: what its exports hold whenever it is looked at.

    As builds have it, the default is all of them, unless a build has made them (``__esModule``).
    """

    __slots__ = ("_module", "_name")

    def __init__(self, found: Exported) -> None:
        self._module, self._name = found

    if not TYPE_CHECKING:
        traced = property(lambda self: self._traced())
        key = previous = via = None
        depth = 0

    def _traced(self) -> Traced:
        exports = exports_of(self._module)
        value = exports.value
        if isinstance(value, JSObject) and value.unknown is None:
            mark = own_slot(value, "__esModule")
            if self._name == "default" and mark is None:
                return exports
            slot = own_slot(value, self._name)
            if slot is None:
                return untraced(UNDEFINED)
            held = slot.traced.value
            if not isinstance(held, Unknown) or not (held.accessor or held.may_be_absent):
                return slot.traced
            unknown = Unknown(held.reason, reaches=(slot.traced,))
            return Traced(unknown, slot.traced.node, slot.traced.source, (exports,))
        if self._name == "default" and not isinstance(value, Unknown | JSObject):
            return exports
        why = value if isinstance(value, Unknown) else getattr(value, "unknown", None)
        if why is None:
            return untraced(UNDEFINED)  # null, or another primitive value
        return Traced(Unknown(why.reason), exports.node, exports.source, (exports,))


def exports_of(module: JSObject) -> Traced:
    """What ``module.exports`` holds."""
    slot = module.slots.get("exports")
    if module.unknown is not None:
        return untraced(module.unknown)
    return untraced(UNDEFINED) if slot is None else slot.traced


def read_entries(module: Module) -> None:
    """Fill in what a module imports and exports (ParseModule, 16.2.1.7.1)."""
    for statement in module.body:
        if isinstance(statement, estree.ImportDeclaration):
            _request(module, statement.source)
            for specifier in statement.specifiers:
                entry = Import(statement.source, _imported(specifier), specifier)
                module.imports[specifier.local.name] = entry
    for statement in module.body:
        if isinstance(statement, estree.ExportAllDeclaration):
            _request(module, statement.source)
            if statement.exported is None:
                module.stars.append(statement.source)
            else:
                name = name_of(statement.exported)
                module.indirect[name] = Import(statement.source, None, statement)
        elif isinstance(statement, estree.ExportDefaultDeclaration):
            node = statement.declaration
            module.local["default"] = DEFAULT_EXPORT
            if isinstance(node, estree.FunctionDeclaration | estree.ClassDeclaration) and node.id:
                module.local["default"] = node.id.name
        elif isinstance(statement, estree.ExportNamedDeclaration):
            _export(module, statement)
    # What is evaluated first is what is asked for first.
    module.requests = dict(sorted(module.requests.items(), key=lambda item: item[1].start))


def _export(module: Module, statement: estree.ExportNamedDeclaration) -> None:
    node = statement.declaration
    if isinstance(node, estree.VariableDeclaration):
        names = [name.name for one in node.declarations for name in bound_names(one.id)]
        module.local.update((name, name) for name in names)
    elif node is not None:
        name = node.id.name  # type: ignore[attr-defined]
        module.local[name] = name
    if statement.source is not None:
        _request(module, statement.source)
    for specifier in statement.specifiers:
        exported, local = name_of(specifier.exported), name_of(specifier.local)
        entry = module.imports.get(local)
        if statement.source is not None:
            module.indirect[exported] = Import(statement.source, local, specifier)
        elif entry is not None and entry.name is not None:
            module.indirect[exported] = Import(entry.request, entry.name, specifier)
        else:
            module.local[exported] = local


def _request(module: Module, request: Request) -> None:
    module.requests.setdefault(str(request.value), request)


def _imported(specifier: Importing) -> str | None:
    if isinstance(specifier, estree.ImportSpecifier):
        return name_of(specifier.imported)
    return "default" if isinstance(specifier, estree.ImportDefaultSpecifier) else None


def name_of(node: estree.Identifier | estree.Literal) -> str:
    """The name that an identifier or a string spells."""
    return node.name if isinstance(node, estree.Identifier) else str(node.value)
