"""Random addresses, queries and Base64, and what Node makes of them."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any, Final

from tests.node import node_path

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

_SCHEMES: Final = ("http:", "https:", "HTTP:", "ws:", "wss:", "ftp:", "https", "file:", "x:", "")
_SLASHES: Final = ("//", "//", "//", "//", "/", "", "\\\\", "///", "/\\")
_USERS: Final = ("", "", "", "", "u@", "u:p@", ":p@", "a@b@", "u:p:q@", "ü'^@", "@", ":@")
_HOSTS: Final = (
    *("flex.example.com", "flex.example.com", "localhost", "EXAMPLE.com.", "a_b-c", "127.0.0.1"),
    *("127.1", "0x7f.1", "0177.0.0.1", "256", "1.2.3.256", "1.2.3.4.5", "1.2.3.09", "x.0x", "1.2."),
    *("[::1]", "[1:0:0:2::3]", "[::ffff:1.2.3.4]", "[1::2::3]", "[1:2:3:4:5:6:7:8]", "[0:0:0:0]"),
    *("[1:0:0:4:0:0:0:8]", "[1:2:3:4:5:6:7::]", "[::1", "ex ample", "a%41b", "a%2fb", "a<b", "a|b"),
    *("xn--a", "ü.de", "", "a..b", "%", "4294967295", "4294967296", "0x", "[1:2::0a.1.1.1]", "a,b"),
)
_PORTS: Final = ("", "", "", ":", ":80", ":443", ":8080", ":065535", ":65536", ":0", ":x", ":8 0")
_PATHS: Final = (
    *("", "/", "/a", "/a/b", "/./a", "/a/../b", "/a/..", "/a/.", "/%2e%2E/a", "/a//b", "\\a\\b"),
    *(
        "/ä b",
        "/a?",
        "/a'\"`{}|<>",
        "/;=@[]",
        "/%zz",
        "a",
        "../a",
        "./",
        "..",
        ".",
        "/..//..",
        "/^",
    ),
    *("a:b", "/\ud83d", "/\t\na", " /a ", "/.%2e/..a/...", "//x/y", "/😀"),
)
_QUERIES: Final = (
    "",
    "",
    "?",
    "?a=1&b=2",
    "?'\"<>`{}^|",
    "?ä b+c",
    "??/",
    "?\ud83d\x7f",
    "?a\\b/..",
)
_FRAGMENTS: Final = ("", "", "#", "#a", "#ä\"'<>`{}^|", "##?", "#\x00a", "#a b ")
_CHARS: Final = (*"abAB09=&+;?/ ~*'()!-._", "%20", "%C3%A4", "&&")
_MORE: Final = (("%FF", "%F0%9F", "%zz", "%"), ("\u00e4", "\ud83d", "😀"))
"""Escapes of no character, or characters as they are: of both at once Node makes nonsense."""
_BASE64: Final = (*"QUFBTWFu+/-_=", "==", " ", "\n", "YQ", "YWI", "ä", "\xff", "a")

_NODE: Final = """
const { addresses, queries, texts } = JSON.parse(require("fs").readFileSync(0, "utf8"));
const names = "href origin protocol username password host hostname port pathname search hash";
const tried = (run) => { try { return run(); } catch (error) { return error.name; } };
console.log(JSON.stringify({
  addresses: addresses.map(([text, base]) => tried(() => {
    const url = base === null ? new URL(text) : new URL(text, base);
    return names.split(" ").map((name) => url[name]);
  })),
  queries: queries.map((text) => {
    const read = new URLSearchParams("?" + text);
    return [[...read], read.toString()];
  }),
  texts: texts.map((text) => [tried(() => atob(text)), tried(() => btoa(text))]),
}));
"""


def address(random: Random) -> tuple[str, str | None]:
    """A random address, and what it is told from."""
    kinds = (_SCHEMES, _SLASHES, _USERS, _HOSTS, _PORTS, _PATHS, _QUERIES, _FRAGMENTS)
    text = "".join(map(random.choice, kinds if random.random() < 0.6 else kinds[5:]))
    if random.random() < 0.5:
        return text, None
    path = "".join(map(random.choice, kinds[5:]))
    return text, f"https://flex.example.com:8443{path if path.startswith('/') else '/a/b?c#d'}"


def query(random: Random) -> str:
    """A random query."""
    return "".join(random.choices(_CHARS + random.choice(_MORE), k=random.randrange(12)))


def base64(random: Random) -> str:
    """A random text that is Base64, or nearly."""
    return "".join(random.choices(_BASE64, k=random.randrange(10)))


def of_node(
    addresses: Sequence[tuple[str, str | None]], queries: Sequence[str], texts: Sequence[str]
) -> dict[str, Any]:
    """What Node makes of addresses, of queries, and of texts with atob and btoa."""
    done = subprocess.run(
        [node_path(), "-e", _NODE],
        input=json.dumps({"addresses": addresses, "queries": queries, "texts": texts}),
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    answers: dict[str, Any] = json.loads(done.stdout)
    return answers
