"""Rules about the page that loads the script and the browser that runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.checks.rule import Found, Rule
from appconfig_merge.checks.rules.reading import noticed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.checks.context import Context


def _frozen(context: Context) -> Iterator[Found]:
    """What the merge says of an object whose gaps can't be filled."""
    for one in context.config.diagnostics if context.config is not None else ():
        if one.code == "frozen-object":
            yield Found(one.message, one.location, one.help)


RULES: Final = (
    Rule(
        "frozen-object",
        "error",
        "Flex UI can't fill what is frozen",
        "`runDefault` fills the gaps of the very object that it is given with what the browser has "
        "stored as FLEX_CONFIG. One that is frozen, sealed or not extensible takes nothing: there "
        "Flex UI stops with an error, in the browsers that have something stored.",
        "Hand over a copy, `Twilio.Flex.runDefault({ ...appConfig })`, or don't freeze it.",
        _frozen,
    ),
    Rule(
        "ignored-global",
        "error",
        "the page hands an empty object to Flex UI, beside a full one",
        "`Twilio.Flex.runDefault(window.appconfig || {})` hands over `{}` where the global is "
        "called `appConfig`: nothing of appConfig.js counts, and the browser says nothing. So "
        "does a page that starts Flex UI with `{}` of its own.",
        "Hand over the global by exactly its name, `window.appConfig`; or set no global that "
        "nobody reads.",
        noticed("ignored-global"),
        needs="sources",
    ),
    Rule(
        "no-hand-over",
        "warning",
        "no script of the page is seen to start Flex UI",
        "What Flex UI runs with is the argument of `Twilio.Flex.runDefault` or `Manager.create`. "
        "Where no script of the page that is read calls either, the global `appConfig` is checked "
        "in its place, and nobody knows whether the page passes that, a copy, or nothing.",
        "Give the folder that the page's addresses are in with `--root`, and the build's page and "
        "scripts rather than a template of them.",
        noticed("no-hand-over"),
    ),
    Rule(
        "content-security-policy",
        "warning",
        "the page's policy may keep scripts from running",
        "A Content-Security-Policy, in the page or from its server, says which scripts a browser "
        "runs. An inline script that it doesn't allow never runs: Flex UI isn't started, or starts "
        "with something else. What is told here comes of all scripts.",
        "Load the script from a file, or allow it by its hash or nonce.",
        noticed("content-security-policy"),
        needs="sources",
    ),
    Rule(
        "stores-config",
        "warning",
        "the page stores FLEX_CONFIG itself",
        "Flex UI fills the gaps of what it is handed with what localStorage has as FLEX_CONFIG, so "
        "what the page stores there counts as well, above the resource. It stays in the browser "
        "when the page doesn't store it any more.",
        "Put it into what the page hands over. To see what comes of it give it with `--stored`.",
        noticed("stores-config"),
    ),
    Rule(
        "unread-script",
        "warning",
        "a script of the page is not read",
        "A script that isn't there is a 404 to the browser, too; one of another host, or that this "
        "reader can't take, may set what the others read. What no script that is read sets is "
        "unresolved because of it.",
        "Put the file where the page looks for it, or give the folder that its addresses are in "
        "with `--root`.",
        noticed("unread-script", "unread-module", "malformed-import-map", "late-import-map"),
        needs="sources",
    ),
)
