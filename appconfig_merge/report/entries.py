"""What layers say, as a page has it: places by numbers, asterisks for secrets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from appconfig_merge.effective.contributions import ALIVE
from appconfig_merge.questions.missing import supplied_by
from appconfig_merge.rendering.encoding import contribution, encode, needed
from appconfig_merge.secrets.texts import Mask

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from appconfig_merge.effective.contributions import Contribution
    from appconfig_merge.values import ConfigValue

    Place: TypeAlias = "list[int] | None"

MASKED: Final = {"$js": "masked"}
"""What stands in the page's data for a value that looks secret."""


class Entries:
    """Writes values and contributions that may be shown.

    ``layers`` has the page's number of each layer by its id; ``place`` makes the page's numbers of
    a location as data, None where the page has nothing to show there.
    """

    def __init__(
        self, layers: Mapping[str, int], place: Callable[[dict[str, Any] | None], Place]
    ) -> None:
        self._layers = layers
        self._place = place

    def value(self, value: ConfigValue) -> Any:
        """A value, ready for JSON."""
        return self._with_places(encode(value))

    def contribution(self, said: Contribution) -> dict[str, Any]:
        """What one layer says, and what became of it."""
        one = contribution(said)
        data: dict[str, Any] = {
            "layer": self._layers[one["layer"]],
            "value": self._with_places(one["value"]),
            "outcome": one["outcome"],
            "rule": one["rule"],
            "at": self._place(one["location"]),
        }
        if one["outcome"] in ALIVE:
            data["alive"] = True
        if "rival" in one:
            rival = one["rival"]
            data["rival"] = [self._layers[rival["layer"]], self._place(rival["location"])]
        if "key_location" in one:
            data["key"] = self._place(one["key_location"])
        if "elements" in one:
            data["elements"] = [
                [element["path"], self._place(element["location"])] for element in one["elements"]
            ]
        if "trace" in one:
            data["steps"] = [
                [
                    step["expression"],
                    self._with_places(step["value"]),
                    self._place(step["location"]),
                    step["depth"],
                ]
                for step in one["trace"]
            ]
        return data

    def _with_places(self, value: Any) -> Any:
        """An encoded value as the page has it: its places, and what stands for a secret."""
        if isinstance(value, Mask):
            return MASKED
        if isinstance(value, list):
            return [self._with_places(item) for item in value]
        if not isinstance(value, dict):
            return value
        if value.get("$js") == "unresolved":
            data = {**value, "location": self._place(value["location"])}
            if "origin" in value:
                data["origin"] = self._place(value["origin"])
            options = supplied_by(needed(value))
            if options:
                data["options"] = options
            if "candidates" in value:
                data["candidates"] = [self._candidate(one) for one in value["candidates"]]
            return data
        return {key: self._with_places(item) for key, item in value.items()}

    def _candidate(self, one: dict[str, Any]) -> dict[str, Any]:
        data = {
            **one,
            "location": self._place(one["location"]),
            "condition_location": self._place(one["condition_location"]),
        }
        if "value" in one:
            data["value"] = self._with_places(one["value"])
        return data
