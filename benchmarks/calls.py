"""The usual calls of the command on a typical file, which all tables measure."""

from __future__ import annotations

from benchmarks.inputs import TYPICAL

SCRIPT = str(TYPICAL / "appConfig.js")
RESOURCE = str(TYPICAL / "configuration.json")

SHOW = "FILE"
OVER = "FILE --configuration FILE"
JSON = "the same, --format json"
EXPLAIN = "explain FILE PATH"
CHECK = "check FILE"
HELP = "--help"

USUAL: dict[str, tuple[str, ...]] = {
    SHOW: (SCRIPT,),
    OVER: (SCRIPT, "--configuration", RESOURCE),
    JSON: (SCRIPT, "--configuration", RESOURCE, "--format", "json"),
    EXPLAIN: ("explain", SCRIPT, "logLevel"),
    CHECK: ("check", SCRIPT, "--fail-on", "never"),
    HELP: ("--help",),
}
