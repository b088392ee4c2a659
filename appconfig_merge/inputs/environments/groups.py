"""The groups of an environments file: names for several environments, also by other groups."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Final

from appconfig_merge.errors import LimitError
from appconfig_merge.inputs.environments.words import chosen, meant, word
from appconfig_merge.limits import MAX_GROUPED, MAX_PATTERNS
from appconfig_merge.suggestions import suggest

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from appconfig_merge.inputs.environments.toml_values import TomlValues
    from appconfig_merge.inputs.environments.words import Word

    Words = tuple[Word, ...]

GROUPS: Final = "groups"


def read_groups(values: TomlValues, names: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The environments of each group, in the file's order. Raises EnvironmentsError, LimitError."""
    table = values.table((GROUPS,))
    words: dict[str, Words] = {}
    for group, given in table.items():
        if group in names:
            raise values.wrong((GROUPS, group), f"{group} is an environment, and can't be a group")
        texts = values.texts((GROUPS, group), given)
        words[group] = tuple(word(one, names, table) for one in texts)
    order = _order(values, words)
    _demand_few_patterns(values, words, names)
    places = {name: index for index, name in enumerate(names)}
    read: dict[str, tuple[str, ...]] = {}
    count = 0
    for group in order:
        found = []
        for index, one in enumerate(words[group]):
            those = meant(one.text, names, read)
            if not those and one.text not in table:
                raise _nobody(values, (GROUPS, group, index), one, [*names, *table])
            found.append((one, those))
        read[group] = tuple(sorted(chosen(found, names), key=places.__getitem__))
        count += sum(len(tuple(those)) for _, those in found)
        if count > MAX_GROUPED:
            raise LimitError(
                f"{values.file}: the groups name more than {MAX_GROUPED:,} environments in all"
            )
    return read


def _order(values: TomlValues, words: dict[str, Words]) -> Sequence[str]:
    """The groups, each after those that it names. Raises EnvironmentsError for a circle."""
    inner = {
        group: [one.text for one in those if one.text in words] for group, those in words.items()
    }
    try:
        return tuple(TopologicalSorter(inner).static_order())
    except CycleError as error:
        circle = set(error.args[1])
    group = next(one for one in words if one in circle)
    index = next(at for at, one in enumerate(words[group]) if one.text in circle)
    raise values.wrong_value((GROUPS, group, index), f"{group} is a group of itself")


def _demand_few_patterns(
    values: TomlValues, words: dict[str, Words], names: Collection[str]
) -> None:
    """Raise LimitError where comparing all patterns with all names would take long."""
    patterns = sum(len(one.text) for those in words.values() for one in those if one.is_pattern)
    if patterns * sum(map(len, names)) > MAX_PATTERNS:
        raise LimitError(f"{values.file}: the groups have too many patterns for these environments")


def _nobody(
    values: TomlValues, keys: tuple[str | int, ...], one: Word, known: Sequence[str]
) -> Exception:
    if one.is_pattern:
        return values.wrong_value(keys, f"no environment is like {one.text!r}")
    near = suggest(one.text, known, 1)
    return values.wrong_value(
        keys,
        f"there is no environment or group {one.text!r}",
        f"did you mean {near[0]}?" if near else None,
    )
