"""What action.yml runs: check for the pull request, SARIF for code scanning, diff for the summary.

Inputs come in the environment, as INPUT_*; no shell ever sees them. It is run with the Python of
the environment that the package was installed into.
"""

# A script by itself, which starts the command and git by name.
# ruff: noqa: INP001, S603

from __future__ import annotations

import html
import json
import os
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple, TextIO

# Not the script that is installed: it heeds the job's PYTHONPATH, which may name the checkout.
COMMAND = (
    *(sys.executable, "-I", "-X", "utf8"),
    *("-c", "from appconfig_merge.cli import main; main()"),
)
DIFFERENT = 1
UNREADABLE = 3
LARGEST_SUMMARY = 1_000_000
"""In bytes. GitHub takes 1 MiB of a step's summary, and none of a larger one."""


class Inputs(NamedTuple):
    """The inputs of action.yml."""

    app_configs: list[str]
    configuration: str
    ui_attributes: str
    scripts: list[str]
    flex_ui: str
    options: list[str]
    fail_on: str
    diff_base: str

    @property
    def shared(self) -> list[str]:
        """The options that both commands take, but for the files."""
        return [*_option("--flex-ui", self.flex_ui), *self.options]

    @property
    def files(self) -> list[tuple[str, str]]:
        """The options that name files, with their files."""
        pairs = [
            ("--configuration", self.configuration),
            ("--ui-attributes", self.ui_attributes),
            *(("--script", script) for script in self.scripts),
        ]
        return [(option, file) for option, file in pairs if file]


def main() -> int:
    """Run the commands; give the exit code of check, or of a call of diff that was wrong."""
    # Windows would look for git in the checkout first.
    os.environ["NODEFAULTCURRENTDIRECTORYINEXEPATH"] = "1"
    inputs = Inputs(
        _lines("APP_CONFIG"),
        _text("CONFIGURATION"),
        _text("UI_ATTRIBUTES"),
        _lines("SCRIPT"),
        _text("FLEX_UI"),
        _lines("OPTIONS"),
        _text("FAIL_ON"),
        _text("DIFF_BASE"),
    )
    if not inputs.app_configs:
        _tell("::error::effective-config: the input app-config names no file\n")
        return 2
    # Another use of the action in the same job has files of its own.
    folder = tempfile.mkdtemp(prefix="effective-config-", dir=os.environ["RUNNER_TEMP"])
    temporary = Path(folder)
    code = check(inputs, temporary / "effective-config.sarif")
    if inputs.diff_base:
        code = diff(inputs, temporary / "effective-config.diff") or code
    return code


def check(inputs: Inputs, sarif: Path) -> int:
    """Annotate the pull request, write the SARIF file, and count."""
    files = [word for option, file in inputs.files for word in _option(option, file)]
    words = ["check", *files, *inputs.shared, *_option("--fail-on", inputs.fail_on)]
    done = _run(*words, "--format=github", "--", *inputs.app_configs)
    # The annotations: whatever they tell is escaped.
    _tell(done.stdout)
    _say(done.stderr)
    # Its remarks have been seen already.
    _run(*words, "--format=sarif", f"--output={sarif}", "--", *inputs.app_configs)
    if sarif.exists():
        _output("sarif", str(sarif))
        (told,) = json.loads(sarif.read_text("utf-8"))["runs"]
        levels = [result["level"] for result in told["results"]]
        _output("errors", str(levels.count("error")))
        _output("warnings", str(levels.count("warning")))
    return done.returncode


