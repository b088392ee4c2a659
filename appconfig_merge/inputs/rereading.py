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

    def reread(edited: Source) -> Layer:
        script, *companions = (
            edited if source.name == edited.name else source
            for source in (wanted.source, *wanted.companions)
        )
        again = wanted._replace(source=script, companions=tuple(companions), assumed=assumed)
        with without_collector():
            return read_script(again)

    sources = {source.name: source for source in (wanted.source, *wanted.companions)}
    return Texts(sources, wanted.source.name, inputs.global_name, reread)
