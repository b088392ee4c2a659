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

_NAMES = (ACCOUNT_SID, AUTH_TOKEN, API_KEY, API_SECRET)
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

        White space alone counts as nothing. Raises CredentialsError, which names the variables
        that are missing.
        """
        found = cls.look_up(environment)
        del environment  # a traceback may show it
        if isinstance(found, CredentialsError):
            raise found
        return found

    @classmethod
    def look_up(cls, environment: Mapping[str, str]) -> Credentials | CredentialsError:
        """As from_environment, but gives the error.

        For callers that hold the environment: they can let go of it before they raise.
        """
        given = {name: environment[name] for name in _NAMES if environment.get(name, "").strip()}
        for names in ((API_KEY, API_SECRET), (ACCOUNT_SID, AUTH_TOKEN)):
            if given.keys() >= set(names):
                for name in names:
                    if not encodable(given[name]):
                        return CredentialsError(f"{name} is not UTF-8 text", help=_HELP)
                return cls(
                    given[names[0]],
                    given[names[1]],
                    account_sid=given.get(ACCOUNT_SID),
                    variables=names,
                )
        for one, other in ((API_KEY, API_SECRET), (API_SECRET, API_KEY)):
            if one in given:
                return CredentialsError(f"{one} is set, but {other} is not", help=_HELP)
        missing = [name for name in (ACCOUNT_SID, AUTH_TOKEN) if name not in given]
        verb = "is" if len(missing) == 1 else "are"
        return CredentialsError(f"{' and '.join(missing)} {verb} not set", help=_HELP)

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


def encodable(text: str) -> bool:
    """Whether a text is Unicode; what a system hands over as text need not be."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
