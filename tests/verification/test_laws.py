"""Laws of what is told, whatever the inputs are and whichever of them the page has otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from appconfig_merge.effective.updates import Update, updated
from appconfig_merge.effective.view import plain_value
from appconfig_merge.inputs.reader import Reader
from appconfig_merge.inputs.record import GivenResource, Inputs
from appconfig_merge.layers.data import from_data
from appconfig_merge.layers.layer import Layer
from appconfig_merge.layers.stored import stored_from_data
from appconfig_merge.merging.filling import handed
from appconfig_merge.snapshots.snapshot import Snapshot
from appconfig_merge.source import Source
from appconfig_merge.strategies import (
    AppConfigSource,
    app_config_sources,
    json_objects,
    overlapping_layers,
)
from appconfig_merge.values import public_value
from appconfig_merge.verification.comparing import agree, value_at
from appconfig_merge.verification.verify import verify
from tests.hunting import examples
from tests.verification.support import call

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from appconfig_merge.values import ConfigValue
    from appconfig_merge.verification.difference import Cause, Verification

_RELEASES = ("1.25.4", "1.31.2", "2.0.2", "2.2.0", "2.17.1")


class Page(NamedTuple):
    """All that a page runs with."""

    file: AppConfigSource
    attributes: Mapping[str, ConfigValue]
    stored: Mapping[str, ConfigValue]
    calls: Sequence[Mapping[str, ConfigValue]]
    release: str
    is_watched: bool

    def inputs(self) -> Inputs:
        """What somebody gives who knows all of it but what plugins do."""
        return Inputs(
            Source("appConfig.js", self.file.text),
            GivenResource(self._resource()),
            self.release,
            stored=self.stored,
        )

    def _resource(self) -> dict[str, Any]:
        return {"account_sid": "AC" + "0" * 32, "ui_attributes": self.attributes}

    def running(self) -> dict[str, ConfigValue]:
        """What it runs with."""
        config = Reader().config(self.inputs())
        updates = [
            Update(Layer(f"{at}", "plugin", "", from_data(one).root))
            for at, one in enumerate(self.calls)
        ]
        return updated(config, updates).to_dict()

    def snapshot(self) -> Snapshot:
        """A snapshot of it, with the object that Flex UI has filled."""
        script = Reader().script(self.inputs())
        own = plain_value(handed(script, stored_from_data(self.stored)))
        return Snapshot(
            "snapshot.json",
            "browser",
            flex_ui=self.release,
            configuration=self.running(),
            by_name=own,
            on_window=own,
            handed=public_value(script.root.traced) if self.is_watched else None,
            is_watched=True,
            calls=tuple(map(call, self.calls)),
            resource=self._resource(),
            stored=self.stored,
        )


_OF: dict[str, Cause] = {
    "file": "served-file",
    "attributes": "resource",
    "stored": "stored",
    "calls": "plugin",
    "release": "release",
}
"""The cause that it is where the page has this otherwise."""


@st.composite
def believed_and_real(draw: st.DrawFn) -> tuple[Page, Page, frozenset[str]]:
    """A page as somebody believes that it is, and as it is; what of it is another."""
    changed = draw(st.frozensets(st.sampled_from(sorted(_OF)), max_size=3))
    attributes, other, stored, filled, file, served, called = draw(
        overlapping_layers(count=7).map(list)
    )
    believed = Page(
        draw(app_config_sources(st.just(file))),
        attributes,
        stored,
        (),
        draw(_ANY_RELEASE),
        draw(st.booleans()),
    )
    real: dict[str, Any] = {
        "file": draw(app_config_sources(st.just(served))),
        "attributes": other,
        "stored": filled,
        "calls": (called, draw(json_objects())),
        "release": draw(_ANY_RELEASE),
    }
    return believed, believed._replace(**{name: real[name] for name in changed}), changed


_ANY_RELEASE = st.sampled_from(_RELEASES)


@settings(max_examples=examples(50))
@given(believed_and_real())
def test_a_page_as_believed_has_no_difference(pages: tuple[Page, Page, frozenset[str]]) -> None:
    """A snapshot of what is predicted agrees in every leaf."""
    believed, *_ = pages
    found = verify(Reader(), believed.inputs(), believed.snapshot())

    assert found.differences == ()
    assert found.agreed == len(list(found.config.leaves()))


@settings(max_examples=examples(50))
@given(believed_and_real())
def test_causes_are_those_that_were_changed(pages: tuple[Page, Page, frozenset[str]]) -> None:
    """And no others: nothing is unexplained."""
    believed, real, changed = pages
    found = verify(Reader(), believed.inputs(), real.snapshot())

    named = {cause for one in found.differences for cause in (one.cause, *one.along_with)}
    assert named <= {_OF[name] for name in changed}


@settings(max_examples=examples(50))
@given(believed_and_real())
def test_causes_give_the_running_value(pages: tuple[Page, Page, frozenset[str]]) -> None:
    """With what they name changed, and nothing else, the prediction is what runs at the path.

    Where nobody watched, an object that was served isn't always told from what was filled into it.
    """
    believed, real, _ = pages
    found = verify(Reader(), believed.inputs(), real.snapshot())

    for one in found.differences:
        causes = {one.cause, *one.along_with}
        if "served-file" in causes and not real.is_watched:
            causes.add("stored")
        fields: dict[str, Any] = {
            name: getattr(real, name) for name, cause in _OF.items() if cause in causes
        }
        value = value_at(believed._replace(**fields).running(), one.path)
        assert agree(value, _running(found, one.path))


def _running(found: Verification, path: Any) -> Any:
    return value_at(dict(found.snapshot.configuration or {}), path)
