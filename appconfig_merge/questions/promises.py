"""Which of the edits that may be advised do what they say, and what else may change with them.

Each is tried: a text is read again with it, the resource is merged again. One to which ``check``
would object isn't kept.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from appconfig_merge.effective.merge import merge_as
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import JSObject, Slot, untouched
from appconfig_merge.layers.layer import Layer
from appconfig_merge.layers.properties import UI_ATTRIBUTES
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.paths import format_path
from appconfig_merge.questions.counterfactual import with_value
from appconfig_merge.questions.edits import MARK, AdvisedEdit, concerned, marked
from appconfig_merge.questions.equivalence import changed, values_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from appconfig_merge.effective.config import EffectiveConfig, Explanation
    from appconfig_merge.layers.resource import Resource
    from appconfig_merge.location import Location
    from appconfig_merge.paths import Path
    from appconfig_merge.questions.edits import Texts
    from appconfig_merge.questions.rehearsal import Rehearsal

_ANY_KEY: Final = "aKeyOfYours"
"""For where any key can be added to an object."""
_LOG_LEVEL: Final = ("logLevel",)
_BEFORE: Final = r"(?s)(?:\s|//[^\n]*|(?>/\*.*?\*/))*+(?:(?:var|let|const)\s+)?[\w$.]+\s*=\s*"
_AFTER: Final = r"(?s)(?:[\s;]|//[^\n]*|(?>/\*.*?\*/))*+"


class Known(NamedTuple):
    """What is known beside a configuration, for edits to be tried with.

    ``texts`` are the scripts' and ``resource`` is what lies beneath them, each if it is there.
    ``is_of_flex_ui`` says whether ``check`` looks at the keys.
    """

    texts: Texts | None = None
    resource: Resource | None = None
    is_of_flex_ui: bool = True


class Promises:
    """The edits for one configuration, held against doing them."""

    def __init__(self, config: EffectiveConfig, known: Known) -> None:
        self._config = config
        self._known = known
        self._script = next((one for one in config.layers if one.kind == "script"), None)
        self._stored = next((one for one in config.layers if one.kind == "stored"), None)
        self._rehearsal = self._rehearsed()

    def kept(self, edit: AdvisedEdit, explained: Explanation) -> AdvisedEdit | None:
        """An edit with what else may change; None for one that doesn't do what it says."""
        if edit.is_argument:
            return edit
        if self._is_of_browser(edit):
            return None  # what is given is a copy
        others: Iterable[Path] | None
        if edit.action == "add":
            others = self._added(edit)
        elif edit.action == "update":
            others = self._updated(edit, explained)
        elif edit.action == "clear-stored":
            others = self._cleared(edit)
        elif edit.action == "edit-log-level":
            others = self._edited(edit, _LOG_LEVEL)
        else:
            others = self._edited(edit, explained.path)
        if others is None:
            return None
        path = explained.path
        whole = (_without_made_key(one) for one in others if one[: len(path)] != path)
        return edit._replace(may_change=tuple(dict.fromkeys(whole)))

    def _is_of_browser(self, edit: AdvisedEdit) -> bool:
        """Whether an edit is to be made in the file that has what the browser has stored."""
        stored, place = self._stored, edit.location
        return (
            stored is not None
            and place is not None
            and place.file == stored.file
            and edit.action != "clear-stored"
        )

    def appended(self, explained: Explanation) -> AdvisedEdit | None:
        """A statement at the end of the script that sets a value; None where that can't be."""
        script, rehearsal = self._script, self._rehearsal
        path = tuple(key for key in explained.path if isinstance(key, str))
        if script is None or rehearsal is None or not path or path != explained.path:
            return None
        if explained.kind == "object":
            return None  # it would replace the whole
        is_new = explained.kind == "absent" or explained.set_by != script.id
        if is_new and (self._is_objected(path, is_script=True) or not self._lasts(path)):
            return None
        assert self._known.texts is not None
        target = self._known.texts.global_name + format_path(("", *path))[len('[""]') :]
        others = rehearsal.appended(target, path)
        if others is None:
            return None
        return AdvisedEdit("append", script.id, path, None, target=target, may_change=others)

    def is_idle(self, location: Location, path: Path) -> bool:
        """Whether an edit of a script's place leaves the value at a path as it is."""
        return self._rehearsal is None or self._rehearsal.is_idle(location, path)

    def _rehearsed(self) -> Rehearsal | None:
        """What reads the texts again; None without texts, and where nothing could come of it."""
        texts, script = self._known.texts, self._script
        if texts is None or script is None or _is_one_literal(script):
            return None
        from appconfig_merge.questions.rehearsal import Rehearsal

        return Rehearsal(self._config, texts)

    def _edited(self, edit: AdvisedEdit, path: Path) -> Iterable[Path] | None:
        """What else may change with an edit of a place; None where that doesn't set a path."""
        texts = self._known.texts
        place = edit.location
        if self._rehearsal and texts and place is not None and place.file in texts.sources:
            return self._rehearsal.replaced(place, path)
        # What is written there may be told at another path (1.x wraps a colorTheme).
        return self._others(self._at(edit.location, path), edit.path)

    def _at(self, location: Location | None, path: Path) -> str:
        """The layer that sets a path at a place."""
        said = self._config.said(path)
        found = next((one.layer for one in reversed(said) if one.location == location), "")
        kinds = {layer.id: layer.kind for layer in self._config.layers}
        # The resource's logLevel is a layer of its own in a release.
        return UI_ATTRIBUTES if kinds.get(found) == "rest" else found

    def _others(self, layer: str, path: Path) -> Iterator[Path]:
        """What else changes with another value at a path of a layer."""
        keys = tuple(key for key in path if isinstance(key, str))
        if len(keys) == len(path) > 0:
            before, after = marked(self._config, "", keys), marked(self._config, layer, keys)
            yield from changed(values_of(before), values_of(after), path)

    def _added(self, edit: AdvisedEdit) -> Iterable[Path] | None:
        """What else may change with a key more in an object; None where it isn't to be added."""
        path = (*edit.object_path, *(edit.path or (_ANY_KEY,)))
        if edit.path and (self._is_objected(path, is_script=True) or not self._lasts(path)):
            return None
        if self._rehearsal is not None and edit.location is not None:
            return self._rehearsal.added(edit.location, edit.path or (_ANY_KEY,), path)
        return self._others(edit.layer, path)

    def _cleared(self, edit: AdvisedEdit) -> Iterable[Path]:
        """What else changes where the browser has nothing stored."""
        then = self._config.without(edit.layer)
        return changed(values_of(self._config), values_of(then), edit.path)

    def _lasts(self, path: Path) -> bool:
        """Whether what the script sets by the documented rules is so in the newest release."""
        resource, script = self._known.resource, self._script
        if self._config.release is not None or resource is None or script is None:
            return True
        from appconfig_merge.releases.table import newest

        release = newest()
        keys = tuple(map(str, path))
        if keys[0] not in release.peculiar:
            return True
        exact = merge_as(release, with_value(script, keys, MARK), resource, self._stored)
        return exact.explain(keys).value == MARK

    def _is_objected(self, path: Path, *, is_script: bool) -> bool:
        if not self._known.is_of_flex_ui:
            return False
        from appconfig_merge.known_keys.objections import is_objected

        release = self._config.release
        if release is None:
            from appconfig_merge.releases.table import newest

            release = newest()
        return is_objected(path, release.version, release.column_paths, is_script=is_script)

    def _updated(self, edit: AdvisedEdit, explained: Explanation) -> Iterable[Path] | None:
        """What else changes with an edit of the resource; None where it isn't to be made."""
        is_of_ui = edit.path[0] == UI_ATTRIBUTES
        path = explained.path
        is_new = explained.kind == "absent"
        if is_of_ui and is_new and self._is_objected(edit.path[1:], is_script=False):
            return None
        resource = self._known.resource
        keys = tuple(key for key in edit.path if isinstance(key, str))
        if resource is None or self._script is None or keys != edit.path or keys in _WHOLE:
            return ()
        if not is_of_ui and resource.others is None:
            return ()  # nobody knows the others
        more = (_ANY_KEY,) if explained.kind == "object" else ()
        wanted = concerned(self._config.release, str(path[0])) if path else None
        before = self._merged(resource, wanted)
        after = self._merged(_with_mark(resource, (*keys, *more)), wanted)
        if after.explain((*path, *more)).value != MARK:
            return None
        return changed(values_of(before), values_of(after), path)

    def _merged(self, resource: Resource, wanted: frozenset[str] | None) -> EffectiveConfig:
        assert self._script is not None
        script, stored = self._script, self._stored
        if wanted is not None:
            script = script.only(wanted)
            stored = stored.only(wanted) if stored is not None else None
            resource = resource._replace(ui_attributes=resource.ui_attributes.only(wanted))
        return merge_as(self._config.release, script, resource, stored)


