"""The versions of the JSON results, by the schema in ``data/`` that describes each.

docs/compatibility.md says what a version promises. A test holds that the schemas say the same.
"""

from __future__ import annotations

from typing import Final

EFFECTIVE_CONFIG: Final = 1
"""effective-config.schema.json: a configuration, an explanation, an error of ``--watch``."""
COMPARISON: Final = 1
"""comparison.schema.json: ``diff`` and ``matrix``."""
FINDINGS: Final = 1
"""findings.schema.json: ``check``."""
CHANGE: Final = 1
"""change.schema.json: ``update``, ``restore`` and ``backup``."""
SNAPSHOT: Final = 1
"""snapshot.schema.json: what ``snapshot`` takes of a running page."""
VERIFICATION: Final = 1
"""verification.schema.json: ``verify``."""
UPGRADE: Final = 1
"""upgrade.schema.json: ``upgrade``."""
LOG: Final = 1
"""log.schema.json: ``log``."""
DRIFT: Final = 1
"""drift.schema.json: ``drift``."""
FETCHED: Final = 1
"""fetched.schema.json: ``fetch`` of many accounts."""
