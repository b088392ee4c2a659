"""Where inputs are met: files, standard input, git, the service; each of them once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.collector import without_collector
from appconfig_merge.effective.merge import merge_as
from appconfig_merge.inputs.files import read_named, read_source
from appconfig_merge.inputs.record import STANDARD_INPUT, GivenResource, LiveResource
from appconfig_merge.layers.script import ScriptInput, read_script
from appconfig_merge.merging.nodes import Shared
from appconfig_merge.releases import AUTO, DOCUMENTED
from appconfig_merge.source import Source
from appconfig_merge.syntax import Programs

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from appconfig_merge.effective.config import EffectiveConfig
    from appconfig_merge.inputs.record import AnyResource, Fetched, Inputs, Readable
    from appconfig_merge.inputs.tree import Tree
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.layers.page.scripts import PageInput
    from appconfig_merge.layers.plugins.plugin import Plugin
    from appconfig_merge.layers.resource import Resource
    from appconfig_merge.releases import Release
    from appconfig_merge.source import Language
    from appconfig_merge.syntax import Parse

_READABLE: Final = (str, os.PathLike, Source)
_SCRIPTS: Final = (".js", ".mjs", ".cjs", ".json")
"""The endings of files that are no pages, whatever they hold."""


class Reader:
    """Reads configurations; what several of them are made from is read and evaluated once.

    On a command line ``-`` is standard input, and where configurations are compared
    ``HEAD:a/b.js`` is a file of a git revision: ``is_command_line`` and ``knows_revisions``.
    ``fetch`` asks the service for a live resource. With a ``tree`` that is where files are.
    """

    def __init__(
        self,
        *,
        is_command_line: bool = False,
        knows_revisions: bool = False,
        fetch: Callable[[LiveResource], Fetched] | None = None,
        tree: Tree | None = None,
    ) -> None:
        self._tree = tree
        read = read_named if is_command_line else read_source
        self._read = read if tree is None else tree.read
        self._knows_revisions = knows_revisions
        self._fetch = fetch
        self._sources: dict[tuple[str, Language], Source] = {}
        self._pages: dict[Hashable, PageInput] = {}
        self._scripts: dict[Hashable, Layer] = {}
        self._resources: dict[Hashable, Resource] = {}
        self._folders: dict[str, None] = {}
        self._plugins: dict[Hashable, tuple[Plugin, ...]] = {}
        self._programs = Programs()
        self._shared = Shared()

    def source(self, readable: Readable, language: Language = "javascript") -> Source:
        """The text of a file, or the text itself. Raises InputError."""
        if isinstance(readable, Source):
            return readable
        key = (os.fspath(readable), language)
        if key not in self._sources:
            self._sources[key] = self._read_source(*key)
        return self._sources[key]

    def script(self, inputs: Inputs) -> Layer:
        """The layer that the script is, or the page. Raises InputError and DefinitionError."""
        stored = self._stored(inputs)
        text = None if stored is None else stored.text
        key = text, inputs._replace(resource=None, flex_ui="", plugins=(), stored=None)
        if key not in self._scripts:
            wanted, page = self.script_input(inputs), self.page(inputs)
            with without_collector():
                layer = _layer(inputs, wanted, page)
            self._scripts[key] = layer
        return self._scripts[key]

    def page(self, inputs: Inputs, edited: Source | None = None) -> PageInput | None:
        """The page with the texts of its scripts; None where the inputs name a script alone.

        ``edited`` takes the place of the file of its name. Raises InputError.
        """
        source = self.source(inputs.app_config)
        if source.name.lower().endswith(_SCRIPTS) or not _is_page(source):
            return None
        key = inputs.app_config, inputs.root, inputs.page_url
        if edited is not None or key not in self._pages:
            page = self._page(inputs, source, edited)
            if edited is not None:
                return page
            self._pages[key] = page
        return self._pages[key]

    @property
    def parse(self) -> Parse:
        """Gives the trees of scripts, each of which is read once."""
        return self._programs.parse

    @property
    def names(self) -> tuple[str, ...]:
        """The files that were read, and those that pages asked for and that aren't there.

        And the folders of kept resources, in which there may be a newer one.
        """
        asked = (name for page in self._pages.values() for name in page.site.names)
        read = (name for name, _ in self._sources)
        return tuple(dict.fromkeys((*read, *asked, *self._folders)))

    def texts(self, inputs: Inputs) -> tuple[Source, ...]:
        """All texts that the layer of a script or page was made of: that one, then the others.

        To be called once it is made: what a page's scripts ask for is read then.
        """
        page = self.page(inputs)
        others = () if page is None else page.texts
        return (self.source(inputs.app_config), *map(self.source, inputs.scripts), *others)

    def script_input(self, inputs: Inputs) -> ScriptInput:
        """The script to read, and what the page has before it. Raises as :meth:`script`."""
        wanted = ScriptInput(
            self.source(inputs.app_config),
            tuple(map(self.source, inputs.scripts)),
            parser=inputs.parser,
            parse=self.parse,
        )
        if _tells_of_page(inputs):
            from appconfig_merge.page.definitions import dotted_name, with_page_url

            wanted = wanted._replace(
                defined=with_page_url(inputs.define, inputs.page_url),
                assumed=frozenset(dotted_name(name, "--assume") for name in inputs.assume),
                global_name=dotted_name(inputs.global_name, "--global"),
            )
        stored = self._stored(inputs)
        if stored is not None:
            from appconfig_merge.layers.stored import as_defined

            # What is said of localStorage otherwise counts.
            wanted = wanted._replace(defined={**as_defined(stored), **wanted.defined})
        return wanted

    def beneath(self, inputs: Inputs) -> Resource | None:
        """The resource that lies beneath the script, if one does.

        Raises ReleaseError, and as :meth:`resource`.
        """
        wanted = self.asking(inputs).resource
        return None if wanted is None else self.resource(wanted)

    def asking(self, inputs: Inputs) -> Inputs:
        """The same inputs, that ask the service for the resource of a version once and for all.

        Flex UI asks for its own version. Where the documented rules are followed none is named,
        nor with ``auto`` where no package.json tells: there it is the resource that says which.
        Of a folder of kept resources it is the newest that was the answer to that. Raises
        ReleaseError, and InputError for a folder that has none, or of several accounts.
        """
        wanted = inputs.resource
        folder = self._folder(wanted) if isinstance(wanted, GivenResource) else None
        if folder is not None:
            from appconfig_merge.inputs.kept import newest_kept

            file = newest_kept(folder, self._version(inputs))
            self._folders[os.path.dirname(file)] = None  # noqa: PTH120 - as people gave it
            return inputs._replace(resource=GivenResource(file))
        if not isinstance(wanted, LiveResource) or wanted.ui_version or wanted.is_plain:
            return inputs
        version = self._version(inputs)
        return inputs._replace(resource=wanted._replace(ui_version=version, is_plain=not version))

    def _version(self, inputs: Inputs) -> str | None:
        """The version that Flex UI asks for; None where it isn't known, or the rules are nobody's.

        Raises ReleaseError.
        """
        if inputs.flex_ui == DOCUMENTED:
            return None
        from appconfig_merge.inputs.following import depended_on

        if inputs.flex_ui == AUTO:
            script = inputs.app_config
            name = script.name if isinstance(script, Source) else os.fspath(script)
            return depended_on(self._file(inputs, name), self._tree)
        release = self._release(inputs, "", None)
        return release.version if release is not None else None

    def _release(self, inputs: Inputs, script: str, resource: Resource | None) -> Release | None:
        """The release whose rules are followed; None for the documented ones."""
        if inputs.flex_ui == DOCUMENTED:
            return None
        from appconfig_merge.inputs.following import release_of

        return release_of(inputs.flex_ui, self._file(inputs, script), resource, self._tree)

    def _folder(self, wanted: GivenResource) -> str | None:
        """The folder of kept resources that is given in place of one, if it is."""
        given = wanted.given
        if wanted.holds_attributes or not isinstance(given, str | os.PathLike):
            return None
        # What another time had in a folder is nobody's newest.
        is_folder = self._tree is None and os.path.isdir(given)  # noqa: PTH112
        return os.fspath(given) if is_folder else None

    def resource(self, wanted: AnyResource) -> Resource:
        """A resource. Raises InputError, and what ``fetch`` raises."""
        if isinstance(wanted, GivenResource) and not isinstance(wanted.given, _READABLE):
            # Data has no name to know it again by.
            return _of_data(wanted.given, holds_attributes=wanted.holds_attributes)
        if wanted not in self._resources:
            self._resources[wanted] = self._resource(wanted)
        return self._resources[wanted]

    def stored(self, inputs: Inputs) -> Layer | None:
        """The layer of what the browser has stored, if that is given. Raises InputError."""
        given = inputs.stored
        if given is None:
            return None
        from appconfig_merge.layers.stored import read_stored, stored_from_data

        source = self._stored(inputs)
        if source is None:
            assert isinstance(given, Mapping)
            return stored_from_data(given)
        with without_collector():
            return read_stored(source)

    def _stored(self, inputs: Inputs) -> Source | None:
        """The text of what the browser has stored; None where that isn't given, or is data."""
        given = inputs.stored
        return self.source(given, "json") if isinstance(given, _READABLE) else None

    def config(self, inputs: Inputs) -> EffectiveConfig:
        """The configuration. Raises InputError, DefinitionError, ReleaseError, and as ``fetch``."""
        with without_collector():
            return self._config(inputs)

    def _config(self, inputs: Inputs) -> EffectiveConfig:
        if isinstance(inputs.resource, LiveResource):
            # The service comes last, so that a mistake in the files costs no request.
            script, stored = self.script(inputs), self.stored(inputs)
            resource = self.beneath(inputs)
        else:
            resource, script = self.beneath(inputs), self.script(inputs)
            stored = self.stored(inputs)
        release = self._release(inputs, script.file, resource)
        config = merge_as(release, script, resource, stored, self._shared)
        page = self.page(inputs)
        if page is None and not inputs.plugins:
            return config
        return self._beneath_plugins(config, inputs, page)

    def _beneath_plugins(
        self, config: EffectiveConfig, inputs: Inputs, page: PageInput | None
    ) -> EffectiveConfig:
        """A configuration with what plugins may set above it, and the page's own scripts."""
        from appconfig_merge.effective.merge import beneath_plugins
        from appconfig_merge.inputs.plugins import read_plugins
        from appconfig_merge.layers.page.words import own_words

        root = inputs.root
        if root is None and page is not None:
            root = os.path.dirname(page.source.name)  # noqa: PTH120 - as people gave it
        key = inputs.plugins, root
        if key not in self._plugins:
            self._plugins[key] = read_plugins(inputs.plugins, self.source, root)
        own = own_words(page) if page is not None else None
        return beneath_plugins(config, self._plugins[key], own)

    def is_revision(self, name: str) -> bool:
        """Whether a name is that of a file of a git revision."""
        # A file that is there is meant, whatever it is called.
        return (
            self._knows_revisions
            and name != STANDARD_INPUT
            and ":" in name
            and not os.path.lexists(name)
        )

    def _resource(self, wanted: AnyResource) -> Resource:
        if isinstance(wanted, LiveResource):
            assert self._fetch is not None, "whoever takes live resources says how to fetch them"
            return _fetched(self._fetch(wanted._replace(is_plain=False)))
        from appconfig_merge.layers.resource import read_attributes, read_resource

        assert isinstance(wanted.given, _READABLE)
        source = self.source(wanted.given, "json")
        with without_collector():
            if wanted.holds_attributes:
                return read_attributes(source)
            found = read_resource(source)
        if source.name.endswith("Z.json"):
            from appconfig_merge.inputs.kept import demand_own_account

            demand_own_account(source.name, found.account_sid)
        return found

    def _page(self, inputs: Inputs, source: Source, edited: Source | None) -> PageInput:
        from appconfig_merge.inputs.pages import page_input
        from appconfig_merge.inputs.tree import DISK

        is_revision = isinstance(inputs.app_config, str) and self.is_revision(inputs.app_config)

        def read(name: str) -> Source:
            if edited is not None and name == edited.name:
                return edited
            key: tuple[str, Language] = (name, "javascript")
            if key not in self._sources:
                # To a page the name of standard input is one like any other.
                own = self._read_source if is_revision or self._tree is not None else read_source
                self._sources[key] = own(*key)
            return self._sources[key]

        if edited is not None and edited.name == source.name:
            source = edited
        with without_collector():
            return page_input(
                source,
                read,
                root=inputs.root,
                page_url=inputs.page_url,
                is_revision=is_revision,
                tree=self._tree or DISK,
            )

    def _read_source(self, name: str, language: Language) -> Source:
        if self.is_revision(name):
            from appconfig_merge.inputs.git import read_revision

            return read_revision(name, language)
        return self._read(name, language)

    def _file(self, inputs: Inputs, script: str) -> str:
        """The file here that package.json may lie beside: of a revision, what it is a state of."""
        name = inputs.app_config
        if inputs.flex_ui != AUTO or not isinstance(name, str) or not self.is_revision(name):
            return script
        from appconfig_merge.inputs.git import top

        path = name.rpartition(":")[2]
        is_from_here = path.startswith(("./", "../"))
        return path if is_from_here else os.path.join(top(name), path)  # noqa: PTH118


