"""What each table of an environments file says together with those that it begins with."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Final

from appconfig_merge.errors import LimitError
from appconfig_merge.inputs.environments.credentials import demand_own
from appconfig_merge.inputs.environments.settings import EXTENDS, over, settings
from appconfig_merge.limits import MAX_DEFINITIONS
from appconfig_merge.suggestions import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from appconfig_merge.inputs.environments.setting import Settings
    from appconfig_merge.inputs.environments.toml_values import TomlValues
    from appconfig_merge.paths import Path as Keys

DEFAULTS: Final = "defaults"
TEMPLATES: Final = "templates"
ENVIRONMENTS: Final = "environments"


def all_settings(values: TomlValues) -> Iterator[tuple[str, Settings]]:
    """What is said of each environment, in the file's order: its own, over what it extends.

    Beneath both is what the defaults say. Raises EnvironmentsError and LimitError.
    """
    shared = settings(values, (DEFAULTS,), can_extend=False)
    tables = _tables(values)
    own = {name: settings(values, keys) for name, keys in tables.items()}
    joined: dict[str, Settings] = {}
    count = 0
    for name in _order(values, own):
        base = joined[own[name][EXTENDS].value] if EXTENDS in own[name] else shared
        demand_own(values, base, own[name], name)
        joined[name] = over(base, own[name])
        count += len(joined[name]["define"].value) if "define" in own[name] else 0
        if count > MAX_DEFINITIONS:
            raise LimitError(
                f"{values.file}: there are more than {MAX_DEFINITIONS:,} definitions in all"
            )
    return ((name, joined[name]) for name in values.table((ENVIRONMENTS,)))


def _tables(values: TomlValues) -> dict[str, Keys]:
    """Where each environment and template stands, by its name."""
    environments = {name: (ENVIRONMENTS, name) for name in values.table((ENVIRONMENTS,))}
    templates = {name: (TEMPLATES, name) for name in values.table((TEMPLATES,))}
    for name in environments.keys() & templates.keys():
        message = f"{name} is an environment, and can't be a template"
        raise values.wrong((TEMPLATES, name), message)
    return {**templates, **environments}


def _order(values: TomlValues, own: Mapping[str, Settings]) -> Sequence[str]:
    """The tables, each after the one that it extends. Raises EnvironmentsError."""
    bases = {name: said[EXTENDS].value for name, said in own.items() if EXTENDS in said}
    for name, base in bases.items():
        if base not in own:
            raise values.wrong_value(
                own[name][EXTENDS].keys,
                f"there is no environment or template {base!r}",
                did_you_mean(base, own),
            )
    graph = {name: [bases[name]] if name in bases else [] for name in own}
    try:
        return tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        circle = set(error.args[1])
    first = next(name for name in own if name in circle)
    raise values.wrong_value(
        own[first][EXTENDS].keys, f"{first} extends itself: {_way(first, bases)}"
    )


def _way(first: str, bases: Mapping[str, str]) -> str:
    """The way from a table to itself, in words; of a long one the beginning."""
    way = [first]
    while (base := bases[way[-1]]) != first and len(way) < 5:
        way.append(base)
    return f"{' -> '.join(way)} -> {first if base == first else '...'}"
