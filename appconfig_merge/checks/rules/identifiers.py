"""Rules about the identifiers of accounts, as seen running the published packages.

Flex UI 2.17.1 in a browser where nobody is logged in asks Twilio for the login of the account that
``sso.accountSid`` names, whatever the text is, and gets no further where there is none. Without
one, or with an empty text, it shows a form that asks for the account's runtime domain.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from appconfig_merge.checks.rule import Found, Rule
from appconfig_merge.checks.said import said
from appconfig_merge.layers.unfilled import placeholder_of
from appconfig_merge.paths import format_path
from appconfig_merge.values import location_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.checks.context import Context
    from appconfig_merge.checks.said import Said
    from appconfig_merge.paths import Path

_SSO: Final = ("sso", "accountSid")
_OAUTH: Final = ("oauth", "accountSid")
_ACCOUNT: Final = "account_sid"
"""The column of the resource."""

_LENGTH: Final = 34
_SID: Final = r"AC[0-9a-fA-F]{32}"
_OTHER: Final = r"[A-Z]{2}[0-9a-fA-F]{32}"
_DIGITS: Final = r"[0-9a-fA-F]{32}"
_PREFIX: Final = r"[Aa][Cc]"
_FORM: Final = "which is AC and 32 hexadecimal digits"


def _account_sids(context: Context) -> Iterator[Found]:
    for path in (_SSO, _OAUTH):
        for one in said(context, path):
            if not isinstance(one.value, str) or re.fullmatch(_SID, one.value):
                continue
            if one.value:
                yield _no_sid(path, one, one.value)
            elif path == _SSO:
                yield Found(
                    f"{format_path(path)} {one.verb} empty, which is as good as none: Flex UI asks "
                    "whoever logs in for the account's runtime domain",
                    one.location,
                    "write the account's SID, and nobody has to know that domain",
                    path=path,
                    file=one.file,
                    severity="info",
                )


def _no_sid(path: Path, one: Said, text: str) -> Found:
    """A text that is no account's SID. It isn't quoted: it may be a secret."""
    what = f"{format_path(path)} {one.verb} no account's SID, {_fault(text)}"
    help = "write the account's SID as the Twilio console shows it: AC and 32 hexadecimal digits"
    if placeholder_of(text) is not None:
        what = f"{format_path(path)} {one.verb} a placeholder that was never filled in"
        help = "have the build write the account's SID here, and check the file that it made"
    # With oauth the login may do without. The resource comes after the login.
    is_login = path == _SSO and "oauth" not in one.source.config
    return Found(
        f"{what}: nobody can log in with it" if is_login else what,
        one.location,
        help,
        path=path,
        file=one.file,
        severity=None if is_login else "warning",
        covers=("placeholder",),
    )


def _fault(text: str) -> str:
    """What keeps a text from being an account's SID."""
    bare = text.strip()
    if bare != text and re.fullmatch(_SID, bare):
        return "since there are blanks around it"
    if re.fullmatch(_SID, f"AC{bare[2:]}") and re.match(_PREFIX, bare):
        return "since one begins with AC in capitals"
    if re.fullmatch(_OTHER, bare):
        return f"since an account's begins with AC and this one with {bare[:2]}"
    if re.fullmatch(_DIGITS, bare):
        return "since the AC in front of it is missing"
    if bare.startswith("AC") and len(bare) != _LENGTH and bare.isalnum():
        return f"since it has {len(bare)} characters and not {_LENGTH}"
    return _FORM


def _other_account(context: Context) -> Iterator[Found]:
    slot = context.resource.slot(_ACCOUNT) if context.resource is not None else None
    ours = slot.traced.value if slot is not None else None
    if slot is None or not isinstance(ours, str) or not re.fullmatch(_SID, ours):
        return
    theirs = [
        one
        for one in said(context, _SSO)
        if one.source.is_script and isinstance(one.value, str) and re.fullmatch(_SID, one.value)
    ]
    if any(one.value == ours for one in theirs):
        return  # the page decides which account it is, and this resource may be of that one
    place = location_of(slot.traced)
    for one in theirs:
        yield Found(
            f"{format_path(_SSO)} {one.verb} another account than the resource's: who logs in "
            "there gets the resource of that account, not this one",
            one.location,
            f"check it with that account's resource, or write the {_ACCOUNT} of this one",
            (("this account's resource is given", place),) if place is not None else (),
            _SSO,
            one.file,
        )


RULES: Final = (
    Rule(
        "account-sid",
        "error",
        "what should name the account is no account's SID",
        "Where nobody is logged in, Flex UI asks Twilio for the login of the account that "
        "sso.accountSid names. With a text that is no SID of an account, left over from a template "
        "or short of a character, there is none, and the page gets no further than that it is "
        "loading. Whoever has logged in before may go on, so that it is seen late. An empty text "
        "is as good as none: Flex UI then asks for the account's runtime domain.",
        "Write the account's SID, AC and 32 hexadecimal digits, or have the build write it.",
        _account_sids,
        of_flex_ui=True,
    ),
    Rule(
        "other-account",
        "warning",
        "the script and the resource are of two accounts",
        "Which resource Flex UI gets is decided by the account that is logged in to, which "
        "sso.accountSid names. With another account's resource beneath it, such as that of "
        "another environment, all that is said of the two together is about a page that there "
        "isn't.",
        "Give the resource of the account that the script names.",
        _other_account,
        "resource",
        of_flex_ui=True,
    ),
)
