"""``effective-config check``."""

from __future__ import annotations

import click


@click.command()
def check() -> None:
    """Check APP_CONFIG for what bites."""
