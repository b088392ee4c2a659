"""Errors and diagnostics as people read them: place, message, the line with a caret, help."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from appconfig_merge.brief import printable
from appconfig_merge.display_width import cut, cut_front, width
from appconfig_merge.limits import MAX_LINE_SHOWN
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.secrets.texts import KnownSecrets, hide_in_line

if TYPE_CHECKING:
    from appconfig_merge.diagnostics import Diagnostic
    from appconfig_merge.errors import AppConfigError
    from appconfig_merge.location import Location
    from appconfig_merge.rendering.style import Role, Style

_WIDTH = 100


def render_error(error: AppConfigError, style: Style, see: str | None = None) -> str:
    """An error and what has more to ``see`` about it, with a final newline."""
    text = _render(error.message, error.location, error.line_text, error.help, "error", style)
    return f"{text}  see: {printable(see)}\n" if see else text


def render_diagnostic(diagnostic: Diagnostic, style: Style) -> str:
    """A diagnostic, with a final newline."""
    message = f"{diagnostic.severity}[{diagnostic.code}]: {diagnostic.message}"
    location, text = diagnostic.location, diagnostic.line_text
    return _render(message, location, text, diagnostic.help, diagnostic.severity, style)


def _render(
    message: str,
    location: Location | None,
    line_text: str | None,
    help: str | None,
    role: Role,
    style: Style,
) -> str:
    where = f"{printable(str(location))}: " if location else ""
    stretch = None
    if line_text is not None:
        # The line may be of any file, and what is said of it may quote it.
        stretch = _stretch(line_text, location.column // MAX_LINE_SHOWN if location else 0)
        message = stretch.secrets.text(message)
        help = help and stretch.secrets.text(help)
    lines = [where + style(printable(message), role)]
    if location is not None and stretch is not None:
        lines.extend(_snippet(location, stretch, style))
    if help is not None:
        lines.append(f"  help: {printable(help)}")
    return "\n".join(lines) + "\n"


class _Stretch(NamedTuple):
    """A stretch of a line without its secrets, and these.

    ``start`` is where in the line it begins; ``is_long`` says that the line isn't shown whole.
    """

    text: str
    start: int
    is_long: bool
    secrets: KnownSecrets


@lru_cache(1)
def _stretch(line: str, block: int) -> _Stretch:
    """What is looked at of a line to show a place in one of its blocks of MAX_LINE_SHOWN.

    That is the block, as much before it, and what is shown behind it. Thousands of remarks may
    be on a line: one after another, those of a block share what this finds.
    """
    start = max(block - 1, 0) * MAX_LINE_SHOWN
    text, secrets = hide_in_line(line[start : (block + 1) * MAX_LINE_SHOWN + _WIDTH])
    is_long = start > 0 or width(text) > _WIDTH
    return _Stretch(text, start, is_long, KnownSecrets(secrets))


def _snippet(location: Location, stretch: _Stretch, style: Style) -> list[str]:
    """The line, or as much of it around the place as is shown, and a caret under the place."""
    text = stretch.text
    start = location.column - 1 - stretch.start
    end = len(text)
    if location.end_line == location.line:
        end = location.end_column - 1 - stretch.start
    first = start - len(cut_front(text[:start], _WIDTH // 2)) if stretch.is_long else 0
    shown = cut(text[first:], _WIDTH).rstrip()
    before = printable(shown[: start - first].replace("\t", " "))
    marked = printable(shown[start - first : max(end - first, start - first)].replace("\t", " "))
    rest = printable(shown[max(end - first, start - first) :].replace("\t", " "))
    gutter = " " * len(str(location.line))
    carets = style("^" * max(width(marked), 1), "caret")
    return [
        f"  {location.line} | {before}{marked}{rest}",
        f"  {gutter} | {' ' * width(before)}{carets}",
    ]
