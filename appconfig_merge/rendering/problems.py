"""Errors and diagnostics as people read them: place, message, the line with a caret, help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.brief import printable
from appconfig_merge.display_width import cut, cut_front, width
from appconfig_merge.limits import MAX_LINE_SHOWN
from appconfig_merge.secrets.texts import Hidden, hide_in_line, redact

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
    if line_text is not None:
        # The line may be of any file, and what is said of it may quote it.
        line_text, secrets = _without_secrets(line_text, location)
        message = redact(message, secrets)
        help = help and redact(help, secrets)
    lines = [where + style(printable(message), role)]
    if location is not None and line_text is not None:
        lines.extend(_snippet(location, line_text, style))
    if help is not None:
        lines.append(f"  help: {printable(help)}")
    return "\n".join(lines) + "\n"


def _without_secrets(line: str, location: Location | None) -> Hidden:
    """A line without its secrets; of one that is very long, the stretch that is shown."""
    if len(line) <= MAX_LINE_SHOWN or location is None:
        return hide_in_line(line)
    start = max(location.column - MAX_LINE_SHOWN, 0)
    end = location.column + _WIDTH
    text, secrets = hide_in_line(line[start:end])
    return Hidden(line[:start] + text + line[end:], secrets)


def _snippet(location: Location, line_text: str, style: Style) -> list[str]:
    """The line, or the stretch of it around the place, and a caret under the place."""
    start = location.column - 1
    end = location.end_column - 1 if location.end_line == location.line else len(line_text)
    is_long = width(line_text) > _WIDTH
    first = start - len(cut_front(line_text[:start], _WIDTH // 2)) if is_long else 0
    shown = cut(line_text[first:], _WIDTH).rstrip()
    before = printable(shown[: start - first].replace("\t", " "))
    marked = printable(shown[start - first : max(end - first, start - first)].replace("\t", " "))
    rest = printable(shown[max(end - first, start - first) :].replace("\t", " "))
    gutter = " " * len(str(location.line))
    carets = style("^" * max(width(marked), 1), "caret")
    return [
        f"  {location.line} | {before}{marked}{rest}",
        f"  {gutter} | {' ' * width(before)}{carets}",
    ]
