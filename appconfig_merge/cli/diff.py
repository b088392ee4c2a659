"""``effective-config diff``."""

from __future__ import annotations

import click


@click.command()
def diff() -> None:
    """Show what differs between two effective configurations."""
