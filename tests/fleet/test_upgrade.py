"""What another release of Flex UI would change for each of many environments."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import Source, effective_config
from appconfig_merge.fleet.upgrade import upgrade
from appconfig_merge.inputs.environments.environment import Environment
from appconfig_merge.inputs.reader import Reader
from appconfig_merge.inputs.record import GivenResource, Inputs
from appconfig_merge.questions.comparison import Comparison
from appconfig_merge.releases import ReleaseError
from appconfig_merge.rendering.encoding import encode
from appconfig_merge.testing import FakeFleet
from tests.cli.command import run
from tests.diff.test_schema import validate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from appconfig_merge.effective.contributions import Leaf
    from appconfig_merge.fleet.grouping import Happening
    from appconfig_merge.fleet.upgrade import Upgrade, ValueAt
    from tests.golden import Golden

RELEASES = ("1.34.6", "2.2", "2.8", "2.14", "2.17.1")
COMPATIBLE = {"version_compatibility": "yes"}
ENVIRONMENTS = """\
[defaults]
app_config = "appConfig.js"

[environments.old]
configuration = "old.json"
flex_ui = "1.34"

[environments.older]
configuration = "older.json"
flex_ui = "1.34"

[environments.middle]
configuration = "old.json"
flex_ui = "2.2"

[environments.new]
configuration = "old.json"
flex_ui = "2.17.1"

[environments.asked]
configuration = "asked.json"

[environments.broken]
configuration = "nope.json"
"""
SCRIPT = """\
var appConfig = {
  logLevel: "warn",
  notifications: { browser: false },
};
"""


@st.composite
def environments(draw: st.DrawFn) -> list[Environment]:
    """Environments of a few releases, whose scripts and resources set what releases look at."""
    values: dict[str, st.SearchStrategy[Any]] = {
        "logLevel": st.sampled_from(["debug", "error", ""]),
        "colorTheme": st.sampled_from(["MediumDark", {"overrides": {}}]),
        "markdown": st.sampled_from([{"enabled": True}, None]),
        "sdkOptions": st.sampled_from([{}, {"chat": {"logLevel": "info"}}]),
        "own": st.integers(0, 1),
    }
    made = []
    for number in range(draw(st.integers(1, 5))):
        script, attributes = (
            draw(st.fixed_dictionaries({}, optional=values)) for _ in ("script", "attributes")
        )
        resource = {"account_sid": "AC" + "0" * 32, "ui_attributes": {**COMPATIBLE, **attributes}}
        if draw(st.booleans()):
            resource["markdown"] = {"enabled": False}
        text = f"var appConfig = {json.dumps(script)};"
        made.append(
            Environment(
                f"e{number}",
                Inputs(
                    Source(f"{number}.js", text),
                    GivenResource(resource),
                    draw(st.sampled_from(RELEASES)),
                ),
            )
        )
    return made


@given(environments=environments(), to=st.sampled_from(RELEASES))
def test_the_groups_partition_what_comparisons_tell(
    environments: list[Environment], to: str
) -> None:
    """Each value that differs is told once an environment; it is what independent merges give."""
    expected = []
    for one in environments:
        assert isinstance(one.inputs.resource, GivenResource)
        before, after = (
            effective_config(
                one.inputs.app_config,
                configuration=one.inputs.resource.given,
                flex_ui=release,
            )
            for release in (one.inputs.flex_ui, to)
        )
        compared = Comparison(before, after)
        for path, old, new in (*compared.values, *compared.sources):
            expected.append((one.name, path, _text(old), _text(new)))

    found = upgrade(Reader(), environments, to)

    assert sorted(_told(found, found.values + found.sources)) == sorted(expected)
    assert not found.unreadable
    loud = {name for name, *_ in expected}
    loud |= {one.environments[number].name for one in [found] for number in _of_findings(found)}
    assert {found.environments[number].name for number in found.quiet} == {
        one.name for one in environments
    } - loud


@given(environments=environments())
def test_an_upgrade_to_the_release_in_use_changes_nothing(
    environments: list[Environment],
) -> None:
    """Nothing becomes another value, and nothing is found that wasn't."""
    own = [one._replace(inputs=one.inputs._replace(flex_ui="2.14")) for one in environments]

    found = upgrade(Reader(), own, "2.14")

    assert (found.values, found.sources, found.findings, found.gone) == ((), (), (), ())
    assert len(found.quiet) == len(environments)


@given(environments=environments())
def test_back_again_is_the_same_the_other_way_round(environments: list[Environment]) -> None:
    """What an upgrade finds more, a downgrade finds less."""
    there = upgrade(Reader(), environments, "2.17.1", since="1.34.6")
    back = upgrade(Reader(), environments, "1.34.6", since="2.17.1")

    assert sorted((*told[:2], *told[:1:-1]) for told in _told(back, back.values)) == sorted(
        _told(there, there.values)
    )
    assert len(there.findings) == len(back.gone)
    assert len(there.gone) == len(back.findings)


def _told(found: Upgrade, groups: Iterable[Happening[ValueAt]]) -> Iterator[tuple[Any, ...]]:
    """Each change of each environment that groups tell."""
    for group in groups:
        for number, at in group.members:
            name = found.environments[number].name
            yield name, at.path, _text(at.before), _text(at.after)


def _of_findings(found: Upgrade) -> Iterator[int]:
    for one in (*found.findings, *found.gone):
        yield from one.numbers


