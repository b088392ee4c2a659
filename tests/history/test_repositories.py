"""Repositories of all kinds: cut off, empty, of other hashes, detached, with pages in them."""

from __future__ import annotations

import contextlib
import subprocess
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from appconfig_merge.history.log import History
from appconfig_merge.history.objects import Objects
from appconfig_merge.history.subjects import Subject
from appconfig_merge.inputs.environments.environment import Environment
from appconfig_merge.inputs.git import GitError
from appconfig_merge.inputs.kept import Kept
from appconfig_merge.inputs.record import Inputs, LiveResource
from tests.history.support import Made, git, linear, repository

if TYPE_CHECKING:
    from pathlib import Path

    from appconfig_merge.history.log import Log

NUMBER = ("n",)


def script(number: int) -> str:
    """An appConfig.js with a number."""
    return f"var appConfig = {{ n: {number} }};\n"


def log(folder: Path, app_config: str = "a.js", **fields: object) -> Log:
    """The log of a number."""
    inputs = Inputs(app_config).with_fields(fields)
    with contextlib.chdir(folder), History(".") as history:
        return history.log(Subject(Environment("", inputs)), [NUMBER])


def subjects(found: Log) -> list[str]:
    """What the commits say that changed it."""
    return [one.commit.subject if one.commit else "disk" for one in found.entries[NUMBER]]


@pytest.fixture
def numbers(tmp_path: Path) -> Path:
    """Three commits, each with another number."""
    repository(tmp_path / "one", linear(*({"a.js": script(number)} for number in range(3))))
    return tmp_path / "one"


def test_a_shallow_clone(numbers: Path, tmp_path: Path) -> None:
    """Ends where it ends: its last commit is no change, and it says so."""
    git(tmp_path, "clone", "--quiet", "--depth", "2", f"file://{numbers}", "two")

    found = log(tmp_path / "two")

    assert subjects(found) == ["Change 2"]
    assert [one.code for one in found.remarks] == ["shallow-history"]
    assert found.remarks[0].help == "git fetch --unshallow gets the rest"


def test_no_commit_yet(tmp_path: Path) -> None:
    """All is on the disk alone."""
    git(tmp_path, "init", "--quiet")
    (tmp_path / "a.js").write_text(script(1), "utf-8")

    found = log(tmp_path)

    assert subjects(found) == ["disk"]
    assert [one.code for one in found.remarks] == ["no-history"]


def test_a_move_that_is_not_committed(numbers: Path) -> None:
    """Is followed, too, as soon as git knows of it."""
    git(numbers, "mv", "a.js", "b.js")
    (numbers / "b.js").write_text(script(7), "utf-8")

    found = log(numbers, "b.js")

    assert subjects(found) == ["disk", "Change 2", "Change 1", "Change 0"]
    assert found.entries[NUMBER][0].files == ("b.js",)
    assert found.entries[NUMBER][0].renamed == {"b.js": "a.js"}
    assert found.entries[NUMBER][1].files == ("a.js",)


def test_a_bare_repository(numbers: Path, tmp_path: Path) -> None:
    """Has no files that could be meant."""
    git(tmp_path, "clone", "--quiet", "--bare", str(numbers), "bare")

    with pytest.raises(GitError, match="must be run in a work tree"):
        log(tmp_path / "bare")


def test_other_hashes_and_a_detached_head(tmp_path: Path) -> None:
    """The ids of objects may be longer, and HEAD need be no branch."""
    commits = linear(*({"a.js": script(number)} for number in range(3)))
    ids = repository(tmp_path, commits, "--object-format=sha256")
    git(tmp_path, "checkout", "--quiet", ids[1])

    found = log(tmp_path)

    assert subjects(found) == ["Change 1", "Change 0"]
    commit = found.entries[NUMBER][0].commit
    assert commit is not None
    assert commit.id == ids[1]


def test_another_work_tree(numbers: Path, tmp_path: Path) -> None:
    """Has a HEAD of its own."""
    git(numbers, "worktree", "add", "--quiet", str(tmp_path / "tree"), "HEAD~1")

    assert subjects(log(tmp_path / "tree")) == ["Change 1", "Change 0"]


def test_a_submodule(numbers: Path, tmp_path: Path) -> None:
    """Its files are in its own history; seen from outside they are not in git."""
    outer = tmp_path / "outer"
    repository(outer, [Made({"README.md": "x\n"})])
    git(outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(numbers),
        "inner")  # fmt: skip
    git(outer, "commit", "--quiet", "--message", "Take it in")

    assert subjects(log(outer / "inner")) == ["Change 2", "Change 1", "Change 0"]
    found = log(outer, "inner/a.js")
    assert subjects(found) == []
    assert [one.code for one in found.remarks] == ["not-in-git"]


