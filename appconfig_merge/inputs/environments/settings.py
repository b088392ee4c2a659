"""The settings of one table, each as its kind demands; which of them exclude each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.inputs.environments import credentials
from appconfig_merge.inputs.environments.definitions import definitions
from appconfig_merge.inputs.environments.setting import Setting
from appconfig_merge.inputs.environments.toml_values import TomlValues
from appconfig_merge.inputs.options import OPTIONS
from appconfig_merge.secrets.looks import is_secret_key
from appconfig_merge.suggestions import suggest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from appconfig_merge.inputs.environments.setting import Settings
    from appconfig_merge.inputs.options import Option
    from appconfig_merge.paths import Path as Keys

EXTENDS: Final = "extends"

OPTION_SETTINGS: Final = {option.setting: option for option in OPTIONS if option.setting}
"""The settings that are options of commands, too."""

_OWN: Final[Mapping[str, Callable[[TomlValues, Keys, Any], Any]]] = {
    "app_config": TomlValues.path,
    "page": TomlValues.path,
    "live": TomlValues.truth,
    "ui_version": TomlValues.text,
    "api_url": TomlValues.text,
    **credentials.KINDS,
    "snapshot": TomlValues.path,
    "expected": TomlValues.paths,
    EXTENDS: TomlValues.text,
}
KNOWN: Final = ("app_config", "page", *OPTION_SETTINGS, *list(_OWN)[2:])
"""All settings, in the order in which they are told."""

_NEVER: Final = ("auth_token", "api_key", "api_secret")
"""What people may take for a setting that holds a credential."""

_ONE_THING: Final = (("app_config", "page"), ("configuration", "live", "ui_attributes"))
"""Settings that say the same thing, so that a table's own takes the place of all of them."""


def settings(values: TomlValues, keys: Keys, *, can_extend: bool = True) -> Settings:
    """What a table says. Raises EnvironmentsError."""
    table = values.table(keys)
    known = KNOWN if can_extend else [one for one in KNOWN if one != EXTENDS]
    for key in table:
        if key not in KNOWN:
            _demand_no_secret(values, (*keys, key))
    values.demand_known(table, keys, known)
    found = {
        key: Setting(_value(values, (*keys, key), value), (*keys, key))
        for key, value in table.items()
    }
    for rivals in (*_ONE_THING, *credentials.RIVALS):
        clashing = [one for one in rivals if one in found and _counts(found[one])]
        if len(clashing) > 1:
            message = f"{' and '.join(clashing)} exclude each other"
            raise values.wrong(found[clashing[-1]].keys, message)
    return found


def over(base: Settings, own: Settings) -> dict[str, Setting]:
    """A table's settings over those that it begins with: its own count, definitions are joined."""
    gone: set[str] = set()
    for rivals in _ONE_THING:
        if any(one in own and _counts(own[one]) for one in rivals):
            gone.update(rivals)
    gone |= credentials.replaced(base, own)
    found = {name: one for name, one in base.items() if name not in gone} | dict(own)
    if "define" in own and "define" in base:
        both = base["define"].value + own["define"].value
        found["define"] = own["define"]._replace(value=both)
    return found


def _counts(one: Setting) -> bool:
    """Whether a setting says something: ``live = false`` takes ``live = true`` back, no more."""
    return one.value is not False


def _value(values: TomlValues, keys: Keys, value: Any) -> Any:
    kind = _OWN.get(str(keys[-1]))
    if kind is not None:
        return kind(values, keys, value)
    return _option_value(values, OPTION_SETTINGS[str(keys[-1])], keys, value)


def _option_value(values: TomlValues, option: Option, keys: Keys, value: Any) -> Any:
    """The value of an option, as :mod:`inputs.options` takes it."""
    if option.kind == "definitions":
        return definitions(values, keys, value)
    if option.kind == "file":
        return values.path(keys, value)
    if option.kind == "files":
        return values.paths(keys, value)
    if option.kind == "texts":
        return values.texts(keys, value)
    if option.choices and value not in option.choices:
        raise values.wrong_value(keys, f"{keys[-1]} must be {' or '.join(option.choices)}")
    return values.text(keys, value)


def _demand_no_secret(values: TomlValues, keys: Keys) -> None:
    """Raise EnvironmentsError, without the line, for an unknown key that may stand by a secret."""
    key = str(keys[-1])
    near = suggest(key, (*KNOWN, *_NEVER))
    is_one = bool(near) and near[0] in _NEVER
    if is_one or is_secret_key(key):
        name = f"{near[0] if is_one else key}_env"
        raise values.wrong_secret(
            keys,
            f"there is no setting {key!r}: this file never holds credentials",
            f"{name if name in _OWN else 'auth_token_env'} names the variable that holds it; "
            "credential_command is a command that prints it",
        )
    if near and near[0] in credentials.KINDS:
        raise values.wrong_secret(keys, f"there is no setting {key!r}", f"did you mean {near[0]}?")
