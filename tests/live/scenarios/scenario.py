"""A scenario: what a browser really gets, what somebody believes, and how the two differ."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.live.pages import Page


class Services(NamedTuple):
    """How Twilio's services answer.

    ``resource`` is the status with which the Configuration resource is answered, ``flags`` the
    account's feature flags, ``email`` whether it has the channel for e-mail, ``teams`` whether
    teams are set up.
    """

    resource: int = 200
    flags: tuple[tuple[str, bool], ...] = ()
    email: bool = False
    teams: bool = False


class Given(NamedTuple):
    """What somebody gives to ``verify``: files by path, and options; empty where it isn't given."""

    files: Mapping[str, bytes]
    app_config: str
    resource: Mapping[str, Any]
    flex_ui: str = ""
    page_url: str = ""
    stored: str | None = None
    plugins: str = ""
    assume: tuple[str, ...] = ()


class Scenario(NamedTuple):
    """One page in one browser, and what somebody thought that it runs with.

    ``page`` is what the browser meets, with what it has stored; ``cached`` the resource that it
    keeps a copy of, None where it keeps none. With ``is_watched`` the page is watched from its
    start, else looked at once it runs. ``expected`` are the causes of all differences by path.
    """

    name: str
    about: str
    page: Page
    services: Services
    cached: Mapping[str, Any] | None
    is_watched: bool
    given: Given
    expected: Mapping[str, str]

    def expected_in(self, release: str) -> Mapping[str, str]:
        """The same in a release: before 2.10 no service tells of teams."""
        if tuple(map(int, release.split("."))) >= (2, 10):
            return self.expected
        told = self.expected.items()
        return {path: cause for path, cause in told if path != "isTeamsContextEnabled"}

    @property
    def digest(self) -> str:
        """Another one wherever the browser might see something else."""
        parts = (self.page.digest, tuple(self.services), self.cached, self.is_watched)
        return sha256(repr(parts).encode()).hexdigest()[:16]
