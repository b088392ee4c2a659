"""Catches a failure and checks what must be true of every one: it survives, and tells no secret."""

from __future__ import annotations

import base64
import copy
import pickle
from traceback import StackSummary, TracebackException
from typing import TYPE_CHECKING, TypeVar

import pytest

from appconfig_merge import AppConfigError
from appconfig_merge.testing import ACCOUNT_SID, API_KEY, API_SECRET, AUTH_TOKEN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Failure = TypeVar("Failure", bound=AppConfigError)

PROXY_PASSWORD = "prxy-pssphrs"
SECRETS = (
    AUTH_TOKEN,
    API_SECRET,
    PROXY_PASSWORD,
    base64.b64encode(f"{ACCOUNT_SID}:{AUTH_TOKEN}".encode()).decode(),
    base64.b64encode(f"{API_KEY}:{API_SECRET}".encode()).decode(),
)


def failure(kind: type[Failure], call: Callable[[], object]) -> Failure:
    """The error that a call raises: of this very class, with nothing secret anywhere in it.

    It looks at the errors behind it too, at every traceback with the local variables of its
    functions, and at copies.
    """
    with pytest.raises(AppConfigError) as caught:
        call()
    error = caught.value
    assert type(error) is kind
    shown = "\n".join(text for one in _chain(error) for text in _everything(one))
    for secret in SECRETS:
        assert secret not in shown
    for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
        assert type(twin) is kind
        assert _data(twin) == _data(error)
    return error


def _chain(error: BaseException) -> Iterator[BaseException]:
    work: list[BaseException | None] = [error]
    seen: set[int] = set()
    while work:
        one = work.pop()
        if one is not None and id(one) not in seen:
            seen.add(id(one))
            yield one
            work += [one.__cause__, one.__context__]


def _everything(error: BaseException) -> Iterator[str]:
    yield str(error)
    yield repr(error)
    yield repr(getattr(error, "__dict__", None))
    told = TracebackException.from_exception(error, capture_locals=True)
    # The tests' own variables may well name what must not be found elsewhere.
    frames = [frame for frame in told.stack if "/tests/" not in frame.filename]
    told.stack = StackSummary.from_list(frames)
    yield from told.format()


def _data(error: object) -> dict[str, object]:
    return {name: value for name, value in vars(error).items() if not name.startswith("__")}
