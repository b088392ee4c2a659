"""What ``check`` and ``report`` look at: scripts over one resource, and each script's context."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from appconfig_merge.cli.options import (
    ScriptOptions,
    demand_one_resource,
    demand_one_standard_input,
    read_input,
)
from appconfig_merge.errors import AppConfigError, InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from appconfig_merge.checks import Context
    from appconfig_merge.diagnostics import Diagnostic
    from appconfig_merge.effective.config import EffectiveConfig
    from appconfig_merge.javascript.values import Traced
    from appconfig_merge.layers.resource import Resource
    from appconfig_merge.source import Source


class Shared(NamedTuple):
    """What the options name, read once for all scripts.

    ``flex_ui`` is None unless the option was given: the settings have the next word.
    """

    options: ScriptOptions
    companions: tuple[Source, ...]
    defined: Mapping[str, Traced]
    resource: Resource | None
    resource_text: Source | None
    holds_attributes: bool
    fetched: Mapping[str, object] | None
    fetched_name: str
    flex_ui: str | None
    errors: tuple[AppConfigError, ...]

    def merged(
        self, script: Source, flex_ui: str | None
    ) -> tuple[EffectiveConfig, EffectiveConfig]:
        """The configuration that is asked for, and that of a release: the newest if none is.

        ``flex_ui`` is what the settings say. Raises InputError.
        """
        from appconfig_merge import api
        from appconfig_merge.releases import DOCUMENTED, newest

        options = self.options
        layer = api.script_layer(
            script,
            defined=self.defined,
            scripts=self.companions,
            assume=options.assume,
            global_name=options.global_name,
            parser=options.parser,  # type: ignore[arg-type]
        )
        wanted = self.flex_ui or flex_ui or DOCUMENTED
        config = api.merge_as(wanted, layer, self.resource)
        if config.release is not None:
            return config, config
        return config, api.merge_as(newest().version, layer, self.resource)

    def context(
        self, script: Source, config: EffectiveConfig | None, exact: EffectiveConfig | None
    ) -> Context:
        """What the rules look at."""
        from appconfig_merge.checks import Context

        return Context(
            script,
            config,
            exact,
            companions=self.companions,
            resource=self.resource_text,
            holds_attributes=self.holds_attributes,
            fetched=self.fetched,
            fetched_name=self.fetched_name,
        )


def read(app_configs: tuple[str, ...], inputs: Mapping[str, Any], *, is_said: bool) -> Shared:
    """Read what the options name. A resource that can't be read is remembered, and done without."""
    from appconfig_merge import api
    from appconfig_merge.page.definitions import parse_definition, with_page_url

    demand_one_resource(inputs)
    configuration, attributes = inputs["configuration"], inputs["ui_attributes"]
    demand_one_standard_input((*app_configs, configuration, attributes, *inputs["script"]))
    options = ScriptOptions(**{name: inputs[name] for name in ScriptOptions._fields})
    defined = with_page_url(map(parse_definition, options.define), options.page_url)
    companions = tuple(read_input(name, "javascript") for name in options.script)
    resource: Resource | None = None
    text: Source | None = None
    fetched: Mapping[str, object] | None = None
    name = ""
    errors: list[AppConfigError] = []
    try:
        if configuration:
            source = read_input(configuration, "json")
            resource, text = api.resource_of(source), source
        elif attributes:
            source = read_input(attributes, "json")
            resource, text = api.attributes_alone(source), source
    except InputError as error:
        errors.append(error)
    if inputs["live"]:
        from appconfig_merge.cli.live import connect

        with connect(inputs["api_url"]) as client:
            answer = client.fetch(inputs["ui_version"])
        resource, fetched, name = api.resource_of(answer), answer.properties, answer.label
    return Shared(
        options,
        companions,
        defined,
        resource,
        text,
        bool(attributes),
        fetched,
        name,
        inputs["flex_ui"] if is_said else None,
        tuple(errors),
    )


def remarks(config: EffectiveConfig | None) -> tuple[Diagnostic, ...]:
    """What is to be said of the release: the layers' remarks are findings."""
    if config is None:
        return ()
    told = {one for layer in config.layers for one in layer.diagnostics}
    return tuple(one for one in config.diagnostics if one not in told)
