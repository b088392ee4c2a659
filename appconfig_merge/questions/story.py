"""All that is told of one path: what it means, its value, and what one would do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.known_keys.facts import NEWEST_KNOWN, facts
from appconfig_merge.layers.properties import PROPERTIES
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.questions import absent
from appconfig_merge.questions.advice import Advice, advise, advise_on_property
from appconfig_merge.questions.lookalikes import lookalikes
from appconfig_merge.questions.meaning import Meaning, meant
from appconfig_merge.questions.promises import Known

if TYPE_CHECKING:
    from collections.abc import Mapping

    from appconfig_merge.effective.config import EffectiveConfig, Explanation
    from appconfig_merge.known_keys.facts import KeyFacts
    from appconfig_merge.paths import Path
    from appconfig_merge.questions.absent import PartialMatch
    from appconfig_merge.questions.lookalikes import Lookalike
    from appconfig_merge.questions.properties import PropertyStory
    from appconfig_merge.questions.unreached import Unreached
    from appconfig_merge.releases import Release


class Asked(NamedTuple):
    """What paths are asked of.

    ``known`` is what is known beside the configuration, ``without`` the configuration that would
    be without something, after the words for that. ``global_name`` is what the page calls the
    configuration.
    """

    config: EffectiveConfig
    known: Known = Known()
    without: tuple[str, EffectiveConfig] | None = None
    global_name: str = "appConfig"


class Story(NamedTuple):
    """All that is told of one path.

    ``explained`` is of the path that is certainly meant, ``meaning`` says how it was read. Where
    another path was probably meant, ``meant`` is the story of that. ``key`` is what is known of
    the key, ``instead`` the known key for one that Flex UI doesn't know; ``property`` is the
    resource's property of that name. ``not_in`` is the release that doesn't have the key: the one
    whose rules are followed, by the documented ones the newest.
    """

    meaning: Meaning
    explained: Explanation
    advice: Advice
    partial_matches: tuple[PartialMatch, ...] = ()
    key: KeyFacts | None = None
    instead: Path | None = None
    property: PropertyStory | None = None
    lookalikes: tuple[Lookalike, ...] = ()
    unreached: tuple[Unreached, ...] = ()
    without: tuple[str, Explanation] | None = None
    meant: Story | None = None
    not_in: Release | None = None


def tell(asked: Asked, path: Path) -> Story:
    """The story of a path, as it was written by whoever asks."""
    resource = asked.known.resource
    properties: Mapping[str, object] = (resource and resource.columns) or {}
    meaning = meant(asked.config, path, global_name=asked.global_name, properties=properties.keys())
    if meaning.is_certain:
        return _of(asked, meaning)
    explained = asked.config.explain(path)
    return Story(
        meaning,
        explained._replace(nearest=(meaning.path,) if meaning.reading != "property" else ()),
        Advice((), ()),
        meant=_of(asked, meaning._replace(asked=meaning.path, is_certain=True)),
    )


def _of(asked: Asked, meaning: Meaning) -> Story:
    """The story of the path that is meant."""
    if meaning.reading == "property":
        return _of_property(asked, meaning)
    if meaning.asked == meaning.path:
        meaning = meaning._replace(reading="as-written")
    return _of_path(asked, meaning)


def _of_path(asked: Asked, meaning: Meaning) -> Story:
    config, path = asked.config, meaning.path
    explained = config.explain(path)
    path = explained.path
    matches = absent.partial_matches(config, path) if explained.kind == "absent" else ()
    without = None
    if asked.without is not None:
        what, then = asked.without
        without = what, then.explain(path)
    story = Story(
        meaning,
        absent.with_nearest(config, explained, matches),
        advise(config, explained, asked.known),
        matches,
        unreached=_unreached(asked, path),
        without=without,
    )
    if not asked.known.is_of_flex_ui or not path:
        return story
    version = config.release.version if config.release is not None else NEWEST_KNOWN
    key = facts(path)
    not_in = None
    if key is not None and not key.is_of(version):
        not_in = config.release or _newest()
    return story._replace(
        not_in=not_in,
        key=key,
        instead=_instead(path, version) if key is None else None,
        property=_of_same_name(asked, path),
        lookalikes=lookalikes(config, path, version),
    )


def _of_property(asked: Asked, meaning: Meaning) -> Story:
    story = _property(asked, meaning.path)
    explained = asked.config.explain(meaning.asked)._replace(nearest=())
    return Story(meaning, explained, advise_on_property(story), property=story)


def _unreached(asked: Asked, path: Path) -> tuple[Unreached, ...]:
    diagnostics = asked.config.diagnostics
    if not any(one.code == "script-throws" for one in diagnostics):
        return ()
    from appconfig_merge.questions.unreached import unreached

    return unreached(asked.config, path, asked.global_name)


def _instead(path: Path, version: str) -> Path | None:
    from appconfig_merge.known_keys.objections import known_instead

    return known_instead(path, version)


def _newest() -> Release:
    from appconfig_merge.releases.table import newest

    return newest()


def _of_same_name(asked: Asked, path: Path) -> PropertyStory | None:
    """The resource's property of a key's name, where no contribution tells of it."""
    layers = {layer.column for layer in asked.config.layers}
    return _property(asked, path[:1]) if path[0] in PROPERTIES - layers else None


def _property(asked: Asked, path: Path) -> PropertyStory:
    from appconfig_merge.questions.properties import property_story

    return property_story(asked.config, asked.known.resource, path)
