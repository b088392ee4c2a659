"""What placeholders look like: a table of the tools that would have filled them in.

A text of a configuration is a placeholder where all of it is one, or where it has one within that
nothing ordinary looks like: ``100%``, ``$5``, ``%20`` and an address of email are no placeholders,
and neither are the templates that Flex UI fills in itself, ``{{task.defaultFrom}}``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from appconfig_merge.named_tuples import NamedTuple


class Placeholder(NamedTuple):
    """A placeholder: its text without a value within, whose it looks like, "" where unclear."""

    text: str
    whose: str
    is_sure: bool
    help: str


class _Form(NamedTuple):
    """A row: whose placeholders look so ("" where many are), and a regular expression.

    No expression may try a long text again from each of its characters: it can't go past what it
    begins with, or has an upper bound.
    """

    whose: str
    pattern: str
    is_sure: bool = True
    help: str = ""


_BUILD_VARIABLE: Final = (
    "in quotes it is a text like any other: without them a build fills it in, if one touches "
    "this file"
)
_FLEX_TEMPLATES: Final = (
    "Flex UI's own templates look like this too: in a text that it shows, all is well"
)
_WORK: Final = "if it is a word of your own, all is well"

_NAME: Final = r"[A-Za-z_][\w.]{0,80}"
_UPPER: Final = r"[A-Z][A-Z0-9_]{0,80}"
_SNAKE: Final = r"[A-Z][A-Z0-9]{0,40}_[A-Z0-9_]{0,40}"
_WHAT: Final = r"(?:account|sid|id|key|token|secret|url|uri|domain|host)"
_CAMEL: Final = r"(?:[A-Z][a-z]{0,20}){0,4}(?:Sid|Id|Key|Token|Url|Domain|Host)"
_CURRENCY: Final = r"(?:USD?|CAD?|AUD?|NZD?|HKD?|SGD?|MXN?|NTD?|BRL|ARS|CLP|COP)"

# Wherever they stand in a text.
_WITHIN: Final = (
    _Form("CircleCI", r"<< ?(?:parameters|pipeline)\.[\w.]{1,80} ?>>"),
    _Form("GitHub Actions", r"\$\{\{[^{}]{1,80}\}\}"),
    _Form("Octopus Deploy or Azure's Replace Tokens", r"#\{[\w.:-]{1,80}\}#?"),
    _Form("a shell or envsubst", r"\$\{[A-Z][A-Z0-9_]{0,80}:?[-=?+][^{}]{0,80}\}"),
    _Form("", r"\$\{ ?[\w.:-]{1,80} ?\}"),
    _Form("", r"(?<![A-Za-z0-9])__[A-Z][A-Z0-9_]*?__(?![A-Za-z0-9])"),
    _Form("PHP", r"<\?(?:php\b|=)[^<>]{0,80}>?"),
    _Form("EJS, ERB or ASP", r"<%[^<>%]{1,80}%>"),
    _Form("server-side includes", r"<!--#(?:echo|include|if|exec|printenv)\b[^<>]{0,80}-->"),
    _Form(
        "",
        r"<[A-Z][A-Z0-9]{0,80}[_ -][A-Z0-9_ -]{0,80}>"
        r"|<(?:[Yy]our|[Ii]nsert|[Ee]nter|[Rr]eplace)[_ -][\w -]{0,80}>",
    ),
    _Form("Helm or another of Go's templates", r"\{\{-? ?\$?\.[A-Za-z][\w.]{0,80}[^{}]{0,80}\}\}"),
    _Form("Helm or Ansible", r"\{\{-? ?(?:include|tpl|printf|lookup)\b[ (][^{}]{1,80}\}\}"),
    _Form(
        "Nomad or consul-template", r"\{\{-? ?(?:env|key|keyOrDefault|secret) [\"'][^{}]{1,80}\}\}"
    ),
    _Form("", rf"\{{\{{\{{? ?{_SNAKE} ?\}}?\}}\}}"),
    _Form("Jinja or Liquid", r"\{%-? ?(?:if|for|set|include|raw|block|assign)\b[^{}%]{0,80}%\}"),
    _Form("Salesforce", r"\{!\$?[A-Za-z][\w.]{0,80}\}"),
    _Form("", rf"%%{_UPPER}%%|@@{_UPPER}@@|##{_UPPER}##"),
    _Form("CMake, Ant or Maven", rf"@{_SNAKE}@"),
    _Form("Create React App", r"%(?:REACT_APP_\w{1,80}|PUBLIC_URL)%"),
    _Form("Vite", r"%VITE_\w{1,80}%"),
    _Form("", r"(?<![A-Za-z0-9])YOUR[_-][A-Z][A-Z0-9_-]{0,80}"),
    _Form("", r"\bREPLACE[_-](?:ME\b|THIS\b|(?:YOUR|WITH)[_-][A-Z][A-Z0-9_-]{0,80})"),
    _Form("", r"\bCHANGE[_-]?(?:ME|THIS|IT)\b"),
    _Form("", r"\b(?:INSERT|ENTER|ADD|PUT|PASTE)[_-][A-Z0-9_-]{1,80}[_-]HERE\b"),
    _Form("", r"\b(?:[A-Z]{2}(?:X{4,}|x{4,})|X{5,}|x{6,})\b"),
    # Not the last of a form for numbers: XXX-XXX-XXXX.
    _Form("", r"(?<![X0-9*)][ ./-])\bXXXX\b(?![ ./-][X0-9*(])"),
)
# Only where they are the whole text.
_WHOLE: Final = (
    _Form("CircleCI", r"<< ?(?:parameters|pipeline)\.[\w.]{1,80} ?>>"),
    _Form("", r"process\.env(?:\.\w{1,80}|\[.{1,80}\])", help=_BUILD_VARIABLE),
    _Form("", r"import\.meta\.env(?:\.\w{1,80}|\[.{1,80}\])", help=_BUILD_VARIABLE),
    _Form("a shell or envsubst", rf"\$(?!{_CURRENCY}\Z){_UPPER}"),
    _Form("", r"\$[a-z]\w{2,80}", is_sure=False, help=_WORK),
    _Form("Azure Pipelines or make", rf"\$\({_NAME}\)"),
    _Form("", rf"\$\$?{_UPPER}\$\$?|~{_UPPER}~|#{_UPPER}#"),
    _Form("", rf"!!{_NAME}!!", is_sure=False, help=_WORK),
    _Form("", rf"@@{_NAME}@@|%%{_NAME}%%|##{_NAME}##"),
    _Form("", rf"<< ?(?:{_SNAKE}|[a-z]\w{{0,40}}(?:[._-]\w{{1,40}}){{1,4}}) ?>>"),
    _Form("", r"<<[\w .-]{1,80}>>", is_sure=False, help=_WORK),
    _Form("", r"__[a-z][a-z0-9]{0,40}_[a-z0-9_]{1,40}__"),
    _Form("Create React App", r"%(?:REACT_APP_\w{1,80}|PUBLIC_URL)%"),
    _Form("Vite", r"%VITE_\w{1,80}%"),
    _Form("", rf"%(?:ENV:)?{_UPPER}%|\$(?:env:|ENV\{{){_NAME}\}}?"),
    _Form("", rf"%\{{[^{{}}]{{1,80}}\}}|\$\[{_NAME}\]"),
    _Form("", r"%[a-z_][\w.]{2,80}%|%\([a-z_]\w{0,80}\)s", is_sure=False, help=_WORK),
    _Form("CMake, Ant or Maven", rf"@{_UPPER}@|@[a-z]\w{{0,80}}(?:[.-]\w{{1,80}}){{1,8}}@"),
    _Form("", r"@[A-Za-z_]\w{2,80}@", is_sure=False, help=_WORK),
    _Form("", rf"\[\[ ?{_UPPER} ?\]\]"),
    _Form("", rf"\[\[ ?\$?\{{?{_NAME}\}}? ?\]\]", is_sure=False, help=_WORK),
    _Form("Concourse", rf"\(\((?:{_UPPER}|[a-z]\w{{0,40}}(?:[./:-]\w{{1,40}}){{1,4}})\)\)"),
    _Form("", r"\(\(\w{1,80}\)\)", is_sure=False, help=_WORK),
    _Form("Razor", r"@(?:Model|ViewBag|ViewData|Configuration)\b[\w.\[\]\"']{1,80}"),
    _Form("", rf"\{{\${_NAME}\}}|\{{{_SNAKE}\}}|\[{_SNAKE}\]"),
    _Form("", rf"\{{{_UPPER}\}}", is_sure=False, help=_WORK),
    _Form("", rf"\{{\{{\{{? ?{_UPPER} ?\}}?\}}\}}"),
    _Form("", r"\{\{\{? ?[\w-]{1,80} ?\}?\}\}", is_sure=False, help=_FLEX_TEMPLATES),
    _Form("", r"\{\{ ?\w{1,80} ?\|[^{}]{1,80}\}\}", is_sure=False, help=_FLEX_TEMPLATES),
    _Form("", r"\[(?i:your|insert|enter|replace)[_ -][\w -]{1,80}\]"),
    _Form("", rf"<(?:\w{{1,40}}[_ -]){{0,4}}(?i:{_WHAT})(?:[_ -](?i:here))?>"),
    _Form("", rf"(?i:your)[_-]?[\w.-]{{0,80}}(?i:{_WHAT})(?:[_-]?(?i:here))?"),
    _Form(
        "",
        r"(?i:(?:your|enter|insert|paste)\b[\w ]{0,40} sid\b[\w ]{0,40})"
        r"|(?i:replace (?:me|this|with)\b.{0,80})",
        is_sure=False,
        help=_WORK,
    ),
    _Form("", r"(?i:replace|change|fill)[_-]?(?i:me|this|it)(?:[_-][\w-]{1,80})?"),
    _Form("", r"(?i:enter|insert)_(?i:your)_\w{1,80}"),
    _Form("", rf"<[a-z]{{1,40}}(?:{_CAMEL})>|<{_CAMEL}>"),
    _Form("", r"(?i:insert|enter|add|put|paste|replace|fill)[_-][\w-]{1,80}[_-](?i:here)"),
    _Form("", r"(?:[A-Z0-9_]{1,80}_)?PLACEHOLDER(?:_[A-Z0-9_]{1,80})?"),
    _Form("", r"(?i:placeholder)", is_sure=False, help=_WORK),
    _Form("", r"x{4,}"),
    _Form("", r"(?:TODO|FIXME)\b.{0,80}|TBD|TBC", is_sure=False, help=_WORK),
)
# Within addresses, where a name can't be what is meant.
_IN_ADDRESSES: Final = (
    _Form("a shell or envsubst", r"\$[A-Z][A-Z0-9_]{2,80}"),
    _Form("Azure Pipelines or make", rf"\$\({_NAME}\)"),
    # The second % of an escape is followed by two digits: %2F%41.
    _Form("", r"%[A-Z_][A-Z0-9_]{2,80}%(?![0-9A-Fa-f]{2})"),
    _Form("CMake, Ant or Maven", r"@[A-Z][A-Z0-9_]{2,80}@"),
    _Form("", rf"\[\[ ?{_NAME} ?\]\]|\{{\{{\{{? ?{_UPPER} ?\}}?\}}\}}"),
    _Form("", r"\{\{\{? ?[\w-]{1,80} ?\}?\}\}", is_sure=False, help=_FLEX_TEMPLATES),
    _Form(
        "",
        r"(?<=//)(?:www\.)?(?i:your)[_-]?(?i:domain|company|host|server|site|subdomain|instance|"
        r"account|service|function|functions|app|org|url)\b[\w-]{0,80}",
    ),
)

_ADDRESS: Final = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]{0,20}:)?//")
_DEFAULT: Final = re.compile(r"[\"'|]|(?<=\w):?[-=?+](?=[^{}]*\})")
_TEMPLATE_LITERAL: Final = re.compile(r"`[^`]*`")
"""In a text that is code ``${name}`` is JavaScript's own."""
_DATA: Final = "data:"
"""How an address begins that holds what it is of: pictures as Base64 have anything within."""


