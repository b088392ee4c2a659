"""Credentials: which variables count, what is said of those that are missing, what is shown."""

from __future__ import annotations

import copy
import pickle
from typing import TYPE_CHECKING

import pytest

from appconfig_merge.rest import Client, Credentials, CredentialsError
from appconfig_merge.testing import ACCOUNT_SID, API_KEY, API_SECRET, AUTH_TOKEN
from tests.rest.failures import SECRETS, failure

if TYPE_CHECKING:
    from collections.abc import Callable

ACCOUNT = {"TWILIO_ACCOUNT_SID": ACCOUNT_SID}
TOKEN = {"TWILIO_AUTH_TOKEN": AUTH_TOKEN}
KEY = {"TWILIO_API_KEY": API_KEY}
SECRET = {"TWILIO_API_SECRET": API_SECRET}
BY_TOKEN = ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN")
BY_KEY = ("TWILIO_API_KEY", "TWILIO_API_SECRET")


@pytest.mark.parametrize(
    ("environment", "variables", "account", "pair"),
    [
        ({**ACCOUNT, **TOKEN}, BY_TOKEN, ACCOUNT_SID, (ACCOUNT_SID, AUTH_TOKEN)),
        ({**ACCOUNT, **KEY, **SECRET}, BY_KEY, ACCOUNT_SID, (API_KEY, API_SECRET)),
        ({**KEY, **SECRET}, BY_KEY, None, (API_KEY, API_SECRET)),
        ({**ACCOUNT, **TOKEN, **KEY, **SECRET}, BY_KEY, ACCOUNT_SID, (API_KEY, API_SECRET)),
        ({**TOKEN, **KEY, **SECRET}, BY_KEY, None, (API_KEY, API_SECRET)),
        ({**ACCOUNT, **TOKEN, **KEY}, BY_TOKEN, ACCOUNT_SID, (ACCOUNT_SID, AUTH_TOKEN)),
        ({**ACCOUNT, **TOKEN, **SECRET}, BY_TOKEN, ACCOUNT_SID, (ACCOUNT_SID, AUTH_TOKEN)),
    ],
)
def test_which_variables_are_used(
    environment: dict[str, str],
    variables: tuple[str, str],
    account: str | None,
    pair: tuple[str, str],
) -> None:
    """A whole API key goes before the token; half a key doesn't stand in the token's way."""
    credentials = Credentials.from_environment(environment)

    assert credentials.variables == variables
    assert credentials.account_sid == account
    assert credentials.pair() == pair


@pytest.mark.parametrize("nothing", [None, "", " ", "\t\n"])
@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({}, "TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN are not set"),
        (ACCOUNT, "TWILIO_AUTH_TOKEN is not set"),
        (TOKEN, "TWILIO_ACCOUNT_SID is not set"),
        (KEY, "TWILIO_API_KEY is set, but TWILIO_API_SECRET is not"),
        (SECRET, "TWILIO_API_SECRET is set, but TWILIO_API_KEY is not"),
        ({**ACCOUNT, **KEY}, "TWILIO_API_KEY is set, but TWILIO_API_SECRET is not"),
        ({**TOKEN, **SECRET}, "TWILIO_API_SECRET is set, but TWILIO_API_KEY is not"),
    ],
)
@pytest.mark.parametrize("make", [Credentials.from_environment, Client.from_environment])
def test_which_variables_are_missing(
    make: Callable[[dict[str, str]], object],
    environment: dict[str, str],
    message: str,
    nothing: str | None,
) -> None:
    """Named one by one, and never with a value; empty or blank is as good as not set."""
    if nothing is not None:
        names = {*BY_TOKEN, *BY_KEY} - environment.keys()
        environment = {**environment, **dict.fromkeys(names, nothing)}

    error = failure(CredentialsError, lambda: make(environment))

    assert error.message == message
    assert "never taken from the command line" in (error.help or "")


@pytest.mark.parametrize("name", BY_TOKEN)
def test_a_value_that_is_not_text(name: str) -> None:
    """Bytes that are no UTF-8 can't be sent; the variable is named."""
    environment = {**ACCOUNT, **TOKEN, name: f"{AUTH_TOKEN}\udcff"}

    error = failure(CredentialsError, lambda: Credentials.from_environment(environment))

    assert error.message == f"{name} is not UTF-8 text"


@pytest.mark.parametrize(
    ("environment", "hint"),
    [
        ({**ACCOUNT, **TOKEN}, "of the same account"),
        ({**KEY, **SECRET}, "a key of region US1"),
        ({**ACCOUNT, "TWILIO_AUTH_TOKEN": f" {AUTH_TOKEN}"}, "TWILIO_AUTH_TOKEN begins or ends"),
        ({**KEY, "TWILIO_API_SECRET": f"{API_SECRET}\n"}, "TWILIO_API_SECRET begins or ends"),
        (
            {"TWILIO_API_KEY": f"{API_KEY} ", "TWILIO_API_SECRET": f"{API_SECRET} "},
            "TWILIO_API_KEY and TWILIO_API_SECRET begins or ends",
        ),
    ],
)
def test_the_hint_names_the_variables(environment: dict[str, str], hint: str) -> None:
    """Those that were used, and what is odd about them."""
    credentials = Credentials.from_environment(environment)

    assert credentials.hint().startswith(f"{' and '.join(credentials.variables)} were used; ")
    assert hint in credentials.hint()
    assert not any(secret in credentials.hint() for secret in SECRETS)


def test_credentials_are_written_nowhere() -> None:
    """Neither repr, str, format nor pickle and copy have the secret."""
    credentials = Credentials.from_environment({**KEY, **SECRET})

    for shown in (repr(credentials), str(credentials), f"{credentials}", repr([credentials])):
        assert not any(secret in shown for secret in SECRETS)
        assert API_KEY not in shown
    for write in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="not written anywhere"):
            write(credentials)
    assert not hasattr(credentials, "__dict__")
