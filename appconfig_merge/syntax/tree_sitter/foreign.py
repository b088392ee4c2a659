"""Files that are no script at all, though they are called one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from appconfig_merge.source import Source

_HTML = re.compile(
    r"\s*<(?:!doctype|!--|\?xml|html|head|body|script|meta|title|div|p|h1)\b", re.IGNORECASE
)
_JSON = re.compile(r'\s*(?:\{\s*"(?:[^"\\\n]|\\.)*"\s*:|\[\s*\{\s*")')


def other_language(source: Source, text: str) -> tuple[int, int, str, str] | None:
    """What a text that can't be read as a script seems to be.

    Gives a span in characters, a message and help.
    """
    if _HTML.match(text):
        start = len(text) - len(text.lstrip())
        return (
            start,
            start + 1,
            "this looks like HTML, not JavaScript",
            f"was an error page or the app's own page saved as {source.name}?",
        )
    if _JSON.match(text):
        return (
            0,
            0,
            "this looks like JSON, not a script",
            "a script has to assign the object: var appConfig = {...};",
        )
    return None
