"""What a browser has stored, held against what the real Flex UI ran with in one that had it."""

from __future__ import annotations

import pytest

from appconfig_merge import Source, effective_config
from appconfig_merge.rendering.encoding import encode
from tests.live.comparison import compare
from tests.live.pages import pages
from tests.live.recording import recorded

PAGES, RECORDED = pages(), recorded()


@pytest.mark.parametrize(
    "name", ["stored-account", "stored-gaps", "stored-odd", "login-then-create-stored"]
)
def test_gaps_are_filled_as_in_a_browser(name: str) -> None:
    """On pages that hand over what appConfig.js made of it, every leaf."""
    page, seen = PAGES[name], RECORDED[name]
    assert page.stored is not None

    config = effective_config(
        Source("appConfig.js", page.files["/appConfig.js"].decode()),
        configuration=page.resource,
        stored=Source("stored.json", page.stored, "json"),
        flex_ui=seen.release,
    )
    found = compare(seen, encode(config.to_dict()))

    assert (found.wrong, found.unresolved) == ([], [])
    assert found.compared > 25
