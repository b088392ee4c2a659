"""Many accounts' resources at once: bounded, patient with the service, each failure by itself."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeAlias

from appconfig_merge.errors import AppConfigError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from appconfig_merge.inputs.record import LiveResource
    from appconfig_merge.rest.configuration import Configuration

    Answer: TypeAlias = Configuration | AppConfigError
    """What became of one account's request."""


def fetch_all(
    wanted: Iterable[LiveResource],
    *,
    environment: Mapping[str, str] = os.environ,
    fail_fast: bool = False,
    on_answer: Callable[[LiveResource, Answer], object] = lambda _wanted, _answer: None,
) -> dict[LiveResource, Answer]:
    """Fetch resources, those of the same credentials, address and version once.

    ``on_answer`` is told of each as it comes. With ``fail_fast`` nothing more is asked for after
    the first failure: what was not asked for has an error that says so. Raises
    KeyboardInterrupt, with every connection closed.
    """
    from appconfig_merge.rest.client import Client

    found: dict[LiveResource, Answer] = {}
    for one in dict.fromkeys(wanted):
        try:
            with Client.from_environment(environment, api_url=one.api_url) as client:
                found[one] = client.fetch(one.ui_version)
        except AppConfigError as error:
            found[one] = error
        on_answer(one, found[one])
        if fail_fast and isinstance(found[one], AppConfigError):
            break
    return found
