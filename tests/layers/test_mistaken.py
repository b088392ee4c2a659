"""What is given as a Configuration resource and is none: named, with the way to the right file."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import subprocess
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appconfig_merge import InputError, Source, effective_config
from appconfig_merge.layers.mistaken.mistake import CURL, FETCH
from appconfig_merge.layers.properties import PROPERTIES
from appconfig_merge.layers.resource import read_attributes, read_resource
from tests.hunting import examples

ACCOUNT = "AC00000000000000000000000000000000"
ATTRIBUTES = {"theme": {"isLight": False}, "logLevel": "warn"}
RESOURCE = {"account_sid": ACCOUNT, "ui_attributes": ATTRIBUTES, "ui_version": "2.17"}
CAMEL = {"accountSid": ACCOUNT, "uiAttributes": ATTRIBUTES, "uiVersion": "2.17"}
UNAUTHORISED = {
    "code": 20003,
    "detail": "Your AccountSid or AuthToken was incorrect.",
    "message": "Authenticate",
    "more_info": "https://www.twilio.com/docs/errors/20003",
    "status": 401,
}
IN_CAMEL_CASE = "as twilio-cli and helper libraries write it and not as the API answers it"
AS_IT_IS = (
    "keys inside of it may have been renamed, too: get it as it is, for --configuration, "
    f"with {FETCH}"
)
GET = f"get the resource with {FETCH}"
SCRIPT = Source("appConfig.js", "var appConfig = {};")


def refused(text: str, *, attributes: bool = False) -> InputError:
    """The error of a text given as a resource, or as ui_attributes."""
    source = Source("configuration.json", text, "json")
    with pytest.raises(InputError) as caught:
        (read_attributes if attributes else read_resource)(source)
    return caught.value


JSON = [
    (
        {"schema_version": 1, "kind": "flex-ui-snapshot", "resource": RESOURCE},
        "a snapshot of a running page, not the Configuration resource",
        (
            "verify takes it with --running, and the resource in it where none is given; "
            f"{FETCH} gets the resource"
        ),
    ),
    ([CAMEL], f"an array of one Configuration resource in camelCase, {IN_CAMEL_CASE}", AS_IT_IS),
    (CAMEL, f"the Configuration resource in camelCase, {IN_CAMEL_CASE}", AS_IT_IS),
    (
        {"accountSid": ACCOUNT, "dateCreated": "2020-01-01", "status": "ok"},
        f"the Configuration resource in camelCase, {IN_CAMEL_CASE}",
        AS_IT_IS,
    ),
    (
        {"data": CAMEL},
        "something that wraps the Configuration resource in camelCase at data, " + IN_CAMEL_CASE,
        AS_IT_IS,
    ),
    (
        [RESOURCE],
        "an array of one Configuration resource",
        f"take it out, as `jq '.[0]'` does, or get it as it is: {FETCH}",
    ),
    (
        [RESOURCE, RESOURCE],
        "an array of 2 Configuration resources",
        (
            "take the one that is meant out, as `jq '.[0]'` does the first, or get it as it is: "
            f"{FETCH}"
        ),
    ),
    (
        UNAUTHORISED,
        "an error that the API answered (status 401, code 20003), saved in place of the resource",
        f"check TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, then {GET}",
    ),
    (
        {"code": 45101, "message": "No", "moreInfo": "https://example.com", "status": 404},
        "an error that the API answered (status 404, code 45101), saved in place of the resource",
        f"mend what it complains of, then {GET}",
    ),
    (
        {"message": "Internal server error"},
        "an error, saved in place of the resource",
        f"mend what it complains of, then {GET}",
    ),
    (
        {"AccountSid": ACCOUNT, "UiAttributes": ATTRIBUTES},
        f"the Configuration resource with other names (UiAttributes), {IN_CAMEL_CASE}",
        AS_IT_IS,
    ),
    (
        {"errors": [{"message": "no"}]},
        "an error, saved in place of the resource",
        f"mend what it complains of, then {GET}",
    ),
    (
        {"meta": {}, "configurations": [RESOURCE]},
        "no Configuration resource: one stands in it at configurations[0]",
        f"take it out with `jq '.configurations[0]'`, or get it as it is: {FETCH}",
    ),
    (
        {"code": 200, "body": json.dumps(RESOURCE)},
        "no Configuration resource: one stands in it at body, encoded as a text",
        f"take it out with `jq '.body | fromjson'`, or get it as it is: {FETCH}",
    ),
    (
        {
            "terraform_version": "1.5.0",
            "resources": [{"attributes": {**RESOURCE, "ui_attributes": json.dumps(ATTRIBUTES)}}],
        },
        (
            "Terraform's state or plan; the Configuration resource stands in it at "
            "resources[0].attributes"
        ),
        (
            "take it out with `jq '.resources[0].attributes | .ui_attributes |= fromjson'`, "
            f"or get it as it is: {FETCH}"
        ),
    ),
    (
        {"name": "x", "version": "1.0.0", "dependencies": {}},
        "a package.json, not the Configuration resource",
        GET,
    ),
    (
        {"schema_version": 1, "layers": [], "effective": ATTRIBUTES, "values": []},
        "what effective-config show --format json prints, not the Configuration resource",
        GET,
    ),
    (
        json.dumps(RESOURCE),
        "JSON inside of a text: whatever wrote it encoded it twice",
        f"decode it with `jq fromjson`, or get the resource as it is: {FETCH}",
    ),
]


@pytest.mark.parametrize("attributes", [False, True])
@pytest.mark.parametrize(("data", "what", "help"), JSON)
def test_json_of_another_kind(data: Any, what: str, help: str, *, attributes: bool) -> None:
    """It is named, and the way to the resource with it, whichever option it was given to."""
    error = refused(json.dumps(data), attributes=attributes)

    assert (error.message, error.help) == (f"this is {what}", help)


@pytest.mark.parametrize(("data", "what", "help"), JSON)
def test_data_of_another_kind(data: Any, what: str, help: str) -> None:
    """The library says the same of data that it is given, which has no place."""
    if isinstance(data, str):
        return  # a str is the name of a file
    with pytest.raises(InputError) as caught:
        effective_config(SCRIPT, configuration=data)
    with pytest.raises(InputError) as too:
        effective_config(SCRIPT, ui_attributes=data)

    assert (caught.value.message, caught.value.help) == (f"this is {what}", help)
    assert (str(too.value), too.value.help) == (f"this is {what}", help)


def test_data_of_a_helper_library_with_its_dates() -> None:
    """Values that JSON doesn't have don't keep it from being recognised."""
    data = {**CAMEL, "dateCreated": dt.datetime(2020, 1, 1, tzinfo=dt.UTC)}
    with pytest.raises(InputError, match="in camelCase"):
        effective_config(SCRIPT, configuration=data)


@pytest.mark.parametrize(
    ("data", "message", "help"),
    [
        (
            RESOURCE,
            "this is a whole Configuration resource, not its ui_attributes",
            "use --configuration for it, or take them out with `jq .ui_attributes`",
        ),
        (
            {"ui_attributes": ATTRIBUTES},
            "this is a whole Configuration resource, not its ui_attributes",
            "use --configuration for it, or take them out with `jq .ui_attributes`",
        ),
        (
            {"account_sid": ACCOUNT, "date_created": None},
            "this has columns of the Configuration resource, but no ui_attributes",
            GET,
        ),
        (
            None,
            "this is null, and ui_attributes are an object",
            f"jq prints null for what isn't there: look at what it was given, or use {FETCH}",
        ),
        ([], "this is an array, and ui_attributes are an object", GET),
        ("x", "this is a text, and ui_attributes are an object", GET),
    ],
)
def test_what_is_no_ui_attributes(data: Any, message: str, help: str) -> None:
    """A resource belongs to the other option, and what is no object is none of both."""
    error = refused(json.dumps(data), attributes=True)

    assert (error.message, error.help) == (message, help)


@pytest.mark.parametrize(
    "data",
    [
        {},
        ATTRIBUTES,
        {**ATTRIBUTES, "accountSid": ACCOUNT},  # a WebChat's, or a key in the wrong place
        {**ATTRIBUTES, "ui_attributes": ATTRIBUTES},  # stored by mistake, and as it is
        {"componentProps": {"NoTasksCanvas": {"message": "Hello"}}},
        {"notifications": {"browser": True}, "markdown": {"enabled": True}},
        {"message": "Hello", "theme": {}},
    ],
)
def test_what_may_be_ui_attributes_is_taken(data: dict[str, Any]) -> None:
    """A key that a resource or an error has, too, makes none of them."""
    read_attributes(Source("attributes.json", json.dumps(data), "json"))

    assert effective_config(SCRIPT, ui_attributes=data) == data


@pytest.mark.parametrize(
    ("value", "message", "help"),
    [
        (
            json.dumps(ATTRIBUTES),
            "ui_attributes are JSON inside of a text: whatever wrote it encoded them twice",
            (
                "decode them with `jq '.ui_attributes |= fromjson'`, or get the resource as it "
                f"is: {FETCH}"
            ),
        ),
        (
            "x",
            "ui_attributes must be a JSON object, this is a text",
            "it is an object of configuration keys, as GET /v1/Configuration answers it",
        ),
    ],
)
def test_ui_attributes_as_a_text(value: str, message: str, help: str) -> None:
    """The text is never decoded in silence: the account may hold it just so."""
    data = {**RESOURCE, "ui_attributes": value}
    error = refused(json.dumps(data))
    with pytest.raises(InputError) as caught:
        effective_config(SCRIPT, configuration=data)

    assert (error.message, error.help) == (message, help)
    assert (caught.value.message, caught.value.help) == (message, help)


BODY = json.dumps(RESOURCE, indent=2)
OK = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"
LEAVE_OUT = f"leave -i out: {CURL}"


@pytest.mark.parametrize(
    ("text", "what", "help"),
    [
        (OK + BODY, "begins with the headers of an HTTP answer (status 200)", LEAVE_OUT),
        (
            "HTTP/2 200 \r\nserver: x\r\n\r\n" + BODY,
            "begins with the headers of an HTTP answer (status 200)",
            LEAVE_OUT,
        ),
        (
            (
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 301 Moved\r\nLocation: /x\r\n\r\n"
                "HTTP/2 401\r\nserver: x\r\n\r\n{}"
            ),
            "begins with the headers of an HTTP answer (status 401)",
            f"the request failed, too; {LEAVE_OUT}",
        ),
        (
            "  % Total    % Received % Xferd  Average Speed\n" + BODY,
            "begins with curl's progress meter",
            f"-s leaves it out: {CURL}",
        ),
        (
            "* Connected to flex-api.twilio.com\n> GET /v1/Configuration HTTP/2\n" + BODY,
            "begins with what `curl -v` tells of the connection",
            f"use {CURL}",
        ),
        ("curl: (6) Could not resolve host\n", "is what curl says where it fails", "mend that"),
        ("<!DOCTYPE html>\n<title>Sign in</title>", "is an HTML page, not JSON", "was a login or"),
        ("<?xml version='1.0'?><TwilioResponse/>", "is XML or HTML, not JSON", GET),
        ("", "is an empty file: whatever was to write it failed", GET),
        (" \n", "is an empty file: whatever was to write it failed", GET),
        ("var appConfig = {};", "is a script, not JSON", "if it is the appConfig.js"),
        ("// ours\nwindow.appConfig = {};", "is a script, not JSON", "if it is the appConfig.js"),
        ("(function () {})();", "is a script, not JSON", "if it is the appConfig.js"),
        (repr(CAMEL), "is how Python prints an object, not JSON", "json.dumps writes JSON"),
        (repr([RESOURCE]), "is how Python prints an object, not JSON", "json.dumps writes JSON"),
        (
            "{'date_created': datetime.datetime(2020, 1, 1)}",
            "is how Python prints an object, not JSON",
            "json.dumps writes JSON",
        ),
        (
            "<Twilio.FlexApi.V1.ConfigurationInstance account_sid=AC0>",
            "is how a helper library prints an object, without what it holds",
            GET,
        ),
        (
            "ConfigurationInstance {\n  accountSid: 'AC0'\n}",
            "is how JavaScript writes an object, not JSON",
            "JSON.stringify writes JSON",
        ),
        ("[object Object]\n", "has [object Object] in place of what an object holds", GET),
        (
            "Account SID\tDate Created\tStatus\nAC0\tJan 1\tok\n",
            "is a table, as twilio-cli prints it without -o json",
            GET,
        ),
        (
            "Account SID    Date Created\nAC0            Jan 1\n",
            "is a table, as twilio-cli prints it without -o json",
            GET,
        ),
        (" » Error code 20003 from Twilio", "is what twilio-cli says where it fails", "mend that"),
        (
            "account_sid    : AC0\nui_attributes  : @{theme=}\n",
            "is how PowerShell prints an object, not JSON",
            GET,
        ),
        ("account_sid: AC0\nui_attributes:\n  theme: {}\n", "looks like YAML, not JSON", GET),
        ("bash: jq: command not found\n", "is what a command says where it fails", "mend that"),
        ("error: no connection\n", "is what a command says where it fails", "mend that"),
        (
            "# Twilio Flex Error report\n---\n",
            "is an error report of Flex UI, not JSON",
            "verify takes it with --running",
        ),
        ("```json\n{}\n```", "begins with a fence of Markdown", "keep what stands between"),
        ("TWILIO_ACCOUNT_SID=AC0\n", "is no JSON", GET),
        ("Here it is:\n{}", "is no JSON", GET),
        ("$ curl x\n{}", "begins with a command, as a terminal shows it", GET),
        ("\x1b[1;39m{\x1b[0m}", "has a terminal's colours in it", "print it without them"),
        (
            BODY.encode("utf-16-le").decode("latin-1"),
            "is UTF-16 without a byte order mark, not UTF-8",
            "save it as UTF-8",
        ),
    ],
)
def test_texts_of_another_kind(text: str, what: str, help: str) -> None:
    """What a terminal, a tool or a page left in the file is told by how it begins."""
    for attributes in (False, True):
        error = refused(text, attributes=attributes)

        assert error.message.startswith(f"this {what}")
        assert error.help is not None
        assert error.help.startswith(help)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x1f\x8b\x08\x00\x00", "is compressed (gzip), not text"),
        (b"PK\x03\x04", "is a ZIP archive, not JSON"),
    ],
)
def test_bytes_of_another_kind(data: bytes, what: str) -> None:
    """An archive is no text at all."""
    with pytest.raises(InputError, match=re.escape(what)):
        read_resource(Source.from_bytes("configuration.json", data, "json"))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_what_powershell_writes_is_read(encoding: str) -> None:
    """A byte order mark says which encoding it is."""
    source = Source.from_bytes("configuration.json", BODY.encode(encoding), "json")

    assert effective_config(SCRIPT, configuration=source) == ATTRIBUTES


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": 1,}', "a comma before the closing }"),
        ("{'theme': {}}", "JSON strings take double quotes"),
        ("{theme: {}}", "JSON names take double quotes"),
        ('// x\n{"a": 1}', "JSON has no comments"),
        ('{\n<<<<<<< HEAD\n"a": 1\n', "<<<<<<< is what git leaves of a merge conflict"),
        ('{"a": 1\n=======\n', "======= is what git leaves of a merge conflict"),
        ("{}\n{}\n", "a second JSON value begins here"),
    ],
)
def test_slips_in_json_are_told_as_such(text: str, message: str) -> None:
    """What is JSON but for a slip is no other kind of file."""
    assert refused(text).message == message


KEYS = st.sampled_from(["data", "body", "a b", 'x"y', "it's", "0", "ü", "resource"])


@st.composite
def wraps(draw: st.DrawFn) -> Any:
    """The resource, somewhere inside of something else."""
    data: Any = RESOURCE
    for key in draw(st.lists(KEYS | st.integers(0, 2), min_size=1, max_size=4)):
        named = isinstance(key, str)
        data = {key: data, "other": 1} if named else [*([None] * int(key)), data]
    return data if isinstance(data, dict) else {"items": data}


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed")
@settings(max_examples=examples(30), deadline=None)
@given(wraps())
def test_what_jq_is_said_to_take_out_is_the_resource(data: Any) -> None:
    """The command that a message names, pasted into a shell, gives the right file."""
    error = refused(json.dumps(data))
    assert error.help is not None
    (command,) = re.findall(r"take it out with `(jq '.*')`, or", error.help)
    done = subprocess.run(
        ["sh", "-c", command],
        input=json.dumps(data),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    assert json.loads(done.stdout) == RESOURCE


SECRET = "sk_live_4eC39HqLyjWDarjtT1zdp7dc"
VALUES = st.recursive(
    st.just(SECRET) | st.just(json.dumps({"ui_attributes": SECRET})),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([
                *sorted(PROPERTIES)[:8], "ui_attributes", "uiAttributes", "accountSid", "message",
                "status", "code", "data", "schema_version", "errors",
            ]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)  # fmt: skip


@settings(max_examples=examples(200), deadline=None)
@given(VALUES, st.booleans())
def test_no_value_is_quoted(data: Any, attributes: bool) -> None:
    """Whatever a file is taken for, what stands in it is in no message and no help."""
    source = Source("configuration.json", json.dumps(data), "json")
    said = ""
    try:
        (read_attributes if attributes else read_resource)(source)
    except InputError as error:
        said = f"{error.message} {error.help}"

    assert SECRET not in said
