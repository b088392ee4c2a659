"""The tables and schemas that are shipped with the package, in data/."""

from __future__ import annotations

import os


def shipped(name: str) -> str:
    """The text of a file in data/."""
    path = os.path.join(os.path.dirname(__file__), "data", name)  # noqa: PTH118, PTH120
    # pathlib would take longer to import than most of them take to be read.
    with open(path, encoding="utf-8") as stream:  # noqa: PTH123
        return stream.read()