def placeholder_in(text: str) -> Placeholder | None:
    """The placeholder that a text is, or has within it; None where it has none."""
    if text.startswith(_DATA):
        return None
    whole, within, in_addresses = _tables()
    if text.count("`") > 1 and _TEMPLATE_LITERAL.fullmatch(text) is None:
        text = _TEMPLATE_LITERAL.sub("``", text)
    found = whole.match(text) or within.match(text)
    if found is None and _ADDRESS.match(text):
        found = in_addresses.match(text)
    return found


class _Table:
    """Rows as one regular expression, whose groups say which row it was."""

    def __init__(self, rows: tuple[_Form, ...], *, is_whole: bool) -> None:
        self._rows = rows
        parts = "|".join(f"(?P<row{index}>{row.pattern})" for index, row in enumerate(rows))
        pattern = re.compile(parts)
        self._find = pattern.fullmatch if is_whole else pattern.search

    def match(self, text: str) -> Placeholder | None:
        """The placeholder that is found first; of the rows the first that finds it."""
        found = self._find(text)
        if found is None:
            return None
        assert found.lastgroup is not None
        row = self._rows[int(found.lastgroup.removeprefix("row"))]
        return Placeholder(_name_of(found[0]), row.whose, row.is_sure, row.help)


def _name_of(text: str) -> str:
    """A placeholder without the value that stands in for what it wants: that may be a secret."""
    default = _DEFAULT.search(text)
    return text if default is None else f"{text[: default.start()]}…"


@cache
def _tables() -> tuple[_Table, _Table, _Table]:
    """The tables, compiled when a text first may be a placeholder."""
    return (
        _Table(_WHOLE, is_whole=True),
        _Table(_WITHIN, is_whole=False),
        _Table(_IN_ADDRESSES, is_whole=False),
    )
