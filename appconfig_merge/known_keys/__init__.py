"""The keys of Flex UI's configuration: which exist in a release, and what they take.

The facts are data, ``data/known-keys.schema.json``; docs/known-keys.md says where they are from.
"""

from __future__ import annotations

from appconfig_merge.known_keys.problems import KeyProblem, Kind, problems
from appconfig_merge.known_keys.schema import all_releases, schema_of

__all__ = ["KeyProblem", "Kind", "all_releases", "problems", "schema_of"]
