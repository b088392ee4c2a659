"""What a person is told of a script that sets no configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.values import Traced
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.values import place_of

if TYPE_CHECKING:
    from appconfig_merge.location import Location
    from appconfig_merge.source import Source
    from appconfig_merge.syntax.estree import Node


class Clue(NamedTuple):
    """Why a script never sets its global, and what can be done.

    ``reason`` goes on where the message has said that; without a place it is about the file.
    """

    reason: str
    help: str
    location: Location | None = None
    line_text: str | None = None


def clue_at(source: Source, node: Node, reason: str, help: str) -> Clue:
    """A clue that a piece of the text gives."""
    return Clue(reason, help, *place_of(Traced(UNDEFINED, node, source)))


def assignment(dotted: str) -> str:
    """The statement that sets a global of that name, which may be dotted, to an object."""
    first, *rest = dotted.split(".")
    if not rest:
        return f"var {first} = {{ ... }};"
    value = "{ ... }"
    for key in reversed(rest):
        value = f"{{ {key}: {value} }}"
    return f"window.{first} = {value};"
