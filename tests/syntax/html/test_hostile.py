"""Pages that are built to hurt: 5 MB of anything are read in seconds."""

from __future__ import annotations

import random
from contextlib import suppress

import pytest

from appconfig_merge import LimitError, Source
from appconfig_merge.syntax.html import parse_html
from tests.hostile.budget import within_budget

SIZE = 5_000_000
PIECES = [
    "<", "<!--", "<!-- a -->", "<script>", "<script><!--<script>", "<script>a</script>", "</", "&",
    "<p>", "<b><p>", "<a><div>", "<table><tr><td>", "<table>a", "<template>", "<svg>", "<p a=b>",
    "<!--[if IE]><script>", "<!--[if IE]><script><![endif]-->", "<base href=a>", "<meta name=a>",
    "<body onload=a>", "<frameset onload=a>", "é\r\n", "<p\na='", "<nobr><b><i>", "\0", "&lt;",
    "<template shadowrootmode=open>", "<div><template shadowrootmode=open></template></div>",
    "<![CDATA[", "<svg><![CDATA[", "<title>", "<select><option>", "</p>",
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_a_page_of_nothing_else(piece: str) -> None:
    """One thing again and again, before a script."""
    source = Source("index.html", piece * (SIZE // len(piece.encode())) + "<script>a</script>")
    with within_budget(), suppress(LimitError):
        parse_html(source)


def test_one_tag_of_many_attributes() -> None:
    """Each of another name."""
    html = "<body " + " ".join(f"a{at}=b" for at in range(SIZE // 10)) + " onload=c>"
    with within_budget():
        (handler,) = parse_html(Source("index.html", html)).handlers

    assert handler.code.value == "c"


def test_many_scripts_that_stand_deep() -> None:
    """As many as are read, as deep as they may be."""
    html = "<b>" * 490 + "é\r\n<script>a</script>" * 1000
    with within_budget():
        assert len(parse_html(Source("index.html", html)).scripts) == 1000


def test_bytes_without_sense() -> None:
    """Whatever they are, they give a page."""
    chance = random.Random(20261129)
    for _ in range(300):
        some = bytes(chance.choices(b"<>/!-='\"& \r\n\0ab\xc3\xa9\xff", k=300))
        parse_html(Source.from_bytes("index.html", b"<script>" + some, "html"))
