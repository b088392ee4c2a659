"""What the names of sides are, and what is read for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from appconfig_merge import InputError, Source, effective_config, render
from appconfig_merge.fleet.sides import Sides
from appconfig_merge.inputs.reader import Reader
from appconfig_merge.inputs.record import GivenResource
from tests.diff.support import git

if TYPE_CHECKING:
    from pathlib import Path

    from appconfig_merge.fleet.sides import Side

ENVIRONMENTS = """\
[environments.dev]
app_config = "dev.js"
ui_attributes = "dev.json"

[environments.prod]
app_config = "prod.js"
flex_ui = "2.17.1"

[environments.broken]
app_config = "nope.js"
"""
USAGE = (
    "a side is a file, REVISION:PATH, or an environment of --environments FILE "
    "(environments.toml here or above is taken by itself)"
)
OTHERS = '[environments.elsewhere]\napp_config = "prod.js"\n'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in: scripts, a saved result, and files that name environments."""
    monkeypatch.chdir(tmp_path)
    texts = {
        "dev.js": "var appConfig = { a: 1 };",
        "prod.js": "var appConfig = { a: 2 };",
        "dev.json": '{"b": 3}',
        "environments.toml": ENVIRONMENTS,
        "others.toml": OTHERS,
        "saved.json": render(effective_config(Source("old.js", "appConfig = { a: 4 }")), "json"),
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


class Asked:
    """Sides, and the names of the files that were announced."""

    def __init__(self, environments: str | None = None, *, knows_revisions: bool = False) -> None:
        self.announced: list[str] = []
        self._sides = Sides(
            Reader(knows_revisions=knows_revisions), environments, self.announced.append
        )

    def read(self, name: str, **fields: Any) -> Side:
        """The side of a name."""
        return self._sides.read(name, fields)

    def refusal(self, name: str) -> tuple[str, str | None]:
        """Why there is no side of a name, and what helps."""
        with pytest.raises(InputError) as caught:
            self.read(name)
        return str(caught.value), caught.value.help


def values(side: Side) -> dict[str, Any]:
    """The effective values at the root of a side."""
    return {str(leaf.path[0]): leaf.value for leaf in side.config.leaves()}


@pytest.mark.parametrize(
    ("name", "kind", "label", "a"),
    [
        ("prod.js", "script", "prod.js", 2),
        ("dev", "environment", "dev: dev.js over dev.json", 1),
        ("prod", "environment", "prod: prod.js (Flex UI 2.17.1)", 2),
        ("saved.json", "saved", "saved.json", 4),
    ],
)
def test_what_a_name_is(name: str, kind: str, label: str, a: int) -> None:
    """A file, or an environment of the file nearby; each has a label of what was read."""
    side = Asked().read(name)

    assert (side.name, side.kind, side.label) == (name, kind, label)
    assert values(side)["a"] == a
    assert side.release == ("2.17.1" if name == "prod" else "")


def test_the_file_nearby_is_announced_once() -> None:
    """And only where a name isn't that of a file."""
    asked = Asked()

    asked.read("prod.js")
    assert asked.announced == []
    asked.read("dev")
    asked.read("prod")
    assert asked.announced == ["environments.toml"]


def test_a_file_that_is_named_is_the_one() -> None:
    """Nothing is announced then, and the file nearby isn't asked."""
    asked = Asked("others.toml")

    assert asked.read("elsewhere").kind == "environment"
    assert asked.refusal("dev") == (
        "dev: there is no such file, and there is no such environment in others.toml",
        "there is elsewhere",
    )
    assert asked.announced == []


def test_a_named_file_says_what_a_name_is_before_the_folder_does(folder: Path) -> None:
    """A file that is called as an environment is meant only where no file names environments."""
    (folder / "dev").write_text("appConfig = { a: 7 };", "utf-8")

    assert Asked().read("dev").kind == "script"
    assert Asked("environments.toml").read("dev").kind == "environment"


def test_a_folder_that_is_called_as_an_environment(folder: Path) -> None:
    """It is no file that could be meant."""
    (folder / "dev").mkdir()
    (folder / "other").mkdir()
    asked = Asked()

    assert asked.read("dev").kind == "environment"
    assert asked.refusal("other")[0].startswith("other: this is a folder, and there is no such")


def test_a_name_that_is_nothing(folder: Path) -> None:
    """What is like it is offered, or else all that there is; without a file how to name one."""
    known = "there is no such environment in environments.toml"

    assert Asked().refusal("prd") == (f"prd: there is no such file, and {known}", "there is prod")
    assert Asked().refusal("xyzzy") == (
        f"xyzzy: there is no such file, and {known}",
        "there are dev, prod, broken",
    )
    (folder / "environments.toml").unlink()
    assert Asked().refusal("xyzzy") == (
        "xyzzy: there is no such file",
        USAGE,
    )


def test_what_the_caller_says_comes_over_a_side() -> None:
    """Over a script, over an environment; nothing can be changed in what was saved."""
    asked = Asked()
    resource = GivenResource({"b": 9}, holds_attributes=True)

    for name in ("prod.js", "prod", "dev"):
        side = asked.read(name, resource=resource, flex_ui="1.34.6")
        assert (values(side)["b"], side.release) == (9, "1.34.6")
    assert values(asked.read("saved.json", resource=resource)) == {"a": 4}


def test_a_file_of_a_revision(folder: Path) -> None:
    """Where the reader knows revisions; its label is the name."""
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "prod.js")
    git(folder, "commit", "--quiet", "--message=A script")
    (folder / "prod.js").write_text("var appConfig = { a: 8 };", "utf-8")

    side = Asked(knows_revisions=True).read("HEAD:prod.js")

    assert (side.kind, side.label) == ("revision", "HEAD:prod.js")
    assert values(side)["a"] == 2
    assert Asked().refusal("HEAD:prod.js")[0] == "HEAD:prod.js: No such file or directory"


def test_what_the_readers_noticed(folder: Path) -> None:
    """It is a side's; nothing is known of that for what was saved."""
    (folder / "dev.json").write_text('{"b": 1, "b": 2}', "utf-8")

    assert [one.code for one in Asked().read("dev").diagnostics] == ["duplicate-key"]
    assert Asked().read("saved.json").diagnostics == ()
