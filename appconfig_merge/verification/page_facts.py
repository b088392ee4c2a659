"""What a snapshot tells of a page beside its configuration: its address, values asked for.

A prediction that left something to the page is made again with these. The address is the page's
when the snapshot was taken; Flex UI changes its path while it runs, but never its origin. So what
is taken has to agree with what runs, and of an address that doesn't the origin is left.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from appconfig_merge.errors import AppConfigError
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.page.definitions import definition, dotted_name
from appconfig_merge.page.url import page_definitions
from appconfig_merge.questions.missing import OF_THE_URL
from appconfig_merge.values import Unresolved
from appconfig_merge.verification.comparing import ABSENT, agree, value_at

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from appconfig_merge.effective.config import EffectiveConfig
    from appconfig_merge.inputs.reader import Reader
    from appconfig_merge.inputs.record import Inputs
    from appconfig_merge.snapshots.snapshot import Snapshot
    from appconfig_merge.values import ConfigValue
    from appconfig_merge.verification.comparing import Unequal

_OF_THE_ORIGIN: Final = (
    "location.protocol", "location.host", "location.hostname", "location.port", "location.origin",
    "origin",
)  # fmt: skip
_EQUALS: Final = re.compile(r"""(?P<name>[\w$.]+)\s*===?\s*(?P<value>"[^"\\]*"|'[^'\\]*')""")
"""A condition that holds for one value alone."""


class PageFacts(NamedTuple):
    """What is known of the page: names with values as JSON texts; its address, if that counts."""

    define: Mapping[str, str] = {}
    page_url: str = ""

    def added_to(self, inputs: Inputs) -> Inputs:
        """The inputs, with these. Raises DefinitionError."""
        if not self.define and not self.page_url:
            return inputs
        more = tuple(definition(name, json.loads(text)) for name, text in self.define.items())
        url = self.page_url or inputs.page_url
        return inputs._replace(define=(*inputs.define, *more), page_url=url)


def needed(config: EffectiveConfig) -> tuple[str, ...]:
    """The names of the page that a prediction lacks values for, in its order."""
    names: dict[str, None] = {}
    work: list[ConfigValue] = [value for _, value in reversed(config.unresolved)]
    while work:
        value = work.pop()
        if isinstance(value, Unresolved):
            names |= dict.fromkeys(filter(None, (*value.needs, value.define)))
            work.extend(one.value for one in reversed(value.candidates))
    return tuple(names)


def facts_of(
    reader: Reader,
    inputs: Inputs,
    config: EffectiveConfig,
    snapshot: Snapshot,
    open_ones: Sequence[Unequal],
) -> PageFacts:
    """What the snapshot tells of what a prediction lacks.

    ``open_ones`` are the paths that were left open; what is taken contradicts none of them, but for
    the origin, of which there is no doubt.
    """
    names = needed(config)
    if not names:
        return PageFacts()
    asked = dict(_asked(snapshot, inputs, names))
    address, origin = _of_address(snapshot, inputs, names)
    trials = [
        PageFacts(asked, address),
        PageFacts({**origin, **asked}),
        PageFacts({}, address),
        PageFacts(origin),
    ]
    for facts in dict.fromkeys(map(_key, trials)):
        found = PageFacts(dict(facts[0]), facts[1])
        if _contradictions(reader, inputs, found, open_ones) == 0:
            return found
    return (
        trials[-1]
        if _contradictions(reader, inputs, trials[-1], open_ones) is not None
        else PageFacts()
    )


def _key(facts: PageFacts) -> tuple[tuple[tuple[str, str], ...], str]:
    return tuple(facts.define.items()), facts.page_url


def _asked(snapshot: Snapshot, inputs: Inputs, names: Collection[str]) -> Iterator[tuple[str, str]]:
    given = {name for name, _ in inputs.define}
    for asked, value in snapshot.page_values.items():
        try:
            name = dotted_name(asked, "--define")
            text = json.dumps(value, allow_nan=False)
            definition(name, value)
        except (AppConfigError, TypeError, ValueError, RecursionError):
            continue  # it can't be given
        if name in names and name not in given:
            yield name, text


def _of_address(
    snapshot: Snapshot, inputs: Inputs, names: Collection[str]
) -> tuple[str, dict[str, str]]:
    """The page's address, and what its origin alone tells of what is lacking; empty where not."""
    if inputs.page_url is not None or OF_THE_URL.isdisjoint(names):
        return "", {}
    try:
        told = page_definitions(snapshot.address)
    except AppConfigError:
        return "", {}
    of_origin = {name: json.dumps(told[name].value) for name in _OF_THE_ORIGIN if name in names}
    is_free = not {name for name, _ in inputs.define} & {*told, "location", "document"}
    return (snapshot.address if is_free else ""), of_origin


def config_with(reader: Reader, inputs: Inputs, facts: PageFacts) -> EffectiveConfig | None:
    """The prediction with what is known of the page; None where there is none."""
    try:
        return reader.config(facts.added_to(inputs))
    except AppConfigError:
        return None


def _contradictions(
    reader: Reader, inputs: Inputs, facts: PageFacts, open_ones: Sequence[Unequal]
) -> int | None:
    """How many of the values that are known now aren't what runs; None where nothing is known."""
    config = config_with(reader, inputs, facts)
    if config is None:
        return None
    values = config.to_dict()
    now = ((value_at(values, one.path), one.running) for one in open_ones)
    return sum(
        not isinstance(value, Unresolved) and not agree(value, running) for value, running in now
    )


def guesses(open_ones: Sequence[Unequal]) -> dict[str, str]:
    """What the names of the page have to be for what runs, where that follows.

    A value that is just such a name has its value; of candidates that a comparison decides the one
    that runs tells what the name is.
    """
    found: dict[str, str] = {}
    for one in open_ones:
        value = one.predicted.value if one.predicted is not None else None
        if not isinstance(value, Unresolved) or one.running is ABSENT:
            continue
        if value.define and not value.candidates and _is_just(value.source, value.define):
            try:
                found[value.define] = json.dumps(one.running, allow_nan=False)
            except (TypeError, ValueError, RecursionError):
                continue
        agreeing = [
            way for way in value.candidates if way.present and agree(way.value, one.running)
        ]
        test = _EQUALS.fullmatch(agreeing[0].condition) if len(agreeing) == 1 else None
        if test is not None and agreeing[0].holds and test["name"] in value.needs:
            found[test["name"]] = json.dumps(test["value"][1:-1])
    return found


def _is_just(expression: str, name: str) -> bool:
    try:
        return dotted_name(expression, "--define") == name
    except AppConfigError:
        return False
