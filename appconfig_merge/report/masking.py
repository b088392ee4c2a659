"""What looks secret, masked in everything that the page holds: values, code, messages, sources."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final, TypeAlias
from urllib.parse import quote

from appconfig_merge.checks.leaks import leaks
from appconfig_merge.secrets.looks import looks_secret
from appconfig_merge.secrets.texts import MASK, hide_in_code, hide_in_line
from appconfig_merge.syntax.tree_sitter.comments import comments_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from appconfig_merge.checks import Context
    from appconfig_merge.location import Location
    from appconfig_merge.paths import Path
    from appconfig_merge.source import Source

MASKED: Final = {"$js": "masked"}
"""What stands in the page's data for a value that looks secret."""

_EVERYDAY = re.compile(r"[A-Za-z]{0,7}|[0-9.]{0,5}|.{0,3}", re.DOTALL)
"""Texts too common to be looked for wherever they may stand; at their own place they are masked."""
_QUOTED = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|`(?:[^`\\]|\\.)*`", re.DOTALL)
_ENTRY = re.compile(
    r"(?P<before>(?P<key>[\w$-]{2,60})[\"']?\s{0,4}[:=]\s{0,4}[\"'`]?"
    r"(?:(?:Basic|Bearer|Token)\s{1,4})?)(?P<value>[^\s\"'`,;]{4,200})",
    re.IGNORECASE,
)
_TEMPLATE = re.compile(r"`(?:[^`\\]|\\.)*`?")
"""A template, or what of it stands on a line: of one with expressions no scan tells the texts."""
_TEXT_OF: Final = {"bigint": "value", "regexp": "source"}
"""The tags of encoded values that are scalars, with the name of what is judged."""
_NOT_JUDGED: Final = 5_000
"""Characters of a line up to which a text that no scan has judged is looked through."""


_Span: TypeAlias = "tuple[str, int, int, int, int]"
"""A place: the file, then line, column, end line and end column."""


