"""Every request and answer in the examples of Twilio's page "Flex Configuration REST API"."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from appconfig_merge.rest import Answer, ReadOnlyPropertyError
from appconfig_merge.testing import ACCOUNT_SID, CannedAnswer
from tests.rest.failures import failure

if TYPE_CHECKING:
    from appconfig_merge.rest import Client
    from appconfig_merge.testing import FakeFlexApi

UI_ATTRIBUTES = {
    "warmTransfers": {"enabled": True},
    "notifications": {"browser": True},
    "logLevel": "debug",
    "theme": {"isLight": False},
}
TASKROUTER_SKILLS = [
    {"name": "voice", "multivalue": False, "minimum": None, "maximum": None},
    {"name": "language_fr", "multivalue": False, "minimum": None, "maximum": None},
    {"name": "language_ge", "multivalue": False, "minimum": None, "maximum": None},
    {"name": "messaging", "multivalue": False, "minimum": None, "maximum": None},
    {"name": "special_language", "multivalue": True, "minimum": 1, "maximum": 10},
]
READ_ONLY_ANSWER = b"""{
  "code": 45004,
  "message": "You are not allowed to modify property for [flex_service_instance_sid].",
  "more_info": "https://www.twilio.com/docs/errors/45004",
  "status": 400
}"""


def test_fetching_the_configuration(api: FakeFlexApi, client: Client) -> None:
    """A GET with Basic authentication and no query answers the whole resource."""
    fetched = client.fetch()

    assert fetched.properties == api.resource
    assert fetched.body == api.body
    (request,) = api.requests
    assert (request.method, request.path, request.query) == ("GET", "/v1/Configuration", {})
    assert request.headers["authorization"] == "Basic"
    assert request.body == b""


def test_updating_a_boolean_property(api: FakeFlexApi, client: Client) -> None:
    """The body has the account and the one property, as JSON; the answer is the new resource."""
    api.resource = {**(api.resource or {}), "call_recording_enabled": False}

    answered = client.update({"call_recording_enabled": True})

    (request,) = api.requests
    assert (request.method, request.path) == ("POST", "/v1/Configuration")
    assert request.headers["content-type"] == "application/json"
    assert json.loads(request.body) == {"account_sid": ACCOUNT_SID, "call_recording_enabled": True}
    assert answered.properties == api.resource
    assert answered.properties["call_recording_enabled"] is True


def test_updating_one_field_of_a_json_property(api: FakeFlexApi, client: Client) -> None:
    """Fetch ui_attributes, change one field, send the object whole: the other field stays."""
    before = {"warmTransfers": {"enabled": True}, "notifications": {"browser": True}}
    after = {"warmTransfers": {"enabled": True}, "notifications": {"browser": False}}
    api.resource = {**(api.resource or {}), "ui_attributes": before}
    fetched = client.fetch().ui_attributes
    assert fetched == before

    answered = client.update({"ui_attributes": {**fetched, "notifications": {"browser": False}}})

    assert json.loads(api.requests[-1].body) == {"account_sid": ACCOUNT_SID, "ui_attributes": after}
    assert answered.ui_attributes == after


def test_a_json_property_is_replaced_whole(api: FakeFlexApi, client: Client) -> None:
    """What is not in the object that is sent is gone."""
    api.resource = {**(api.resource or {}), "ui_attributes": UI_ATTRIBUTES}

    client.update({"ui_attributes": {"notifications": {"browser": False}}})

    assert client.fetch().ui_attributes == {"notifications": {"browser": False}}


def test_a_read_only_property_is_refused(api: FakeFlexApi, client: Client) -> None:
    """Error 45004 names it; nothing is changed, and the answer's four fields are kept."""
    before = api.body

    error = failure(
        ReadOnlyPropertyError, lambda: client.update({"flex_service_instance_sid": "IS" + "1" * 32})
    )

    assert error.answer == Answer(
        status=400,
        code=45004,
        message="You are not allowed to modify property for [flex_service_instance_sid].",
        more_info="https://www.twilio.com/docs/errors/45004",
    )
    assert error.properties == ("flex_service_instance_sid",)
    assert api.body == before


def test_the_pages_own_error_body(api: FakeFlexApi, client: Client) -> None:
    """Spaces and lines as on the page make no difference."""
    api.fail(CannedAnswer(400, READ_ONLY_ANSWER))

    error = failure(ReadOnlyPropertyError, lambda: client.update({"status": "ok"}))

    shown = json.loads(READ_ONLY_ANSWER)
    assert error.answer._asdict() == {**shown, "retry_after": None}
    assert "You are not allowed to modify property for [flex_service_instance_sid]." in str(error)


@pytest.mark.parametrize(
    ("name", "value"),
    [("ui_attributes", UI_ATTRIBUTES), ("taskrouter_skills", TASKROUTER_SKILLS)],
)
def test_the_example_values_round_trip(
    api: FakeFlexApi, client: Client, name: str, value: object
) -> None:
    """What is sent is what is stored and fetched, to the order of keys."""
    client.update({name: value})

    assert json.dumps(client.fetch().properties[name]) == json.dumps(value)
    assert json.loads(api.requests[0].body) == {"account_sid": ACCOUNT_SID, name: value}
