"""Places in files."""

from __future__ import annotations

from appconfig_merge import Location


def test_a_location_reads_like_a_compiler_wrote_it() -> None:
    """file:line:column."""
    assert str(Location("f.js", 1, 2, 1, 5)) == "f.js:1:2"
