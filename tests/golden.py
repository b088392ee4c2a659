"""Whole outputs that are kept in files: ``python -m pytest --update-golden`` writes them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class Golden:
    """The files in ``golden/`` beside a test."""

    def __init__(self, folder: Path, *, updates: bool) -> None:
        self._folder = folder / "golden"
        self._updates = updates

    def __call__(self, name: str, text: str) -> None:
        """Fail unless a file has exactly this text, or let it have it from now on."""
        path = self._folder / name
        if self._updates:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        assert path.read_bytes().decode("utf-8") == text
