"""The matrix of many configurations as csv and text, literally."""

from __future__ import annotations

from appconfig_merge import Source, effective_config
from appconfig_merge.questions.comparison import Values, rows
from appconfig_merge.rendering.comparison.matrix import Matrix, render_csv
from appconfig_merge.rendering.comparison.shown import shown_rows


def matrix(**scripts: str) -> Matrix:
    """The matrix of one configuration for each script, by its environment."""
    configs = tuple(
        Values(effective_config(Source(f"{name}.js", f"var appConfig = {{ {text} }};")))
        for name, text in scripts.items()
    )
    found = tuple(rows(configs))
    return Matrix(tuple(scripts), shown_rows(found, configs, show_secrets=False), len(found))


def test_csv() -> None:
    """Values as JSON on one line, with numbers as JavaScript prints them; else in words."""
    made = matrix(
        dev="small: 1e-7, big: 1e21, list: [1, { a: 'x' }], text: '=1+1'",
        live="small: undefined, list: location.hash",
    )

    assert render_csv(made) == (
        "path,dev,live,dev source,live source\r\n"
        "small,1e-7,undefined,dev.js:1:26,live.js:1:26\r\n"
        "big,1000000000000000000000,,dev.js:1:37,\r\n"
        'list,"[1, {""a"": ""x""}]",unresolved: location.hash,dev.js:1:49,live.js:1:43\r\n'
        'text,"""=1+1""",,dev.js:1:72,\r\n'
    )
