"""From a module specifier to a module: what is read, and what stands for what isn't."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from appconfig_merge.errors import LimitError, SourceSyntaxError, UnsupportedSyntaxError
from appconfig_merge.evaluation.handing import FLEX_UI
from appconfig_merge.evaluation.machine import Remark
from appconfig_merge.evaluation.modules.records import Module, Modules, Opaque, read_entries
from appconfig_merge.evaluation.scopes import Context, Scope
from appconfig_merge.evaluation.site import Unreadable
from appconfig_merge.evaluation.statements.declarations import DEFAULT_EXPORT
from appconfig_merge.javascript.conversion import Throws
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.untraced import of_json, untraced
from appconfig_merge.javascript.values import JSObject, Slot, Traced, Unknown
from appconfig_merge.limits import MAX_MODULES, MAX_MODULES_LENGTH
from appconfig_merge.syntax import estree, parse, parse_json
from appconfig_merge.syntax.declarations import use_strict

if TYPE_CHECKING:
    from appconfig_merge.evaluation.driving import Page
    from appconfig_merge.source import Source

_FLEX_UI: Final = re.compile(r"(?:^|/)@twilio/flex-ui(?:-core)?(?:@[^/]*)?(?:/|$)")
_ADDRESS: Final = re.compile(r"\.{0,2}/|[A-Za-z][A-Za-z\d+.-]*:")
"""How a specifier begins that is an address, not a package's name (HTML 8.1.6.3)."""
_SCRIPTS: Final = frozenset({"cjs", "cts", "js", "jsx", "mjs", "mts", "ts", "tsx"})
REQUIRE: Final = "require"
"""The name, and the path, of CommonJS's function."""
_PROCESS: Final = "process"
"""What a build puts values for: ``process.env.NAME``. Browsers have no such global."""
_COMMONJS: Final = re.compile(rb"\bmodule\s*\.\s*exports\b|\bexports\s*[.\[]|\brequire\s*\(")
_TYPED: Final = frozenset({"cts", "mts", "ts", "tsx"})
_ASSETS: Final = frozenset({
    "aac", "avif", "bmp", "css", "eot", "flac", "gif", "glsl", "gql", "graphql", "htm", "html",
    "ico", "jpeg", "jpg", "less", "md", "mdx", "mp3", "mp4", "ogg", "otf", "pcss", "pdf", "png",
    "sass", "scss", "styl", "stylus", "svg", "toml", "ttf", "txt", "wasm", "wav", "webm",
    "webmanifest", "webp", "woff", "woff2", "yaml", "yml",
})  # fmt: skip
"""What a build takes for something else than a script: importing it runs nothing of a page's."""
_QUERIES: Final = frozenset({"inline", "raw", "react", "sharedworker", "url", "worker"})
"""Queries with which a build gives something else than what a module exports (Vite's)."""


def modules_of(page: Page) -> Modules:
    """The modules of a page."""
    machine = page.machine
    if machine.modules is None:
        machine.modules = Modules()
    modules: Modules = machine.modules
    return modules


def module_of(page: Page, source: Source, program: estree.Program) -> Module:
    """The module that a text is, linked to nothing so far."""
    modules = modules_of(page)
    found = modules.read.get(source)
    if found is None:
        found = _add(page, source, program.body)
        read_entries(found)
    return found


def _add(page: Page, source: Source, body: list[estree.Statement]) -> Module:
    modules = modules_of(page)
    scope = Scope(page.lexical, Context(source, True, untraced(UNDEFINED)), holds_vars=True)
    module = modules.read[source] = Module(source, scope, body)
    module.number = str(len(modules.read))
    if b"process" in source.data and _is_missing(page, _PROCESS):
        process = page.machine.world.page_value(_PROCESS, "")
        scope.slots[_PROCESS] = Slot(untraced(process))
    if b"require(" in source.data:
        unknown = Unknown("what require() gives is not known here", path=REQUIRE, kind="function")
        scope.slots[REQUIRE] = Slot(untraced(unknown))
    module.is_typed = extension(source.name) in _TYPED
    modules.length += len(source.data)
    return module


def _is_missing(page: Page, name: str) -> bool:
    machine = page.machine
    is_set = name in page.lexical.slots or name in machine.world_object.slots
    return not is_set and machine.world.get(name) is None


