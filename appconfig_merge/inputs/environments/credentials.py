"""How a file says where an account's credentials are: by the names of variables, by a command.

The file never holds a credential. What looks like one is refused, and repeated nowhere.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.inputs.access import (
    COMMAND_SECONDS,
    MAX_COMMAND_SECONDS,
    Access,
    is_account_sid,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from appconfig_merge.inputs.environments.setting import Settings
    from appconfig_merge.inputs.environments.toml_values import TomlValues
    from appconfig_merge.paths import Path as Keys

_VARIABLE: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_CREDENTIAL: Final = re.compile(r"[A-Z]{2}[0-9a-fA-F]{32}|(?=[A-Za-z]*\d)[A-Za-z0-9]{32,}")
"""Identifiers, tokens and secrets of Twilio's: names of variables have words in them."""

_OWN_CREDENTIALS: Final = "auth_token_env, or api_key_env and api_secret_env"
_TELL_WHOSE: Final = "{environment} or {account_sid} in its arguments tell it whose are meant"

_ACCOUNT: Final = ("account_sid", "account_sid_env")
_VARIABLES: Final = ("auth_token_env", "api_key_env", "api_secret_env")
_COMMAND: Final = "credential_command"


def _account_sid(values: TomlValues, keys: Keys, value: Any) -> str:
    if isinstance(value, str) and is_account_sid(value):
        return value
    raise values.wrong_secret(
        keys,
        "account_sid must be an account SID",
        "it is AC and 32 hexadecimal digits; account_sid_env names a variable that holds it",
    )


def _variable(values: TomlValues, keys: Keys, value: Any) -> str:
    is_name = isinstance(value, str) and _VARIABLE.fullmatch(value)
    if is_name and not _CREDENTIAL.fullmatch(value):
        return str(value)
    wrong = "looks like what it holds" if is_name else "is none"
    raise values.wrong_secret(
        keys,
        f"{keys[-1]} must be the name of a variable, and this {wrong}",
        'the file holds names alone, such as "PROD_AUTH_TOKEN": letters, digits and _',
    )


def _command(values: TomlValues, keys: Keys, value: Any) -> tuple[str, ...]:
    words = values.texts(keys, value) if value != [] else ()
    if words:
        return words
    raise values.wrong_value(
        keys,
        "credential_command must be a program and its arguments",
        'credential_command = ["op", "read", "op://flex/prod/token"]',
    )


def _seconds(values: TomlValues, keys: Keys, value: Any) -> float:
    if type(value) in {int, float} and 0 < value <= MAX_COMMAND_SECONDS:
        return float(value)
    message = f"{keys[-1]} must be a number of seconds, {MAX_COMMAND_SECONDS:.0f} at most"
    raise values.wrong_value(keys, message)


KINDS: Final[Mapping[str, Callable[[TomlValues, Keys, Any], Any]]] = {
    "account_sid": _account_sid,
    "account_sid_env": _variable,
    "auth_token_env": _variable,
    "api_key_env": _variable,
    "api_secret_env": _variable,
    _COMMAND: _command,
    "credential_seconds": _seconds,
}
"""The settings, and what makes a value of each."""

RIVALS: Final = (
    ("auth_token_env", "api_key_env"),
    ("auth_token_env", "api_secret_env"),
    ("auth_token_env", _COMMAND),
    ("api_secret_env", _COMMAND),
)
"""Settings of which a table says one: a command may print the secret of a key, which is named."""

_REPLACED: Final = {
    "auth_token_env": (*_VARIABLES, _COMMAND),
    "api_key_env": _VARIABLES,
    "api_secret_env": (*_VARIABLES, _COMMAND),
    _COMMAND: (*_VARIABLES, _COMMAND),
    "account_sid": _ACCOUNT,
    "account_sid_env": _ACCOUNT,
}
"""What a table's own setting takes the place of: a pair is never made of two tables."""


def replaced(base: Settings, own: Settings) -> set[str]:
    """The settings that a table's own take the place of.

    Of another account none of the variables holds a credential: only a command may know several.
    """
    gone = {name for one in own if one in _REPLACED for name in _REPLACED[one]}
    return gone.union(_VARIABLES) if _is_other(base, own) else gone


def _is_other(base: Settings, own: Settings) -> bool:
    """Whether a table says another account than it begins with."""
    before = {name: base[name].value for name in _ACCOUNT if name in base}
    now = {name: own[name].value for name in _ACCOUNT if name in own}
    return bool(before and now) and any(before.get(name) != now[name] for name in now)


