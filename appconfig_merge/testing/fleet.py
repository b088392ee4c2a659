"""FakeFleet: many accounts behind one HTTP server on loopback, told apart by their credentials."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from appconfig_merge.errors import InputError
from appconfig_merge.testing.account import Account
from appconfig_merge.testing.credentials import AcceptedCredentials, user_of
from appconfig_merge.testing.exchanges import Exchanges
from appconfig_merge.testing.fleet_resources import resource_of
from appconfig_merge.testing.listening import Listening
from appconfig_merge.testing.rate_limit import RateLimit
from appconfig_merge.testing.resource import StoredResource, default_resource
from appconfig_merge.testing.traces import Traces

if TYPE_CHECKING:
    import ssl
    import threading
    from collections.abc import Iterable

    from appconfig_merge.testing.messages import Received, Reply

_NOT_IN_A_VARIABLE = re.compile(r"[^0-9A-Z]+")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_COOKIE = "flex_session"


class FleetAccount(Account):
    """One account of a :class:`FakeFleet`.

    ``name`` is its environment's, ``prefix`` is what the names of its variables begin with.
    """

    def __init__(
        self,
        name: str,
        prefix: str,
        stored: StoredResource,
        credentials: AcceptedCredentials,
        stopping: threading.Event,
    ) -> None:
        super().__init__(stored, credentials, stopping)
        self.name = name
        self.prefix = prefix

    @property
    def account_sid(self) -> str:
        """Its SID."""
        return self.credentials.account_sid

    @property
    def environment(self) -> dict[str, str]:
        """The variables that have its credentials.

        They are the account SID with the auth token, and an API key with its secret.
        """
        sid, token, key, secret = self.credentials
        return {
            f"{self.prefix}_ACCOUNT_SID": sid,
            f"{self.prefix}_AUTH_TOKEN": token,
            f"{self.prefix}_API_KEY": key,
            f"{self.prefix}_API_SECRET": secret,
        }


class FakeFleet(Exchanges, Listening):
    """A Flex Configuration API for many accounts, in one server.

    ``accounts`` is how many there are, or their names, or names with resources (None for a made-up
    one). Resources that aren't given are made from ``base``, with differences that are the same in
    each run. Credentials are made up, other ones for each account. ``max_at_once`` and
    ``per_second`` are the service's limits: what is beyond them is answered with 429, and
    ``retry_after`` as the Retry-After header. Every answer sets a cookie of its account's, as
    proxies do; nobody needs it. ``fail``, ``on_request``, ``on_answer`` and ``requests`` are those
    of all accounts together; each account has its own, too, and a fault of the fleet's is met
    before. It runs, and has addresses, as :class:`FakeFlexApi` does.
    """

    answer_seconds: float = 0
    """How long every answer takes, so that requests meet each other."""

    def __init__(
        self,
        accounts: int | Iterable[str] | Mapping[str, Mapping[str, object] | None],
        *,
        base: Mapping[str, object] | None = None,
        max_at_once: int | None = None,
        per_second: int | None = None,
        retry_after: str | None = "1",
        host: str = "127.0.0.1",
        port: int = 0,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        Exchanges.__init__(self)
        Listening.__init__(self, host, port, ssl_context)
        self._limit = RateLimit(max_at_once, per_second, retry_after)
        self._base = default_resource("") if base is None else base
        self.accounts: dict[str, FleetAccount] = {}
        for name, resource in _named(accounts).items():
            self.accounts[name] = self._account(len(self.accounts) + 1, name, resource)
        self._by_user = {
            user: one
            for one in self.accounts.values()
            for user in (one.credentials.account_sid, one.credentials.api_key)
        }
        self._traces = Traces(
            {one.account_sid: (one.credentials, _cookie(one)) for one in self.accounts.values()}
        )
        self._nobody = self._refusing()

    def __getitem__(self, name: str) -> FleetAccount:
        """An account by its name. Raises KeyError."""
        return self.accounts[name]

    @property
    def environment(self) -> dict[str, str]:
        """The variables with the credentials of all accounts."""
        every = (one.environment for one in self.accounts.values())
        return {name: value for variables in every for name, value in variables.items()}

    @property
    def most_at_once(self) -> int:
        """The greatest number of requests that were under way together."""
        return self._limit.most_at_once

    def environments_toml(self, *, with_keys: bool = False, **defaults: str) -> str:
        """The text of an environments file for these accounts.

        ``defaults`` are settings of all of them, such as ``app_config``. With ``with_keys`` API
        keys are used, otherwise auth tokens.
        """
        shared = {"live": True, "api_url": self.url, **defaults}
        tables = [_table(one, with_keys) for one in self.accounts.values()]
        return "\n".join([f"[defaults]\n{_settings(shared)}", *tables])

    def _account(
        self, number: int, name: str, resource: Mapping[str, object] | None
    ) -> FleetAccount:
        credentials = AcceptedCredentials.of_number(number)
        sid = credentials.account_sid
        made: Mapping[str, Any] = (
            resource_of(number, self._base, sid) if resource is None else resource
        )
        stored = StoredResource({**made, "account_sid": sid}, account_sid=sid)
        taken = {one.prefix for one in self.accounts.values()}
        return FleetAccount(name, _prefix(name, taken), stored, credentials, self._stopping)

    def _refusing(self) -> FleetAccount:
        """The account that requests with unknown credentials meet: nothing opens it."""
        unknown = AcceptedCredentials(*(secrets.token_hex() for _ in range(4)))
        stored = StoredResource(None, account_sid="")
        return FleetAccount("", "", stored, unknown, self._stopping)

    def _handle(self, received: Received, authorization: str) -> Reply | None:
        account = self._by_user.get(user_of(authorization), self._nobody)
        is_let_in = account.credentials.accept(authorization)
        received = replace(
            received,
            account_sid=account.account_sid if is_let_in else "",
            reveals=self._traces.accounts_in(received, authorization),
        )
        with self._limit.request() as refusal:
            at = self._begin(received)
            fault = refusal or self._next_fault(received.method)
            reply = account.answer(received, authorization, fault)
            self._stopping.wait(self.answer_seconds)
        if reply is not None and is_let_in:
            cookie = ("Set-Cookie", f"{_COOKIE}={_cookie(account)}; Path=/")
            reply = replace(reply, headers=(*reply.headers, cookie))
        if self._stopping.is_set():
            reply = None
        self._end(at, received, reply)
        return reply


def _cookie(account: FleetAccount) -> str:
    """A value that says which account it was set for, and isn't its SID."""
    return f"c00c1e{account.account_sid[2:]}"


