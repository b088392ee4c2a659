"""What a plugin copies from the configuration that it changes: that stays as it is.

``updateConfig({ theme: { ...manager.configuration.theme, isLight: true } })`` is how most plugins
set one key, and the merge would keep the others anyway.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.javascript.values import JSObject, Unknown
from appconfig_merge.limits import MAX_NESTING

if TYPE_CHECKING:
    from appconfig_merge.javascript.values import Slot
    from appconfig_merge.paths import Path


class OfConfiguration(Unknown):
    """What the configuration has at a path when the plugin runs.

    It leads to itself (``reaches``): so an object that it was copied to can tell.
    """

    __slots__ = ("at",)

    def __init__(self, at: Path) -> None:
        super().__init__("it comes from the configuration as the plugin finds it")
        self.at = at


def settle(root: Slot) -> None:
    """Let the objects beneath a configuration that were copied to their own place be known."""
    work: list[tuple[Path, Slot]] = [((), root)]
    while work:
        path, slot = work.pop()
        value = slot.traced.value
        if type(value) is not JSObject or len(path) > MAX_NESTING:
            continue
        copied = [one.value for one in value.unknown.reaches] if value.unknown is not None else []
        if copied and all(isinstance(one, OfConfiguration) and one.at == path for one in copied):
            value.unknown = None
        work.extend(((*path, key), inner) for key, inner in value.slots.items())
