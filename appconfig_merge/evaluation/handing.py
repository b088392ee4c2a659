"""What a page hands to Flex UI: the argument of ``runDefault`` or ``Manager.create``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from appconfig_merge.javascript.values import Unknown
from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from appconfig_merge.evaluation.pending import Later
    from appconfig_merge.javascript.values import Traced, Value

FLEX_UI: Final = "Twilio.Flex"
"""The path by which everything of Flex UI's own is known, however a script comes to it."""


RUN: Final = f"{FLEX_UI}.runDefault"
CREATE: Final = frozenset({f"{FLEX_UI}.Manager.create", f"{FLEX_UI}.create"})
"""The paths of the functions that are handed a configuration."""

_WITHIN: Final = f"{FLEX_UI}."
KINDS: Final = {
    FLEX_UI: "object",
    f"{FLEX_UI}.Actions": "object",
    f"{FLEX_UI}.Manager": "function",
    f"{FLEX_UI}.Manager.create": "function",
    f"{FLEX_UI}.Manager.getInstance": "function",
    f"{FLEX_UI}.create": "function",
    f"{FLEX_UI}.progress": "function",
    f"{FLEX_UI}.provideLoginInfo": "function",
    f"{FLEX_UI}.runDefault": "function",
}
"""What typeof gives for what each release of Flex UI has."""


def is_flex_uis(value: Value) -> bool:
    """Whether a value is Flex UI's own; on a page, where the path is no other's."""
    return isinstance(value, Unknown) and (value.path == FLEX_UI or value.path.startswith(_WITHIN))


class Handed(NamedTuple):
    """One call that hands a configuration over.

    ``argument`` is what Flex UI is handed, as it is once the code that calls has ended: a copy
    where that is rehearsed and taken back. ``at`` is the call, ``conditions`` what the page has
    decided where it is come to, each with its result. ``later`` is the pending call in which it
    happens, None while the page's scripts run. ``fills_gaps`` tells whether Flex UI fills its gaps
    by what the browser has stored (``provideLoginInfo``, which ``runDefault`` calls). ``is_own``
    tells that a call that comes later has made the argument: what others change later on of
    another one counts, too.
    """

    function: Literal["runDefault", "Manager.create"]
    argument: Traced
    at: Traced
    conditions: tuple[tuple[Traced, bool], ...]
    later: Later | None
    fills_gaps: bool
    is_own: bool = False
