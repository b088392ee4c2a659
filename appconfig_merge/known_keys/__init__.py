"""The keys of Flex UI's configuration: which exist in a release, and what they take.

The facts are data, ``data/known-keys.schema.json``; docs/known-keys.md says where they are from.
"""

from __future__ import annotations

from appconfig_merge._lazy import lazily

__getattr__, __dir__ = lazily(__name__)
