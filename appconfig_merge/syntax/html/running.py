"""What becomes of a script element, by its attributes alone (HTML 4.12.1.1, SVG 2 15.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from appconfig_merge.syntax.html.document import Kind, When

ATTRIBUTES: Final = (
    "type", "language", "nomodule", "event", "for", "async", "defer", "src", "href", "xlink:href",
)  # fmt: skip
"""The attributes that are asked for here."""

_SPACE: Final = " \t\n\f\r"
_JAVASCRIPT: Final = frozenset(
    {
        *(f"application/{name}" for name in ("ecmascript", "javascript")),
        *(f"application/x-{name}" for name in ("ecmascript", "javascript")),
        *(f"text/javascript1.{minor}" for minor in range(6)),
        *(f"text/x-{name}" for name in ("ecmascript", "javascript")),
        "text/ecmascript", "text/javascript", "text/jscript", "text/livescript",
    }
)  # fmt: skip
"""The JavaScript MIME types (MIME Sniffing Standard 4.6); one with parameters is none here."""
_KINDS: Final[dict[str, Kind]] = {
    **dict.fromkeys(_JAVASCRIPT, "classic"),
    "module": "module",
    "importmap": "import-map",
}
_WINDOWS: Final = frozenset(
    {
        # Those that the window has, and those that body and frameset take for it.
        "onafterprint", "onbeforeprint", "onbeforeunload", "onhashchange", "onlanguagechange",
        "onmessage", "onmessageerror", "onoffline", "ononline", "onpagehide", "onpagereveal",
        "onpageshow", "onpageswap", "onpopstate", "onrejectionhandled", "onstorage",
        "onunhandledrejection", "onunload",
        "onblur", "onerror", "onfocus", "onload", "onresize", "onscroll",
    }
)  # fmt: skip


def kind_of(attributes: Mapping[str, str], *, is_svg: bool) -> Kind | None:
    """The kind of a script; None for a data block, and for what no browser of today runs."""
    kind = _KINDS.get(_type(attributes, is_svg=is_svg))
    if kind != "classic" or is_svg:
        return kind
    return None if "nomodule" in attributes or _is_for_an_event(attributes) else kind


def when_of(kind: Kind, attributes: Mapping[str, str], *, is_svg: bool, is_external: bool) -> When:
    """When a script is run that the parser has come to."""
    if kind == "import-map" or (kind == "classic" and not is_external):
        return "in-order"
    if "async" in attributes:
        return "async"
    is_deferred = kind == "module" or ("defer" in attributes and not is_svg)
    return "deferred" if is_deferred else "in-order"


def source_of(attributes: Mapping[str, str], *, is_svg: bool) -> str | None:
    """The name of the attribute that says where a script is, if one does."""
    names = ("href", "xlink:href") if is_svg else ("src",)
    return next((name for name in names if name in attributes), None)


def is_windows(attribute: str) -> bool:
    """Whether an attribute of body or frameset is a handler of the window's (8.1.8.1)."""
    return attribute in _WINDOWS


def _type(attributes: Mapping[str, str], *, is_svg: bool) -> str:
    type = attributes.get("type")
    language = None if is_svg else attributes.get("language")
    if type:
        return _ascii_lower(type.strip(_SPACE))
    if type is None and language:
        return _ascii_lower(f"text/{language}")
    return "text/javascript"


def _is_for_an_event(attributes: Mapping[str, str]) -> bool:
    """Whether Internet Explorer alone would run a script, when something else fires an event."""
    if "event" not in attributes or "for" not in attributes:
        return False
    event, target = (_ascii_lower(attributes[name].strip(_SPACE)) for name in ("event", "for"))
    return target != "window" or event not in {"onload", "onload()"}


def _ascii_lower(text: str) -> str:
    return text.lower() if text.isascii() else ""
