"""What of an environment is other now than it was, and than the repository says it should be."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from appconfig_merge.errors import AppConfigError
from appconfig_merge.fleet.completing import inputs_of
from appconfig_merge.fleet.configurations import Unreadable
from appconfig_merge.fleet.dating import FileDates, since_resource
from appconfig_merge.fleet.expected import read_expected
from appconfig_merge.fleet.idle import idle_changes, why_quiet
from appconfig_merge.fleet.mending import mending
from appconfig_merge.fleet.past import When
from appconfig_merge.fleet.state import State, is_same
from appconfig_merge.fleet.stored import of_given, of_kept, stored_now
from appconfig_merge.inputs.record import GivenResource, LiveResource
from appconfig_merge.layers.properties import UI_ATTRIBUTES
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.questions.comparison import Values, value_changes
from appconfig_merge.rest.effects import shown_by
from appconfig_merge.secrets.texts import hide_in_line, redact
from appconfig_merge.secrets.values import secrets_of_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from appconfig_merge.effective.config import EffectiveConfig
    from appconfig_merge.effective.contributions import Leaf
    from appconfig_merge.fleet.dating import Since
    from appconfig_merge.fleet.expected import Unmet
    from appconfig_merge.fleet.idle import Idle, Quiet
    from appconfig_merge.fleet.past import Past, Then
    from appconfig_merge.fleet.resources import Resources
    from appconfig_merge.fleet.stored import Stored
    from appconfig_merge.history.commits import Revision
    from appconfig_merge.inputs.environments.environment import Environment
    from appconfig_merge.inputs.kept import Kept
    from appconfig_merge.inputs.reader import Reader
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.paths import Path
    from appconfig_merge.questions.comparison import Standing

    By: TypeAlias = Literal["resource", "file", "both"]
    """By which input a value changed: that one alone gives it, or only both of them do, or each."""


_NOTHING_KEPT: Final = "nothing was kept of it before, with which it could be compared"
_NO_TIME: Final = "its resource is a file: --since says which time to compare with"


class DriftedValue(NamedTuple):
    """An effective value that is other now. A side is None where there is no value then."""

    path: Path
    before: Leaf | None
    after: Leaf | None
    standings: tuple[Standing, Standing]
    by: By
    since: Since | None = None


class Missed(NamedTuple):
    """What isn't as it is expected; ``quiet`` says why no effective value shows it, if none does.

    ``leaf`` is what the configuration has at its path now.
    """

    unmet: Unmet
    quiet: Quiet | None
    leaf: Leaf | None


class Base(NamedTuple):
    """What is compared with: a time, the resource kept by then, the revision of the files."""

    when: When
    kept: Kept | None
    revision: Revision | None

    @property
    def at(self) -> datetime:
        """The time."""
        return self.when.at


class Drift(NamedTuple):
    """What drifted in one environment. ``base`` is None where there is nothing to compare with.

    ``seen`` is when the resource of now was fetched or first seen; ``mending`` are options of
    ``update`` that bring it to what is expected; ``is_expected`` says that something is.
    ``secrets`` are the texts in all of both configurations that look secret.
    """

    name: str
    account_sid: str | None
    base: Base | None
    seen: datetime | None
    date_updated: str | None
    layers: tuple[Sequence[Layer], Sequence[Layer]]
    releases: tuple[str, str]
    values: tuple[DriftedValue, ...] = ()
    idle: tuple[Idle, ...] = ()
    missed: tuple[Missed, ...] = ()
    mending: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    is_expected: bool = False
    secrets: frozenset[str] = frozenset()

    @property
    def has_drifted(self) -> bool:
        """Whether anything is other than it was, or than it should be."""
        return bool(self.values or self.idle or self.missed)


class Drifts:
    """Finds out what drifted, environment by environment.

    ``since`` is the time to compare with; without it that of the resource last kept.
    """

    def __init__(
        self,
        reader: Reader,
        resources: Resources,
        past: Past,
        since: When | None = None,
    ) -> None:
        self._reader = reader
        self._resources = resources
        self._past = past
        self._since = since
        self._dates = FileDates(past.file)

    def all(self, environments: Iterable[Environment]) -> Iterator[Drift | Unreadable]:
        """What drifted in each, in order; the live ones' resources are fetched together before."""
        every = list(environments)
        self._resources.prefetch(self._wanted(every))
        with closing(self._dates):
            for one in every:
                try:
                    yield self._drift(one)
                except AppConfigError as error:
                    yield Unreadable(one.name, error)

    def _wanted(self, environments: Iterable[Environment]) -> Iterator[LiveResource]:
        for one in environments:
            try:
                inputs = self._reader.asking(inputs_of(one, self._reader))
                if isinstance(inputs.resource, LiveResource):
                    self._reader.script(inputs)
                    yield inputs.resource
            except AppConfigError:
                continue  # told when it is its turn

    def _drift(self, environment: Environment) -> Drift:
        inputs = self._reader.asking(inputs_of(environment, self._reader))
        wanted = inputs.resource
        stored = None if wanted is None else stored_now(wanted, self._reader, self._resources)
        now = State(self._reader, inputs, stored)
        earlier: tuple[Kept, ...] = ()
        if isinstance(wanted, LiveResource):
            earlier = self._resources.earlier(wanted)
        base = self._base(environment, now, earlier)
        before, remarks = (None, ()) if base is None else self._before(environment, now, base)
        if base is None:
            remarks = (_NOTHING_KEPT if isinstance(wanted, LiveResource) else _NO_TIME,)
        drift = Drift(
            environment.name,
            stored.account_sid if stored is not None else None,
            base,
            stored.at if stored is not None else None,
            stored.date_updated if stored is not None else None,
            ((before or now).config.layers, now.config.layers),
            (_release((before or now).config), _release(now.config)),
            remarks=remarks,
            secrets=_secrets(now if before is None else before, now),
        )
        if before is not None:
            drift = self._dated(_compared(drift, before, now), environment, now, earlier)
        return _with_expected(drift, environment, now)

    def _dated(
        self, drift: Drift, environment: Environment, now: State, earlier: Sequence[Kept]
    ) -> Drift:
        """The same, with the times since when the values are so."""
        assert drift.base is not None, "there is something to compare with"
        # Of a resource that is a file of the project git knows the past, as of any other file.
        is_file = now.stored is not None and now.stored.configuration is None
        by_resource = [one.path for one in drift.values if one.by == "resource" and not is_file]
        others = [one.path for one in drift.values if one.by != "resource" or is_file]
        since: dict[Path, Since] = {}
        if by_resource:
            since |= since_resource(by_resource, now, drift.base.at, earlier)
        if others:
            since |= self._dates.since_files(environment, others, now, drift.base.at, earlier)
        values = (one._replace(since=since.get(one.path)) for one in drift.values)
        return drift._replace(values=tuple(values))

    def _base(self, environment: Environment, now: State, earlier: Sequence[Kept]) -> Base | None:
        """What is compared with: what was kept last, or what there was at the time given."""
        every = list(earlier)
        when = self._since
        if when is None:
            if not earlier:
                return None
            when = When(earlier[-1].at)
        elif now.stored is not None and now.stored.kept is not None:
            every.append(now.stored.kept)  # it may have been so for long
        then = self._past.then(when)
        asked = None if then is None else _asked(then, environment.name)
        wanted = now.inputs.resource
        if asked is not None and isinstance(wanted, LiveResource) and _is_other(asked, wanted):
            try:
                every = list(self._resources.all_kept(asked))
            except AppConfigError:
                every = []  # nobody says which account that was
        kept = next((one for one in reversed(every) if one.at <= when.at), None)
        return Base(when, kept, None if then is None else then.revision)

    def _before(
        self, environment: Environment, now: State, base: Base
    ) -> tuple[State, tuple[str, ...]]:
        """The configuration as it was, and what is to be said of how much of that is known."""
        then = self._past.then(base.when)
        remarks = []
        resource = None if base.kept is None else _unless_same(of_kept(base.kept.file), now.stored)
        if resource is None and isinstance(now.inputs.resource, LiveResource):
            resource = now.stored
            remarks.append(
                f"no resource was kept by {_time(base.at)}: the files alone are compared"
            )
        if then is None:
            remarks.append(f"{self._past.why_unknown(base.when)}: today's files are on both sides")
        else:
            try:
                before = self._files_then(environment, now, then, resource)
            except AppConfigError as error:
                remarks.append(
                    f"the configuration of {_time(base.at)} can't be read ({_reason(error)}): "
                    "today's files are on both sides"
                )
            else:
                was = then.environment(environment.name)
                if was is None:
                    remarks.append("it was no environment then: what it is read from is today's")
                elif _is_of_another(was, environment):
                    remarks.append("it was of another account then")
                return before, tuple(remarks)
        return State(now.reader, now.inputs, resource or now.stored), tuple(remarks)

    def _files_then(
        self, environment: Environment, now: State, then: Then, resource: Stored | None
    ) -> State:
        """The configuration with the files of a revision. Raises AppConfigError."""
        was = then.environment(environment.name) or environment
        inputs = then.reader.asking(inputs_of(was, then.reader))
        given = inputs.resource
        if isinstance(given, GivenResource):
            # It was no live one then, or is none: a file of the project.
            resource = _unless_same(of_given(given, then.reader), now.stored)
        elif given is None and not isinstance(now.inputs.resource, LiveResource):
            resource = None
        return State(then.reader, inputs, resource)