def _text(leaf: Leaf | None) -> str:
    return "" if leaf is None else json.dumps(encode(leaf.value))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Environments of several releases, and one that can't be read."""
    attributes = {**COMPATIBLE, "colorTheme": {"overrides": {}}, "markdown": {"mode": "full"}}
    resources: dict[str, Any] = {
        name: {
            "account_sid": f"AC{number:032}",
            "ui_version": "~2.2.0",
            "ui_attributes": {**attributes, "apiKey": f"s3cret-{name}"},
            "markdown": {"enabled": True},
        }
        for number, name in enumerate(("old", "older", "asked"))
    }
    resources["older"]["ui_attributes"]["warmTransfers"] = {"enabled": True}
    for name, resource in resources.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(resource, indent=2), "utf-8")
    (tmp_path / "appConfig.js").write_text(SCRIPT, "utf-8")
    (tmp_path / "environments.toml").write_text(ENVIRONMENTS, "utf-8")
    return tmp_path


def test_for_people(folder: Path, golden: Golden) -> None:
    """Each change once with those it happens in: findings first, then values, with the reasons."""
    result = run("upgrade", "--to", "2.17.1", cwd=folder)

    assert result.code == 3
    golden("upgrade.text", result.stdout)
    assert result.stderr == (
        "note: environments are those of environments.toml\n"
        "broken: error: nope.json: No such file or directory\n"
    )


def test_for_programs(folder: Path) -> None:
    """All of it, by the schema; every environment with its places."""
    result = run("upgrade", "--to", "2.17", "--format", "json", cwd=folder)
    data = json.loads(result.stdout)

    validate(data, "urn:appconfig-merge:upgrade:1")
    assert data["to"] == "2.17.1"
    assert [(one["name"], one["before"]["release"]) for one in data["environments"]] == [
        ("old", "1.34.6"), ("older", "1.34.6"), ("middle", "2.2"), ("new", "2.17.1"),
        ("asked", "2.2"),
    ]  # fmt: skip
    assert [one["name"] for one in data["unreadable"]] == ["broken"]
    assert data["unchanged"] == ["new"]
    removed = {tuple(one["path"]): one for one in data["findings"] if one["rule"] == "removed-key"}
    assert [one["name"] for one in removed["colorTheme",]["environments"]] == ["old", "older"]
    assert [one["name"] for one in removed["warmTransfers",]["environments"]] == ["older"]


def test_the_same_release_for_all(folder: Path) -> None:
    """--from stands in the place of what each environment says."""
    result = run(
        "upgrade", "--from", "2.17.1", "--to", "2.17.1", "--environment", "o*", "--exit-code",
        cwd=folder,
    )  # fmt: skip

    assert result.code == 0
    assert result.stdout == "Flex UI 2.17.1 -> 2.17.1: all 2\n\nnothing changes for all 2\n"


def test_exit_code(folder: Path) -> None:
    """With --exit-code a change is told by it."""
    call = ("upgrade", "--to", "2.17.1", "--environment", "old")

    assert run(*call, cwd=folder).code == 0
    assert run(*call, "--exit-code", cwd=folder).code == 1


def test_an_environment_whose_release_nobody_tells(folder: Path) -> None:
    """It is named, with what helps; the others are told."""
    (folder / "environments.toml").write_text(
        '[environments.x]\napp_config = "appConfig.js"\n', "utf-8"
    )
    result = run("upgrade", "--to", "2.17.1", cwd=folder)

    assert result.code == 2
    assert result.stdout == "\nnothing was compared; could not be read: x\n"
    assert "x: error: no package.json at or above the script depends on" in result.stderr
    assert "; --from says it for all" in result.stderr


def test_what_is_no_release(folder: Path) -> None:
    """Is an error before anything is read."""
    result = run("upgrade", "--to", "latest", cwd=folder)

    assert (result.code, result.stdout) == (2, "")
    assert "'latest' is no version of Flex UI" in result.stderr
    with pytest.raises(ReleaseError):
        upgrade(Reader(), [], "latest")


def test_secrets(folder: Path) -> None:
    """What looks secret is masked, and shown where that is asked for."""
    (folder / "appConfig.js").write_text(
        "var appConfig = { sdkOptions: { chat: { password: 's3cret-x' } } };", "utf-8"
    )
    text = json.loads((folder / "old.json").read_text("utf-8"))
    text["markdown"] = {"apiKey": "s3cret-column"}
    text["ui_attributes"]["markdown"] = {"apiKey": "s3cret-dead"}
    (folder / "old.json").write_text(json.dumps(text), "utf-8")
    for form in ("text", "json"):
        call = ("upgrade", "--from", "1.34", "--to", "2.17.1", "--format", form)
        assert "s3cret" not in run(*call, cwd=folder).stdout


def test_live_accounts(tmp_path: Path) -> None:
    """Both versions' resources are asked for, each once; offline what is kept of any counts."""
    with FakeFleet(["a", "b"]) as fleet:
        text = fleet.environments_toml(app_config="appConfig.js", flex_ui="2.2")
        (tmp_path / "environments.toml").write_text(text, "utf-8")
        (tmp_path / "appConfig.js").write_text("var appConfig = {};", "utf-8")
        call = ("upgrade", "--to", "2.17.1", "--kept", "kept")
        result = run(*call, cwd=tmp_path, env=fleet.environment)

        assert result.code == 0, result.stderr
        assert result.stdout.startswith("Flex UI 2.2 -> 2.17.1: all 2\n\n+ citrix")
        asked = sorted((one.account_sid, str(one.query)) for one in fleet.requests)
        assert len(asked) == len(set(asked)) == 4

    offline = run(*call, "--offline", cwd=tmp_path, env=fleet.environment)
    assert offline.stdout.splitlines()[:3] == result.stdout.splitlines()[:3]
    other = ("upgrade", "--to", "2.8", "--kept", "kept", "--offline")
    told = run(*other, cwd=tmp_path, env=fleet.environment)
    assert "Judged by the resource that is kept of another version: all 2" in told.stdout
