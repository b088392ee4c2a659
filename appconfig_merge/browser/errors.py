"""What can go wrong between here and a page that runs."""

from __future__ import annotations

from appconfig_merge.errors import AppConfigError, ExitCode


class BrowserError(AppConfigError):
    """A browser failed: it doesn't start, or ended or hung while it had the page."""

    code = "browser-failure"
    exit_code = ExitCode.UNREADABLE


class NoBrowserError(BrowserError):
    """There is no browser on this machine that could open the page."""

    code = "no-browser"
    exit_code = ExitCode.USAGE


class PageAddressError(BrowserError):
    """The address of a page can't be used. Nothing was opened."""

    code = "unusable-page-address"
    exit_code = ExitCode.USAGE


class UnreachablePageError(BrowserError):
    """The page can't be reached, or its server refuses."""

    code = "unreachable-page"
    exit_code = ExitCode.SERVICE


class NoFlexUiError(BrowserError):
    """What the address has is no page of Flex UI."""

    code = "no-flex-ui"


class NotRunningError(BrowserError):
    """Flex UI doesn't come to run: it asks for a login, shows an error, or takes too long."""

    code = "not-running"
