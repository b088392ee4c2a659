"""The command line. Each command is imported when it is called."""

from __future__ import annotations


def main() -> None:
    """Run ``effective-config``."""
    from appconfig_merge.cli.commands import cli

    cli(prog_name="effective-config")
