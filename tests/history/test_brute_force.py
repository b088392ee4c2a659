"""A log equals brute force: every commit's files written to a folder, and read there."""

from __future__ import annotations

import contextlib
import json
import tempfile
from bisect import bisect_right
from datetime import UTC, datetime
from pathlib import Path as Folder
from typing import TYPE_CHECKING, Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from appconfig_merge.errors import AppConfigError
from appconfig_merge.history.log import History
from appconfig_merge.history.subjects import Subject
from appconfig_merge.history.walk import Since
from appconfig_merge.inputs.environments.environment import Environment
from appconfig_merge.inputs.environments.reading import read_environments
from appconfig_merge.inputs.kept import Kept
from appconfig_merge.inputs.reader import Reader
from appconfig_merge.inputs.record import GivenResource, Inputs, LiveResource
from appconfig_merge.values import Unresolved
from tests import hunting
from tests.history.support import BEGIN, Made, git, repository

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from appconfig_merge.effective.config import EffectiveConfig
    from appconfig_merge.effective.contributions import Contribution
    from appconfig_merge.history.moments import Moment
    from appconfig_merge.paths import Path

_LONG = "".join(f"// line {number} of a text that is known again\n" for number in range(12))
SCRIPTS = [
    f"{_LONG}var appConfig = {body};\n"
    for body in (
        "{ theme: { isLight: true } }",
        "{ theme: { isLight: false, size: 1 } }",
        "{ theme: { isLight: location.host } }",
        "{ theme: { isLight: [1, 2] }, language: 'en' }",
        "{ language: 'en' }",
        "{ theme: 'plain' }",
        "{ theme: {",
    )
]
RESOURCES = [
    json.dumps({"ui_attributes": {"theme": theme}, "more": _LONG})
    for theme in ({"isLight": False}, {"isLight": True, "size": 1}, {"size": 2})
] + ["{"]
PAGES = [
    f"<!doctype html>\n<!-- {_LONG} -->\n{scripts}<script src='{name}'></script>\n"
    for name in ("a.js", "b.js")
    for scripts in ("", "<script>var who = 1</script>")
]
ENVIRONMENTS = [
    f'[environments.prod]\napp_config = "{name}"\n{more}'
    for name in ("a.js", "b.js", "page.html")
    for more in (
        "",
        'ui_attributes = "ui.json"\n',
        'configuration = "prod.json"\n',
        'define = { "location.host" = "example.com" }\n',
    )
] + ["[environments.test]\napp_config = 'a.js'\n", "environments", '[defaults]\napp_config = "a"\n']
TEXTS = {
    "a.js": SCRIPTS,
    "b.js": SCRIPTS,
    "prod.json": RESOURCES,
    "page.html": PAGES,
    "environments.toml": ENVIRONMENTS,
}
PATHS: list[Path] = [("theme", "isLight"), ("theme",), ("theme", "isLight", 0)]


@st.composite
def changed(draw: st.DrawFn, files: Mapping[str, str]) -> dict[str, str]:
    """The files of a commit with some written, deleted or moved."""
    made = dict(files)
    for _ in range(draw(st.integers(0, 2))):
        name = draw(st.sampled_from(list(TEXTS)))
        what = draw(st.sampled_from(["write", "write", "write", "delete", "move"]))
        if what == "write":
            made[name] = draw(st.sampled_from(TEXTS[name]))
        elif name in made and what == "move":
            other = {"a.js": "b.js", "b.js": "a.js"}.get(name, f"old-{name}")
            made[other] = made.pop(name)
        else:
            made.pop(name, None)
    return made


@st.composite
def histories(draw: st.DrawFn) -> list[Made]:
    """Commits with branches, merges, dates that go backwards, and dates that are the same."""
    made = [Made(draw(changed({"a.js": SCRIPTS[0], "prod.json": RESOURCES[0]})))]
    at = 0
    for number in range(1, draw(st.integers(1, 9))):
        at += draw(st.sampled_from([0, 60, 3600, -90]))
        first = draw(st.sampled_from([number - 1, number - 1, max(0, number - 2), 0]))
        others = draw(st.lists(st.integers(0, number - 1), max_size=1))
        parents = tuple(dict.fromkeys((first, *others)))
        files = dict(made[first].files)
        for other in parents[1:]:
            files |= {name: text for name, text in made[other].files.items() if draw(st.booleans())}
        made.append(Made(draw(changed(files)), parents, at))
    return made


class Case(NamedTuple):
    """A history, what is on the disk over it, what was kept when, and what is asked for."""

    commits: list[Made]
    disk: dict[str, str]
    kept: list[tuple[int, str]]
    app_config: str
    resource: str
    around: str
    """What is before the names of files, from where people are."""
    since: int | None
    """How far back to go, in seconds after the first commit."""


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """All of it."""
    commits = draw(histories())
    disk = draw(changed(commits[-1].files)) if draw(st.booleans()) else dict(commits[-1].files)
    times = sorted(draw(st.sets(st.integers(-100, 10_000), max_size=4)))
    return Case(
        commits,
        disk,
        [(at, draw(st.sampled_from(RESOURCES))) for at in times],
        draw(st.sampled_from(["a.js", "a.js", "b.js", "page.html"])),
        draw(st.sampled_from(["none", "file", "live", "environment"])),
        draw(st.sampled_from(["", "../repository/", "repository/"])),
        draw(st.sampled_from([None, None, None, 0, 60, 3600, 3660])),
    )


