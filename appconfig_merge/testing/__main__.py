"""``python -m appconfig_merge.testing``: the fake API in the foreground."""

from __future__ import annotations

import contextlib
import re
import signal
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from appconfig_merge.brief import printable
from appconfig_merge.errors import AppConfigError
from appconfig_merge.testing.credentials import ACCOUNT_SID

if TYPE_CHECKING:
    from appconfig_merge.testing.messages import Received

_ACCOUNT = re.compile(r"AC[0-9a-f]{32}")


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8080,
    show_default=True,
    help="Where to listen on 127.0.0.1; 0 takes a free port.",
)
@click.option(
    "--resource",
    "file",
    type=click.Path(path_type=Path),
    help="Start with the Configuration resource in this JSON file, and as its account.",
)
@click.option("--quiet", is_flag=True, help="Don't print a line for each request on stderr.")
def main(port: int, file: Path | None, quiet: bool) -> None:
    """Serve a fake Flex Configuration API on loopback until Ctrl-C.

    Prints the lines that point a shell's commands at it.
    """
    try:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        _serve(port, file, quiet)
    except KeyboardInterrupt:
        pass
    except AppConfigError as problem:
        help = f" ({problem.help})" if problem.help else ""
        click.echo(f"error: {printable(str(problem))}{help}", err=True)
        sys.exit(2)


def _serve(port: int, file: Path | None, quiet: bool) -> None:
    from appconfig_merge.testing.fake import FakeFlexApi
    from appconfig_merge.testing.resource import read_resource

    resource = None if file is None else read_resource(file)
    account = str((resource or {}).get("account_sid"))
    api = FakeFlexApi(
        resource,
        account_sid=account if _ACCOUNT.fullmatch(account) else ACCOUNT_SID,
        port=port,
    )
    if not quiet:
        api.on_answer(_Log())
    with api:
        lines = [f"export {name}={value}" for name, value in api.environment.items()]
        click.echo("\n".join(lines))
        while True:
            time.sleep(3600)


class _Log:
    """A line on stderr for each request, whole even when many come at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()

    def __call__(self, received: Received) -> None:
        status = received.status or "cut off"
        # Nobody may be reading any more; the answer goes out all the same.
        with self._lock, contextlib.suppress(OSError):
            click.echo(f"{received.method} {printable(received.path)} {status}", err=True)


if __name__ == "__main__":
    main(prog_name="python -m appconfig_merge.testing")
