"""What an HTML page has a browser run: its script elements and event handlers (HTML 4.12.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from appconfig_merge.diagnostics import Diagnostic

    Span = tuple[int, int]
    Kind = Literal["classic", "module", "import-map"]
    When = Literal["in-order", "deferred", "async"]


class Attribute(NamedTuple):
    """An attribute's value, its character references decoded, and where it stands."""

    value: str
    span: Span


class ScriptElement(NamedTuple):
    """A script that the browser runs, or an import map; other data blocks are none.

    ``span`` is the start tag's. Of ``src`` and ``code``, the span of the text in the element, one
    is there. ``when`` is as HTML 4.12.1.1 has it: in-order ones are run where they stand, deferred
    ones once the page is parsed, async ones as soon as they are there. ``decoded`` is the text
    that the browser runs where that isn't what stands there, as in SVG, whose scripts have
    character references. ``onload`` is the code of the handler that is called once a script of an
    address has run, ``onerror`` that of the one that is called where none is there.
    """

    kind: Kind
    when: When
    span: Span
    src: Attribute | None
    code: Span | None
    decoded: str | None = None
    onload: Attribute | None = None
    onerror: Attribute | None = None


class EventHandler(NamedTuple):
    """Code in an attribute of body or frameset for an event of the window's (HTML 8.1.8.1)."""

    event: str
    code: Attribute


class Document(NamedTuple):
    """What matters of a page, in the order in which its parser comes to it.

    ``base`` is the address of its base element: it counts for what stands behind that.
    """

    scripts: tuple[ScriptElement, ...]
    handlers: tuple[EventHandler, ...] = ()
    base: Attribute | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
