"""Pages of which snapshots are taken."""

from __future__ import annotations

from tests.snapshots.page import opened

__all__ = ["opened"]
