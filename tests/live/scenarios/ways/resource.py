"""Ways in which the resource has changed, or is the copy that the browser kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.live.scenarios.leaves import LEVELS
from tests.live.scenarios.trees import put

if TYPE_CHECKING:
    from tests.live.scenarios.draft import Draft


def _changed(draft: Draft, cause: str) -> bool:
    leaf = draft.leaf(lambda leaf: leaf.in_resource)
    put(draft.attributes, leaf.path, leaf.values[0])
    put(draft.served_attributes, leaf.path, leaf.values[1])
    draft.expect(cause, leaf.path)
    return True


def _resource_added(draft: Draft, cause: str) -> bool:
    leaf = draft.leaf(lambda leaf: leaf.in_resource)
    put(draft.served_attributes, leaf.path, leaf.values[0])
    draft.expect(cause, leaf.path)
    return True


def _resource_removed(draft: Draft, cause: str) -> bool:
    leaf = draft.leaf(lambda leaf: leaf.in_resource)
    put(draft.attributes, leaf.path, leaf.values[0])
    draft.expect(cause, leaf.path)
    return True


def _resource_column(draft: Draft, cause: str) -> bool:
    name, path, old, new = draft.random.choice(
        [
            ("runtime_domain", ("serviceBaseUrl",), "old-1234.twil.io", "new-1234.twil.io"),
            ("markdown", ("markdown", "mode"), {"mode": "readOnly"}, {"mode": "readWrite"}),
            ("notifications", ("notifications", "mode"), {"mode": "always"}, {"mode": "never"}),
        ]
    )
    if draft.has_taken(path):
        return False
    draft.clear((path[0],))
    draft.columns[name], draft.served_columns[name] = old, new
    draft.expect(cause, path)
    return True


def _resource_level(draft: Draft, cause: str) -> bool:
    if not draft.level():
        return False
    draft.attributes["logLevel"], draft.served_attributes["logLevel"] = "warn", "silent"
    draft.put("info", ("logLevel",), draft.file, draft.served)
    draft.expect(cause, ("logLevel",), *LEVELS)
    return True


def resource_changed(draft: Draft) -> bool:
    """Another value."""
    return _changed(draft, "resource")


def resource_added(draft: Draft) -> bool:
    """One key more."""
    return _resource_added(draft, "resource")


def resource_removed(draft: Draft) -> bool:
    """One key less."""
    return _resource_removed(draft, "resource")


def resource_column(draft: Draft) -> bool:
    """Another column than ui_attributes."""
    return _resource_column(draft, "resource")


def resource_level(draft: Draft) -> bool:
    """Its log level, which beats the file's."""
    return _resource_level(draft, "resource")


def fall_back(draft: Draft) -> None:
    """Let the service fail, and the browser have a copy of the resource."""
    draft.cached = True
    draft.services = draft.services._replace(resource=500)
    # Whatever else differs of the resource is the copy's as well: there is no other to be seen.
    for path, cause in draft.expected.items():
        if cause == "resource":
            draft.expected[path] = "cached-resource"


def cached_changed(draft: Draft) -> bool:
    """The service fails, and the copy is of before a change."""
    fall_back(draft)
    return _changed(draft, "cached-resource")


def cached_added(draft: Draft) -> bool:
    """The service fails, and the copy has what was removed since."""
    fall_back(draft)
    return _resource_added(draft, "cached-resource")


def cached_removed(draft: Draft) -> bool:
    """The service fails, and the copy hasn't what was added since."""
    fall_back(draft)
    return _resource_removed(draft, "cached-resource")


def cached_column(draft: Draft) -> bool:
    """The service fails, and a column of the copy is another."""
    fall_back(draft)
    return _resource_column(draft, "cached-resource")
