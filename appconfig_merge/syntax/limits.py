"""How much the readers take on, so that no input can hang or crash them."""

from __future__ import annotations

DECIMAL_CHUNK = 4000
"""Decimal digits that are converted at once: below Python's own limit of 4300."""

PARSE_SECONDS = 20.0
"""How long tree-sitter may work on one source. Its error recovery reads 0.06 MB/s at worst."""

PYJSPARSER_CHARACTERS = 300_000
"""The longest text that pyjsparser is given: it reads a string literal in quadratic time.

One literal of 250,000 characters takes it about a second, one of a million a quarter minute.
"""

REPARSES = 8
"""How often a source is parsed again to settle what its leading braces are."""
