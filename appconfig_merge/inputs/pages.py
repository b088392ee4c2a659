"""From an HTML page to what is run of it: its scripts in order, those of files read."""

from __future__ import annotations

import os
import posixpath
import re
from typing import TYPE_CHECKING, Final

from appconfig_merge.diagnostics import Diagnostic
from appconfig_merge.errors import InputError, UnsupportedSyntaxError
from appconfig_merge.inputs.addresses import Addresses
from appconfig_merge.inputs.folders import RevisionFolder
from appconfig_merge.inputs.import_maps import (
    ImportMap,
    MalformedImportMap,
    joined,
    parse_import_map,
)
from appconfig_merge.inputs.neighbours import instead_of
from appconfig_merge.inputs.site import (
    IS_BUILT,
    IS_ELSEWHERE,
    IS_MADE,
    IS_MISSING,
    IS_NOWHERE,
    IS_OUTSIDE,
    SiteFiles,
)
from appconfig_merge.inputs.tree import DISK
from appconfig_merge.layers.page.scripts import IS_FLEX_UI, PageInput, PageScript, Unreadable
from appconfig_merge.location import Location
from appconfig_merge.source import Source
from appconfig_merge.syntax.html import parse_html

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from appconfig_merge.diagnostics import Severity
    from appconfig_merge.inputs.folders import Folder
    from appconfig_merge.inputs.tree import Tree
    from appconfig_merge.javascript.web.urls import Address
    from appconfig_merge.syntax.html.document import (
        Attribute,
        Document,
        EventHandler,
        ScriptElement,
        When,
    )

    Span = tuple[int, int]

_PAGES: Final = frozenset({".html", ".htm", ".shtml", ".xhtml", ".xht"})
_XML: Final = frozenset({".xhtml", ".xht"})
_NO_PAGES: Final = frozenset({".js", ".mjs", ".cjs", ".jsx", ".ts", ".tsx", ".json", ".toml"})
_BEGIN: Final = re.compile(r"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_HELP: Final = {
    IS_ELSEWHERE: "what it sets is not known here; --page-url URL if it is the page's own host",
    IS_MISSING: "--root DIR says which folder the page's server gives at /",
    IS_OUTSIDE: "--root DIR says which folder the page's server gives at /",
    IS_NOWHERE: "--root DIR says which folder the page's server gives at /",
    IS_BUILT: "read the page that the build makes",
    IS_MADE: "save the page and this script as the server gives them, and read those",
}
"""What to do about a script that is not read, by how the reason begins."""
_LOADED: Final = (IS_FLEX_UI, IS_ELSEWHERE)
"""How the reasons of scripts begin that a browser does find."""
_COMMENT: Final = re.compile(r"\s*<!--")
_OF_VITE: Final = ("js", "mjs", "ts", "cjs", "mts", "cts")
_MOST_HELPED: Final = 20
"""Scripts that are missing near which others are looked for."""
_ENOUGH: Final = 10_000
"""Characters of a text in which a page has to begin to be known as one."""


def is_page(name: str, text: str) -> bool:
    """Whether a text is an HTML page: by the ending of its name, else by how it begins."""
    ending = posixpath.splitext(name)[1].lower()
    if ending in _PAGES or ending in _NO_PAGES:
        return ending in _PAGES
    at, text = 0, text[:_ENOUGH]
    while comment := _COMMENT.match(text, at):
        end = text.find("-->", comment.end())
        if end < 0:
            return False
        at = end + 3
    return _BEGIN.match(text, at) is not None


def page_input(
    page: Source,
    read: Callable[[str], Source],
    *,
    root: str | None = None,
    page_url: str | None = None,
    is_revision: bool = False,
    tree: Tree = DISK,
) -> PageInput:
    """What is run of a page, in the order in which its parser comes to it.

    ``read`` gives the text of a file, by a name such as the page's: with ``is_revision`` that is
    one of a git revision, and so is ``root``, named from where the page is. ``root`` is the folder
    that the page's server gives at ``/``; without it the page's own folder is taken for that.
    ``tree`` says what lies there, otherwise.

    Raises InputError where ``root`` is no folder, UnsupportedSyntaxError for a page that is XML,
    MissingExtraError and LimitError.
    """
    if posixpath.splitext(page.name)[1].lower() in _XML:
        raise UnsupportedSyntaxError(
            "a browser reads this page as XML, which is not read here",
            location=Location(page.name, 1, 1, 1, 1),
            help="call it .html if its server sends it as HTML",
        )
    if page.language != "html":
        replaced = page.replaced
        page = Source(page.name, page.text, "html", is_argument=page.is_argument)
        page.replaced = replaced
    folder, addresses = _site(page.name, root, page_url, read, None if is_revision else tree)
    return _Page(page, parse_html(page), addresses, folder).input()


def _site(
    name: str,
    root: str | None,
    page_url: str | None,
    read: Callable[[str], Source],
    tree: Tree | None,
) -> tuple[Folder | None, Addresses]:
    """The folder that a page's files come from, and the addresses of them.

    Without a ``tree`` the names are those of a git revision.
    """
    if tree is None:
        revision, _, path = name.rpartition(":")
        folder = posixpath.dirname(path) if root is None else posixpath.normpath(root)
        if root is not None and path.startswith(("./", "../")):
            folder = f"./{folder}"
        if folder == ".":
            folder = "" if not path.startswith(".") else "./"
        return RevisionFolder(f"{revision}:{folder}", read), Addresses(path, root, page_url)
    # What stands in for a name is no place.
    place = None if name.startswith("<") else name
    if root is None:
        if place is None:
            return None, Addresses(None, None, page_url)
        folder = os.path.dirname(name)  # noqa: PTH120
        return tree.folder(folder, read), Addresses(place, None, page_url, _beside(folder, tree))
    if not tree.is_folder(root):
        raise InputError(
            f"{root}: there is no such folder",
            help="--root is the folder that the page's server gives at /",
        )
    return tree.folder(root, read), Addresses(place, root, page_url, _beside(root, tree))


