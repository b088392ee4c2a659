"""What is found in a plugin's text, in lines that can be compared whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from appconfig_merge import Source, effective_config
from appconfig_merge.paths import format_path
from appconfig_merge.rendering.prospects import value_words, when

if TYPE_CHECKING:
    from appconfig_merge import EffectiveConfig
    from appconfig_merge.effective.prospects import Prospect

FIXTURES = Path(__file__).parent / "fixtures"


def above(
    text: str, *, app_config: str = "var appConfig = {};", name: str = "p.js"
) -> EffectiveConfig:
    """An empty configuration with the plugin of a text above it."""
    return effective_config(Source("appConfig.js", app_config), plugins=[Source(name, text)])


def found(text: str, *, app_config: str = "var appConfig = {};", name: str = "p.js") -> list[str]:
    """``path = value, conditions`` of all that the plugin of a text may set."""
    config = above(text, app_config=app_config, name=name)
    return [line(one) for one in config.prospects]


def line(one: Prospect) -> str:
    """A prospect without its place."""
    path = format_path(one.path) + (".*" if one.is_open else "")
    return f"{path} = {value_words(one, 60)}{when(one)}"
