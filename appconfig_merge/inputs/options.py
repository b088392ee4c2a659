"""The options that say what a configuration is read from, each declared once.

``OPTIONS`` knows nothing of click or TOML: :mod:`appconfig_merge.cli.options` makes options of
the commands of it, and :mod:`appconfig_merge.inputs.environments` the settings of a file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

from appconfig_merge.inputs.record import GivenResource, LiveResource
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.releases import DOCUMENTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Kind = Literal["file", "files", "text", "texts", "definitions", "flag"]
    Part = Literal["resource", "page"]


class Option(NamedTuple):
    """An option, and the field of ``Inputs`` that it says.

    ``name`` is what the values of options go by. ``setting`` is what an environments file calls
    it, empty where it has none; only such options hold for one side of a comparison, too.
    ``default`` is what help says that holds without it. ``part`` says what the option is about:
    the resource and the merge, or the page that loads the script.
    """

    flag: str
    name: str
    field: str
    part: Part
    kind: Kind
    metavar: str
    help: str
    setting: str = ""
    choices: tuple[str, ...] = ()
    default: str = ""

    @property
    def is_repeatable(self) -> bool:
        """Whether each use of the option adds something."""
        return self.kind in {"files", "texts", "definitions"}


OPTIONS: Final = (
    Option(
        "--configuration", "configuration", "resource", "resource", "file", "FILE",
        "The Configuration resource, as GET returns it, or the folder of an account's kept ones; "
        "its ui_attributes are merged beneath the script.",
        setting="configuration",
    ),
    Option(
        "--live", "live", "resource", "resource", "flag", "",
        "Fetch the Configuration resource, with the credentials in the environment.",
    ),
    Option(
        "--ui-attributes", "ui_attributes", "resource", "resource", "file", "FILE",
        "The ui_attributes object alone.",
        setting="ui_attributes",
    ),
    Option(
        "--stored", "stored", "stored", "resource", "file", "FILE",
        "What the browser has in localStorage as FLEX_CONFIG, or a snapshot of the page: it fills "
        "the gaps of what the page hands to Flex UI.",
        setting="stored",
    ),
    Option(
        "--flex-ui", "flex_ui", "flex_ui", "resource", "text", "VERSION",
        "Merge exactly as this Flex UI release does: 2.17.1, 2.17, 2, 1.34; or auto, which asks "
        "package.json at or above the script, then the resource. documented merges as Twilio "
        "documents it.",
        setting="flex_ui",
        default=DOCUMENTED,
    ),
    Option(
        "--ui-version", "ui_version", "", "resource", "text", "VERSION",
        "Fetch the resource for this pinned UI version.  [default: that of --flex-ui]",
    ),
    Option(
        "--api-url", "api_url", "", "resource", "text", "URL",
        "Another address for the Flex API: a fake or a proxy. EFFECTIVE_CONFIG_API_URL works too.",
    ),
    Option(
        "--define", "define", "define", "page", "definitions", "NAME=JSON",
        "Give a value that only the page knows, such as "
        """location.hostname='"flex.example.com"'. Repeatable.""",
        setting="define",
    ),
    Option(
        "--page-url", "page_url", "page_url", "page", "text", "URL",
        "Where the page is loaded from: gives location, document.location and document.URL.",
        setting="page_url",
    ),
    Option(
        "--root", "root", "root", "page", "file", "DIR",
        "The folder that the server of a page gives at /.",
        setting="root",
        default="the page's own",
    ),
    Option(
        "--script", "scripts", "scripts", "page", "files", "FILE",
        "A script that the page loads before. Repeatable, in order.",
        setting="scripts",
    ),
    Option(
        "--assume", "assume", "assume", "page", "texts", "NAME",
        "A name that some other script defines; its value is unresolved. Repeatable.",
        setting="assume",
    ),
    Option(
        "--global", "global_name", "global_name", "page", "text", "NAME",
        "The global that holds the configuration; may be dotted.",
        setting="global",
        default="appConfig",
    ),
    Option(
        "--plugins", "plugins", "plugins", "page", "files", "FILE",
        "A plugin's bundle, the folder of its sources, or plugins.json: tells what plugins may set "
        "once they run. Repeatable, in order.",
        setting="plugins",
    ),
    Option(
        "--parser", "parser", "parser", "page", "text", "",
        "pyjsparser is a second opinion: ES5 only, without positions.",
        setting="parser",
        choices=("tree-sitter", "pyjsparser"),
        default="tree-sitter",
    ),
)  # fmt: skip
"""In the order of help. ``ui_version`` and ``api_url`` say more of ``live``."""


def given(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of options that say something, be it nothing: None, False and ``()`` don't."""
    names = [option.name for option in OPTIONS]
    return {name: values[name] for name in names if values.get(name) not in (None, False, ())}


def rivals(given: Iterable[str]) -> tuple[Option, ...]:
    """Of the options of these names, those that say a field which only one can say."""
    options = _of_fields(given)
    fields = [option.field for option in options]
    return tuple(option for option in options if fields.count(option.field) > 1)


def fields(given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of ``Inputs`` that options say; definitions are pairs of a name and a value."""
    return {option.field: _field(option, given) for option in _of_fields(given)}


def _of_fields(given: Iterable[str]) -> list[Option]:
    names = set(given)
    return [option for option in OPTIONS if option.field and option.name in names]


def _field(option: Option, given: Mapping[str, Any]) -> Any:
    value = given[option.name]
    if option.name == "live":
        return LiveResource(given.get("ui_version"), given.get("api_url"))
    if option.field == "resource":
        return GivenResource(value, holds_attributes=option.name == "ui_attributes")
    return value
