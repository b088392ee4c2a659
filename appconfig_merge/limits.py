"""Every limit that keeps a hostile or broken input from hurting its reader, in one place.

Real files stay far below all of them. Past a limit a value is unresolved, with that reason,
where the rest can go on, and a :class:`~appconfig_merge.errors.LimitError` elsewhere.
"""

from __future__ import annotations

MAX_SOURCE = 6_000_000
"""Bytes of a file, or of what stands in for one. The longest files people write have a few
hundred thousand."""

MAX_TOML = 1_000_000
"""Bytes of a TOML text, settings or environments: what a person writes is far smaller. Nested
deeper than MAX_NESTING it is refused, too."""

MAX_DEFINITIONS = 1_000_000
"""Definitions of all environments of a file together, inherited ones counted for each that adds
to them. Hundreds of environments have a few each."""

MAX_GROUPED = 2_000_000
"""Environments that the groups of a file name, counted as often as they are named."""

MAX_PATTERNS = 200_000_000
"""Characters of all patterns in groups, times those of all environments' names: each pattern is
compared with each name."""

MAX_PAGE_SCRIPTS = 1_000
"""Script elements of an HTML page, those counted that no browser runs, and event handlers of its
window. A page has a few."""

MAX_PAGE_NESTING = 500
"""Elements that a script of a page stands in. turbohtml keeps 512, and nothing of what lies deeper;
Chromium nests no deeper, either, but runs the script."""

MAX_SITE_FILES = 1_000
"""Files that are read for one page."""

MAX_SITE_LENGTH = 30_000_000
"""Bytes of these files together."""

MAX_ADDRESS = 2_000
"""Characters of an address that is looked for among a page's files; scripts that are addresses
themselves (data:) may be longer."""

MAX_IMPORT_SCOPES = 100
"""Scopes of a page's import map: all are looked through for each specifier."""

MAX_SYNTAX_NESTING = 10_000
"""Constructs inside one another in a script. V8's own stack ends after 1,000 levels of
functions, 2,000 of objects, 8,000 of operators."""

MAX_SYNTAX_NODES = 1_500_000
"""Words, signs and constructs of a script: what reading costs goes by these, not by bytes.
Brackets, commas, colons and semicolons alone may not be more either, wherever they stand."""

PARSE_SECONDS = 0.6
"""Seconds of CPU time that tree-sitter may work on one source, beyond one for every PARSE_SPEED
bytes that it has read. Its error recovery reads 60,000 bytes a second at worst."""

PARSE_SPEED = 1_000_000
"""Bytes a second that tree-sitter has to read; what is JavaScript it reads at 5 million."""

MAX_REPARSES = 8
"""How often a source is parsed again to settle what its leading braces are."""

MAX_PYJSPARSER = 300_000
"""Characters of a text that pyjsparser is given: it reads a string literal in quadratic time.
One of 250,000 characters takes it about a second, one of a million a quarter minute."""

MAX_NESTING = 100
"""Levels of objects and arrays in a configuration. What lies deeper is unresolved: the merge
engine (deepmerge) takes two Python frames a level, and Flex UI's own merge recurses too."""

MAX_DOCUMENT_NESTING = 200
"""Levels of objects and arrays in a JSON document that is read to be changed: what copies,
compares and writes it takes one or two Python frames a level."""

MAX_STEPS = 200_000
"""Composite expressions and statements evaluated, beyond one for every four bytes of source. A
usual file takes a few hundred. Long texts and lists count as several."""

STEPS_OF_WAY = 30
"""Steps in about the time of following one of the ways that an unknown condition opens."""

STEP_TEXT = 200
"""Code points that are gone through in about the time of a step."""

STEP_HOLES = 100
"""Holes of an array that are made in about the time of a step."""

STEP_COPIED = 16
"""Elements of an array that are copied or moved in about the time of a step."""

MAX_TEXT = 20_000_000
"""Code points of all strings together that evaluating a script makes."""

MAX_REGEXP = 2_000
"""Characters of a regular expression, and instructions of the program that it is compiled to."""

REGEXP_STEPS = 400_000
"""Instructions of such a program that are run for one call of the script."""

STEP_REGEXP = 10
"""Of these, those that are run in about the time of a step."""

MAX_MODULES = 2_000
"""Modules of a page that are read."""

MAX_MODULES_LENGTH = 20_000_000
"""Bytes of all of them together."""

MAX_LOOKS = 400_000
"""Values looked at to find what code that isn't evaluated may have changed, beyond one for
every byte of source."""

