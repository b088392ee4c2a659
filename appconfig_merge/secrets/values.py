"""Values as others may see them: what looks secret is masked, in unresolved values and code too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeVar

from appconfig_merge.javascript.numbers import number_text
from appconfig_merge.limits import MAX_SECRETS_HIDDEN
from appconfig_merge.secrets import texts
from appconfig_merge.secrets.looks import NEVER_SECRET, is_ordinary, looks_secret
from appconfig_merge.secrets.texts import MASK, KnownSecrets, hide_in_code
from appconfig_merge.values import BigInt, Function, Incomplete, RegExp, Unresolved

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from appconfig_merge.diagnostics import Diagnostic
    from appconfig_merge.effective.config import Departure, EffectiveConfig, Explanation
    from appconfig_merge.effective.contributions import Contribution, Leaf, Step
    from appconfig_merge.effective.prospects import Prospect
    from appconfig_merge.paths import Path
    from appconfig_merge.values import ConfigValue, JsonValue

    Value = TypeVar("Value", ConfigValue, JsonValue)

_EVERYDAY: Final = r"[A-Za-z]{0,7}|[0-9.]{0,5}|.{0,3}"
"""Texts too common to be looked for wherever they may stand; at their own place they are masked."""
_LITERAL: Final = r"""(?s)(["'`])(?:(?!\1)[^\\]|\\.)*\1|\b\d[\w.]*"""
_LITERAL_OR_CUT: Final = r"""(?s)(["'`])(?:(?!\1)[^\\]|\\.)*(?:\1|\\?\Z)|\b\d[\w.]*"""
"""The same in code that may be cut short within a literal."""
_SECRET_PLACE: Final = ("secrets",)
"""A path at which every scalar looks secret."""


def tables() -> dict[str, object]:
    """The tables of all that judges and masks values, for what does so elsewhere: in a page."""
    return {
        **texts.tables(),
        "everyday": _EVERYDAY,
        "literal": _LITERAL,
        "maxSecrets": MAX_SECRETS_HIDDEN,
    }


def masked(value: Value, path: Path) -> Value:
    """A copy of a value at a path in which MASK stands for what looks secret (:class:`Masker`)."""
    return Masker(secrets_in(value, path)).value(value, path)


def masker_of(*configs: EffectiveConfig) -> Masker:
    """A masker that knows the secrets of configurations, in all that their layers say."""
    return Masker(
        secret for config in configs for leaf in config.leaves() for secret in secrets_of(leaf)
    )


class Masker:
    """Masks what one output shows: secrets where they stand, and ``known`` ones in every text.

    A scalar is judged at its path. Where a value isn't known its expression and the conditions
    may have the secret in them, and so may code: of those the literals are judged. A key that is
    a secret is masked as well; keys that differ are shown as ones that differ.
    """

    def __init__(self, known: Iterable[str] = ()) -> None:
        found = {text for text in known if not re.fullmatch(_EVERYDAY, text, re.DOTALL)}
        longest_first = sorted(found, key=lambda text: (-len(text), text))
        self._known = KnownSecrets(longest_first[:MAX_SECRETS_HIDDEN])
        self._keys: dict[str, str] = {}
        self._masked_keys = 0

    def text(self, text: str) -> str:
        """A text of any kind without the known secrets."""
        return self._known.text(text)

    def line(self, line: str) -> str:
        """A line without the known secrets, which keeps its length."""
        return self._known.line(line)

    def code(self, code: str, path: Path = ()) -> str:
        """JavaScript, such as gives the value at a path."""
        return MASK if looks_secret(path, code) else self.text(hide_in_code(code).text)

    def key(self, key: str) -> str:
        """A key, with a number of its own if it is or has a secret."""
        shown = self._keys.get(key)
        if shown is None:
            shown = MASK if looks_secret((), key) else self.text(key)
            if shown != key:
                self._masked_keys += 1
                shown = f"{shown} ({self._masked_keys})"
            self._keys[key] = shown
        return shown

    def path(self, path: Path) -> Path:
        """A path without the secrets in its keys."""
        return tuple(self.key(step) if isinstance(step, str) else step for step in path)

    def value(self, value: Value, path: Path) -> Value:
        """A copy of a value at a path: of the same shape, with MASK for what looks secret."""
        if isinstance(value, str):  # as most are
            return MASK if looks_secret(path, value) else self.text(value)
        if isinstance(value, dict):
            made = {self.key(key): self.value(item, (*path, key)) for key, item in value.items()}
            if isinstance(value, Incomplete):
                more = self._unresolved(value.more, path)
                return Incomplete(made, more)  # type: ignore[return-value, arg-type]
            return type(value)(made)  # a dict, or one whose order is open
        if isinstance(value, list):
            return [self.value(item, (*path, index)) for index, item in enumerate(value)]
        if isinstance(value, Function):
            return value._replace(source=self.code(value.source, path))
        if isinstance(value, Unresolved):
            return self._unresolved(value, path)
        if looks_secret(path, _scalar(value)):
            return MASK
        if isinstance(value, RegExp):
            return RegExp(self.text(value.source), value.flags)
        return value

    def _unresolved(self, value: Unresolved, path: Path) -> Unresolved:
        return value._replace(
            source=self.code(value.source, path),
            reason=self.text(value.reason),
            candidates=tuple(
                one._replace(value=self.value(one.value, path), condition=self.code(one.condition))
                for one in value.candidates
            ),
            portable="",
        )

    def leaf(self, leaf: Leaf) -> Leaf:
        """A leaf with all that is said at its path."""
        return leaf._replace(
            path=self.path(leaf.path),
            value=self.value(leaf.value, leaf.path),
            contributions=self.contributions(leaf.contributions, leaf.path),
        )

    def contributions(self, said: Iterable[Contribution], path: Path) -> tuple[Contribution, ...]:
        """What the layers say at a path."""
        return tuple(
            one._replace(
                value=self.value(one.value, path),
                elements=tuple(
                    element._replace(path=self.path(element.path)) for element in one.elements
                ),
                trace=tuple(self._steps(one, path)),
            )
            for one in said
        )

    def _steps(self, one: Contribution, path: Path) -> Iterator[Step]:
        """The way to a value; that to a secret has the secret in it, perhaps in pieces."""
        is_secret = looks_secret(path, _scalar(one.value))
        for step in one.trace:
            expression = self.code(step.expression, path)
            if is_secret:
                expression = self.text(re.sub(_LITERAL_OR_CUT, _without_text, step.expression))
            value = self.value(step.value, _SECRET_PLACE if is_secret else path)
            yield step._replace(expression=expression, value=value)

    def diagnostic(self, one: Diagnostic) -> Diagnostic:
        """A remark, whose message may quote what it is about."""
        return one._replace(
            message=self.text(one.message),
            help=one.help and self.text(one.help),
            line_text=one.line_text and self.line(one.line_text),
        )

    def departure(self, departure: Departure) -> Departure:
        """What a release has in place of a value."""
        leaf = departure.leaf
        return departure if leaf is None else departure._replace(leaf=self.leaf(leaf))

    def explanation(self, explained: Explanation) -> Explanation:
        """The story of one path."""
        departure = explained.departure
        return explained._replace(
            path=self.path(explained.path),
            value=self.value(explained.value, explained.path),
            contributions=self.contributions(explained.contributions, explained.path),
            departure=None if departure is None else self.departure(departure),
            nearest=tuple(map(self.path, explained.nearest)),
            prospects=tuple(map(self.prospect, explained.prospects)),
        )

    def prospect(self, one: Prospect) -> Prospect:
        """What a plugin may set."""
        return one._replace(
            path=self.path(one.path),
            contribution=self.contributions((one.contribution,), one.path)[0],
            conditions=tuple(
                test._replace(expression=self.code(test.expression)) for test in one.conditions
            ),
        )


def _without_text(literal: re.Match[str]) -> str:
    quote = literal[1] or ""
    return f"{quote}{MASK}{quote}"


def _scalar(value: object) -> object:
    """What of a value is judged."""
    if isinstance(value, BigInt):
        return value.value
    return value.source if isinstance(value, RegExp) else value


def scalar_text(value: object) -> str:
    """The text that a scalar is shown as, and by which it is found in others."""
    return number_text(value) if isinstance(value, int | float) else str(value)


def secrets_of(leaf: Leaf) -> Iterator[str]:
    """The secrets in a leaf, and in all that is said at its path."""
    for value in (leaf.value, *(one.value for one in leaf.contributions)):
        yield from secrets_in(value, leaf.path)


def secrets_of_all(configs: Iterable[Mapping[Path, ConfigValue]]) -> Iterator[str]:
    """The secrets in the values of configurations by path; what they share is judged once."""
    seen: set[tuple[Path, str]] = set()
    for values in configs:
        for path, value in values.items():
            if type(value) in NEVER_SECRET:
                continue
            if not isinstance(value, str):
                yield from secrets_in(value, path)
            elif (path, value) not in seen:
                seen.add((path, value))
                if looks_secret(path, value):
                    yield value


def secrets_in(value: ConfigValue | JsonValue, path: Path = ()) -> Iterator[str]:
    """The texts and numbers in a value, its candidates, its code and its keys that look secret."""
    work: list[tuple[ConfigValue | JsonValue, Path]] = [(value, path)]
    while work:
        item, at = work.pop()
        if isinstance(item, dict):
            yield from (key for key in item if looks_secret((), key))
            work.extend((member, (*at, key)) for key, member in item.items())
        elif isinstance(item, list):
            work.extend((member, at) for member in item)  # an index is no key
        elif isinstance(item, Function):
            yield from _secrets_of_code(item.source, at)
        elif isinstance(item, Unresolved):
            yield from _secrets_of_code(item.source, at)
            work.extend((one.value, at) for one in item.candidates)
        elif looks_secret(at, scalar := _scalar(item)):
            yield scalar_text(scalar)


def _secrets_of_code(code: str, path: Path) -> Iterator[str]:
    """The literals of code that look secret; any that is no ordinary word where its path does."""
    yield from hide_in_code(code).secrets
    if looks_secret(path, code):
        literals = (found[0].strip("\"'`") for found in re.finditer(_LITERAL, code))
        yield from (literal for literal in literals if not is_ordinary(literal))
