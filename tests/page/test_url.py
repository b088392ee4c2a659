"""``--page-url``: the page's location as a browser has it, with Node's URL as the oracle."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appconfig_merge import DefinitionError, Source, Unresolved, effective_config
from appconfig_merge.page.url import parts
from tests.hunting import examples
from tests.node import node_path

URL = "https://flex.eu.example.com:8443/agent-desktop/?env=dev&x=1#tasks"


def read(script: str, url: str = URL, **define: Any) -> dict[str, Any]:
    """The configuration that a script sets on a page of this URL."""
    source = Source("appConfig.js", script)
    return effective_config(source, page_url=url, define=define).to_dict()


def test_the_location_is_known_by_all_its_names() -> None:
    """One address, whichever way a script reads it."""
    names = {
        "location.href": URL,
        "location.origin": "https://flex.eu.example.com:8443",
        "location.protocol": "https:",
        "location.host": "flex.eu.example.com:8443",
        "location.hostname": "flex.eu.example.com",
        "location.port": "8443",
        "location.pathname": "/agent-desktop/",
        "location.search": "?env=dev&x=1",
        "location.hash": "#tasks",
        "window.location.hostname": "flex.eu.example.com",
        "document.location.host": "flex.eu.example.com:8443",
        "window.document.location.port": "8443",
        "document.URL": URL,
        "document.documentURI": URL,
        "origin": "https://flex.eu.example.com:8443",
        "self.origin": "https://flex.eu.example.com:8443",
        "location.toString()": URL,
    }
    members = ", ".join(f"v{at}: {name}" for at, name in enumerate(names))

    found = read(f"var appConfig = {{ {members} }};")

    assert found == {f"v{at}": value for at, value in enumerate(names.values())}


def test_a_condition_on_the_host_is_decided() -> None:
    """What only the page could decide is known once its address is."""
    script = "var appConfig = { api: location.hostname.includes('.eu.') ? 1 : 2 };"

    assert read(script) == {"api": 1}
    assert read(script, "http://localhost:3000") == {"api": 2}


def test_the_trace_ends_in_the_address() -> None:
    """A value taken from the address points at its place in what the caller gave."""
    source = Source("appConfig.js", "var appConfig = { host: location.hostname };")

    (one,) = effective_config(source, page_url=URL).explain("host").contributions

    last = one.trace[-1]
    assert str(last.location) == "--page-url:1:9"
    assert last.expression == "flex.eu.example.com"


@pytest.mark.parametrize(
    ("change", "unknown"),
    [
        ("location.hash = '#a'", ["hash", "href", "URL"]),
        ("location = '#a'", ["hash", "href", "URL"]),
        ("document.location = '#a'", ["hash", "href", "URL"]),
        ("window.location.assign('#a')", ["hash", "href", "URL"]),
        ("history.pushState({}, '', '/b')", ["hash", "href", "URL", "pathname"]),
        ("history['replaceState'](null, '', '?q')", ["hash", "href", "URL", "pathname"]),
    ],
)
def test_a_script_that_changes_the_address(change: str, unknown: list[str]) -> None:
    """What such a change may reach is unresolved after it, the host is not."""
    found = read(
        f"{change}; var appConfig = {{ hash: location.hash, href: location.href, "
        "URL: document.URL, pathname: location.pathname, host: location.host };"
    )

    assert [key for key, value in found.items() if isinstance(value, Unresolved)] == unknown


@pytest.mark.parametrize(
    "url",
    [
        "", "flex.example.com", "ftp://example.com/", "file:///index.html", "https://",
        "https://user:pass@example.com/", "https://example.com/a b", "https://example.com/ä",
        "https://bücher.example/", "https://example.com/a/../b", "https://example.com/%2e%2E/b",
        "https://example.com:65536/", "https://example.com:0443/", "https://1.2.3/",
        "https://0x7f.0.0.1/", "https://[::0:1]/", "https://a..b/", "https://example.com\\a",
        "https://example.com/\n", "https://exa%6dple.com/",
    ],
)  # fmt: skip
def test_a_url_that_no_address_bar_shows_is_refused(url: str) -> None:
    """A spelling that a browser rewrites might come out otherwise here: it is not guessed."""
    with pytest.raises(DefinitionError) as caught:
        read("var appConfig = {};", url)

    assert caught.value.help


@pytest.mark.parametrize(
    ("url", "host", "port"),
    [
        ("https://example.com", "example.com", ""),
        ("HTTPS://example.com:443/", "example.com", ""),
        ("http://example.com:80/", "example.com", ""),
        ("https://example.com:80/", "example.com:80", "80"),
        ("http://localhost:0/", "localhost:0", "0"),
        ("http://a_b.example.com:65535/", "a_b.example.com:65535", "65535"),
        ("http://127.0.0.1:3000/", "127.0.0.1:3000", "3000"),
        ("http://[::1]/", "[::1]", ""),
        ("http://[2001:db8::1]:8080/", "[2001:db8::1]:8080", "8080"),
    ],
)
def test_a_url_that_an_address_bar_shows(url: str, host: str, port: str) -> None:
    """Names, addresses of both kinds, ports but the usual ones."""
    found = {name: value for name, value, *_ in parts(url)}

    assert (found["location.host"], found["location.port"]) == (host, port)
    assert found["location.href"] == f"{found['location.protocol']}//{host}/"


def test_where_each_part_stands() -> None:
    """A lone ? or # is part of the address, but of no value."""
    url = "https://example.com:8443/a?#"

    assert {name: (value, url[start:end]) for name, value, start, end in parts(url)} == {
        "location.protocol": ("https:", "https:"),
        "location.host": ("example.com:8443", "example.com:8443"),
        "location.hostname": ("example.com", "example.com"),
        "location.port": ("8443", "8443"),
        "location.pathname": ("/a", "/a"),
        "location.search": ("", "?"),
        "location.hash": ("", "#"),
        "location.href": (url, url),
        "document.URL": (url, url),
        "document.documentURI": (url, url),
        "location.origin": ("https://example.com:8443", "https://example.com:8443"),
        "origin": ("https://example.com:8443", "https://example.com:8443"),
    }


