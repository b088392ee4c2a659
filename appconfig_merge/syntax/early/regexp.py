"""The syntax of regular expressions (ECMA-262 22.2.1, with Annex B.1.2), and their parts.

Two things are left: which names Unicode properties have, and how the operators of a set in
``v`` mode mix.
"""

from __future__ import annotations

import re

from appconfig_merge.syntax.early.regexp_parts import Member, Parsed, Part
from appconfig_merge.syntax.literals import LiteralError, join_surrogates, name_value

_QUANTIFIER = re.compile(r"(?:[*+?]|\{([0-9]+)(,([0-9]*))?\})\??")
_GROUP = re.compile(r"\((?:\?(?:(<?[=!])|<(?![=!])([^<>]*)>|([a-z]*-?[a-z]*):))?")
_HEX = re.compile(r"x[0-9a-fA-F]{2}|u(?:[0-9a-fA-F]{4}|\{[0-9a-fA-F]+\})")
_PAIR = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_PROPERTY = re.compile(r"[pP]\{\^?\w+(?:=\w+)?\}", re.ASCII)
_DECIMAL = re.compile(r"[1-9][0-9]*")
_NAMED = re.compile(r"k<([^<>]*)>")
_STRINGS = re.compile(r"q\{(?:[^\\}]|\\.)*\}")
_SYNTAX = frozenset("^$\\.*+?()[]{}|/")
_SHORT = {"t": 9, "n": 10, "v": 11, "f": 12, "r": 13, "b": 8}


