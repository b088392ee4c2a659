"""The fake API behaves as Twilio's page and error dictionary say."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from importlib.resources import files

import httpx
import pytest

from appconfig_merge.testing import (
    ACCOUNT_SID,
    API_KEY,
    API_SECRET,
    AUTH_TOKEN,
    READ_ONLY,
    FakeFlexApi,
)
from tests.testing.client import PATH, client, get, outcome, post, post_bytes

REFERENCE = files("appconfig_merge") / "testing" / "configuration.json"


def test_a_get_answers_the_whole_resource(api: FakeFlexApi) -> None:
    """GET answers compact JSON in UTF-8: the bytes that `body` shows."""
    response = get(api)

    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    assert response.content == api.body
    assert response.json() == json.loads(REFERENCE.read_bytes())
    assert b'": ' not in api.body


def test_the_default_resource_has_every_documented_property(api: FakeFlexApi) -> None:
    """49 properties, the read-only ones among them, and no account but the made-up one."""
    resource = api.resource

    assert resource is not None
    assert len(resource) == 49
    assert resource.keys() >= READ_ONLY
    assert resource["account_sid"] == ACCOUNT_SID
    assert {"warmTransfers", "theme", "custom_data"} <= resource["ui_attributes"].keys()
    assert len(resource["taskrouter_skills"]) == 3


def test_ui_version_is_accepted_and_recorded(api: FakeFlexApi) -> None:
    """The query UiVersion changes nothing in the answer."""
    response = get(api, f"{PATH}?UiVersion=2.12.0")

    assert response.content == api.body
    assert api.requests[-1].query == {"UiVersion": "2.12.0"}


def test_a_scalar_is_changed(api: FakeFlexApi) -> None:
    """The page's first example: one property, answered with the whole resource."""
    before = api.resource

    response = post(api, call_recording_enabled=True)

    assert response.status_code == 200
    assert response.content == api.body
    assert before is not None
    stamp = response.json()["date_updated"]
    assert api.resource == {**before, "call_recording_enabled": True, "date_updated": stamp}


def test_an_object_is_replaced_whole(api: FakeFlexApi) -> None:
    """The page's second example: what the new ui_attributes doesn't name is gone."""
    attributes = {"warmTransfers": {"enabled": True}, "notifications": {"browser": False}}

    assert post(api, ui_attributes=attributes).json()["ui_attributes"] == attributes


def test_an_array_is_replaced_whole(api: FakeFlexApi) -> None:
    """An array property is never merged by element either."""
    skill = {"name": "voice", "multivalue": False, "minimum": None, "maximum": None}

    assert post(api, taskrouter_skills=[skill]).json()["taskrouter_skills"] == [skill]


def test_an_unknown_property_is_stored(api: FakeFlexApi) -> None:
    """What the documentation doesn't know is kept like the rest, after it."""
    assert list(post(api, brand_new={"a": 1}).json().items())[-1] == ("brand_new", {"a": 1})


def test_read_only_properties_are_refused_together(api: FakeFlexApi) -> None:
    """Error 45004 names all of them at once, and nothing of the body is applied."""
    before = api.body

    response = post(
        api, flex_service_instance_sid="IS" + "9" * 32, ui_language="fr-FR", status="inprogress"
    )

    assert response.status_code == 400
    assert response.json() == {
        "code": 45004,
        "message": "You are not allowed to modify property for "
        "[flex_service_instance_sid, status].",
        "more_info": "https://www.twilio.com/docs/errors/45004",
        "status": 400,
    }
    assert api.body == before


def test_an_unchanged_read_only_property_is_tolerated(api: FakeFlexApi) -> None:
    """A client that sends back all that it fetched is not refused."""
    body = {**get(api).json(), "ui_language": "fr-FR"}

    assert post(api, body).json()["ui_language"] == "fr-FR"


def test_a_read_only_value_of_another_type_is_a_change() -> None:
    """True isn't 1, and an absent property isn't null; the order of keys is no change."""
    with FakeFlexApi({"a": 1, "b": {"x": 1, "y": 2}}, read_only=("a", "b", "c")) as api:
        assert outcome(post(api, a=True)) == (400, 45004)
        assert outcome(post(api, c=None)) == (400, 45004)
        assert post(api, a=1, b={"y": 2, "x": 1}).status_code == 200


def test_which_properties_are_read_only_can_be_chosen() -> None:
    """Twilio doesn't publish the list, so a test may try another."""
    with FakeFlexApi(read_only=["ui_language"]) as api:
        assert outcome(post(api, ui_language="fr-FR")) == (400, 45004)
        assert post(api, service_version="2.0.0").status_code == 200


@pytest.mark.parametrize(
    ("user", "password", "status"),
    [
        (ACCOUNT_SID, AUTH_TOKEN, 200),
        (API_KEY, API_SECRET, 200),
        (ACCOUNT_SID, API_SECRET, 401),
        (API_KEY, AUTH_TOKEN, 401),
        (ACCOUNT_SID, "", 401),
        ("", "", 401),
        ("größe", "ü", 401),
    ],
)
def test_credentials(api: FakeFlexApi, user: str, password: str, status: int) -> None:
    """The account with its token or the API key with its secret, and nothing between."""
    response = get(api, auth=(user.encode(), password.encode()))

    assert response.status_code == status
    if status == 401:
        assert outcome(response) == (401, 20003)


@pytest.mark.parametrize("value", ["", "Basic", "Basic ???", "Bearer x", AUTH_TOKEN, "Basic w7w="])
def test_malformed_credentials(api: FakeFlexApi, value: str) -> None:
    """Whatever the header holds, it is 401 with code 20003."""
    with client(api, auth=None, headers={"Authorization": value}) as http:
        assert outcome(http.get(PATH)) == (401, 20003)


