"""A page's tree as every browser builds it (HTML 13.2), looked through for what runs.

The tree is turbohtml's, which tells where each tag and attribute stands.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import turbohtml

from appconfig_merge.errors import LimitError
from appconfig_merge.limits import MAX_PAGE_NESTING, MAX_PAGE_SCRIPTS
from appconfig_merge.location import Location
from appconfig_merge.syntax.html.document import Attribute, Document, EventHandler, ScriptElement
from appconfig_merge.syntax.html.elements import attribute, child_text, has_script, is_inert
from appconfig_merge.syntax.html.places import Places
from appconfig_merge.syntax.html.remarks import remarks
from appconfig_merge.syntax.html.running import ATTRIBUTES, is_windows, kind_of, source_of, when_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.source import Source
    from appconfig_merge.syntax.html.document import Span

_VALUE: Final = re.compile(r"""[\t\n\f\r ]*=[\t\n\f\r ]*(?:"([^"]*)|'([^']*)|(.*))""", re.DOTALL)
"""What follows an attribute's name in its place, up to the end of its value."""
_SHADOW: Final = re.compile(rb"shadowrootmode", re.IGNORECASE)


def parse(source: Source) -> Document:
    """Read a page. Raises as :func:`appconfig_merge.syntax.html.parse_html`."""
    text = source.text
    tree = turbohtml.parse(text, source_locations=True, scripting=True)
    return _Page(source, text, tree).document()


class _Page:
    """A page while it is read."""

    def __init__(self, source: Source, text: str, tree: turbohtml.Document) -> None:
        self._source = source
        self._tree = tree
        self._places = Places(source, text)
        # The parser's offsets are those of a text whose line ends are all LF.
        self._text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text

    def document(self) -> Document:
        """What matters of it."""
        # A script is run when the parser comes to its end (13.2.6.4.8), wherever in the tree
        # it has put it.
        scripts = sorted(self._scripts())
        return Document(
            tuple(script for _end, script in scripts),
            tuple(self._handlers()),
            self._base(),
            tuple(remarks(self._source, self._text, self._tree, self._places)),
        )

    def _scripts(self) -> Iterator[tuple[int, ScriptElement]]:
        """The scripts that run, each with its end, in no order."""
        seen = 0
        for tree in self._trees():
            for element in tree.iter_elements(["script"]):
                seen += 1
                self._demand_few(seen, "script elements")
                self._demand_shallow(element)
                if not is_inert(element):
                    yield from self._script(element)

    def _demand_few(self, seen: int, what: str) -> None:
        """Raise LimitError for more scripts than are read."""
        if seen > MAX_PAGE_SCRIPTS:
            raise LimitError(
                f"this page has more than {MAX_PAGE_SCRIPTS:,} {what}",
                help="a page has a few: is this the right file?",
                location=Location(self._source.name, 1, 1, 1, 1),
            )

    def _demand_shallow(self, element: turbohtml.Element) -> None:
        """Raise LimitError for an element so deep that the parser may not know all of it."""
        location = element.source_location
        if location is not None and sum(1 for _ in element.ancestors) > MAX_PAGE_NESTING:
            tag = location.start_tag
            raise LimitError(
                f"this script stands inside more than {MAX_PAGE_NESTING} elements",
                help="a page nests a few deep: are its tags closed?",
                location=self._source.location(*self._span(tag.start_offset, tag.end_offset)),
            )

    def _trees(self) -> Iterator[turbohtml.Document | turbohtml.ShadowRoot]:
        """The page's tree, and those that it declares for elements of it (4.12.3)."""
        trees: list[turbohtml.Document | turbohtml.ShadowRoot] = [self._tree]
        has_shadows = _SHADOW.search(self._source.data) is not None
        while trees:
            tree = trees.pop()
            yield tree
            if has_shadows:
                hosts = (one for one in tree.iter_elements() if one.shadow_root is not None)
                trees.extend(
                    shadow
                    for host in hosts
                    if (shadow := host.shadow_root) and has_script(shadow) and not is_inert(host)
                )

    def _script(self, element: turbohtml.Element) -> Iterator[tuple[int, ScriptElement]]:
        """The script that an element is, if it is one that runs."""
        location = element.source_location
        is_svg = element.namespace.value == "svg"
        if location is None or not (is_svg or element.namespace.value == "html"):
            return
        given = {name: attribute(element, name) for name in ATTRIBUTES}
        attributes = {name: value for name, value in given.items() if value is not None}
        kind = kind_of(attributes, is_svg=is_svg)
        start, end = location.start_tag.start_offset, location.start_tag.end_offset
        is_closed = is_svg and self._text.endswith("/>", start, end)
        # One that the page ends in is never run (13.2.6.4.8); in SVG, one that others end.
        if kind is None or (location.end_tag is None and not is_closed):
            return
        stop = end if location.end_tag is None else location.end_tag.start_offset
        name = source_of(attributes, is_svg=is_svg)
        src = self._attribute(element, name) if name is not None else None
        when = when_of(kind, attributes, is_svg=is_svg, is_external=src is not None)
        script = ScriptElement(kind, when, self._span(start, end), src, None)
        if src is None:
            text = child_text(element)
            decoded = None if text == self._text[end:stop] else text
            script = script._replace(code=self._span(end, stop), decoded=decoded)
            if text:
                yield stop, script
        # An import map has to stand in the page; an empty address is none.
        elif kind != "import-map" and src.value.strip():
            onload, onerror = (
                self._attribute(element, name) if attribute(element, name) is not None else None
                for name in ("onload", "onerror")
            )
            yield stop, script._replace(onload=onload, onerror=onerror)

    def _handlers(self) -> Iterator[EventHandler]:
        """The code for events of the window's."""
        seen = 0
        for element in self._tree.iter_elements(["body", "frameset"]):
            if element.namespace.value == "html":
                for name in filter(is_windows, element.attrs):
                    seen += 1
                    self._demand_few(seen, "event handlers of the window")
                    yield EventHandler(name[2:], self._attribute(element, name))

    def _base(self) -> Attribute | None:
        """The address of the first base element that has one (4.2.3)."""
        for element in self._tree.iter_elements(["base"]):
            is_one = "href" in element.attrs and element.namespace.value == "html"
            if is_one and not is_inert(element):
                return self._attribute(element, "href")
        return None

    def _attribute(self, element: turbohtml.Element, name: str) -> Attribute:
        value = attribute(element, name)
        assert value is not None
        location = element.source_location
        place = location.attrs.get(name) if location is not None else None
        if place is None:
            # It came from a later tag of the same element (13.2.6.4.7, "body"), wherever.
            at = self._text.lower().find(name, location.start_tag.start_offset if location else 0)
            return Attribute(value, self._span(max(at, 0), max(at, 0) + len(name)))
        start, end = place.start_offset, place.end_offset
        found = _VALUE.match(self._text, start + len(name), end)
        if found is not None:
            assert found.lastindex is not None
            start, end = found.span(found.lastindex)
        return Attribute(value, self._span(start, end))

    def _span(self, start: int, end: int) -> Span:
        return self._places.at(start), self._places.at(end)
