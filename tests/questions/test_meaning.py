"""What a path means that somebody wrote, and in how many ways theme.isLight is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import Source, effective_config, format_path, parse_path, strategies
from appconfig_merge.known_keys.schema import all_releases
from appconfig_merge.questions.meaning import meant
from appconfig_merge.questions.story import Asked, tell

if TYPE_CHECKING:
    from appconfig_merge import EffectiveConfig
    from appconfig_merge.paths import Path

SCRIPT = """\
var appConfig = {
  theme: { islight: false },
  "theme.isLight": false,
  "my.own": 1,
  brand: { logo: { url: "x" } },
  sdkOptions: { chat: {} },
};
"""
RESOURCE = {
    "account_sid": "AC" + "0" * 32,
    "ui_attributes": {"theme": {"isLight": True}, "wrapUpTime": 5},
    "our_column": 1,
}


def configured(script: str = SCRIPT, **options: Any) -> EffectiveConfig:
    """A script over the resource."""
    return effective_config(Source("appConfig.js", script), configuration=RESOURCE, **options)


def read(path: str, config: EffectiveConfig | None = None, **options: Any) -> str:
    """How a path is read, with a question mark where that is a guess, and what it means."""
    found = meant(config or configured(), parse_path(path), properties=RESOURCE, **options)
    return f"{found.reading}{'' if found.is_certain else '?'} {format_path(found.path)}"


@pytest.mark.parametrize(
    "path",
    [
        "appConfig.theme.isLight",
        "AppConfig.theme.isLight",
        "window.appConfig.theme.isLight",
        "globalThis.appConfig.theme.isLight",
        "self.appConfig.theme.isLight",
        "ui_attributes.theme.isLight",
        "uiAttributes.theme.isLight",
        "configuration.ui_attributes.theme.isLight",
        "configuration.theme.isLight",
        "manager.configuration.theme.isLight",
        "manager.serviceConfiguration.ui_attributes.theme.isLight",
        "Flex.Manager.getInstance().configuration.theme.isLight",
        "ui_attributes.ui_attributes.theme.isLight",
        "appConfig.ui_attributes.theme.isLight",
        "$.theme.isLight",
        "/ui_attributes/theme/isLight",
        "/appConfig/theme/isLight",
        'window["appConfig"].theme.isLight',
    ],
)
def test_an_address_of_the_configuration_is_taken_off(path: str) -> None:
    """What stands around the configuration, in the page or the resource: nothing else is meant."""
    assert read(path) == "address theme.isLight"


@pytest.mark.parametrize(
    "path",
    ["Theme.isLight", "THEME.ISLIGHT", "theme.is_light", "theme.isLihgt", "themes.isLight"],
)
def test_names_in_other_letters(path: str) -> None:
    """A wrong case, other separators, a slip: the one name that is like it was probably meant."""
    assert read(path) == "spelling? theme.isLight"


@pytest.mark.parametrize(
    ("path", "told"),
    [
        # As it stands there, in force or known: it is that.
        ("theme.isLight", "as-written theme.isLight"),
        ("/theme/isLight", "as-written theme.isLight"),
        (" theme.isLight ", "as-written theme.isLight"),
        ("theme.islight", "as-written theme.islight"),
        ('["theme.isLight"]', 'as-written ["theme.isLight"]'),
        ("pluginService.enabled", "as-written pluginService.enabled"),
        ("colorTheme", "as-written colorTheme"),
        ("theme.tokens.anything", "as-written theme.tokens.anything"),
        ("notifications", "as-written notifications"),
        ("brand.logo.height", "as-written brand.logo.height"),
        ("featureOverrides.mine.enabled", "as-written featureOverrides.mine.enabled"),
        (".".join(["ui_attributes"] * 5 + ["theme"]), "address theme"),
        ("nothing.of.the.kind", "as-written nothing.of.the.kind"),
        # The whole.
        ("appConfig", "address "),
        ("window.appConfig", "address "),
        ("ui_attributes", "address "),
        ("", "as-written "),
        # Keys that belong elsewhere.
        ("isLight", "place? theme.isLight"),
        ("is_light", "place? theme.isLight"),
        ("accountSid", "place? sso.accountSid"),
        ("ui_attributes.accountSid", "place? sso.accountSid"),
        ("CRMContainer.uriCallback", "place? componentProps.CRMContainer.uriCallback"),
        # Dots.
        ('["sso.accountSid"]', "dots? sso.accountSid"),
        ('["appConfig.theme.isLight"]', "dots? theme.isLight"),
        ("my.own", 'dots? ["my.own"]'),
        # Other spellings of what is there, and of what a release derives.
        ("Brand.Logo.URL", "spelling? brand.logo.url"),
        ("wrapuptime", "spelling? wrapUpTime"),
        ("sdkOptions.chat.loglevel", "spelling? sdkOptions.chat.logLevel"),
        ("componentProps.crmContainer.uriCallback",
         "spelling? componentProps.CRMContainer.uriCallback"),
        ("colortheme", "spelling? colorTheme"),
        # Properties of the resource.
        ("account_sid", "property account_sid"),
        ("ui_attributes.account_sid", "property account_sid"),
        ("configuration.ui_version", "property ui_version"),
        ("attributes.brand", "property attributes.brand"),
        ("our_column", "property our_column"),
        ("runtimeDomain", "property? runtime_domain"),
    ],
)  # fmt: skip
def test_how_a_path_is_read(path: str, told: str) -> None:
    """One reading; a question mark is a guess."""
    assert read(path) == told


def test_a_key_of_ones_own_is_what_is_written() -> None:
    """Whatever else its name could mean."""
    own = configured("var appConfig = { ui_attributes: { a: 1 }, appConfig: 2, isLight: 3 };")

    assert read("ui_attributes.a", own) == "as-written ui_attributes.a"
    assert read("appConfig", own) == "as-written appConfig"
    assert read("isLight", own) == "as-written isLight"
    assert read("ui_attributes.b", own) == "as-written ui_attributes.b"
    assert read("ui_attributes.A", own) == "spelling? ui_attributes.a"


def test_the_name_that_a_page_has_for_it() -> None:
    """``--global`` names it, dotted too."""
    env = effective_config(Source("env.js", "var a = { b: { c: 1 } };"), global_name="a.b")

    assert read("a.b.c", env, global_name="a.b") == "address c"
    assert read("window.a.b.c", env, global_name="a.b") == "address c"
    assert read("a.b", env, global_name="a.b") == "address "


def test_where_there_may_be_any_key() -> None:
    """An address is one all the same; of other names nobody knows whether they are there."""
    some = configured("var appConfig = { ...JSON.parse(localStorage.x) };")

    assert read("window.appConfig.theme.isLight", some) == "address theme.isLight"
    assert read("zzz", some) == "as-written zzz"


def test_what_was_set_and_lost_is_what_was_written() -> None:
    """A path that isn't set any more can be asked for."""
    lost = configured("var appConfig = { Theme: { IsLight: 1 } }; appConfig.Theme = 5;")

    assert read("Theme.IsLight", lost) == "as-written Theme.IsLight"