def load(page: Page, request: estree.Literal, base: Source) -> Module | Opaque:
    """The module that a specifier stands for in another one.

    A text that can't be parsed gives a module with a fault; one that this reader alone can't take,
    and whatever can't be read, one that isn't known. Raises MissingExtraError.
    """
    specifier = str(request.value)
    modules = modules_of(page)
    if _FLEX_UI.search(specifier):
        return _opaque(page, specifier, f"only the page knows {FLEX_UI}", FLEX_UI)
    if _is_asset(specifier):
        reason = f"it is imported from {specifier!r}, which is no script"
        return _opaque(page, specifier, reason, base=base)
    site = page.machine.world.site
    text = site.module(specifier, base) if site is not None else None
    if text is None or isinstance(text, Unreadable):
        is_address = _ADDRESS.match(specifier) is not None
        why = text.reason if text is not None and is_address else ""
        return _missing(page, request, base, why)
    found = modules.read.get(text)
    if found is not None:
        return found
    if len(modules.read) >= MAX_MODULES or modules.length + len(text.data) > MAX_MODULES_LENGTH:
        return _missing(page, request, base, "there are too many modules before it")
    try:
        return _read(page, text)
    except SourceSyntaxError as error:
        module = _add(page, text, [])
        module.fault = Throws("SyntaxError", error.message, _place(text, error))
        return module
    except (LimitError, UnsupportedSyntaxError) as error:
        return _missing(page, request, base, error.message)


def _read(page: Page, source: Source) -> Module:
    kind = extension(source.name)
    if kind == "json" or source.language == "json":
        return _json(page, source)
    if kind not in _TYPED and _COMMONJS.search(source.data):
        program = parse(source, dialect="jsx")
        if program.source_type == "script":
            return _commonjs(page, source, program)
    return module_of(page, source, parse_module(source))


def parse_module(source: Source) -> estree.Program:
    """Read the text of a module's file, from which a build may have to take types and JSX.

    All places stay: what is shown of the module is the text that somebody wrote. Raises
    SourceSyntaxError, UnsupportedSyntaxError, LimitError, and MissingExtraError for types.
    """
    if extension(source.name) not in _TYPED:
        return parse(source, goal="module", dialect="jsx")
    from appconfig_merge.syntax.typescript import erase

    try:
        return parse(erase(source), goal="module", dialect="jsx")
    except SourceSyntaxError as error:
        raise UnsupportedSyntaxError(error.message) from None


def _commonjs(page: Page, source: Source, program: estree.Program) -> Module:
    """A CommonJS module: a function of ``module``, ``exports`` and ``require``."""
    module = _add(page, source, program.body)
    module.commonjs = JSObject()
    exports = Traced(JSObject(), program, source)
    module.commonjs.slots["exports"] = Slot(exports)
    scope = module.scope
    scope.context = Context(source, use_strict(program.body) is not None, exports)
    scope.slots["module"] = Slot(untraced(module.commonjs))
    scope.slots["exports"] = Slot(exports)
    return module


def _json(page: Page, source: Source) -> Module:
    """A JSON module (16.2.1.8.1), which exports its keys, too, where a build makes one of it."""
    slot = of_json(parse_json(source), source)
    module = _add(page, source, [])
    module.local["default"] = DEFAULT_EXPORT
    module.scope.slots[DEFAULT_EXPORT] = slot
    module.is_json = True
    if type(slot.traced.value) is JSObject:
        module.data = slot.traced.value
    return module


def _missing(page: Page, request: estree.Literal, base: Source, why: str) -> Opaque:
    """What stands for a module that isn't read; ``why`` is a clause, empty for a package."""
    specifier = str(request.value)
    reason = f"it is imported from {specifier!r}"
    if why:
        at = Traced(UNDEFINED, request, base)
        message = f"the module {specifier!r} isn't read: {why}"
        help = "what it exports is unresolved, and what it does to the page isn't known"
        page.machine.remark(Remark("unread-module", "warning", message, at, help))
        reason = f"{reason}, which isn't read: {why}"
    return _opaque(page, specifier, reason, base=base if why else None)


def _opaque(
    page: Page, specifier: str, reason: str, path: str = "", base: Source | None = None
) -> Opaque:
    """The one module of a specifier; ``base`` is given where that is relative to it."""
    found = modules_of(page).opaque
    return found.setdefault((specifier, base), Opaque(reason, path))


def _place(source: Source, error: SourceSyntaxError) -> Traced:
    start, end = source.span(error.location) if error.location is not None else (0, 0)
    return Traced(UNDEFINED, estree.Node(start, end), source)


def extension(name: str) -> str:
    """What a file's name ends with, in lower case; empty where it has no such end."""
    last = re.split(r"[?#]", name, maxsplit=1)[0].rpartition("/")[2]
    return last.rpartition(".")[2].lower() if "." in last else ""


def _is_asset(specifier: str) -> bool:
    query = specifier.partition("?")[2]
    is_other = any(part.partition("=")[0] in _QUERIES for part in query.split("&"))
    return is_other or extension(specifier) in _ASSETS
