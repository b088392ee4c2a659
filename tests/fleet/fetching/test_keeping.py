"""Kept resources: only what changed, for its owner alone, and never over anything."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import InputError
from appconfig_merge.fleet.keeping import demand_kept_folder, keep
from appconfig_merge.inputs.kept import kept_resources
from appconfig_merge.rest import Configuration
from appconfig_merge.rest.document import write

ONE = "AC" + "1" * 32
NOON = datetime(2026, 11, 30, 12, 0, 0, 250_000, UTC)
SECOND = timedelta(seconds=1)


def resource(at: datetime = NOON, account: str = ONE, **values: Any) -> Configuration:
    """A resource as it was fetched."""
    body = write({"account_sid": account, **values}).encode()
    return Configuration.from_bytes("answer", body, at)


def kept(folder: Path) -> list[str]:
    """The names of what is kept, below a folder."""
    return sorted(str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file())


def test_what_is_kept_is_what_was_answered(tmp_path: Path) -> None:
    """Byte for byte, by account and time, for its owner."""
    folder = tmp_path / "state" / "kept"
    body = b'{ "account_sid": "' + ONE.encode() + b'", "n": 1.50 }\n'
    keeping = keep(Configuration.from_bytes("answer", body, NOON), str(folder))

    assert keeping.state == "new"
    assert keeping.before is None
    assert kept(folder) == [f"{ONE}/20261130T120000Z.json"]
    file = Path(keeping.now.file)
    assert file.read_bytes() == body
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [stat.S_IMODE(one.stat().st_mode) for one in (folder, file.parent)] == [0o700] * 2


@pytest.mark.parametrize(
    "again",
    [
        b'{"b":[1,2],"a":1.0,"account_sid":"%s"}',
        b'{"a" : 1e0, "b": [1,2.00], "account_sid":"%s"}',
    ],
)
def test_the_same_is_not_kept_again(tmp_path: Path, again: bytes) -> None:
    """The order of keys and the writing of numbers is no change."""
    first = keep(resource(a=1, b=[1, 2]), str(tmp_path))
    body = again % ONE.encode()
    second = keep(Configuration.from_bytes("answer", body, NOON + SECOND), str(tmp_path))

    assert (second.state, second.now) == ("unchanged", first.now)
    assert len(kept(tmp_path)) == 1


def test_an_answer_that_another_has_overtaken(tmp_path: Path) -> None:
    """Says the same, and was asked for before it: as where an account has two environments."""
    first = keep(resource(NOON + SECOND, a=1), str(tmp_path))
    second = keep(resource(NOON, a=1), str(tmp_path))
    third = keep(resource(NOON, a=2), str(tmp_path))

    assert (second.state, second.now, second.before) == ("unchanged", first.now, None)
    assert (third.state, third.before) == ("new", None)
    assert len(kept(tmp_path)) == 2


def test_a_change_is_kept(tmp_path: Path) -> None:
    """With what was before; going back is a change, too."""
    states = [
        keep(resource(NOON + at * SECOND, a=value), str(tmp_path))
        for at, value in enumerate([1, 2, 2, 1])
    ]

    assert [one.state for one in states] == ["new", "changed", "unchanged", "changed"]
    assert states[1].before == states[0].now
    assert states[2].before == states[0].now
    assert [one.file for one in kept_resources(str(tmp_path), ONE)] == [
        states[at].now.file for at in (0, 1, 3)
    ]


def test_an_order_of_an_array_is_a_change(tmp_path: Path) -> None:
    """Only that of keys isn't."""
    keep(resource(a=[1, 2]), str(tmp_path))
    assert keep(resource(NOON + SECOND, a=[2, 1]), str(tmp_path)).state == "changed"


def test_changes_within_a_second(tmp_path: Path) -> None:
    """Each has a name of its own, and the order is that of time."""
    files = [
        keep(resource(NOON + timedelta(milliseconds=at), a=at), str(tmp_path)).now.file
        for at in range(5)
    ]

    assert [one.file for one in kept_resources(str(tmp_path), ONE)] == files
    assert Path(files[1]).name == "20261130T120000.251000Z.json"


def test_a_version_is_kept_by_itself(tmp_path: Path) -> None:
    """So is another account."""
    keep(resource(a=1), str(tmp_path))
    keep(resource(a=2), str(tmp_path), "2.17.1")
    keep(resource(account="AC" + "2" * 32, a=1), str(tmp_path))

    assert kept(tmp_path) == [
        f"{ONE}/20261130T120000Z.json",
        f"{ONE}/ui-2.17.1/20261130T120000Z.json",
        f"AC{'2' * 32}/20261130T120000Z.json",
    ]


