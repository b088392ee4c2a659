"""``--flex-ui auto``: the release that a project, or its resource, says."""

from __future__ import annotations

from pathlib import Path

import pytest

from appconfig_merge import ReleaseError, Source, effective_config
from appconfig_merge.inputs.package_json import flex_ui_dependency
from appconfig_merge.releases import choose_for


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
