"""Texts that look like placeholders which a build should have replaced.

Such a text is the value, since the browser takes it as it is; a diagnostic says so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from appconfig_merge.diagnostics import Diagnostic
from appconfig_merge.javascript.values import (
    JSArray,
    JSFunction,
    JSObject,
    Unknown,
    untouched,
)
from appconfig_merge.layers.shape import is_shown
from appconfig_merge.values import location_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from appconfig_merge.javascript.values import Slot, Traced
    from appconfig_merge.source import Source

_SURE: Final = (
    r"__[A-Z][A-Z0-9_]*?__"  # Create React App templates, sed scripts
    r"|[$#]\{[\w.:-]+\}#?"  # envsubst; Octopus Deploy, Azure's Replace Tokens
    r"|<[A-Z][A-Z0-9]*[_ -][A-Z0-9_ -]*>"
    r"|<(?:[Yy]our|[Ii]nsert|[Ee]nter|[Rr]eplace)[_ -][\w -]*>"
    r"|\b(?:[A-Z]{2})?(?:X{4,}|x{6,})\b"
)
_PERHAPS: Final = r"\{\{ ?[\w-]+ ?\}\}"  # Handlebars, Helm; Flex UI's own templates too
_PLACEHOLDER: Final = re.compile(f"(?P<sure>{_SURE})|{_PERHAPS}")
# How each of them begins: what a search for all of it would cost is most of what this takes.
_IN_BYTES: Final = re.compile(rb"__[A-Z]|\$\{|#\{|<[A-Za-z]|XXXX|xxxxxx|\{\{")


_SHOWN = 60
"""How much of a placeholder a message quotes."""


def unfilled(root: Slot, sources: Iterable[Source]) -> Iterator[Diagnostic]:
    """A diagnostic for each text among a configuration's values that has a placeholder.

    ``sources`` are what the configuration was read from.
    """
    if not any(_IN_BYTES.search(source.data) for source in sources):
        return
    noticed: set[tuple[int, int, int]] = set()
    for traced in _texts(root.traced):
        assert isinstance(traced.value, str)
        match = _PLACEHOLDER.search(traced.value)
        node = traced.node
        place = (id(traced.source), node.start, node.end)
        if match is None or place in noticed:
            continue
        noticed.add(place)
        shown = match[0] if len(match[0]) <= _SHOWN else f"{match[0][: _SHOWN - 1]}…"
        location = location_of(traced)
        line_text = traced.source.line(location.line) if location else None
        if match["sure"]:
            yield Diagnostic(
                "placeholder",
                "warning",
                f"{shown} looks like a placeholder that was never filled in",
                location,
                line_text,
                "the browser takes it as it is; was a step of the build left out?",
            )
        else:
            yield Diagnostic(
                "placeholder",
                "info",
                f"{shown} may be a placeholder that was never filled in",
                location,
                line_text,
                "Flex UI's own templates look like this too: in a text that it shows, all is well",
            )


def _texts(root: Traced) -> Iterator[Traced]:
    """Every string in a value, and in what an unresolved one may be, in the order of writing."""
    seen: set[int] = set()
    work = [root]
    while work:
        traced = work.pop()
        value = traced.value
        if isinstance(value, str):
            yield traced
            continue
        if id(value) in seen or isinstance(value, JSFunction):
            continue
        inner: list[Traced] = []
        unknown = value.unknown if isinstance(value, JSObject) and not is_shown(value) else value
        if isinstance(unknown, Unknown):
            inner = [one.traced for one in unknown.candidates if one.traced is not None]
        elif isinstance(value, JSObject):
            literal = untouched(value)
            if literal is not None:
                node, source = literal
                if _IN_BYTES.search(source.data, node.start, node.end) is None:
                    continue
            inner = [slot.traced for slot in value.slots.values()]
            if isinstance(value, JSArray):
                inner.extend(slot.traced for slot in value.elements if slot is not None)
        if inner:
            seen.add(id(value))
            work.extend(reversed(inner))