def test_what_is_damaged_is_kept_and_followed_by_what_is_whole(tmp_path: Path) -> None:
    """Nothing is overwritten."""
    first = keep(resource(a=1), str(tmp_path))
    Path(first.now.file).write_bytes(b'{"acc')

    assert keep(resource(NOON + SECOND, a=1), str(tmp_path)).state == "changed"
    assert Path(first.now.file).read_bytes() == b'{"acc'


@pytest.mark.parametrize("account", ["../../x", "AC", "AC" + "1" * 31 + "/", ""])
def test_an_account_that_leads_elsewhere(tmp_path: Path, account: str) -> None:
    """The service's word is no name of a folder."""
    with pytest.raises(InputError, match="no account SID"):
        keep(resource(account=account), str(tmp_path / "kept"))

    assert kept(tmp_path) == []


@pytest.mark.parametrize("link", [ONE, f"{ONE}/ui-2.17.1"])
def test_no_link_is_followed(tmp_path: Path, link: str) -> None:
    """Neither an account's folder nor a version's; the folder itself may be one."""
    elsewhere, folder = tmp_path / "elsewhere", tmp_path / "kept"
    elsewhere.mkdir()
    (folder / link).parent.mkdir(parents=True)
    (folder / link).symlink_to(elsewhere)

    with pytest.raises(InputError, match="can be kept there"):
        keep(resource(a=1), str(folder), "2.17.1")

    assert list(elsewhere.iterdir()) == []
    (tmp_path / "link").symlink_to(elsewhere)
    assert keep(resource(a=1), str(tmp_path / "link")).state == "new"


def test_a_link_by_the_name_of_a_resource_stays(tmp_path: Path) -> None:
    """What is kept gets another name."""
    folder = tmp_path / "kept" / ONE
    folder.mkdir(parents=True)
    (folder / "20261130T120000Z.json").symlink_to(tmp_path / "target")

    assert keep(resource(a=1), str(tmp_path / "kept")).state == "new"
    assert not (tmp_path / "target").exists()
    assert (folder / "20261130T120000Z.json").is_symlink()
    assert (folder / "20261130T120000.250000Z.json").is_file()


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    """Told before anything is asked for."""
    (tmp_path / "file").write_text("x", "utf-8")
    for name in ("file", "file/below", "a\0b"):
        with pytest.raises(InputError) as caught:
            demand_kept_folder(str(tmp_path / name))
        assert "--kept" in (caught.value.help or "")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_not_writable(tmp_path: Path) -> None:
    """Told before anything is asked for."""
    tmp_path.chmod(0o500)
    with pytest.raises(InputError, match="Permission denied"):
        demand_kept_folder(str(tmp_path))


def _keep_many(folder: str, number: int) -> list[str]:
    states: list[str] = []
    for turn in range(20):
        at = NOON + timedelta(milliseconds=turn)
        states.append(keep(resource(at, turn=turn, number=number), folder).state)
    return states


def test_two_runs_at_once_lose_nothing(tmp_path: Path) -> None:
    """Whatever each found is there, whole, and nothing else."""
    with ProcessPoolExecutor(4) as pool:
        list(pool.map(_keep_many, [str(tmp_path)] * 4, range(4)))

    found = [Configuration.read(one.file) for one in kept_resources(str(tmp_path), ONE)]
    seen = {(one.properties["turn"], one.properties["number"]) for one in found}
    assert seen == {(turn, number) for turn in range(20) for number in range(4)}
    assert all(name.endswith("Z.json") for name in kept(tmp_path))


def test_two_runs_that_find_the_same_keep_it_once(tmp_path: Path) -> None:
    """They look one after the other."""
    with ProcessPoolExecutor(4) as pool:
        list(pool.map(_keep_many, [str(tmp_path)] * 4, [0] * 4))

    assert len(kept(tmp_path)) == 20


@given(values=st.lists(st.integers(0, 2), max_size=8))
def test_what_is_kept_is_the_history_without_repetitions(
    tmp_path_factory: pytest.TempPathFactory, values: list[int]
) -> None:
    """In order, and the newest is what was found last."""
    folder = str(tmp_path_factory.mktemp("kept"))
    for at, value in enumerate(values):
        keep(resource(NOON + at * SECOND, a=value), folder)

    found = [Configuration.read(one.file).properties["a"] for one in kept_resources(folder, ONE)]
    assert found == [one for at, one in enumerate(values) if not at or values[at - 1] != one]
