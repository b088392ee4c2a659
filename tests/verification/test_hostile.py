"""Whatever a snapshot says, a verification has a result or a clear error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appconfig_merge.errors import AppConfigError
from appconfig_merge.inputs.reader import Reader
from appconfig_merge.snapshots.snapshot import CachedResource, Call, PagePlugin, PageScript
from appconfig_merge.strategies import javascript_values
from appconfig_merge.values import Unresolved
from appconfig_merge.verification.difference import CAUSES
from appconfig_merge.verification.verify import verify
from tests.hunting import examples
from tests.verification.support import RESOURCE, inputs, snapshot

if TYPE_CHECKING:
    from appconfig_merge.inputs.record import Inputs

_NAMES = st.sampled_from(
    (
        "__proto__", "FLEX_CONFIG", "ui_attributes", "account_sid", "channel_configs", "theme",
        "notifications", "logLevel", "sdkOptions", "colorTheme", "componentProps", "MainHeader",
        "featureOverrides", "length", "language", "location.hostname", "location", "", "a",
    )
)  # fmt: skip
_SCALARS = st.one_of(javascript_values(), st.just(Unresolved("", "masked")))
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(_NAMES, inner)),
    max_leaves=8,
)
_OBJECTS = st.dictionaries(_NAMES, _VALUES, max_size=6)
_TEXTS = st.one_of(st.text(max_size=8), st.sampled_from(("2.17.1", "1.0", "3.0.1", "2.x", "2")))
_MOMENTS = st.sampled_from(("", "2026-11-30T00:00:00.000Z", "2026-11-30T02:00:00.000Z", "now"))
_MAYBE = st.one_of(st.none(), _VALUES)
_CALLS = st.builds(
    Call, _NAMES, st.sampled_from(("updateConfig", "configuration")), st.none(), _VALUES
)
_FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "taken_by": st.sampled_from(("snippet", "browser", "error-report")),
        "loaded": _MOMENTS,
        "address": st.one_of(_TEXTS, st.sampled_from(("https://a.example/?b", "file:///a"))),
        "flex_ui": _TEXTS,
        "configuration": _OBJECTS,
        "by_name": _MAYBE,
        "on_window": _MAYBE,
        "handed": _MAYBE,
        "is_watched": st.booleans(),
        "calls": st.lists(_CALLS, max_size=2).map(tuple),
        "resource": st.one_of(st.none(), _OBJECTS, st.just(RESOURCE)),
        "answer": st.sampled_from((None, 200, 500)),
        "cached_resource": st.one_of(st.none(), st.builds(CachedResource, _OBJECTS, _MOMENTS)),
        "stored": st.one_of(st.none(), _OBJECTS),
        "feature_overrides": st.dictionaries(_NAMES, st.booleans()),
        "plugins": st.lists(st.builds(PagePlugin, _NAMES, _TEXTS, _TEXTS, _TEXTS)).map(tuple),
        "scripts": st.lists(st.builds(PageScript, _TEXTS, st.none(), st.booleans())).map(tuple),
        "moved": st.dictionaries(_NAMES, _OBJECTS, max_size=2),
        "page_values": _OBJECTS,
    },
)
_FILES = st.sampled_from(
    (
        "var appConfig = { theme: { isLight: true }, language: 'en-GB' };",
        "var appConfig = { ...window.more, crm: location.hostname, a: location.hash ? 1 : [] };",
        "const appConfig = { componentProps: { MainHeader: { a: more.b } }, logLevel: more.c };",
    )
)


@st.composite
def _given(draw: st.DrawFn) -> Inputs:
    of = inputs(draw(_FILES), assume=("more",), flex_ui=draw(st.sampled_from(("", "2.2.0"))))
    return of if draw(st.booleans()) else of._replace(resource=None)


@settings(max_examples=examples(30))
@given(_given(), _FIELDS)
def test_any_snapshot_gives_a_result_or_a_clear_error(of: Inputs, fields: dict[str, Any]) -> None:
    """Each difference has a cause of the list, and evidence without an end of line."""
    usual = of._replace(flex_ui="2.17.1")
    try:
        found = verify(Reader(), of, snapshot(usual)._replace(**fields))
    except AppConfigError:
        return

    for one in found.differences:
        assert {one.cause, *one.along_with} <= CAUSES.keys()
        assert one.evidence
        assert all("\n" not in each.text for each in one.evidence)


def test_an_object_nested_deep_is_no_harm() -> None:
    """Neither compared nor merged by Python's own stack."""
    value: Any = 1
    for _ in range(300):
        value = {"a": value}
    of = inputs("var appConfig = { language: 'en-GB' };")
    taken = snapshot(of, by_name=value, on_window=value, stored={"b": value})
    found = verify(Reader(), of, taken)

    assert found.differences == ()


@pytest.mark.parametrize("name", ["1.0.0", "0.9", "x"])
def test_a_release_of_which_nothing_is_known(name: str) -> None:
    """There are no rules to predict by."""
    of = inputs("var appConfig = {};")
    taken = snapshot(of)._replace(flex_ui=name)

    with pytest.raises(AppConfigError, match=r"no version of Flex UI|older than any"):
        verify(Reader(), of._replace(flex_ui=""), taken)
