"""The settings of a check, found beside a script or above it, or where the caller says."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from appconfig_merge.checks.settings import TABLE, Settings, has_settings, read_settings
from appconfig_merge.inputs.files import read_source
from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from appconfig_merge.source import Source
    from appconfig_merge.syntax.toml_text import TomlText

OWN_FILE = ".effective-config.toml"
_PROJECT = "pyproject.toml"
_MENTION = rb"(?m)%(key)b[\"']?[ \t]*[].=]|^[ \t]*\[[^]\n]*%(key)b|\\[uUx]" % {
    b"key": TABLE[-1].encode()
}
"""What a TOML text has in it that has the table: its key, which may be written with escapes; or
that was to have it, and lacks the end of its heading.
"""


class FoundSettings(NamedTuple):
    """Settings, and the folder that their patterns of paths start from."""

    settings: Settings
    root: str

    def overridden(self, change: Callable[[Settings], Settings]) -> FoundSettings:
        """The same with other settings in place of these."""
        return self._replace(settings=change(self.settings))

    def relative(self, file: str) -> str:
        """A file's path as the settings' patterns mean it."""
        try:
            path = os.path.relpath(file, self.root)
        except ValueError:  # on another drive
            path = file
        return path.replace(os.sep, "/")


class SettingsFiles:
    """The settings of any script, each file of them read once.

    ``rules`` are the ids of all rules. ``file`` has the settings of all scripts; without it they
    are looked for, but with ``is_isolated`` there are none.
    """

    def __init__(
        self, rules: Iterable[str], file: str | None = None, *, is_isolated: bool = False
    ) -> None:
        self._rules = tuple(rules)
        self._file = file
        self._is_isolated = is_isolated
        self._found: dict[str, FoundSettings] = {}

    def of(self, script: str) -> FoundSettings:
        """The settings of a script. Raises SettingsError and other InputErrors."""
        folder = _folder(script)
        if folder not in self._found:
            self._found[folder] = self._of_folder(folder)
        return self._found[folder]

    def _of_folder(self, folder: str) -> FoundSettings:
        if self._file is not None:
            is_project = os.path.basename(self._file) == _PROJECT  # noqa: PTH119
            text = _toml(_source(self._file))
            table = TABLE if is_project else ()
            return FoundSettings(read_settings(text, self._rules, table=table), _folder(self._file))
        for at in () if self._is_isolated else _upwards(folder):
            own = os.path.join(at, OWN_FILE)  # noqa: PTH118
            if os.path.isfile(own):  # noqa: PTH113
                return FoundSettings(read_settings(_toml(_source(own)), self._rules), at)
            project = os.path.join(at, _PROJECT)  # noqa: PTH118
            if os.path.isfile(project):  # noqa: PTH113
                source = _source(project)
                if _may_have_table(source) and has_settings(text := _toml(source), TABLE):
                    return FoundSettings(read_settings(text, self._rules, table=TABLE), at)
        return FoundSettings(Settings(), folder)


def _source(name: str) -> Source:
    # TOML ends its lines as JSON does.
    return read_source(name, "json")


def _toml(source: Source) -> TomlText:
    from appconfig_merge.syntax.toml_text import TomlText  # most folders have no settings

    return TomlText(source)


def _may_have_table(source: Source) -> bool:
    """Whether a text of TOML may have the table. What has not is another's, and isn't read."""
    return source.replaced or re.search(_MENTION, source.data) is not None


def _folder(file: str) -> str:
    return os.path.dirname(os.path.abspath(file))  # noqa: PTH100, PTH120


def _upwards(folder: str) -> Iterator[str]:
    """A folder and those that it is in."""
    yield folder
    while (above := os.path.dirname(folder)) != folder:  # noqa: PTH120
        folder = above
        yield folder
