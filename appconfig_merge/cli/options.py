"""The options that commands share, and what they make of them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from appconfig_merge.effective import EffectiveConfig
    from appconfig_merge.source import Language, Source

    _F = TypeVar("_F", bound=Callable[..., Any])

EPILOG = """\b
Exit codes:
  0  done
  2  wrong usage
  3  an input could not be read: a missing file, a syntax error, no appConfig
  4  unresolved values remain, and --strict was given
"""


class Inputs(NamedTuple):
    """What the shared options give."""

    app_config: str
    configuration: str | None
    ui_attributes: str | None
    define: tuple[str, ...]
    script: tuple[str, ...]
    assume: tuple[str, ...]
    global_name: str
    parser: str


def input_options(function: _F) -> _F:
    """The argument APP_CONFIG and the options that say what to read and what the page has."""
    decorators = (
        click.argument("app_config", metavar="APP_CONFIG", type=click.Path()),
        click.option(
            "--configuration",
            metavar="FILE",
            help="The Configuration resource, as GET returns it; its ui_attributes are merged "
            "beneath APP_CONFIG.",
        ),
        click.option("--ui-attributes", metavar="FILE", help="The ui_attributes object alone."),
        click.option(
            "--define",
            metavar="NAME=JSON",
            multiple=True,
            help="Give a value that only the page knows, such as "
            """location.hostname='"flex.example.com"'. Repeatable.""",
        ),
        click.option(
            "--script",
            metavar="FILE",
            multiple=True,
            help="A script that the page loads before APP_CONFIG. Repeatable, in order.",
        ),
        click.option(
            "--assume",
            metavar="NAME",
            multiple=True,
            help="A name that some other script defines; its value is unresolved. Repeatable.",
        ),
        click.option(
            "--global",
            "global_name",
            metavar="NAME",
            default="appConfig",
            show_default=True,
            help="The global that holds the configuration; may be dotted.",
        ),
        click.option(
            "--parser",
            type=click.Choice(["tree-sitter", "pyjsparser"]),
            default="tree-sitter",
            show_default=True,
            help="pyjsparser is a second opinion: ES5 only, without positions.",
        ),
    )
    for decorator in reversed(decorators):
        function = decorator(function)
    return function


def read(inputs: Inputs) -> EffectiveConfig:
    """Read what the options name, and merge it."""
    from appconfig_merge import api
    from appconfig_merge.definitions import parse_definition

    if inputs.configuration and inputs.ui_attributes:
        raise click.UsageError("--configuration and --ui-attributes exclude each other.")
    names = (inputs.app_config, inputs.configuration, inputs.ui_attributes, *inputs.script)
    if sum(name == "-" for name in names) > 1:
        raise click.UsageError("Only one input can be standard input.")
    layers = []
    if inputs.configuration:
        layers.append(api.configuration_layer(_source(inputs.configuration, "json")))
    if inputs.ui_attributes:
        layers.append(api.ui_attributes_layer(_source(inputs.ui_attributes, "json")))
    layers.append(
        api.script_layer(
            _source(inputs.app_config, "javascript"),
            defined=dict(map(parse_definition, inputs.define)),
            scripts=[_source(name, "javascript") for name in inputs.script],
            assume=inputs.assume,
            global_name=inputs.global_name,
            parser=inputs.parser,  # type: ignore[arg-type]
        )
    )
    return api.merge(layers)


def _source(name: str, language: Language) -> Source:
    from appconfig_merge.api import read_source
    from appconfig_merge.source import Source

    if name == "-":
        return Source.from_bytes("<stdin>", sys.stdin.buffer.read(), language)
    return read_source(name, language)
