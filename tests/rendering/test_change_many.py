"""One change of many accounts, as it is told: equal plans once, then what became of each."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

from appconfig_merge import Source, script_layer
from appconfig_merge.errors import InputError
from appconfig_merge.fleet.plans import Effects, Left, Planned
from appconfig_merge.fleet.updating import NOT_BEGUN, Outcome, foregone
from appconfig_merge.inputs.record import LiveResource
from appconfig_merge.rendering.change.many import (
    Told,
    became_line,
    question,
    render_end,
    render_plans,
    shown_account,
)
from appconfig_merge.rendering.change.many_as_json import many_report
from appconfig_merge.rendering.style import PLAIN
from appconfig_merge.rest import (
    Configuration,
    ConflictError,
    InterruptedUpdateError,
    Set,
    Unset,
    UpdateError,
    consequences,
    plan_update,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from appconfig_merge.rendering.change.many import ShownAccount
    from appconfig_merge.rest.edits import Edit
    from tests.golden import Golden

SCHEMA = json.loads((files("appconfig_merge") / "data" / "change.schema.json").read_text("utf-8"))
EDITS = (
    Set(("ui_attributes", "theme", "isLight"), value=False),
    Unset(("ui_attributes", "version_compatibility")),
)
DARK = EDITS[:1]
OVERRIDING = "var appConfig = { theme: { isLight: true } };"
PLAIN_SCRIPT = "var appConfig = {};"


def account(
    number: int,
    *names: str,
    edits: Sequence[Edit] = DARK,
    attributes: str = '{"version_compatibility": "yes", "theme": {"isLight": true}}',
    script: str = PLAIN_SCRIPT,
) -> Planned:
    """A plan for an account, whose environments load scripts of their own with the same text."""
    sid = f"AC{number:032x}"
    text = f'{{"account_sid": "{sid}", "ui_attributes": {attributes}}}'
    plan = plan_update(Configuration.from_bytes("r.json", text.encode()), edits)
    effects = (
        Effects(name, f"{name}.js", consequences(plan, script_layer(Source("app.js", script))))
        for name in names
    )
    return Planned(names, LiveResource(), plan, tuple(effects))


def several() -> list[Planned]:
    """Accounts with the same plan, and such as differ in a way each."""
    alike = [account(number, f"prod-{number:02}") for number in range(1, 12)]
    return [
        *alike,
        account(12, "shop", "shop-beta"),
        account(13, "overridden", script=OVERRIDING),
        account(14, "odd", attributes='{"theme": {"isLight": "maybe", "apiKey": "k3y-0f-n0-0ne"}}'),
        account(15, "dark", attributes='{"theme": {"isLight": false}}'),
    ]


LEFT = [
    Left(("gone-1",), "unreadable", InputError("gone.js: No such file or directory")),
    Left(("gone-2",), "unreadable", InputError("gone.js: No such file or directory")),
    Left(("files",), "refused", InputError("no account is named")),
]


def shown(accounts: Sequence[Planned], *, force: bool = False) -> list[ShownAccount]:
    """What may be shown of plans."""
    return [shown_account(one, force=force, show_secrets=False) for one in accounts]


def test_the_plans(golden: Golden) -> None:
    """Equal ones once, with whom they are for; those that do something else by themselves."""
    golden("change-many-plans.text", render_plans(shown(several()), LEFT, PLAIN))


@pytest.mark.parametrize("force", [False, True], ids=["", "with force"])
def test_plans_with_reasons_against_them(force: bool) -> None:
    """Say so, and whether they are left out."""
    accounts = [account(1, "de", edits=EDITS), account(2, "fr", edits=DARK)]

    text = render_plans(shown(accounts, force=force), [], PLAIN)

    assert ("left out, unless --force is given\n" in text) is not force
    assert "error[version-compatibility]: ui_attributes.version_compatibility would no" in text
    summary = "2 accounts to change, with one request each"
    if not force:
        summary = "1 account to change, with one request; 1 with reasons against it"
    assert text.endswith(f"\n{summary}\n")


def test_one_account_that_has_nothing_to_change() -> None:
    """Is named; there is no account to change."""
    dark = account(1, "dark", attributes='{"theme": {"isLight": false}}')

    assert (
        render_plans(shown([dark]), [], PLAIN)
        == """\
Nothing to change: dark

