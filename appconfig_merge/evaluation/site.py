"""What a page's own server has: met by evaluation through this interface, and by nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from appconfig_merge.source import Source


IS_FLEX_UI: Final = "it is Flex UI itself"
"""Why Flex UI's own script is not read."""


class Unreadable(NamedTuple):
    """A text that isn't there to be read. ``reason`` is a clause: "there is no such file"."""

    address: str
    reason: str


class Site(Protocol):
    """The files of a page's server. An answer is the same each time; nothing is ever fetched.

    ``base`` is the script or page that an address stands in: addresses are relative to that of its
    page, specifiers to its own (HTML 8.1.6.3).
    """

    def script(self, address: str, base: Source) -> Source | Unreadable:
        """The classic script of an address."""

    def module(self, specifier: str, base: Source) -> Source | Unreadable:
        """The module that a specifier stands for: the same Source each time.

        A bare one stands for what the page's import map says, else for nothing that is read.
        """

    def data(self, address: str, base: Source) -> Source | Unreadable:
        """What a GET request of an address gives, as JSON text or any other."""
