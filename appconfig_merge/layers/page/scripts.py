"""A page's scripts as they are to be run, and what is missing of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, Protocol

# For whoever makes a page's scripts of files: those rooms don't know the evaluator's.
from appconfig_merge.evaluation.site import IS_FLEX_UI, Site, Unreadable
from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from appconfig_merge.diagnostics import Diagnostic
    from appconfig_merge.source import Source
    from appconfig_merge.syntax.html.document import When

    Span = tuple[int, int]

__all__ = ["IS_FLEX_UI", "PageInput", "PageScript", "PageSite", "Unreadable", "globals_of"]


_LIBRARIES: Final[dict[str, tuple[str, ...]]] = {
    "babel": ("Babel",),
    "bootstrap": ("bootstrap",),
    "core-js": ("core",),
    "jquery": ("$", "jQuery"),
    "lodash": ("_",),
    "moment": ("moment",),
    "polyfill": (),
    "prop-types": ("PropTypes",),
    "react": ("React",),
    "react-dom": ("ReactDOM",),
    "react-redux": ("ReactRedux",),
    "react-router": ("ReactRouter",),
    "react-router-dom": ("ReactRouterDOM",),
    "redux": ("Redux",),
    "regenerator-runtime": ("regeneratorRuntime",),
}
"""Libraries by the names of their packages and files, with the only globals that they make."""
_OF_FLEX_UI: Final = ("React", "ReactDOM", "ReactRedux", "Redux")
"""Globals that come with Flex UI's own script, in it or as the scripts that it wants beside it."""
_LIBRARY: Final = re.compile(
    rf"(?:^|[/@])({'|'.join(sorted(_LIBRARIES, key=len, reverse=True))})s?(?=[@/.-])[^?#]*\.m?js",
    re.IGNORECASE,
)
_COUNTING: Final = re.compile(
    r"https?://(?:www\.)?(?:google-analytics|googletagmanager)\.com/", re.IGNORECASE
)


def globals_of(script: Unreadable) -> tuple[str, ...] | None:
    """The globals that a script which isn't read makes; None where it may make any."""
    if script.reason == IS_FLEX_UI:
        return _OF_FLEX_UI
    if _COUNTING.match(script.address):
        return ()
    found = _LIBRARY.search(script.address)
    return None if found is None else _LIBRARIES[found[1].lower()]


class PageScript(NamedTuple):
    """A script of a page; ``source`` is a part of the page where it stands in it.

    ``at`` is the span of its element in the page. A ``handler`` is the code of an attribute, which
    runs when the window fires the event of that name.
    """

    source: Source | Unreadable
    kind: Literal["classic", "module", "handler"]
    when: When
    at: Span
    event: str = ""


class PageSite(Site, Protocol):
    """A site that tells what it was asked for."""

    @property
    def names(self) -> tuple[str, ...]:
        """The files that were asked for, in that order, whether they are there or not."""

    @property
    def sources(self) -> tuple[Source, ...]:
        """Those of them that were read."""


class PageInput(NamedTuple):
    """A page to read: its scripts in document order, and the site that has the rest."""

    source: Source
    scripts: tuple[PageScript, ...]
    site: PageSite
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def texts(self) -> tuple[Source, ...]:
        """The texts of its scripts, with those that they have asked for so far."""
        own = (one.source for one in self.scripts if not isinstance(one.source, Unreadable))
        return tuple(dict.fromkeys((*own, *self.site.sources)))
