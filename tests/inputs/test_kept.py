"""Folders of kept resources: what counts as one, whose it is, and which is the newest."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import InputError, Source, effective_config
from appconfig_merge.fleet.stored import of_kept
from appconfig_merge.inputs.kept import (
    account_folder,
    file_name,
    kept_accounts,
    kept_resources,
    newest_kept,
)

ONE = "AC" + "0" * 32
OTHER = "AC" + "0" * 31 + "1"


def keep(folder: Path, *names: str) -> None:
    """Put files where they would be kept."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("{}", "utf-8")


def refusal(folder: Path) -> tuple[str, str | None]:
    """Why nothing of a folder counts, from there on, and what helps."""
    with pytest.raises(InputError) as caught:
        newest_kept(str(folder))
    return caught.value.message.replace(f"{folder}", "FOLDER"), caught.value.help


def test_where_resources_lie() -> None:
    """By account, and below that by the version that was asked for."""
    assert account_folder("kept", ONE) == str(Path("kept", ONE))
    assert account_folder("kept", ONE, "2.17.1") == str(Path("kept", ONE, "ui-2.17.1"))


@pytest.mark.parametrize("account", ["", "..", "AC", ONE[:-1] + "/", "SK" + ONE[2:], ONE + "\n"])
def test_an_account_that_is_none(account: str) -> None:
    """What the service says of itself leads nowhere else."""
    with pytest.raises(InputError, match="this is no account SID"):
        account_folder("kept", account)


@pytest.mark.parametrize("version", ["", "..", "a/b", "../2.17", ".2", "2 17", "2" * 65])
def test_a_version_that_is_no_name(version: str) -> None:
    """Nor does a version that an environments file says."""
    with pytest.raises(InputError, match="is no name for a folder"):
        account_folder("kept", ONE, version)


@pytest.mark.parametrize(
    ("at", "name"),
    [
        (datetime(2026, 11, 30, 10, 45, tzinfo=UTC), "20261130T104500Z.json"),
        (datetime(2026, 11, 30, 10, 45, 0, 20, UTC), "20261130T104500.000020Z.json"),
        (datetime(2026, 11, 30, 1, 5, 9, tzinfo=timezone(timedelta(hours=2))),
         "20261129T230509Z.json"),
    ],
)  # fmt: skip
def test_what_a_resource_is_called(at: datetime, name: str) -> None:
    """By its time in UTC; a part of a second only where there is one."""
    assert file_name(at) == name