def known_paths() -> list[Path]:
    """Every key that is documented, in whatever release."""
    found: list[Path] = []
    work: list[tuple[Path, Any]] = [((), all_releases())]
    while work:
        path, schema = work.pop()
        for name, inner in schema.get("properties", {}).items():
            if "x-private" not in inner and inner.get("x-flex-ui") != []:
                found.append((*path, name))
                work.append(((*path, name), inner))
    return found


ADDRESSES = st.sampled_from(
    [(), ("appConfig",), ("window", "appConfig"), ("ui_attributes",), ("configuration",)]
)
SPELLINGS = st.sampled_from([str, str.upper, str.lower, str.swapcase])


@given(st.sampled_from(known_paths()), ADDRESSES, SPELLINGS, strategies.ui_attributes())
def test_law_a_path_means_what_the_person_meant(
    path: Path, address: Path, spell: Any, attributes: dict[str, Any]
) -> None:
    """Every known key, behind every address and in other letters, whatever else is set."""
    attributes.pop("theme", None)
    config = effective_config(Source("a.js", "var appConfig = {};"), ui_attributes=attributes)
    spelled = tuple(spell(str(key)) for key in path)

    found = meant(config, (*address, *spelled))

    assert found.path == path
    assert found.is_certain is (spelled == path)


WORDS = st.sampled_from(
    ["theme", "isLight", "islight", "Theme", "appConfig", "ui_attributes", "account_sid", "a.b",
     "featureOverrides", "theme.isLight", "accountSid", "x", "", " ", "window", "$", "uiVersion"]
)  # fmt: skip


@given(st.lists(st.one_of(WORDS, st.integers(0, 2)), max_size=6))
def test_law_any_path_is_answered(path: list[str | int]) -> None:
    """By one story, at most one guess away, that never proposes for a path that was guessed."""
    story = tell(Asked(configured()), tuple(path))

    assert story.meaning.asked == tuple(path) or " " in path or "" in path
    if story.meant is not None:
        assert not story.advice.edits
        assert story.meant.meant is None


@given(strategies.app_config_sources(), strategies.ui_attributes(), st.data())
def test_law_what_is_there_is_meant(
    source: strategies.AppConfigSource, attributes: dict[str, Any], chosen: st.DataObject
) -> None:
    """Any path of any configuration is read as it is written."""
    config = effective_config(Source("a.js", source.text), ui_attributes=attributes)
    path = chosen.draw(st.sampled_from([(), *config.paths()]))

    assert meant(config, path)[1:] == (path, "as-written", True)
