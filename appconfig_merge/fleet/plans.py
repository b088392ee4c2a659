"""One change planned for many accounts: what it does to each, and who is left out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from appconfig_merge.errors import AppConfigError, UsageError
from appconfig_merge.fleet.addresses import address_of
from appconfig_merge.fleet.completing import inputs_of
from appconfig_merge.fleet.fetching import NotAskedError
from appconfig_merge.inputs.record import LiveResource
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.rest.effects import consequences
from appconfig_merge.rest.plan import plan_update

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from appconfig_merge.fleet.fetching import Answer
    from appconfig_merge.inputs.environments.environment import Environment
    from appconfig_merge.inputs.reader import Reader
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.rest.configuration import Configuration
    from appconfig_merge.rest.edits import Edit
    from appconfig_merge.rest.effects import Consequences
    from appconfig_merge.rest.plan import Plan

_NOT_LIVE: Final = "no account is named that could be changed: it is not live"


class Effects(NamedTuple):
    """What a change does to the effective configuration of an environment.

    ``script`` is the file that the environment's Flex UI loads.
    """

    environment: str
    script: str
    consequences: Consequences


class Planned(NamedTuple):
    """An account, the environments that it is behind, and what is to be done to it.

    ``wanted`` says how it is reached: as the first of its environments does. ``effects`` has one
    for each environment.
    """

    names: tuple[str, ...]
    wanted: LiveResource
    plan: Plan
    effects: tuple[Effects, ...]


class Left(NamedTuple):
    """Environments that nothing is planned for, and why.

    ``kind`` is ``unreadable`` where the files or the resource can't be read, ``refused`` where the
    change can't be made of them, ``not-begun`` where another one's failure has ended it all.
    """

    names: tuple[str, ...]
    kind: Literal["unreadable", "refused", "not-begun"]
    error: AppConfigError


class _Candidate(NamedTuple):
    """An environment that may be changed: its script and where its account is."""

    name: str
    wanted: LiveResource
    layer: Layer
    flex_ui: str


def plan_all(
    environments: Iterable[Environment],
    edits: Sequence[Edit],
    reader: Reader,
    fetch: Callable[[Iterable[LiveResource]], Mapping[LiveResource, Answer]],
) -> tuple[Planned | Left, ...]:
    """Plan the same edits for the account of each environment, in the environments' order.

    ``fetch`` gets all of the resources at once. One that is behind several environments, however
    each of them writes its address, is changed once: they stand together. An environment whose
    files can't be read costs no request.
    """
    every = [_candidate(one, reader) for one in environments]
    ready = [one for one in every if isinstance(one, _Candidate)]
    answers = fetch(dict.fromkeys(one.wanted for one in ready))
    found: dict[tuple[str, str], list[_Candidate]] = {}
    result: list[tuple[list[_Candidate], Configuration] | Left] = []
    for one in every:
        if isinstance(one, Left):
            result.append(one)
            continue
        answer = answers[one.wanted]
        if isinstance(answer, AppConfigError):
            result.append(Left((one.name,), _kind(answer), answer))
            continue
        same = found.setdefault((answer.account_sid, address_of(one.wanted).lower()), [])
        if not same:
            result.append((same, answer))
        same.append(one)
    return tuple(one if isinstance(one, Left) else _plan(*one, edits) for one in result)


def _kind(error: AppConfigError) -> Literal["unreadable", "not-begun"]:
    return "not-begun" if isinstance(error, NotAskedError) else "unreadable"


def _candidate(environment: Environment, reader: Reader) -> _Candidate | Left:
    name = environment.name
    try:
        inputs = inputs_of(environment, reader)
        wanted = inputs.resource
        if not isinstance(wanted, LiveResource):
            error = UsageError(
                _NOT_LIVE, help=f"give [environments.{name}] live = true, or leave it out"
            )
            return Left((name,), "refused", error)
        layer = reader.script(inputs)
    except AppConfigError as error:
        return Left((name,), "unreadable", error)
    # What is stored is the same for every version of Flex UI, and a version has only a view of it.
    plain = wanted._replace(ui_version=None, is_plain=False)
    return _Candidate(name, plain, layer, inputs.flex_ui)


def _plan(
    candidates: Sequence[_Candidate], found: Configuration, edits: Sequence[Edit]
) -> Planned | Left:
    names = tuple(one.name for one in candidates)
    try:
        plan = plan_update(found, edits)
    except AppConfigError as error:
        return Left(names, "refused", error)
    try:
        effects = tuple(
            Effects(one.name, one.layer.file, consequences(plan, one.layer, one.flex_ui))
            for one in candidates
        )
    except AppConfigError as error:
        return Left(names, "unreadable", error)
    return Planned(names, candidates[0].wanted, plan, effects)
