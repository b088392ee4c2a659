"""The names of known keys that may be meant."""

from __future__ import annotations

from appconfig_merge.known_keys.names import near_names, telling_names

V2 = (2, 17)


def test_the_names_within_an_object_are_those_of_the_release() -> None:
    """Of 1.x there is colorTheme, of 2.x theme."""
    assert near_names((1, 30), ()).folded_match("colortheme") == "colorTheme"
    assert near_names(V2, ()).folded_match("colortheme") is None
    assert near_names(V2, ("theme",)).folded_match("is_light") == "isLight"


def test_where_no_known_key_is_no_name_is_near() -> None:
    """Within a key of one's own nothing is known, and within a text neither."""
    assert near_names(V2, ("mine",)).nearest("isLight") is None
    assert near_names(V2, ("logLevel", "x")).folded_match("isLight") is None


def test_a_name_that_only_one_place_has_tells_that_place() -> None:
    """An accountSid belongs into sso; a url may be anything's."""
    assert telling_names(V2)["accountSid"] == ("sso", "accountSid")
    assert "url" not in telling_names(V2)