no account to change; 1 with nothing to change
"""
    )


def test_the_question() -> None:
    """Names accounts that are few, and counts them where they are many."""
    accounts = shown([account(number, f"prod-{number}") for number in range(1, 5)])

    assert question(accounts[:1]) == "Make this change to prod-1?"
    assert question(accounts[:3]) == "Make this change to prod-1, prod-2 and prod-3?"
    assert question(accounts) == "Make this change to 4 accounts?"


def every_outcome() -> list[Told]:
    """An account for each kind of outcome, and each state where one matters."""
    backup = Path("flex-configuration-AC1-20260102T030405Z.json")

    def told(name: str, outcome: Outcome) -> Told:
        return Told((name,), outcome, shown([account(1, name)])[0])

    def failed(error: UpdateError) -> Outcome:
        return Outcome("update-failed", error.state, error, error.backup)

    failures = [
        UpdateError("no answer", state="unchanged", help="look", backup=backup),
        UpdateError("no answer", state="changed", help="look", backup=backup),
        UpdateError("no answer", state="different", help="look", backup=backup),
        UpdateError("no answer; it is not known", help="look", backup=backup),
    ]
    conflict = ConflictError("ui_attributes changed since", state="unchanged", backup=backup)
    cut = InterruptedUpdateError("interrupted; nothing was sent", state="unchanged")
    guarded = foregone(account(2, "guarded", edits=EDITS), force=False)
    assert guarded is not None
    applied = Outcome("applied", "changed", None, backup, ("the service took 3.0 s",))
    two = Told(("shop", "shop-beta"), applied, shown([account(3, "shop", "shop-beta")])[0])
    return [
        two,
        told("idle", Outcome("nothing-to-change")),
        told("guarded", guarded),
        *(told(f"failed-{error.state}", failed(error)) for error in failures),
        told("conflict", Outcome("conflict", "unchanged", conflict, backup)),
        told("cut", Outcome("interrupted", "unchanged", cut)),
        told("waiting", NOT_BEGUN),
        told("dry-run", Outcome("planned")),
        told("declined", Outcome("declined")),
        Told(("gone",), Outcome("unreadable", error=LEFT[0].error)),
    ]  # fmt: skip


def test_the_end(golden: Golden) -> None:
    """A row for each environment, and the counts; where a backup is can be read in any width."""
    golden("change-many-end.text", render_end(every_outcome(), 200, PLAIN))
    narrow = render_end(every_outcome(), 80, PLAIN)
    assert "  flex-configuration-AC1-20260102T030405Z.json\n" in narrow
    assert "  gone.js: No such file or dire…\n" in narrow


def test_the_json(golden: Golden) -> None:
    """What was planned and what became of it, as the schema says; secrets masked."""
    odd = several()[13]
    told = [*every_outcome(), Told(odd.names, NOT_BEGUN, shown([odd])[0])]

    text = many_report(told)

    jsonschema.validate(json.loads(text), SCHEMA)
    golden("change-many.json", text)
    assert "k3y-0f" not in text


def test_the_line_of_an_account() -> None:
    """What became of it in a few words, with the reason."""
    outcomes = {one.names[0]: one.outcome for one in every_outcome()}

    assert became_line(outcomes["shop"]) == "changed and verified"
    assert became_line(outcomes["failed-unknown"]) == "failed: no answer; it is not known"
    assert became_line(outcomes["cut"]) == "interrupted: nothing was sent"


def test_a_secret_of_one_of_its_environments() -> None:
    """Is masked wherever an account's change has it, also in the effects on another."""
    edits = [Set(("ui_attributes", "label"), "s3cret-0f-shop")]
    one = account(1, "beta", "shop", edits=edits)
    script = script_layer(Source("shop.js", 'var appConfig = { password: "s3cret-0f-shop" };'))
    shop = Effects("shop", "shop.js", consequences(one.plan, script))
    changed = shop.consequences.changes[0]
    assert changed.after is not None
    secret = changed._replace(path=("password",), after=changed.after._replace(path=("password",)))
    with_secret = shop._replace(consequences=shop.consequences._replace(changes=(secret,)))
    planned = one._replace(effects=(one.effects[0], with_secret))

    [found] = shown([planned])

    assert "s3cret" not in render_plans([found], [], PLAIN)
    assert "s3cret" not in many_report([Told(found.names, NOT_BEGUN, found)])
