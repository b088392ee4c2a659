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
    from collections.abc import Callable, Mapping

    from appconfig_merge.inputs.environments.setting import Settings
    from appconfig_merge.inputs.environments.toml_values import TomlValues
    from appconfig_merge.paths import Path as Keys

_VARIABLE: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_CREDENTIAL: Final = re.compile(r"[A-Z]{2}[0-9a-fA-F]{32}|(?=[A-Za-z]*\d)[A-Za-z0-9]{32,}")
"""Identifiers, tokens and secrets of Twilio's: names of variables have words in them."""

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
    had = any(one in base for one in _VARIABLES) and _COMMAND not in base
    if had and _is_other(base, own) and not own.keys() & {*_VARIABLES, _COMMAND}:
        at = next(own[one].keys for one in _ACCOUNT if one in own)
        raise values.wrong(
            at,
            f"{name} is another account than the one whose credentials it would inherit",
            "say its own beside it: auth_token_env, or api_key_env and api_secret_env",
        )


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
