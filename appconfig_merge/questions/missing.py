"""What a caller could give so that an unresolved value is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from appconfig_merge.values import Unresolved

OF_THE_URL: Final = frozenset(
    {
        "document.URL", "document.documentURI", "location.hash", "location.host",
        "location.hostname", "location.href", "location.origin", "location.pathname",
        "location.port", "location.protocol", "location.search", "origin",
    }
)  # fmt: skip
"""What follows from the page's URL, as :mod:`appconfig_merge.page.url` works it out."""

_NEVER_ASKED: Final = frozenset({"document.cookie"})
"""Names under which a page has what nobody needs, and much else."""
_MOST_ASKED: Final = 50

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


def askable(values: Iterable[Unresolved]) -> tuple[str, ...]:
    """The names that a running page can be asked for, so that unresolved values would be known.

    What follows from its URL isn't among them, since any snapshot has that.
    """
    names = dict.fromkeys(name for value in values for name in value.needs)
    asked = [name for name in names if name not in OF_THE_URL | _NEVER_ASKED]
    return tuple(asked[:_MOST_ASKED])


def _define(name: str) -> str:
    from shlex import quote

    return f"--define {quote(name)}=JSON"
