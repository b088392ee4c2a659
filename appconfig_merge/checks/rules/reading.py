"""Rules about what a browser makes of the script, as its reader noticed it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.brief import reason_text
from appconfig_merge.checks.rule import Found, Rule
from appconfig_merge.errors import (
    NoConfigError,
    ScriptThrowsError,
    SourceSyntaxError,
    UnresolvedConfigError,
)
from appconfig_merge.paths import format_path
from appconfig_merge.questions.missing import supplied_by
from appconfig_merge.values import Unresolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.checks.context import Context
    from appconfig_merge.checks.rule import Look
    from appconfig_merge.paths import Path


_GIVE_THE_RESOURCE: Final = (
    "give the whole resource with --configuration or --live, and not its ui_attributes alone"
)
_ONLY_THE_PAGE: Final = (
    "if a script of the page makes it, name that with --script; else only the page has it"
)


def noticed(*codes: str, covers: tuple[str, ...] = ()) -> Look:
    """What the readers of the layers said under some codes; ``covers`` holds of what is no info."""

    def look(context: Context) -> Iterator[Found]:
        for file, one in context.noticed:
            if one.code in codes:
                yield Found(
                    one.message,
                    one.location,
                    one.help,
                    file=file,
                    severity=one.severity,
                    covers=covers if one.severity != "info" else (),
                )

    return look


def _unresolved(context: Context) -> Iterator[Found]:
    for path, value in _of_the_page(context):
        name = format_path(path)
        column = _missing_column(context, path)
        if column:
            message = f"{name} can't be known without the resource's {column}, which Flex UI merges"
            yield Found(
                message, value.location, _GIVE_THE_RESOURCE, path=path, file=context.script.name
            )
            continue
        help = _ONLY_THE_PAGE
        if value.define:
            options = supplied_by(value.needs or (value.define,))
            more = "" if value.needs else "; that may not be all that is missing"
            help = f"give {options} if the check is to know more{more}"
        message = f"{name} can't be known without running the page: {reason_text(value)}"
        yield Found(message, value.location, help, path=path, file=context.script.name)


def _missing_column(context: Context, path: Path) -> str:
    """The column of the resource that a value is merged with and that nobody gave."""
    assert context.config is not None
    if any(isinstance(one.config.explain(path).value, Unresolved) for one in context.alone):
        return ""
    for one in context.config.said(path):
        if context.column(one.layer) and isinstance(one.value, Unresolved):
            return one.layer
    return ""


def _of_the_page(context: Context) -> Iterator[tuple[Path, Unresolved]]:
    """What only the page knows, without what Flex UI derives from it.

    What a column of the resource makes unresolved is no matter of the page.
    """
    assert context.config is not None
    derived: list[tuple[Path, Unresolved]] = []
    # Where a known level makes Flex UI stop, that is told, and not what follows from it.
    levels = context.config.said(("logLevel",))
    seen = {one.location for one in levels if not isinstance(one.value, Unresolved)}
    for path, value in context.config.unresolved:
        kind = context.kind(context.config.explain(path).set_by or "")
        if kind == "derived":
            derived.append((path, value))
        elif kind != "column":
            seen.add(value.location)
            yield path, value
    yield from (one for one in derived if one[1].location not in seen)


def _duplicates(context: Context) -> Iterator[Found]:
    for source, scan in context.scans:
        for one in scan.duplicates:
            yield Found(
                f"{format_path(one.path[-1:])} is written twice in this object: this one has "
                "no effect",
                source.location(*one.span),
                "take one of the two out",
                (("this one counts", source.location(*one.again)),),
                one.path,
            )
    for layer in context.config.layers if context.config is not None else ():
        if layer.is_live:  # there is no text to be scanned
            for noticed in layer.diagnostics:
                if noticed.code == "duplicate-key":
                    yield Found(noticed.message, None, noticed.help, file=layer.file)


RULES: Final = (
    Rule(
        "syntax-error",
        "error",
        "the script breaks JavaScript's grammar",
        "A browser runs nothing of a script that it can't read, so there is no configuration at "
        "all, and Flex UI starts with nothing or not at all. A missing comma, a placeholder "
        "outside quotes and an error page saved in the script's place are the usual reasons.",
        "Mend the place that the message names. Whatever wrote the file, a template or an "
        "editor, may be where to mend it.",
        noticed("syntax-error"),
        needs="sources",
        failure=SourceSyntaxError,
    ),
    Rule(
        "script-throws",
        "error",
        "the script stops before its end",
        "Where a script throws, a browser leaves the rest of it out. If that is before the "
        "configuration is set there is none; if it is later, what stands below is missing. An "
        "identifier without quotes is the usual reason: `AC0123...` is a name to JavaScript.",
        "Put quotes around texts. If another script of the page defines the name, tell the "
        "check of it with `--script`, `--define` or `--assume`.",
        noticed("script-throws"),
        failure=ScriptThrowsError,
    ),
    Rule(
        "may-throw",
        "warning",
        "only the page decides whether the script reaches its end",
        "The script throws on one of the ways that it may take, and which one it takes depends "
        "on the page. On that way all that stands below is missing.",
        "Let no way throw, or tell the check which one is taken with `--define` or `--page-url`.",
        noticed("may-throw"),
    ),
    Rule(
        "set-later",
        "warning",
        "a callback may change the configuration as a whole",
        "Whoever reads the configuration before the callback comes finds another one than who "
        "reads it afterwards. Flex UI takes it once, at its start: what comes later it may never "
        "see.",
        "Write what is known into the file, and keep what a server decides in the resource's "
        "`ui_attributes`; or start Flex UI when the answer is there.",
        noticed("set-later"),
    ),
    Rule(
        "no-config-object",
        "error",
        "the script sets no configuration object",
        "Flex UI's page hands the global `appConfig` to Flex UI. A script that sets another "
        "name, or sets it to something that is no object, leaves it with nothing.",
        "Write `var appConfig = { ... };`, or give the name that your page uses with `--global`.",
        needs="sources",
        failure=NoConfigError,
    ),
    Rule(
        "unresolved-config-object",
        "error",
        "the configuration object as a whole depends on the page",
        "Nothing can be said of a configuration that only the page makes, such as one that "
        "another script's function gives.",
        "Name that other script with `--script`, or give what it defines with `--define`.",
        needs="sources",
        failure=UnresolvedConfigError,
    ),
    Rule(
        "unresolved",
        "info",
        "only the page knows a value",
        "What comes from the page's address, from the browser's storage or from another script "
        "can't be known beforehand. The other rules can't judge such a value.",
        "If it can be said for the check, say it with `--define`, `--page-url` or `--script`. "
        "A value that is meant to come from the page is no fault: leave this rule at info.",
        _unresolved,
    ),
    Rule(
        "not-evaluated",
        "warning",
        "a part of the script is not evaluated",
        "What can't be followed exactly is not guessed: whatever that part may change is "
        "unresolved, and the other rules can't judge it.",
        "A configuration seldom needs such a construct: write the values out.",
        noticed("not-evaluated"),
    ),
    Rule(
        "placeholder",
        "warning",
        "a placeholder was never filled in",
        "A text such as `__API_URL__`, `${FLEX_SID}` or `REPLACE_ME` in quotes is for a step of "
        "the build, or for a person, to replace. Where that was left out the browser takes the "
        "text as it is, and agents see `https://__API_URL__/` fail. `{{name}}` is only remarked "
        "on, since Flex UI's own templates look like that.",
        "Run the check on the file that the build made. If the text is meant to be there, "
        "ignore it on its line.",
        noticed("placeholder", covers=("wrong-type", "wrong-value")),
    ),
    Rule(
        "lexical-binding",
        "error",
        "const or let keeps the configuration off the window",
        "A `const` or `let` at the top of a script makes no property of `window`. It is the page "
        "that hands the configuration to Flex UI: Twilio's own self-hosted sample passes "
        "`window.appConfig || {}`, and ignores such a file whole, without a word. The development "
        "page of the plugin builder passes `appConfig` by its name, which works.",
        "Write `var appConfig = { ... };` or `window.appConfig = { ... };`. A check of the page "
        "itself (`effective-config check index.html`) tells which of the two yours does. If it "
        "can't be given and passes the name, lower the rule: `--severity lexical-binding=info`.",
        noticed("lexical-binding"),
    ),
    Rule(
        "module-binding",
        "warning",
        "the configuration belongs to a module",
        "The names of a module are its own. A page that loads the file with a plain script tag "
        "refuses `import` and `export`, and one that loads it as a module gets no global.",
        "Write a plain script that sets `appConfig`, or have the build make one.",
        noticed("module-binding"),
    ),
    Rule(
        "module-export",
        "info",
        "the configuration is a module's default export",
        "A plain script tag can't load a module. That is all right where a build step makes a "
        "script of it.",
        "Check what the build made, or write a plain script that sets `appConfig`.",
        noticed("module-export"),
    ),
    Rule(
        "commonjs-export",
        "info",
        "the configuration is a CommonJS export",
        "A browser has no `module`. That is all right where a build step makes a script of it.",
        "Check what the build made, or write a plain script that sets `appConfig`.",
        noticed("commonjs-export"),
    ),
    Rule(
        "webchat",
        "info",
        "the configuration is one of Flex WebChat",
        "Flex WebChat is another product, whose file is called appConfig.js, too. It has keys of "
        "its own, such as flexFlowSid, and merges what it is given by other rules: arrays item by "
        "item. No rule about Flex UI looks at such a file, and what a merge with the "
        "Configuration resource shows is nothing that WebChat does.",
        "Check Flex UI's own appConfig.js. Secrets, placeholders and what the script itself does "
        "are told of either.",
        noticed("webchat"),
    ),
    Rule(
        "invalid-utf-8",
        "warning",
        "the file is not UTF-8",
        "A browser shows U+FFFD, a question mark in a diamond, for each byte that isn't UTF-8: "
        "umlauts and accents in texts are lost.",
        "Save the file as UTF-8.",
        noticed("invalid-utf-8"),
    ),
    Rule(
        "duplicate-key",
        "warning",
        "an object has a key twice",
        "Of two entries with the same key in one object the later one counts, silently. Whoever "
        "changes the first one wonders why nothing happens.",
        "Take one of the two out, or merge what they hold.",
        _duplicates,
        "sources",
    ),
)
