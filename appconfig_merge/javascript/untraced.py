"""Values that no expression of a script gave: a page's, a release's, those of JSON data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.javascript.values import Traced
from appconfig_merge.source import Source
from appconfig_merge.syntax.estree import NO_POSITION, Node

if TYPE_CHECKING:
    from appconfig_merge.javascript.values import Value

NOWHERE: Final = Source("", "")
"""The source of what no text has."""

_NODE: Final = Node(NO_POSITION, NO_POSITION)


def untraced(value: Value) -> Traced:
    """A value that no expression of the script gave."""
    return Traced(value, _NODE, NOWHERE)
