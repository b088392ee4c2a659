"""The view of ``show --watch``: all effective values, then those that a change makes differ."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from appconfig_merge.cli.inputs import reader
from appconfig_merge.cli.output import style_for
from appconfig_merge.cli.streams import width_of
from appconfig_merge.questions.comparison import Comparison
from appconfig_merge.rendering.comparison.as_json import comparison_report, side_report
from appconfig_merge.rendering.comparison.shown import shown_comparison
from appconfig_merge.rendering.comparison.text import ComparisonText, render_comparison
from appconfig_merge.rendering.configuration.as_json import configuration_report
from appconfig_merge.rendering.json_text import dump_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from appconfig_merge.diagnostics import Diagnostic
    from appconfig_merge.effective.config import EffectiveConfig
    from appconfig_merge.inputs.record import Inputs


class WatchedValues:
    """What ``show`` prints, then what ``diff`` would print of before and after."""

    same = "no value differs"

    def __init__(self, inputs: Inputs, format: str) -> None:
        self._inputs = inputs
        self._is_text = format == "text"
        self._reader = reader()

    def read(self) -> EffectiveConfig:
        """Read all files and merge them."""
        self._reader = reader()
        return self._reader.config(self._inputs)

    @property
    def names(self) -> tuple[str, ...]:
        """The files that were read."""
        return self._reader.names

    def whole(self, result: EffectiveConfig) -> str:
        """What ``show`` prints."""
        from appconfig_merge.rendering import render

        if self._is_text:
            return render(result, width=width_of(sys.stdout), style=style_for(sys.stdout))
        return f"{dump_line(configuration_report(result))}\n"

    def change(self, before: EffectiveConfig, after: EffectiveConfig, headline: str) -> str:
        """What ``diff`` prints of before and after; empty where nothing differs."""
        compared = shown_comparison(Comparison(before, after), show_secrets=False)
        if not compared.different and not compared.moved:
            return ""
        if self._is_text:
            width, style = width_of(sys.stdout), style_for(sys.stdout)
            return render_comparison(compared, ComparisonText(("before", headline), width, style))
        sides = [
            side_report(name, "script", config.release.version if config.release else "", config)
            for name, config in (("before", before), ("after", after))
        ]
        return f"{dump_line(comparison_report(compared, sides))}\n"

    def diagnostics(self, result: EffectiveConfig) -> Iterable[Diagnostic]:
        """What the readers noticed."""
        return result.diagnostics
