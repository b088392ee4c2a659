"""Which release is followed: the one that is named, or as a project's files and a resource say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.releases import AUTO, DOCUMENTED
from appconfig_merge.releases.choice import choose, choose_for
from appconfig_merge.releases.table import ReleaseError

if TYPE_CHECKING:
    from appconfig_merge.inputs.tree import Tree
    from appconfig_merge.layers.resource import Resource
    from appconfig_merge.releases import Release
    from appconfig_merge.releases.choice import Dependency


def release_of(
    flex_ui: str, file: str, resource: Resource | None, tree: Tree | None = None
) -> Release | None:
    """The release that is asked for: by its number, or with ``auto`` as a project says.

    None for the documented rules. ``file`` is the script, beside which package.json may lie: in
    ``tree``, or on the disk. Raises ReleaseError.
    """
    if flex_ui == DOCUMENTED:
        return None
    if flex_ui != AUTO:
        return choose(flex_ui)
    ui_version = resource.ui_version if resource is not None else None
    return choose_for(_dependency(file, tree), ui_version)


def _dependency(file: str, tree: Tree | None) -> Dependency | None:
    from appconfig_merge.inputs.package_json import flex_ui_dependency
    from appconfig_merge.inputs.tree import DISK

    return flex_ui_dependency(file, tree or DISK)


def depended_on(file: str, tree: Tree | None) -> str | None:
    """The release that package.json or a lock file at or above a script names, if one does."""
    dependency = _dependency(file, tree)
    try:
        return choose_for(dependency, None).version if dependency is not None else None
    except ReleaseError:
        return None
