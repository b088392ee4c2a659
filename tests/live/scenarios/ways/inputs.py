"""Ways in which what a page is made of is another than what is given: its file, what is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.live.scenarios.leaves import LEVELS
from tests.live.scenarios.trees import Path, Raw, Tree, put

if TYPE_CHECKING:
    from tests.live.scenarios.draft import Draft


def served_changed(draft: Draft) -> bool:
    """Another value, whatever the resource says beneath it."""
    leaf = draft.leaf(is_json=False)
    put(draft.file, leaf.path, leaf.values[0])
    put(draft.served, leaf.path, leaf.values[1])
    if leaf.in_resource and not isinstance(leaf.values[2], Raw) and draft.random.random() < 0.5:
        draft.put(leaf.values[2], leaf.path, draft.attributes, draft.served_attributes)
    draft.expect("served-file", leaf.path)
    return True


def served_added(draft: Draft) -> bool:
    """A key that the file given hasn't."""
    leaf = draft.leaf(is_json=False)
    put(draft.served, leaf.path, leaf.values[0])
    draft.expect("served-file", leaf.path)
    return True


def served_removed(draft: Draft) -> bool:
    """A key that the file given still has; the resource's comes through."""
    leaf = draft.leaf(lambda leaf: leaf.in_resource)
    put(draft.file, leaf.path, leaf.values[0])
    if draft.random.random() < 0.5:
        draft.put(leaf.values[1], leaf.path, draft.attributes, draft.served_attributes)
    draft.expect("served-file", leaf.path)
    return True


def served_level(draft: Draft) -> bool:
    """Another log level, which every SDK follows."""
    if not draft.level():
        return False
    draft.file["logLevel"], draft.served["logLevel"] = "info", "warn"
    draft.expect("served-file", ("logLevel",), *LEVELS)
    return True


def served_many(draft: Draft) -> bool:
    """A newer file: one key more, one less, one other."""
    return served_added(draft) and served_removed(draft) and served_changed(draft)


def _stores(draft: Draft) -> Tree:
    if draft.stored is None:
        draft.stored = {}
    return draft.stored


def stored_gap(draft: Draft) -> bool:
    """What nothing else sets."""
    leaf = draft.leaf()
    put(_stores(draft), leaf.path, leaf.values[0])
    draft.expect("stored", leaf.path)
    return True


def stored_over_resource(draft: Draft) -> bool:
    """It beats the resource, where the file is silent."""
    leaf = draft.leaf(lambda leaf: leaf.in_resource)
    draft.put(leaf.values[1], leaf.path, draft.attributes, draft.served_attributes)
    put(_stores(draft), leaf.path, leaf.values[0])
    draft.expect("stored", leaf.path)
    return True


def stored_over_default(draft: Draft) -> bool:
    """It beats what Flex UI sets by itself."""
    path: Path = ("initialDeviceCheck",)
    if draft.has_taken(path):
        return False
    draft.clear(path)
    _stores(draft)["initialDeviceCheck"] = False
    draft.expect("stored", path)
    return True


def stored_other(draft: Draft) -> bool:
    """Another than ``--stored`` says: somebody else's browser."""
    leaf = draft.leaf()
    put(_stores(draft), leaf.path, leaf.values[0])
    if draft.given_stored is None:
        draft.given_stored = {}
    put(draft.given_stored, leaf.path, leaf.values[1])
    draft.expect("stored", leaf.path)
    return True


def stored_no_more(draft: Draft) -> bool:
    """``--stored`` says something that the browser hasn't got."""
    leaf = draft.leaf(lambda leaf: leaf.in_resource)
    if draft.given_stored is None:
        draft.given_stored = {}
    put(draft.given_stored, leaf.path, leaf.values[0])
    _stores(draft)
    draft.expect("stored", leaf.path)
    return True
