"""Placeholders of templates and deployment tools that were never filled in."""

from __future__ import annotations

import re

_PLACEHOLDER = re.compile(
    r"\{\{[^{}\n]*\}\}"  # Handlebars, Jinja, Helm
    r"|#\{[^{}\n]*\}#?"  # Octopus Deploy, Azure DevOps' Replace Tokens
    r"|\$\{[^{}\n`]*\}"  # envsubst
    r"|<%[^%\n]*%>"  # ERB, EJS
    r"|%[A-Za-z_][\w.]*%"
    r"|@[A-Za-z_][\w.]*@"
    r"|<[A-Za-z][\w .-]*>(?!\s*(?:</|[{\[('\"`]))"  # <YOUR_ACCOUNT_SID>; <Type>{...} is TypeScript
)


def placeholder(text: str, start: int) -> str | None:
    """The placeholder at a place where a value is expected, or None.

    None of these can start a value in JavaScript.
    """
    match = _PLACEHOLDER.match(text, start)
    return match[0] if match else None
