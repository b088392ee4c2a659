"""What is worth saying of a page: scripts that look as if they ran, and what may keep them off."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from appconfig_merge.diagnostics import Diagnostic
from appconfig_merge.syntax.html.elements import attribute

if TYPE_CHECKING:
    from collections.abc import Iterator

    import turbohtml

    from appconfig_merge.diagnostics import Severity
    from appconfig_merge.source import Source
    from appconfig_merge.syntax.html.document import Span
    from appconfig_merge.syntax.html.places import Places

_CONDITIONAL: Final = re.compile(r"\s*\[if\b[^\]]*\]>", re.IGNORECASE)
_SCRIPT_TAG: Final = re.compile(r"<script\b", re.IGNORECASE)
_ALLOWS_INLINE: Final = re.compile(r"'(?:unsafe-inline|nonce-|sha(?:256|384|512)-)", re.IGNORECASE)
_OF_SCRIPTS: Final = re.compile(r"(?:\A|;)\s*(?:script-src(?:-elem)?|default-src)\b", re.IGNORECASE)


def remarks(
    source: Source, text: str, tree: turbohtml.Document, places: Places
) -> Iterator[Diagnostic]:
    """The remarks about a page; ``text`` is that which the offsets of ``places`` are of."""
    if b"[if" in source.data.lower():
        for start, end in _conditional_comments(text, tree):
            yield _remark(
                source,
                (places.at(start), places.at(end)),
                "conditional-comment",
                "a browser of today takes this for a comment: the script in it doesn't run",
                "take the comment away if the script is meant to run",
            )
    for element in filter(_is_policy, tree.iter_elements(["meta"])):
        location = element.source_location
        if location is not None:
            tag = location.start_tag
            refuses = _ALLOWS_INLINE.search(attribute(element, "content") or "") is None and any(
                attribute(one, "src") is None for one in tree.iter_elements(["script"])
            )
            message = (
                "this policy keeps inline scripts from running: here they are taken to run"
                if refuses
                else "this policy says which scripts a browser runs: here all are taken to run"
            )
            yield _remark(
                source,
                (places.at(tag.start_offset), places.at(tag.end_offset)),
                "content-security-policy",
                message,
                "look in the browser's console whether it refuses one",
                "warning" if refuses else "info",
            )


def _conditional_comments(text: str, tree: turbohtml.Document) -> Iterator[Span]:
    """Where the comments begin and end that Internet Explorer looked into for a script."""
    import turbohtml

    begin = 0
    for node in tree.descendants:
        if isinstance(node, turbohtml.Comment):
            data = node.data
            if _CONDITIONAL.match(data) and _SCRIPT_TAG.search(data):
                at = text.find(f"<!--{data}", begin)
                if at < 0:
                    return
                begin = at + 4 + len(data)
                yield at, begin + 3 * text.startswith("-->", begin)


def _is_policy(element: turbohtml.Element) -> bool:
    """Whether an element is a policy about scripts (HTML 4.2.5.3)."""
    is_one = (attribute(element, "http-equiv") or "").lower() == "content-security-policy"
    if not is_one or getattr(element.parent, "tag", "") != "head":
        return False
    return _OF_SCRIPTS.search(attribute(element, "content") or "") is not None


def _remark(
    source: Source,
    span: Span,
    code: str,
    message: str,
    help: str,
    severity: Severity = "info",
) -> Diagnostic:
    location = source.location(*span)
    return Diagnostic(code, severity, message, location, source.line(location.line), help)
