"""What the caller says of the page: ``--define NAME=JSON`` and ``--assume NAME``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from appconfig_merge.errors import DefinitionError, SourceSyntaxError
from appconfig_merge.evaluation.world import ALIASES
from appconfig_merge.layers.data import json_value
from appconfig_merge.paths import is_name
from appconfig_merge.source import Source

if TYPE_CHECKING:
    from appconfig_merge.javascript.values import Traced


def parse_definition(text: str) -> tuple[str, Traced]:
    """Read ``location.hostname="flex.example.com"``: a dotted name and a JSON value.

    Raises DefinitionError.
    """
    name, equals, value = text.partition("=")
    if not equals:
        raise DefinitionError(f"--define {text}: there is no value", help="write it as NAME=JSON")
    source = Source(f"--define {name.strip()}", value, "json")
    try:
        return dotted_name(name.strip(), "--define"), json_value(source)
    except SourceSyntaxError as error:
        raise DefinitionError(
            f"--define {text}: the value is not JSON: {error.message}",
            help="a string takes double quotes, which the shell takes away: "
            f"--define {name}='\"{value}\"'",
        ) from None


def definition(name: str, value: object) -> tuple[str, Traced]:
    """A definition from data that json.dumps can write. Raises DefinitionError."""
    try:
        text = json.dumps(value, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise DefinitionError(f"the value of {name} can't be written as JSON: {error}") from None
    return dotted_name(name, "define"), json_value(Source(f"define {name}", text, "json"))


def dotted_name(name: str, option: str) -> str:
    """Check a dotted name; ``window.`` and its aliases in front are dropped."""
    parts = name.split(".")
    if not all(map(is_name, parts)):
        raise DefinitionError(
            f"{option} {name}: not a name", help="a name looks like location.hostname"
        )
    while len(parts) > 1 and parts[0] in ALIASES:
        del parts[0]
    return ".".join(parts)
