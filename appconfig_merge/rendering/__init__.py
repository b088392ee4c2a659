"""Renderers: an effective configuration or an explanation, as text for people or programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from appconfig_merge.rendering.style import PLAIN, Style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.effective.config import EffectiveConfig, Explanation

    Format = Literal["text", "json", "config", "js"]
    ExplanationFormat = Literal["text", "json"]


def render(
    config: EffectiveConfig, format: Format = "text", *, width: int = 120, style: Style = PLAIN
) -> str:
    """Write a configuration, with a final newline.

    ``text`` is for people, ``json`` has everything (``schema_version`` 1), ``config`` is the
    effective object alone as JSON, ``js`` a valid appConfig.js with the sources in comments.
    ``width`` and ``style`` concern ``text`` only.
    """
    return "".join(pieces(config, format, width=width, style=style))


def pieces(
    config: EffectiveConfig, format: Format = "text", *, width: int = 120, style: Style = PLAIN
) -> Iterator[str]:
    """What :func:`render` writes, in pieces: the next is made when it is asked for."""
    if format == "text":
        from appconfig_merge.rendering.configuration.text import text_pieces

        return text_pieces(config, width, style)
    if format == "js":
        from appconfig_merge.rendering.configuration.javascript import javascript_pieces

        return javascript_pieces(config)
    from appconfig_merge.rendering import json_text

    if format == "config":
        from appconfig_merge.rendering.encoding import encode

        return json_text.pieces(encode(config.to_dict()))
    from appconfig_merge.rendering.configuration.as_json import configuration_report

    return json_text.pieces(configuration_report(config))


def render_explanation(
    explanation: Explanation,
    format: ExplanationFormat = "text",
    *,
    width: int = 120,
    style: Style = PLAIN,
) -> str:
    """Write the answer for one path, with a final newline."""
    if format == "text":
        from appconfig_merge.rendering.explanation.text import render_explanation_text

        return render_explanation_text(explanation, width, style)
    from appconfig_merge.rendering.explanation.as_json import explanation_report
    from appconfig_merge.rendering.json_text import dump

    return dump(explanation_report(explanation))
