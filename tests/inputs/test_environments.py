"""The file that names environments."""

from __future__ import annotations

import pytest

from appconfig_merge import AppConfigError, Source, SourceSyntaxError
from appconfig_merge.inputs.access import Access
from appconfig_merge.inputs.environments.reading import parse_environments
from appconfig_merge.inputs.record import GivenResource, Inputs, LiveResource

GOOD = """\
# Everything that can be said.
[defaults]
app_config = "public/appConfig.js"
flex_ui = "2.17"
define = ['APP.region="ie1"']

[environments.dev]
ui_attributes = "dev.json"
global = "Twilio.appConfig"
parser = "pyjsparser"

[environments.prod]
configuration = "/etc/prod.json"
define = { "location.hostname" = "desk.example.com" }
page_url = "https://desk.example.com/"
scripts = ["brand.js"]
assume = ["tracker"]
"""


def test_everything_that_can_be_said() -> None:
    """Paths are from the file's folder; an environment's own settings come over the defaults."""
    read = parse_environments(Source("envs/environments.toml", GOOD, "json"))

    assert [(one.name, one.inputs._replace(define=())) for one in read.all] == [
        (
            "dev",
            Inputs(
                "envs/public/appConfig.js",
                GivenResource("envs/dev.json", holds_attributes=True),
                "2.17",
                global_name="Twilio.appConfig",
                parser="pyjsparser",
            ),
        ),
        (
            "prod",
            Inputs(
                "envs/public/appConfig.js",
                GivenResource("/etc/prod.json"),
                "2.17",
                page_url="https://desk.example.com/",
                scripts=("envs/brand.js",),
                assume=("tracker",),
            ),
        ),
    ]
    assert [{name: value.value for name, value in one.inputs.define} for one in read.all] == [
        {"APP.region": "ie1"},
        {"APP.region": "ie1", "location.hostname": "desk.example.com"},
    ]


def test_own_ui_attributes_take_the_place_of_the_shared_configuration() -> None:
    """Only one of the two can lie beneath the script."""
    text = """\
[defaults]
app_config = "a.js"
configuration = "shared.json"
[environments.dev]
ui_attributes = "dev.json"
"""
    (dev,) = parse_environments(Source("e.toml", text, "json")).all

    assert dev.inputs.resource == GivenResource("dev.json", holds_attributes=True)


def test_an_empty_list_takes_the_place_of_the_shared_one() -> None:
    """It says that there is nothing; definitions hold beside those of all."""
    text = """\
[defaults]
app_config = "a.js"
scripts = ["b.js"]
assume = ["c"]
define = { d = 1 }
[environments.dev]
scripts = []
assume = []
define = {}
"""
    (dev,) = parse_environments(Source("e.toml", text, "json")).all

    assert (dev.inputs.scripts, dev.inputs.assume) == ((), ())
    assert [name for name, _ in dev.inputs.define] == ["d"]


def test_a_page_is_another_name_for_the_script() -> None:
    """What an environment says itself counts, whichever of the two names it has."""
    text = """\
[defaults]
app_config = "appConfig.js"
[environments.dev]
page = "public/index.html"
[environments.prod]
"""
    read = parse_environments(Source("e.toml", text, "json"))

    assert [one.inputs.app_config for one in read.all] == ["public/index.html", "appConfig.js"]


def test_what_is_live() -> None:
    """The resource is the account's; how to reach it is known of the others, too."""
    text = """\
[defaults]
app_config = "a.js"
live = true
account_sid_env = "SID"
auth_token_env = "TOKEN"
[environments.prod]
ui_version = "2.17.1"
api_url = "http://127.0.0.1:8080"
[environments.file]
configuration = "file.json"
[environments.script]
live = false
"""
    prod, file, script = parse_environments(Source("envs/e.toml", text, "json")).all
    access = Access(account_sid_env="SID", auth_token_env="TOKEN", folder="envs")

    assert prod.inputs.resource == prod.live
    assert prod.live == LiveResource(
        "2.17.1", "http://127.0.0.1:8080", access=access, api_url_file="envs/e.toml"
    )
    assert (file.inputs.resource, file.live) == (
        GivenResource("envs/file.json"),
        LiveResource(access=access),
    )
    assert (script.inputs.resource, script.live.access) == (None, access)
    assert [one.said for one in (prod, script)] == [{"app_config", "resource"}, {"app_config"}]


def test_files_beside_the_inputs() -> None:
    """A snapshot, and what the resource should be: from the file's folder, as all files are."""
    text = """\
[defaults]
app_config = "a.js"
expected = ["all.json"]
[environments.dev]
snapshot = "dev-page.json"
expected = ["all.json", "dev.json"]
[environments.prod]
"""
    dev, prod = parse_environments(Source("envs/e.toml", text, "json")).all

    assert (dev.snapshot, dev.expected) == (
        "envs/dev-page.json",
        ("envs/all.json", "envs/dev.json"),
    )
    assert (prod.snapshot, prod.expected) == (None, ("envs/all.json",))