def _beside(folder: str, tree: Tree) -> str | None:
    """The folder whose files a development server gives as if they lay in another, if it has one.

    It is Vite's publicDir; what else its configuration may call it isn't looked at.
    """
    names = (os.path.join(folder, f"vite.config.{ending}") for ending in _OF_VITE)  # noqa: PTH118
    return "public" if any(map(tree.is_file, names)) else None


class _Page:
    """A page while its scripts are looked for."""

    def __init__(
        self, page: Source, document: Document, addresses: Addresses, folder: Folder | None
    ) -> None:
        self._page = page
        self._document = document
        self._addresses = addresses
        self._said: list[Diagnostic] = list(document.diagnostics)
        self._base = addresses.page
        if document.base is not None:
            base = addresses.resolve(document.base.value, addresses.page)
            self._base = addresses.page if isinstance(base, str) else base
        import_map = joined(self._import_maps())
        self._site = SiteFiles(page, addresses, folder, base=self._base, import_map=import_map)

    def input(self) -> PageInput:
        """What is run."""
        scripts = tuple(self._scripts())
        return PageInput(self._page, scripts, self._site, tuple(self._said))

    def _scripts(self) -> Iterator[PageScript]:
        handlers = [one for one in self._document.handlers if one.code.value.strip()]
        for element in self._document.scripts:
            while handlers and handlers[0].code.span < element.span:
                yield self._handler(handlers.pop(0))
            if element.kind != "import-map":
                source = self._source(element)
                yield PageScript(source, element.kind, element.when, element.span)
                is_missing = isinstance(source, Unreadable) and not source.reason.startswith(
                    _LOADED
                )
                when: When = "async" if is_missing else element.when
                if element.onload is not None:
                    yield self._after(element.onload, when)
                if element.onerror is not None and is_missing:
                    yield self._after(element.onerror, when)
        yield from map(self._handler, handlers)

    def _source(self, element: ScriptElement) -> Source | Unreadable:
        """The text of a script; says why where it can't be read."""
        if element.src is None:
            assert element.code is not None
            return self._code(element.code, element.decoded)
        address, span = element.src.value, element.src.span
        base, is_module = self._base_at(element.span), element.kind == "module"
        asked = len(self._site.names)
        found = self._site.element(address, base, is_module=is_module)
        if isinstance(found, Unreadable):
            self._say_unread(found, span, self._site.names[asked:])
        elif found.name[:5].lower() == "data:":
            return self._page.standing_for(*span, found.text)
        return found

    def _handler(self, handler: EventHandler) -> PageScript:
        span = handler.code.span
        source = self._code(span, handler.code.value)
        return PageScript(source, "handler", "in-order", span, handler.event)

    def _after(self, handler: Attribute, when: When) -> PageScript:
        """What is called once a script has run, or isn't there (HTML 4.12.1.1), as one of its own.

        Nobody knows whether a script is there that isn't found here: either may come.
        """
        code = f"(function (event) {{{handler.value}\n}}).call(document.scripts[0], window.event);"
        source = self._page.standing_for(*handler.span, code)
        return PageScript(source, "classic", when, handler.span)

    def _code(self, span: Span, decoded: str | None) -> Source:
        """Code that stands in the page; ``decoded`` is what the browser runs."""
        part = self._page.part(*span)
        if decoded is None or decoded == part.text.replace("\r\n", "\n").replace("\r", "\n"):
            return part
        return self._page.standing_for(*span, decoded)

    def _base_at(self, span: Span) -> Address:
        """What an address at a place is relative to: the base element counts once it is there."""
        base = self._document.base
        return self._base if base is not None and base.span < span else self._addresses.page

    def _import_maps(self) -> Iterator[ImportMap]:
        """The import maps that count for all modules: those before the first one."""
        has_module = False
        for element in self._document.scripts:
            has_module = has_module or element.kind == "module"
            if element.kind != "import-map":
                continue
            assert element.code is not None
            if has_module:
                self._say(
                    "late-import-map",
                    "warning",
                    "this import map stands behind a module, which may not wait for it: what it "
                    "says is not known to count",
                    element.span,
                    "put it before the first module",
                )
                continue
            try:
                text = self._code(element.code, element.decoded).text
                yield parse_import_map(text, self._base_at(element.span))
            except MalformedImportMap as error:
                text = f"this import map says nothing: {error}"
                self._say("malformed-import-map", "warning", text, element.span)

    def _say_unread(self, found: Unreadable, span: Span, asked: tuple[str, ...]) -> None:
        """Say that a script isn't read; ``asked`` has the file that was looked for, if one was."""
        if found.reason != IS_FLEX_UI:
            severity: Severity = "info" if found.reason.startswith(IS_ELSEWHERE) else "warning"
            is_looked_for = found.reason.startswith(IS_MISSING) and len(self._said) < _MOST_HELPED
            help = instead_of(asked[0]) if asked and is_looked_for else None
            helps = (help for begin, help in _HELP.items() if found.reason.startswith(begin))
            message = f"this script is not read: {found.reason}"
            self._say("unread-script", severity, message, span, help or next(helps, None))

    def _say(
        self, code: str, severity: Severity, message: str, span: Span, help: str | None = None
    ) -> None:
        location = self._page.location(*span)
        line = self._page.line(location.line)
        self._said.append(Diagnostic(code, severity, message, location, line, help))