def test_where_a_part_stands_that_is_missing() -> None:
    """All of the address says that it isn't there."""
    url = "https://example.com"
    found = {name: (value, url[start:end]) for name, value, start, end in parts(url)}

    missing = {"port": "", "pathname": "/", "search": "", "hash": ""}
    for name, value in missing.items():
        assert found[f"location.{name}"] == (value, url)
    assert found["location.href"] == (f"{url}/", url)


@pytest.mark.parametrize("name", ["location.hostname", "document.URL", "document.location.port"])
def test_two_words_on_one_thing_are_refused(name: str) -> None:
    """A definition beside a URL that says the same thing could contradict it."""
    with pytest.raises(DefinitionError, match="--page-url says what"):
        read("var appConfig = {};", **{name: "x"})


HOSTS = st.sampled_from([
    "flex.example.com", "FLEX.Example.com", "localhost", "127.0.0.1", "[::1]", "[2001:db8::1]",
    "[2001:DB8::1]", "a_b.example.com", "1.2.3", "0x7f.1", "a.b.", "-a.com", "999.1.1.1",
    "xn--bcher-kva.example", "[::ffff:1.2.3.4]", "[1:0:0:2::3]", "1.2.3.4.", "a.09",
])  # fmt: skip
URLS = st.builds(
    "{}://{}{}{}{}{}".format,
    st.sampled_from(["http", "https", "HTTPS"]),
    HOSTS,
    st.sampled_from(["", ":80", ":443", ":8080", ":0", ":65535", ":65536", ":08"]),
    st.one_of(st.just(""), st.text("/.a%2eE~;'[]|(", max_size=8).map("/{}".format)),
    st.one_of(st.just(""), st.text("?a=b&'%[]/.", max_size=6).map("?{}".format)),
    st.one_of(st.just(""), st.text("#a/?`b", max_size=4).map("#{}".format)),
)
_SCRIPT = """
const told = JSON.parse(require("fs").readFileSync(0, "utf8")).map((text) => {
  try {
    const url = new URL(text);
    const names = ["href", "origin", "protocol", "host", "hostname", "port", "pathname", "search",
      "hash"];
    return Object.fromEntries(names.map((name) => ["location." + name, url[name]]));
  } catch { return null; }
});
console.log(JSON.stringify(told));
"""


@settings(max_examples=examples(10))
@given(st.lists(URLS, min_size=100, max_size=200))
def test_what_is_taken_apart_is_what_a_browser_makes_of_it(urls: list[str]) -> None:
    """Whatever isn't refused has the parts that the URL Standard gives it."""
    node = subprocess.run(
        [node_path(), "-e", _SCRIPT],
        input=json.dumps(urls).encode(),
        capture_output=True,
        check=True,
        timeout=60,
    )
    for url, expected in zip(urls, json.loads(node.stdout), strict=True):
        try:
            found = {name: value for name, value, *_ in parts(url)}
        except DefinitionError:
            continue
        assert expected is not None, url
        assert {name: found[name] for name in expected} == expected
