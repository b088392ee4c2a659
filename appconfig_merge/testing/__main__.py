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
    from appconfig_merge.testing.fake import FakeFlexApi
    from appconfig_merge.testing.fleet import FakeFleet
    from appconfig_merge.testing.messages import Received

_ACCOUNT = re.compile(r"AC[0-9a-f]{32}")
_FILE = click.Path(path_type=Path)


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
    type=_FILE,
    help="Start with the Configuration resource in this JSON file, and as its account.",
)
@click.option(
    "--accounts",
    type=click.IntRange(1, 10_000),
    metavar="NUMBER",
    help="Serve so many accounts, whose resources are that of --resource with some differences.",
)
@click.option(
    "--environments",
    type=_FILE,
    help="Write an environments file for --accounts: their variables, and this server's address.",
)
@click.option(
    "--app-config",
    metavar="FILE",
    default="appConfig.js",
    show_default=True,
    help="The app_config of all environments of --environments.",
)
@click.option("--quiet", is_flag=True, help="Don't print a line for each request on stderr.")
def main(
    port: int,
    file: Path | None,
    accounts: int | None,
    environments: Path | None,
    app_config: str,
    quiet: bool,
) -> None:
    """Serve a fake Flex Configuration API on loopback until Ctrl-C.

    Prints the lines that point a shell's commands at it.
    """
    try:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        if accounts is None and environments is not None:
            raise click.UsageError("--environments needs --accounts")
        api = _one(port, file) if accounts is None else _many(port, file, accounts)
        if not quiet:
            api.on_answer(_Log())
        with api:
            if environments is not None:
                _write_environments(api, environments, app_config)
            lines = [f"export {name}={value}" for name, value in api.environment.items()]
            click.echo("\n".join(lines))
            while True:
                time.sleep(3600)
    except KeyboardInterrupt:
        pass
    except AppConfigError as problem:
        help = f" ({problem.help})" if problem.help else ""
        click.echo(f"error: {printable(str(problem))}{help}", err=True)
        sys.exit(2)


def _one(port: int, file: Path | None) -> FakeFlexApi:
    from appconfig_merge.testing.fake import FakeFlexApi
    from appconfig_merge.testing.resource import read_resource

    resource = None if file is None else read_resource(file)
    account = str((resource or {}).get("account_sid"))
    return FakeFlexApi(
        resource,
        account_sid=account if _ACCOUNT.fullmatch(account) else ACCOUNT_SID,
        port=port,
    )


def _many(port: int, file: Path | None, accounts: int) -> FakeFleet:
    from appconfig_merge.testing.fleet import FakeFleet
    from appconfig_merge.testing.resource import read_resource

    return FakeFleet(accounts, base=None if file is None else read_resource(file), port=port)


def _write_environments(api: FakeFlexApi | FakeFleet, file: Path, app_config: str) -> None:
    """Write the environments of a fleet into a file. Raises InputError."""
    from appconfig_merge.errors import InputError
    from appconfig_merge.testing.fleet import FakeFleet

    assert isinstance(api, FakeFleet)
    try:
        file.write_text(api.environments_toml(app_config=app_config), "utf-8")
    except OSError as problem:
        raise InputError(f"cannot write {file}: {problem.strerror or problem}") from None


class _Log:
    """A line on stderr for each request, whole even when many come at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()

    def __call__(self, received: Received) -> None:
        status = received.status or "cut off"
        account = f" {received.account_sid}" if received.account_sid else ""
        # Nobody may be reading any more; the answer goes out all the same.
        with self._lock, contextlib.suppress(OSError):
            path = printable(received.path)
            click.echo(f"{received.method} {path} {status}{account}", err=True)


if __name__ == "__main__":
    main(prog_name="python -m appconfig_merge.testing")
