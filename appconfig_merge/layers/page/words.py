"""What a page's own scripts may set once Flex UI runs, as its plugins do."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from appconfig_merge.layers.plugins.reading import PluginInput, read_plugin

if TYPE_CHECKING:
    from appconfig_merge.layers.page.scripts import PageInput
    from appconfig_merge.layers.plugins.plugin import Plugin


def own_words(page: PageInput) -> Plugin | None:
    """The calls of ``updateConfig`` and their kin in a page's scripts; None where there are none.

    They come once Flex UI has merged: what they set stands above all (Flex UI 2.17.1).
    """
    name = page.source.name
    found = read_plugin(PluginInput(name, page.texts, PurePath(name).name or name))
    return found if found.words else None
