"""FakeFlexApi: one account's Configuration resource behind a real HTTP server on loopback."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.testing.account import Account
from appconfig_merge.testing.credentials import (
    ACCOUNT_SID,
    API_KEY,
    API_SECRET,
    AUTH_TOKEN,
    AcceptedCredentials,
)
from appconfig_merge.testing.listening import Listening
from appconfig_merge.testing.resource import READ_ONLY, StoredResource, default_resource

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable, Mapping

    from appconfig_merge.testing.messages import Received, Reply


class FakeFlexApi(Account, Listening):
    """A Flex Configuration API for tests; runs inside a ``with``, or from start() to stop().

    ``resource`` is what it keeps at first (a made-up one with all 49 properties where None),
    ``read_only`` the properties that a POST may not change. With ``ssl_context`` it speaks
    HTTPS. Port 0 takes a free one. Everything may be called from any thread, also while
    requests are under way. Raises InputError for a resource that JSON can't say.
    """

    def __init__(
        self,
        resource: Mapping[str, object] | None = None,
        *,
        account_sid: str = ACCOUNT_SID,
        auth_token: str = AUTH_TOKEN,
        api_key: str = API_KEY,
        api_secret: str = API_SECRET,
        host: str = "127.0.0.1",
        port: int = 0,
        ssl_context: ssl.SSLContext | None = None,
        read_only: Iterable[str] = READ_ONLY,
    ) -> None:
        Listening.__init__(self, host, port, ssl_context)
        stored = StoredResource(
            default_resource(account_sid) if resource is None else resource,
            account_sid=account_sid,
            read_only=frozenset(read_only),
        )
        credentials = AcceptedCredentials(account_sid, auth_token, api_key, api_secret)
        Account.__init__(self, stored, credentials, self._stopping)

    @property
    def environment(self) -> dict[str, str]:
        """The environment variables that make a client use this API with this account."""
        return {
            "EFFECTIVE_CONFIG_API_URL": self.url,
            "TWILIO_ACCOUNT_SID": self.credentials.account_sid,
            "TWILIO_AUTH_TOKEN": self.credentials.auth_token,
        }

    def _handle(self, received: Received, authorization: str) -> Reply | None:
        return self.answer(received, authorization)
