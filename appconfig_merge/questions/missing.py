"""What a caller could give so that an unresolved value is known."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

OF_THE_URL: Final = frozenset(
    {
        "document.URL", "document.documentURI", "location.hash", "location.host",
        "location.hostname", "location.href", "location.origin", "location.pathname",
        "location.port", "location.protocol", "location.search", "origin",
    }
)  # fmt: skip
"""What follows from the page's URL, as :mod:`appconfig_merge.page.url` works it out."""

_URL: Final = "--page-url URL"


def supplied_by(needs: Sequence[str]) -> str:
    """The options by which a value would be known, ready for a shell; empty where none would do.

    ``needs`` are those of the unresolved value. What the page's URL says is given by that, a single
    such value by its name as well.
    """
    if len(needs) == 1 and needs[0] in OF_THE_URL:
        return f"{_URL} or {_define(needs[0])}"
    options = [_define(name) for name in needs if name not in OF_THE_URL]
    if len(options) < len(needs):
        options.insert(0, _URL)
    return " ".join(options)


def _define(name: str) -> str:
    return f"--define {shlex.quote(name)}=JSON"