class Masker:
    """Masks values at their paths, and what was found secret there in every other text.

    ``report`` is the ``configuration_report`` of the context's configuration; the secrets in it
    and in the context's sources are what is looked for.
    """

    def __init__(self, context: Context, report: dict[str, Any]) -> None:
        known: set[str] = set()
        self._verdicts: dict[tuple[Path, type, object], bool] = {}
        self._keys: dict[str, int] = {}
        self._spans: list[Location] = []
        for source, scan in context.scans:
            for one in scan.written:
                if looks_secret(one.path, one.value):
                    known.add(str(one.value))
                    self._spans.append(source.location(one.start, one.end))
        for leak in context.cached(leaks):
            known.add(leak.secret)
        self._computed = set(self._places_of_secrets(report, known))
        # A JSON text that could not be scanned whole would not have been read at all.
        self._judged = {
            source.name
            for source, scan in context.scans
            if scan.is_whole or source.language == "json"
        }
        self._pattern = _pattern(known)

    def text(self, text: str) -> str:
        """A text of any kind without the known secrets."""
        return text if self._pattern is None else self._pattern.sub(MASK, text)

    def code(self, text: str, path: Path) -> str:
        """An expression that gives the value at a path, without the known secrets."""
        return MASK if looks_secret(path, text) else self.text(text)

    def step(self, expression: str, path: Path, *, is_secret: bool) -> str:
        """A step of a trace: of a secret value no literal is shown."""
        if is_secret:
            bare = _QUOTED.sub(lambda quoted: f"{quoted[0][0]}{MASK}{quoted[0][0]}", expression)
            return self.text(bare)
        return self.code(expression, path)

    def key(self, key: str) -> str:
        """A key without the known secrets; keys that differ are shown as ones that differ."""
        shown = self.text(key)
        if shown == key:
            return key
        number = self._keys.setdefault(key, len(self._keys) + 1)
        return f"{shown} ({number})"

    def value(self, value: Any, path: Path) -> Any:
        """An encoded value with MASKED for each scalar that looks secret at its path."""
        if isinstance(value, list):
            return [self.value(item, (*path, index)) for index, item in enumerate(value)]
        if not isinstance(value, dict):
            if self._is_secret(path, value):
                return MASKED
            return self.text(value) if isinstance(value, str) else value
        tag = value.get("$js")
        if tag is None:
            return {self.key(key): self.value(item, (*path, key)) for key, item in value.items()}
        if tag == "object":
            inner = value["value"]
            masked = {self.key(key): self.value(item, (*path, key)) for key, item in inner.items()}
            return {**value, "value": masked}
        if tag in _TEXT_OF:
            return MASKED if self._is_secret(path, value[_TEXT_OF[tag]]) else value
        if tag == "function":
            return {**value, "source": self.code(value["source"], path)}
        return self._unresolved(value, path) if tag == "unresolved" else value

    def _unresolved(self, value: dict[str, Any], path: Path) -> dict[str, Any]:
        masked = {
            **value,
            "source": self.code(value["source"], path),
            "reason": self.text(value["reason"]),
        }
        if "candidates" in value:
            masked["candidates"] = [
                {
                    **one,
                    "condition": self.code(one["condition"], ()),
                    **({"value": self.value(one["value"], path)} if "value" in one else {}),
                }
                for one in value["candidates"]
            ]
        return masked

    def lines(self, source: Source, lines: list[str]) -> list[str]:
        """The lines of a source; each keeps its length, so that columns still hold."""
        name = source.name
        literals = (at[1:] for at in self._spans if at.file == name)
        lines = _changed(lines, literals, _blank)
        computed = (tuple(place) for file, *place in self._computed if file == name)
        lines = _changed(lines, computed, _blank_literals)
        if source.language == "javascript":
            comments = (source.location(*span)[1:] for span in comments_in(source))
            lines = _changed(lines, comments, _without_commented_out)
            lines = [_TEMPLATE.sub(_blank_secret, line) if "`" in line else line for line in lines]
        if name not in self._judged:
            lines = [_hidden(line) for line in lines]
        if self._pattern is None:
            return lines
        return [self._pattern.sub(lambda found: "*" * len(found[0]), line) for line in lines]

    def is_secret(self, value: Any, path: Path) -> bool:
        """Whether an encoded value is a scalar that looks secret at its path."""
        if isinstance(value, dict):
            part = _TEXT_OF.get(value.get("$js", ""))
            return part is not None and self._is_secret(path, value[part])
        return not isinstance(value, list) and self._is_secret(path, value)

    def _is_secret(self, path: Path, scalar: object) -> bool:
        """What looks_secret says, asked once: a value is met as a leaf, an entry and a step."""
        key = (path, type(scalar), scalar)
        verdict = self._verdicts.get(key)
        if verdict is None:
            verdict = self._verdicts[key] = looks_secret(path, scalar)
        return verdict

    def _places_of_secrets(self, report: dict[str, Any], known: set[str]) -> Iterator[_Span]:
        """The places of expressions that give secrets; adds the secrets to those that are known."""
        for entry in (*report["values"], *report["shadowed"]):
            path = tuple(entry["path"])
            known.update(filter(self._is_secret_key, path))
            for one in entry["contributions"]:
                secrets = list(self._secrets_in(one["value"], path))
                known.update(secrets)
                if secrets or self._is_hidden(one["value"], path):
                    yield from self._places(one, path)

    def _is_secret_key(self, key: str | int) -> bool:
        return isinstance(key, str) and self._is_secret((), key)

    def _is_hidden(self, value: Any, path: Path) -> bool:
        """Whether it is unresolved what a value is, and its expression isn't to be shown."""
        is_unresolved = isinstance(value, dict) and value.get("$js") == "unresolved"
        return is_unresolved and self._is_secret(path, value["source"])

    def _places(self, one: dict[str, Any], path: Path) -> Iterator[_Span]:
        """Where the expressions stand that give the secrets of a contribution."""
        value = one["value"]
        if isinstance(value, list):
            # Of what holds others, those others tell.
            steps = [
                element
                for element in one.get("elements", ())
                if not _holds_others(value, element["path"])
                and any(self._secrets_in(*_within(value, path, element["path"])))
            ]
        elif isinstance(value, dict) and value.get("$js") in {None, "object"}:
            steps = []
        else:
            steps = [{"location": one["location"]}, *one.get("trace", ())]
        for step in steps:
            if step["location"] is not None:
                yield tuple(step["location"].values())

    def _secrets_in(self, value: Any, path: Path) -> Iterator[str]:
        work: list[tuple[Any, Path]] = [(value, path)]
        while work:
            item, at = work.pop()
            if isinstance(item, list):
                work.extend((inner, (*at, index)) for index, inner in enumerate(item))
            elif not isinstance(item, dict):
                if self._is_secret(at, item):
                    yield str(item)
            elif "$js" not in item:
                yield from filter(self._is_secret_key, item)
                work.extend((inner, (*at, key)) for key, inner in item.items())
            elif item["$js"] in _TEXT_OF and self.is_secret(item, at):
                yield item[_TEXT_OF[item["$js"]]]
            elif item["$js"] == "object":
                work.extend((inner, (*at, key)) for key, inner in item["value"].items())
            elif item["$js"] == "unresolved":
                yield from hide_in_code(item["source"]).secrets
                ways = item.get("candidates", ())
                work.extend((one["value"], at) for one in ways if "value" in one)