class Brute:
    """What a log is to be, by reading each commit's files anew for each question."""

    def __init__(
        self, case: Case, now: Inputs, repository: Folder, ids: list[str], work: Folder
    ) -> None:
        self.case = case
        self.now = now
        self.repository = repository
        self.ids = ids
        self.work = work
        self.order = git(repository, "rev-list", "--date-order", "HEAD").split()
        self.reachable = [ids.index(id) for id in self.order]
        own = ["environments.toml"] if case.resource == "environment" else []
        self.inputs = [*own, *now.files]
        self.followed = [
            name
            for name in self.inputs
            if any(name in case.commits[number].files for number in self.reachable)
        ]
        self.names = self._names()
        self.read: set[Any] = set()

    def _names(self) -> dict[int, dict[str, str]]:
        """What files were called at each commit, from git's own words."""
        found: dict[int, dict[str, str]] = {self.reachable[0]: {}}
        for number in self.reachable:
            for parent in self.case.commits[number].parents:
                if parent in found:
                    continue
                found[parent] = dict(found[number])
                for name in self.followed:
                    now = found[number].get(name, name)
                    files, before = (self.case.commits[one].files for one in (number, parent))
                    if now in files and now not in before:
                        renames = git(
                            self.repository, "diff-tree", "-r", "-M", "--diff-filter=R",
                            "--name-status", self.ids[parent], self.ids[number],
                        )  # fmt: skip
                        for line in renames.splitlines():
                            _, old, new = line.split("\t")
                            if new == now:
                                found[parent][name] = old
        return found

    def value(self, number: int | None, path: Path, kept: int) -> str:
        """What a path is in a commit, or on the disk, with the newest of so many resources."""
        if number is None:
            files, names = dict(self.case.disk), {}
        else:
            files, names = dict(self.case.commits[number].files), self.names[number]
            for name in self.inputs:
                if name not in self.followed and name in self.case.disk:
                    files[name] = self.case.disk[name]
        resource = self.case.kept[kept - 1][1] if kept else None
        state = tuple(sorted(files.items())), tuple(names.items()), kept
        self.read.add((number is None, *state))
        with tempfile.TemporaryDirectory(dir=self.work) as folder, contextlib.chdir(folder):
            for name, text in files.items():
                Folder(name).write_text(text, "utf-8")
            try:
                inputs = self._said(names)
            except AppConfigError:
                return "unreadable"
            if inputs is None:
                return "unset"
            if isinstance(inputs.resource, LiveResource):
                Folder("kept").write_text(resource or "", "utf-8")
                given = GivenResource("kept") if resource else None
                inputs = inputs._replace(resource=given)
            try:
                return _told(Reader().config(inputs), path)
            except AppConfigError:
                return "unreadable" if Folder(str(inputs.app_config)).is_file() else "unset"

    def _said(self, names: dict[str, str]) -> Inputs | None:
        """What is read: as the environments file here says, else as it is said now."""
        file = names.get("environments.toml", "environments.toml")
        if self.case.resource == "environment" and Folder(file).is_file():
            found = read_environments(file).get("prod")
            return found.inputs if found is not None else None
        app_config, resource = str(self.now.app_config), self.now.resource
        if isinstance(resource, GivenResource):
            given = str(resource.given)
            resource = resource._replace(given=names.get(given, given))
        return self.now._replace(app_config=names.get(app_config, app_config), resource=resource)

    def entries(self, path: Path) -> list[tuple[str, str, str]]:
        """All changes, newest first: what made each, before and after."""
        case, times = self.case, [at for at, _ in self.case.kept]
        head = self.reachable[0]
        pair = self.value(head, path, len(times)), self.value(None, path, len(times))
        disk = [("disk", *pair)] if pair[0] != pair[1] else []
        commits = []
        for number in self.reachable:
            kept = bisect_right(times, case.commits[number].after)
            after = self.value(number, path, kept)
            parents = case.commits[number].parents
            before = [self.value(parent, path, kept) for parent in parents] or ["unset"]
            # What git never had, nobody began.
            is_told = bool(parents) or str(self.now.app_config) in self.followed
            if is_told and all(one != after for one in before):
                entry = (self.ids[number], before[0], after)
                commits.append((case.commits[number].after, entry))
        chain = [head]
        while parents := case.commits[chain[-1]].parents:
            chain.append(parents[0])
        resources = []
        for at in range(1, len(times)):
            old = [one for one in chain if case.commits[one].after <= times[at]]
            then = old[0] if old else chain[-1]
            before_it, after = (self.value(then, path, count) for count in (at, at + 1))
            if before_it != after:
                resources.append((times[at], (f"kept {at}", before_it, after)))
        if case.since is not None:
            commits = [one for one in commits if one[0] >= case.since]
            resources = [one for one in resources if one[0] >= case.since]
        return [*disk, *_merged(commits, resources)]


