"""Reading an HTML page for what it runs, with places: never refused, as no browser refuses one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.errors import MissingExtraError

if TYPE_CHECKING:
    from appconfig_merge.source import Source
    from appconfig_merge.syntax.html.document import Document

__all__ = ["parse_html"]


def parse_html(source: Source) -> Document:
    """Read a page as a browser does that runs scripts, loading the parser first.

    Raises MissingExtraError where turbohtml isn't installed, LimitError for more script elements
    or handlers than MAX_PAGE_SCRIPTS, or a script inside more than MAX_PAGE_NESTING elements.
    """
    try:
        from appconfig_merge.syntax.html.parser import parse
    except ModuleNotFoundError as error:
        if error.name != "turbohtml":
            raise
        raise MissingExtraError(
            "reading an HTML page needs turbohtml, which is not installed",
            help="pip install 'appconfig-merge[page]'",
        ) from None
    return parse(source)
