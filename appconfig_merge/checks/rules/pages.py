"""Rules about the page that loads the script, as its reader noticed it."""

from __future__ import annotations

from typing import Final

from appconfig_merge.checks.rule import Rule
from appconfig_merge.checks.rules.reading import noticed

RULES: Final = (
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