def diff(inputs: Inputs, path: Path) -> int:
    """Compare each script with what it was at the base; give the exit code of a failure.

    A side that can't be read is none: check fails where that is the change's fault, and a change
    that repairs what the base has broken must pass.
    """
    base = inputs.diff_base
    revision = _git("rev-parse", "--verify", "--end-of-options", f"{base}^{{commit}}")
    if revision.returncode:
        _tell(
            f"::error::effective-config: the checkout has no revision {_escaped(base)}; for HEAD^1 "
            "actions/checkout needs fetch-depth: 2\n"
        )
        # Or it is no repository, or somebody else's in git's eyes.
        _say(revision.stderr)
        return 2
    told: list[str] = []
    changed = unreadable = False
    failed = 0
    for file in inputs.app_configs:
        if not _is_in(base, file):
            told.append(f"{file} is new since {base}\n")
            changed = True
            continue
        files = [
            word
            for option, name in inputs.files
            # What isn't in the repository, such as a resource just fetched, is both sides'.
            for suffix, one in (("-a", _at(base, name)), ("-b", name))
            for word in _option(f"{option}{suffix}", one)
        ]
        words = ["diff", *files, *inputs.shared, "--exit-code", "--", _revision(base, file), file]
        done = _run(*words)
        _say(done.stderr)
        told.append(done.stdout)
        if done.returncode == UNREADABLE:
            unreadable = True
            told.append(f"{file} can't be compared with {base}, the log of the job says why\n")
        elif done.returncode not in {0, DIFFERENT}:
            failed = done.returncode
        changed = changed or done.returncode == DIFFERENT
    text = "\n".join(filter(None, told))
    path.write_text(text, "utf-8")
    _say(text)
    _summarize(text)
    _output("diff", str(path))
    if changed or not (failed or unreadable):
        _output("changed", "true" if changed else "false")
    return failed


def _run(*words: str) -> subprocess.CompletedProcess[str]:
    return _called(*COMMAND, *words)


def _git(*words: str) -> subprocess.CompletedProcess[str]:
    return _called("git", *words)


def _called(*words: str) -> subprocess.CompletedProcess[str]:
    # What is told must not go to the log as it is: the runner reads both of a step's streams.
    return subprocess.run(
        words, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", errors="replace",
        check=False,
    )  # fmt: skip


def _is_in(base: str, file: str) -> bool:
    return _git("cat-file", "-e", _revision(base, file)).returncode == 0


def _at(base: str, file: str) -> str:
    """A file as the base has it, or as it is where the base hasn't."""
    return _revision(base, file) if _is_in(base, file) else file


def _revision(base: str, file: str) -> str:
    """A file of the base, as git names it: from here, with slashes."""
    try:
        path = os.path.relpath(file)
    except ValueError:  # on another drive, so in no checkout of ours
        path = file
    return f"{base}:./{path.replace(os.sep, '/')}"


def _say(text: str) -> None:
    """Print what may have anything in it: the runner takes lines with :: or ##[ for commands."""
    if text:
        token = secrets.token_hex(16)
        _tell(f"::stop-commands::{token}\n{text}\n::{token}::\n")


def _tell(text: str) -> None:
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.flush()


def _summarize(text: str) -> None:
    shown = html.escape(text, quote=False).encode("utf-8", "backslashreplace")
    if len(shown) > LARGEST_SUMMARY:
        shown = shown[:LARGEST_SUMMARY].rpartition(b"\n")[0] + b"\n... the rest is in the log\n"
    # Of HTML within Markdown only <pre> may have empty lines in it.
    with _append("GITHUB_STEP_SUMMARY") as summary:
        summary.write(f"### Effective configuration\n\n<pre>\n{shown.decode()}</pre>\n")


def _output(name: str, value: str) -> None:
    with _append("GITHUB_OUTPUT") as outputs:
        outputs.write(f"{name}={value}\n")


def _append(variable: str) -> TextIO:
    return Path(os.environ[variable]).open("a", encoding="utf-8", newline="\n")


def _option(name: str, value: str) -> list[str]:
    return [f"{name}={value}"] if value else []


def _text(name: str) -> str:
    return os.environ.get(f"INPUT_{name}", "").strip()


def _lines(name: str) -> list[str]:
    lines = os.environ.get(f"INPUT_{name}", "").splitlines()
    return [line.strip() for line in lines if line.strip()]


def _escaped(text: str) -> str:
    """A text in a workflow command's message."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


if __name__ == "__main__":
    sys.exit(main())