@given(at=st.datetimes(min_value=datetime(1000, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_a_name_says_its_time(at: datetime, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What is kept at a time is found again as of that time."""
    folder = tmp_path_factory.mktemp("kept")
    keep(folder, f"{ONE}/{file_name(at)}")

    assert [one.at for one in kept_resources(str(folder), ONE)] == [at]


def test_what_is_kept_is_ordered_by_time(tmp_path: Path) -> None:
    """Not by the names, of which one may be more exact; each version by itself."""
    later = "20261130T104500.250000Z.json"
    keep(tmp_path, f"{ONE}/{later}", f"{ONE}/20261130T104500Z.json", f"{ONE}/20250101T000000Z.json")
    keep(tmp_path, f"{ONE}/ui-2.17.1/20270101T000000Z.json")

    names = [Path(one.file).name for one in kept_resources(str(tmp_path), ONE)]
    assert names == ["20250101T000000Z.json", "20261130T104500Z.json", later]
    (pinned,) = kept_resources(str(tmp_path), ONE, "2.17.1")
    assert pinned.file == str(tmp_path / ONE / "ui-2.17.1" / "20270101T000000Z.json")
    assert kept_accounts(str(tmp_path)) == (ONE,)


def test_what_else_lies_there_is_left_alone(tmp_path: Path) -> None:
    """Files of other names, folders of files' names, links, times that don't exist."""
    own = f"{ONE}/20261130T104500Z.json"
    keep(
        tmp_path,
        own,
        "README.md",
        "20261130T104500Z.json.tmp",
        f"{ONE}/20261131T104500Z.json",
        f"{ONE}/20271130T104500z.json",
        f"{ONE}/.20271130T104500Z.json.part",
        f"{ONE}/20280101T000000Z.json/nested.json",
        "elsewhere/20290101T000000Z.json",
        f"{ONE[:-1]}/20290101T000000Z.json",
    )
    (tmp_path / ONE / "20290101T000000Z.json").symlink_to("/etc/passwd")
    (tmp_path / OTHER).symlink_to(tmp_path / "elsewhere")

    assert newest_kept(str(tmp_path)) == str(tmp_path / own)
    assert len(kept_resources(str(tmp_path), ONE)) == 1
    assert kept_accounts(str(tmp_path)) == (ONE,)


def test_nothing_is_kept_yet(tmp_path: Path) -> None:
    """A folder that isn't there has nothing of any account; asked for one, it is an error."""
    assert kept_resources(str(tmp_path / "none"), ONE) == ()
    assert kept_accounts(str(tmp_path / "none")) == ()
    assert refusal(tmp_path)[0] == "FOLDER: no resource is kept here"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    """Nobody takes it for an empty one."""
    keep(tmp_path, ONE)

    with pytest.raises(InputError, match="Not a directory"):
        kept_resources(str(tmp_path), ONE)


def test_the_newest_of_the_one_account(tmp_path: Path) -> None:
    """The folder of all accounts, of the account, and of a version of it."""
    keep(tmp_path, f"{ONE}/20250101T000000Z.json", f"{ONE}/20261130T104500Z.json")
    newest = str(tmp_path / ONE / "20261130T104500Z.json")

    assert newest_kept(str(tmp_path)) == newest
    assert newest_kept(str(tmp_path / ONE)) == newest
    assert newest_kept(str(tmp_path), "2.17.1") == newest, "one version is the one that is meant"


def test_of_several_versions_the_one_that_is_asked_for(tmp_path: Path) -> None:
    """As the service would have answered it; another isn't taken in its place."""
    plain, pinned = f"{ONE}/20250101T000000Z.json", f"{ONE}/ui-2.17.1/20200101T000000Z.json"
    keep(tmp_path, plain, pinned)

    assert newest_kept(str(tmp_path)) == str(tmp_path / plain)
    assert newest_kept(str(tmp_path), "2.17.1") == str(tmp_path / pinned)
    with pytest.raises(InputError) as caught:
        newest_kept(str(tmp_path), "2.16.0")
    account = tmp_path / ONE
    assert caught.value.message == (
        f"{account}: resources of several versions are kept here, and none that was asked for "
        "as version 2.16.0"
    )
    assert caught.value.help == (
        f"name the folder of one of them: {account}, {account / 'ui-2.17.1'}"
    )


def test_of_several_accounts_none_is_meant(tmp_path: Path) -> None:
    """They are named, though no more than anybody reads."""
    accounts = [f"AC{number:032}" for number in range(12)]
    keep(tmp_path, *(f"{one}/20250101T000000Z.json" for one in accounts))

    assert refusal(tmp_path) == (
        "FOLDER: resources of 12 accounts are kept here",
        f"name the folder of one of them: {', '.join(accounts[:10])} and 2 others",
    )


def test_a_folder_in_place_of_a_resource(tmp_path: Path) -> None:
    """For the library, too: the newest counts, and is named as what it is."""
    keep(tmp_path, f"{ONE}/20250101T000000Z.json")
    newest = tmp_path / ONE / "20261130T104500Z.json"
    newest.write_text('{"ui_attributes": {"logLevel": "warn"}}', "utf-8")
    config = effective_config(Source("a.js", "appConfig = {}"), configuration=tmp_path)

    assert config["logLevel"] == "warn"
    assert {layer.file for layer in config.layers} == {"a.js", str(newest)}


@pytest.mark.parametrize("folder", [ONE, f"{ONE}/ui-2.17.1"])
def test_what_lies_in_the_folder_of_another_account_is_refused(tmp_path: Path, folder: str) -> None:
    """It would be taken for what that account has. Where no account is said, nobody is misled."""
    script = Source("a.js", "var appConfig = {};", "javascript")
    text = f'{{"account_sid": "{OTHER}", "ui_attributes": {{"a": 1}}}}'
    for place in (folder, "backups"):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "20261130T104500Z.json").write_text(text, "utf-8")

    for place in (folder, f"{folder}/20261130T104500Z.json"):
        with pytest.raises(InputError, match="this is the resource of another account than"):
            effective_config(script, configuration=tmp_path / place)
    with pytest.raises(InputError, match="this is the resource of another account than"):
        of_kept(str(tmp_path / folder / "20261130T104500Z.json"))
    place = "backups/20261130T104500Z.json"
    assert effective_config(script, configuration=tmp_path / place).get("a") == 1
