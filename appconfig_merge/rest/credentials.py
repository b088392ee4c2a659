"""Credentials: from the environment only, and shown to nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.rest.errors import CredentialsError

if TYPE_CHECKING:
    from collections.abc import Mapping

ACCOUNT_SID = "TWILIO_ACCOUNT_SID"
AUTH_TOKEN = "TWILIO_AUTH_TOKEN"  # noqa: S105 - the variable's name
API_KEY = "TWILIO_API_KEY"
API_SECRET = "TWILIO_API_SECRET"  # noqa: S105 - the variable's name

_HELP = (
    f"set {ACCOUNT_SID} and {AUTH_TOKEN}, or {API_KEY} and {API_SECRET}, in the environment; "
    "they are never taken from the command line"
)


class Credentials:
    """A user name and password of HTTP Basic authentication, and the variables they came from.

    ``account_sid`` is None where only an API key is given. ``variables`` names the two
    environment variables that are used. Neither repr nor str nor pickle gives the password away:
    there is no pickle.
    """

    __slots__ = ("_password", "_username", "account_sid", "variables")

    def __init__(
        self,
        username: str,
        password: str,
        *,
        account_sid: str | None = None,
        variables: tuple[str, str] = ("username", "password"),
    ) -> None:
        self._username = username
        self._password = password
        self.account_sid = account_sid
        self.variables = variables

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Credentials:
        """An API key and its secret if both are set, else account SID and auth token.

        Raises CredentialsError, which names the variables that are missing.
        """
        account_sid = environment.get(ACCOUNT_SID) or None
        for names in ((API_KEY, API_SECRET), (ACCOUNT_SID, AUTH_TOKEN)):
            if all(environment.get(name) for name in names):
                return cls(
                    environment[names[0]],
                    environment[names[1]],
                    account_sid=account_sid,
                    variables=names,
                )
        for given, lacking in ((API_KEY, API_SECRET), (API_SECRET, API_KEY)):
            if environment.get(given):
                raise CredentialsError(f"{given} is set, but {lacking} is not", help=_HELP)
        missing = [name for name in (ACCOUNT_SID, AUTH_TOKEN) if not environment.get(name)]
        verb = "is" if len(missing) == 1 else "are"
        raise CredentialsError(f"{' and '.join(missing)} {verb} not set", help=_HELP)

    @property
    def known_secrets(self) -> tuple[str, ...]:
        """What must never be seen in any text."""
        return (self._password,)

    def pair(self) -> tuple[str, str]:
        """User name and password, for the one call that sends them."""
        return self._username, self._password

    def hint(self) -> str:
        """What to look at when these credentials are refused."""
        name, secret = self.variables
        text = f"{name} and {secret} were used"
        values = ((name, self._username), (secret, self._password))
        odd = [variable for variable, value in values if value != value.strip()]
        if odd:
            return f"{text}; {' and '.join(odd)} begins or ends with white space"
        if name == ACCOUNT_SID:
            return f"{text}; check that both are of the same account and that the token is current"
        return (
            f"{text}; check that the key exists, is of this account and is a key of region US1, "
            "where Flex is"
        )

    def __repr__(self) -> str:
        return f"Credentials({' and '.join(self.variables)})"

    def __reduce__(self) -> str | tuple[object, ...]:
        raise TypeError("credentials are not written anywhere")
