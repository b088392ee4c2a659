"""States of a configuration's inputs: files of a revision, with a resource that was kept.

Reading one notes what it asks for. Another revision with the same answers has the same values: so
each state is read once, however many commits have it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.errors import AppConfigError, InputError
from appconfig_merge.history.files import RevisionFiles
from appconfig_merge.history.moments import Moment, moments
from appconfig_merge.history.subjects import with_names
from appconfig_merge.inputs.environments.reading import parse_environments
from appconfig_merge.inputs.files import read_source
from appconfig_merge.inputs.git import GitError
from appconfig_merge.inputs.reader import Reader
from appconfig_merge.inputs.record import GivenResource, LiveResource
from appconfig_merge.inputs.tree import DISK
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.source import Source
from appconfig_merge.values import public_value

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Mapping

    from appconfig_merge.history.commits import Repository
    from appconfig_merge.history.objects import Found
    from appconfig_merge.history.subjects import Complete, Subject
    from appconfig_merge.inputs.environments.environment import Environment
    from appconfig_merge.inputs.record import Inputs
    from appconfig_merge.inputs.tree import Tree
    from appconfig_merge.paths import Path


class State(NamedTuple):
    """What paths are in one state of the inputs.

    ``asked`` has what was at each path of the repository that was asked for; ``through`` the links
    that led there. ``script`` is what the script or page was called.
    """

    moments: Mapping[Path, Moment]
    asked: Mapping[str, Found | None]
    through: frozenset[str] = frozenset()
    script: str = ""


class EnvironmentsFiles:
    """Environments files at all revisions, each text read once for all that they are asked about.

    Of what stays the same from one to the next one object is kept.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], Mapping[str, Environment] | AppConfigError] = {}
        self._same: dict[Hashable, Environment] = {}

    def read(self, name: str, files: RevisionFiles) -> Mapping[str, Environment] | AppConfigError:
        """The environments of a file of a revision by name, or why it can't be read."""
        found = files.found(name)
        key = name, found.id if found is not None else ""
        if key not in self._known:
            try:
                all = parse_environments(files.read(name, "json")).all
                self._known[key] = {one.name: self._same.setdefault(_key(one), one) for one in all}
            except GitError:
                raise
            except AppConfigError as error:
                self._known[key] = error
        return self._known[key]


