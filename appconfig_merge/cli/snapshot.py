"""``effective-config snapshot``: what a running Flex UI has, for ``verify``."""

from __future__ import annotations

import sys
from typing import Any

from appconfig_merge.cli.browser_options import BROWSER, browsing_of
from appconfig_merge.cli.exit_codes import TAKING
from appconfig_merge.cli.live import announce
from appconfig_merge.cli.options import OUTPUT
from appconfig_merge.cli.output import write
from appconfig_merge.cli.parameters import Option, command
from appconfig_merge.cli.streams import is_terminal
from appconfig_merge.errors import UsageError


@command(
    Option(
        "--snippet",
        "wants_snippet",
        "Print a script for the browser's console on the page: it copies the snapshot.",
        "flag",
    ),
    *BROWSER,
    Option(
        "--value",
        "values",
        "Take the page's value of a name, too, such as environment.brand: what a prediction takes "
        "from --define. Repeatable.",
        metavar="NAME",
        is_repeatable=True,
    ),
    Option(
        "--site",
        "site",
        "With --browser: put the page's own files into a new folder, as the server gave them. "
        "DIR/index.html is what verify and explain take.",
        "folder",
        "DIR",
    ),
    OUTPUT,
    epilog=TAKING,
)
def snapshot(
    values: tuple[str, ...],
    site: str | None,
    output: str | None,
    *,
    wants_snippet: bool,
    **options: Any,
) -> None:
    """Take a snapshot of a running Flex UI: the configuration it has, and what it was made of.

    --snippet is for a person who has the page open; --browser opens it, and also sees what each
    plugin sets, and where. Credentials and personal data are not taken, and values that look
    secret are masked. `effective-config verify` reads the snapshot.
    """
    browsing = browsing_of(options)
    if wants_snippet == (browsing is not None):
        raise UsageError(
            "--snippet and --browser exclude each other"
            if wants_snippet
            else "give --snippet or --browser URL",
            help="--snippet prints a script to paste into the page's console, --browser URL opens "
            "the page",
        )
    names = tuple(_name(value) for value in values)
    if browsing is None:
        if site is not None:
            raise UsageError("--site needs --browser", help="it keeps what the browser loads")
        _print_snippet(names, output)
        return
    from appconfig_merge.browser.taking import take

    text = take(browsing, names, reveals=False, site=site, tell=announce)
    write(text, output, private=True)


def _name(value: str) -> str:
    from appconfig_merge.page.definitions import dotted_name

    return dotted_name(value, "--value")


def _print_snippet(names: tuple[str, ...], output: str | None) -> None:
    from appconfig_merge.snapshots.snippet import snippet

    write(snippet(names), output)
    if is_terminal(sys.stderr):
        announce(
            "paste the script into the console of the page (F12), and what it copies into a file: "
            "snapshot.json"
        )
        announce("then: effective-config verify appConfig.js --running snapshot.json")
