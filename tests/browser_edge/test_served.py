"""The files of a page as its server gave them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from appconfig_merge import InputError, effective_config
from appconfig_merge.browser.served import file_name
from tests.browser_edge.site import FLEX_UI, Answer, serving
from tests.browser_edge.taken import taken

if TYPE_CHECKING:
    from pathlib import Path

_SCRIPT = {"content-type": "text/javascript"}
_PAGE = b"""<!doctype html><title>Desk</title><body>
<script src="/twilio-flex.min.js"></script>
<script src="assets/app%20config.js?v=3"></script>
<script src="assets/gone.js"></script>
<script>
  localStorage.setItem("login", "yes");
  fetch("colours.json").then((answer) => answer.json()).then((colours) => {
    history.replaceState(null, "", "/agent-desktop");
    Twilio.Flex.runDefault({ ...appConfig, ...colours });
  });
</script>"""
_PAGES = {
    "/twilio-flex.min.js": Answer(FLEX_UI, headers=_SCRIPT),
    "/desk/": Answer(_PAGE),
    "/desk/assets/app%20config.js": Answer(b"var appConfig = { a: 1 };", headers=_SCRIPT),
    "/desk/colours.json": Answer(b'{"b": 2}', headers={"content-type": "application/json"}),
}


@pytest.mark.usefixtures("hurried")
def test_a_page_is_read_from_what_its_server_gave(tmp_path: Path) -> None:
    """At its place below the folder, with all that it loaded, and without what wasn't there."""
    folder = tmp_path / "site"

    with serving(_PAGES) as site:
        found = taken(f"{site.url}/desk/?a=b", site=str(folder))

    assert {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()} == {
        "twilio-flex.min.js",
        "desk/index.html",
        "desk/assets/app config.js",
        "desk/colours.json",
    }
    page = folder / "desk" / "index.html"
    assert found.said == [f"the page's files are in {folder}: the page is {page}"]
    config = effective_config(page, root=str(folder))
    assert config.to_dict() == {"a": 1, "b": 2}
    assert str(config.explain("a").contributions[-1].location) == (
        f"{folder}/desk/assets/app config.js:1:22"
    )


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    """Before anything is opened."""
    (tmp_path / "mine.js").write_text("var appConfig;")

    with pytest.raises(InputError, match="has something in it"):
        taken("http://localhost:1/", site=str(tmp_path))
    with pytest.raises(InputError, match="is no folder"):
        taken("http://localhost:1/", site=str(tmp_path / "mine.js"))


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://desk.example.com/", "index.html"),
        ("https://desk.example.com/agent-desktop?a=b", "index.html"),
        ("https://desk.example.com/assets/a.js?v=1", "assets/a.js"),
        ("https://DESK.example.com/assets/", "assets/index.html"),
        ("https://desk.example.com/%61.js", "a.js"),
        ("https://cdn.example.com/a.js", None),
        ("http://desk.example.com/a.js", None),
        ("https://desk.example.com/%2e%2e/a.js", None),
        ("https://desk.example.com/a%2Fb.js", None),
        ("https://desk.example.com/a%00.js", None),
        ("https://desk.example.com//a.js", "a.js"),
        ("https://desk.example.com/a//b.js", None),
        ("https://desk.example.com/C%3A/a.js", None),
    ],
)
def test_a_file_lies_below_the_folder_as_its_address_below_the_server(
    address: str, name: str | None
) -> None:
    """Or nowhere: what a server says writes to no other place."""
    page = address if name == "index.html" else "https://desk.example.com/agent-desktop"

    assert file_name(address, page) == name
