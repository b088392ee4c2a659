"""Plugins in files, folders and lists: which are read, in which order, what is told of others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from appconfig_merge import Source, effective_config
from appconfig_merge.errors import InputError, LimitError, SourceSyntaxError
from appconfig_merge.inputs.plugins import plugin_files
from appconfig_merge.limits import MAX_PLUGIN_FILES, MAX_SOURCE

if TYPE_CHECKING:
    from appconfig_merge import EffectiveConfig

FIXTURES = Path(__file__).parents[1] / "layers" / "plugins" / "fixtures"
EMPTY = Source("appConfig.js", "var appConfig = {};")


_SERVED = (
    ("plugins.json:3:3 warning: the code of Dialer is at another address, and isn't read:",
     "https://plugins.example.com/dialer.js"),
    ("plugins/broken.js:3:43 info: this breaks the grammar: a browser may not run it,",
     "and what it sets may be missed"),
    ("plugins.json:6:3 info: Picture has enabled: false here,",
     "but Flex UI starts whatever the list has"),
    ("plugins/picture.js:1:1 warning: this is no text, and isn't read",),
    ("plugins.json:7:3 warning: the code of Missing isn't read: plugins/missing.js:",
     "No such file or directory"),
    ("plugins.json:8:3 warning: the code of Outside isn't read:",
     "../bundled/theme.js leads out of the folder of the list"),
    ("plugins.json:9:3 info: Flex UI never starts Never:",
     "its phase is not 0 or a whole number above"),
    ("plugins.json:10:3 warning: a plugin has no src, so its code isn't read",),
)  # fmt: skip


def _read(*given: Path | Source) -> EffectiveConfig:
    return effective_config(EMPTY, plugins=given)


def _names(config: EffectiveConfig) -> list[str]:
    return [one.layer.id for one in config.plugins]


def _remarks(config: EffectiveConfig, folder: Path) -> list[str]:
    return [
        f"{one.location or ''} {one.severity}: {one.message}".replace(f"{folder}/", "").strip()
        for one in config.diagnostics
    ]


def _write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def _set(value: str) -> str:
    return f"manager.updateConfig({{ a: '{value}' }});"


def _values(config: EffectiveConfig) -> list[Any]:
    return [one.contribution.value for one in config.prospects]


def test_a_list_as_it_is_served() -> None:
    """By phase, with a remark for each that isn't read: none hides the others."""
    folder = FIXTURES / "served"
    config = _read(folder / "plugins.json")
    assert _names(config) == [
        "Early", "BrandPlugin", "Dialer", "Broken", "Picture", "Missing", "Outside", "Never",
        "a plugin",
    ]  # fmt: skip
    assert [one.plugin for one in config.prospects] == [
        "Early", "BrandPlugin", "BrandPlugin", "BrandPlugin", "BrandPlugin", "Broken", "Broken",
    ]  # fmt: skip
    assert _remarks(config, folder) == [*map(" ".join, _SERVED)]


@pytest.mark.parametrize("root", [None, "www"])
def test_addresses_from_the_top_of_the_server(tmp_path: Path, root: str | None) -> None:
    """/plugins/x.js is below what the server gives at /: --root, or a folder around the list."""
    folder = tmp_path / "www" / "plugins"
    folder.mkdir(parents=True)
    (folder / "list.json").write_text('[{ "name": "Desk", "src": "/plugins/desk.js" }]', "utf-8")
    (folder / "desk.js").write_text("manager.updateConfig({ language: 'fr' });", "utf-8")
    given = str(tmp_path / root) if root else None
    config = effective_config(EMPTY, plugins=[folder / "list.json"], root=given)

    (found,) = config.prospects
    assert (found.plugin, found.path, found.contribution.value) == ("Desk", ("language",), "fr")


def test_the_folder_of_a_list_is_the_list() -> None:
    """A page's folder may be given for the list in it."""
    assert _names(_read(FIXTURES / "served")) == _names(_read(FIXTURES / "served" / "plugins.json"))


