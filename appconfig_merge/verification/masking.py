"""Verifications as others may see them: what looks secret is masked, in what is said of it too."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.secrets.looks import looks_secret
from appconfig_merge.secrets.texts import MASK, KnownSecrets
from appconfig_merge.secrets.values import Masker, secrets_in, secrets_of
from appconfig_merge.snapshots.secrets import secrets_of_snapshot
from appconfig_merge.snapshots.snapshot import Snapshot
from appconfig_merge.values import same
from appconfig_merge.verification.difference import Answers, NotCompared, Running

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from appconfig_merge.location import Location
    from appconfig_merge.paths import Path
    from appconfig_merge.verification.difference import Difference, Evidence, Verification


class MaskedVerification(NamedTuple):
    """A verification without its secrets; ``config`` in it is the whole one, to be masked itself.

    ``secret_paths`` are those, as they are shown, where a value is masked, ``withheld`` the
    options of its answers that are left out, since what they would give looks secret.
    """

    verification: Verification
    secret_paths: frozenset[Path]
    withheld: tuple[str, ...]


def verification_masker(found: Verification) -> Masker:
    """A masker that knows the secrets of the prediction and of the running page."""
    return Masker((*_predicted_secrets(found), *running_secrets(found)))


def running_secrets(found: Verification) -> Iterator[str]:
    """What looks secret in the running page, and in what differs there."""
    yield from secrets_of_snapshot(found.snapshot)
    for one in found.differences:
        yield from _own_secrets(one)


def _predicted_secrets(found: Verification) -> Iterator[str]:
    for leaf in found.config.leaves():
        yield from (*_secret_keys(leaf.path), *secrets_of(leaf))


def masked_verification(found: Verification, mask: Masker) -> MaskedVerification:
    """What of a verification may be shown to anybody. Of its snapshot no value is left."""
    differences = tuple(_difference(mask, one) for one in found.differences)
    answers, withheld = _answers(mask, found.answers)
    return MaskedVerification(
        found._replace(
            snapshot=_snapshot(mask, found.snapshot),
            differences=differences,
            not_compared=tuple(
                NotCompared(mask.path(one.path), mask.text(one.reason))
                for one in found.not_compared
            ),
            answers=answers,
            assumed=tuple(map(mask.text, found.assumed)),
        ),
        frozenset(
            shown.path
            for one, shown in zip(found.differences, differences, strict=True)
            if _is_masked(one, shown)
        ),
        withheld,
    )


def _difference(mask: Masker, one: Difference) -> Difference:
    running = one.running
    # The others are masked wherever they stand.
    own = [secret for secret in _own_secrets(one) if mask.text(secret) == secret]
    return one._replace(
        path=mask.path(one.path),
        predicted=None if one.predicted is None else mask.leaf(one.predicted),
        running=Running(mask.value(running.value, one.path), running.is_present),
        evidence=tuple(_evidence(mask, said, own) for said in one.evidence),
    )


def _is_masked(one: Difference, shown: Difference) -> bool:
    if not same(one.running.value, shown.running.value):
        return True
    if one.predicted is None or shown.predicted is None:
        return False
    return not same(one.predicted.value, shown.predicted.value)


def _secret_keys(path: Path) -> Iterator[str]:
    yield from (key for key in path if isinstance(key, str) and looks_secret((), key))


def _own_secrets(one: Difference) -> Iterator[str]:
    yield from _secret_keys(one.path)
    if one.predicted is not None:
        yield from secrets_of(one.predicted)
    yield from secrets_in(one.running.value, one.path)


def _evidence(mask: Masker, said: Evidence, own: Iterable[str]) -> Evidence:
    """Evidence without secrets, nor those of its own difference that are everyday words."""
    text = KnownSecrets(own).text(mask.text(said.text))
    for secret in own:
        # One that is too short to be looked for in words is a word itself.
        text = re.sub(rf"(?<!\w){re.escape(secret)}(?!\w)", MASK, text)
    return said._replace(text=text, location=_location(mask, said.location))


def _location(mask: Masker, location: Location | None) -> Location | None:
    return None if location is None else location._replace(file=_address(mask, location.file))


def _address(mask: Masker, address: str) -> str:
    """An address; where its query gives a secret away, without that."""
    shown = mask.text(address)
    if not looks_secret((), shown):
        return shown
    base, sign, _ = shown.partition("?")
    return MASK if not sign or looks_secret((), base) else f"{base}?{MASK}"


def _snapshot(mask: Masker, snapshot: Snapshot) -> Snapshot:
    """What a snapshot is, without what is in it."""
    return Snapshot(
        _address(mask, snapshot.file),
        snapshot.taken_by,
        snapshot.taken,
        snapshot.loaded,
        _address(mask, snapshot.address),
        mask.text(snapshot.flex_ui),
        snapshot.state,
        is_watched=snapshot.is_watched,
        plugins=tuple(
            one._replace(name=mask.text(one.name), address=_address(mask, one.address))
            for one in snapshot.plugins
        ),
    )


def _answers(mask: Masker, answers: Answers) -> tuple[Answers, tuple[str, ...]]:
    define = {
        name: text
        for name, text in answers.define.items()
        if mask.text(text) == text and not any(secrets_in(json.loads(text), tuple(name.split("."))))
    }
    is_secret = _address(mask, answers.page_url) != answers.page_url
    withheld = [f"--define {mask.text(name)}" for name in answers.define if name not in define]
    if is_secret:
        withheld.insert(0, "--page-url")
    shown = answers._replace(
        define=define,
        page_url="" if is_secret else answers.page_url,
        unanswered=tuple(map(mask.text, answers.unanswered)),
    )
    return shown, tuple(withheld)
