"""Configurations from texts, and contributions in a form that tests can spell out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from appconfig_merge import Source, effective_config

if TYPE_CHECKING:
    from appconfig_merge import Contribution, EffectiveConfig
    from appconfig_merge.values import ConfigValue


def config_of(
    script: str, below: str | dict[str, Any] | None = None, **more: Any
) -> EffectiveConfig:
    """The configuration of a script over ui_attributes, which are JSON text or data."""
    attributes = Source("ui.json", below, "json") if isinstance(below, str) else below
    return effective_config(Source("appConfig.js", script), ui_attributes=attributes, **more)


class Summary(NamedTuple):
    """What a test says of a contribution: the short form of its places and its rival."""

    layer: str
    value: ConfigValue
    outcome: str
    rule: str
    at: str = ""
    beaten_at: str = ""


def summaries(config: EffectiveConfig, path: str) -> list[Summary]:
    """The contributions at a path."""
    return [summary(one) for one in config.explain(path).contributions]


def summary(one: Contribution) -> Summary:
    """A contribution in short."""
    return Summary(
        one.layer,
        one.value,
        one.outcome,
        one.rule,
        str(one.location or ""),
        str(one.rival.location or one.rival.layer) if one.rival else "",
    )


def steps(config: EffectiveConfig, path: str) -> list[tuple[int, str, ConfigValue, str]]:
    """The trace of the value in force: depth, expression, value, place."""
    one = config.explain(path).contributions[-1]
    return [(step.depth, step.expression, step.value, str(step.location)) for step in one.trace]
