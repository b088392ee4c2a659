"""The pytest plugin, in runs of pytest of its own."""

from __future__ import annotations

import re

import pytest

from tests.pytest_plugin.runs import errors, run, section

pytest_plugins = ["pytester"]

QUICKSTART = """
    def read(effective_config, **options):
        return effective_config("appConfig.js", configuration="configuration.json", **options)
"""


def test_three_lines_are_a_test(project: pytest.Pytester) -> None:
    """The function reads, and what it gives is the configuration."""
    project.makepyfile(
        """
        def test_light(effective_config):
            config = effective_config("appConfig.js", configuration="configuration.json")
            assert config["theme"]["isLight"] is False
        """
    )

    run(project).assert_outcomes(passed=1)


def test_a_failure_says_who_set_the_value(project: pytest.Pytester) -> None:
    """And what it won over."""
    project.makepyfile(
        f"""{QUICKSTART}
    def test_light(effective_config):
        theme = read(effective_config)["theme"]
        assert theme["isLight"]
        """
    )

    assert (
        section(run(project))
        == """\
theme.isLight = false
set at appConfig.js:8:21 (appConfig.js)

shadows, highest precedence first
  true  configuration.json:7:27 (ui_attributes)  overridden by appConfig.js:8:21
"""
    )


def test_what_is_not_set_is_told(project: pytest.Pytester) -> None:
    """With what may have been meant, and without the way through the package."""
    project.makepyfile(
        f"""{QUICKSTART}
    def test_light(effective_config):
        assert read(effective_config)["theme"]["islight"]
        """
    )

    result = run(project)

    assert errors(result) == ["KeyError: 'islight'"]
    assert "asserting.py" not in result.stdout.str()
    assert (
        section(result)
        == """\
theme.islight is not set
looked in appConfig.js, ui_attributes
nearest: theme.isLight
"""
    )


def test_what_is_no_key_is_not_there(project: pytest.Pytester) -> None:
    """As in the configuration itself, where all keys are texts."""
    project.makepyfile(
        f"""{QUICKSTART}
    def test_keys(effective_config):
        extensions = {{"0": "a"}}
        config = effective_config(
            "appConfig.js", ui_attributes={{"list": extensions}}
        )["list"]
        assert config["0"] == "a"
        assert 0 not in config and None not in config and ("a",) not in config
        assert config[None]
        """
    )

    result = run(project)

    assert errors(result) == ["KeyError: None"]
    assert re.findall(r"^(\S+) ", section(result), re.MULTILINE)[0] == 'list["0"]'


def test_the_last_reads_are_told(project: pytest.Pytester) -> None:
    """Five at most, in the order of reading, each once; those of other tests are forgotten."""
    project.makepyfile(
        f"""{QUICKSTART}
    def test_first(effective_config):
        assert read(effective_config)["theme"]["isLight"] is False

    def test_second(effective_config):
        config = read(effective_config)
        for path in "sso", "fileAttachment.enabled", "pluginService.url", "version_compatibility":
            config.explain(path)
        assert config.get("nothing", 1) == 1
        assert config["pluginService"]["url"] and "theme" in config and not config.unresolved
        """
    )

    told = re.findall(r"^(\S+) (?:=|is)", section(run(project)), re.MULTILINE)

    assert (
        told
        == [
            "fileAttachment.enabled",
            "version_compatibility",
            "nothing",
            "pluginService.url",
            "theme",
            "logLevel",
        ][-5:]
    )


def test_configurations_are_compared_value_by_value(project: pytest.Pytester) -> None:
    """Both sides of each difference, and the story of each."""
    project.makepyfile(
        f"""{QUICKSTART}
    def test_same(effective_config):
        assert read(effective_config) == read(effective_config, define={{"location.hostname": "x"}})
        """
    )

    result = run(project)

    first, *others = errors(result)
    assert first.startswith('assert { version_compatibility: "yes", logLevel: unresol… == {')
    assert others == [
        "  ",
        '  logLevel is unresolved: isLocal ? "debug" : "warnin…, not "warning"',
    ]
    stories = re.findall(r"^logLevel = .*", section(result), re.MULTILINE)
    assert stories == [
        'logLevel = unresolved: isLocal ? "debug" : "warning"',
        'logLevel = "warning"',
    ]


def test_a_part_is_compared_with_a_dict(project: pytest.Pytester) -> None:
    """Paths are those of the whole; what is on one side only is unset on the other."""
    project.makepyfile(
        f"""{QUICKSTART}
    def test_part(effective_config):
        wanted = {{"url": "/x", "more": [1], "enabled": None}}
        assert wanted == read(effective_config)["pluginService"]
        """
    )

    result = run(project)

    assert errors(result) == [
        'assert { url: "/x", more: [1], enabled: null } == { enabled: true, url: "/plugins" }',
        "  ",
        '  pluginService.url is "/x", not "/plugins"',
        "  pluginService.more is [1], not unset",
        "  pluginService.enabled is null, not true",
    ]
    assert section(result).startswith('pluginService.url = "/plugins"\nset at appConfig.js:7:40')


