"""Texts without their secrets: lines, code, messages in which known secrets may stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.secrets import looks
from appconfig_merge.secrets.looks import is_ordinary, is_plural_key, is_secret_key, looks_secret

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from appconfig_merge.paths import Path


class Mask(str):
    """The type of MASK: a text of the configuration that only reads like it is of another."""

    __slots__ = ()


MASK: Final = Mask("********")
"""What is shown instead of a secret, whatever its length."""

_SHORTEST: Final = 4
"""Characters from which on a secret is looked for in texts: shorter ones are in all of them."""
_SHORTEST_NAME: Final = 16
"""Characters from which on a name may have a secret's form."""
_DEEPEST: Final = 3
"""Texts within texts that are gone through."""

# Patterns are text, compiled at first use.
#
# A string, closed or not; the other two of JavaScript; the group says that it is a key.
_STRING = (
    r"""(?s:"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?\Z)"""
    r"""|'[^'\\\n]*(?:\\.[^'\\\n]*)*'"""
    r"""|`[^`\\]*(?:\\.[^`\\]*)*(?:`|\\?\Z))"""
)
_KEY = r"(?=(\s*:)?)"
_WORDS = rf"""[][{{}}]|(?:{_STRING}|[^\s"\[\]{{}}:,]+){_KEY}"""
"""What a line is made of that should be JSON or JavaScript, and may be neither."""
_CODE = rf"""[\]\[{{}};]|\?\?|\?\.(?!\d)|\?|(?:{_STRING}|\d[\w.]*|[\w$]+){_KEY}"""
"""What JavaScript is made of, as far as it tells of secrets."""
_INSERTED = r"\$\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}"
"""An expression in a template."""


def tables() -> dict[str, object]:
    """The tables of what judges texts and code besides."""
    return {
        **looks.tables(),
        "code": _CODE,
        "inserted": _INSERTED,
        "shortestName": _SHORTEST_NAME,
        "shortest": _SHORTEST,
    }


class Hidden(NamedTuple):
    """A text without what looked secret in it, and that."""

    text: str
    secrets: tuple[str, ...]


class _Way(NamedTuple):
    """How a text is gone through: what its words are, what masks a secret, how deep it lies."""

    words: str
    mask: Callable[[str], str]
    depth: int = 0

    @property
    def deeper(self) -> _Way:
        """The way through a text inside this one."""
        return self._replace(depth=self.depth + 1)


def hide_in_line(line: str, before: str | None = None) -> Hidden:
    """A line of JSON or a script, or of what should be one, with asterisks for its secrets.

    ``before`` is the text in front of the line: its last keys may be those of the line's values.
    Where that isn't known (None), a literal that the line begins with may be a secret.
    The line keeps its length, so that columns still point at what they did.
    """
    return _hide(line, before, _Way(_WORDS, _asterisks))


def hide_in_code(code: str) -> Hidden:
    """JavaScript with MASK for the literals that look secret: names say where values come from."""
    return _hide(code, "", _Way(_CODE, lambda _: MASK))


def hide_in_script(line: str) -> Hidden:
    """A line of a script that could be read: as :func:`hide_in_code`, but it keeps its length."""
    return _hide(line, "", _Way(_CODE, _asterisks))


def _asterisks(secret: str) -> str:
    return "*" * len(secret)


def _hide(text: str, before: str | None, way: _Way) -> Hidden:
    place = _Place(has_key=before is not None)
    for match in re.finditer(way.words, before or ""):
        place.pass_by(match)
    parts: list[str] = []
    hidden: list[str] = []
    done = 0
    for match in re.finditer(way.words, text):
        inner = match[0].strip("\"'`")
        shown, secrets = _word(match, inner, place, way)
        hidden += secrets
        if shown != inner:
            start = match.start() + match[0].index(inner)
            parts += [text[done:start], shown]
            done = start + len(inner)
    return Hidden("".join([*parts, text[done:]]), tuple(hidden))


def _word(match: re.Match[str], inner: str, place: _Place, way: _Way) -> Hidden:
    """What is shown of a word; ``inner`` is the word without its quotes."""
    word = match[0]
    is_name = _is_name(word)
    is_value = not place.pass_by(match)
    if is_name and word not in "[]{}":
        place.has_key = True
    whole = Hidden(inner, ())
    if way.words == _CODE and is_name:
        # A name is no secret under any key; few are long enough to have a secret's form.
        is_value = False
        if len(inner) < _SHORTEST_NAME:
            place.mention(inner)
            return whole
    elif not re.search(r"\w", inner):
        return whole
    if _is_hidden(place.path if is_value else (), inner) or (
        is_value and not place.has_key and _may_be_secret(inner)
    ):
        return Hidden(way.mask(inner), (inner,))
    if way.depth < _DEEPEST and word[0] == "`" and "${" in inner:
        return _in_template(inner, way.deeper)
    place.mention(inner)
    if way.depth < _DEEPEST and not is_name and re.search("[\"'`]", inner):
        return _hide(inner, "", way.deeper)  # code or JSON in a text
    return whole


