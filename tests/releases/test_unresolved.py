"""What the page decides, in a release: nothing is told that isn't so either way."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import Source, Unresolved, effective_config
from appconfig_merge.strategies import json_values
from appconfig_merge.values import same
from tests.releases.test_laws import versions

if TYPE_CHECKING:
    from appconfig_merge import EffectiveConfig
    from appconfig_merge.values import ConfigValue

levels = st.sampled_from(["debug", "warn", "", None, {"a": 1}])
loggers = st.dictionaries(st.sampled_from(["logLevel", "debug"]), levels)
options = st.one_of(
    json_values(),
    st.dictionaries(st.sampled_from(["chat", "voice", "flex"]), st.one_of(loggers, json_values())),
)
settings = {
    "logLevel": levels,
    "sdkOptions": options,
    "colorTheme": st.sampled_from(["Dark", {"baseName": "Light"}, None]),
    "notifications": json_values(),
    "sso": json_values(),
    "theme": json_values(),
}
configurations = st.fixed_dictionaries({}, optional=settings)


@st.composite
def scripts(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A script in which some values and keys depend on flags, and the flags' names."""
    first, second = draw(configurations), draw(configurations)
    base = {key: value for key, value in first.items() if draw(st.booleans())}
    lines = [f"var appConfig = {json.dumps(base)};"]
    flags: list[str] = []
    for key in {**first, **second}:
        if key in base and draw(st.booleans()):
            continue
        flag = f"page.f{len(flags)}"
        flags.append(flag)
        path = f"appConfig.{key}"
        if draw(st.booleans()):
            pair = (json.dumps(first.get(key)), json.dumps(second.get(key)))
            lines.append(f"{path} = {flag} ? {pair[0]} : {pair[1]};")
        else:
            lines.append(f"if ({flag}) {path} = {json.dumps(second.get(key))};")
    return "\n".join(lines), flags


def config_of(version: str, text: str, resource: dict[str, Any], **more: Any) -> EffectiveConfig:
    """What a release makes of a script and a resource."""
    source = Source("appConfig.js", text)
    return effective_config(source, configuration=resource, flex_ui=version, **more)


@given(versions, scripts(), configurations, st.data())
def test_what_is_told_holds_whatever_the_page_decides(
    version: str, script: tuple[str, list[str]], attributes: dict[str, Any], data: st.DataObject
) -> None:
    """A value that is resolved is that of every page; a page's value is among the candidates."""
    text, flags = script
    resource = {"ui_attributes": attributes}
    page = {flag.removeprefix("page."): data.draw(st.booleans()) for flag in flags}

    told = config_of(version, text, resource, assume=["page"])

    real = config_of(version, text, resource, define={"page": page})
    agrees(told.to_dict(), real.to_dict(), "")


def agrees(told: ConfigValue, real: ConfigValue, path: str) -> None:
    """Check that what is told leaves room for what is real."""
    if isinstance(told, Unresolved):
        if told.candidates:
            assert any(leaves_room(one.value, real) for one in told.candidates if one.present), path
        return
    if isinstance(told, dict) and isinstance(real, dict):
        for key in {**told, **real}:
            if key not in real:
                assert may_be_absent(told[key]), f"{path}.{key}"
            else:
                assert key in told, f"{path}.{key}"
                agrees(told[key], real[key], f"{path}.{key}")
        return
    assert same(told, real), path


def leaves_room(told: ConfigValue, real: ConfigValue) -> bool:
    """Whether what is told may be what is real."""
    try:
        agrees(told, real, "")
    except AssertionError:
        return False
    return True


def may_be_absent(told: ConfigValue) -> bool:
    """Whether what is told may not be there."""
    if isinstance(told, dict):
        return all(map(may_be_absent, told.values()))
    return isinstance(told, Unresolved) and (
        not told.candidates
        or any(not one.present or may_be_absent(one.value) for one in told.candidates)
    )
