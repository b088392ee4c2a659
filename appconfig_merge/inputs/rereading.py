"""Scripts read again with another text among them: edits are tried before they are advised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.collector import without_collector
from appconfig_merge.layers.script import read_script
from appconfig_merge.questions.edits import ANYTHING, Texts

if TYPE_CHECKING:
    from appconfig_merge.inputs.reader import Reader
    from appconfig_merge.inputs.record import Inputs
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.source import Source


def texts_of(inputs: Inputs, reader: Reader) -> Texts | None:
    """The texts of the scripts that a configuration was read from by ``reader``.

    None with a parser that gives no places.
    """
    if inputs.parser != "tree-sitter":
        return None
    wanted = reader.script_input(inputs)
    assumed = frozenset({*wanted.assumed, ANYTHING})
    page = reader.page(inputs)

    def reread(edited: Source) -> Layer:
        script, *companions = (
            edited if source.name == edited.name else source
            for source in (wanted.source, *wanted.companions)
        )
        again = wanted._replace(source=script, companions=tuple(companions), assumed=assumed)
        with without_collector():
            if page is None:
                return read_script(again)
            from appconfig_merge.layers.page.reading import read_page

            changed = reader.page(inputs, edited)
            assert changed is not None
            return read_page(changed, again)

    # Of what stands in a page itself, the page's text is what is edited.
    sources = {source.name: source.whole for source in reader.texts(inputs)}
    return Texts(sources, _setting(reader, inputs), inputs.global_name, reread)


def _setting(reader: Reader, inputs: Inputs) -> str:
    """The name of the script that has the configuration's object."""
    script = reader.script(inputs)
    return script.file if reader.page(inputs) is None else script.root.traced.source.name
