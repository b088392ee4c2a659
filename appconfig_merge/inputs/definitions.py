"""Definitions of the page's values as people write them: what is wrong with one names no secret."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from appconfig_merge.errors import DefinitionError
from appconfig_merge.page.definitions import parse_definition
from appconfig_merge.secrets.looks import looks_secret
from appconfig_merge.secrets.texts import redact

if TYPE_CHECKING:
    from appconfig_merge.javascript.values import Traced


def read_definition(text: str) -> tuple[str, Traced]:
    """Read ``NAME=JSON``, as :func:`~appconfig_merge.page.definitions.parse_definition` does.

    Raises DefinitionError, without the value where it looks secret under that name.
    """
    try:
        return parse_definition(text)
    except DefinitionError as error:
        name, _, value = text.partition("=")
        if not looks_secret((name,), value):
            raise
        # What is wrong with a value may be said of a part of it.
        parts = (value, *re.findall(r"\w+", value))
        help = error.help and redact(error.help, parts)
        raise DefinitionError(redact(error.message, parts), help=help) from None