@pytest.mark.parametrize(
    ("text", "place", "message", "help"),
    [
        ("", "1:1", "there are no environments", "name each: [environments.prod]"),
        ("a = 1\n", "1:1", "there is no table 'a'",
         "there are defaults, templates, environments, groups"),
        (f"{GOOD}flexui = '2'\n", "18:1", "there is no setting 'flexui'", "did you mean flex_ui?"),
        (f"{GOOD}[environmnets.x]\n", "18:2", "there is no table 'environmnets'",
         "did you mean environments?"),
        (f"{GOOD}[environments.x]\n  flex_ui = 2.17\n", "19:13",
         "flex_ui must be a text that is not empty", 'write it in quotes: flex_ui = "2.17"'),
        ("[environments.x]\n", "1:15", "x has no app_config",
         "give it here, or in [defaults] for all"),
        (f"{GOOD}[environments.x]\n\n# list\nscripts = [\n  'a.js',\n  3,\n]\n", "23:3",
         "scripts must be a list of texts", None),
        (f"{GOOD}[environments.x]\ndefine = {{ a = 2026-01-02 }}\n", "19:16",
         "the value of a is nothing JSON can say", None),
        (f"{GOOD}[environments.x]\ndefine.location.hostname = 'a'\n", "19:8",
         "this would say all that location is",
         'for one of its properties write the name in quotes: "location.hostname"'),
        (f"{GOOD}[environments.x]\nconfiguration = 'a'\nui_attributes = 'b'\n", "20:1",
         "configuration and ui_attributes exclude each other", None),
        (f"{GOOD}[environments.x]\nparser = 'acorn'\n", "19:10",
         "parser must be tree-sitter or pyjsparser", None),
        (f"{GOOD}[environments.x]\ndefine = {{ 'not a name' = 1 }}\n", "19:12",
         "define not a name: not a name",
         'a name looks like location.hostname or localStorage["my-key"]'),
        (f"{GOOD}[environments.x]\ndefine = ['a=1', 'b']\n", "19:18",
         "--define b: there is no value", "write it as NAME=JSON"),
        (f"{GOOD}[environments.x]\npage = 'a'\napp_config = 'b'\n", "19:1",
         "app_config and page exclude each other", None),
        (f"{GOOD}[environments.x]\nlive = true\nconfiguration = 'a'\n", "19:1",
         "configuration and live exclude each other", None),
        (f"{GOOD}[environments.x]\nlive = 'true'\n", "19:8",
         "live must be true or false, without quotes", None),
        (f"{GOOD}[environments.x]\nui_version = '2.17.1'\n", "19:1",
         "x has ui_version, but no resource that is fetched",
         "live = true fetches it; live = false says that none lies beneath the script"),
        (f"{GOOD}[environments.x]\nexpected = 'a.json'\n", "19:12",
         "expected must be a list of texts", 'expected = ["..."]'),
        (f"{GOOD}[environments.x]\n# parser = 1\nscripts = 'parser'\nparser = 1\n", "20:11",
         "scripts must be a list of texts", 'scripts = ["..."]'),
    ],
)  # fmt: skip
def test_what_is_refused(text: str, place: str, message: str, help: str | None) -> None:
    """Each with its line and, where there is one, a hint."""
    with pytest.raises(AppConfigError) as caught:
        parse_environments(Source("e.toml", text, "json"))

    error = caught.value
    assert (str(error.location), error.message) == (f"e.toml:{place}", message)
    if help is not None:
        assert error.help == help


def test_what_is_no_toml() -> None:
    """Is said with its place and its line; the words are those of the reader of TOML."""
    with pytest.raises(SourceSyntaxError, match=r"e\.toml:1:14: this is not TOML") as caught:
        parse_environments(Source("e.toml", "[environments\n", "json"))

    assert caught.value.line_text == "[environments"


@pytest.mark.parametrize(
    "text",
    [
        "[environments.a.define]\n" + "a." * 5_000 + "b = 1",
        "a = " + "[" * 5_000,
        "a = 'x'\n" * 2,
        "x = '" + "\x00" + "'",
        "#" * 1_000_001,
        "[environments.x]\nscripts = [\n" + "1,\n" * 2_000 + "]\n",
    ],
)
def test_hostile_files(text: str) -> None:
    """Give the package's own error."""
    with pytest.raises(AppConfigError):
        parse_environments(Source("e.toml", text, "json"))


def test_a_file_that_is_not_utf_8() -> None:
    """Is said to be just that."""
    with pytest.raises(AppConfigError, match="not UTF-8"):
        parse_environments(Source.from_bytes("e.toml", b"a = '\xff'", "json"))


def test_names_like_one_that_is_not_there() -> None:
    """For the help of an error."""
    read = parse_environments(Source("e.toml", GOOD, "json"))

    assert read.get("prd") is None
    assert read.near("prd") == ["prod"]
