"""What people say of a page that nothing reads: told with the layer, or with why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.errors import ScriptThrowsError, UnresolvedConfigError
from appconfig_merge.page.unread import unread

if TYPE_CHECKING:
    from collections.abc import Callable

    from appconfig_merge.diagnostics import Diagnostic
    from appconfig_merge.inputs.record import Inputs
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.layers.page.scripts import PageInput
    from appconfig_merge.layers.script import ScriptInput


def told_of_page(
    inputs: Inputs, wanted: ScriptInput, page: PageInput | None, read: Callable[[], Layer]
) -> Layer:
    """The layer of what is said something of, and which of that nothing reads."""

    def unused() -> tuple[Diagnostic, ...]:
        others = (wanted.source,) if page is None else page.texts
        texts = [one.text for one in (*wanted.companions, *others)]
        return tuple(unread([name for name, _ in inputs.define], inputs.assume, texts))

    try:
        layer = read()
    except (ScriptThrowsError, UnresolvedConfigError) as error:
        # A name that is misspelt is why another one isn't there.
        for one in unused():
            error.help = f"{one.message}; {one.help}" + (f"; {error.help}" if error.help else "")
        raise
    return layer.with_diagnostics(unused())
