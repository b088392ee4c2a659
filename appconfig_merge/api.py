"""The front door: files, texts and data in, an effective configuration out."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from appconfig_merge.collector import without_collector
from appconfig_merge.definitions import definition, dotted_name, with_page_url
from appconfig_merge.effective import EffectiveConfig
from appconfig_merge.errors import InputError
from appconfig_merge.layers.data import (
    UI_ATTRIBUTES,
    from_data,
    from_service,
    read_configuration,
    read_ui_attributes,
)
from appconfig_merge.layers.script import ScriptInput, read_script
from appconfig_merge.merging.engine import distinct, merge_layers
from appconfig_merge.source import Source, read_bounded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from appconfig_merge.javascript.values import Traced
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.rest.configuration import Configuration
    from appconfig_merge.source import Language
    from appconfig_merge.syntax import ParserName

Readable: TypeAlias = "str | os.PathLike[str] | Source"
"""A path, or a text with a name."""


def effective_config(
    app_config: Readable,
    *,
    configuration: Readable | Mapping[str, Any] | Configuration | None = None,
    ui_attributes: Readable | Mapping[str, Any] | None = None,
    define: Mapping[str, object] | None = None,
    page_url: str | None = None,
    scripts: Sequence[Readable] = (),
    assume: Iterable[str] = (),
    global_name: str = "appConfig",
    parser: ParserName = "tree-sitter",
) -> EffectiveConfig:
    """The configuration that a self-hosted Flex UI runs with, as documented by Twilio.

    ``app_config`` is the script; its values take precedence over the ``ui_attributes`` of
    ``configuration`` (a whole Configuration resource) or over ``ui_attributes`` itself. Give
    at most one of the two: a path, a :class:`Source`, parsed JSON, or what ``rest.Client``
    fetched. ``define`` gives values of the page by dotted name, ``page_url`` says where the
    page is loaded from, ``scripts`` what it loads before, ``assume`` names that other scripts
    define.

    Raises InputError or one of its subclasses for an input that can't be read, and
    DefinitionError.
    """
    layers: list[Layer] = []
    if configuration is not None and ui_attributes is not None:
        raise InputError("give configuration or ui_attributes, not both")
    with without_collector():
        if configuration is not None:
            layers.append(configuration_layer(configuration))
        if ui_attributes is not None:
            layers.append(ui_attributes_layer(ui_attributes))
        defined = with_page_url(
            (definition(name, value) for name, value in (define or {}).items()), page_url
        )
        layers.append(
            script_layer(
                app_config,
                defined=defined,
                scripts=scripts,
                assume=assume,
                global_name=global_name,
                parser=parser,
            )
        )
        return merge(layers)


def configuration_layer(configuration: Readable | Mapping[str, Any] | Configuration) -> Layer:
    """The layer of a Configuration resource's ui_attributes. Raises InputError."""
    if isinstance(configuration, str | os.PathLike | Source):
        with without_collector():
            return read_configuration(read_source(configuration, "json"))
    if isinstance(configuration, Mapping):
        return from_data(_attributes(configuration.get(UI_ATTRIBUTES)))
    return from_service(_attributes(configuration.ui_attributes), configuration.label)


def _attributes(value: object) -> Mapping[str, Any]:
    if isinstance(value, Mapping):
        return value
    raise InputError("the configuration has no ui_attributes object")


def ui_attributes_layer(attributes: Readable | Mapping[str, Any]) -> Layer:
    """The layer of ui_attributes by itself. Raises InputError."""
    if isinstance(attributes, Mapping):
        return from_data(attributes)
    with without_collector():
        return read_ui_attributes(read_source(attributes, "json"))


def script_layer(
    app_config: Readable,
    *,
    defined: Mapping[str, Traced] | None = None,
    scripts: Sequence[Readable] = (),
    assume: Iterable[str] = (),
    global_name: str = "appConfig",
    parser: ParserName = "tree-sitter",
) -> Layer:
    """The layer that a script is; :mod:`appconfig_merge.definitions` makes ``defined``."""
    wanted = ScriptInput(
        read_source(app_config),
        tuple(read_source(script) for script in scripts),
        defined or {},
        frozenset(dotted_name(name, "--assume") for name in assume),
        dotted_name(global_name, "--global"),
        parser,
    )
    with without_collector():
        return read_script(wanted)


def merge(layers: Sequence[Layer]) -> EffectiveConfig:
    """Merge any number of layers, lowest precedence first, by Flex UI's rules.

    A layer whose id another one has already is named ``id (2)`` and so on in the result.
    """
    named = distinct(layers)
    return EffectiveConfig(merge_layers(named), named)


def read_source(readable: Readable, language: Language = "javascript") -> Source:
    """Read a file. Raises InputError."""
    if isinstance(readable, Source):
        return readable
    name = os.fspath(readable)
    try:
        # pathlib would cost more start-up time than reading the file takes.
        with open(name, "rb") as file:  # noqa: PTH123
            raw = read_bounded(name, file)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(f"{name}: {reason}") from None
    return Source.from_bytes(name, raw, language)
