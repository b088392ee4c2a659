"""When a page has come so far that a snapshot of it tells something."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from appconfig_merge.browser.waiting import SECONDS_PATIENT, SECONDS_QUIET, Look, Watch

if TYPE_CHECKING:
    from appconfig_merge.browser.waiting import Course


def look(state: Any, plugins: Any = (), *, is_loaded: bool = True, **more: Any) -> Look:
    """What a page shows."""
    return Look(json.dumps({"state": state, "plugins": plugins, **more}), is_loaded)


def plugin(state: Any) -> dict[str, Any]:
    return {"name": f"plugin-{state}", "state": state}


def course(seen: Look | None, seconds: float, *, is_attended: bool = False) -> Course:
    """What becomes of a page that has shown the same for so many seconds."""
    watch = Watch(0, is_attended=is_attended)
    watch.see(seen, 1)
    return watch.see(seen, 1 + seconds)


@pytest.mark.parametrize(
    ("seen", "after"),
    [
        (look("running"), SECONDS_QUIET),
        (look("running", [plugin("Initialized"), plugin("Failed")]), SECONDS_QUIET),
    ],
)
def test_ready(seen: Look, after: float) -> None:
    """It runs, its plugins have ended in one way or the other, and nothing changes."""
    assert course(seen, after - 0.1) == "on"
    assert course(seen, after) == "ready"


@pytest.mark.parametrize(
    ("state", "after"),
    [("refused", SECONDS_QUIET), ("login", SECONDS_PATIENT), ("absent", SECONDS_PATIENT)],
)
def test_over(state: str, after: float) -> None:
    """Nothing more will come of it."""
    assert course(look(state), after - 0.1) == "on"
    assert course(look(state), after) == "over"


@pytest.mark.parametrize("state", ["login", "absent"])
def test_a_person_takes_longer(state: str) -> None:
    """Somebody may log in, here or at another server."""
    assert course(look(state), 10 * SECONDS_PATIENT, is_attended=True) == "on"


@pytest.mark.parametrize(
    "seen",
    [
        None,
        look("starting"),
        look("running", is_loaded=False),
        look("absent", is_loaded=False),
        look("running", [plugin("Initialized"), plugin("NotStarted")]),
        look("running", [plugin("Initialising")]),
        look("running", [plugin(["Initialized"])]),
        look(["running"]),
        Look("[]", is_loaded=True),
        Look("{", is_loaded=True),
        Look("[" * 100_000, is_loaded=True),
    ],
)
def test_it_goes_on(seen: Look | None) -> None:
    """What isn't there yet may come, whatever a page makes of the snapshot."""
    assert course(seen, 10 * SECONDS_PATIENT) == "on"


def test_time_itself_is_no_change() -> None:
    """Each look is taken at a time of its own; any other change begins the quiet anew."""
    watch = Watch(0, is_attended=False)

    assert watch.see(look("running", taken="1"), 1) == "on"
    assert watch.see(look("running", taken="2", configuration={"a": 1}), 2) == "on"
    assert watch.see(look("running", taken="3", configuration={"a": 1}), 3.5) == "on"
    assert watch.see(look("running", taken="4", configuration={"a": 1}), 4) == "ready"
    assert json.loads(watch.text)["taken"] == "4"


def test_a_document_between_begins_anew() -> None:
    """The page after a redirect is another."""
    watch = Watch(0, is_attended=False)

    assert watch.see(look("running"), 1) == "on"
    assert watch.see(None, 2) == "on"
    assert watch.see(look("running"), 3.5) == "on"
    assert watch.see(look("running"), 5.5) == "ready"


def test_what_is_pending() -> None:
    """By name, as far as a plugin has one."""
    watch = Watch(0, is_attended=False)

    watch.see(look("running", [plugin("Failed"), plugin("Loaded"), {"state": "Loaded"}, 3]), 1)

    assert watch.pending == ["plugin-Loaded", "a plugin without a name"]
