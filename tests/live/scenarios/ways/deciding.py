"""Ways in which only the page can decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.live.scenarios.trees import Path, Raw, javascript

if TYPE_CHECKING:
    from tests.live.scenarios.draft import Draft


def _depends(draft: Draft, text: str, *, has_companion: bool = False) -> bool:
    leaf = draft.leaf()
    values = [javascript(value, draft.hand) for value in leaf.values]
    expression = text.replace("ONE", values[0]).replace("TWO", values[1])
    draft.put(Raw(expression), leaf.path, draft.file, draft.served)
    draft.expect("page-decided", leaf.path)
    if has_companion:
        draft.is_page, draft.assume = False, ("environment",)
        draft.companions["/environment.js"] = f"var environment = {{ value: {values[0]} }};\n"
    else:
        draft.has_url = False
    return True


def decided_host(draft: Draft) -> bool:
    """What holds on one host and not on another."""
    return _depends(draft, 'location.hostname === "desk.example.com" ? ONE : TWO')


def decided_else(draft: Draft) -> bool:
    """What holds on all other hosts."""
    return _depends(draft, 'location.hostname === "localhost" ? TWO : ONE')


def decided_by_script(draft: Draft) -> bool:
    """What a script sets that isn't given."""
    return _depends(draft, "environment.value", has_companion=True)


def decided_address(draft: Draft) -> bool:
    """An address that begins as the page's."""
    path: Path = ("portal",)
    draft.put(Raw('location.origin + "/portal/"'), path, draft.file, draft.served)
    draft.has_url = False
    draft.expect("page-decided", path)
    return True


def decided_browser(draft: Draft) -> bool:
    """What depends on the browser's language."""
    return _depends(draft, 'navigator.language.startsWith("xx") ? TWO : ONE')


def decided_statement(draft: Draft) -> bool:
    """What is set where a condition holds."""
    if draft.binding in {"const", "let"} or draft.conditions:
        return False
    name = "appConfig" if draft.binding in {"var", "statements", "function"} else "window.appConfig"
    draft.conditions.append(
        f'if (location.hostname === "desk.example.com") {{\n  {name}.stage = "live";\n}}'
    )
    draft.has_url = False
    draft.expect("page-decided", ("stage",))
    return True
