"""Flex UI releases: what each makes of appConfig.js and the Configuration resource."""

from __future__ import annotations

from appconfig_merge._lazy import lazily

DOCUMENTED = "documented"
"""The rule that Twilio documents, where a release may be named."""

AUTO = "auto"
"""The release that a project's package.json or its resource names."""

__getattr__, __dir__ = lazily(__name__)
