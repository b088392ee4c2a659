"""The data: well-formed, and right about the releases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from appconfig_merge.errors import InputError
from appconfig_merge.known_keys import all_releases, schema_of
from appconfig_merge.known_keys.schema import comes_later, release_number, was_last_in
from appconfig_merge.paths import Path, parse_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

RELEASES = ("1.18", "1.19", "1.25", "1.26", "1.29", "1.30", "1.34", "2.0", "2.5", "2.17")


def every_schema(
    schema: Mapping[str, Any], path: Path = ()
) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """A schema and all inside it, each with the path of the values that it describes."""
    yield path, schema
    for key, inner in schema.get("properties", {}).items():
        yield from every_schema(inner, (*path, key))
    if "items" in schema:
        yield from every_schema(schema["items"], (*path, 0))
    for inner in (
        *schema.get("allOf", ()),
        *(schema[key] for key in ("if", "then") if key in schema),
    ):
        yield from every_schema(inner, path)


def exists(path: str, version: str) -> bool:
    """Whether a release's schema has a key."""
    schema = schema_of(version)
    for key in parse_path(path):
        if key not in schema.get("properties", {}):
            return False
        schema = schema["properties"][key]
    return True


@pytest.mark.parametrize("version", [None, *RELEASES])
def test_is_a_json_schema(version: str | None) -> None:
    """The whole schema and each release's are valid under draft 2020-12."""
    schema = all_releases() if version is None else schema_of(version)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]


def test_every_range_can_be_read() -> None:
    """Ranges name a since, an until or both, in order; no other word stands there."""
    for path, schema in every_schema(all_releases()):
        for limits in schema.get("x-flex-ui", ()):
            assert limits, path
            assert set(limits) <= {"since", "until"}, path
            first = release_number(limits.get("since", "0"))
            assert first <= release_number(limits.get("until", "99")), path


def test_keywords_of_our_own_are_the_documented_ones() -> None:
    """A misspelt annotation would be ignored in silence."""
    used = {
        word for _, schema in every_schema(all_releases()) for word in schema if word[:2] == "x-"
    }
    assert used == {
        "x-advice",
        "x-distinctive",
        "x-flex-ui",
        "x-not-yet",
        "x-private",
        "x-replaced-by",
    }


@pytest.mark.parametrize("version", RELEASES)
def test_a_telling_name_tells_one_place(version: str) -> None:
    """A key that is suggested from anywhere belongs at one path only."""
    names = [
        path[-1] for path, schema in every_schema(schema_of(version)) if "x-distinctive" in schema
    ]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("path", "in_which"),
    [
        ("logLevel", "1.18 1.19 1.25 1.26 1.29 1.30 1.34 2.0 2.5 2.17"),
        ("colorTheme", "1.18 1.19 1.25 1.26 1.29 1.30 1.34"),
        ("theme.isLight", "2.0 2.5 2.17"),
        ("warmTransfers.enabled", "1.18 1.19 1.25 1.26 1.29 1.30 1.34"),
        ("notifications.browser", "1.18 1.19 1.25 1.26 1.29 1.30 1.34"),
        ("notifications.mode", "1.26 1.29 1.30 1.34 2.0 2.5 2.17"),
        ("markdown", "1.26 1.29 1.30 1.34 2.0 2.5 2.17"),
        ("fileAttachment", "1.19 1.25 1.26 1.29 1.30 1.34 2.0 2.5 2.17"),
        ("fileAttachment.enabled", "1.19 2.0 2.5 2.17"),
        ("sdkOptions.queuesStats", "1.25"),
        ("queueManagementEnabled", "1.19 1.25"),
        ("pluginService.initializationTimeout", "1.34 2.0 2.5 2.17"),
        ("oauth", "1.34 2.5 2.17"),
        ("oauth.redirectUrl", "2.17"),
        ("citrixVoiceVdi.enabled", "2.5 2.17"),
        ("featureOverrides", "1.18 1.19 1.25 1.26 1.29 1.30 1.34 2.0 2.5 2.17"),
        (
            'featureOverrides["test-feature"].enabled',
            "1.18 1.19 1.25 1.26 1.29 1.30 1.34 2.0 2.5 2.17",
        ),
        ('featureOverrides["flex-email-POC"]', "1.25 1.26 1.29 1.30 1.34 2.0"),
        ('featureOverrides["disable-degraded-mode-banner"]', "1.34 2.5 2.17"),
        ('featureOverrides["voice-client-auto-reregister"]', "2.17"),
        ("ytica", ""),
        ("tokenizerUrl", ""),
    ],
)
def test_a_key_exists_in_these_releases(path: str, in_which: str) -> None:
    """As the packages' type declarations have it."""
    assert " ".join(version for version in RELEASES if exists(path, version)) == in_which


@pytest.mark.parametrize(
    ("version", "number"),
    [("2.17.1", (2, 17)), ("1.34", (1, 34)), ("2.0.0-beta.3", (2, 0)), ("2", (2, 10**9))],
)
def test_a_version_counts_by_major_and_minor(version: str, number: tuple[int, int]) -> None:
    """A major version alone stands for its newest release."""
    assert release_number(version) == number


@pytest.mark.parametrize(
    ("version", "last", "later"),
    [
        ("1.33", None, "1.34"),
        ("1.34", None, "2.5"),
        ("1.35", "1.34", "2.5"),
        ("2.5", "1.34", "3.0"),
        ("2.7", "1.34", "3.0"),
        ("2.8", "2.7", "3.0"),
        ("3.0", "2.7", None),
    ],
)
def test_when_a_key_was_there_before_and_will_be_again(
    version: str, last: str | None, later: str | None
) -> None:
    """The release itself is neither before nor after."""
    ranges = [{"since": "1.34", "until": "1.34"}, {"since": "2.5", "until": "2.7"}]
    schema = {"x-flex-ui": [*ranges, {"since": "3.0"}]}
    release = release_number(version)

    assert (was_last_in(schema, release), comes_later(schema, release)) == (last, later)


@pytest.mark.parametrize("version", ["", "two", "2.x.auto", "v2", "9" * 5000])
def test_what_is_no_version_is_refused(version: str) -> None:
    """With an error of this package."""
    with pytest.raises(InputError, match="is no version of Flex UI"):
        schema_of(version)