def demand_own(values: TomlValues, base: Settings, own: Settings, name: str) -> None:
    """Raise EnvironmentsError where a table says another account, and not how to reach it."""
    had = any(one in base for one in _VARIABLES) or (
        _COMMAND in base and not _is_told_whose(base[_COMMAND].value[1:])
    )
    if had and _is_other(base, own) and not own.keys() & {*_VARIABLES, _COMMAND}:
        at = next(own[one].keys for one in _ACCOUNT if one in own)
        raise values.wrong(
            at,
            f"{name} is another account than the one whose credentials it would inherit",
            f"say its own beside it: {_OWN_CREDENTIALS}",
        )


def demand_one_account(values: TomlValues, every: Iterable[tuple[str, Settings, Access]]) -> None:
    """Raise EnvironmentsError where one credential would be sent for several accounts.

    ``every`` has the name of each environment, what is said of it, and how it is reached. A token
    opens one account and a secret goes with one key; so does what a command prints that isn't told
    whose credentials are meant.
    """
    users: dict[tuple[str, object], tuple[str, Settings]] = {}
    for name, said, one in every:
        found = next(((key, source) for key, source in _sources(one) if source), None)
        if found is None or not said.keys() & {"api_key_env", *_ACCOUNT}:
            continue
        other, before = users.setdefault(found, (name, said))
        if not _may_be_one_user(before, said):
            setting, _ = found
            raise values.wrong(
                said[setting].keys,
                f"{name} would be reached with the credentials of {other}, which is another "
                "account",
                _TELL_WHOSE if setting == _COMMAND else f"say its own: {_OWN_CREDENTIALS}",
            )


def _sources(access: Access) -> Iterator[tuple[str, object]]:
    """What a password is got from, by the setting that says it."""
    yield "auth_token_env", access.auth_token_env
    yield "api_secret_env", access.api_secret_env
    yield _COMMAND, (access.command, access.folder) if access.command else None


def _may_be_one_user(one: Settings, other: Settings) -> bool:
    """Whether two environments say the same key, or where they have none the same account."""
    is_key = "api_key_env" in one or "api_key_env" in other
    names = ("api_key_env",) if is_key else _ACCOUNT
    return any(
        one[name].value == other[name].value for name in names if name in one and name in other
    )


def _is_told_whose(words: Iterable[str]) -> bool:
    """Whether a command's arguments say whose credentials are meant."""
    return any(one in word for word in words for one in ("{environment}", "{account_sid}"))


def access(values: TomlValues, given: Settings, name: str) -> Access | None:
    """Where the credentials of an environment are; None where nothing is said of that.

    Raises EnvironmentsError for half of a pair.
    """
    said = {one: given[one].value for one in KINDS if one in given}
    if not said.keys() - {"credential_seconds"}:
        return None
    has_account = bool(said.keys() & set(_ACCOUNT))
    for one, is_whole, missing in (
        ("auth_token_env", has_account, "account_sid_env or account_sid"),
        ("api_secret_env", "api_key_env" in said, "api_key_env"),
        (
            "api_key_env",
            "api_secret_env" in said or _COMMAND in said,
            "api_secret_env or credential_command",
        ),
    ):
        if one in said and not is_whole:
            raise values.wrong(given[one].keys, f"{name} has {one}, and no {missing}")
    return Access(
        account_sid=said.get("account_sid", ""),
        account_sid_env=said.get("account_sid_env", ""),
        auth_token_env=said.get("auth_token_env", ""),
        api_key_env=said.get("api_key_env", ""),
        api_secret_env=said.get("api_secret_env", ""),
        command=_filled(values, given, name) if _COMMAND in said else (),
        seconds=said.get("credential_seconds", COMMAND_SECONDS),
        folder=values.folder or os.curdir,
    )


def _filled(values: TomlValues, given: Settings, name: str) -> tuple[str, ...]:
    """A command's words, what stands for the environment's name and its account filled in."""
    program, *arguments = given[_COMMAND].value
    account = given["account_sid"].value if "account_sid" in given else None
    if account is None and any("{account_sid}" in one for one in arguments):
        message = f"this command asks for the {{account_sid}} of {name}, which isn't said"
        raise values.wrong(given[_COMMAND].keys, message, f'account_sid = "AC..." for {name}')
    filled = (
        one.replace("{account_sid}", account or "").replace("{environment}", name)
        for one in arguments
    )
    return program, *filled
