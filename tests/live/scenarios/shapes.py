"""Differences of kind: an object where a text was, nothing where something was, and so on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tests.live.scenarios.trees import Path, Raw, put
from tests.live.scenarios.ways.calls import plugin, update

if TYPE_CHECKING:
    from tests.live.scenarios.draft import Draft
    from tests.live.scenarios.ways import Way


def _plugin_sets(draft: Draft, before: Any, after: Any) -> bool:
    path: Path = ("office",)
    draft.put(before, path, draft.file, draft.served)
    draft.plugins.append(plugin(update(draft, {"office": after})))
    draft.expect("plugin", path)
    return True


def object_over_text(draft: Draft) -> bool:
    """A plugin merges an object into a text, of which Flex UI makes its characters."""
    return _plugin_sets(draft, "day", {"name": "night"})


def object_over_array(draft: Draft) -> bool:
    """A plugin merges an object into an array."""
    return _plugin_sets(draft, ["day", "night"], {"name": "night"})


def undefined_over_text(draft: Draft) -> bool:
    """A plugin sets undefined, and the key stays."""
    return _plugin_sets(draft, "day", Raw("undefined"))


def zero_over_zero(draft: Draft) -> bool:
    """A plugin sets another zero."""
    return _plugin_sets(draft, 0, Raw("-0"))


def text_for_object(draft: Draft) -> bool:
    """The served file has a text where the file given has an object."""
    path: Path = ("office",)
    put(draft.file, path, {"name": "day", "floor": 3})
    put(draft.served, path, "day")
    draft.expect("served-file", path)
    return True


def null_for_all(draft: Draft) -> bool:
    """The served file sets null, and all that the resource has there is gone."""
    path: Path = ("custom_data",)
    draft.clear(path)
    draft.put({"desk": "day", "lines": ["a"]}, path, draft.attributes, draft.served_attributes)
    put(draft.served, path, None)
    draft.expect("served-file", path)
    return True


def object_in_stored(draft: Draft) -> bool:
    """What is stored fills gaps in an object that the file has, and no others."""
    draft.put({"name": "day"}, ("office",), draft.file, draft.served)
    draft.put({"floor": 1, "city": "Malmö"}, ("office",), draft.attributes)
    draft.put({"floor": 1, "city": "Malmö"}, ("office",), draft.served_attributes)
    draft.stored = {"office": {"name": "stored", "floor": 3, "rooms": [1, {"a": None}]}}
    draft.expect("stored", ("office", "floor"), ("office", "rooms"))
    return True


def array_of_objects(draft: Draft) -> bool:
    """An element of an array is another in the resource."""
    path: Path = ("custom_data", "desks")
    put(draft.attributes, path, [{"name": "a", "open": True}, {"name": "b"}])
    put(draft.served_attributes, path, [{"name": "a", "open": False}, {"name": "b"}])
    draft.expect("resource", path)
    return True


SHAPES: Final[tuple[Way, ...]] = (
    object_over_text,
    object_over_array,
    undefined_over_text,
    zero_over_zero,
    text_for_object,
    null_for_all,
    object_in_stored,
    array_of_objects,
)
