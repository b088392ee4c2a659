"""A prediction held against a running page: what differs, why, and what the page tells besides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.snapshots.running import demand_running
from appconfig_merge.values import Unresolved
from appconfig_merge.verification.answering import answers_of
from appconfig_merge.verification.attributing import Attribution
from appconfig_merge.verification.calls import watched
from appconfig_merge.verification.comparing import compare
from appconfig_merge.verification.completing import NOT_GIVEN, completed
from appconfig_merge.verification.difference import Difference, Verification
from appconfig_merge.verification.evidence import Witness
from appconfig_merge.verification.flags import overridden_flags
from appconfig_merge.verification.page_facts import PageFacts, facts_of
from appconfig_merge.verification.ran_with import (
    resource_of,
    rows,
    runs_on_cache,
    same_resource,
    same_rules,
    same_stored,
    scripts_of,
    stored_of,
)
from appconfig_merge.verification.worlds import Parts, Worlds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from appconfig_merge.effective.prospects import Prospect
    from appconfig_merge.inputs.reader import Reader
    from appconfig_merge.inputs.record import Inputs
    from appconfig_merge.releases import Release
    from appconfig_merge.snapshots.snapshot import Snapshot
    from appconfig_merge.verification.difference import Cause

__all__ = ["NOT_GIVEN", "verify"]


def verify(reader: Reader, inputs: Inputs, snapshot: Snapshot) -> Verification:
    """What is predicted of the inputs, held against what a page was running with.

    What ``inputs`` lacks of the page is taken from it (:func:`completed`).

    Raises InputError where the page had no configuration, ReleaseError for a release of which
    nothing is known, and as :meth:`Reader.config`.
    """
    demand_running(snapshot)
    return _Verifying(reader, inputs, snapshot).result()


class _Verifying:
    """One verification while it is made."""

    def __init__(self, reader: Reader, inputs: Inputs, snapshot: Snapshot) -> None:
        self._reader = reader
        self._snapshot = snapshot
        self._given = inputs
        self._inputs, self._assumed = completed(inputs, snapshot)
        self._config = reader.config(self._inputs)
        self._compared = compare(self._config, snapshot)
        self._calls = watched(snapshot)

    def result(self) -> Verification:
        """What comes of it."""
        facts = self._facts()
        parts = self._parts(facts)
        elements = dict(self._elements(facts, parts))
        differences = self._differences(facts, Worlds(parts, elements, self._calls.updates))
        if not self._snapshot.flex_ui and _unexplained(differences):
            again = self._by_other_rules(facts, parts, elements, differences)
            differences = again or differences
        flags = overridden_flags(self._config, self._snapshot, differences)
        return Verification(
            self._config,
            self._snapshot,
            self._compared.agreed - len(flags.agreed),
            (*differences, *flags.differences),
            self._compared.not_compared,
            answers_of(
                self._reader,
                self._inputs,
                self._given,
                self._config,
                self._snapshot,
                facts,
                differences,
                self._compared.unequal,
            ),
            self._assumed,
        )

    def _facts(self) -> PageFacts:
        """What is known of the page, where the prediction left something to it."""
        open_ones = [
            one
            for one in self._compared.unequal
            if one.predicted is not None and isinstance(one.predicted.value, Unresolved)
        ]
        if not self._config.unresolved:
            return PageFacts()
        return facts_of(self._reader, self._inputs, self._config, self._snapshot, open_ones)

    def _parts(self, facts: PageFacts) -> Parts:
        inputs = facts.added_to(self._inputs)
        resource = self._reader.beneath(inputs)
        running = resource_of(self._snapshot)
        if resource is not None and resource.others is None and running is not None:
            # Of ui_attributes alone: the rest was left open, and is known now.
            resource = resource._replace(others=running.others)
        return Parts(
            self._config.release,
            self._reader.script(inputs),
            resource,
            self._reader.stored(inputs),
        )

    def _elements(
        self, facts: PageFacts, parts: Parts
    ) -> Iterator[tuple[Cause, Mapping[str, object]]]:
        """What of the page's inputs is another than what was given."""
        snapshot = self._snapshot
        stored = stored_of(snapshot)
        if snapshot.taken_by != "error-report" and not same_stored(parts.stored, stored):
            yield "stored", {"stored": stored}
        resource = resource_of(snapshot)
        if parts.resource is not None and resource is not None:
            release = self._running_release() or parts.release
            if not same_resource(parts.resource, resource, release):
                cause: Cause = "cached-resource" if runs_on_cache(snapshot) else "resource"
                yield cause, {"resource": resource}
        inputs = facts.added_to(self._inputs)
        for cause, layer in scripts_of(self._reader, inputs, parts.script, snapshot).items():
            yield cause, {"script": layer}
        runs = self._running_release()
        if runs is not None and not same_rules(runs, parts.release):
            yield "release", {"release": runs}

    def _running_release(self) -> Release | None:
        """The rules of the release that runs; None where they aren't known."""
        from appconfig_merge.releases import ReleaseError, choose

        try:
            return choose(self._snapshot.flex_ui) if self._snapshot.flex_ui else None
        except ReleaseError:
            return None

    def _differences(self, facts: PageFacts, worlds: Worlds) -> tuple[Difference, ...]:
        unequal = self._compared.unequal
        script = self._reader.source(self._inputs.app_config)
        witness = Witness(self._config, self._snapshot, worlds, self._calls, facts, script)
        attribution = Attribution(
            self._snapshot, worlds, self._calls, self._config.prospects, self._is_own, unequal
        )
        return attribution.differences(unequal, witness)

    def _is_own(self, prospect: Prospect) -> bool:
        """Whether what may be set is set by the page's own scripts."""
        page = self._reader.page(self._inputs)
        at = prospect.call or prospect.contribution.location
        if page is None or at is None:
            return False
        return at.file in {page.source.name, *(one.name for one in page.texts)}

    def _by_other_rules(
        self,
        facts: PageFacts,
        parts: Parts,
        elements: Mapping[Cause, Mapping[str, object]],
        before: Sequence[Difference],
    ) -> tuple[Difference, ...] | None:
        """The causes by another release's rules; None unless one set of rules explains all."""
        open_paths = {one.path for one in before if one.cause == "unexplained"}
        left = [one for one in self._compared.unequal if one.path in open_paths]
        found: list[tuple[Difference, ...]] = []
        for release in rows():
            if same_rules(release, parts.release):
                continue
            with_it = {**elements, "release": {"release": release}}
            worlds = Worlds(parts, with_it, self._calls.updates)
            if not worlds.may_explain(left):
                continue
            differences = self._differences(facts, worlds)
            if not _unexplained(differences):
                found.append(differences)
        return found[0] if len(found) == 1 else None


def _unexplained(differences: Sequence[Difference]) -> bool:
    return any(one.cause == "unexplained" for one in differences)
