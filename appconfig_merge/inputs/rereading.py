"""Scripts read again with another text among them: edits are tried before they are advised."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    named = [(name, reader.source(name)) for name in (inputs.app_config, *inputs.scripts)]
    assume = (*inputs.assume, ANYTHING)

    def reread(edited: Source) -> Layer:
        names = (edited if source.name == edited.name else name for name, source in named)
        script, *scripts = names
        again = inputs._replace(app_config=script, scripts=tuple(scripts), assume=assume)
        return reader.script(again)

    sources = {source.name: source for _, source in named}
    return Texts(sources, named[0][1].name, inputs.global_name, reread)