def _asked(then: Then, name: str) -> LiveResource | None:
    """What an environment asked the service for at a time; None where it didn't, or who knows."""
    was = then.environment(name)
    try:
        found = was and then.reader.asking(inputs_of(was, then.reader)).resource
    except AppConfigError:
        return None
    return found if isinstance(found, LiveResource) else None


def _is_other(then: LiveResource, now: LiveResource) -> bool:
    """Whether what is kept of one isn't kept of the other: of another account, or version."""
    accounts = {one.access.account_sid for one in (then, now) if one.access} - {""}
    return then.ui_version != now.ui_version or len(accounts) > 1


def _is_of_another(then: Environment, now: Environment) -> bool:
    accounts = [one.live.access and one.live.access.account_sid for one in (then, now)]
    return all(accounts) and accounts[0] != accounts[1]


def _unless_same(then: Stored, now: Stored | None) -> Stored:
    """A resource as it was; as it is now where that is the same."""
    return now if now is not None and then.properties == now.properties else then


def _compared(drift: Drift, before: State, now: State) -> Drift:
    """What is other than it was, with the input that did it."""
    changes = value_changes(before.config, now.config)
    is_same = before.stored is now.stored
    # What there would be with only one of the two exchanged.
    by_file = now.config if is_same else now.over(before.stored)
    by_resource = before.config if is_same or not changes else before.over(now.stored)
    sides = Values(before.config), Values(now.config)
    alone = Values(by_file), Values(by_resource)
    values = tuple(
        DriftedValue(
            path,
            old,
            new,
            (sides[0].standing(path), sides[1].standing(path)),
            _by(path, sides[1], *alone),
        )
        for path, old, new in changes
    )
    idle: tuple[Idle, ...] = ()
    if not is_same and before.stored is not None and now.stored is not None:
        told = value_changes(by_file, now.config)
        properties = before.stored.properties, now.stored.properties
        idle = idle_changes(*properties, told, (by_file, now.config))
    return drift._replace(values=values, idle=idle)


