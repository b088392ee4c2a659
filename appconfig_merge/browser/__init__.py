"""A page opened in a browser, by Playwright, for a snapshot of what it runs with."""

from __future__ import annotations

from appconfig_merge.errors import MissingExtraError


def demand_extra() -> None:
    """Raise MissingExtraError unless Playwright is installed."""
    from importlib.util import find_spec

    if find_spec("playwright") is None:
        raise MissingExtraError(
            "--browser needs playwright: not installed",
            help="pip install 'appconfig-merge[browser]'",
        )
