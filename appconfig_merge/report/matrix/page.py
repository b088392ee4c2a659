"""The page of many environments, as the text of an HTML file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.report.document import document

if TYPE_CHECKING:
    from appconfig_merge.report.matrix.data import Compared

_SCRIPTS: Final = ("model", "groups", "columns", "story", "environments", "main")
"""The parts of the page's script that no other page has, in order."""


def render_matrix_page(
    compared: Compared, *, shows_secrets: bool = False, shows_all: bool = False
) -> str:
    """The environments beside each other, with the story of each value in each.

    With ``shows_all`` the page begins with the rows in which all agree as well. What looks secret
    is masked unless ``shows_secrets``. Takes the package jinja2.
    """
    from appconfig_merge.report.matrix.data import MatrixData
    from appconfig_merge.report.matrix.plain import plain_rows

    page = MatrixData(compared, shows_secrets=shows_secrets)
    return document(
        "matrix",
        _SCRIPTS,
        page.to_json(),
        **page.facts,
        plain=plain_rows(page),
        begins_with="all" if shows_all else "differs",
    )
