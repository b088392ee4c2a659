"""A coverage-guided fuzzer over everything that reads input; run it by hand.

    pip install atheris . && python tests/fuzz/fuzz.py -max_total_time=300 CORPUS fixtures

CORPUS is a folder of your own, where it keeps what it finds; the fixtures are its first inputs.
It stops at the first input that ends in anything but a result or an AppConfigError, or that takes
over ten seconds; libFuzzer's options are listed by ``-help=1``. The first byte of an input says
what it is read as. A finding belongs in tests/hostile.
"""

from __future__ import annotations

import importlib
import json
import sys
from contextlib import suppress
from pathlib import Path

import atheris  # type: ignore[import-untyped, unused-ignore]

NOT_READING = frozenset({"cli", "rest", "strategies", "testing"})

with atheris.instrument_imports(include=["appconfig_merge"]):
    import appconfig_merge
    from appconfig_merge import AppConfigError, Source, effective_config
    from appconfig_merge.errors import MissingExtraError
    from appconfig_merge.layers.stored import read_stored
    from appconfig_merge.rendering import render
    from appconfig_merge.snapshots.reading import read_snapshot

    # What is imported on first use would not be instrumented then.
    root = Path(appconfig_merge.__path__[0])
    for file in root.rglob("*.py"):
        parts = file.relative_to(root).with_suffix("").parts
        if parts[0] not in NOT_READING and parts[-1] != "__init__":
            with suppress(MissingExtraError):
                importlib.import_module(".".join(("appconfig_merge", *parts)))

MINIMAL = "var appConfig = {a: 1, b: {c: [2]}};"


def one_input(data: bytes) -> None:
    """Read an input as a script, a resource, a snapshot or ES5; tell all that there is to tell."""
    kind, rest = data[:1], data[1:]
    try:
        if kind in {b"s", b"#", b"'"}:
            read_snapshot(Source.from_bytes("snapshot.json", data if kind != b"s" else rest))
            return
        if kind == b"l":
            read_stored(Source.from_bytes("stored.json", rest, "json"))
            return
        if kind == b"{":
            found = effective_config(
                Source("appConfig.js", MINIMAL),
                ui_attributes=Source.from_bytes("ui.json", data, "json"),
            )
        elif kind == b"5":
            found = effective_config(Source.from_bytes("appConfig.js", rest), parser="pyjsparser")
        else:
            found = effective_config(Source.from_bytes("appConfig.js", data))
        for form in ("text", "config", "js"):
            render(found, form)
        json.loads(render(found, "json"))
        for path in found.paths():
            found.explain(path)
    except AppConfigError as error:
        str(error)


def main() -> None:
    """Fuzz with libFuzzer's options from the command line."""
    atheris.Setup([*sys.argv, "-timeout=10", "-max_len=4096"], one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
