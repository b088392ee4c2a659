"""The command line. Each command is imported when it is called."""

from __future__ import annotations


def main() -> None:
    """Run ``effective-config``."""
    import gc
    import sys

    # One call makes one configuration and ends: looking for garbage costs more than it frees.
    gc.disable()
    from appconfig_merge.cli import quick

    if quick.run(sys.argv[1:]):
        return
    from appconfig_merge.cli.commands import cli

    cli(prog_name="effective-config")