def _within(value: Any, path: Path, below: Path) -> tuple[Any, Path]:
    """A part of an encoded value, and the whole path to it."""
    for key in below:
        value = value["value"][key] if isinstance(value, dict) and "$js" in value else value[key]
    return value, (*path, *below)


def _holds_others(value: Any, below: Path) -> bool:
    part, _ = _within(value, (), below)
    return isinstance(part, list) or (
        isinstance(part, dict) and part.get("$js") in {None, "object"}
    )


def _pattern(known: Iterable[str]) -> re.Pattern[str] | None:
    """What finds any of the secrets, as they are and as a literal or an address has them."""
    forms = {
        form
        for secret in known
        if not _EVERYDAY.fullmatch(secret)
        for form in (secret, json.dumps(secret)[1:-1], quote(secret.encode("utf-8", "replace")))
    }
    return re.compile(_any_of(sorted(forms), 3)) if forms else None


def _any_of(words: list[str], depth: int) -> str:
    """A pattern of words that share beginnings: many words cost little more than a few."""
    if not depth or len(words) == 1:
        longest_first = sorted(words, key=lambda word: (-len(word), word))
        return "|".join(map(re.escape, longest_first))
    by_first: dict[str, list[str]] = {}
    for word in words:
        by_first.setdefault(word[0], []).append(word[1:])
    return "|".join(
        f"{re.escape(first)}(?:{_any_of(rests, depth - 1)})" for first, rests in by_first.items()
    )


def _blank(text: str) -> str:
    """Asterisks for a text; the quotes of a literal stay."""
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"`":
        return f"{text[0]}{'*' * (len(text) - 2)}{text[-1]}"
    return "*" * len(text)


def _blank_literals(text: str) -> str:
    return _QUOTED.sub(lambda literal: _blank(literal[0]), text)


def _blank_secret(template: re.Match[str]) -> str:
    text = template[0]
    return _blank(text) if looks_secret((), text.strip("`")) else text


def _changed(
    lines: list[str], places: Iterable[tuple[int, ...]], change: Callable[[str], str]
) -> list[str]:
    """Lines with changes at some places, each line being put together once."""
    by_line: dict[int, list[tuple[int, int]]] = {}
    for line, column, end_line, end_column in places:
        for number in range(line, min(end_line, len(lines)) + 1):
            start = column - 1 if number == line else 0
            end = end_column - 1 if number == end_line else len(lines[number - 1])
            by_line.setdefault(number, []).append((start, end))
    changed = list(lines)
    for number, spans in by_line.items():
        text = lines[number - 1]
        parts: list[str] = []
        done = 0
        for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
            if end > done:
                first = max(start, done)
                parts += [text[done:first], change(text[first:end])]
                done = end
        changed[number - 1] = "".join([*parts, text[done:]])
    return changed


def _without_commented_out(text: str) -> str:
    """A comment in which asterisks stand for the secrets of entries that were commented out."""

    def hidden(entry: re.Match[str]) -> str:
        is_secret = looks_secret((entry["key"],), entry["value"])
        return entry["before"] + ("*" * len(entry["value"]) if is_secret else entry["value"])

    return _ENTRY.sub(hidden, text)


def _hidden(line: str) -> str:
    return hide_in_line(line).text if len(line) <= _NOT_JUDGED else "*" * len(line)