def _by(path: Path, now: Values, by_file: Values, by_resource: Values) -> By:
    """By which input a path is what it is now."""
    file, resource = (is_same(path, one, now) for one in (by_file, by_resource))
    if file == resource:
        return "both"
    return "file" if file else "resource"


def _with_expected(drift: Drift, environment: Environment, now: State) -> Drift:
    """What isn't as the repository says it should be, and what would mend it."""
    stored = now.stored
    if not environment.expected:
        return drift
    if stored is None:
        return drift._replace(remarks=(*drift.remarks, "there is no resource to expect this of"))
    expected = read_expected(now.reader, environment.expected, stored.properties)
    if stored.given.holds_attributes:
        expected = expected.about(UI_ATTRIBUTES)
        remark = "only ui_attributes are given: what is expected of other properties is left out"
        drift = drift._replace(remarks=(*drift.remarks, remark))
    drift = drift._replace(is_expected=True)
    unmet = expected.unmet(stored.properties)
    if not unmet:
        return drift
    mended = now.over_given(stored.with_properties(expected.over(stored.properties)))
    is_shown = shown_by(value_changes(now.config, mended))
    leaves = Values(now.config).leaves
    missed = tuple(
        Missed(
            one,
            why_quiet(one.statement.path, mended, is_shown),
            leaves.get(one.statement.path[1:]),
        )
        for one in unmet
    )
    options: tuple[str, ...] = ()
    if stored.configuration is not None:
        options = mending(stored.configuration, expected, unmet)
    return drift._replace(missed=missed, mending=options)


def _secrets(*states: State) -> frozenset[str]:
    return frozenset(secrets_of_all(one.config.by_path().plain for one in states))


def _reason(error: AppConfigError) -> str:
    """What is wrong and where, without what looks secret in the line that it is about."""
    hidden = hide_in_line(error.line_text or "").secrets
    at = f"{error.location}: " if error.location else ""
    return at + redact(error.message, hidden)


def _release(config: EffectiveConfig) -> str:
    return "" if config.release is None else config.release.version


def _time(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
