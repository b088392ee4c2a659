"""The reader: what several configurations are made from is met once."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from appconfig_merge import InputError
from appconfig_merge.inputs.reader import Reader
from appconfig_merge.inputs.record import GivenResource, Inputs, LiveResource

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from appconfig_merge.diagnostics import Diagnostic

pytestmark = pytest.mark.usefixtures("folder")


class Answer(NamedTuple):
    """What the service answers."""

    properties: Mapping[str, Any]
    label: str = "the resource of an account"
    short_label: str = "the resource"
    diagnostics: tuple[Diagnostic, ...] = ()


class Service:
    """A service that counts its requests."""

    def __init__(self) -> None:
        self.requests: list[LiveResource] = []

    def __call__(self, wanted: LiveResource) -> Answer:
        """Answer with what was asked for."""
        self.requests.append(wanted)
        return Answer({"ui_attributes": {"version": wanted.ui_version}})


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with a script and a resource."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.js").write_text("var appConfig = { a: 1 };", "utf-8")
    (tmp_path / "a.json").write_text('{"ui_attributes": {"b": 2}}', "utf-8")
    (tmp_path / "b.json").write_text('{"b": 3}', "utf-8")
    return tmp_path


def test_a_script_is_read_and_evaluated_once(folder: Path) -> None:
    """For all releases and over all resources; on another page it is another evaluation."""
    reader = Reader()
    over_a = Inputs("a.js", GivenResource("a.json"))
    over_b = Inputs("a.js", GivenResource("b.json", holds_attributes=True), "2.17.1")
    first = reader.config(over_a)
    (folder / "a.js").write_text("var appConfig = { a: 9 };", "utf-8")
    second = reader.config(over_b)
    elsewhere = over_a._replace(page_url="https://example.com")

    assert (first["a"], second["a"], reader.config(elsewhere)["a"]) == (1, 1, 1)
    assert reader.script(over_a) is reader.script(over_b)
    assert reader.script(over_a) is not reader.script(elsewhere)


def test_the_same_file_as_a_resource_and_as_ui_attributes() -> None:
    """Is read as what it is said to be, whatever it was read as before."""
    reader = Reader()

    alone = reader.resource(GivenResource("b.json", holds_attributes=True))
    assert alone.columns is None
    with pytest.raises(InputError, match="no ui_attributes"):
        reader.resource(GivenResource("b.json"))
    assert reader.resource(GivenResource("b.json", holds_attributes=True)) is alone


def test_standard_input_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is nothing in it a second time."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"appConfig = { a: 4 };")))
    reader = Reader(is_command_line=True)

    assert [reader.config(Inputs("-", flex_ui=one))["a"] for one in ("documented", "2")] == [4, 4]


def test_a_dash_is_a_file_for_a_program(folder: Path) -> None:
    """Standard input is the command line's; so are files of revisions."""
    (folder / "-").write_text("appConfig = { a: 5 };", "utf-8")

    assert Reader().config(Inputs("-"))["a"] == 5
    with pytest.raises(InputError, match=r"HEAD:a\.js: No such file"):
        Reader().config(Inputs("HEAD:a.js"))


def test_the_service_is_asked_once_for_each_resource() -> None:
    """However many configurations are made of the answer; a release asks for its own."""
    service = Service()
    reader = Reader(fetch=service)
    configs = [
        reader.config(Inputs("a.js", LiveResource(version), flex_ui))
        for version in (None, "2.0", None)
        for flex_ui in ("documented", "2.17.1")
    ]

    assert service.requests == [LiveResource(), LiveResource("2.17.1"), LiveResource("2.0")]
    assert [config["version"] for config in configs] == [
        *(None, "2.17.1"),
        *("2.0", "2.0"),
        *(None, "2.17.1"),
    ]


def test_no_request_is_made_for_a_script_that_cannot_be_read() -> None:
    """The service comes last."""
    service = Service()

    with pytest.raises(InputError, match=r"nope\.js"):
        Reader(fetch=service).config(Inputs("nope.js", LiveResource()))
    assert service.requests == []


def test_data_is_a_resource_too() -> None:
    """Parsed JSON, or what was fetched already; two of them are two."""
    reader = Reader()
    wholes: list[Any] = [{"ui_attributes": {"b": 6}}, Answer({"ui_attributes": {"b": 7}})]

    assert [reader.config(Inputs("a.js", GivenResource(one)))["b"] for one in wholes] == [6, 7]
    alone = GivenResource({"b": 8}, holds_attributes=True)
    assert reader.config(Inputs("a.js", alone))["b"] == 8