_WHOLE: Final = {("channel_configs",)}
"""Columns that have to be of another form than a text."""


def _with_mark(resource: Resource, keys: tuple[str, ...]) -> Resource:
    """A resource with MARK at a path."""
    if keys[0] == UI_ATTRIBUTES:
        layer = with_value(resource.ui_attributes, keys[1:], MARK)
        return resource._replace(ui_attributes=layer)
    root = JSObject()
    root.slots.update(resource.columns or {})
    columns = Layer("columns", "data", "", Slot(untraced(root)))
    changed = with_value(columns, keys, MARK).root.traced.value
    assert isinstance(changed, JSObject)
    return resource._replace(others=changed)


def _without_made_key(path: Path) -> Path:
    """A path, or the object in it to which a key that stands for any was added."""
    return path[: path.index(_ANY_KEY)] if _ANY_KEY in path else path


def _is_one_literal(script: Layer) -> bool:
    """Whether a script is nothing but one literal that is assigned: no value hangs on another."""
    value = script.root.traced.value
    literal = untouched(value) if isinstance(value, JSObject) else None
    if literal is None:
        return False
    node, source = literal
    before, after = source.slice(0, node.start), source.slice(node.end, len(source.data))
    return bool(re.fullmatch(_BEFORE, before) and re.fullmatch(_AFTER, after))
