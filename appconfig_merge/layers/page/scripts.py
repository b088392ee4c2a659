"""A page's scripts as they are to be run, and what is missing of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, Protocol

# For whoever makes a page's scripts of files: those rooms don't know the evaluator's.
from appconfig_merge.evaluation.site import Site, Unreadable

if TYPE_CHECKING:
    from appconfig_merge.diagnostics import Diagnostic
    from appconfig_merge.source import Source
    from appconfig_merge.syntax.html.document import When

    Span = tuple[int, int]

__all__ = ["IS_FLEX_UI", "PageInput", "PageScript", "PageSite", "Unreadable", "may_configure"]

IS_FLEX_UI: Final = "it is Flex UI itself"
"""Why Flex UI's own script is not read."""

_LIBRARIES: Final = re.compile(
    r"""(?:^|[/@])(?:babel|bootstrap|core-js|jquery|lodash|moment|polyfills?|prop-types|react
    |react-dom|react-redux|react-router|redux|regenerator-runtime|twilio|zone)
    (?:[@/.-][^/]*)*\.m?js(?:[?#]|$) | ^https?://(?:www\.)?(?:google-analytics|googletagmanager)\.com/""",
    re.VERBOSE | re.IGNORECASE,
)
"""Addresses of libraries that make globals of their own names alone."""


def may_configure(script: Unreadable) -> bool:
    """Whether a script that isn't read may make globals that a configuration comes from."""
    return script.reason != IS_FLEX_UI and _LIBRARIES.search(script.address) is None


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
