"""``fetch --format text``: the Configuration resource, a line for each property."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.brief import brief_value, printable
from appconfig_merge.display_width import pad
from appconfig_merge.display_width import width as width_of
from appconfig_merge.secrets.values import masked

if TYPE_CHECKING:
    from appconfig_merge.rendering.style import Style
    from appconfig_merge.rest.configuration import Configuration


def render_resource(configuration: Configuration, width: int, style: Style) -> str:
    """The properties in their order, secrets masked, long values cut short."""
    lines = [style(printable(configuration.label), "dim")]
    names = [printable(name) for name in configuration.properties]
    column = max(map(width_of, names), default=0)
    room = max(width - column - 2, 20)
    for name, value in configuration.properties.items():
        shown = brief_value(masked(value, (name,)), room)
        lines.append(f"{style(pad(printable(name), column), 'path')}  {shown}")
    return "\n".join(lines) + "\n"
