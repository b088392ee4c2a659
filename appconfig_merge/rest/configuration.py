"""The Configuration resource as it was fetched, and what is interpreted of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.errors import InputError
from appconfig_merge.layers.data import demand, read_json, repeated_keys
from appconfig_merge.layers.properties import UI_ATTRIBUTES
from appconfig_merge.rest.document import duplicate_keys, parse, without_secrets
from appconfig_merge.source import Source

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from appconfig_merge.diagnostics import Diagnostic
    from appconfig_merge.inputs.record import Readable
    from appconfig_merge.values import JsonValue


class Configuration:
    """One Configuration resource, whole: ``properties`` has every field as it came.

    ``body`` is the text it was read from, byte for byte. ``fetched_at`` is None for one read from
    a file. The typed attributes are the fields this package interprets (Twilio's page "Flex
    Configuration REST API" and its OpenAPI description); any of them may be null.
    """

    __slots__ = ("body", "fetched_at", "name", "properties")

    def __init__(
        self,
        name: str,
        body: bytes,
        properties: dict[str, JsonValue],
        fetched_at: datetime | None = None,
    ) -> None:
        self.name = name
        self.body = body
        self.properties = properties
        self.fetched_at = fetched_at

    @classmethod
    def from_bytes(
        cls, name: str, body: bytes, fetched_at: datetime | None = None
    ) -> Configuration:
        """Read a resource from its JSON text.

        Raises SourceSyntaxError for what isn't JSON, InputError for JSON that isn't a resource.
        """
        value = parse(Source.from_bytes(name, body, "json"))
        if not isinstance(value, dict) or not isinstance(value.get("account_sid"), str):
            raise InputError(
                f"{name}: this is not a Configuration resource: it has no account_sid",
                help="a resource is what GET /v1/Configuration answers, whole",
            )
        return cls(name, body, value, fetched_at)

    @classmethod
    def read(cls, readable: Readable) -> Configuration:
        """Read a file that holds a whole resource, such as a backup. Raises as from_bytes."""
        from appconfig_merge.inputs.files import read_source

        source = read_source(readable, "json")
        try:
            return cls.from_bytes(source.name, source.data)
        except InputError as error:
            raise _named(source, error) from None

    @property
    def account_sid(self) -> str:
        """The account that the resource is of."""
        return str(self.properties["account_sid"])

    @property
    def ui_attributes(self) -> Mapping[str, JsonValue] | None:
        """What Flex UI merges beneath appConfig.js; None where it is missing or no object."""
        value = self.properties.get(UI_ATTRIBUTES)
        return value if isinstance(value, dict) else None

    @property
    def ui_version(self) -> str | None:
        """The version of Flex UI that the account runs, such as ``2.n`` or ``~2.0.0``."""
        return self._text("ui_version")

    @property
    def date_updated(self) -> str | None:
        """When the resource was last changed, in ISO 8601."""
        return self._text("date_updated")

    @property
    def label(self) -> str:
        """How results name it as a source: its account, shortened, and when it was fetched."""
        if self.fetched_at is None:
            return self.name
        when = self.fetched_at.strftime("%Y-%m-%dT%H:%M:%SZ")
        return f"{self.short_label}, fetched at {when}"

    @property
    def short_label(self) -> str:
        """How a narrow table names it as a source: its account, shortened."""
        if self.fetched_at is None:
            return self.name
        return f"Configuration resource of {shortened(self.account_sid)}"

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is to be said of the text: keys that stand twice, of which the last counts.

        What was fetched has no places: there is no file to look into.
        """
        source = Source.from_bytes(self.name, self.body, "json")
        found = tuple(repeated_keys(source, duplicate_keys(source)))
        if self.fetched_at is None:
            return found
        return tuple(one._replace(location=None) for one in found)

    def _text(self, name: str) -> str | None:
        value = self.properties.get(name)
        return value if isinstance(value, str) else None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Configuration) and other.body == self.body

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Configuration({self.label!r}, {len(self.properties)} properties)"


def _named(source: Source, error: InputError) -> InputError:
    """The error that names what a file is instead of the resource, if that can be told."""
    try:
        demand(read_json(source), "backup")
    except InputError as named:
        return without_secrets(named, source)
    return error


def shortened(account_sid: str) -> str:
    """An account's identifier, to tell accounts apart in a line: ``AC12…cdef``."""
    return f"{account_sid[:4]}…{account_sid[-4:]}" if len(account_sid) > 10 else account_sid
