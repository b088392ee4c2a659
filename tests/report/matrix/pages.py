"""Pages of many environments made for a test, and what of them is data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from appconfig_merge.errors import InputError
from appconfig_merge.fleet.configurations import Unreadable
from appconfig_merge.fleet.sides import Side
from appconfig_merge.inputs.reader import Reader
from appconfig_merge.inputs.record import GivenResource, Inputs
from appconfig_merge.questions.comparison import Values, rows
from appconfig_merge.report import Compared, render_matrix_page
from appconfig_merge.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from playwright.sync_api import Page


class Given(NamedTuple):
    """What an environment is made of; ``resource`` has the ui_attributes."""

    script: str | Source
    resource: Mapping[str, Any] | None = None
    flex_ui: str = "documented"
    plugins: tuple[Source, ...] = ()


def side_of(name: str, given: Given) -> Side:
    """An environment whose resource is a file of its own."""
    script = given.script
    if not isinstance(script, Source):
        script = Source("public/appConfig.js", script)
    resource = None
    if given.resource is not None:
        text = json.dumps({"ui_attributes": given.resource}, indent=2)
        resource = GivenResource(Source(f"accounts/{name}.json", text, "json"))
    inputs = Inputs(script, resource, given.flex_ui, plugins=given.plugins)
    return Side(name, "environment", Reader().config(inputs))


def compared_of(
    environments: Mapping[str, Given], unreadable: Mapping[str, str] | None = None
) -> Compared:
    """What the page is made of; ``unreadable`` has messages by names."""
    sides = [side_of(name, given) for name, given in environments.items()]
    values = [Values(side.config) for side in sides]
    lost = [Unreadable(name, InputError(text)) for name, text in (unreadable or {}).items()]
    return Compared(sides, values, list(rows(values)), lost)


def page_of(
    environments: Mapping[str, Given],
    unreadable: Mapping[str, str] | None = None,
    *,
    shows_secrets: bool = False,
    shows_all: bool = False,
) -> str:
    """The page of some environments."""
    compared = compared_of(environments, unreadable)
    return render_matrix_page(compared, shows_secrets=shows_secrets, shows_all=shows_all)


SCRIPT = """\
var appConfig = {
  logLevel: "info",
  theme: { isLight: true },
  region: location.hash ? "ie1" : "us1",
};
"""


def twelve() -> dict[str, Given]:
    """Twelve accounts with one script, of which a few have something of their own."""
    resources: list[dict[str, Any]] = [
        {"logLevel": "debug", "theme": {"isLight": False}, "limits": {"chats": 4}}
        for _ in range(12)
    ]
    resources[2]["limits"] = {"chats": 6}
    resources[3]["limits"] = {"chats": 6, "calls": 1}
    resources[4]["limits"] = None
    resources[5]["name"] = "five"
    return {f"account-{index:02}": Given(SCRIPT, one) for index, one in enumerate(resources)}


class Told(NamedTuple):
    """What the page's data says of a path in an environment."""

    standing: str
    value: Any
    said: list[dict[str, Any]]
    may: list[Any]


def told(data: Any) -> dict[tuple[tuple[str | int, ...], str], Told]:
    """The story of each path in each environment, taken together as the page's script does."""
    return {
        (tuple(row["path"]), data["environments"][member]["name"]): _story(row, group, place)
        for row in data["rows"]
        for number, group in enumerate(row["groups"])
        for place, member in enumerate(members_of(data, row, number))
    }


def members_of(data: Any, row: Any, number: int) -> Sequence[int]:
    """The environments of a group; the first has those that no other has."""
    if number:
        members: Sequence[int] = row["groups"][number]["members"]
        return members
    others = {one for group in row["groups"][1:] for one in group["members"]}
    return [one for one in range(len(data["environments"])) if one not in others]


def _story(row: Any, group: Any, place: int) -> Told:
    stories = group["stories"]
    value, said, *may = row["stories"][stories[place] if isinstance(stories, list) else stories]
    return Told(
        group["standing"],
        None if value is None else row["values"][value],
        [row["said"][one] for one in said],
        may[0] if may else [],
    )


def lines(page: Page) -> list[str]:
    """The rows that are made, in order, each as one line."""
    found = page.locator("#tree [role=treeitem]").all_inner_texts()
    return [" ".join(text.split()) for text in found]


def cells(page: Page) -> Iterator[list[str]]:
    """The rows of the columns, the names of these first."""
    for row in page.locator("#grid [role=row]").all():
        parts = row.locator("[role=columnheader], [role=rowheader], [role=gridcell]")
        yield parts.all_inner_texts()


def story(page: Page) -> str:
    """What is told of what is chosen."""
    return " ".join(page.locator("#story").inner_text().split())