def _of_data(given: Any, *, holds_attributes: bool) -> Resource:
    if not isinstance(given, Mapping | list):
        return _fetched(given)
    from appconfig_merge.layers.resource import attributes_from_data, resource_from_data

    # A list is no resource, and is told so.
    return attributes_from_data(given) if holds_attributes else resource_from_data(given)


def _fetched(found: Fetched) -> Resource:
    from appconfig_merge.layers.resource import resource_from_service

    return resource_from_service(
        found.properties, found.label, found.short_label, found.diagnostics
    )


def _is_page(source: Source) -> bool:
    from appconfig_merge.inputs.pages import is_page

    return is_page(source.name, source.text)


def _layer(inputs: Inputs, wanted: ScriptInput, page: PageInput | None) -> Layer:
    def read() -> Layer:
        if page is None:
            return read_script(wanted)
        from appconfig_merge.layers.page.reading import read_page

        return read_page(page, wanted)

    if not (inputs.define or inputs.assume):
        return read()
    from appconfig_merge.inputs.telling import told_of_page

    return told_of_page(inputs, wanted, page, read)


def _tells_of_page(inputs: Inputs) -> bool:
    """Whether anything is said of the page but which script it loads."""
    given = inputs.define, inputs.page_url, inputs.assume
    return any(given) or inputs.page_url is not None or inputs.global_name != "appConfig"
