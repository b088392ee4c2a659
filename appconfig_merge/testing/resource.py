"""The one Configuration resource of the fake API: what a GET and a POST answer. No I/O.

Sources: Twilio's page "Flex Configuration REST API", its OpenAPI description and its error
dictionary. What they leave open is marked "chosen here".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from appconfig_merge.errors import InputError, MissingExtraError
from appconfig_merge.layers import properties
from appconfig_merge.testing.messages import Reply, error

try:
    import simplejson
except ImportError:
    raise MissingExtraError(
        "appconfig_merge.testing needs simplejson, which is not installed",
        help="pip install 'appconfig-merge[testing]'",
    ) from None

READ_ONLY = (properties.READ_ONLY | properties.DOUBTFUL) - {properties.ACCOUNT_SID}
"""The properties that a POST may not change. Twilio publishes no such list: these are the ones
that public clients know to be refused or leave out; ``account_sid`` is checked by itself."""

MAX_NESTING = 100
"""Levels of objects and arrays that are accepted, so that what is stored can be read again
however deep the stack is by then. Twilio documents no such limit."""

_STAMP = "%Y-%m-%dT%H:%M:%SZ"
_SECOND = timedelta(seconds=1)
# int() refuses more digits than 4300 in a later Python and takes quadratic time in an earlier.
_MOST_INT_DIGITS = 4000


class StoredResource:
    """The state of one account: its resource, or None where it has no Flex.

    ``body`` is the resource as JSON text, the only form it is kept in: nothing that a caller
    holds can change it.
    """

    def __init__(
        self,
        resource: Mapping[str, object] | None,
        *,
        account_sid: str,
        read_only: frozenset[str] = READ_ONLY,
    ) -> None:
        self._account_sid = account_sid
        self._read_only = read_only
        self._body: bytes | None = None
        self.resource = resource

    @property
    def resource(self) -> dict[str, Any] | None:
        """A copy of the resource. Setting it raises InputError for what JSON can't say."""
        return None if self._body is None else _object(self._body)

    @resource.setter
    def resource(self, value: Mapping[str, object] | None) -> None:
        self._body = None if value is None else _checked(value)

    def get(self) -> Reply:
        """What a GET answers."""
        if self._body is None:
            return error(404, 45101, "Configuration not found.")
        return Reply(200, self._body)

    def post(self, content_type: str, body: bytes, now: datetime) -> Reply:
        """What a POST answers; it changes the resource as a whole or not at all.

        A body that isn't a JSON object is 400 with code 45008 ("unprocessable"), an absent or
        another account's ``account_sid`` 400 with code 45004 ("validation"), another media type
        415 with code 20415: the codes, not the refusals, are chosen here.
        """
        if content_type.partition(";")[0].strip().lower() != "application/json":
            return error(415, 20415, "The body must be sent as application/json.")
        try:
            changes = read_json(body)
        except ValueError as problem:
            return error(400, 45008, f"The body can't be read as JSON: {_reason(problem)}.")
        if not isinstance(changes, dict):
            return error(400, 45008, "The body must be a JSON object.")
        if self._body is None:
            return self.get()
        if changes.pop("account_sid", None) != self._account_sid:
            return error(400, 45004, "account_sid must be sent and must be that of this account.")
        stored = _object(self._body)
        refused = [name for name in changes if self._changes_read_only(name, changes, stored)]
        if refused:
            names = ", ".join(refused)
            return error(400, 45004, f"You are not allowed to modify property for [{names}].")
        stamp = _next_stamp(stored.get("date_updated"), now)
        self._body = write_json({**stored, **changes, "date_updated": stamp})
        return self.get()

    def _changes_read_only(
        self, name: str, changes: Mapping[str, object], stored: Mapping[str, object]
    ) -> bool:
        if name not in self._read_only:
            return False
        return name not in stored or _canonical(changes[name]) != _canonical(stored[name])


def default_resource(account_sid: str) -> dict[str, Any]:
    """A made-up resource with all 49 properties of the OpenAPI description."""
    return {**read_resource(Path(__file__).with_name("configuration.json")),
            "account_sid": account_sid}  # fmt: skip


def read_resource(file: Path) -> dict[str, Any]:
    """A resource from a file. Raises InputError unless it holds a JSON object."""
    try:
        data = read_json(file.read_bytes())
    except OSError as problem:
        raise InputError(f"cannot read {file}: {problem.strerror or problem}") from None
    except ValueError as problem:
        raise InputError(f"{file} is not JSON: {_reason(problem)}") from None
    if not isinstance(data, dict):
        raise InputError(f"{file} is not a Configuration resource, which is a JSON object")
    return data


def read_json(data: bytes) -> Any:
    """The value of a JSON text in UTF-8, with Decimal for whatever isn't a plain integer.

    Raises ValueError for anything else, also for what is nested too deep.
    """
    try:
        value = simplejson.loads(data.decode("utf-8"), use_decimal=True, parse_int=_integer)
    except RecursionError:
        raise ValueError("it is nested too deep") from None
    except ArithmeticError:
        raise ValueError("an exponent is too large") from None
    level = [value]
    for _ in range(MAX_NESTING):
        items = (item for container in level for item in _items(container))
        level = [item for item in items if isinstance(item, dict | list)]
    if level:
        raise ValueError("it is nested too deep")
    return value


def write_json(value: object, *, sort_keys: bool = False) -> bytes:
    """Compact JSON in UTF-8, numbers digit for digit, keys in their order.

    A lone surrogate, which UTF-8 can't hold, is written as an escape. Raises ValueError for
    what isn't JSON or is nested too deep.
    """
    try:
        text: str = simplejson.dumps(
            value,
            use_decimal=True,
            ensure_ascii=False,
            allow_nan=False,
            separators=(",", ":"),
            sort_keys=sort_keys,
        )
    except RecursionError:
        raise ValueError("it is nested too deep") from None
    except TypeError as problem:
        raise ValueError(str(problem)) from None
    return text.encode("utf-8", "backslashreplace")


def _items(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _integer(digits: str) -> int | Decimal:
    if digits == "-0" or len(digits) > _MOST_INT_DIGITS:
        return Decimal(digits)
    return int(digits)


def _object(body: bytes) -> dict[str, Any]:
    value: dict[str, Any] = read_json(body)
    return value


def _checked(resource: object) -> bytes:
    """The JSON text of a resource that a program gives; InputError where there is none."""
    if not isinstance(resource, Mapping):
        raise InputError(f"a Configuration resource is a mapping, not a {type(resource).__name__}")
    try:
        body = write_json(dict(resource))
        read_json(body)  # Decimal("NaN") is written and can't be read
    except ValueError as problem:
        raise InputError(f"this resource can't be written as JSON: {_reason(problem)}") from None
    return body


def _canonical(value: object) -> bytes:
    """A text that is the same for the same JSON value: True isn't 1, the order of keys is free."""
    return write_json(value, sort_keys=True)


def _next_stamp(last: object, now: datetime) -> str:
    """The time of a change, to the second as documented, and always later than the last one."""
    moment = now.astimezone(UTC)
    if isinstance(last, str):
        try:
            before = datetime.strptime(last, _STAMP).replace(tzinfo=UTC)
            moment = max(moment, before + _SECOND)
        except (ValueError, OverflowError):  # somebody's own date, or the end of the year 9999
            pass
    return moment.strftime(_STAMP)


def _reason(problem: ValueError) -> str:
    return "it is not UTF-8" if isinstance(problem, UnicodeDecodeError) else str(problem)
