"""Functions of the page of which the caller, or what they are given, says what they do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.machine import Remark
from appconfig_merge.evaluation.site import IS_FLEX_UI, Unreadable
from appconfig_merge.evaluation.world import member_path
from appconfig_merge.javascript.conversion import NotKnown, to_primitive, to_string
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.values import Unknown

_SCRIPT: Final = (
    r"""(?i)<script(?=[\s/])[^<>]*?\ssrc\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>]+))[^<>]*>"""
    r"\s*</script\s*>"
)
"""A script tag that has its script load from elsewhere."""
_RUNS: Final = r"(?i)<script|javascript:|srcdoc|<(?:iframe|object|embed|svg|math|base|meta)"
"""What in a markup, but for such tags, may run code."""
_HANDLES: Final = r"""(?i)[\s/"'](?:on\w+)\s*="""
"""An attribute whose text is code that runs when something happens."""

_OTHERWISE: Final = r"(?i)\s(?:async|defer|nomodule|type)\b"
"""Attributes with which a script doesn't run where it stands, or perhaps not at all."""

if TYPE_CHECKING:
    from appconfig_merge.evaluation.models.call import Call
    from appconfig_merge.javascript.values import Traced, Value


def get_item(call: Call) -> Traced:
    """What a storage is said to keep under a key (HTML 12.2.1)."""
    storage = call.path.partition(".")[0]
    if not call.arguments:
        message = f"Failed to execute 'getItem' on 'Storage': 1 argument required of {storage}"
        raise call.throw(message)
    key = to_string(to_primitive(call.known(0)))
    path = member_path(storage, key)
    if call.machine.is_overwritten(path):
        raise NotKnown(Unknown(f"the script changes what {storage} holds"))
    return call.machine.world.stored(storage, key)


def address(call: Call) -> Traced:
    """``location.toString()``: the whole address (HTML 7.2.4)."""
    if call.machine.is_overwritten("location.href"):
        raise NotKnown(Unknown("the script changes the address"))
    return call.machine.world.member("location", "href")


def _is_run(call: Call, address: str, tag: str) -> bool:
    """Note the script that a tag has the page load, if it is a file of the page's own."""
    page, site = call.machine.page, call.machine.world.site
    if page is None or site is None:
        return False
    script = site.script(address, call.at.source)
    if isinstance(script, Unreadable):
        if script.reason != IS_FLEX_UI:
            page.unread = (*page.unread, f"{script.address}, which isn't read: {script.reason}")
        return script.reason == IS_FLEX_UI
    is_sure = (
        page.ahead is None and page.ready_state == "loading" and not re.search(_OTHERWISE, tag)
    )
    page.write(script, call.at, is_sure=is_sure and call.machine.is_undivided())
    return True


def write(call: Call) -> Value:
    """``document.write`` and ``writeln`` (HTML 8.4.3) of a markup that is known.

    A script tag has the page load another script once this one has ended: a remark names it. What
    may run code of its own is not evaluated.
    """
    texts = [call.known(index) for index in range(len(call.arguments))]
    if not all(isinstance(one, str) for one in texts):
        raise NotKnown(Unknown("what is written into the page is not evaluated"))
    markup = "".join(one for one in texts if isinstance(one, str))
    if re.search(_HANDLES, markup) or re.search(_RUNS, re.sub(_SCRIPT, "", markup)):
        raise NotKnown(Unknown("the code that is written into the page is not evaluated"))
    for found in re.finditer(_SCRIPT, markup):
        address = found[1] or found[2] or found[3] or ""
        if _is_run(call, address, found[0]):
            continue
        call.machine.remark(
            Remark(
                "document-write",
                "info",
                f"the page loads another script here: {address}",
                call.at,
                "it runs after this one, and is not read: what it changes is not told",
            )
        )
    return UNDEFINED