def _merged(commits: list[tuple[int, Any]], kept: list[tuple[int, Any]]) -> list[Any]:
    """Commits in git's order; before the first one that isn't younger, what was kept."""
    made = []
    for at, entry in commits:
        made += [one for time, one in kept[::-1] if time >= at]
        kept = [(time, one) for time, one in kept if time < at]
        made.append(entry)
    return made + [one for _, one in kept[::-1]]


def inputs_of(case: Case, around: str = "") -> Inputs:
    """What is read now, where no environments file says it."""
    given = GivenResource(f"{around}prod.json")
    resource: Any = {"file": given, "live": LiveResource()}.get(case.resource)
    return Inputs(f"{around}{case.app_config}", resource)


def _told(config: EffectiveConfig, path: Path) -> str:
    """What a path is in a configuration, with all that is beneath it."""
    explained = config.explain(path)
    if explained.kind == "absent":
        return "unset"
    if explained.kind == "value":
        return f"is {_value(explained.value, explained.contributions)}"
    assert isinstance(explained.value, dict)
    parts = (f"{key}: {_told(config, (*path, key))}" for key in explained.value)
    return f"is {{{', '.join(sorted(parts))}}}"


def _value(value: Any, said: Iterable[Contribution]) -> str:
    """A value; where it isn't known, with what lies beneath it and may show."""
    beneath = [_text(one.value) for one in said if one.outcome == "uncertain"]
    return f"{_text(value)} over {beneath}" if isinstance(value, Unresolved) else _text(value)


def _text(value: Any) -> str:
    """A value by which it is told from others, whatever the order of its keys."""
    if isinstance(value, dict):
        return "{" + ", ".join(sorted(f"{key}: {_text(one)}" for key, one in value.items())) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(_text, value))}]"
    return f"({value.source})" if isinstance(value, Unresolved) else repr(value)


def _seen(moment: Moment, path: Path) -> str:
    """A moment of the log in the words of brute force."""
    if moment.how in {"missing", "unset"}:
        return "unset"
    if moment.how == "unreadable":
        return "unreadable"
    leaf = moment.leaves.get(path)
    if leaf is not None:
        return f"is {_value(leaf.value, leaf.contributions)}"
    keys = dict.fromkeys(at[len(path)] for at in moment.leaves)
    parts = []
    for key in keys:
        inner = (*path, key)
        below = {at: leaf for at, leaf in moment.leaves.items() if at[: len(inner)] == inner}
        parts.append(f"{key}: {_seen(moment._replace(leaves=below), inner)}")
    return f"is {{{', '.join(sorted(parts))}}}"


@settings(max_examples=hunting.examples(60))
@given(case=cases())
def test_a_log_equals_brute_force(case: Case) -> None:
    """The same entries in the same order, with the same values; and no state is read twice."""
    with tempfile.TemporaryDirectory() as name:
        top = Folder(name).resolve()
        ids = repository(top / "repository", case.commits)
        for gone in case.commits[-1].files.keys() - case.disk.keys():
            (top / "repository" / gone).unlink()
        for changed_file, text in case.disk.items():
            (top / "repository" / changed_file).write_text(text, "utf-8")
        kept = []
        for number, (at, text) in enumerate(case.kept):
            resource = top / f"{number}.json"
            resource.write_text(text, "utf-8")
            kept.append(Kept(datetime.fromtimestamp(BEGIN + at, UTC), str(resource)))
        is_environment = case.resource == "environment"
        here = top if case.around == "repository/" else top / "repository"
        file = f"{case.around}environments.toml" if is_environment else None
        now = Environment("prod", inputs_of(case, case.around))
        plain = inputs_of(case)
        if is_environment and "environments.toml" in case.disk:
            try:
                with contextlib.chdir(here):
                    found = read_environments(str(file)).get("prod")
                with contextlib.chdir(top / "repository"):
                    said = read_environments("environments.toml").get("prod")
            except AppConfigError:
                found = said = None
            if found is None or said is None:
                return  # the command refuses that
            now, plain = found, said.inputs
        brute = Brute(case, plain, top / "repository", ids, top)
        folder = "" if here != top else "repository"
        start = None if case.since is None else datetime.fromtimestamp(BEGIN + case.since, UTC)
        since = None if start is None else Since(start)
        with contextlib.chdir(here), History(folder) as history:
            log = history.log(Subject(now, file, tuple(kept)), PATHS, since)
        for path in PATHS:
            assert [
                (_made_by(one, kept), _seen(one.before, path), _seen(one.after, path))
                for one in log.entries[path]
            ] == brute.entries(path)
        assert log.states <= len(brute.read)


def _made_by(entry: Any, kept: Sequence[Kept]) -> str:
    if entry.kept is not None:
        return f"kept {kept.index(entry.kept)}"
    return "disk" if entry.commit is None else str(entry.commit.id)
