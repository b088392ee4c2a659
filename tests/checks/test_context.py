"""What a check knows of its configuration: what layers are called, and what is found once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from appconfig_merge import Source
from appconfig_merge.checks import check
from appconfig_merge.inputs.contexts import read_context
from appconfig_merge.inputs.reader import Reader
from appconfig_merge.inputs.record import GivenResource, Inputs
from appconfig_merge.syntax import parse
from tests.checks.support import findings
from tests.hanging import not_hanging

if TYPE_CHECKING:
    from appconfig_merge.checks import Context
    from appconfig_merge.syntax import estree


def context(flex_ui: str = "2.17.1") -> Context:
    """A script over a resource with a column."""
    text = '{"ui_attributes": {"a": 1}, "notifications": {"enabled": true}}'
    resource = GivenResource(Source("configuration.json", text, "json"))
    inputs = Inputs(Source("appConfig.js", "var appConfig = {};"), resource, flex_ui)
    return read_context(Reader(), inputs).context


@pytest.mark.parametrize(
    ("id", "kind", "name", "file"),
    [
        ("appConfig.js", "script", "appConfig.js", "appConfig.js"),
        ("ui_attributes", "rest", "ui_attributes (configuration.json)", "configuration.json"),
        (
            "column notifications",
            "column",
            "column notifications (configuration.json)",
            "configuration.json",
        ),
        ("Flex UI 2.17.1", "defaults", "Flex UI 2.17.1", "Flex UI 2.17.1"),
        ("no layer", "", "no layer", "no layer"),
    ],
)
def test_layers_by_their_ids(id: str, kind: str, name: str, file: str) -> None:
    """A layer without a file is called by its id, and so is one that isn't there."""
    asked = context()

    assert (asked.kind(id), asked.name(id), asked.file(id)) == (kind, name, file)


def test_what_is_found_is_found_once_for_each_context() -> None:
    """Rules that share something don't look for it again, and contexts share nothing."""
    asked: list[Context] = []

    def find(one: Context) -> int:
        asked.append(one)
        return len(asked)

    first, second = context(), context()

    assert [first.cached(find), first.cached(find), second.cached(find)] == [1, 1, 2]
    assert asked == [first, second]


def test_the_newest_release_is_presumed_where_none_is_named() -> None:
    """Once, where the findings are summed up."""
    assert (context().release, context().is_presumed) == ("Flex UI 2.17.1", False)
    documented = context("documented")
    assert (documented.release, documented.is_presumed) == ("Flex UI 2.17.1", True)


def test_a_check_reads_each_script_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands in its text is told by the tree that was evaluated."""
    seen: list[str] = []

    def counted(source: Source, *more: Any) -> estree.Program:
        seen.append(source.name)
        return parse(source, *more)

    monkeypatch.setattr("appconfig_merge.syntax.parse", counted)
    inputs = Inputs(
        Source("appConfig.js", "var appConfig = { ...common, token: 'x'.repeat(40) };"),
        scripts=(Source("common.js", "var common = { a: 1, a: 2 };"),),
    )

    assert check(read_context(Reader(), inputs).context)
    assert sorted(seen) == ["appConfig.js", "common.js"]


@pytest.mark.parametrize("entry", ['"theme.x{}": {}', "k{}: {{ apiKey: 's3cr3tKey{}' }}"])
def test_the_time_of_a_check_is_linear_in_what_it_finds(entry: str) -> None:
    """Nobody looks for what is called alike, or goes through all of it for each finding."""
    entries = ",\n".join(entry.format(number, number) for number in range(10_000))

    with not_hanging():
        found = findings(f"var appConfig = {{\n{entries}\n}};")

    assert len(found) >= 10_000
