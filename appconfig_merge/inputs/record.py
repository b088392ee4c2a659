"""What a configuration is read from: one record, whoever says it, and nothing read yet.

To add an input: a field here, with what it is where nothing is given, and in :func:`file_names`
if it names files; a row of :data:`appconfig_merge.inputs.options.OPTIONS`, from which the options
of the commands, those of ``diff`` for one side and the settings of an environments file derive; and
what is made of it in :class:`appconfig_merge.inputs.reader.Reader`. The library's front door,
``appconfig_merge.effective_config``, has a keyword for each field: it is public, and gets its own
by hand.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.releases import DOCUMENTED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Protocol

    from appconfig_merge.diagnostics import Diagnostic
    from appconfig_merge.inputs.access import Access
    from appconfig_merge.javascript.values import Traced
    from appconfig_merge.source import Source
    from appconfig_merge.syntax import ParserName

    class Fetched(Protocol):
        """A Configuration resource that came from the service: a ``rest.Configuration``, say."""

        @property
        def properties(self) -> Mapping[str, Any]:
            """All that it has."""

        @property
        def label(self) -> str:
            """Whose it is, and of when."""

        @property
        def short_label(self) -> str:
            """The same where there is little room."""

        @property
        def diagnostics(self) -> Sequence[Diagnostic]:
            """What its reader has to say of its text."""


Readable: TypeAlias = "str | os.PathLike[str] | Source"
"""A file by its name, or a text with a name."""

STANDARD_INPUT: Final = "-"
"""What stands for standard input where a file is named on the command line."""


class GivenResource(NamedTuple):
    """A Configuration resource in a file, as parsed JSON, or fetched already.

    With ``holds_attributes`` it is the ui_attributes alone.
    """

    given: Readable | Mapping[str, Any] | Fetched
    holds_attributes: bool = False


class LiveResource(NamedTuple):
    """The Configuration resource of an account, which the service is asked for.

    ``access`` says where the account's credentials are; without it the usual variables have them.
    ``ui_version`` names the resource of a pinned version, ``api_url`` another address. Without a
    ``ui_version`` the release is asked for whose rules are followed, as Flex UI asks for its own;
    ``is_plain`` says that none is to be named. ``api_url_file`` is the environments file that says
    the ``api_url``, None where a person does: files come from others, and credentials go there.
    """

    ui_version: str | None = None
    api_url: str | None = None
    is_plain: bool = False
    access: Access | None = None
    api_url_file: str | None = None


AnyResource: TypeAlias = GivenResource | LiveResource


class Inputs(NamedTuple):
    """What one configuration is read from, and by whose rules it is merged.

    ``app_config`` is the script, ``resource`` what lies beneath it, ``stored`` what the browser has
    in localStorage as FLEX_CONFIG: a file, a text, or its data. ``define`` has values of the
    page by dotted name, the last of a name counting; ``page_url`` is where the page is loaded
    from, ``root`` the folder that its server gives at /, ``scripts`` what it loads before,
    ``assume`` what other scripts define. ``flex_ui`` is a release, ``documented`` or ``auto``.
    ``plugins`` may set something above it all.
    """

    app_config: Readable
    resource: AnyResource | None = None
    flex_ui: str = DOCUMENTED
    define: tuple[tuple[str, Traced], ...] = ()
    page_url: str | None = None
    root: str | None = None
    scripts: tuple[Readable, ...] = ()
    assume: tuple[str, ...] = ()
    global_name: str = "appConfig"
    parser: ParserName = "tree-sitter"
    plugins: tuple[Readable, ...] = ()
    stored: Readable | Mapping[str, Any] | None = None

    def with_fields(self, fields: Mapping[str, Any]) -> Inputs:
        """These inputs with some fields more, joined as :func:`joined` does."""
        return self._replace(**joined(self._asdict(), fields))

    @property
    def files(self) -> tuple[str, ...]:
        """The names of the files that these inputs are."""
        return file_names(self._asdict())


_LISTS: Final = tuple(name for name, value in Inputs._field_defaults.items() if value == ())


def joined(fields: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """Some fields of :class:`Inputs` with more of them: lists get longer, all else is replaced."""
    longer = {name: (*fields.get(name, ()), *more[name]) for name in _LISTS if name in more}
    return {**fields, **more, **longer}


def file_names(fields: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of files in some fields of :class:`Inputs`."""
    resource = fields.get("resource")
    beneath = (resource.given,) if isinstance(resource, GivenResource) else ()
    lists = (*fields.get("scripts", ()), *fields.get("plugins", ()))
    given = (fields.get("app_config"), *beneath, *lists, fields.get("stored"))
    return tuple(os.fspath(one) for one in given if isinstance(one, str | os.PathLike))