def test_anything_can_be_expected(project: pytest.Pytester) -> None:
    """Things that no configuration holds are told as Python tells them."""
    project.makepyfile(
        f"""{QUICKSTART}
    def test_part(effective_config):
        class Odd:
            def __repr__(self):
                raise ValueError
        loop = []
        loop.append(loop)
        wanted = {{"url": {{2}}, 3: [{{2}}], None: loop, "enabled": Odd()}}
        assert read(effective_config)["pluginService"] == wanted
        """
    )

    first, _, *others = errors(run(project))

    assert first.startswith(
        """assert { enabled: true, url: "/plugins" } == {'url': {2}, 3: [{2}]"""
    )
    assert (
        re.sub("at 0x[^>]*", "", "\n".join(others))
        == """\
  pluginService.enabled is true, not <Odd instance >
  pluginService.url is "/plugins", not {2}
  pluginService[3] is unset, not [{2}]
  pluginService.None is unset, not [[[[[[[...]]]]]]]"""
    )


def test_of_many_differences_some_are_counted(project: pytest.Pytester) -> None:
    """Nobody reads them all."""
    project.makepyfile(
        f"""{QUICKSTART}
    def test_part(effective_config):
        assert read(effective_config) == {{str(number): number for number in range(9)}}
        """
    )

    assert errors(run(project))[-1] == "  and 11 more"


def test_other_comparisons_are_left_alone(project: pytest.Pytester) -> None:
    """Those of other things, and those of a configuration with what is no mapping."""
    project.makepyfile(
        """
        def test_other(effective_config):
            config = effective_config("appConfig.js")
            assert config == 1
        def test_dicts(effective_config):
            assert {"a": 1} == {"a": 2}
        """
    )
    with_plugin = run(project)

    told = errors(with_plugin)
    assert told[0].startswith("assert EffectiveConfig({")
    assert "AssertionError: assert {'a': 1} == {'a': 2}" in told
    assert "  Differing items:" in told


def test_secrets_are_masked(pytester: pytest.Pytester) -> None:
    """In stories, in differences, and in the configuration's own text."""
    secret = "sk-9f8e7d6c5b4a39281706f5e4d3c2b1a0"
    pytester.path.joinpath("appConfig.js").write_text(
        f'var key = "{secret}"; var appConfig = {{ api: {{ apiKey: key }} }};', "utf-8"
    )
    pytester.makepyfile(
        """
        def test_read(effective_config):
            assert not effective_config("appConfig.js")["api"]["apiKey"].startswith("s")
        def test_compare(effective_config):
            assert effective_config("appConfig.js") == {"api": {"apiKey": "another-key-of-mine-1"}}
        def test_text(effective_config):
            assert effective_config("appConfig.js") is None
        """
    )

    result = run(pytester, "-k", "compare or text")

    assert secret not in result.stdout.str()
    assert '  api.apiKey is "********", not another value' in errors(result)
    assert secret not in section(run(pytester, "-k", "read"))


def test_what_cannot_be_read_is_told_with_its_line(project: pytest.Pytester) -> None:
    """And with what to do about it; the test can expect it."""
    project.path.joinpath("bad.js").write_text("var appConfig = {\n  a: 1\n  b: 2\n};\n", "utf-8")
    project.makepyfile(
        """
        import pytest
        from appconfig_merge import SourceSyntaxError
        def test_good(effective_config):
            with pytest.raises(SourceSyntaxError):
                effective_config("bad.js")
        def test_bad(effective_config):
            effective_config("bad.js")
        """
    )

    result = run(project)

    result.assert_outcomes(passed=1, failed=1)
    assert "api.py" not in result.stdout.str()
    assert (
        section(result)
        == """\
bad.js:2:7: a comma is missing after the property a
  2 |   a: 1
    |       ^
  help: put a comma here
"""
    )


@pytest.mark.parametrize(("inifile", "start"), [("pytest.ini", "inner"), (None, ".")])
def test_where_relative_paths_start(
    project: pytest.Pytester, inifile: str | None, start: str
) -> None:
    """At pytest's configuration file; without one where pytest was started."""
    inner = project.mkdir("inner")
    if inifile is not None:
        project.path.joinpath(inifile).write_text("[pytest]\n", "utf-8")
    inner.joinpath("test_it.py").write_text(
        "def test_it(effective_config):\n"
        "    config = effective_config('appConfig.js', configuration='configuration.json',\n"
        "                              scripts=['appConfig.js'])\n"
        "    assert config['theme']['isLight']\n",
        "utf-8",
    )
    test = inner / "test_it.py"
    project._monkeypatch.chdir(project.path / start)

    result = run(project, str(test))

    shown = "../appConfig.js:8:21" if start == "inner" else "appConfig.js:8:21"
    assert f"set at {shown} (appConfig.js)" in section(result).replace("\\", "/")
