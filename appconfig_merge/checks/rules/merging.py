"""Rules about what the merge makes of the layers. Its claims say it; nothing is merged again."""

from __future__ import annotations

import json
from functools import cache, partial
from typing import TYPE_CHECKING, Final

from appconfig_merge.checks.counted import (
    WRITTEN,
    counted,
    is_lost,
    is_resources,
    leaves,
    related,
)
from appconfig_merge.checks.masking import masked_brief
from appconfig_merge.checks.rule import Found, Rule
from appconfig_merge.javascript.values import JSArray, JSObject
from appconfig_merge.layers.properties import why_not_set
from appconfig_merge.paths import format_path
from appconfig_merge.values import Undefined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.checks.context import Context
    from appconfig_merge.effective.contributions import Contribution, Leaf
    from appconfig_merge.paths import Path
    from appconfig_merge.values import ConfigValue

_RESOURCE: Final = frozenset({"rest", "data", "column"})
"""The kinds of layers that the resource makes, which is there only after login."""
_FOR_LOGIN: Final = frozenset({"sso", "oauth", "serviceBaseUrl"})
"""Keys that the login needs, so that it doesn't help if the resource has them."""
_TOLD_OTHERWISE: Final = frozenset({"runtime_domain", "account_sid"})
"""Columns that nobody can change: a script may set serviceBaseUrl as it likes, and rules about
accounts look at its sso.accountSid."""


def _remote_wins(context: Context) -> Iterator[Found]:
    for path, (one, winner) in _lost_to_remote(context).items():
        name = format_path(path)
        yield Found(
            f"{name} has no effect: in {context.release} the {masked_brief(path, winner.value)} of "
            f"{context.name(winner.layer)} wins over appConfig.js",
            one.location,
            f"change {name} in the resource's ui_attributes, or take it out there",
            related(("this wins", winner.location)),
            path,
            context.file(one.layer),
        )


def _lost_to_remote(context: Context) -> dict[Path, tuple[Contribution, Contribution]]:
    """The script's values that lose to a layer of the resource above it, and what they lose to.

    Which layers are above the script is a release's business.
    """
    if context.exact is None:
        return {}
    kinds = [layer.kind for layer in context.exact.layers]
    above = context.exact.layers[kinds.index("script") + 1 :] if "script" in kinds else ()
    lost: dict[Path, tuple[Contribution, Contribution]] = {}
    for layer in above:
        root = layer.root.traced.value
        if layer.kind != "rest" or not isinstance(root, JSObject):
            continue
        for key in root.slots:
            contributions = context.exact.said((key,))
            for one in contributions:
                if context.kind(one.layer) == "script" and one.outcome == "overridden":
                    lost[(key,)] = one, contributions[-1]
    return lost


def _overridden(context: Context) -> Iterator[Found]:
    remote = _lost_to_remote(context)
    for leaf in leaves(context):
        if len(leaf.contributions) < 2 or leaf.path in remote or is_resources(leaf.path):
            continue
        winner = leaf.contributions[-1]
        for one in leaf.contributions[:-1]:
            if (
                is_lost(context, one)
                and context.column(one.layer) not in _TOLD_OTHERWISE
                and not (context.column(one.layer) and _is_reset(one))
                and not _is_same_place(one, winner)
                and not (_is_reset(winner) and not _is_reset(one))
                and not (isinstance(winner.value, list) and isinstance(one.value, list))
            ):
                yield _beaten(context, leaf, one, winner)


def _beaten(context: Context, leaf: Leaf, one: Contribution, winner: Contribution) -> Found:
    name = format_path(leaf.path)
    loser = context.name(one.layer)
    winning = context.name(winner.layer)
    help = f"take it out of one of the two, unless {loser} is meant for other pages too"
    if context.column(one.layer):
        help = f"take it out of {winning}, unless this page is to have another one"
    elif context.kind(winner.layer) not in WRITTEN:
        help = "take it out: Flex UI fills it in"
    return Found(
        f"{name} of {loser} has no effect: {winning} sets {masked_brief(leaf.path, winner.value)}",
        one.location or winner.location,
        help,
        related(("this wins", winner.location if one.location is not None else None)),
        leaf.path,
        context.file(one.layer),
    )


