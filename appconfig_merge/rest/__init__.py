"""The Flex Configuration REST resource: fetched, and changed without losing anything.

:class:`Client` fetches and updates. A safe change goes by :func:`plan_update` or
:func:`plan_restore`, then :func:`apply`. Needs the extra ``rest``; everything is imported on
first use.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from appconfig_merge._lazy import lazily
from appconfig_merge.errors import MissingExtraError

if TYPE_CHECKING:
    from appconfig_merge.rest.backup import save_backup
    from appconfig_merge.rest.client import Client, Retries
    from appconfig_merge.rest.configuration import Configuration
    from appconfig_merge.rest.credentials import Credentials
    from appconfig_merge.rest.difference import ABSENT, Difference, differences
    from appconfig_merge.rest.edits import (
        EditError,
        FailedTestError,
        JsonPatch,
        MergePatch,
        Replace,
        Set,
        Unset,
    )
    from appconfig_merge.rest.effects import Consequences, WithoutEffect, consequences
    from appconfig_merge.rest.errors import (
        Answer,
        AuthenticationError,
        CollisionError,
        ConflictError,
        ConnectionFailedError,
        CredentialsError,
        EndpointError,
        InterruptedUpdateError,
        MediaTypeError,
        NoAnswerError,
        NoConfigurationError,
        RateLimitedError,
        ReadOnlyPropertyError,
        RefusedChangeError,
        RejectedError,
        RestError,
        ServiceError,
        UiInitialisationError,
        UnexpectedAnswerError,
        UntrustedServerError,
        UpdateError,
        WrongAccountError,
    )
    from appconfig_merge.rest.plan import Plan, PropertyChange, plan_restore, plan_update
    from appconfig_merge.rest.updating import Applied, apply

_PACKAGES = ("httpx", "tenacity", "simplejson", "jsonpatch", "json_merge_patch")
_missing = [name for name in _PACKAGES if find_spec(name) is None]
if _missing:
    raise MissingExtraError(
        f"the Configuration resource needs packages that are not installed: {', '.join(_missing)}",
        help="pip install 'appconfig-merge[rest]'",
    )

_HOMES = {
    "updating": ("Applied", "apply"),
    "backup": ("save_backup",),
    "client": ("Client", "Retries"),
    "configuration": ("Configuration",),
    "effects": ("Consequences", "WithoutEffect", "consequences"),
    "credentials": ("Credentials",),
    "difference": ("ABSENT", "Difference", "differences"),
    "edits": (
        "EditError",
        "FailedTestError",
        "JsonPatch",
        "MergePatch",
        "Replace",
        "Set",
        "Unset",
    ),
    "errors": (
        "Answer",
        "AuthenticationError",
        "CollisionError",
        "ConflictError",
        "ConnectionFailedError",
        "CredentialsError",
        "EndpointError",
        "InterruptedUpdateError",
        "MediaTypeError",
        "NoAnswerError",
        "NoConfigurationError",
        "RateLimitedError",
        "ReadOnlyPropertyError",
        "RefusedChangeError",
        "RejectedError",
        "RestError",
        "ServiceError",
        "UiInitialisationError",
        "UnexpectedAnswerError",
        "UntrustedServerError",
        "UpdateError",
        "WrongAccountError",
    ),
    "plan": ("Plan", "PropertyChange", "plan_restore", "plan_update"),
}

__all__ = [
    "ABSENT",
    "Answer",
    "Applied",
    "AuthenticationError",
    "Client",
    "CollisionError",
    "Configuration",
    "ConflictError",
    "ConnectionFailedError",
    "Consequences",
    "Credentials",
    "CredentialsError",
    "Difference",
    "EditError",
    "EndpointError",
    "FailedTestError",
    "InterruptedUpdateError",
    "JsonPatch",
    "MediaTypeError",
    "MergePatch",
    "NoAnswerError",
    "NoConfigurationError",
    "Plan",
    "PropertyChange",
    "RateLimitedError",
    "ReadOnlyPropertyError",
    "RefusedChangeError",
    "RejectedError",
    "Replace",
    "RestError",
    "Retries",
    "ServiceError",
    "Set",
    "UiInitialisationError",
    "UnexpectedAnswerError",
    "Unset",
    "UntrustedServerError",
    "UpdateError",
    "WithoutEffect",
    "WrongAccountError",
    "apply",
    "consequences",
    "differences",
    "plan_restore",
    "plan_update",
    "save_backup",
]

__getattr__, __dir__ = lazily(__name__, _HOMES)
