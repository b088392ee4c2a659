"""The pages of docs/reference that are made of the code: commands, JSON schemas, errors.

``python -m tests.docs.reference`` writes them; a test holds that they are up to date.
"""

from __future__ import annotations

import inspect
import json
import re
from typing import TYPE_CHECKING, Any

import click

import appconfig_merge
from appconfig_merge import rest, testing
from appconfig_merge.browser import errors as browser_errors
from appconfig_merge.checks import settings
from appconfig_merge.cli.commands import cli
from appconfig_merge.errors import AppConfigError
from appconfig_merge.fleet import credential_commands, fetching
from appconfig_merge.inputs import git
from appconfig_merge.inputs.environments import environment
from appconfig_merge.questions import counterfactual
from tests.docs.pages import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import ModuleType

FOLDER = ROOT / "docs" / "reference"
DATA = "appconfig_merge/data"
SCHEMAS = (
    "effective-config", "findings", "comparison", "drift", "log", "upgrade", "fetched", "change",
    "snapshot", "verification",
)  # fmt: skip

_SCHEMAS_ABOUT = """\
Made of the JSON Schemas (draft 2020-12) that come with the package. Fields in *italics* may be
missing. What a `schema_version` promises: [compatibility](../compatibility.md). How values that
JSON can't say are written: [output](../output.md#json)."""
_ERRORS_ABOUT = """\
Made of the code. Whatever the input, a call ends with a result or with one of these; all are
`AppConfigError`s with `message`, `location`, `line_text` and `help`. The class and its `code` are
part of the interface, the wording of a message is not."""
_REST_ABOUT = """\
From `appconfig_merge.rest`. [The live resource](../live.md#when-something-fails) says what is known
of the stored resource after each."""
_COMMAND_LINE_ABOUT = """\
Made of the commands' own help. What they are for:
[explain](../explain.md), [check](../check.md), [report](../report.md), [diff, matrix](../diff.md),
[drift](../drift.md), [log](../log.md), [upgrade](../upgrade.md),
[snapshot and verify](../verify.md),
[fetch, update, backup and restore](../live.md), [completion](../completion.md),
[`--watch`](../watch.md), [`--flex-ui`](../releases.md), and
[`--define`, `--page-url`, `--script`, `--assume`](../reading.md#the-closed-world)."""


def command_line() -> str:
    """Every command, as its --help has it."""
    context = click.Context(cli, info_name="effective-config", **cli.context_settings)
    parts = [
        "# The command line",
        _COMMAND_LINE_ABOUT,
        *_command(context, cli, level=2, title="effective-config"),
    ]
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        if command is not None and not command.hidden:
            inner = click.Context(command, info_name=name, parent=context)
            parts += _command(inner, command, level=2, title=name)
    return "\n\n".join(parts) + "\n"


def _command(
    context: click.Context, command: click.Command, *, level: int, title: str
) -> Iterator[str]:
    usage = " ".join(command.collect_usage_pieces(context))
    yield f"{'#' * level} {title}"
    yield f"```text\n{context.command_path} {usage}\n```"
    yield from _paragraphs(command.help or "")
    records = [
        record
        for option in command.get_params(context)
        if isinstance(option, click.Option) and (record := option.get_help_record(context))
    ]
    yield _table(("option", "meaning"), ((_code(names), _inline(help)) for names, help in records))
    yield from _paragraphs(command.epilog or "")