def _redundant(context: Context) -> Iterator[Found]:
    remote = _lost_to_remote(context)
    # What is said of an object has all that is in it, and each of its leaves may ask.
    is_taken_apart = cache(partial(_is_taken_apart, context))
    for leaf in leaves(context):
        if len(leaf.contributions) < 2 or leaf.path in remote or is_resources(leaf.path):
            continue
        winner = leaf.contributions[-1]
        below = next(
            (one for one in reversed(leaf.contributions) if one.layer != winner.layer), None
        )
        if below is None:
            continue
        is_resource = context.kind(below.layer) in _RESOURCE
        if (
            below.outcome != "redundant"
            or context.kind(winner.layer) not in WRITTEN - {"column"}
            or is_taken_apart(leaf.path[:-1], winner.layer)
            or _is_same_place(below, winner)
            or (is_resource and leaf.path[0] in _FOR_LOGIN)
        ):
            continue
        until = ", or counts before login, when the resource hasn't come yet" if is_resource else ""
        yield Found(
            f"{format_path(leaf.path)} says what {context.name(below.layer)} says already: "
            f"{masked_brief(leaf.path, winner.value)}",
            winner.location,
            f"it can go, unless it is meant to stay whatever the other becomes{until}",
            related(("the same value", below.location)),
            leaf.path,
            context.file(winner.layer),
        )


def _is_taken_apart(context: Context, path: Path, layer: str) -> bool:
    """Whether a layer says at a path what became keys there, none of which can be left out."""
    said = context.exact.said(path) if context.exact is not None else ()
    return any(one.rule == "spread-to-keys" and one.layer == layer for one in said)


def _reset(context: Context) -> Iterator[Found]:
    """Where null or undefined lies over a value, or over an object with values."""
    resets = {
        leaf.path: leaf
        for leaf in leaves(context)
        if _is_reset(leaf.contributions[-1])
        and not is_resources(leaf.path)
        and context.kind(leaf.contributions[-1].layer) in WRITTEN
    }
    inner: dict[Path, list[Path]] = {}
    for gone in context.shadowed:
        # What a column replaces is dead, whatever the column says: rule dead-key tells of it.
        if any(
            one.outcome == "removed" and one.rule != "replaced-by-column"
            for one in counted(context, gone.path, gone.contributions)
        ):
            around = (gone.path[:length] for length in range(1, len(gone.path)))
            for path in around:
                if path in resets:
                    inner.setdefault(path, []).append(gone.path)
    for path, leaf in resets.items():
        winner = leaf.contributions[-1]
        below = [
            one
            for one in leaf.contributions[:-1]
            if is_lost(context, one, defaults=True) and not _is_reset(one)
        ]
        if not below and path not in inner:
            continue
        column = context.column(winner.layer)
        yield Found(
            f"{masked_brief(path, winner.value)} resets {format_path(path)}: "
            f"{_what_is_gone(context, path, below, inner.get(path, []))}",
            winner.location,
            "leave the key out to keep what is below"
            if not column
            else f"to keep it, set {format_path(path)} in appConfig.js: {why_not_set(column)}",
            related(*(("this is reset", one.location) for one in below)),
            path,
            context.file(winner.layer),
            "info" if column else None,
        )


def _what_is_gone(
    context: Context, path: Path, below: list[Contribution], inner: list[Path]
) -> str:
    if inner:
        names = ", ".join(format_path(one) for one in inner[:3])
        more = f" and {len(inner) - 3} more" if len(inner) > 3 else ""
        return f"{names}{more} beneath it {'go' if len(inner) > 1 else 'goes'} with it"
    one = below[-1]
    return f"the {masked_brief(path, one.value)} of {context.name(one.layer)} is gone"


def _arrays(context: Context) -> Iterator[Found]:
    for leaf in leaves(context):
        if len(leaf.contributions) < 2:
            continue
        winner = leaf.contributions[-1]
        kept = winner.value
        if not isinstance(kept, list):
            continue
        for one in leaf.contributions[:-1]:
            below = one.value
            if not isinstance(below, list) or not is_lost(context, one, defaults=True):
                continue
            there = set(map(_written, kept))
            gone = [item for item in below if _written(item) not in there]
            missing = ", ".join(masked_brief(leaf.path, item, 20) for item in gone[:5])
            more = f" and {len(gone) - 5} more" if len(gone) > 5 else ""
            what = f"without {missing}{more}" if gone else "though nothing of it is missing here"
            is_own = _is_flex_uis(context, one)
            whose = "Flex UI's own" if is_own else f"that of {context.name(one.layer)}"
            yield Found(
                f"the array {format_path(leaf.path)} replaces {whose} whole, {what}",
                winner.location,
                "arrays are not merged: write out all elements that are wanted",
                related(("this is replaced", one.location)),
                leaf.path,
                context.file(winner.layer),
                None if gone and not is_own else "info",
            )


def _is_flex_uis(context: Context, one: Contribution) -> bool:
    """Whether Flex UI put an array of its own where a column of the resource has none."""
    column = context.column(one.layer)
    slot = context.resource.slot(column) if column and context.resource is not None else None
    value = slot.traced.value if slot is not None else None
    return bool(column) and not (isinstance(value, JSArray) and value.elements)


