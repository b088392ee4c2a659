"""What is said of a script that gives a configuration, besides the configuration.

Imported only where there is something to be said.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from appconfig_merge.diagnostics import Diagnostic
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.values import Traced
from appconfig_merge.layers.causes import help_for
from appconfig_merge.syntax import estree
from appconfig_merge.values import place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from appconfig_merge.diagnostics import Severity
    from appconfig_merge.evaluation.machine import Machine
    from appconfig_merge.javascript.conversion import Throws
    from appconfig_merge.javascript.values import Slot
    from appconfig_merge.location import Location
    from appconfig_merge.source import Source

    _Place = tuple[Location | None, str | None]
    How = Literal["window", "lexical", "module", "default-export", "commonjs"]

_OF_MODULES: Final = (
    estree.ImportDeclaration,
    estree.ExportNamedDeclaration,
    estree.ExportDefaultDeclaration,
    estree.ExportAllDeclaration,
)
_FLEX_UI: Final = "appConfig"
# Twilio's self-hosted sample and all eleven public self-hosted pages that were read pass
# `window.appConfig || {}`, the page of `twilio flex:plugins:start` the bare name.
_PAGES: Final = {
    "like": ", as Twilio's own sample does,",
    "unlike": ", as the plugin builder's development page does,",
}
_HOW: Final[dict[How, tuple[str, Severity, str, str]]] = {
    "lexical": (
        "lexical-binding",
        "error",
        (
            "{name} is declared with const or let, so window.{name} is undefined: a page that "
            "passes window.{name}{like} ignores this whole file"
        ),
        (
            "write `var {name} = ...` or `window.{name} = ...`; only a page that passes {name} by "
            "its name{unlike} takes it as it is"
        ),
    ),
    "module": (
        "module-binding",
        "warning",
        "{name} belongs to a module: no other script of the page sees it",
        "a page that loads this file with a plain script tag has no {name}",
    ),
    "default-export": (
        "module-export",
        "info",
        "this is the module's default export: a plain script tag can't load it",
        "a build step has to make a script of it that sets {name}",
    ),
    "commonjs": (
        "commonjs-export",
        "info",
        "this is a CommonJS export: in a browser there is no module object",
        "a build step has to make a script of it that sets {name}",
    ),
}


def remarks(
    machine: Machine,
    sources: Sequence[Source],
    program: estree.Program,
    name: str,
    binding: tuple[Slot, How],
    thrown: Throws | None,
) -> Iterator[Diagnostic]:
    """What evaluation noticed, what ails the texts, what the binding means, where the script stops.

    The script, ``program``, is the last of ``sources``; ``name`` is the global's, and ``binding``
    has the slot of the configuration object.
    """
    yield from of_evaluation(machine)
    yield from of_texts(sources)
    slot, how = binding
    if how in _HOW:
        code, severity, *texts = _HOW[how]
        if how == "lexical" and name != _FLEX_UI:
            severity = "warning"  # what the page passes is its own business
        terms = _PAGES if name == _FLEX_UI else dict.fromkeys(_PAGES, "")
        text, help = (text.format(name=name, **terms) for text in texts)
        traced = slot.traced
        at = place_of(traced if slot.key is None else Traced(UNDEFINED, slot.key, traced.source))
        meta = _META.search(sources[-1].data) if how == "module" else None
        if meta is not None and not any(isinstance(one, _OF_MODULES) for one in program.body):
            text, help, at = _of_meta(sources[-1], meta.span(), name)
        yield Diagnostic(code, severity, text, *at, help)
    if thrown is not None:
        yield Diagnostic(
            "script-throws",
            "error",
            f"the script stops here: {thrown}; what it would set below is not set",
            *place_of(thrown.at),
            help_for(thrown, machine.world_object.slots),
        )


def commented_out(root: Slot, name: str) -> Iterator[Diagnostic]:
    """What is said of an object whose entries are comments, all of them; ``root`` has no entry."""
    traced = root.traced
    node, source = traced.node, traced.source
    if isinstance(node, estree.ObjectExpression) and _ENTRY.search(
        source.data, node.start, node.end
    ):
        yield Diagnostic(
            "commented-out",
            "info",
            f"all entries of {name} are comments, so the script sets nothing",
            *place_of(traced),
            "take the marks of the comments away from what is meant",
        )


_ENTRY: Final = re.compile(rb"[\w'\"]\s*:(?!//)")


def _of_meta(source: Source, span: tuple[int, int], name: str) -> tuple[str, str, _Place]:
    """What is said of a module that is one because of import.meta alone, and where."""
    location = source.location(*span)
    return (
        (
            "import.meta makes a module of this file: a plain script tag refuses it, and sets "
            f"no {name}"
        ),
        "it is for a build step to replace: run that, or write the value here",
        (location, source.line(location.line)),
    )


_META: Final = re.compile(rb"import\s*\.\s*meta(?:\.env(?:\.\w+)?)?")


def of_evaluation(machine: Machine) -> Iterator[Diagnostic]:
    """What evaluation noticed."""
    for remark in machine.remarks.values():
        at = place_of(remark.traced)
        yield Diagnostic(remark.code, remark.severity, remark.message, *at, remark.help)


def of_texts(sources: Iterable[Source]) -> Iterator[Diagnostic]:
    """What ails the texts themselves, each of them once."""
    for source in sources:
        if source.replaced:
            at = source.data.find("\ufffd".encode())
            location = source.location(at, at + 3)
            yield Diagnostic(
                "invalid-utf-8",
                "warning",
                "this is not UTF-8: a browser shows U+FFFD here",
                location,
                source.line(location.line),
                "save the file as UTF-8",
            )
