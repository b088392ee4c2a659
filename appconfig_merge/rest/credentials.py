"""Credentials: from the environment only, and shown to nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.rest.errors import CredentialsError

if TYPE_CHECKING:
    from collections.abc import Mapping

ACCOUNT_SID = "TWILIO_ACCOUNT_SID"
AUTH_TOKEN = "TWILIO_AUTH_TOKEN"  # noqa: S105 - the variable's name
API_KEY = "TWILIO_API_KEY"
API_SECRET = "TWILIO_API_SECRET"  # noqa: S105 - the variable's name

_NEVER = "they are never taken from the command line"


class Variables(NamedTuple):
    """The names of the environment variables with an account's credentials; empty for none."""

    account_sid: str = ACCOUNT_SID
    auth_token: str = AUTH_TOKEN
    api_key: str = API_KEY
    api_secret: str = API_SECRET

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """User name and password, those first that are taken where both are set."""
        pairs = ((self.api_key, self.api_secret), (self.account_sid, self.auth_token))
        return tuple(pair for pair in pairs if all(pair))

    @property
    def help(self) -> str:
        """What to do where they aren't set."""
        pairs = [f"{one} and {other}" for one, other in reversed(self.pairs)]
        named = f"{', or '.join(pairs)}," if len(pairs) > 1 else "".join(pairs)
        return f"set {named} in the environment; {_NEVER}"


_USUAL = Variables()


class Credentials:
    """A user name and password of HTTP Basic authentication, and the variables they came from.

    ``account_sid`` is None where only an API key is given; ``account_from`` is what says it.
    ``variables`` names the two environment variables that are used. Two are equal that are the
    same user and password. Neither repr nor str nor pickle gives the password away: there is no
    pickle.
    """

    __slots__ = ("_password", "_username", "account_from", "account_sid", "variables")

    def __init__(
        self,
        username: str,
        password: str,
        *,
        account_sid: str | None = None,
        variables: tuple[str, str] = ("username", "password"),
        account_from: str = ACCOUNT_SID,
    ) -> None:
        self._username = username
        self._password = password
        self.account_sid = account_sid
        self.variables = variables
        self.account_from = account_from

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
    def look_up(
        cls, environment: Mapping[str, str], variables: Variables = _USUAL
    ) -> Credentials | CredentialsError:
        """As from_environment, of variables of any names, but gives the error.

        For callers that hold the environment: they can let go of it before they raise.
        """
        given = {
            name: environment[name]
            for name in variables
            if name and environment.get(name, "").strip()
        }
        for names in variables.pairs:
            if given.keys() >= set(names):
                for name in names:
                    if not encodable(given[name]):
                        return CredentialsError(f"{name} is not UTF-8 text", help=variables.help)
                return cls(
                    given[names[0]],
                    given[names[1]],
                    account_sid=given.get(variables.account_sid),
                    variables=names,
                    account_from=variables.account_sid,
                )
        key, secret = variables.api_key, variables.api_secret
        for one, other in ((key, secret), (secret, key)):
            if one in given:
                return CredentialsError(f"{one} is set, but {other} is not", help=variables.help)
        wanted = variables.pairs[-1] if variables.pairs else ()
        missing = [name for name in wanted if name not in given]
        verb = "is" if len(missing) == 1 else "are"
        text = f"{' and '.join(missing)} {verb} not set"
        return CredentialsError(text, help=variables.help)

    def of_account(self, account_sid: str, account_from: str) -> Credentials:
        """The same for an account that must be the one; ``account_from`` is what says it."""
        return Credentials(
            *self.pair(),
            account_sid=account_sid,
            variables=self.variables,
            account_from=account_from,
        )

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
        if self._username == self.account_sid:
            return f"{text}; check that both are of the same account and that the token is current"
        return (
            f"{text}; check that the key exists, is of this account and is a key of region US1, "
            "where Flex is"
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Credentials) and other.pair() == self.pair()

    def __hash__(self) -> int:
        return hash(self.pair())

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