def _written(value: ConfigValue) -> str:
    """A text that two values share when they are the same."""
    return json.dumps(value, sort_keys=True, default=repr)


def _spread(context: Context) -> Iterator[Found]:
    for place in context.shadowed:
        cause = [
            one
            for one in counted(context, place.path, place.contributions)
            # 1.x's own colorTheme is a text: nobody can help that, and it does no harm.
            if one.rule == "spread-to-keys" and context.kind(one.layer) in WRITTEN
        ]
        if not cause or is_resources(place.path):
            continue
        winner = place.contributions[-1]
        below = cause[-1]
        what, parts = (
            ("text", "characters") if isinstance(below.value, str) else ("array", "elements")
        )
        if not isinstance(below.value, str | list):
            what, parts = "function", "properties"
        whose = f"{context.name(below.layer)}, whose {parts} become keys of it"
        shown = masked_brief(place.path, below.value)
        name = format_path(place.path)
        above = _NOBODYS.get(context.kind(winner.layer))
        if above is not None:
            does, help = above
            yield Found(
                f"{does.format(context.name(winner.layer))} the {what} {name} of {whose}: {shown}",
                below.location,
                help.format(what),
                path=place.path,
                file=context.file(below.layer),
            )
            continue
        yield Found(
            f"the object {name} lies over {_article(what)} of {whose}: {shown}",
            winner.location,
            "take the object out: what it lies over is the resource's to say"
            if context.column(below.layer)
            else f"take one of the two out, or make an object of the {what}",
            related((f"this {what} is taken apart", below.location)),
            place.path,
            context.file(winner.layer),
        )


_NOBODYS: Final = {
    "derived": (
        "Flex UI fills a log level into",
        "take the {} out, or make an object of it: the level is one of its keys",
    ),
    "stored": (
        "{} has an object for",
        "make an object of the {0}, or clear FLEX_CONFIG in that browser's localStorage",
    ),
}
"""By kinds of layers that nobody writes: what their object does to a text, and what helps."""


def _article(word: str) -> str:
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def _is_reset(one: Contribution) -> bool:
    return one.value is None or isinstance(one.value, Undefined)


def _is_same_place(one: Contribution, other: Contribution) -> bool:
    """Whether two layers took the same entry of the same file."""
    return one.location is not None and one.location == other.location


RULES: Final = (
    Rule(
        "overridden",
        "info",
        "a higher layer sets another value",
        "appConfig.js takes precedence over ui_attributes, so what ui_attributes says there has "
        "no effect on this page. That is what overriding is for, and also how a change that "
        "somebody makes in the resource comes to nothing.",
        "Keep the value in one place. If several pages share the resource and this one differs, "
        "all is well.",
        _overridden,
        "resource",
    ),
    Rule(
        "redundant",
        "info",
        "an entry says what is below it already",
        "An entry that repeats the value beneath it does nothing today, and overrides it as soon "
        "as somebody changes the one below.",
        "Take it out, unless it is there to pin the value.",
        _redundant,
    ),
    Rule(
        "remote-wins",
        "warning",
        "the resource's value beats appConfig.js",
        "Twilio's documentation says that appConfig.js wins. From 2.3.0 on (and in 1.34.6) "
        "Flex UI puts the logLevel of ui_attributes on top of everything, so that of "
        "appConfig.js has no effect once the resource has arrived.",
        "Set logLevel in ui_attributes, or take it out there and leave it to appConfig.js.",
        _remote_wins,
        "resource",
        of_flex_ui=True,
    ),
    Rule(
        "reset-by-null",
        "warning",
        "null or undefined resets what is below",
        "To the merge null and undefined are values like any other: they replace a text, an "
        "array or a whole object of the layer beneath, with all that is in it. A variable that "
        "isn't filled in does it by accident.",
        "Leave the key out to keep what is below. If the reset is meant, ignore it on its line.",
        _reset,
    ),
    Rule(
        "array-replaced",
        "warning",
        "an array replaces another one whole",
        "Objects are merged, arrays are not: the elements of the array beneath are gone, "
        "whatever is in the one above.",
        "Write out all elements that are wanted in the array that wins.",
        _arrays,
    ),
    Rule(
        "spread-to-keys",
        "error",
        "an object over a text or an array takes it apart",
        "Flex UI's merge copies what the lower value has as properties. Of a text these are its "
        "characters, of an array its elements, under the keys 0, 1, 2 and so on: an object "
        '`colorTheme` over the text "DarkTheme" becomes {0: "D", 1: "a", ...} and what the '
        "object says.",
        "Make both an object, or take the text or array out of the layer below.",
        _spread,
    ),
)
