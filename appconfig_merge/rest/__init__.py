"""The Flex Configuration REST resource: fetched, and changed without losing anything.

:class:`Client` fetches and updates. A safe change goes by :func:`plan_update` or
:func:`plan_restore`, then :func:`apply`. Needs the extra ``rest``; everything is imported on
first use.
"""

from __future__ import annotations

from importlib.util import find_spec

from appconfig_merge._lazy import lazily
from appconfig_merge.errors import MissingExtraError

_PACKAGES = ("httpx", "tenacity", "simplejson", "jsonpatch", "json_merge_patch")
_missing = [name for name in _PACKAGES if find_spec(name) is None]
if _missing:
    raise MissingExtraError(
        f"the Configuration resource needs packages that are not installed: {', '.join(_missing)}",
        help="pip install 'appconfig-merge[rest]'",
    )

__getattr__, __dir__ = lazily(__name__)
