"""A verification as JUnit's XML: a test for each value, which passes where the page has it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from appconfig_merge.brief import Places, brief_value, place, printable
from appconfig_merge.effective.contributions import winner
from appconfig_merge.paths import format_path
from appconfig_merge.rendering.verification.shown import counted
from appconfig_merge.rendering.xml_text import clean, document
from appconfig_merge.verification.difference import CAUSES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.paths import Path
    from appconfig_merge.rendering.verification.shown import ShownVerification
    from appconfig_merge.verification.difference import Difference, Verification

_VALUE = 200


def render_junit(shown: ShownVerification) -> str:
    """One suite. What differs fails; what is allowed, and what can't be compared, is skipped."""
    found = shown.found
    root = Element("testsuites", name="effective-config verify")
    suite = SubElement(root, "testsuite", name=_text(found.snapshot.file))
    _properties(suite, shown)
    unexpected = set(map(id, shown.unexpected))
    places = Places(found.config.layers)
    for path in shown.agreeing:
        _case(suite, path, found)
    for one in found.differences:
        case = _case(suite, one.path, found)
        if id(one) in unexpected:
            failure = SubElement(case, "failure", type=one.cause, message=_text(_message(one)))
            failure.text = "\n".join(map(_text, _story(one, places)))
        else:
            SubElement(case, "skipped", message=_text(f"allowed: {_message(one)}"))
    for missing in found.not_compared:
        case = _case(suite, missing.path, found)
        SubElement(case, "skipped", message=_text(f"not compared: {missing.reason}"))
    skipped = len(found.differences) - len(unexpected) + len(found.not_compared)
    totals = {
        "tests": len(shown.agreeing) + len(found.differences) + len(found.not_compared),
        "failures": len(unexpected),
        "errors": 0,
        "skipped": skipped,
    }
    for element in (root, suite):
        for name, count in totals.items():
            element.set(name, str(count))
    return document(root)


def _properties(suite: Element, shown: ShownVerification) -> None:
    snapshot = shown.found.snapshot
    release = shown.found.config.release
    causes = counted(shown.found.differences)
    said = {
        "release": release.version if release is not None else "documented",
        "snapshot.flex_ui": snapshot.flex_ui,
        "snapshot.address": snapshot.address,
        "snapshot.taken": snapshot.taken,
        "agreed": str(shown.found.agreed),
        **{f"cause.{cause}": str(count) for cause, count in causes.items()},
    }
    properties = SubElement(suite, "properties")
    for name, value in said.items():
        SubElement(properties, "property", name=name, value=_text(value))


def _case(suite: Element, path: Path, found: Verification) -> Element:
    name = format_path(path) or "the configuration"
    return SubElement(suite, "testcase", name=_text(name), classname=_text(found.snapshot.file))


def _message(one: Difference) -> str:
    predicted = one.predicted
    before = "nothing" if predicted is None else brief_value(predicted.value, _VALUE)
    after = brief_value(one.running.value, _VALUE) if one.running.is_present else "nothing"
    causes = (one.cause, *one.along_with)
    words = "; ".join(CAUSES[cause] for cause in causes)
    return f"{before} predicted, {after} running: {' with '.join(causes)}: {words}"


def _story(one: Difference, places: Places) -> Iterator[str]:
    if one.predicted is not None:
        giver = winner(one.predicted)
        where = places.full(giver.location, giver.layer)
        if giver.location is None:
            yield f"predicted by {where}"
        else:
            yield f"predicted at {where} ({giver.layer})"
    for said in one.evidence:
        where = f" ({place(said.location)})" if said.location is not None else ""
        yield f"{said.text}{where}"


def _text(text: str) -> str:
    """A text as a terminal and a page can show it."""
    return clean(printable(text))
