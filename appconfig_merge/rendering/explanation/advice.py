"""How to change a value, and what it would be without something, in lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.brief import Places, brief_value, place, printable
from appconfig_merge.effective.contributions import ALIVE
from appconfig_merge.paths import format_path
from appconfig_merge.questions.equivalence import equivalent
from appconfig_merge.rendering.wording import BEATS
from appconfig_merge.values import Unresolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.effective.config import Explanation
    from appconfig_merge.questions.advice import Advice, Futile
    from appconfig_merge.questions.edits import AdvisedEdit
    from appconfig_merge.rendering.style import Style


_FEW: Final = 2
_WRITING: Final = {
    "doubtful": "; it may be refused: some lists have it as read-only",
    "unknown": "; it may be refused: nothing published says whether it can be changed",
}


def advice_lines(advice: Advice, places: Places, style: Style) -> list[str]:
    """The section "to change it": what takes effect, then what doesn't."""
    lines = []
    for index, edit in enumerate(advice.edits):
        text = _edit(edit, places, style) + _more(edit)
        if edit.lost_in is not None:
            text += f"; in {edit.lost_in.name} that has no effect"
        lines.append(f"  {'or ' if index else ''}{text}")
    lines.extend(f"  {_futile(one, places, style)}" for one in advice.futile)
    return lines


def _more(edit: AdvisedEdit) -> str:
    """What else may change with an edit."""
    if not edit.may_change:
        return ""
    names = [printable(format_path(path)) for path in edit.may_change[:_FEW]]
    others = len(edit.may_change) - len(names)
    if others:
        return f"; {', '.join(names)} and {others} more may change with it"
    return f"; {' and '.join(names)} may change with it"


def _edit(edit: AdvisedEdit, places: Places, style: Style) -> str:
    where = style(places.full(edit.location, edit.layer), "source")
    if edit.action == "edit":
        return f"edit {where}"
    if edit.is_argument and edit.location is not None:
        return f"give another {style(printable(edit.location.file), 'source')}"
    if edit.action == "append":
        file = style(places.file(edit.layer), "source")
        return f"add at the end of {file}: {printable(edit.target)} = JSON"
    if edit.action == "edit-origin":
        return f"edit {where}, which it comes from"
    if edit.action == "edit-log-level":
        return f"change logLevel, which it follows ({where})"
    if edit.action == "clear-stored":
        return f"clear FLEX_CONFIG in localStorage of that browser, which alone has it ({where})"
    if edit.action == "update":
        from shlex import quote

        name = printable(format_path(edit.path))
        text = f"change {name} in the resource"
        text += f" ({where})" if edit.location is not None else ""
        text += f": effective-config update --set {quote(f'{name}=')}JSON"
        return text + _WRITING.get(edit.writing, "")
    name = printable(format_path(edit.path)) or "a key"
    around = printable(format_path(edit.object_path))
    target = f"{around}, at {where}" if around else f"the object at {where}"
    text = f"add {name}{', which it follows,' if edit.is_followed else ''} to {target}"
    if edit.replaces is not None:
        text += f": an array there replaces all of {printable(format_path(edit.replaces))}"
    return text


def _futile(one: Futile, places: Places, style: Style) -> str:
    text = _why_futile(one, places, style)
    return f"{text}; in {one.wins_in.name} it has one" if one.wins_in is not None else text


def _why_futile(one: Futile, places: Places, style: Style) -> str:
    where = style(place(one.location), "source")
    if one.rival is None:
        return f"an edit at {where} has no effect"
    rival = style(places.full(one.rival.location, one.rival.layer), "source")
    if not one.is_certain:
        return f"an edit at {where} may have no effect: what {rival} sets is unresolved"
    return f"an edit at {where} has no effect while {rival} {BEATS.get(one.rule, 'sets it')}"


def without_lines(
    what: str, then: Explanation, now: Explanation, width: int, style: Style
) -> Iterator[str]:
    """What the value would be without a layer or a line."""
    places = Places(then.layers)
    yield style(f"without {printable(what)}", "dim")
    if then.kind == "absent":
        yield "  it would not be set" if now.kind != "absent" else "  it would not be set either"
        return
    role = "unresolved" if isinstance(then.value, Unresolved) else "value"
    value = style(brief_value(then.value, max(width - 20, 20)), role)  # type: ignore[arg-type]
    is_same = now.kind != "absent" and equivalent(now.value, then.value)
    yield f"  it would {'still ' if is_same else ''}be {value}"
    alive = [one for one in then.contributions if one.outcome in ALIVE]
    for one in reversed(alive):
        where = style(places.full(one.location, one.layer), "source")
        layer = f" ({printable(one.layer)})" if one.location is not None else ""
        yield f"  {'merged from' if len(alive) > 1 else 'set at'} {where}{layer}"
