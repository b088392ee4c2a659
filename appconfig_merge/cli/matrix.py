"""``effective-config matrix``."""

from __future__ import annotations

import click


@click.command()
def matrix() -> None:
    """Show what differs between many effective configurations."""
