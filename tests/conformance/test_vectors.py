"""What the real Flex UI made of recorded cases is what we say of them."""

from __future__ import annotations

import json

import pytest

from appconfig_merge import Source, effective_config
from appconfig_merge.releases import choose
from appconfig_merge.releases.table import table
from appconfig_merge.rendering.encoding import encode
from tests.conformance.comparison import compare
from tests.conformance.ours import ours
from tests.conformance.vectors import FOLDER, Vectors

VECTORS = Vectors.read()
RELEASES = VECTORS.releases


@pytest.mark.parametrize("release", RELEASES)
def test_flex_ui_ends_with_the_configuration_that_we_say(release: str) -> None:
    """Every value and the order of every object's keys, in each release that was recorded."""
    compared = 0
    for vector in VECTORS.of(release):
        if vector.answer.kind == "config":
            found = compare(vector.answer.config, ours(vector.case, release))
            assert not found.difference, f"{found.difference}\n{vector.case}"
            compared += 1
    assert compared >= 250


@pytest.mark.parametrize("release", RELEASES)
def test_the_rules_of_another_major_version_give_something_else(release: str) -> None:
    """The recorded cases tell releases apart, so that agreement means something."""
    other = "2.17.1" if release.startswith("1.") else "1.29.3"
    for vector in VECTORS.of(release)[:20]:
        if vector.answer.kind == "config":
            found = compare(vector.answer.config, ours(vector.case, other))
            assert found.difference, vector.case


def test_a_resource_passed_in_as_data_gives_the_same() -> None:
    """A program that has the resource's JSON already parsed gets what one with the file gets."""
    for vector in VECTORS.of("2.17.1")[:60]:
        resource = vector.case.configuration
        if vector.answer.kind == "config" and resource is not None:
            config = effective_config(
                Source("appConfig.js", vector.case.script),
                configuration=json.loads(resource),
                flex_ui="2.17.1",
            )
            assert not compare(vector.answer.config, encode(config.to_dict())).difference


def test_every_row_of_the_table_is_covered_by_a_recorded_release() -> None:
    """A release that gets a row of its own gets vectors, too: --record makes them."""
    rows = [table().at(_version(release)) for release in RELEASES]
    assert [row.since for row in table().rows if row not in rows] == []
    assert choose("2").version in RELEASES


def test_they_are_few_enough_to_be_kept_in_the_repository() -> None:
    """All of them in a megabyte: a case is written once, and of most answers what differs."""
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < 1_000_000


def _version(text: str) -> tuple[int, int, int]:
    major, minor, patch = map(int, text.split("."))
    return major, minor, patch
