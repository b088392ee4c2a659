"""Choosing a release by its number, and by what a project or a resource says."""

from __future__ import annotations

from pathlib import Path

import pytest

from appconfig_merge import ReleaseError, Source, effective_config
from appconfig_merge.releases import choose, choose_for, newest
from appconfig_merge.releases.package_json import flex_ui_dependency


@pytest.mark.parametrize(
    ("wanted", "version", "merge"),
    [
        ("2.17.1", "2.17.1", "C + L((R + A) + P)"),
        ("v2.17.1", "2.17.1", "C + L((R + A) + P)"),
        ("2.17", "2.17.1", "C + L((R + A) + P)"),
        ("2", "2.17.1", "C + L((R + A) + P)"),
        ("2.n", "2.17.1", "C + L((R + A) + P)"),
        ("2.2", "2.2", "C + L(R + A)"),
        ("2.3.0-rc.1", "2.3.0", "C + L((R + A) + P)"),
        ("2.0.2", "2.0.2", "C + L(R + A)"),
        ("1", "1.34.6", "C + L((R + A) + P)"),
        ("1.34", "1.34.6", "C + L((R + A) + P)"),
        ("1.33.3", "1.33.3", "C + L(R + A)"),
        ("1.31", "1.31", "L((C + R) + A)"),
        ("1.18.0", "1.18.0", "(C + R) + A"),
    ],
)
def test_by_number(wanted: str, version: str, merge: str) -> None:
    """A whole version is itself; a part of one is the newest that it may mean."""
    release = choose(wanted)

    assert (release.version, release.merge) == (version, merge)
    assert release.remarks == ()


@pytest.mark.parametrize("wanted", ["2.18", "2.17.2", "2.17.100", "3.0.0", "3"])
def test_newer_than_what_is_known(wanted: str) -> None:
    """The newest row's rules, and a word about it."""
    release = choose(wanted)

    assert release == newest()._replace(remarks=release.remarks)
    assert [remark.code for remark in release.remarks] == ["newer-release"]
    assert f"Flex UI {wanted} is newer" in release.remarks[0].message


def test_a_newer_release_of_the_older_series() -> None:
    """Its rules are those of the newest 1.x, not of 2.0."""
    release = choose("1.99")

    assert release.version == "1.34.6"
    assert [remark.code for remark in release.remarks] == ["newer-release"]


@pytest.mark.parametrize("wanted", ["1.17.9", "1.0.0", "0.15", "0"])
def test_older_than_what_is_known(wanted: str) -> None:
    """Refused, with what to do instead."""
    with pytest.raises(ReleaseError, match="older than any release that is known") as caught:
        choose(wanted)

    assert "1.18.0" in str(caught.value.help)


@pytest.mark.parametrize("wanted", ["", "latest", "two", "2.1.0.0", "2.", "-1", "٢", "9" * 5000])
def test_no_version(wanted: str) -> None:
    """What isn't one is said to be none."""
    with pytest.raises(ReleaseError, match="is no version of Flex UI") as caught:
        choose(wanted)

    assert len(caught.value.message) < 200


def project(folder: Path, **files: str) -> str:
    """An appConfig.js in public/, with these files beside the folder; its name."""
    public = folder / "public"
    public.mkdir(parents=True)
    (public / "appConfig.js").write_text("var appConfig = {};")
    for name, text in files.items():
        (folder / name.replace("__", "-").replace("_", ".")).write_text(text)
    return str(public / "appConfig.js")


PACKAGE = '{"dependencies": {"@twilio/flex-ui": "^2.3.0"}}'
NPM = '{"packages": {"node_modules/@twilio/flex-ui": {"version": "2.5.1"}}}'
NPM_1 = '{"dependencies": {"@twilio/flex-ui": {"version": "2.4.0"}}}'
YARN = 'abc@1:\n  version "9.9.9"\n\n"@twilio/flex-ui@^2.3.0":\n  version "2.6.1"\n  resolved "x"\n'
BERRY = '"@twilio/flex-ui@npm:^2.3.0":\n  version: 2.7.2\n  resolution: "x"\n'
PNPM = "packages:\n\n  '@twilio/flex-ui@2.8.3(react@17.0.2)':\n    resolution: {}\n"
PNPM_6 = "packages:\n\n  /@twilio/flex-ui/2.9.1:\n    resolution: {}\n"


