"""``explain --format json``: the answer for one path, and what belongs to it, as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appconfig_merge import schema_versions
from appconfig_merge.rendering.encoding import (
    contribution,
    departure,
    location,
    rival,
    valued,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from appconfig_merge.effective.config import Explanation
    from appconfig_merge.known_keys.facts import KeyFacts
    from appconfig_merge.questions.absent import PartialMatch
    from appconfig_merge.questions.advice import Advice
    from appconfig_merge.questions.edits import AdvisedEdit
    from appconfig_merge.questions.properties import PropertyStory
    from appconfig_merge.questions.story import Story


def explanation_report(explained: Explanation) -> dict[str, Any]:
    """Where the value at a path comes from."""
    data: dict[str, Any] = {
        "schema_version": schema_versions.EFFECTIVE_CONFIG,
        "path": list(explained.path),
        "kind": explained.kind,
    }
    if explained.kind != "absent":
        data |= valued(explained.value)
        data["set_by"] = explained.set_by
    if explained.departure is not None:
        data["departure"] = departure(explained.departure)
    data["contributions"] = [contribution(one) for one in explained.contributions]
    if explained.prospects:
        from appconfig_merge.rendering.prospects import prospect_data

        data["may_override"] = [prospect_data(one) for one in explained.prospects]
    if explained.kind == "absent":
        data["nearest"] = [list(path) for path in explained.nearest]
    data["layers"] = [layer.id for layer in explained.layers]
    return data


def story_data(story: Story) -> dict[str, Any]:
    """All that is told of one path; ``meant`` is the same of the path that was probably meant."""
    data = explanation_report(story.explained)
    meaning = story.meaning
    if meaning.reading != "as-written":
        data["asked"] = list(meaning.asked)
        data["reading"] = meaning.reading
    if story.key is not None:
        data["known_key"] = _key_data(story.key)
    if story.instead is not None:
        data["instead"] = list(story.instead)
    if story.property is not None:
        data["property"] = _property_data(story.property)
    if story.explained.kind == "absent":
        data["sought"] = partial_matches_data(story.partial_matches)
    if story.without is not None:
        data["without"] = without_data(*story.without)
    if story.lookalikes:
        data["never_read"] = [
            {**one._asdict(), "path": list(one.path), "location": location(one.location)}
            for one in story.lookalikes
        ]
    if story.unreached:
        data["unreached"] = [
            {"location": location(one.location), "stop": location(one.stop)}
            for one in story.unreached
        ]
    data["change"] = advice_data(story.advice)
    if story.meant is not None:
        data["meant"] = story_data(story.meant)
    return data


def _key_data(key: KeyFacts) -> dict[str, Any]:
    return {
        "path": list(key.path),
        "sentence": key.sentence,
        "types": list(key.types),
        "values": list(key.values),
        "releases": [
            {name: version for name, version in one._asdict().items() if version is not None}
            for one in key.releases
        ],
        "documented": key.is_documented,
    }


def _property_data(story: PropertyStory) -> dict[str, Any]:
    data: dict[str, Any] = {"path": list(story.path), "writing": story.writing}
    if story.is_set:
        from appconfig_merge.secrets.values import masked

        data |= valued(masked(story.value, story.path))
        data["location"] = location(story.location)
    data["release"] = story.release.version
    data["keys"] = [list(path) for path in story.keys]
    return data


def advice_data(advice: Advice) -> dict[str, Any]:
    """How to change the value."""
    return {
        "edits": [_edit(edit) for edit in advice.edits],
        "no_effect": [
            {
                "layer": one.layer,
                "location": location(one.location),
                "rule": one.rule,
                "certain": one.is_certain,
                "rival": None if one.rival is None else rival(one.rival),
                **({"wins_in": one.wins_in.version} if one.wins_in is not None else {}),
            }
            for one in advice.futile
        ],
    }


def _edit(edit: AdvisedEdit) -> dict[str, Any]:
    data: dict[str, Any] = {
        "action": edit.action,
        "layer": edit.layer,
        "path": list(edit.path),
        "location": location(edit.location),
    }
    if edit.action == "add":
        data["object_path"] = list(edit.object_path)
    if edit.replaces is not None:
        data["replaces"] = list(edit.replaces)
    if edit.lost_in is not None:
        data["lost_in"] = edit.lost_in.version
    if edit.target:
        data["target"] = edit.target
    if edit.may_change:
        data["may_change"] = [list(path) for path in edit.may_change]
    if edit.writing != "writable":
        data["writing"] = edit.writing
    return data


def partial_matches_data(matches: Sequence[PartialMatch]) -> list[dict[str, Any]]:
    """How far each layer has a path that isn't set."""
    return [
        {
            "layer": one.layer,
            "found": list(one.found),
            "missing": one.missing,
            "location": location(one.location),
            "is_object": one.is_object,
            "in_effect": one.is_alive,
        }
        for one in matches
    ]


def without_data(what: str, then: Explanation) -> dict[str, Any]:
    """What would be without a layer or a line."""
    return {"left_out": what, **explanation_report(then)}
