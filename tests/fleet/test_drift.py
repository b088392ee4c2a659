"""What of an environment is other now than it was."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import Source, effective_config
from appconfig_merge.errors import UsageError
from appconfig_merge.fleet.dating import Since
from appconfig_merge.fleet.drift import Drift, Drifts
from appconfig_merge.fleet.past import Past, Then, When
from appconfig_merge.fleet.resources import Resources
from appconfig_merge.history.commits import Revision
from appconfig_merge.inputs.access import Access
from appconfig_merge.inputs.environments.environment import Environment
from appconfig_merge.inputs.kept import Kept
from appconfig_merge.inputs.reader import Reader
from appconfig_merge.inputs.record import Inputs, LiveResource
from appconfig_merge.questions.comparison import value_changes
from appconfig_merge.questions.equivalence import equivalent_leaves
from appconfig_merge.rendering.drift.groups import same_drifts
from appconfig_merge.rest.configuration import Configuration
from tests.diff.support import git

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from appconfig_merge.effective.config import EffectiveConfig
    from appconfig_merge.source import Language

ACCOUNT = "AC" + "0" * 32
LIVE = LiveResource(access=Access(account_sid=ACCOUNT))
NOW = datetime(2026, 11, 30, 10, 45, tzinfo=UTC)


def resource(attributes: dict[str, Any], **others: Any) -> dict[str, Any]:
    """A resource with these ui_attributes."""
    return {"account_sid": ACCOUNT, "ui_attributes": attributes, **others}


class Answers(Resources):
    """One account: what the service answers, and what was kept before, a day apart."""

    def __init__(self, folder: Path, *earlier: dict[str, Any], now: dict[str, Any]) -> None:
        super().__init__()
        self._now = now
        self._earlier: list[Kept] = []
        for days, one in enumerate(reversed(earlier), start=1):
            at = NOW - timedelta(days=days)
            file = folder / f"{at:%Y%m%dT%H%M%SZ}.json"
            file.write_text(json.dumps(one), "utf-8")
            self._earlier.insert(0, Kept(at, str(file)))

    def prefetch(self, wanted: Iterable[LiveResource]) -> None:
        """Nothing is to be done."""
        list(wanted)

    def fetch(self, wanted: LiveResource) -> Configuration:
        """What the service answers."""
        assert wanted.access == LIVE.access
        return Configuration.from_bytes("the service", json.dumps(self._now).encode(), NOW)

    def given(self, wanted: LiveResource) -> None:
        """The service is asked."""
        assert wanted.access == LIVE.access

    def earlier(self, wanted: LiveResource) -> tuple[Kept, ...]:
        """What was kept."""
        assert wanted.access == LIVE.access
        return tuple(self._earlier)


class Texts:
    """A tree that has one script, whatever it is called."""

    def __init__(self, text: str) -> None:
        self._text = text

    def read(self, name: str, language: Language) -> Source:
        """The script."""
        return Source(name, self._text, language)

    def data(self, _name: str, _most: int) -> bytes | None:
        """There is nothing else."""
        return None

    def is_file(self, _name: str) -> bool:
        """There is nothing else."""
        return False

    is_folder = is_file

    def folder(self, _name: str, _read: Any) -> Any:
        """No page is read."""
        raise NotImplementedError


class FixedPast(Past):
    """A past in which the script had one text."""

    def __init__(self, text: str) -> None:
        super().__init__("/nowhere/environments.toml")
        self._text = text

    def then(self, when: When) -> Then | None:
        """The same whenever it was."""
        assert when.at < NOW
        return _Fixed(self._text)


class _Fixed(Then):
    def __init__(self, text: str) -> None:
        self.revision = Revision("0" * 40, "0" * 40, (), 0)
        self.reader = Reader(tree=Texts(text))

    def environment(self, name: str) -> None:
        """Nobody knows."""
        assert name == "prod"


def drift(
    folder: Path,
    scripts: tuple[str, str],
    *resources: dict[str, Any],
    flex_ui: str = "documented",
    expected: tuple[str, ...] = (),
) -> Drift:
    """What drifted from a script and a resource to others; the last resource is that of now."""
    *earlier, now = resources
    environment = Environment("prod", Inputs(str(folder / "appConfig.js"), LIVE, flex_ui), expected)
    (folder / "appConfig.js").write_text(scripts[1], "utf-8")
    drifts = Drifts(Reader(), Answers(folder, *earlier, now=now), FixedPast(scripts[0]))
    (found,) = drifts.all([environment])
    assert isinstance(found, Drift), found
    return found


VALUES: dict[str, st.SearchStrategy[Any]] = {
    "logLevel": st.sampled_from(["debug", "error"]),
    "language": st.sampled_from(["en-US", "de-DE"]),
    "theme": st.fixed_dictionaries(
        {}, optional={"isLight": st.booleans(), "tokens": st.just({"a": 1})}
    ),
    "list": st.lists(st.integers(0, 1), max_size=2),
}
OBJECTS = st.fixed_dictionaries({}, optional=VALUES)


@given(
    scripts=st.tuples(OBJECTS, OBJECTS),
    attributes=st.tuples(OBJECTS, OBJECTS),
    flex_ui=st.sampled_from(["documented", "2.17.1"]),
)
def test_every_change_is_told_once_with_the_input_that_did_it(
    tmp_path_factory: pytest.TempPathFactory,
    scripts: tuple[dict[str, Any], ...],
    attributes: tuple[dict[str, Any], ...],
    flex_ui: str,
) -> None:
    """Values are those of two independent merges; two more, with one input exchanged, say by what.

    What changed in the resource is shown by a value, or told with the reason why not.
    """
    folder = tmp_path_factory.mktemp("drift")
    texts = tuple(f"var appConfig = {json.dumps(one)};" for one in scripts)
    resources = tuple(map(resource, attributes))

    def independent(script: int, stored: int) -> EffectiveConfig:
        source = Source("appConfig.js", texts[script])
        return effective_config(source, configuration=resources[stored], flex_ui=flex_ui)

    found = drift(folder, (texts[0], texts[1]), *resources, flex_ui=flex_ui)

    expected = value_changes(independent(0, 0), independent(1, 1))
    assert [one.path for one in found.values] == [one.path for one in expected]
    now, by_file, by_resource = (
        {leaf.path: leaf for leaf in independent(*state).leaves()}
        for state in ((1, 1), (1, 0), (0, 1))
    )
    for told, change in zip(found.values, expected, strict=True):
        for mine, theirs in ((told.before, change.before), (told.after, change.after)):
            assert (mine is None) == (theirs is None)
            assert mine is None or theirs is None or equivalent_leaves(mine, theirs)
        left, right = (
            _same(one.get(told.path), now.get(told.path)) for one in (by_file, by_resource)
        )
        if told.by == "both":
            assert left == right or told.after is None
        elif told.after is not None:
            assert (left, right) == (told.by == "file", told.by == "resource")
    shown = {one.path for one in value_changes(independent(1, 0), independent(1, 1))}
    assert not any(one.path[1:] in shown for one in found.idle)
    if resources[0] != resources[1]:
        assert found.idle or shown


def _same(one: Any, other: Any) -> bool:
    if one is None or other is None:
        return one is other
    return equivalent_leaves(one, other)


@given(script=OBJECTS, attributes=OBJECTS)
def test_nothing_drifts_where_nothing_changed(
    tmp_path_factory: pytest.TempPathFactory, script: dict[str, Any], attributes: dict[str, Any]
) -> None:
    """Times that a resource tells of itself are no change."""
    text = f"var appConfig = {json.dumps(script)};"
    found = drift(
        tmp_path_factory.mktemp("drift"),
        (text, text),
        resource(attributes, date_updated="2026-11-28T00:00:00Z"),
        resource(attributes, date_updated="2026-11-29T00:00:00Z"),
    )

    assert not found.has_drifted
    assert found.remarks == ("it was no environment then: what it is read from is today's",)


SCRIPT = "var appConfig = { theme: { isLight: true }, own: 1 };"


def test_changes_of_the_resource_without_effect(tmp_path: Path) -> None:
    """Each with the reason: the script sets it, or the same; a column that nothing is made of."""
    found = drift(
        tmp_path,
        (SCRIPT, SCRIPT),
        resource({"theme": {"isLight": True}, "own": 0, "a": {"b": 1}}, crm_enabled=False),
        resource({"theme": {"isLight": False}, "own": 1, "a": {}}, crm_enabled=True, markdown={}),
        flex_ui="2.17.1",
    )

    assert [(one.path, one.by) for one in found.values] == [
        (("a", "b"), "resource"), (("markdown",), "resource"), (("a",), "resource"),
    ]  # fmt: skip
    told = [(one.path, one.why.reason, str(one.why.location)) for one in found.idle]
    file = tmp_path / "appConfig.js"
    assert told == [
        (("ui_attributes", "theme", "isLight"), "overridden", f"{file}:1:37"),
        (("ui_attributes", "own"), "redundant", f"{file}:1:50"),
        (("crm_enabled",), "unread", "None"),
    ]


def test_since_when_the_resource_gives_a_value(tmp_path: Path) -> None:
    """The first of the kept ones that had it without a break, with its date_updated."""
    states = ["a", "b", "a", "b", "b"]
    resources = [
        resource({"x": one, "y": number}, date_updated=f"2026-11-{number:02}T00:00:00Z")
        for number, one in enumerate(states, start=20)
    ]
    environment = Environment("prod", Inputs(str(tmp_path / "appConfig.js"), LIVE))
    (tmp_path / "appConfig.js").write_text(SCRIPT, "utf-8")
    answers = Answers(tmp_path, *resources[:-1], now=resources[-1])
    since = When(NOW - timedelta(days=3.5))
    (found,) = Drifts(Reader(), answers, FixedPast(SCRIPT), since).all([environment])

    assert isinstance(found, Drift)
    assert found.base is not None
    assert found.base.kept is not None
    assert found.base.kept.at == NOW - timedelta(days=4)
    times = {one.path: one.since for one in found.values}
    assert times["x",] == Since(NOW - timedelta(days=1), "2026-11-23T00:00:00Z")
    assert times["y",] == Since(NOW, "2026-11-24T00:00:00Z")


def test_what_both_inputs_changed_together(tmp_path: Path) -> None:
    """Each of them alone gives the value that there is now, or neither does."""
    found = drift(
        tmp_path,
        ("var appConfig = { one: 1, two: 1 };", "var appConfig = { one: 2 };"),
        resource({"one": 1, "two": 1}),
        resource({"one": 2, "two": 2}),
    )

    assert [(one.path, one.by) for one in found.values] == [
        (("one",), "file"),
        (("two",), "both"),
    ]
    assert [one.why.reason for one in found.idle] == ["redundant"]


def test_nothing_kept_yet(tmp_path: Path) -> None:
    """There is nothing to compare with; what is expected is told all the same."""
    (tmp_path / "e.json").write_text('{"ui_attributes": {"x": 2, "own": 3}}', "utf-8")
    expected = (str(tmp_path / "e.json"),)
    found = drift(tmp_path, (SCRIPT, SCRIPT), resource({"x": 1}), expected=expected)

    assert found.base is None
    assert found.remarks == ("nothing was kept of it before, with which it could be compared",)
    assert [
        (one.unmet.statement.path[1], one.quiet and one.quiet.reason) for one in found.missed
    ] == [("x", None), ("own", "overridden")]
    assert found.mending == ("--merge-patch", *expected)


def test_the_same_drift_is_told_together(tmp_path: Path) -> None:
    """Whatever resources and files of accounts are called; another value is another drift."""
    found = []
    for number, level in enumerate(("debug", "debug", "error")):
        folder = tmp_path / str(number)
        folder.mkdir()
        before, after = resource({"logLevel": "warn"}), resource({"logLevel": level})
        found.append(drift(folder, (SCRIPT, SCRIPT), before, after)._replace(name=str(number)))

    groups = [[one.name for one in group] for group in same_drifts(found)]

    assert groups == [["0", "1"], ["2"]]


def commit(folder: Path, message: str, day: int) -> str:
    """Commit all files of a folder at a day of November."""
    at = f"2026-11-{day:02}T12:00:00+0000"
    git(folder, "add", "--all")
    git(folder, "-c", f"user.name=Day {day}", "commit", "--quiet", f"--message={message}", at=at)
    return git(folder, "rev-parse", "HEAD").strip()


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of two commits, in which to stand."""
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    (tmp_path / "appConfig.js").write_text("var appConfig = { a: 1, b: 1 };", "utf-8")
    (tmp_path / "environments.toml").write_text(
        '[environments.prod]\napp_config = "appConfig.js"\nconfiguration = "prod.json"\n', "utf-8"
    )
    (tmp_path / "prod.json").write_text(json.dumps(resource({"c": 1})), "utf-8")
    commit(tmp_path, "Begin", 10)
    git(tmp_path, "tag", "v1")
    (tmp_path / "appConfig.js").write_text("var appConfig = { a: 2, b: 1 };", "utf-8")
    commit(tmp_path, "Change a", 12)
    return tmp_path


@pytest.mark.parametrize(
    ("when", "revision"),
    [("2026-11-11", "v1"), ("2026-11-10T12:00:00Z", "v1"), ("v1", "v1"), ("2026-11-13", "HEAD"),
     ("2026-11-12 12:00Z", "HEAD"), ("HEAD~1", "v1"), ("2026-11-10T11:59:59+00:00", None)],
)  # fmt: skip
def test_what_a_time_means(repository: Path, when: str, revision: str | None) -> None:
    """The newest commit by then, or the one that is named."""
    with Past("environments.toml") as past:
        then = past.then(past.when(when))

    found = None if then is None else then.revision.id
    assert found == (None if revision is None else git(repository, "rev-parse", revision).strip())


@pytest.mark.parametrize("when", ["nope", "-x", "2026-13-45", "2026-11-10Tx", "", "HEAD^{tree}"])
def test_what_is_no_time(repository: Path, when: str) -> None:
    """Nor a revision: an error says what could be meant."""
    assert repository.is_dir()
    with Past("environments.toml") as past, pytest.raises(UsageError) as caught:
        past.when(when)

    assert "a time such as 2026-11-30" in str(caught.value.help)
