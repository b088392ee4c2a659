"""Documents of XML 1.0, such as JUnit's, and texts that can stand in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import indent, tostring

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# What XML 1.0 (2.2) has no way to write, not even escaped.
_NO_CHARACTER: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def document(root: Element) -> str:
    """A whole document, indented, with a final newline."""
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def clean(text: str) -> str:
    """A text with U+FFFD for what XML has no way to write."""
    return _NO_CHARACTER.sub("\ufffd", text)
