"""What a reader noticed that is worth a person's attention but stops nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from appconfig_merge.location import Location

    Severity = Literal["error", "warning", "info"]


class Diagnostic(NamedTuple):
    """A remark with a stable ``code``; ``line_text`` is the text of the line it points at."""

    code: str
    severity: Severity
    message: str
    location: Location | None = None
    line_text: str | None = None
    help: str | None = None