def test_a_merge_counts_where_it_differs_from_all_its_parents(tmp_path: Path) -> None:
    """Taking one side is no change; being neither is one."""
    commits = [
        Made({"a.js": script(0)}),
        Made({"a.js": script(1)}, (0,), 60),
        Made({"a.js": script(2)}, (0,), 120),
        Made({"a.js": script(1)}, (2, 1), 180),
        Made({"a.js": script(3)}, (3, 2), 240),
    ]
    repository(tmp_path, commits)

    found = log(tmp_path)

    assert subjects(found) == ["Change 4", "Change 2", "Change 1", "Change 0"]
    assert [leaf.value for leaf in found.entries[NUMBER][0].before.leaves.values()] == [1]


def test_a_page_and_the_scripts_that_it_names(tmp_path: Path) -> None:
    """What a page asks for is part of the history, and so is what isn't there yet."""
    page = "<!doctype html>\n<script src='a.js'></script>\n<script src='{}'></script>\n"
    one = {"site/index.html": page.format("one.js"), "site/a.js": "var appConfig = { n: 0 };\n"}
    two = {**one, "site/one.js": "appConfig.n = 1;\n"}
    three = {**two, "site/index.html": page.format("lib/two.js")}
    four = {**three, "site/lib/two.js": "appConfig.n = 2;\n", "site/other.js": "0\n"}
    five = {**four, "site/lib/two.js": "appConfig.n = 3;\n"}
    repository(tmp_path, linear(one, two, three, four, {**four, "README": "x"}, five))

    found = log(tmp_path, "site/index.html", root="site")

    assert subjects(found) == ["Change 5", "Change 3", "Change 2", "Change 1", "Change 0"]
    assert found.entries[NUMBER][1].files == ("site/lib/two.js",)
    # Each state of the inputs, and the disk.
    assert found.states == 6


def test_a_kept_resource_that_cannot_be_read_hides_nothing(tmp_path: Path) -> None:
    """Which files are asked for doesn't hang on it: the script of a page that git never had."""
    repository(tmp_path / "desk", linear({"a.js": script(1)}, {"a.js": script(2)}))
    (tmp_path / "desk/page.html").write_text("<!doctype html><script src=a.js></script>", "utf-8")
    (tmp_path / "broken.json").write_text("{", "utf-8")
    kept = (Kept(datetime.now(UTC), str(tmp_path / "broken.json")),)
    live = Environment("", Inputs("page.html", LiveResource()))

    with contextlib.chdir(tmp_path / "desk"), History(".") as history:
        found = history.log(Subject(live, None, kept), [NUMBER])

    assert subjects(found) == ["Change 1"]
    assert found.now[NUMBER].how == "unreadable"


def test_the_release_that_package_json_names(tmp_path: Path) -> None:
    """Is that of the revision with --flex-ui auto."""
    package = '{{"dependencies": {{"@twilio/flex-ui": "{}"}}}}\n'
    config = {"src/a.js": "var appConfig = { language: 'en' };\n"}
    states = [{**config, "package.json": package.format(one)} for one in ("1.34.0", "2.17.1")]
    repository(tmp_path, linear(*states))
    inputs = Inputs("src/a.js", flex_ui="auto")
    path = ("notifications", "enabled")

    with contextlib.chdir(tmp_path), History(".") as history:
        found = history.log(Subject(Environment("", inputs)), [path])

    changes = [one.commit.subject for one in found.entries[path] if one.commit]
    assert changes == ["Change 1"]
    assert found.entries[path][0].files == ("package.json",)


def test_many_commits_are_read_as_often_as_their_inputs_change(tmp_path: Path) -> None:
    """Of two thousand commits ten change the script, twice to what it was: six states and now."""
    commits = []
    for number in range(2_000):
        value = number // 200 % 6
        files = {"a.js": script(value), "other.txt": str(number)}
        commits.append(Made(files, (number - 1,) if number else (), number * 60))
    repository(tmp_path, commits)

    found = log(tmp_path)

    assert (found.commits, len(found.entries[NUMBER]), found.states) == (2_000, 10, 7)


def test_what_git_has_not(numbers: Path) -> None:
    """An object that is missing is an error, and so is one of another kind."""
    objects = Objects(str(numbers), "this folder")
    tree = git(numbers, "rev-parse", "HEAD^{tree}").strip()

    with pytest.raises(GitError, match="git has no blob 0000000000"):
        objects.blob("0" * 40)
    with pytest.raises(GitError, match="git has no blob"):
        objects.blob(tree)
    objects.close()


