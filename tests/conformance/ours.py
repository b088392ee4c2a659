"""What this package says of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appconfig_merge import Source, effective_config
from appconfig_merge.rendering.encoding import encode

if TYPE_CHECKING:
    from tests.conformance.cases import Case


def ours(case: Case, release: str) -> Any:
    """The configuration that we say a release ends with, encoded as docs/output.md says."""
    resource = case.configuration
    config = effective_config(
        Source("appConfig.js", case.script),
        configuration=Source("configuration.json", resource, "json") if resource else None,
        flex_ui=release,
    )
    return encode(config.to_dict())
