"""Reading a JSON text: its grammar enforced exactly, its nodes those of JavaScript.

Python's own reader decides what is JSON (RFC 8259), tree-sitter says where everything is.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NoReturn

from appconfig_merge.errors import LimitError

if TYPE_CHECKING:
    from appconfig_merge.source import Source
    from appconfig_merge.syntax.estree import Expression


class _ConstantError(ValueError):
    """NaN or Infinity: Python's reader takes them, JSON has neither."""


def read(source: Source) -> Expression:
    """Read a JSON text; see :func:`appconfig_merge.syntax.parse_json`."""
    check(source)
    from appconfig_merge.syntax.tree_sitter import read_json

    return read_json(source)


def check(source: Source) -> None:
    """Raise SourceSyntaxError unless the text is JSON. Repeated names are JSON."""
    text = source.text
    try:
        # The values are of no use here, and float() takes any number of digits.
        json.loads(text, parse_int=float, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        from appconfig_merge.syntax.json_faults import explain

        raise explain(source, text, error) from None
    except _ConstantError:
        from appconfig_merge.syntax.json_faults import explain_constant

        raise explain_constant(source, text) from None
    except RecursionError:
        location = source.location(0, 0)
        raise LimitError(
            "this is nested too deep to be read as JSON",
            location=location,
            line_text=source.line(1),
            help="the levels past the first hundred would be unresolved in any case",
        ) from None


def _refuse_constant(_name: str) -> NoReturn:
    raise _ConstantError
