"""What a known key is, in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from appconfig_merge import parse_path
from appconfig_merge.known_keys.facts import Range, facts
from appconfig_merge.known_keys.schema import all_releases, schema_of

if TYPE_CHECKING:
    from appconfig_merge.paths import Path


def sentence(path: str) -> str:
    """What is said of the key at a path, with the known key where that is another."""
    found = facts(parse_path(path))
    if found is None:
        return "no known key"
    around = "" if found.path == parse_path(path) else f"{'.'.join(map(str, found.path))}: "
    return around + found.sentence


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("theme.isLight", "a key of Flex UI from 2.0 on, true or false"),
        ("serviceBaseUrl", "a key of Flex UI in every known release, a string"),
        ("warmTransfers.enabled", "a key of Flex UI up to 1.34, true or false"),
        ("oauth", "a key of Flex UI in 1.34 and from 2.5 on, an object"),
        ("oauth.redirectUrl", "a key of Flex UI from 2.7 on, a string"),
        ("fileAttachment.enabled",
         "a key of Flex UI from 1.19 to 1.21 and from 2.0 on, true or false"),
        ("markdown.mode", "a key of Flex UI from 1.26 on, one of readOnly, readWrite"),
        ("sdkOptions.voice.debug", "a key of Flex UI in every known release"),
        ("locations[0].edge", "a key of Flex UI from 1.20 on, a string or an array"),
        ("ytica", "a key that no known release of Flex UI reads"),
        ("loginUrl", "a key of Flex UI in every known release, which is not documented"),
        ("componentProps.CRMContainer.uriCallback",
         "componentProps.CRMContainer: a key of Flex UI in every known release"),
        ("theme.tokens.a[0].b", "theme.tokens: a key of Flex UI from 2.0 on, an object"),
        ("theme.islight", "no known key"),
        ("brand", "no known key"),
        ("", "no known key"),
    ],
)  # fmt: skip
def test_what_a_key_is(path: str, told: str) -> None:
    """Its releases, its type, and the words that it takes."""
    assert sentence(path) == told


def test_the_releases_of_a_key_are_those_of_what_it_is_in() -> None:
    """A key has no release that the object around it lacks."""
    found = facts(("oauth", "loginPopup"))

    assert found is not None
    assert found.releases == (Range("1.34", "1.34"), Range("2.5", None))
    assert [found.is_of(version) for version in ("1.34.6", "2.4", "2.17.1")] == [True, False, True]


@pytest.mark.parametrize("version", ["1.18", "1.20", "1.34", "2.0", "2.5", "2.17.1"])
def test_the_facts_and_the_schema_of_a_release_agree(version: str) -> None:
    """A key is of the releases in whose schema it is, and of no other."""
    work: list[tuple[Path, Any, Any]] = [((), all_releases(), schema_of(version))]
    while work:
        path, everywhere, here = work.pop()
        for name, inner in everywhere.get("properties", {}).items():
            found = facts((*path, name))
            own = here.get("properties", {}).get(name) if here is not None else None
            assert found is not None
            assert found.is_of(version) is (own is not None), (*path, name)
            work.append(((*path, name), inner, own))
