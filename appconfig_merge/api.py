"""The front door: files, texts and data in, an effective configuration out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appconfig_merge.effective.merge import merge
from appconfig_merge.errors import InputError
from appconfig_merge.inputs.reader import Reader
from appconfig_merge.inputs.record import GivenResource, Inputs
from appconfig_merge.releases import DOCUMENTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from appconfig_merge.effective.config import EffectiveConfig
    from appconfig_merge.inputs.record import Fetched, Readable
    from appconfig_merge.javascript.values import Traced
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.snapshots.snapshot import Snapshot
    from appconfig_merge.syntax import ParserName
    from appconfig_merge.verification.difference import Verification

__all__ = [
    "configuration_layer",
    "effective_config",
    "merge",
    "script_layer",
    "ui_attributes_layer",
    "verify",
]


def effective_config(
    app_config: Readable,
    *,
    configuration: Readable | Mapping[str, Any] | Fetched | None = None,
    ui_attributes: Readable | Mapping[str, Any] | None = None,
    flex_ui: str = DOCUMENTED,
    define: Mapping[str, object] | None = None,
    page_url: str | None = None,
    root: str | None = None,
    scripts: Sequence[Readable] = (),
    assume: Iterable[str] = (),
    global_name: str = "appConfig",
    parser: ParserName = "tree-sitter",
    plugins: Sequence[Readable] = (),
    stored: Readable | Mapping[str, Any] | None = None,
) -> EffectiveConfig:
    """The configuration that a self-hosted Flex UI runs with.

    ``app_config`` is the script; its values take precedence over the ``ui_attributes`` of
    ``configuration`` (a whole Configuration resource) or over ``ui_attributes`` itself. Give at
    most one of the two: a path, a :class:`Source`, parsed JSON, or what ``rest.Client`` fetched;
    ``configuration`` may be a folder of an account's kept resources, too. ``define`` gives values
    of the page by dotted name, ``page_url`` says where the page is loaded from, ``root`` which
    folder its server gives at /, ``scripts`` what it loads before, ``assume`` names that other
    scripts define. ``plugins`` are bundles, folders of sources, or lists of them: what they may set
    is told, and changes no value. ``stored`` is what the browser has in localStorage as
    ``FLEX_CONFIG``, or a snapshot of the page: a path, a :class:`Source`, or the data.

    ``flex_ui`` is the release whose rules are followed to the letter (``2.17.1``, ``2.17``, ``2``),
    ``auto`` for the one that package.json beside the script or the resource name, or
    ``documented`` for the rule that Twilio documents.

    Raises InputError or one of its subclasses for an input that can't be read, DefinitionError,
    and ReleaseError.
    """
    inputs = _inputs(
        app_config,
        configuration,
        ui_attributes,
        flex_ui=flex_ui,
        define=define,
        page_url=page_url,
        root=root,
        scripts=tuple(scripts),
        assume=tuple(assume),
        global_name=global_name,
        parser=parser,
        plugins=tuple(plugins),
        stored=stored,
    )
    return Reader().config(inputs)


def verify(
    app_config: Readable,
    running: Readable | Snapshot,
    *,
    configuration: Readable | Mapping[str, Any] | Fetched | None = None,
    ui_attributes: Readable | Mapping[str, Any] | None = None,
    flex_ui: str | None = None,
    define: Mapping[str, object] | None = None,
    page_url: str | None = None,
    root: str | None = None,
    scripts: Sequence[Readable] = (),
    assume: Iterable[str] = (),
    global_name: str = "appConfig",
    parser: ParserName = "tree-sitter",
    plugins: Sequence[Readable] = (),
    stored: Readable | Mapping[str, Any] | None = None,
) -> Verification:
    """The same configuration held against a running page: each difference, with its cause.

    ``running`` is a snapshot of the page: a path, a :class:`Source`, or what
    :func:`read_snapshot` gives. The keywords are those of :func:`effective_config`; without
    ``flex_ui`` the rules are those of the release that the page runs, without a resource it is
    the one that the page got.

    Raises as :func:`effective_config`, and InputError for what is no snapshot, or one of a page on
    which no Flex UI runs.
    """
    from appconfig_merge.snapshots.reading import read_snapshot
    from appconfig_merge.snapshots.snapshot import Snapshot
    from appconfig_merge.verification.completing import NOT_GIVEN
    from appconfig_merge.verification.verify import verify as verified

    inputs = _inputs(
        app_config,
        configuration,
        ui_attributes,
        flex_ui=NOT_GIVEN if flex_ui is None else flex_ui,
        define=define,
        page_url=page_url,
        root=root,
        scripts=tuple(scripts),
        assume=tuple(assume),
        global_name=global_name,
        parser=parser,
        plugins=tuple(plugins),
        stored=stored,
    )
    reader = Reader()
    if not isinstance(running, Snapshot):
        running = read_snapshot(reader.source(running, "json"))
    return verified(reader, inputs, running)


def _inputs(
    app_config: Readable,
    configuration: Readable | Mapping[str, Any] | Fetched | None,
    ui_attributes: Readable | Mapping[str, Any] | None,
    *,
    define: Mapping[str, object] | None,
    **fields: Any,
) -> Inputs:
    """What callers say, as a record; ``fields`` are those of it. Raises InputError."""
    if configuration is not None and ui_attributes is not None:
        raise InputError("give configuration or ui_attributes, not both")
    resource = None
    if configuration is not None:
        resource = GivenResource(configuration)
    if ui_attributes is not None:
        resource = GivenResource(ui_attributes, holds_attributes=True)
    inputs = Inputs(app_config, resource, **fields)
    if not define:
        return inputs
    from appconfig_merge.page.definitions import definition

    return inputs._replace(define=tuple(definition(*one) for one in define.items()))


def configuration_layer(configuration: Readable | Mapping[str, Any] | Fetched) -> Layer:
    """The layer of a Configuration resource's ui_attributes. Raises InputError."""
    return Reader().resource(GivenResource(configuration)).ui_attributes


def ui_attributes_layer(attributes: Readable | Mapping[str, Any]) -> Layer:
    """The layer of ui_attributes by itself. Raises InputError."""
    return Reader().resource(GivenResource(attributes, holds_attributes=True)).ui_attributes


def script_layer(
    app_config: Readable,
    *,
    defined: Mapping[str, Traced] | None = None,
    scripts: Sequence[Readable] = (),
    assume: Iterable[str] = (),
    global_name: str = "appConfig",
    parser: ParserName = "tree-sitter",
) -> Layer:
    """The layer that a script is; :mod:`appconfig_merge.page.definitions` makes ``defined``."""
    inputs = Inputs(
        app_config,
        define=tuple((defined or {}).items()),
        scripts=tuple(scripts),
        assume=tuple(assume),
        global_name=global_name,
        parser=parser,
    )
    return Reader().script(inputs)
