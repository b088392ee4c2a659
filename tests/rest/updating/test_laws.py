"""The laws of an update, for any resource, any change and any failure in between."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import event, given, settings
from hypothesis import strategies as st

from appconfig_merge.rest import (
    Configuration,
    EditError,
    RefusedChangeError,
    Replace,
    RestError,
    Set,
    Unset,
    UpdateError,
)
from appconfig_merge.rest.document import equivalent, write
from appconfig_merge.testing import (
    ACCOUNT_SID,
    CannedAnswer,
    Collision,
    CutOff,
    FakeFlexApi,
    RateLimited,
    ServerError,
)
from tests.hunting import examples
from tests.rest.updating.support import restore, stored, update

if TYPE_CHECKING:
    from collections.abc import Iterator

    Edit = Set | Unset | Replace

PROPERTIES = ("ui_attributes", "taskrouter_skills", "attributes", "call_recording_enabled")
KEYS = st.sampled_from(["theme", "isLight", "a", "b.c", "", "é", "__proto__", "/", "0"])
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**30), 10**30),
    st.decimals(allow_nan=False, allow_infinity=False, places=3),
    st.text(max_size=6),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)
RESOURCES = st.fixed_dictionaries(
    {"ui_attributes": st.dictionaries(KEYS, VALUES, max_size=4)},
    optional=dict.fromkeys(PROPERTIES[1:], VALUES),
)
PATHS = st.tuples(
    st.sampled_from(PROPERTIES), st.lists(KEYS | st.integers(0, 3), max_size=3).map(tuple)
).map(lambda parts: (parts[0], *parts[1]))
EDITS = st.lists(
    st.one_of(
        st.builds(Set, PATHS, VALUES),
        st.builds(Unset, PATHS),
        st.builds(Replace, st.sampled_from(PROPERTIES), VALUES),
    ),
    min_size=1,
    max_size=3,
)
FAULTS = st.lists(
    st.tuples(
        st.sampled_from([
            RateLimited("0"),
            Collision(),
            ServerError(500),
            ServerError(502, applied=True),
            CutOff("before"),
            CutOff("after"),
            CutOff("halfway"),
            CannedAnswer(200, b"?"),
        ]),
        st.sampled_from(["GET", "POST"]),
        st.integers(1, 5),
        st.integers(0, 3),
    ),
    max_size=3,
)  # fmt: skip


def applied(document: dict[str, Any], edits: list[Edit]) -> dict[str, Any] | None:
    """What the edits make of a resource; None where they can't be applied."""
    try:
        for edit in edits:
            document = edit.apply(document).document
    except EditError:
        return None
    return document


def present(resource: dict[str, Any]) -> dict[str, Any]:
    """A resource without the properties that are null: one that isn't there is as good as null."""
    return {name: value for name, value in resource.items() if value is not None}


@contextmanager
def service(resource: dict[str, Any]) -> Iterator[tuple[FakeFlexApi, Path]]:
    """A fake API that keeps a resource, and a folder for backups."""
    whole = {"account_sid": ACCOUNT_SID, "status": "ok", **resource}
    with FakeFlexApi(whole) as api, tempfile.TemporaryDirectory() as name:
        yield api, Path(name)


@given(resource=RESOURCES, edits=EDITS, faults=FAULTS)
@settings(max_examples=examples(80))
def test_an_update_changes_what_it_says_and_nothing_else(
    resource: dict[str, Any], edits: list[Edit], faults: list[Any]
) -> None:
    """Or nothing at all, or it says that it doesn't know; never anything in between."""
    with service(resource) as (api, folder):
        before = stored(api)
        intended = applied(before, edits)
        for fault, method, times, after in faults:
            api.fail(fault, method=method, times=times, after=after)
        outcome = "changed"
        try:
            update(api, folder, *edits, force=True, watch_seconds=0)
        except UpdateError as error:
            outcome = error.state
        except (EditError, RefusedChangeError, RestError):  # it has not begun
            outcome = "unchanged"
        now = stored(api)

    event(outcome)
    if outcome == "changed":
        assert intended is not None
        assert equivalent(present(now), present(intended))
    elif outcome == "unchanged":
        assert write(now) == write(before)
    else:
        assert outcome == "unknown"
        changed = intended is not None and equivalent(present(now), present(intended))
        assert changed or equivalent(now, before)


@given(resource=RESOURCES, edits=EDITS)
@settings(max_examples=examples(30))
def test_what_is_not_named_keeps_its_writing(resource: dict[str, Any], edits: list[Edit]) -> None:
    """Properties that no edit names are the same byte for byte."""
    with service(resource) as (api, folder):
        before = stored(api)
        with suppress(EditError, RefusedChangeError):
            update(api, folder, *edits, force=True, watch_seconds=0)
        now = stored(api)

    named = {edit.property if isinstance(edit, Replace) else edit.path[0] for edit in edits}
    assert {k: write(v) for k, v in now.items() if k not in named} == {
        k: write(v) for k, v in before.items() if k not in named
    }


@given(resource=RESOURCES, edits=EDITS)
@settings(max_examples=examples(30))
def test_restoring_the_backup_of_an_update_undoes_it(
    resource: dict[str, Any], edits: list[Edit]
) -> None:
    """Bit for bit, as far as the API can: a property that was not there can't be removed."""
    with service(resource) as (api, folder):
        before = stored(api)
        try:
            done = update(api, folder, *edits, force=True, watch_seconds=0)
        except (EditError, RefusedChangeError):
            return
        restore(api, folder, Configuration.read(done.backup), force=True, watch_seconds=0)
        now = stored(api)

    assert {k: write(v) for k, v in now.items() if k in before} == {
        k: write(v) for k, v in before.items()
    }