class States:
    """The states of one subject.

    ``untracked`` are the paths of files that no commit has: they are what they are now. ``count``
    is how many states were read. ``is_told_by_now`` says that the environments file wasn't there
    for some of them, so that what it says now was taken; ``was_of_another`` that the resource was
    another account's, ``versions_without`` of which versions none was kept yet though others were.
    """

    def __init__(
        self,
        repository: Repository | None,
        subject: Subject,
        paths: Iterable[Path],
        complete: Complete,
        files: EnvironmentsFiles,
    ) -> None:
        self._repository = repository
        self.subject = subject
        self.paths = tuple(paths)
        self._complete = complete
        self._known: dict[Hashable, _Question] = {}
        self._files = files
        self._resources: dict[str, Source] = {}
        self._now: dict[int, State] = {}
        self.untracked: Collection[str] = ()
        self.is_told_by_now = False
        self.was_of_another = False
        self.versions_without: dict[str | None, None] = {}
        self.count = 0

    def at(self, tree: str, names: Mapping[str, str], kept: int) -> State:
        """The state of a revision's files, with the newest of so many kept resources.

        ``names`` has what files were called then, by what they are called now. Raises GitError.
        """
        assert self._repository is not None
        files = RevisionFiles(self._repository, tree, self.untracked)
        found = self._environment(files, names)
        own = dict(files.asked)
        if isinstance(found, Moment):
            return State(dict.fromkeys(self.paths, found), own, frozenset(files.through))
        if not _is_of_account(found, self.subject.now):
            self.was_of_another |= isinstance(found.inputs.resource, LiveResource)
            kept = 0
        key = _key(found), kept
        root = self._known.setdefault(key, _Question())
        state = root.answered(files)
        if state is None:
            asking = RevisionFiles(self._repository, tree, self.untracked)
            read = self._read(found, asking, kept)
            state = State(read, asking.asked, frozenset(asking.through))
            root.learn(state)
        return state._replace(
            asked={**own, **state.asked},
            through=state.through | files.through,
            script=str(found.inputs.app_config),
        )

    def now(self, kept: int) -> State:
        """The state of the files as they are on the disk."""
        if kept not in self._now:
            self._now[kept] = State(self._read(self.subject.now, DISK, kept), {})
        return self._now[kept]

    def _environment(self, files: RevisionFiles, names: Mapping[str, str]) -> Environment | Moment:
        """What the configuration is read from at a revision; else why that isn't known."""
        subject = self.subject
        if subject.file is not None:
            name = names.get(subject.file, subject.file)
            # Where git doesn't have it, what it says now holds.
            if files.is_there(name):
                return self._said(name, files)
            self.is_told_by_now = self._is_tracked(subject.file)
        return with_names(subject.now, names)

    def _is_tracked(self, name: str) -> bool:
        path = self._repository.path(name) if self._repository is not None else None
        return path is not None and path not in self.untracked

    def _said(self, name: str, files: RevisionFiles) -> Environment | Moment:
        """What an environments file says of the subject at a revision."""
        all = self._files.read(name, files)
        if isinstance(all, AppConfigError):
            return Moment("unreadable", error=all)
        environment = all.get(self.subject.now.name)
        if environment is None:
            message = f"{name}: there is no environment {self.subject.now.name} in it"
            return Moment("missing", error=InputError(message))
        return environment

    def _read(self, environment: Environment, tree: Tree, kept: int) -> dict[Path, Moment]:
        self.count += 1
        reader = Reader(tree=tree)
        try:
            inputs = self._complete(environment, reader)
            if isinstance(inputs.resource, LiveResource):
                # What is asked for must not hang on what was kept.
                reader.script(inputs)
                inputs = inputs._replace(resource=self._resource(inputs, reader, kept))
            # What plugins may set is no value of the page's configuration.
            return moments(reader.config(inputs._replace(plugins=())), self.paths)
        except GitError:
            raise
        except AppConfigError as error:
            app_config = environment.inputs.app_config
            is_there = isinstance(app_config, Source) or tree.is_file(str(app_config))
            moment = Moment("unreadable" if is_there else "missing", error=error)
            return dict.fromkeys(self.paths, moment)

    def _resource(self, inputs: Inputs, reader: Reader, kept: int) -> GivenResource | None:
        """What was kept of a resource that comes from the service; its text is read once."""
        asked = reader.asking(inputs).resource
        version = asked.ui_version if isinstance(asked, LiveResource) else None
        found = self.subject.newest(kept, version)
        if found is None:
            if kept:
                self.versions_without[version] = None
            return None
        if found.file not in self._resources:
            self._resources[found.file] = read_source(found.file, "json")
        return GivenResource(self._resources[found.file])


def _is_of_account(then: Environment, now: Environment) -> bool:
    """Whether an environment's resource came from the service, from the account of now."""
    old, new = then.inputs.resource, now.live
    if not isinstance(old, LiveResource):
        return False
    accounts = {one.account_sid for one in (old.access, new.access) if one and one.account_sid}
    return len(accounts) < 2


class _Question:
    """What is asked for next, once all that was asked before was answered so far.

    Reading is deterministic: after the same answers the same is asked.
    """

    __slots__ = ("next", "path", "state")

    def __init__(self) -> None:
        self.path: str | None = None
        self.next: dict[Found | None, _Question] = {}
        self.state: State | None = None

    def answered(self, files: RevisionFiles) -> State | None:
        """The state that follows from the answers of a revision's files; None for a new one."""
        at = self
        while at.state is None and at.path is not None:
            following = at.next.get(files.at(at.path))
            if following is None:
                return None
            at = following
        return at.state

    def learn(self, state: State) -> None:
        """Note a state that was read, with all that it asked for."""
        at = self
        for path, found in state.asked.items():
            at.path = path
            at = at.next.setdefault(found, _Question())
        at.state = state


def _key(environment: Environment) -> Hashable:
    """What two environments have in common that are read from the same.

    Values of the page are told by what they are: each reading of a file makes them anew.
    """
    inputs = environment.inputs
    said = tuple((name, repr(public_value(one))) for name, one in inputs.define)
    return environment._replace(inputs=inputs._replace(define=())), said