MAX_BIGINT = 3_500
"""Characters of a BigInt's literal: Python converts no more than 4,300 decimal digits at once."""

MAX_RESCUED = 100_000
"""Bytes of a text that is parsed again around what the grammar doesn't know."""

MAX_DIAGNOSED = 100_000
"""Tokens looked at to say better what is wrong in a text that isn't JavaScript."""

MAX_PATH = 1_000
"""Characters of the dotted name under which --define would supply a value."""

MAX_CALL_DEPTH = 500
"""Calls of the file's own functions inside one another."""

MAX_STRING = 10_000_000
"""Code points of a string that evaluation makes."""

MAX_ARRAY_GROWTH = 1_000_000
"""Holes that an assignment past an array's end may make."""

MAX_ARRAY = 100_000
"""Elements of an array that a spread or a built-in function makes, or values it goes through; those
that the arrays of an error report lack."""

MAX_COMPARED = 64
"""Elements of an array that a function of the script's own sorts: it compares each with each,
since only a consistent order is the same in every browser."""

MAX_EXPANDED_VALUES = 1_000_000
"""Values in a configuration, beyond one for every byte of source: an object that several
paths share is counted once for each of them."""

MAX_TRACE_STEPS = 50
"""Steps shown of the way by which a value came about."""

MAX_TRACE_VISITS = 250
"""Expressions looked at for them: most operands of a long sum have nothing to show."""

MAX_STEP_TEXT = 200
"""Characters shown of a step's expression."""

MAX_STEP_VALUES = 50
"""Values shown inside a step's value. A step's text and value are context: the value that is
explained is never shortened."""

MAX_STEP_STRING = 2_000
"""Characters of a string or function that a step may show."""

MAX_COMPARED_NAMES = 5_000
"""Names or paths up to which one that isn't there is compared with those that are."""

MAX_CANDIDATES_IN_A_ROW = 100
"""Candidates of a chain of conditions that are told one after another, not inside each other."""

MAX_CANDIDATE_VALUES = 10_000
"""Values in the candidates of one unresolved value; it is shown without any beyond that."""

MAX_LOOP_EXITS = 50
"""Branches in which a loop may have been left before it is no longer evaluated."""

MAX_THROWS = 20
"""Places where a try statement may be left before it is no longer evaluated."""

MAX_CANDIDATES = 20
"""Candidates kept of a value that depends on conditions."""

MAX_LISTS = 1_000
"""Lists that are gone through where an array is one of several, as often as something is done with
one; beyond that such an array is unknown."""

MAX_LIFTED = 64
"""Values looked at, those of conditions inside one another together, when something is done with
each of the values that an unknown one may be."""

MAX_HISTORY = 100
"""Earlier assignments remembered of one property."""

MAX_KNOWN_KEYS_COMPARED = 5_000
"""Unknown keys of one object that are compared with known ones letter by letter."""

MAX_KNOWN_ITEMS = 1_000
"""Items of an array of a known key that are looked at."""

MAX_WRAPPED = 10_000
"""Values of a JSON text among which a Configuration resource is looked for that something wraps."""

MAX_FINDINGS_SHOWN = 2_000
"""Findings of a check shown as text."""

MAX_LINE_SHOWN = 5_000
"""Characters of a line up to which a finding shows it: a longer one is looked through for secrets
in vain time and again, and nobody reads it."""

MAX_SECRETS_HIDDEN = 1_000
"""Secrets found in the inputs that are looked for in texts other than their own."""

MAX_KEYS_OF_TEXT = 20
"""Keys of the path of a text in a script, the last ones, by which it is judged to be a secret."""

MAX_PLUGIN_NODES = 6_000_000
"""Words, signs and constructs of a plugin's bundle: most of them stay in
the parser's own tree."""

MAX_PLUGIN_DEPTH = 1_000
"""Constructs inside one another around a place of a plugin that is looked at."""

MAX_PLUGIN_WORDS = 2_000
"""Places of a plugin that may set something, of one kind: a plugin has a few."""

MAX_PLUGIN_VALUES = 100_000
"""Expressions looked at for what a plugin sets, those that names stand for each time again."""

MAX_PLUGIN_MENTIONS = 2_000
"""Mentions of a name that are looked at to see whether it is ever given another value."""

MAX_PLUGIN_FILES = 2_000
"""Files of a folder of plugins that are read, MAX_SOURCE bytes of each."""

MAX_PLUGIN_BYTES = 50_000_000
"""Bytes of them all."""
