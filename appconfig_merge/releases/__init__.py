"""Flex UI releases: what each makes of appConfig.js and the Configuration resource."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge._lazy import lazily

if TYPE_CHECKING:
    from appconfig_merge.releases.choice import choose, choose_for, newest
    from appconfig_merge.releases.table import Release, ReleaseError

DOCUMENTED = "documented"
"""The rule that Twilio documents, where a release may be named."""

_HOMES = {"choice": ("choose", "choose_for", "newest"), "table": ("Release", "ReleaseError")}

__all__ = ["DOCUMENTED", "Release", "ReleaseError", "choose", "choose_for", "newest"]

__getattr__, __dir__ = lazily(__name__, _HOMES)
