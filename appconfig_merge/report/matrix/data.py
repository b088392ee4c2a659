"""The page's data: rows with the groups of environments that agree, and each value's stories."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.rendering import wording
from appconfig_merge.rendering.prospects import sentence
from appconfig_merge.report.document import embedded
from appconfig_merge.report.matrix.stories import Environment, Files, Layers, told
from appconfig_merge.report.names import Names
from appconfig_merge.secrets.values import Masker, secrets_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from appconfig_merge.effective.prospects import Prospect
    from appconfig_merge.fleet.configurations import Unreadable
    from appconfig_merge.fleet.sides import Side
    from appconfig_merge.paths import Path
    from appconfig_merge.questions.comparison import Group, Row, Values
    from appconfig_merge.report.matrix.stories import Said, Story, Told, Valued
    from appconfig_merge.values import ConfigValue

MAX_WITH_STORIES: Final = 8_000_000
"""Characters of data up to which rows have the stories of their values."""
MAX_ROWS: Final = 16_000_000
"""Characters of data up to which there are rows."""


class Compared(NamedTuple):
    """What the page is made of: environments that could be read, and some that couldn't.

    ``values`` are the sides', ``rows`` all of theirs, those in which all agree as well.
    """

    sides: Sequence[Side]
    values: Sequence[Values]
    rows: Sequence[Row]
    unreadable: Sequence[Unreadable] = ()


class MatrixData:
    """What the page shows, secrets masked unless ``shows_secrets``. Folders are left out of it."""

    def __init__(self, compared: Compared, *, shows_secrets: bool) -> None:
        self._compared = compared
        self._layers = Layers()
        self._files = Files()
        self.environments = [
            Environment(number, side, values, self._layers, self._files)
            for number, (side, values) in enumerate(
                zip(compared.sides, compared.values, strict=True)
            )
        ]
        self.rows = [told(row, self.environments) for row in compared.rows]
        self._mask = None if shows_secrets else Masker(_secrets(self.rows))
        self._texts, self._without_stories = self._limited()
        # All files that are told of have been met by now.
        self._names = Names(self._all_files())

    def _all_files(self) -> Iterator[str]:
        yield from self._files.names
        yield from (one.resource for one in self.environments)
        yield from (file for _, _, file in self._layers.all)
        for one in self._compared.unreadable:
            if one.error.location is not None:
                yield one.error.location.file

    def path(self, path: Path) -> Path:
        """A path as the page may show it."""
        return path if self._mask is None else self._mask.path(path)

    def value(self, value: ConfigValue, path: Path) -> ConfigValue:
        """The value at a path as the page may show it."""
        return value if self._mask is None else self._mask.value(value, path)

    def text(self, text: str) -> str:
        """A text as the page may show it: files by their short names, secrets masked."""
        text = self._names.text(text)
        return text if self._mask is None else self._mask.text(text)

    def file(self, number: int, environment: Environment) -> str:
        """The name of a file by its number in a place of this environment."""
        file = environment.resource if number < 0 else self._files.names[number]
        return self._names.short[file]

    @property
    def facts(self) -> dict[str, Any]:
        """What is told of all, by which no row goes."""
        rows = self._compared.rows
        return {
            "environments": len(self.environments),
            "total": len(rows),
            "differing": sum(row.differs for row in rows),
            "masked": self._mask is not None,
            "unreadable": [
                {"name": one.name, "message": self.text(str(one.error))}
                for one in self._compared.unreadable
            ],
            # Why there is less than one could expect.
            "without_stories": self._without_stories,
            "left_out": len(rows) - len(self._texts),
        }

    def to_json(self) -> str:
        """All of it, as it can stand in a script element."""
        head = {
            **self.facts,
            "environments": [self._environment(one) for one in self.environments],
            "layers": [
                {"id": id, "kind": kind, "name": self._names.short[file] if file else id}
                for id, kind, file in self._layers.all
            ],
            "sources": [{"name": self._names.short[file]} for file in self._files.names],
            "lost": wording.LOST,
            "won": wording.WON,
            "about": wording.LAYERS,
            "standings": wording.STANDINGS,
        }
        rows = ",\n".join(text for _, text in sorted(self._texts.items()))
        return f'{embedded(head)[:-1]},"rows":[\n{rows}]}}'

    def _environment(self, one: Environment) -> dict[str, Any]:
        return {
            "name": one.side.name,
            "release": one.side.release,
            "resource": self._names.short[one.resource],
            "layers": list(one.layers.values()),
        }

    def _limited(self) -> tuple[dict[int, str], int]:
        """The rows as JSON by their number, as many as there is room for; of how many no stories.

        What differs comes first; what is too large for the room that is left makes way for others.
        """
        texts: dict[int, str] = {}
        size = without = 0
        for number in sorted(range(len(self.rows)), key=lambda at: not self.rows[at].row.differs):
            text = embedded(self._row(self.rows[number], has_stories=True))
            has_stories = size + len(text) <= MAX_WITH_STORIES
            if not has_stories:
                text = embedded(self._row(self.rows[number], has_stories=False))
            if size + len(text) <= MAX_ROWS:
                size += len(text)
                texts[number] = text
                without += not has_stories
        return texts, without

    def _row(self, one: Told, *, has_stories: bool) -> dict[str, Any]:
        path = one.row.path
        data: dict[str, Any] = {
            "path": self.path(path),
            "values": [self._value(value, path) for value in one.values],
            "groups": [
                self._group(group, one, is_first=number == 0, has_stories=has_stories)
                for number, group in enumerate(one.row.groups)
            ],
        }
        if has_stories:
            data["said"] = [self._said(said, path) for said in one.said]
            data["stories"] = [self._story(story) for story in one.stories]
        return data

    def _group(
        self, group: Group, one: Told, *, is_first: bool, has_stories: bool
    ) -> dict[str, Any]:
        """A group; the first has the members that no other has, which needn't be listed."""
        stories = [one.by_environment[member] for member in group.members]
        value = one.stories[stories[0]].value
        data: dict[str, Any] = {"standing": group.standing}
        if value is not None:
            data["value"] = value
        if not is_first:
            data["members"] = group.members
        if has_stories:
            data["stories"] = stories[0] if len(set(stories)) == 1 else stories
        return data

    def _value(self, one: Valued, path: Path) -> Any:
        return one.environment.entries.value(self.value(one.value, path))

    def _said(self, one: Said, path: Path) -> dict[str, Any]:
        said = one.contribution
        if self._mask is not None:
            (said,) = self._mask.contributions((said,), path)
        # Nothing is marked in a source here.
        return one.environment.entries.contribution(said._replace(key_location=None, elements=()))

    def _story(self, story: Story) -> list[Any]:
        told: list[Any] = [story.value, list(reversed(story.said))]
        if story.prospects:
            told.append([self._prospect(one) for one in story.prospects])
        return told

    def _prospect(self, one: Prospect) -> list[Any]:
        """What a plugin may set, in words, and where that stands: in no environment's own file."""
        at = one.contribution.location
        words = sentence(one)
        if self._mask is not None:
            words = self._mask.text(sentence(self._mask.prospect(one)))
        return [words, None if at is None else [self._files.number(at.file), *at[1:3]]]


def _secrets(rows: Iterable[Told]) -> Iterator[str]:
    for one in rows:
        for value in one.values:
            yield from secrets_in(value.value, one.row.path)
        for said in one.said:
            yield from secrets_in(said.contribution.value, one.row.path)