def test_no_secret_is_recorded(api: FakeFlexApi) -> None:
    """Of Authorization only a known scheme is kept, whatever was sent."""
    get(api)
    for value in (AUTH_TOKEN, f"{AUTH_TOKEN} x", f"Bearer {AUTH_TOKEN}"):
        with client(api, auth=None, headers={"Authorization": value}) as http:
            http.get(PATH, headers={"Proxy-Authorization": value})

    schemes = [request.headers["authorization"] for request in api.requests]
    assert schemes == ["Basic", "unknown", "unknown", "Bearer"]
    assert AUTH_TOKEN not in repr(api.requests)
    assert AUTH_TOKEN not in repr(vars(api))


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", "/v1/Configuration/"),
        ("GET", "/v1/configuration"),
        ("PUT", PATH),
        ("DELETE", PATH),
        ("PATCH", PATH),
        ("OPTIONS", PATH),
    ],
)
def test_anything_else_is_not_found(api: FakeFlexApi, method: str, path: str) -> None:
    """Only GET and POST of /v1/Configuration exist."""
    with client(api) as http:
        assert outcome(http.request(method, path)) == (404, 20404)


def test_a_head_is_answered_without_a_body(api: FakeFlexApi) -> None:
    """HEAD isn't documented, so it is 404; as HTTP asks, no body follows."""
    with client(api) as http:
        response = http.head(PATH)

    assert (response.status_code, response.content) == (404, b"")


@pytest.mark.parametrize(
    ("content_type", "status"),
    [
        ("application/json", 200),
        ("application/json; charset=utf-8", 200),
        ("APPLICATION/JSON ;charset=UTF-8", 200),
        ("application/x-www-form-urlencoded", 415),
        ("text/plain", 415),
        ("", 415),
    ],
)
def test_the_body_must_be_sent_as_json(api: FakeFlexApi, content_type: str, status: int) -> None:
    """Any other Content-Type is 415, parameters aside."""
    body = json.dumps({"account_sid": ACCOUNT_SID}).encode()

    assert post_bytes(api, body, content_type).status_code == status


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b"NaN",
        b'{"account_sid": NaN}',
        b"\xff\xfe",
        b"account_sid=AC",
        b"[" * 200_000,
        b'{"a":' * 200_000,
        b'{"a": 1e99999999999999999999}',
    ],
    ids=lambda body: repr(body[:24]),
)
def test_a_body_that_is_no_object_is_refused(api: FakeFlexApi, body: bytes) -> None:
    """Malformed JSON and JSON that is no object are 400, whatever their size or depth."""
    before = api.body

    assert outcome(post_bytes(api, body)) == (400, 45008)
    assert api.body == before


@pytest.mark.parametrize("body", [{"ui_language": "fr-FR"}, {"account_sid": "AC" + "1" * 32}])
def test_the_account_must_be_named(api: FakeFlexApi, body: dict[str, str]) -> None:
    """account_sid must be in the body, and be this account's."""
    before = api.body

    assert outcome(post(api, body)) == (400, 45004)
    assert api.body == before


def test_an_account_without_flex(api: FakeFlexApi) -> None:
    """404 with code 45101 to both methods; a resource set later is served."""
    api.resource = None

    assert outcome(get(api)) == (404, 45101)
    assert outcome(post(api, ui_language="fr-FR")) == (404, 45101)
    assert api.resource is None
    api.resource = {"ui_language": "fr-FR"}
    assert get(api).json() == {"ui_language": "fr-FR"}


def test_every_change_has_a_later_date(api: FakeFlexApi) -> None:
    """date_updated rises with each POST, also within one second, in its documented form."""
    start = datetime.now(UTC).replace(microsecond=0)
    stamps = [post(api).json()["date_updated"] for _ in range(3)]

    assert stamps == sorted(set(stamps))
    first = datetime.strptime(stamps[0], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert start <= first <= datetime.now(UTC)


@pytest.mark.parametrize("stamp", ["yesterday", 12, None, "9999-12-31T23:59:59Z"])
def test_a_strange_date_does_not_stop_a_change(stamp: object) -> None:
    """What can't be followed by a later date is replaced by the time of the change."""
    with FakeFlexApi({"date_updated": stamp}) as api:
        updated = post(api, ui_language="fr-FR").json()["date_updated"]

    assert abs(datetime.now(UTC).year - int(updated[:4])) <= 1


def test_a_body_may_come_in_chunks(api: FakeFlexApi) -> None:
    """A client that streams its body needs no Content-Length."""
    with client(api) as http:
        response = http.post(
            PATH,
            content=iter([b'{"account_sid":', f'"{ACCOUNT_SID}","crm_type":"x"}}'.encode()]),
            headers={"Content-Type": "application/json"},
        )

    assert response.json()["crm_type"] == "x"


def test_another_account() -> None:
    """The account, its secrets and the resource it starts with can be chosen."""
    account = "AC" + "f" * 32
    with FakeFlexApi(account_sid=account, auth_token="token") as api:
        with client(api, auth=(account, "token")) as http:
            response = http.post(PATH, json={"account_sid": account, "crm_type": "x"})
        assert response.json()["account_sid"] == account
        assert response.json()["crm_type"] == "x"
        assert api.environment["TWILIO_ACCOUNT_SID"] == account
        assert api.environment["TWILIO_AUTH_TOKEN"] == "token"


def test_the_environment_is_that_of_a_client(api: FakeFlexApi) -> None:
    """Its three variables are all that a client needs."""
    env = api.environment
    auth = (env["TWILIO_ACCOUNT_SID"], env["TWILIO_AUTH_TOKEN"])

    response = httpx.get(env["EFFECTIVE_CONFIG_API_URL"] + PATH, auth=auth, trust_env=False)

    assert response.content == api.body
