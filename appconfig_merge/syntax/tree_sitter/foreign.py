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

_SNAPSHOT = re.compile(r'"kind"\s*:\s*"flex-ui-snapshot"')
_REPORT = re.compile(r"\s*#+ (?:Twilio Flex Error report|APPLICATION STATUS|SESSION DATA)\s")
_VERIFY = "verify takes it with --running, and the script or page before it"
_RESOURCE = re.compile(r'"(?:ui_attributes|uiAttributes|account_sid)"')
_HEADERS = re.compile(r"HTTP/[\d.]+ +\d{3}")


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
    if _REPORT.match(text):
        start = len(text) - len(text.lstrip())
        return start, start + 1, "this is an error report of Flex UI, not a script", _VERIFY
    if _JSON.match(text):
        if _SNAPSHOT.search(text):
            return 0, 0, "this is a snapshot of a running page, not a script", _VERIFY
        if _RESOURCE.search(text):
            return (
                0,
                0,
                "this looks like the Configuration resource, not a script",
                "give it with --configuration, and the script before it",
            )
        return (
            0,
            0,
            "this looks like JSON, not a script",
            "a script has to assign the object: var appConfig = {...};",
        )
    headers = _HEADERS.match(text)
    if headers is not None:
        return (
            0,
            headers.end(),
            "this begins with the headers of an HTTP answer, as `curl -i` prints them",
            "leave -i out, so that the script alone is saved",
        )
    return None
