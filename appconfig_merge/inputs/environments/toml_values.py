"""The values of an environments file, each demanded to be of a kind, and each mistake's place."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from appconfig_merge.inputs.environments.environment import EnvironmentsError
from appconfig_merge.inputs.record import STANDARD_INPUT
from appconfig_merge.suggestions import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from appconfig_merge.location import Location
    from appconfig_merge.paths import Path as Keys
    from appconfig_merge.syntax.toml_text import TomlText


class TomlValues:
    """What a file says, kind by kind. ``keys`` are the path of keys to what a method is about."""

    def __init__(self, text: TomlText) -> None:
        self.file = text.source.name
        self.folder = os.path.dirname(self.file)  # noqa: PTH120 - as people gave it
        self.data = text.data
        self._text = text

    def table(self, keys: Keys) -> dict[str, Any]:
        """A table, empty where there is none."""
        value: Any = self.data
        for key in keys:
            value = value.get(key, {})
        if not isinstance(value, dict):
            head = ".".join(map(str, keys))
            raise self.wrong_value(keys, f"{keys[-1]} must be a table", f"begin it with [{head}]")
        return value

    def demand_known(self, table: Mapping[str, Any], keys: Keys, known: Iterable[str]) -> None:
        """Raise EnvironmentsError for a key of a table that isn't among those known."""
        names = tuple(known)
        for key in table:
            if key not in names:
                what = "setting" if keys else "table"
                raise self.wrong(
                    (*keys, key),
                    f"there is no {what} {key!r}",
                    did_you_mean(key, names) or f"there are {', '.join(names)}",
                )

    def text(self, keys: Keys, value: Any) -> str:
        """A text that is not empty."""
        if isinstance(value, str) and value:
            return value
        is_number = type(value) in {int, float}
        help = f'write it in quotes: {keys[-1]} = "{value}"' if is_number else None
        raise self.wrong_value(keys, f"{keys[-1]} must be a text that is not empty", help)

    def truth(self, keys: Keys, value: Any) -> bool:
        """True or false."""
        if isinstance(value, bool):
            return value
        raise self.wrong_value(keys, f"{keys[-1]} must be true or false, without quotes")

    def texts(self, keys: Keys, value: Any) -> tuple[str, ...]:
        """A list of texts, none of them empty."""
        wrong: list[Keys] = [keys]
        if isinstance(value, list):
            items = enumerate(value)
            wrong = [(*keys, at) for at, one in items if not (isinstance(one, str) and one)]
        if wrong:
            help = f'{keys[-1]} = ["..."]'
            raise self.wrong_value(wrong[0], f"{keys[-1]} must be a list of texts", help)
        return tuple(value)

    def path(self, keys: Keys, value: Any) -> str:
        """The name of a file, from the folder of this one; never standard input."""
        name = os.path.join(self.folder, self.text(keys, value))  # noqa: PTH118
        return os.path.join(".", name) if name == STANDARD_INPUT else name  # noqa: PTH118

    def paths(self, keys: Keys, value: Any) -> tuple[str, ...]:
        """The names of several files."""
        names = enumerate(self.texts(keys, value))
        return tuple(self.path((*keys, index), one) for index, one in names)

    def wrong(self, keys: Keys, message: str, help: str | None = None) -> EnvironmentsError:
        """A mistake at a key."""
        return self._wrong(self._text.key(keys), message, help)

    def wrong_value(self, keys: Keys, message: str, help: str | None = None) -> EnvironmentsError:
        """A mistake in a value."""
        return self._wrong(self._text.value(keys), message, help)

    def wrong_secret(self, keys: Keys, message: str, help: str | None = None) -> EnvironmentsError:
        """A mistake at a key whose value may be a secret: its line is not shown."""
        return EnvironmentsError(message, location=self._text.key(keys), help=help)

    def wrong_file(self, message: str, help: str | None = None) -> EnvironmentsError:
        """A mistake of the whole file."""
        return self._wrong(None, message, help)

    def _wrong(
        self, location: Location | None, message: str, help: str | None
    ) -> EnvironmentsError:
        return self._text.error(EnvironmentsError, location, message, help)