def test_a_folder_of_sources() -> None:
    """One plugin of all its files, called as it calls itself."""
    config = _read(FIXTURES / "source" / "theme")
    assert _names(config) == ["ThemePlugin"]
    assert config.diagnostics == ()
    assert [(one.path, one.contribution.location and one.contribution.location.line)
            for one in config.prospects] == [
        (("theme", "isLight"), 17),
        (("componentProps", "MainHeader", "logoUrl"), 19),
        (("componentProps", "NoTasksCanvas", "icon"), 22),
    ]  # fmt: skip


def test_a_folder_of_bundles() -> None:
    """Each of them loads a plugin, so each is one."""
    names = _names(_read(FIXTURES / "bundled"))
    assert names == [
        "BrandPlugin", "BrandPlugin (2)", "ScreenPopPlugin", "ScreenPopPlugin (2)", "ThemePlugin",
        "ThemePlugin (2)",
    ]  # fmt: skip


def test_a_folder_of_packages(tmp_path: Path) -> None:
    """Each folder with a package.json is a plugin."""
    _write(
        tmp_path,
        one__package_json="{}", one__src__a_js=_set("1"), one__src__b_ts=_set("2"),
        two__package_json="{}", two__src__a_js=_set("3"),
    )  # fmt: skip
    config = _read(tmp_path)
    assert _names(config) == ["one", "two"]
    assert _values(config) == ["1", "2", "3"]


@pytest.mark.parametrize(
    "name",
    [
        "node_modules/x/index.js", "src/theme.test.js", "src/theme.spec.tsx", "src/types.d.ts",
        "src/__tests__/a.js", "tests/a.js", "build/plugin.js", "dist/plugin.js", ".hidden/a.js",
        "webpack.config.js", "public/appConfig.js", "src/setupTests.js", "src/a.css", "README.md",
    ],
)  # fmt: skip
def test_what_is_no_source_of_the_plugin(tmp_path: Path, name: str) -> None:
    """Dependencies, tests, declarations, settings, and what is built of the sources."""
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_set("wrong"))
    (tmp_path / "src").mkdir(exist_ok=True)
    (tmp_path / "src" / "index.js").write_text(_set("right"))
    assert _values(_read(tmp_path)) == ["right"]


def test_where_nothing_but_the_build_is_there(tmp_path: Path) -> None:
    """A folder that has only what was built is read all the same."""
    _write(tmp_path, build__plugin_js=_set("built"))
    assert _values(_read(tmp_path)) == ["built"]


def test_a_folder_without_scripts(tmp_path: Path) -> None:
    """That it has nothing is told."""
    config = _read(_write(tmp_path, README_md="text"))
    assert _remarks(config, tmp_path.parent) == [
        f"warning: {tmp_path.name} has no JavaScript or TypeScript to read"
    ]


def test_a_folder_of_too_many_files(tmp_path: Path) -> None:
    """So many are read, and that there are more is told."""
    for number in range(MAX_PLUGIN_FILES + 1):
        (tmp_path / f"{number:05}.js").write_text("")
    config = _read(tmp_path)
    assert [one.code for one in config.diagnostics] == ["plugin-unread"]


def test_links_that_lead_round_in_circles(tmp_path: Path) -> None:
    """A folder in itself is gone through once."""
    _write(tmp_path, src__index_js=_set("1"))
    (tmp_path / "src" / "again").symlink_to(tmp_path, target_is_directory=True)
    assert _values(_read(tmp_path)) == ["1"]


@pytest.mark.parametrize("text", ["{}", '{"plugins": []}', "1"])
def test_a_list_that_is_none(tmp_path: Path, text: str) -> None:
    """What the plugin service serves is an array."""
    (tmp_path / "plugins.json").write_text(text)
    with pytest.raises(InputError, match="this is no list of plugins"):
        _read(tmp_path)


def test_a_list_that_is_no_json(tmp_path: Path) -> None:
    """A fault in the list itself stops the call: it is what was given."""
    (tmp_path / "plugins.json").write_text("[,]")
    with pytest.raises(SourceSyntaxError):
        _read(tmp_path)