def _paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a help text; what click leaves as it is, too."""
    for paragraph in inspect.cleandoc(text.replace("\b\n", "\b")).split("\n\n"):
        if paragraph.startswith("\b"):
            title, _, rows = paragraph.removeprefix("\b").rstrip().partition("\n")
            codes = re.findall(r"^ *(\d+)  (.*)$", rows, re.MULTILINE)
            yield f"{title.strip().removesuffix(':')}:"
            yield _table(("code", "meaning"), ((code, _inline(meaning)) for code, meaning in codes))
        elif paragraph.strip():
            yield _inline(paragraph)


def json_schemas() -> str:
    """Every field of every JSON result."""
    parts = [
        "# The JSON results",
        _SCHEMAS_ABOUT,
        *(part for name in SCHEMAS for part in _schema(name)),
    ]
    return "\n\n".join(parts) + "\n"


def _schema(name: str) -> Iterator[str]:
    schema = json.loads((ROOT / DATA / f"{name}.schema.json").read_text("utf-8"))
    yield f"## {name}"
    yield _inline(f"{schema['title']}. {schema['description']}")
    yield f"The schema: [{name}.schema.json](../../{DATA}/{name}.schema.json)"
    yield from _fields(name, schema)
    for key, inner in schema["$defs"].items():
        yield f"### {name}: {key}"
        if "description" in inner:
            yield _inline(inner["description"])
        yield from _fields(name, inner)


def _fields(name: str, schema: dict[str, Any]) -> Iterator[str]:
    rows = list(_rows(name, schema, ""))
    if rows:
        yield _table(("field", "type", "meaning"), rows)
    else:
        kind = _type(name, schema)
        yield kind[0].upper() + kind[1:] + "."


def _rows(name: str, schema: dict[str, Any], prefix: str) -> Iterator[tuple[str, ...]]:
    for key, given in schema.get("properties", {}).items():
        inner = {} if given is True else given
        path = f"{prefix}{key}"
        shown = _code(path) if key in schema.get("required", ()) else f"*{_code(path)}*"
        yield shown, _type(name, inner), _inline(inner.get("description", ""))
        yield from _rows(name, inner, f"{path}.")
        if isinstance(items := inner.get("items"), dict):
            yield from _rows(name, items, f"{path}[].")


def _type(name: str, schema: dict[str, Any]) -> str:
    """The type in a few words, with links to what is defined elsewhere in the schema."""
    if "$ref" in schema:
        home, _, pointer = schema["$ref"].rpartition("#/$defs/")
        other = re.search(r"[\w-]+(?=:\d+$|\.schema)", home)
        definition, *inner = pointer.replace("/properties/", "/").split("/")
        anchor = f"{other[0] if other else name}-{definition}"
        return f"[{'.'.join([definition, *inner])}](#{anchor})"
    if "const" in schema:
        return _code(json.dumps(schema["const"]))
    if "enum" in schema:
        return ", ".join(_code(json.dumps(value)) for value in schema["enum"])
    if "items" in schema:
        return f"array of {_type(name, schema['items'])}"
    for choice in ("oneOf", "anyOf"):
        if choice in schema and "type" not in schema:
            return " or ".join(_type(name, one) for one in schema[choice])
    kinds = schema.get("type", "anything")
    return kinds if isinstance(kinds, str) else " or ".join(kinds)


def errors_page() -> str:
    """Every error that a program may catch."""
    parts = [
        "# Errors",
        _ERRORS_ABOUT,
        "## Reading and merging",
        "From `appconfig_merge`.",
        _errors(appconfig_merge),
        "## The Flex API",
        _REST_ABOUT,
        _errors(rest),
        "## The rest",
        "Of settings, environments, accounts, `explain --without`, git, `--browser`, the fake API.",
        _errors(
            settings,
            environment,
            credential_commands,
            fetching,
            counterfactual,
            git,
            browser_errors,
            testing,
        ),
    ]
    return "\n\n".join(parts) + "\n"


def _errors(*modules: ModuleType) -> str:
    found = [
        value
        for module in modules
        for name in getattr(module, "__all__", vars(module))
        if isinstance(value := getattr(module, name), type)
        and issubclass(value, AppConfigError)
        and value.__module__.startswith(module.__name__)
    ]
    return _table(
        ("class", "code", "meaning"),
        (
            (_code(value.__name__), _code(value.code), _inline(_summary(value)))
            for value in sorted(found, key=lambda value: value.__name__)
        ),
    )


def _summary(value: type) -> str:
    """The first paragraph of a docstring."""
    return inspect.cleandoc(value.__doc__ or "").split("\n\n")[0]


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _code(text: str) -> str:
    """A text as it is."""
    return "`" + text.replace("|", "\\|") + "`"


def _inline(text: str) -> str:
    """A text of the code as Markdown; docstrings mark code by two backticks."""
    text = re.sub(r":\w+:`~?([\w.]+)`", r"`\1`", text.replace("``", "`"))
    parts = " ".join(text.split()).split("`")
    parts[::2] = (re.sub(r"([*<|\[\]])", r"\\\1", part) for part in parts[::2])
    parts[1::2] = (part.replace("|", "\\|") for part in parts[1::2])
    return "`".join(parts)


PAGES: dict[str, Callable[[], str]] = {
    "command-line": command_line,
    "errors": errors_page,
    "json-schemas": json_schemas,
}
"""The pages that are made, by their names, and what makes each."""


def main() -> None:
    """Write all pages."""
    FOLDER.mkdir(exist_ok=True)
    for name, page in PAGES.items():
        (FOLDER / f"{name}.md").write_text(page(), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
