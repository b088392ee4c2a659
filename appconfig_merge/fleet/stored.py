"""A Configuration resource at one time: from the service, from a kept folder, or from a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.inputs.files import read_source
from appconfig_merge.inputs.kept import Kept, demand_own_account, seen_at
from appconfig_merge.inputs.record import GivenResource, LiveResource
from appconfig_merge.layers.properties import ACCOUNT_SID, UI_ATTRIBUTES
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.rest.configuration import Configuration
from appconfig_merge.rest.document import parse

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from appconfig_merge.fleet.resources import Resources
    from appconfig_merge.inputs.reader import Reader
    from appconfig_merge.inputs.record import AnyResource
    from appconfig_merge.values import JsonValue


class Stored(NamedTuple):
    """A resource: what a ``Reader`` reads it from, and its properties digit for digit.

    ``at`` is when it was first seen so; None for a file of the project. ``configuration`` is
    there where it is the service's, or was; ``kept`` where it is read from a kept file.
    """

    given: GivenResource
    properties: Mapping[str, JsonValue]
    at: datetime | None = None
    configuration: Configuration | None = None
    kept: Kept | None = None

    @property
    def account_sid(self) -> str | None:
        """The account that it is of, where it says so."""
        value = self.properties.get(ACCOUNT_SID)
        return value if isinstance(value, str) else None

    @property
    def date_updated(self) -> str | None:
        """When it was last changed, as it says itself."""
        value = self.properties.get("date_updated")
        return value if isinstance(value, str) else None

    def with_properties(self, properties: Mapping[str, JsonValue]) -> GivenResource:
        """What a reader would read it from if it had these properties."""
        if self.given.holds_attributes:
            attributes = properties.get(UI_ATTRIBUTES)
            return GivenResource(
                attributes if isinstance(attributes, dict) else {}, holds_attributes=True
            )
        return GivenResource(properties)


def stored_now(wanted: AnyResource, reader: Reader, resources: Resources) -> Stored:
    """A resource as it is now; the newest that is kept where nobody is asked.

    Raises AppConfigError.
    """
    if isinstance(wanted, LiveResource):
        given = resources.given(wanted)
        if given is not None:
            return of_kept(str(given.given))
        found = resources.fetch(wanted._replace(is_plain=False))
        return Stored(GivenResource(found), found.properties, found.fetched_at, found)
    return of_given(wanted, reader)


def of_given(given: GivenResource, reader: Reader) -> Stored:
    """A resource that a file holds. Raises InputError."""
    source = reader.source(given.given, "json")  # type: ignore[arg-type]
    value = parse(source)
    if given.holds_attributes:
        value = {UI_ATTRIBUTES: value}
    properties = value if isinstance(value, dict) else {}
    return Stored(GivenResource(source, given.holds_attributes), properties)


def of_kept(file: str) -> Stored:
    """A resource that was kept. Raises InputError, also where it is another account's."""
    source = read_source(file, "json")
    found = Configuration.from_bytes(source.name, source.data)
    demand_own_account(file, found.account_sid)
    at = seen_at(file)
    kept = None if at is None else Kept(at, file)
    return Stored(GivenResource(source), found.properties, at, found, kept)