@pytest.mark.parametrize(
    "entry",
    [1, None, [], {}, {"src": 1}, {"src": ""}, {"src": "\0"}, {"src": "x" * 5000}, {"src": "."},
     {"src": "//h/x.js"}, {"src": "data:,x"}, {"src": "/../../x"}, {"src": "%2e%2e/x.js"},
     {"src": "a.js", "phase": -1}, {"src": "a.js", "phase": 1e400}, {"src": "a.js", "phase": 1.5},
     {"name": "\x1b[2J", "src": "https://h/"}],
)  # fmt: skip
def test_an_entry_of_anything(tmp_path: Path, entry: object) -> None:
    """It is a remark, and the next one is read."""
    text = json.dumps([entry, {"name": "Next", "src": "next.js"}]).replace("Infinity", "1e400")
    (tmp_path / "plugins.json").write_text(text)
    (tmp_path / "next.js").write_text(_set("next"))
    config = _read(tmp_path)
    assert _values(config) == ["next"]
    assert config.diagnostics


def test_no_list_leads_out_of_its_folder_by_a_link(tmp_path: Path) -> None:
    """A link inside the folder is followed only to what is in it."""
    outside = _write(tmp_path / "outside", secret_js=_set("secret"))
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "link.js").symlink_to(outside / "secret.js")
    (inside / "plugins.json").write_text('[{"src": "link.js"}]')
    assert _values(_read(inside)) == []


def test_a_file_that_is_not_there() -> None:
    """What was named has to be there, as any other input."""
    with pytest.raises(InputError, match=r"missing\.js"):
        _read(Path("missing.js"))


def test_a_file_that_is_too_long(tmp_path: Path) -> None:
    """Given by itself it is refused; in a folder it is a remark, and the others are read."""
    long = tmp_path / "long.js"
    long.write_bytes(b" " * (MAX_SOURCE + 1))
    with pytest.raises(LimitError):
        _read(long)
    (tmp_path / "other.js").write_text(_set("other"))
    config = _read(tmp_path)
    assert _values(config) == ["other"]
    assert [one.code for one in config.diagnostics] == ["plugin-unread"]


def test_several_in_the_order_given() -> None:
    """A plugin that is given later runs later; equal names are told apart."""
    config = _read(Source("a.js", _set("1")), Source("b.js", _set("2")), Source("a.js", _set("3")))
    assert _names(config) == ["a", "b", "a (2)"]
    assert _values(config) == ["1", "2", "3"]


def test_the_files_that_are_watched() -> None:
    """All that is read, those of folders too."""
    given = [str(FIXTURES / name) for name in ("served", "source/theme", "bundled/theme.js")]
    found = [path.removeprefix(f"{FIXTURES}/") for path in plugin_files(given)]
    assert found == [
        "served/plugins.json",
        "served/plugins/brand.min.js",
        "served/plugins/broken.js",
        "served/plugins/early.js",
        "served/plugins/picture.js",
        "source/theme/src/Logo.js",
        "source/theme/src/ThemePlugin.jsx",
        "source/theme/src/index.js",
        "bundled/theme.js",
    ]


@pytest.mark.parametrize(
    ("off", "at"),
    [("pluginService: false", "1:34"), ("pluginService: { enabled: false }", "1:45")],
)
def test_where_plugins_are_off(off: str, at: str) -> None:
    """Flex UI loads none then, so they may set nothing."""
    script = Source("appConfig.js", f"var appConfig = {{ {off} }};")
    config = effective_config(script, plugins=[Source("p.js", _set("1"))])
    assert config.prospects == ()
    (remark,) = config.diagnostics
    assert (remark.code, str(remark.location)) == ("plugins-off", f"appConfig.js:{at}")


@pytest.mark.parametrize("on", ["pluginService: { enabled: x }", "pluginService: {}", "a: 1"])
def test_where_plugins_may_be_on(on: str) -> None:
    """What isn't known to be off is taken to be on, as it is by default."""
    script = Source("appConfig.js", f"var appConfig = {{ {on} }};")
    config = effective_config(script, plugins=[Source("p.js", _set("1"))], assume=["x"])
    assert len(config.prospects) == 1