@pytest.mark.parametrize(
    ("files", "version", "said_by"),
    [
        ({"package_json": PACKAGE}, "2.17.1", "package.json (^2.3.0)"),
        (
            {"package_json": PACKAGE, "package__lock_json": NPM},
            "2.5.1",
            "package-lock.json (2.5.1)",
        ),
        ({"package_json": PACKAGE, "package__lock_json": NPM_1}, "2.4.0", "package-lock.json"),
        ({"package_json": PACKAGE, "yarn_lock": YARN}, "2.6.1", "yarn.lock"),
        ({"package_json": PACKAGE, "yarn_lock": BERRY}, "2.7.2", "yarn.lock"),
        ({"package_json": PACKAGE, "pnpm__lock_yaml": PNPM}, "2.8.3", "pnpm-lock.yaml"),
        ({"package_json": PACKAGE, "pnpm__lock_yaml": PNPM_6}, "2.9.1", "pnpm-lock.yaml"),
        ({"package_json": PACKAGE, "package__lock_json": "{"}, "2.17.1", "package.json"),
        ({"package_json": PACKAGE.replace("^2.3.0", "~2.5.0")}, "2.5", "package.json (~2.5.0)"),
        ({"package_json": PACKAGE.replace("^2.3.0", "1.26.3")}, "1.26.3", "package.json"),
    ],
)
def test_auto_by_the_project(
    files: dict[str, str], version: str, said_by: str, tmp_path: Path
) -> None:
    """The lock file beside the nearest package.json, else its range; and which it was."""
    name = project(tmp_path, **files)

    config = effective_config(name, configuration={"ui_attributes": {}}, flex_ui="auto")

    assert config.release is not None
    assert config.release.version == version
    remark = config.diagnostics[0]
    assert (remark.code, remark.severity) == ("chosen-release", "info")
    assert remark.message.startswith(f"Flex UI {version}, as ")
    assert said_by in remark.message


def test_auto_goes_up_to_where_the_dependency_is(tmp_path: Path) -> None:
    """A package.json without it, as in a workspace, is passed by."""
    (tmp_path / "package.json").write_text(PACKAGE)
    name = project(tmp_path / "inner", package_json='{"name": "inner"}')

    dependency = flex_ui_dependency(name)

    assert dependency is not None
    assert (Path.cwd() / dependency.file).resolve() == tmp_path.resolve() / "package.json"


@pytest.mark.parametrize("text", ["", "[]", "null", '{"dependencies": []}', "[" * 100_000, "\x00"])
def test_a_package_json_that_is_none(text: str, tmp_path: Path) -> None:
    """It says nothing, and nothing fails."""
    assert flex_ui_dependency(project(tmp_path, package_json=text)) is None


@pytest.mark.parametrize(
    ("ui_version", "version"),
    [("2.n", "2.17.1"), ("~2.0.0", "2.0"), ("1.30.2", "1.30.2"), ("2.x.auto", "2.17.1")],
)
def test_auto_by_the_resource(ui_version: str, version: str) -> None:
    """Where no project says it, the resource's ui_version does."""
    config = effective_config(
        Source("appConfig.js", "var appConfig = {};"),
        configuration={"ui_attributes": {}, "ui_version": ui_version},
        flex_ui="auto",
    )

    assert config.release is not None
    assert config.release.version == version
    assert "ui_version" in config.diagnostics[0].message


def test_auto_without_anything_to_go_by() -> None:
    """An error that says what was looked for."""
    with pytest.raises(ReleaseError, match=r"no package\.json at or above") as caught:
        choose_for(None, None)

    assert caught.value.help == "name a release: --flex-ui 2.17.1"


def test_auto_with_a_range_that_says_nothing(tmp_path: Path) -> None:
    """An error that names it."""
    name = project(tmp_path, package_json=PACKAGE.replace("^2.3.0", "latest"))

    with pytest.raises(ReleaseError, match=r"package\.json \(latest\)"):
        effective_config(name, flex_ui="auto")


def test_auto_with_a_range_that_is_too_old(tmp_path: Path) -> None:
    """The error names the file that asks for it."""
    name = project(tmp_path, package_json=PACKAGE.replace("^2.3.0", "~1.17.0"))

    with pytest.raises(ReleaseError, match=r"1\.17 is older .*package\.json \(~1\.17\.0\) asks"):
        effective_config(name, flex_ui="auto")
