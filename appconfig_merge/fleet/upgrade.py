"""What another release of Flex UI would change for each of many environments, change by change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.checks import RULES, check
from appconfig_merge.checks.checker import found_at
from appconfig_merge.effective.contributions import ALIVE, winner
from appconfig_merge.errors import AppConfigError, InputError
from appconfig_merge.fleet.completing import inputs_of
from appconfig_merge.fleet.configurations import Unreadable
from appconfig_merge.fleet.grouping import Groups, value_key
from appconfig_merge.inputs.contexts import read_context
from appconfig_merge.inputs.record import LiveResource
from appconfig_merge.inputs.settings import SettingsFiles
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.questions.comparison import Comparison
from appconfig_merge.questions.equivalence import equivalent_leaves
from appconfig_merge.releases import AUTO, DOCUMENTED, ReleaseError, choose
from appconfig_merge.secrets.values import secrets_of_all

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from appconfig_merge.checks.finding import Finding
    from appconfig_merge.diagnostics import Diagnostic
    from appconfig_merge.effective.config import EffectiveConfig
    from appconfig_merge.effective.contributions import Contribution, Leaf
    from appconfig_merge.fleet.grouping import Happening
    from appconfig_merge.fleet.resources import Resources
    from appconfig_merge.inputs.contexts import ContextRead
    from appconfig_merge.inputs.environments.environment import Environment
    from appconfig_merge.inputs.reader import Reader
    from appconfig_merge.inputs.record import Inputs
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.paths import Path
    from appconfig_merge.questions.comparison import Standing, Values

_RELEASES: Final = frozenset(rule.id for rule in RULES.values() if rule.of_flex_ui)
"""The rules that go by what a release does; all others find the same whatever the release."""


class Judged(NamedTuple):
    """An environment that could be read by both releases.

    ``has_other_resource`` says that the service answers another resource for the version that is
    asked about than for the one that is in use; ``is_of_other_version`` that nobody was asked, and
    that what is kept is that of another version than one of both.
    """

    name: str
    before: str
    after: str
    layers_before: Sequence[Layer]
    layers_after: Sequence[Layer]
    has_other_resource: bool = False
    is_of_other_version: bool = False


class ValueAt(NamedTuple):
    """A path at which another release has another value, or the same from another source.

    A side is None where there is no value; its standing says what there is then. ``lost`` is
    what became of the word that had given the value, where it is still said.
    """

    path: Path
    before: Leaf | None
    after: Leaf | None
    standings: tuple[Standing, Standing]
    lost: Contribution | None = None


class Upgrade(NamedTuple):
    """What an upgrade ``to`` a release changes: each change once, the most frequent first.

    ``findings`` are there with the release and weren't before; ``gone`` were and no longer are.
    ``quiet`` are the environments for which nothing changes, by their number. ``secrets`` are the
    texts in all configurations that look secret.
    """

    to: str
    environments: tuple[Judged, ...]
    values: tuple[Happening[ValueAt], ...]
    sources: tuple[Happening[ValueAt], ...]
    findings: tuple[Happening[Finding], ...]
    gone: tuple[Happening[Finding], ...]
    unreadable: tuple[Unreadable, ...]
    remarks: tuple[Diagnostic, ...]
    secrets: frozenset[str] = frozenset()

    @property
    def quiet(self) -> tuple[int, ...]:
        """The numbers of the environments for which nothing changes."""
        values = (number for one in (*self.values, *self.sources) for number in one.numbers)
        findings = (number for one in (*self.findings, *self.gone) for number in one.numbers)
        loud = {*values, *findings}
        return tuple(number for number in range(len(self.environments)) if number not in loud)


def upgrade(
    reader: Reader,
    environments: Sequence[Environment],
    to: str,
    *,
    since: str | None = None,
    resources: Resources | None = None,
    on_done: Callable[[], object] = lambda: None,
) -> Upgrade:
    """Read each environment by its own release, or by ``since``, and by another, and compare.

    Where an environment's release is ``documented``, package.json or its resource tells which it
    is. The service is asked for the resource of both versions, as Flex UI asks for its own.
    Raises ReleaseError for a ``to`` that is no release.
    """
    release = choose(to)
    made = _Upgrade(reader, release.version, since, resources)
    made.prefetch(environments)
    for one in environments:
        made.add(one)
        on_done()
    return made.result(release.remarks)


class _Upgrade:
    """An upgrade while the environments are gone through."""

    def __init__(
        self, reader: Reader, to: str, since: str | None, resources: Resources | None
    ) -> None:
        self._reader = reader
        self._to = to
        self._since = since
        self._resources = resources
        self._settings = SettingsFiles(RULES)
        self._judged: list[Judged] = []
        self._unreadable: list[Unreadable] = []
        self._values: Groups[ValueAt] = Groups(_same_values)
        self._sources: Groups[ValueAt] = Groups(_same_values)
        self._findings: Groups[Finding] = Groups()
        self._gone: Groups[Finding] = Groups()
        self._secrets: set[str] = set()

    def prefetch(self, environments: Iterable[Environment]) -> None:
        """Fetch all that both releases need together."""
        if self._resources is None:
            return
        wanted = []
        for one in environments:
            try:
                for inputs in self._inputs(one):
                    if isinstance(inputs.resource, LiveResource):
                        self._reader.script(inputs)
                        wanted.append(inputs.resource)
            except AppConfigError:
                continue  # told when it is its turn
        self._resources.prefetch(wanted)

    def _inputs(self, environment: Environment) -> tuple[Inputs, Inputs]:
        """What an environment is read from by both releases."""
        inputs = inputs_of(environment, self._reader)
        own = self._since or (AUTO if inputs.flex_ui == DOCUMENTED else inputs.flex_ui)
        before, after = (
            self._reader.asking(inputs._replace(flex_ui=one)) for one in (own, self._to)
        )
        return before, after

    def _settled(self, inputs: Inputs, others: LiveResource | None) -> tuple[Inputs, bool]:
        """What is read where nobody is asked: a kept file, and whether it is another version's.

        That is one of the version that is wanted; else of no version, or of ``others``. Raises
        InputError where none of them is kept.
        """
        wanted = inputs.resource
        if self._resources is None or not isinstance(wanted, LiveResource):
            return inputs, False
        plain = wanted._replace(ui_version=None, is_plain=True)
        error: InputError | None = None
        for one in dict.fromkeys((wanted, plain, others or plain)):
            try:
                given = self._resources.given(one)
            except InputError as failure:
                error = error or failure
                continue
            if given is None:
                return inputs, False
            return inputs._replace(resource=given), one != wanted and not wanted.is_plain
        assert error is not None, "one was tried"
        raise error

    def add(self, environment: Environment) -> None:
        """Compare what the releases make of one more environment."""
        try:
            before, after = asked = self._inputs(environment)
            live = [one.resource for one in asked if isinstance(one.resource, LiveResource)]
            before, is_others = self._settled(before, live[-1] if live else None)
            after, is_another = self._settled(after, live[0] if live else None)
            old, new = (self._read(inputs) for inputs in (before, after))
        except ReleaseError as error:
            help = error.help or "name a release"
            told = ReleaseError(error.message, help=f"{help}; --from says it for all")
            self._unreadable.append(Unreadable(environment.name, told))
            return
        except AppConfigError as error:
            self._unreadable.append(Unreadable(environment.name, error))
            return
        number = len(self._judged)
        one, other = (_configuration(read) for read in (old, new))
        self._judged.append(
            Judged(
                environment.name,
                _version(one),
                _version(other),
                one.layers,
                other.layers,
                has_other_resource=self._is_answered_otherwise(before, after),
                is_of_other_version=is_others or is_another,
            )
        )
        self._compare(number, one, other)
        found = self._found(old, new)
        for groups, mine, others, config in (
            (self._findings, found[1], found[0], other),
            (self._gone, found[0], found[1], one),
        ):
            for key in (key for key in mine if key not in others):
                finding = mine[key]
                message = _without_names(finding.message, config)
                groups.add(number, finding, (finding.severity, key, message))

    def _read(self, inputs: Inputs) -> ContextRead:
        """What a release makes of an environment. Raises AppConfigError."""
        found = read_context(self._reader, inputs)
        if found.failure is not None:
            raise found.failure
        return found

    def _compare(self, number: int, before: EffectiveConfig, after: EffectiveConfig) -> None:
        compared = Comparison(before, after)
        self._secrets.update(secrets_of_all(one.plain for one in (compared.before, compared.after)))
        for change in compared.values:
            leaf = change.before
            lost = None if leaf is None else _lost(after, leaf)
            sides = (compared.before, compared.after)
            one, other = (side.standing(change.path) for side in sides)
            at = ValueAt(change.path, leaf, change.after, (one, other), lost)
            self._values.add(number, at, _key(at, *sides))
        for moved in compared.sources:
            lost = _lost(after, moved.before)
            at = ValueAt(moved.path, moved.before, moved.after, ("value", "value"), lost)
            self._sources.add(number, at, _key(at, compared.before, compared.after))

    def _found(self, *reads: ContextRead) -> list[dict[Hashable, Finding]]:
        """The errors and warnings of the rules that go by the release, by rule and path.

        None where all of them find the same.
        """
        chosen = self._settings.of(reads[0].context.script.name)
        settings = chosen.settings
        select = _RELEASES if settings.select is None else _RELEASES & settings.select
        settings = settings._replace(select=select)
        if len({found_at(one.context, settings) for one in reads}) == 1:
            return [{} for _ in reads]
        return [
            {
                (finding.rule, finding.path or finding.location): finding
                for finding in check(one.context, settings, relative=chosen.relative)
                if finding.severity != "info"
            }
            for one in reads
        ]

    def _is_answered_otherwise(self, before: Inputs, after: Inputs) -> bool:
        """Whether the service has another resource for the version that is asked about."""
        asked = (before.resource, after.resource)
        if self._resources is None or asked[0] == asked[1]:
            return False
        bodies = [
            self._resources.fetch(one._replace(is_plain=False)).properties
            for one in asked
            if isinstance(one, LiveResource)
        ]
        return len(bodies) == 2 and bodies[0] != bodies[1]

    def result(self, remarks: tuple[Diagnostic, ...]) -> Upgrade:
        """What came of all of them."""
        findings, gone = (
            tuple(sorted(found.all(), key=lambda one: one.what.severity != "error"))
            for found in (self._findings, self._gone)
        )
        return Upgrade(
            self._to,
            tuple(self._judged),
            self._values.all(),
            self._sources.all(),
            findings,
            gone,
            tuple(self._unreadable),
            remarks,
            frozenset(self._secrets),
        )


def _configuration(read: ContextRead) -> EffectiveConfig:
    config = read.context.config
    assert config is not None, "a failure was raised"
    return config


def _version(config: EffectiveConfig) -> str:
    assert config.release is not None, "documented rules are never followed here"
    return config.release.version


def _lost(after: EffectiveConfig, leaf: Leaf) -> Contribution | None:
    """What becomes of the word that gave a value, where it is said and doesn't count."""
    giver = winner(leaf).layer
    said = after.explain(leaf.path).contributions
    return next((one for one in said if one.layer == giver and one.outcome not in ALIVE), None)


def _key(at: ValueAt, before: Values, after: Values) -> Hashable:
    """What two changes of values have in common if they are the same, places aside."""
    lost = at.lost and (at.lost.rule, at.lost.rival and at.lost.rival.layer)
    return (
        at.path,
        value_key(at.before),
        value_key(at.after),
        at.before and before.role(at.before),
        at.after and (after.role(at.after), winner(at.after).rule),
        at.standings,
        lost,
    )


def _same_values(one: ValueAt, other: ValueAt) -> bool:
    """Whether two changes at a path are from the same value to the same."""
    pairs = ((one.before, other.before), (one.after, other.after))
    return all(
        left is right or (left is not None and right is not None and equivalent_leaves(left, right))
        for left, right in pairs
    )


def _without_names(message: str, config: EffectiveConfig) -> str:
    """A message that says the same for all environments, whatever their resources are called."""
    names = {layer.file for layer in config.layers if layer.kind != "script"} - {""}
    for name in sorted(names, key=len, reverse=True):
        message = message.replace(name, "")
    return message if config.release is None else message.replace(config.release.name, "")