def test_a_git_that_hangs_is_ended(numbers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for ever."""
    monkeypatch.setattr("appconfig_merge.history.objects.SECONDS", 0.1)
    objects = Objects(str(numbers), "this folder")
    objects._process = subprocess.Popen(
        ["sleep", "60"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    objects._watched(objects._process)

    with pytest.raises(GitError, match="git"):
        objects.blob("0" * 40)
    objects.close()


def test_a_circle_of_links_is_nothing(tmp_path: Path) -> None:
    """And neither is a link that leads out of the repository."""
    repository(tmp_path, [Made({"a": "-> b", "b": "-> a", "out": "-> ../x", "far": "-> /etc"})])
    objects = Objects(str(tmp_path), "this folder")
    tree = git(tmp_path, "rev-parse", "HEAD^{tree}").strip()

    found = [objects.find(tree, name, set()) for name in ("a", "out", "far", "a/b")]
    objects.close()

    assert [one.kind if one else None for one in found] == ["outside"] * 4


def test_what_a_filter_puts_on_the_disk_is_no_change(tmp_path: Path) -> None:
    """Nobody is said to have changed a file that git stores in another form; who did, is told."""
    repository(tmp_path, linear({"a.js": script(1), ".gitattributes": "a.js filter=numbers\n"}))
    for way, words in (("clean", "s/n: 7/n: 1/"), ("smudge", "s/n: 1/n: 7/")):
        git(tmp_path, "config", f"filter.numbers.{way}", f"sed '{words}'")
    (tmp_path / "a.js").unlink()
    git(tmp_path, "checkout", "--quiet", "a.js")

    found = log(tmp_path)
    (tmp_path / "a.js").write_text(script(8), "utf-8")
    git(tmp_path, "update-index", "--skip-worktree", "a.js")
    changed = log(tmp_path)

    assert subjects(found) == ["Change 0"]
    assert [one.code for one in found.remarks] == ["stored-otherwise"]
    assert subjects(changed) == ["disk", "Change 0"]
    assert not changed.remarks


def test_what_is_not_checked_out_is_no_change(tmp_path: Path) -> None:
    """A sparse checkout has removed nothing."""
    repository(tmp_path, linear({"a.js": script(1), "b.js": ""}))
    git(tmp_path, "sparse-checkout", "set", "--no-cone", "/b.js")

    found = log(tmp_path)

    assert not (tmp_path / "a.js").exists()
    assert subjects(found) == ["Change 0"]
    assert [one.code for one in found.remarks] == ["stored-otherwise"]


def test_another_script_began_it(tmp_path: Path) -> None:
    """That what is read now is in no commit says nothing of what was read then."""
    text = '[environments.prod]\napp_config = "{}.js"\n'
    repository(
        tmp_path,
        linear(
            {"a.js": script(1), "environments.toml": text.format("a")},
            {"environments.toml": text.format("built")},
        ),
    )
    (tmp_path / "built.js").write_text(script(2), "utf-8")
    subject = Subject(Environment("prod", Inputs("built.js")), "environments.toml")

    with contextlib.chdir(tmp_path), History(".") as history:
        found = history.log(subject, [NUMBER])

    assert subjects(found) == ["Change 1", "Change 0"]


@pytest.mark.parametrize(
    ("seconds", "year"), [(99_999_999_999_999, 9999), (999_999_999_999, 9999), (-100_000, 1970)]
)
def test_times_that_no_calendar_has(numbers: Path, seconds: int, year: int) -> None:
    """Later than all others is not before them; what is no time is what git shows of it."""
    tree = git(numbers, "rev-parse", "HEAD~1^{tree}").strip()
    head = git(numbers, "rev-parse", "HEAD").strip()
    who = f"Ada <ada@example.com> {seconds} +1400"
    text = f"tree {tree}\nparent {head}\nauthor {who}\ncommitter {who}\n\nOdd\n"
    odd = git(
        numbers, "hash-object", "-t", "commit", "-w", "--literally", "--stdin", given=text.encode()
    )
    git(numbers, "reset", "--quiet", "--hard", odd.strip())

    entry = log(numbers).entries[NUMBER][0]

    assert entry.commit is not None
    assert entry.at is not None
    assert (entry.commit.subject, entry.commit.committed.year, entry.at.year) == ("Odd", year, year)


def test_a_folder_that_is_a_link_leads_where_it_led(tmp_path: Path) -> None:
    """What it leads to is a question of the revision; where it leads out, of today."""
    one, two, three = (script(number) for number in (1, 2, 3))
    repository(
        tmp_path / "desk",
        linear(
            {"v1/a.js": one, "v2/a.js": two, "current": "-> v1"},
            {"v1/a.js": one, "v2/a.js": two, "current": "-> v2"},
            {"v1/a.js": one, "v2/a.js": three, "current": "-> v2"},
        ),
    )
    (tmp_path / "outside").symlink_to(tmp_path / "desk" / "v2")

    inside = log(tmp_path / "desk", "current/a.js")
    outside = log(tmp_path / "desk", "../outside/a.js")

    assert subjects(inside) == ["Change 2", "Change 1", "Change 0"]
    assert subjects(outside) == ["Change 2", "Change 0"]
