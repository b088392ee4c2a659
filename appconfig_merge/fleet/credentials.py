"""Credentials of many accounts, each found where its environment says, and kept apart."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.fleet.credential_commands import (
    Command,
    CommandRuns,
    CredentialCommandError,
)
from appconfig_merge.fleet.loops import run
from appconfig_merge.rest.credentials import (
    API_SECRET,
    AUTH_TOKEN,
    Credentials,
    Variables,
)
from appconfig_merge.rest.errors import CredentialsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from appconfig_merge.inputs.access import Access

_LITERAL: Final = "account_sid"
"""What names the account where an environments file says it itself."""

_PRINTED: Final = "what the credential command printed"
_FORMATS: Final = (
    "it prints the auth token alone, or with api_key_env the key's secret alone, or JSON: "
    '{"account_sid": "...", "auth_token": "..."} or {"api_key": "...", "api_secret": "..."}'
)


class CredentialsOf:
    """Finds the credentials of accounts; what was found once is known.

    ``accesses`` are those of a whole run: a credential command sees no variable in which one of
    them, or the file that names the command, has a token or a secret.
    """

    def __init__(
        self,
        environment: Mapping[str, str] = os.environ,
        accesses: Iterable[Access | None] = (),
    ) -> None:
        self._environment = environment
        self._secret = {AUTH_TOKEN, API_SECRET}
        for one in accesses:
            if one is not None:
                self._secret.update((one.auth_token_env, one.api_secret_env))
        self._found: dict[Access | None, Credentials | CredentialsError] = {}

    def of(self, access: Access | None) -> Credentials:
        """The credentials that an access leads to. Raises CredentialsError."""
        found = self._found.get(access)
        if found is None:
            found = run(self._alone(access))
        if isinstance(found, CredentialsError):
            raise found
        return found

    def runs(self) -> CommandRuns:
        """What runs credential commands in the event loop that this is called in."""
        environment = self._environment.items()
        return CommandRuns({name: one for name, one in environment if name not in self._secret})

    async def find(
        self, access: Access | None, runs: CommandRuns
    ) -> Credentials | CredentialsError:
        """The credentials that an access leads to, or why there are none."""
        if access not in self._found:
            if (missing := _account_missing(access, self._environment)) is not None:
                self._found[access] = missing
            elif access is not None and access.command:
                command = Command(access.command, access.folder, access.seconds, access.hidden)
                printed = await runs.output(command)
                self._found[access] = _of_command(command, printed, access, self._environment)
            else:
                self._found[access] = _of_variables(access, self._environment)
        return self._found[access]

    async def _alone(self, access: Access | None) -> Credentials | CredentialsError:
        return await self.find(access, self.runs())


def account_of(access: Access | None, environment: Mapping[str, str] = os.environ) -> str | None:
    """The account that an access is meant for, as far as that is said without credentials."""
    if access is None:
        return environment.get(Variables().account_sid, "").strip() or None
    if access.account_sid or not access.account_sid_env:
        return access.account_sid or None
    return environment.get(access.account_sid_env, "").strip() or None


def _account_missing(
    access: Access | None, environment: Mapping[str, str]
) -> CredentialsError | None:
    """What is wrong where the account that alone is meant should be in a variable, and isn't."""
    if access is None or access.auth_token_env or not access.account_sid_env:
        return None  # a token without its account is told with the pair
    if account_of(access, environment) is not None:
        return None
    return CredentialsError(
        f"{access.account_sid_env} is not set, which says whose resource is meant",
        help=f"set {access.account_sid_env} in the environment to the account's SID",
    )


def _account_from(access: Access) -> str:
    """What says the account of an access."""
    return _LITERAL if access.account_sid else access.account_sid_env or _LITERAL


def _of_variables(
    access: Access | None, environment: Mapping[str, str]
) -> Credentials | CredentialsError:
    names = _variables(access)
    account = account_of(access, environment)
    given = {one: environment[one] for one in names if one in environment}
    del environment  # a traceback may show it
    if access is not None and names.account_sid == _LITERAL:
        given[_LITERAL] = access.account_sid
    found = Credentials.look_up(given, names)
    if isinstance(found, CredentialsError):
        missing = [one for one in names if one and one not in {*given, _LITERAL}]
        if access is not None and missing:
            return CredentialsError(
                found.message,
                help=f"the environments file names {' and '.join(missing)}: set "
                f"{'it' if len(missing) == 1 else 'them'} in the environment",
            )
        return found
    if access is None:
        return found
    return _guarded(found, account, _account_from(access))


def _variables(access: Access | None) -> Variables:
    """The names of the variables that have an account's credentials."""
    if access is None or not (access.auth_token_env or access.api_secret_env):
        return Variables()
    return Variables(
        access.account_sid_env or (_LITERAL if access.account_sid else ""),
        access.auth_token_env,
        access.api_key_env,
        access.api_secret_env,
    )


def _of_command(
    command: Command,
    printed: str | CredentialCommandError,
    access: Access,
    environment: Mapping[str, str],
) -> Credentials | CredentialsError:
    """Credentials from what a command printed; nothing of it is in an error."""
    if isinstance(printed, CredentialCommandError):
        return printed
    account, account_from = account_of(access, environment), _account_from(access)
    user_from = access.api_key_env or account_from
    user = environment.get(access.api_key_env, "").strip() if access.api_key_env else account
    del environment  # a traceback may show it
    if printed.startswith("{"):
        values = _values(printed)
        if values is None:
            return command.failed("printed JSON that has no credentials", _FORMATS)
        user, secret, its_account = values
        user_from = "the user"
    elif len(printed.split()) > 1:
        return command.failed("printed more than one word", _FORMATS)
    elif not user:
        return CredentialsError(
            f"{user_from} is not set, whose secret the credential command prints"
            if access.api_key_env
            else "nobody says which account's token the credential command prints",
            help=_FORMATS if user_from == _LITERAL else f"set {user_from} in the environment",
        )
    else:
        secret, its_account = printed, None if access.api_key_env else account
    variables = (user_from, _PRINTED)
    found = Credentials(user, secret, account_sid=its_account, variables=variables)
    return _guarded(found, account, account_from)


def _values(printed: str) -> tuple[str, str, str | None] | None:
    """User, secret and account of a command's JSON; None where it has no such thing."""
    try:
        data: Any = json.loads(printed)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict):
        return None
    texts = {name: one.strip() for name, one in data.items() if isinstance(one, str)}
    account = texts.get("account_sid") or None
    for user, secret in (("api_key", "api_secret"), ("account_sid", "auth_token")):
        if texts.get(user) and texts.get(secret):
            return texts[user], texts[secret], account
    return None


def _guarded(
    found: Credentials, account: str | None, account_from: str
) -> Credentials | CredentialsError:
    """Credentials that are for the account that is meant, and for no other."""
    if account is None:
        return found
    if found.account_sid not in {None, account}:
        # Which one is not said: what is taken for an account's SID may be a secret.
        return CredentialsError(
            f"the credentials are of another account than {account_from} says",
            help=f"look at {account_from}, and at {' and '.join(found.variables)}",
        )
    return found.of_account(account, account_from)
