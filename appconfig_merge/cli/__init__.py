"""The command line. Each command is imported when it is called."""

from __future__ import annotations

import sys


def main() -> None:
    """Run ``effective-config``, and end the process whatever happens."""
    # All of it, imports and the end too: Ctrl-C comes when it comes.
    try:
        code = _run()
        from appconfig_merge.cli.ends import leave

        leave(code)
    except KeyboardInterrupt:
        from appconfig_merge.cli.ends import interrupted

        interrupted()
    except Exception as error:  # noqa: BLE001 - who calls a command shouldn't meet a traceback
        from appconfig_merge.cli.ends import crashed

        crashed(error)


def _run() -> int:
    """The exit code of the call that the process was started with."""
    import gc

    # One call makes one configuration and ends: looking for garbage costs more than it frees.
    gc.disable()
    try:
        call()
    except SystemExit as end:
        return int(end.code or 0)
    finally:
        # Nor does the interpreter need to look for it at its end, which it does all the same.
        gc.freeze()
    return 0


def call() -> None:
    """Run the command that ``sys.argv`` means. Raises SystemExit, but where all is well."""
    from appconfig_merge.cli import plain

    if not plain.run(sys.argv[1:]):
        from appconfig_merge.cli.commands import cli

        cli(prog_name="effective-config")
