"""What a snapshot tells for later predictions: never more than agrees with what runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.questions.missing import OF_THE_URL
from appconfig_merge.values import Unresolved
from appconfig_merge.verification.comparing import agree, value_at
from appconfig_merge.verification.difference import Answers
from appconfig_merge.verification.page_facts import PageFacts, config_with, guesses, needed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from appconfig_merge.effective.config import EffectiveConfig
    from appconfig_merge.inputs.reader import Reader
    from appconfig_merge.inputs.record import Inputs
    from appconfig_merge.snapshots.snapshot import Snapshot
    from appconfig_merge.verification.comparing import Unequal
    from appconfig_merge.verification.difference import Difference

_OF_THE_SCRIPT = frozenset({"served-file", "binding", "hand-over"})


def answers_of(
    reader: Reader,
    inputs: Inputs,
    given: Inputs,
    config: EffectiveConfig,
    snapshot: Snapshot,
    facts: PageFacts,
    differences: Sequence[Difference],
    unequal: Sequence[Unequal],
) -> Answers:
    """The answers. ``inputs`` are ``given`` with what was taken from the snapshot."""
    by_page = {one.path for one in differences if one.cause == "page-decided"}
    decided = [one for one in unequal if one.path in by_page]
    facts = _agreeing(reader, inputs, facts, decided)
    others = {cause for one in differences for cause in (one.cause, *one.along_with)}
    if _OF_THE_SCRIPT.isdisjoint(others):
        facts = _with_guesses(reader, inputs, facts, decided)
    now = config_with(reader, inputs, facts)
    is_assumed = given.flex_ui != inputs.flex_ui
    return Answers(
        facts.define,
        facts.page_url,
        snapshot.flex_ui if is_assumed or "release" in others else "",
        bool(snapshot.stored)
        and (given.stored is None or "stored" in others)
        and reader.script(inputs).takes_stored,
        tuple(_unanswered(config if now is None else now, snapshot)),
    )


def _unanswered(config: EffectiveConfig, snapshot: Snapshot) -> Iterator[str]:
    """The names that a prediction lacks, without the page's address: that has been told."""
    for name in needed(config):
        if not (snapshot.address and name in OF_THE_URL):
            yield name


def _agreeing(
    reader: Reader, inputs: Inputs, facts: PageFacts, decided: Sequence[Unequal]
) -> PageFacts:
    """What is known of the page, if with it something is known that was left open."""
    if not facts.define and not facts.page_url:
        return facts
    return facts if _tells(reader, inputs, facts, decided) else PageFacts()


def _with_guesses(
    reader: Reader, inputs: Inputs, facts: PageFacts, decided: Sequence[Unequal]
) -> PageFacts:
    """The same with what follows from what runs, each name by itself tried."""
    for name, text in guesses(decided).items():
        if name in facts.define or name in dict(inputs.define):
            continue
        more = facts._replace(define={**facts.define, name: text})
        if _tells(reader, inputs, more, decided):
            facts = more
    return facts


def _tells(reader: Reader, inputs: Inputs, facts: PageFacts, decided: Sequence[Unequal]) -> bool:
    """Whether with facts what was left open is known, and just as it runs."""
    config = config_with(reader, inputs, facts)
    if config is None:
        return False
    values = config.to_dict()
    known = [
        (value, one.running)
        for one in decided
        if not isinstance(value := value_at(values, one.path), Unresolved)
    ]
    return bool(known) and all(agree(value, running) for value, running in known)
