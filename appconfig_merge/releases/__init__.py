"""Flex UI releases: what each makes of appConfig.js and the Configuration resource."""

from __future__ import annotations

from appconfig_merge.releases.choice import choose, choose_for, newest
from appconfig_merge.releases.table import Release, ReleaseError

__all__ = ["Release", "ReleaseError", "choose", "choose_for", "newest"]
