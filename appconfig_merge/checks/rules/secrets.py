"""Rule ``secret``: what every browser can read and nobody should."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.checks.leaks import leaks
from appconfig_merge.checks.rule import Found, Rule
from appconfig_merge.paths import format_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.checks.context import Context


_HELP: Final = (
    "take it out and give it up for a new one: whoever had the page has it. What needs a secret "
    "belongs behind a server of yours, such as a Twilio Function"
)


def _leaked(context: Context) -> Iterator[Found]:
    for leak in context.cached(leaks):
        what = f"the value of {format_path(leak.keys)}" if leak.keys else "this"
        message = f"{what} looks like a secret, and every browser that loads the page gets it"
        yield Found(message, leak.location, _HELP, path=leak.path, file=leak.file)


RULES: Final = (
    Rule(
        "secret",
        "error",
        "a secret stands where every browser can read it",
        "appConfig.js is a plain file of the web server, public_attributes is sent to whoever "
        "opens the login page, and ui_attributes to every agent's browser. A token, key or "
        "password there is everybody's: with an auth token or an API key's secret anyone can "
        "place calls on the account. The rule goes by the names of keys and by the forms of "
        "well-known secrets and of random text. Account and other SIDs are no secrets. The "
        "value itself is never shown.",
        "Take the value out, and have it replaced where it was issued, since it may have been "
        "copied. Keep it in the environment of a server (a Twilio Function has one) which the "
        "page calls, and let that check Flex's own token. If it is no secret, say so with "
        "`// effective-config: ignore[secret]`.",
        _leaked,
        "sources",
    ),
)