class RegExpError(ValueError):
    """A pattern breaks the syntax. ``offset`` counts characters from the pattern's start."""

    def __init__(self, message: str, offset: int, help: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.help = help


def check_pattern(pattern: str, flags: str) -> None:
    """Raise RegExpError for a pattern that a browser refuses."""
    parse_pattern(pattern, flags)


def parse_pattern(pattern: str, flags: str) -> Parsed:
    """The parts of a pattern. Raises RegExpError for one that a browser refuses."""
    if "u" in flags or "v" in flags:
        return _Pattern(pattern, flags).check()
    # Without u a pattern is a sequence of UTF-16 code units.
    data = pattern.encode("utf-16-le", "surrogatepass")
    units = [data[at : at + 2] for at in range(0, len(data), 2)]
    try:
        text = "".join(chr(int.from_bytes(unit, "little")) for unit in units)
        return _Pattern(text, flags).check()
    except RegExpError as error:
        before = b"".join(units[: error.offset + 1]).decode("utf-16-le", "surrogatepass")
        raise RegExpError(error.message, max(len(before) - 1, 0), error.help) from None


class _Pattern:
    """One pass over a pattern, with a list for the groups that are open."""

    def __init__(self, text: str, flags: str) -> None:
        self.text = text
        self.sets = "v" in flags
        self.unicode = self.sets or "u" in flags
        self.at = 0
        self.parts: list[Part] = []
        self.groups = 0
        self.names: set[str] = set()
        self.numbers_used: list[tuple[int, int]] = []
        self.names_used: list[tuple[str | None, int]] = []
        # For each open group: where it starts, and whether it may be repeated.
        self.open: list[tuple[int, bool]] = []
        self.alternatives = False
        self.twice: tuple[str, int] | None = None

    def fail(self, message: str, offset: int, help: str | None = None) -> RegExpError:
        return RegExpError(message, offset, help)

    def check(self) -> Parsed:
        text = self.text
        parts = self.parts
        # Whether there is something that a quantifier could repeat.
        atom = False
        while self.at < len(text):
            char = text[self.at]
            if char in "*+?{":
                atom = self._quantifier(char, atom=atom)
            elif char == "(":
                self._group()
                atom = False
            elif char == ")":
                atom = self._close()
            elif char == "|":
                self.alternatives = True
                parts.append(Part("or"))
                self.at += 1
                atom = False
            elif char == "[":
                self._set() if self.sets else self._class()
                atom = True
            elif char == "\\":
                atom = self._escape()
            elif char in "^$":
                parts.append(Part("edge", char))
                self.at += 1
                atom = False
            elif char in "]}" and self.unicode:
                raise self.fail(f"{char} needs a backslash in a regular expression", self.at)
            else:
                parts.append(Part("any") if char == "." else Part("char", value=ord(char)))
                self.at += 1
                atom = True
        if self.open:
            raise self.fail("this ( is never closed", self.open[-1][0], "add a )")
        if self.twice is not None and not self.alternatives:
            # 22.2.1.1: groups of different alternatives may share a name. Which are isn't asked.
            raise self.fail(f"two groups are called {self.twice[0]}", self.twice[1])
        self._check_references()
        return Parsed(parts, self.groups, bool(self.names))

    def _check_references(self) -> None:
        for number, offset in self.numbers_used:
            if self.unicode and number > self.groups:
                raise self.fail(f"there is no group {number}", offset)
        if not (self.names or self.unicode):
            return
        for name, offset in self.names_used:
            if name is None:
                raise self.fail("\\k is followed by a group's name: \\k<name>", offset)
            if name not in self.names:
                raise self.fail(f"there is no group {name}", offset)

    def _quantifier(self, char: str, *, atom: bool) -> bool:
        match = _QUANTIFIER.match(self.text, self.at)
        if match is None:
            # A brace that starts no quantifier.
            if self.unicode:
                raise self.fail("{ needs a backslash in a regular expression", self.at)
            self.parts.append(Part("char", value=ord(char)))
            self.at += 1
            return True
        if not atom:
            raise self.fail(f"there is nothing for {match[0]} to repeat", self.at)
        if char == "{" and match[3] and _less(match[3], match[1]):
            raise self.fail(f"{match[0]} has its numbers in the wrong order", self.at)
        self.at = match.end()
        self.parts.append(_repetition(match))
        return False

    def _group(self) -> None:
        match = _GROUP.match(self.text, self.at)
        assert match is not None
        look, name, modifiers = match.groups()
        if match[0] == "(" and self.text.startswith("?", self.at + 1):
            raise self.fail("a group can't start like this", self.at)
        if modifiers:
            added, _minus, removed = modifiers.partition("-")
            both = added + removed
            if not both or not set(both) <= set("ims") or len(set(both)) < len(both):
                raise self.fail("a group can't start like this", self.at)
        # B.1.2: only a lookahead may be repeated, and not with u.
        repeats = not look or (look in {"=", "!"} and not self.unicode)
        if name is not None:
            self._bind(name)
        if look is None and modifiers is None:
            self.groups += 1
            self.parts.append(Part("group", (_decode(name) or "") if name is not None else ""))
        else:
            self.parts.append(Part("open", look or f"{modifiers}:"))
        self.open.append((self.at, repeats))
        self.at = match.end()

    def _bind(self, name: str) -> None:
        decoded = _decode(name)
        if decoded is None:
            message = (
                f"{name} can't be the name of a group" if name else "a group's name is missing"
            )
            raise self.fail(message, self.at)
        if decoded in self.names:
            self.twice = self.twice or (decoded, self.at)
        self.names.add(decoded)

    def _close(self) -> bool:
        if not self.open:
            raise self.fail("this ) closes nothing", self.at, "put a backslash before it")
        _start, repeats = self.open.pop()
        self.parts.append(Part("close"))
        self.at += 1
        return repeats

    def _escape(self) -> bool:
        """An escape outside sets; whether it may be repeated."""
        start = self.at
        text = self.text
        char = text[start + 1 : start + 2]
        if not char:
            raise self.fail("a regular expression can't end with a backslash", start)
        if char in "bB":
            self.parts.append(Part("edge", char))
            self.at += 2
            return False
        match = _DECIMAL.match(text, start + 1)
        if match is not None:
            self.numbers_used.append((int(match[0][:9]), start))
            self.parts.append(Part("number", match[0], int(match[0][:9])))
            self.at = match.end()
            return True
        if char == "k":
            match = _NAMED.match(text, start + 1)
            name = _decode(match[1]) if match is not None else None
            self.names_used.append((name, start))
            self.parts.append(Part("name", name or ""))
            self.at = match.end() if match is not None else start + 2
            return True
        found = self._character_escape(in_set=False)
        self.parts.append(
            Part("escape", found) if isinstance(found, str) else Part("char", value=found)
        )
        return True

    def _character_escape(self, *, in_set: bool) -> int | str:
        """The code of an escaped character, or what stands for a set of them: ``d``, ``pL``."""
        start = self.at
        text = self.text
        char = text[start + 1 : start + 2]
        if not char:
            raise self.fail("a regular expression can't end with a backslash", start)
        self.at += 2
        if char in "dDwWsS":
            return char
        if char in _SHORT and (in_set or char != "b"):
            return _SHORT[char]
        match = _HEX.match(text, start + 1)
        if match is not None and (self.unicode or "{" not in match[0]):
            self.at = match.end()
            pair = _PAIR.match(text, start) if self.unicode else None
            if pair is not None:
                self.at = pair.end()
                return ord(join_surrogates(chr(int(pair[1], 16)) + chr(int(pair[2], 16))))
            digits = match[0][1:].strip("{}").lstrip("0") or "0"
            if len(digits) > 6 or int(digits, 16) > 0x10FFFF:
                raise self.fail(f"\\{match[0]} is past the last code point", start)
            return int(digits, 16)
        if char == "c":
            letter = text[start + 2 : start + 3]
            if letter.isascii() and (
                letter.isalpha()
                or (in_set and not self.unicode and (letter.isalnum() or letter == "_"))
            ):
                self.at += 1
                return ord(letter) % 32
            if not self.unicode:
                # The backslash stands for itself (B.1.2).
                self.at -= 1
                return 92
        if not self.unicode:
            if char == "k":
                # In a set; with named groups it is an error (22.2.1, ClassEscape).
                self.names_used.append((None, start))
            return self._legacy(char, start)
        if char in "pP":
            match = _PROPERTY.match(text, start + 1)
            if match is not None:
                self.at = match.end()
                return char + match[0][2:-1]
        elif char == "0" and not text[start + 2 : start + 3].isdigit():
            return 0
        elif char in _SYNTAX or (in_set and char == "-"):
            return ord(char)
        raise self.fail(f"\\{char} is no escape that a regular expression has with u or v", start)

    def _legacy(self, char: str, start: int) -> int:
        """An octal escape, or a character that stands for itself (B.1.2)."""
        match = re.compile(r"[0-3][0-7]{0,2}|[4-7][0-7]?").match(self.text, start + 1)
        if match is not None:
            self.at = match.end()
            return int(match[0], 8)
        return ord(char)

    def _class(self) -> None:
        """``[...]`` without v: characters and ranges of them."""
        start = self.at
        text = self.text
        is_inverted = text.startswith("^", start + 1)
        self.at += 2 if is_inverted else 1
        members: list[Member] = []
        while True:
            if self.at >= len(text):
                raise self.fail("this [ is never closed", start, "add a ]")
            if text[self.at] == "]":
                self.at += 1
                self.parts.append(Part("class", "^" if is_inverted else "", 0, tuple(members)))
                return
            low_at = self.at
            low = self._member()
            if not text.startswith("-", self.at) or text.startswith("-]", self.at):
                members.append(_one(low))
                continue
            if self.at + 1 >= len(text):
                continue
            self.at += 1
            high = self._member()
            if isinstance(low, str) or isinstance(high, str):
                if self.unicode:
                    raise self.fail("a range goes from one character to another", low_at)
                members.extend((_one(low), _one(ord("-")), _one(high)))  # B.1.2.8
            elif low > high:
                raise self.fail("this range has its ends in the wrong order", low_at)
            else:
                members.append((low, high))

    def _member(self) -> int | str:
        char = self.text[self.at]
        if char == "\\":
            return self._character_escape(in_set=True)
        self.at += 1
        return ord(char)

    def _set(self) -> None:
        """``[...]`` with v: sets may hold sets."""
        text = self.text
        starts: list[int] = []
        self.parts.append(Part("set"))
        while True:
            if self.at >= len(text):
                raise self.fail("this [ is never closed", starts[-1], "add a ]")
            char = text[self.at]
            if char == "[":
                starts.append(self.at)
                self.at += 1
            elif char == "]":
                starts.pop()
                self.at += 1
                if not starts:
                    return
            elif char == "\\":
                match = _STRINGS.match(text, self.at + 1)
                if match is not None:
                    self.at = match.end()
                elif text[self.at + 1 : self.at + 2] in set("&-!#%,:;<=>@`~"):
                    self.at += 2
                else:
                    self._character_escape(in_set=True)
            elif char in "(){}/|":
                raise self.fail(f"{char} needs a backslash in a set", self.at)
            else:
                self.at += 1


def _repetition(match: re.Match[str]) -> Part:
    """The part of a quantifier: ``text`` is ``?`` where it is lazy, ``most`` None for no limit."""
    lazy = "?" if len(match[0]) > 1 and match[0].endswith("?") else ""
    least, most = {"*": (0, None), "+": (1, None), "?": (0, 1)}.get(match[0][0], (0, None))
    if match[1]:
        # A count of that many digits is one that no text reaches.
        least = int(match[1].lstrip("0")[:9] or "0")
        most = (int(match[3].lstrip("0")[:9] or "0") if match[3] else None) if match[2] else least
    return Part("quantifier", lazy, least, (), most)


def _one(member: int | str) -> Member:
    return member if isinstance(member, str) else (member, member)


def _less(left: str, right: str) -> bool:
    """Whether one run of digits is a smaller number than another, however long they are."""
    left, right = left.lstrip("0"), right.lstrip("0")
    return (len(left), left) < (len(right), right)


def _decode(name: str) -> str | None:
    """A group's name without escapes, or None where it is none."""
    try:
        decoded = name_value(join_surrogates(name))
    except LiteralError:
        return None
    return decoded or None
