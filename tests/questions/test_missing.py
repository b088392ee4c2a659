"""The options that would tell an unresolved value."""

from __future__ import annotations

import pytest

from appconfig_merge.page.url import page_definitions
from appconfig_merge.questions.missing import OF_THE_URL, supplied_by


@pytest.mark.parametrize(
    ("needs", "options"),
    [
        ([], ""),
        (["page.a"], "--define page.a=JSON"),
        (['localStorage["a b"]'], "--define 'localStorage[\"a b\"]'=JSON"),
        (["page.a", "page.b"], "--define page.a=JSON --define page.b=JSON"),
        (["location.host"], "--page-url URL or --define location.host=JSON"),
        (["location.protocol", "location.host"], "--page-url URL"),
        (["location.host", "page.a", "document.URL"], "--page-url URL --define page.a=JSON"),
        (
            ["location.reload", "document.title"],
            "--define location.reload=JSON --define document.title=JSON",
        ),
    ],
)
def test_what_would_supply_what_is_missing(needs: list[str], options: str) -> None:
    """All of it, ready for a shell; the page's URL gives all that follows from it."""
    assert supplied_by(needs) == options


def test_what_follows_from_the_url_is_what_page_url_defines() -> None:
    """No more and no less."""
    assert page_definitions("https://flex.example.com/a?b=1#c").keys() == OF_THE_URL