def _in_template(text: str, way: _Way) -> Hidden:
    """A template without what looks secret in its expressions."""
    hidden: list[str] = []

    def inserted(match: re.Match[str]) -> str:
        shown, secrets = _hide(match[1], "", way)
        hidden.extend(secrets)
        return f"${{{shown}}}"

    return Hidden(re.sub(_INSERTED, inserted, text), tuple(hidden))


def _is_name(word: str) -> bool:
    return word[0] not in "\"'`" and not word[0].isdigit()


def _is_hidden(path: Path, inner: str) -> bool:
    if looks_secret(path, inner):
        return True
    # What stands in a literal with an escape is another text.
    return "\\" in inner and looks_secret(path, re.sub(r"\\(?=[\"'`\\/])", "", inner))


def _may_be_secret(word: str) -> bool:
    """Whether a value would be a secret under a key that says so: it is no word or number."""
    return re.search(r"\d", word) is not None and not is_ordinary(word)


class _Place:
    """Where in a text a reader is: as much of it as tells whether a value is secret.

    ``has_key`` is False where the text may begin behind its key, until its first other word.
    """

    def __init__(self, *, has_key: bool) -> None:
        self.key = ""
        self.has_key = has_key
        self._around = ""
        self._all_secret = False
        self._choices = 0
        self._outer: list[tuple[str, str, bool, int]] = []

    @property
    def path(self) -> Path:
        """A path that looks as secret as the real one."""
        return ("secrets",) if self._all_secret else (self._around, self.key)

    def pass_by(self, match: re.Match[str]) -> bool:
        """Go past a word; False if it is a value."""
        text = match[0]
        if text in {"{", "["}:
            self._open(text)
        elif text in {"}", "]"}:
            self._close(text)
        elif text == ";":
            self.key = ""
        elif text[-1] == "?" and not text.endswith("??"):
            self._choices += 1
        elif match[1] and not self._choices:
            self.key = text.strip("\"'`")
            self.has_key = True
        else:
            # The colon of a choice stands behind a value.
            self._choices -= bool(match[1])
            if self.key == "path":  # a JSON Patch: the value beside it is what this names
                self._around = text.strip("\"'").rpartition("/")[2]
            return False
        return True

    def mention(self, word: str) -> None:
        """Take a word for the key of what follows: its colon is missing, or another sign."""
        if is_secret_key(word):
            self.key = word

    def _open(self, bracket: str) -> None:
        self._outer.append((self.key, self._around, self._all_secret, self._choices))
        self._all_secret = self._all_secret or is_plural_key(self.key)
        self._choices = 0
        if bracket == "{":
            self._around, self.key = self.key, ""

    def _close(self, bracket: str) -> None:
        if not self._outer:
            return
        inner = self.key
        self.key, self._around, self._all_secret, self._choices = self._outer.pop()
        if bracket == "]" and is_secret_key(inner):  # headers["Authorization"] = ...
            self.key = inner


class KnownSecrets:
    """Secrets that are looked for in texts, however they are encoded there.

    That covers escapes of JSON and JavaScript, percent-encoding, and base64 of anything that
    contains the secret. Secrets shorter than four characters are ignored.
    """

    def __init__(self, secrets: Iterable[str]) -> None:
        forms = {
            form for secret in secrets if len(secret) >= _SHORTEST for form in _encoded(secret)
        }
        self._pattern = re.compile(_any_of(sorted(forms), 3)) if forms else None

    def text(self, text: str) -> str:
        """A text in which MASK stands for every secret."""
        return text if self._pattern is None else self._pattern.sub(MASK, text)

    def line(self, line: str) -> str:
        """A line in which asterisks stand for every secret; it keeps its length."""
        if self._pattern is None:
            return line
        return self._pattern.sub(lambda found: "*" * len(found[0]), line)


def redact(text: str, known: Iterable[str]) -> str:
    """A text in which MASK stands for every known secret (see :class:`KnownSecrets`)."""
    return KnownSecrets(known).text(text)


def _encoded(secret: str) -> Iterator[str]:
    """The ways in which a secret may stand in a text."""
    import base64
    import json
    from urllib.parse import quote, quote_plus

    yield secret
    yield json.dumps(secret)[1:-1]
    yield json.dumps(secret, ensure_ascii=False)[1:-1]
    yield secret.replace("\\", "\\\\").replace("'", "\\'")
    raw = secret.encode("utf-8", "surrogatepass")
    for quoted in (quote(raw, safe=""), quote(raw), quote_plus(raw)):
        yield quoted
        yield re.sub("%..", lambda match: match[0].lower(), quoted)
    # A character of base64 has six bits: the first and the last may also hold bits of what
    # is around the secret, which begins at any of three offsets.
    for offset in range(3):
        padded = b"\0" * offset + raw
        core = slice((offset * 8 + 5) // 6, len(padded) * 8 // 6)
        if core.stop - core.start >= _SHORTEST:
            yield base64.b64encode(padded).decode()[core]
            yield base64.urlsafe_b64encode(padded).decode()[core]


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
