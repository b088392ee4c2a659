"""Pages that the real Flex UI ran: each running value is predicted, or has its cause."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from appconfig_merge.inputs.reader import Reader
from appconfig_merge.snapshots.encoding import object_of_values
from appconfig_merge.snapshots.snapshot import Snapshot
from appconfig_merge.verification.verify import verify
from tests.live.ours import expected, inputs_of
from tests.live.pages import pages
from tests.live.recording import recorded
from tests.verification.support import call, causes

if TYPE_CHECKING:
    from pathlib import Path

    from tests.live.pages import Page
    from tests.live.recording import Seen

PAGES = pages()
RECORDED = recorded()
LEFT_OPEN = expected()
RAN = sorted(
    name
    for name, seen in RECORDED.items()
    if seen.configuration is not None and "error" not in LEFT_OPEN.get(name, {})
)


def taken(page: Page, seen: Seen) -> Snapshot:
    """A snapshot of a recorded page."""
    return Snapshot(
        "snapshot.json",
        "browser",
        address=page.url.partition("#")[0],
        flex_ui=seen.release,
        configuration=object_of_values(_named(seen.configuration)),
        is_watched=True,
        calls=tuple(
            call(object_of_values(_named(each)), one.plugin or "")
            for one in seen.updates
            for each in one.set
        ),
        resource=page.resource,
        answer=200,
        stored=json.loads(page.stored) if page.stored else None,
        moved={name: object_of_values(_named(props)) for name, props in seen.moved.items()},
    )


def _named(data: Any) -> Any:
    """Recorded values as a snapshot has them: it names the class of what is no plain data."""
    if isinstance(data, list):
        return [_named(one) for one in data]
    if not isinstance(data, dict):
        return data
    if data.get("$js") == "other":
        return {"$js": "other", "class": "Made"}
    return {key: _named(one) for key, one in data.items()}


@pytest.mark.parametrize("name", RAN)
def test_each_running_value_has_its_cause(name: str, tmp_path: Path) -> None:
    """Those that are watched are told of plugins and the page; the rest the page has decided."""
    page, seen = PAGES[name], RECORDED[name]
    found = verify(Reader(), inputs_of(page, "", tmp_path), taken(page, seen))

    told = {cause for one in causes(found).values() for cause in one}
    allowed = {"service", "moved-props"}
    if name in LEFT_OPEN:
        allowed |= {"page-decided"}
    if seen.updates:
        allowed |= {"plugin" if any(one.plugin for one in seen.updates) else "page-script"}
    assert told <= allowed
    assert found.agreed >= 20 or name in LEFT_OPEN