def _named(
    accounts: int | Iterable[str] | Mapping[str, Mapping[str, object] | None],
) -> dict[str, Mapping[str, object] | None]:
    """Accounts by their names, in order. Raises InputError."""
    if isinstance(accounts, int):
        width = max(3, len(str(accounts)))
        accounts = [f"account-{number:0{width}}" for number in range(1, accounts + 1)]
    if isinstance(accounts, Mapping):
        return dict(accounts)
    names = list(accounts)
    if len(set(names)) < len(names):
        raise InputError("two accounts of a fleet have the same name")
    return dict.fromkeys(names)


def _prefix(name: str, taken: set[str]) -> str:
    """What an account's variables begin with: its name as far as variables take it."""
    stem = _NOT_IN_A_VARIABLE.sub("_", name.upper()).strip("_")
    stem = stem if stem[:1].isalpha() else f"ACCOUNT_{stem}".rstrip("_")
    prefix, number = stem, 1
    while prefix in taken:
        number += 1
        prefix = f"{stem}_{number}"
    return prefix


def _table(account: FleetAccount, with_keys: bool) -> str:
    """An account's table in an environments file."""
    pair = ("api_key", "api_secret") if with_keys else ("account_sid", "auth_token")
    variables = {f"{one}_env": f"{account.prefix}_{one.upper()}" for one in pair}
    settings = {"account_sid": account.account_sid, **variables}
    return f"[environments.{_key(account.name)}]\n{_settings(settings)}"


def _settings(settings: Mapping[str, object]) -> str:
    """Settings in TOML, which takes JSON's texts, numbers and lists as they are."""
    return "".join(f"{name} = {json.dumps(value)}\n" for name, value in settings.items())


def _key(name: str) -> str:
    """A key of TOML."""
    return name if _BARE.fullmatch(name) else json.dumps(name)
