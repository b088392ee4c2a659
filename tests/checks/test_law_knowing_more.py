"""Law: knowing more never silences. What is wrong with a source is wrong whatever else is known."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from appconfig_merge.checks.registry import RULES
from tests.checks.generated import OBJECTS, RELEASES, misspelt
from tests.checks.support import findings, only
from tests.hunting import examples

if TYPE_CHECKING:
    from appconfig_merge.checks import Finding
    from appconfig_merge.checks.settings import Settings

ABOUT_OTHERS = {
    # what the layers make of each other
    "array-replaced", "overridden", "redundant", "remote-wins", "reset-by-null", "spread-to-keys",
    # what isn't known yet
    "unresolved", "unresolved-config-object",
    # the resource
    "dead-key", "version-compatibility",
    # comments, of which there are none here
    "unused-ignore",
}  # fmt: skip
ABOUT_A_SOURCE: Settings = only(*(id for id in RULES if id not in ABOUT_OTHERS))
"""Rules about the script itself: a new rule is one of them until it is named above."""


RESOURCES = st.fixed_dictionaries(
    {"account_sid": st.just("AC" + "0" * 31 + "1"), "ui_attributes": OBJECTS},
    optional={
        "notifications": st.sampled_from([None, {"enabled": True}, {"enabled": "x"}]),
        "runtime_domain": st.just("https://x.twil.io"),
        "markdown": st.just({"enabled": False}),
    },
)


@st.composite
def scripts(draw: st.DrawFn) -> str:
    """A script that sets an object, and now and then changes a value of it, or takes the page's."""
    text = f"var appConfig = {json.dumps(draw(OBJECTS), indent=1)};\n"
    if draw(st.booleans()):
        text += f"appConfig.{draw(misspelt('serviceBaseUrl'))} = location.origin + '/x';\n"
    if draw(st.booleans()):
        text += "appConfig.theme = {isLight: true, islight: false, islight: 1};\n"
    return text


def told(found: list[Finding]) -> set[tuple[object, ...]]:
    """What findings about the script are, however they are worded."""
    return {(one.rule, one.location, one.path) for one in found if one.file == "appConfig.js"}


@settings(max_examples=examples(300))
@given(script=scripts(), resource=RESOURCES, release=RELEASES)
def test_a_resource_silences_no_finding_about_the_script(
    script: str, resource: object, release: str | None
) -> None:
    """What the script has wrong it has wrong over any resource."""
    alone = findings(script, flex_ui=release, settings=ABOUT_A_SOURCE)
    both = findings(script, json.dumps(resource), flex_ui=release, settings=ABOUT_A_SOURCE)

    assert told(alone) <= told(both)


@settings(max_examples=examples(300))
@given(script=scripts(), resource=st.none() | RESOURCES, release=RELEASES)
def test_the_pages_address_silences_no_finding_about_the_script(
    script: str, resource: object, release: str | None
) -> None:
    """Values that become known with it bring findings, and take none away."""
    text = None if resource is None else json.dumps(resource)
    unknown = findings(script, text, flex_ui=release, settings=ABOUT_A_SOURCE)
    known = findings(
        script,
        text,
        flex_ui=release,
        settings=ABOUT_A_SOURCE,
        page_url="https://flex.example.com/a?b=1",
    )

    assert told(unknown) <= told(known)


@settings(max_examples=examples(200))
@given(script=scripts(), attributes=OBJECTS, release=RELEASES)
def test_a_script_silences_no_finding_about_the_keys_of_ui_attributes(
    script: str, attributes: dict[str, Any], release: str | None
) -> None:
    """What another source sets above them mends nothing."""
    keys = only(
        "unknown-key", "misplaced-key", "dotted-key", "removed-key", "later-key", "wrong-type",
        "wrong-value", "placeholder", "secret", "duplicate-key",
    )  # fmt: skip
    text = json.dumps({"ui_attributes": attributes}, indent=1)

    def of_resource(script: str) -> set[tuple[object, ...]]:
        found = findings(script, text, flex_ui=release, settings=keys)
        return {(one.rule, one.location, one.path) for one in found if one.file != "appConfig.js"}

    alone = {one for one in of_resource("var appConfig = {};") if one[2] != ("logLevel",)}
    assert alone <= of_resource(script)
