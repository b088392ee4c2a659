"""The reader of environments files: TOML, each mistake with its place."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from appconfig_merge.inputs.environments.credentials import KINDS, access, demand_one_account
from appconfig_merge.inputs.environments.environment import FILE_NAME, Environment, Environments
from appconfig_merge.inputs.environments.groups import GROUPS, read_groups
from appconfig_merge.inputs.environments.inheritance import (
    DEFAULTS,
    ENVIRONMENTS,
    TEMPLATES,
    all_settings,
)
from appconfig_merge.inputs.environments.settings import OPTION_SETTINGS
from appconfig_merge.inputs.environments.toml_values import TomlValues
from appconfig_merge.inputs.files import read_named
from appconfig_merge.inputs.options import fields
from appconfig_merge.inputs.record import Inputs, LiveResource
from appconfig_merge.syntax.toml_text import TomlText

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from appconfig_merge.inputs.environments.setting import Settings
    from appconfig_merge.source import Source

_OF_LIVE: Final = ("ui_version", "api_url")
_RESOURCE: Final = ("live", "configuration", "ui_attributes")


def find_environments(start: Path) -> str | None:
    """The environments file in a folder or the nearest one around it, within a repository."""
    for folder in (start, *start.parents):
        if (folder / FILE_NAME).is_file():
            return os.path.relpath(folder / FILE_NAME, start)
        if (folder / ".git").exists():
            break
    return None


def read_environments(name: str) -> Environments:
    """Read an environments file, or standard input. Raises as :func:`parse_environments`."""
    # Text without a byte order mark, whose lines end as JSON's do: so it is with TOML.
    return parse_environments(read_named(name, "json"))


def parse_environments(source: Source) -> Environments:
    """Read the text of an environments file; its paths are relative to its folder.

    Raises SourceSyntaxError for a text that isn't TOML, EnvironmentsError for one that says
    something else, each with the place where there is one; InputError and LimitError.
    """
    values = TomlValues(TomlText(source))
    values.demand_known(values.data, (), (DEFAULTS, TEMPLATES, ENVIRONMENTS, GROUPS))
    every = tuple(all_settings(values))
    found = tuple(_environment(values, name, said) for name, said in every)
    if not found:
        message = "there are no environments"
        raise values.wrong_file(message, "name each: [environments.prod]")
    reached = zip(every, found, strict=True)
    demand_one_account(
        values, ((*said, one.live.access) for said, one in reached if one.live.access is not None)
    )
    names = {one.name: None for one in found}
    return Environments(source.name, _kept_apart(found), read_groups(values, names))


def _kept_apart(found: tuple[Environment, ...]) -> tuple[Environment, ...]:
    """The environments, no command of which sees a variable that has credentials of another."""
    accesses = [one.live.access for one in found if one.live.access is not None]
    named = dict.fromkeys(
        name for one in accesses for name in (one.auth_token_env, one.api_secret_env) if name
    )
    if not named or not any(one.command for one in accesses):
        return found
    hidden = tuple(named)
    return tuple(_hiding(one, hidden) for one in found)


def _hiding(one: Environment, hidden: tuple[str, ...]) -> Environment:
    access = one.live.access
    if access is None or not access.command:
        return one
    live = one.live._replace(access=access._replace(hidden=hidden))
    is_read = one.inputs.resource == one.live
    inputs = one.inputs._replace(resource=live) if is_read else one.inputs
    return one._replace(live=live, inputs=inputs)


def _environment(values: TomlValues, name: str, said: Settings) -> Environment:
    script = said.get("app_config") or said.get("page")
    if script is None:
        message = f"{name} has no app_config"
        raise values.wrong((ENVIRONMENTS, name), message, "give it here, or in [defaults] for all")
    given = {
        option.name: said[setting].value
        for setting, option in OPTION_SETTINGS.items()
        if setting in said
    }
    read = {"app_config": script.value, **fields(given)}
    live = LiveResource(
        said["ui_version"].value if "ui_version" in said else None,
        said["api_url"].value if "api_url" in said else None,
        access=access(values, said, name),
        api_url_file=values.file if "api_url" in said else None,
    )
    if "live" in said and said["live"].value:
        read["resource"] = live
    _demand_use(values, name, said)
    return Environment(
        name,
        Inputs(**read),
        said["expected"].value if "expected" in said else (),
        said["snapshot"].value if "snapshot" in said else None,
        live,
        frozenset(read),
    )


def _demand_use(values: TomlValues, name: str, said: Settings) -> None:
    """Raise EnvironmentsError where it is said how to fetch a resource, and none is meant.

    What is fetched by mistake is seen; what isn't fetched by mistake is a wrong value.
    """
    how: Iterable[str] = (one for one in (*_OF_LIVE, *KINDS) if one in said)
    first = next(iter(how), None)
    if first is not None and not any(one in said for one in _RESOURCE):
        raise values.wrong(
            said[first].keys,
            f"{name} has {first}, but no resource that is fetched",
            "live = true fetches it; live = false says that none lies beneath the script",
        )
