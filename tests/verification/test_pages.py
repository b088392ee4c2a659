"""Where a page is given, its own scripts are run with the object that the page was served."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appconfig_merge.inputs.record import GivenResource, Inputs
from tests.verification.support import RELEASE, RESOURCE, causes, running, snapshot, verified

if TYPE_CHECKING:
    from pathlib import Path

_PAGE = """\
<!doctype html>
<script src="/appConfig.js"></script>
<script src="/twilio-flex.min.js"></script>
<script>
  Twilio.Flex.runDefault({ ...HANDED, desk: { name: appConfig.name, floor: location.port } });
</script>
"""


def page(folder: Path, file: str, handed: str = "window.appConfig", **fields: Any) -> Inputs:
    """A page that makes an object of its own of appConfig.js."""
    folder.mkdir(exist_ok=True)
    index = folder / "index.html"
    index.write_text(_PAGE.replace("HANDED", handed), "utf-8")
    (folder / "appConfig.js").write_text(file, "utf-8")
    given = {"page_url": "https://flex.example.com/", **fields}
    return Inputs(str(index), GivenResource(RESOURCE), RELEASE, root=str(folder), **given)


def taken(of: Inputs, own: dict[str, Any], **fields: Any) -> Any:
    """A snapshot of a page with this object of its own."""
    return snapshot(of, **{"by_name": own, "on_window": own, **fields})


def test_another_file_goes_through_the_page_s_scripts(tmp_path: Path) -> None:
    """What the page makes of it is the served file's, too."""
    given = page(tmp_path / "given", "var appConfig = { name: 'one', language: 'en-GB' };")
    real = page(tmp_path / "real", "var appConfig = { name: 'two', language: 'en-GB' };")
    found = verified(given, taken(real, {"name": "two", "language": "en-GB"}))

    assert causes(found) == {"name": ("served-file",), "desk.name": ("served-file",)}


def test_a_file_that_binds_its_object_otherwise(tmp_path: Path) -> None:
    """With const it isn't on window, where the page looks."""
    given = page(tmp_path / "given", "var appConfig = { name: 'one', language: 'en-GB' };")
    real = page(tmp_path / "real", "const appConfig = { name: 'one', language: 'en-GB' };")
    own = {"name": "one", "language": "en-GB"}
    found = verified(given, taken(real, own, on_window=None))

    # The page's own object, and what it hands over of it: the first is lost, and not the second.
    assert causes(found) == {"name": ("served-file",), "language": ("served-file",)}


def test_a_page_that_is_given_knows_its_binding(tmp_path: Path) -> None:
    """Nothing differs where the file is the one that was served, however it binds."""
    given = page(tmp_path, "const appConfig = { name: 'one', language: 'en-GB' };")
    found = verified(given, taken(given, {"name": "one", "language": "en-GB"}, on_window=None))

    assert found.differences == ()


def test_another_object_than_the_page_s_scripts_make(tmp_path: Path) -> None:
    """The page that runs is another one."""
    given = page(tmp_path / "given", "var appConfig = { name: 'one' };")
    real = page(tmp_path / "real", "var appConfig = { name: 'one' };", "{ extra: 1 }")
    handed = {"extra": 1, "desk": {"name": "one", "floor": ""}}
    found = verified(given, taken(real, {"name": "one"}, handed=handed, is_watched=True))

    assert causes(found) == {"name": ("hand-over",), "extra": ("hand-over",)}


def test_an_object_in_the_page_that_it_hands_over(tmp_path: Path) -> None:
    """The page that was served has another one; what is changed later is no longer in it."""
    index = tmp_path / "index.html"
    index.write_text(
        "<!doctype html><script>"
        "var appConfig = { desk: { name: 'one', seats: 3 }, language: 'en-GB', extra: 1 };"
        "</script><script src='/twilio-flex.min.js'></script>"
        "<script>Twilio.Flex.runDefault(appConfig);</script>",
        "utf-8",
    )
    given = Inputs(str(index), GivenResource(RESOURCE), RELEASE, root=str(tmp_path))
    handed = {"desk": {"name": "two", "seats": 4}, "language": "en-US", "extra": 1}
    now = {"desk": {"name": "two", "seats": 5}, "language": "en-US", "extra": 1}
    config = running(given, desk=handed["desk"], language="en-US")
    found = verified(given, taken(given, now, configuration=config, handed=handed, is_watched=True))

    assert causes(found) == {
        "desk.name": ("served-file",),
        "desk.seats": ("hand-over",),
        "language": ("served-file",),
    }


def test_what_a_page_leaves_open_is_known_by_its_address(tmp_path: Path) -> None:
    """The same page without its address."""
    given = page(tmp_path, "var appConfig = { name: 'one' };", page_url=None)
    real = given._replace(page_url="https://flex.example.com:8443/")
    found = verified(given, taken(real, {"name": "one"}, address="https://flex.example.com:8443/"))

    assert causes(found) == {"desk.floor": ("page-decided",)}
    assert found.answers.page_url == "https://flex.example.com:8443/"


def test_a_page_without_a_hand_over_is_asked_for_its_global(tmp_path: Path) -> None:
    """Then nobody knows which object the page takes, and both are tried."""
    index = tmp_path / "index.html"
    index.write_text('<!doctype html>\n<script src="appConfig.js"></script>\n', "utf-8")
    (tmp_path / "appConfig.js").write_text("var appConfig = { name: 'one' };", "utf-8")
    given = Inputs(str(index), GivenResource(RESOURCE), RELEASE)
    config = running(given, name="two")
    found = verified(given, taken(given, {"name": "two"}, configuration=config))

    assert causes(found) == {"name": ("served-file",)}
