"""How an environments file says where credentials are, and that it never has them itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import AppConfigError, Source
from appconfig_merge.inputs.access import Access
from appconfig_merge.inputs.environments.reading import parse_environments
from appconfig_merge.rendering.problems import render_error
from appconfig_merge.rendering.style import PLAIN

ONE = "AC" + "0" * 31 + "1"
OTHER = "AC" + "0" * 31 + "2"
NEVER = "names the variable that holds it; credential_command is a command that prints it"
TOKEN = "0123456789abcdef0123456789abcdef"
SECRET = "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF"


def access(prod: str, defaults: str = "", others: str = "") -> Access | None:
    """How an environment called prod is reached."""
    text = f"[defaults]\napp_config = 'a.js'\nlive = true\n{defaults}\n{others}\n"
    read = parse_environments(Source("e.toml", f"{text}[environments.prod]\n{prod}\n", "json"))
    found = read.get("prod")
    assert found is not None
    return found.live.access


def refusal(prod: str, defaults: str = "", others: str = "") -> AppConfigError:
    """Why a file is refused."""
    with pytest.raises(AppConfigError) as caught:
        access(prod, defaults, others)
    return caught.value


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("", None),
        (f"account_sid = '{ONE}'", Access(ONE)),
        ("account_sid_env = 'SID'\nauth_token_env = 'TOKEN'",
         Access(account_sid_env="SID", auth_token_env="TOKEN")),
        (f"account_sid = '{ONE}'\nauth_token_env = 'TOKEN'", Access(ONE, auth_token_env="TOKEN")),
        ("api_key_env = 'KEY'\napi_secret_env = 'SECRET'",
         Access(api_key_env="KEY", api_secret_env="SECRET")),
        ("api_key_env = 'KEY'\ncredential_command = ['pass', 'flex/prod']",
         Access(api_key_env="KEY", command=("pass", "flex/prod"))),
        ("credential_command = ['./credentials', '{environment}']\ncredential_seconds = 5",
         Access(command=("./credentials", "prod"), seconds=5.0)),
        (f"account_sid = '{ONE}'\ncredential_command = ['vault', 'flex/{{account_sid}}', '{{}}']",
         Access(ONE, command=("vault", f"flex/{ONE}", "{}"))),
    ],
)  # fmt: skip
def test_where_credentials_are(said: str, means: Access | None) -> None:
    """Names of variables, or a command that is run in the file's folder."""
    assert access(said) == (means and means._replace(folder="."))


@pytest.mark.parametrize(
    ("said", "message", "help"),
    [
        (f"auth_token = '{TOKEN}'",
         "there is no setting 'auth_token': this file never holds credentials",
         f"auth_token_env {NEVER}"),
        (f"api_secret = '{SECRET}'",
         "there is no setting 'api_secret': this file never holds credentials",
         f"api_secret_env {NEVER}"),
        (f"auth_tokn = '{SECRET}'",
         "there is no setting 'auth_tokn': this file never holds credentials",
         f"auth_token_env {NEVER}"),
        (f"auth_token_en = '{SECRET}'", "there is no setting 'auth_token_en'",
         "did you mean auth_token_env?"),
        (f"password = '{SECRET}'",
         "there is no setting 'password': this file never holds credentials",
         f"auth_token_env {NEVER}"),
        (f"auth_token_env = '{TOKEN}'",
         "auth_token_env must be the name of a variable, and this is none",
         'the file holds names alone, such as "PROD_AUTH_TOKEN": letters, digits and _'),
        (f"auth_token_env = 'a{TOKEN[1:]}'",
         "auth_token_env must be the name of a variable, and this looks like what it holds", None),
        (f"api_secret_env = '{SECRET}'",
         "api_secret_env must be the name of a variable, and this looks like what it holds", None),
        (f"account_sid_env = '{ONE}'",
         "account_sid_env must be the name of a variable, and this looks like what it holds", None),
        (f"account_sid = '{TOKEN}'", "account_sid must be an account SID",
         "it is AC and 32 hexadecimal digits; account_sid_env names a variable that holds it"),
        ("auth_token_env = 3", "auth_token_env must be the name of a variable, and this is none",
         None),
    ],
)  # fmt: skip
def test_what_is_no_name_is_repeated_nowhere(said: str, message: str, help: str | None) -> None:
    """It may be the credential itself: neither the error nor its line show it."""
    error = refusal(said)

    assert error.message == message
    assert (str(error.location), error.line_text) == ("e.toml:7:1", None)
    if help is not None:
        assert error.help == help
    assert not any(one in render_error(error, PLAIN) for one in (TOKEN[1:], SECRET))


@given(value=st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1))
def test_a_value_is_a_name_or_is_never_shown(value: str) -> None:
    """Whatever stands in place of a name: it is taken as one, or told of without a trace of it."""
    marked = f"<{value}>"
    quoted = marked.replace("\\", "\\\\").replace('"', '\\"')
    error = refusal(f'account_sid_env = "SID"\nauth_token_env = "{quoted}"')

    assert marked not in render_error(error, PLAIN)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("auth_token_env = 'T'", "prod has auth_token_env, and no account_sid_env or account_sid"),
        ("api_key_env = 'K'", "prod has api_key_env, and no api_secret_env or credential_command"),
        ("api_secret_env = 'S'", "prod has api_secret_env, and no api_key_env"),
        ("auth_token_env = 'T'\napi_key_env = 'K'",
         "auth_token_env and api_key_env exclude each other"),
        ("auth_token_env = 'T'\ncredential_command = ['a']",
         "auth_token_env and credential_command exclude each other"),
        ("api_secret_env = 'T'\ncredential_command = ['a']",
         "api_secret_env and credential_command exclude each other"),
        ("credential_command = []", "credential_command must be a program and its arguments"),
        ("credential_command = 'op read x'", "credential_command must be a list of texts"),
        ("credential_command = ['a', '{account_sid}']",
         "this command asks for the {account_sid} of prod, which isn't said"),
        *((f"credential_seconds = {one}",
           "credential_seconds must be a number of seconds, 600 at most")
          for one in ("0", "-1", "601", "inf", "nan", "true", "'5'")),
    ],
)  # fmt: skip
def test_half_of_a_pair_and_two_ways_at_once(said: str, message: str) -> None:
    """Are told when the file is read, before anything is asked of anybody."""
    assert refusal(said).message == message


VARIABLES = f"account_sid = '{ONE}'\nauth_token_env = 'TOKEN'"
KEY = "api_key_env = 'KEY'\napi_secret_env = 'SECRET'"


@pytest.mark.parametrize(
    ("defaults", "own", "means"),
    [
        (VARIABLES, KEY, Access(ONE, api_key_env="KEY", api_secret_env="SECRET")),
        (KEY, VARIABLES, Access(ONE, auth_token_env="TOKEN")),
        (KEY, "credential_command = ['a']", Access(command=("a",))),
        ("credential_command = ['a']", KEY, Access(api_key_env="KEY", api_secret_env="SECRET")),
        ("credential_command = ['a']", "api_key_env = 'KEY'",
         Access(api_key_env="KEY", command=("a",))),
        ("credential_command = ['a', '{account_sid}']", f"account_sid = '{OTHER}'",
         Access(OTHER, command=("a", OTHER))),
        ("auth_token_env = 'TOKEN'", f"account_sid = '{ONE}'", Access(ONE, auth_token_env="TOKEN")),
        (VARIABLES, f"account_sid = '{ONE}'", Access(ONE, auth_token_env="TOKEN")),
        (VARIABLES, f"account_sid = '{OTHER}'\nauth_token_env = 'OTHER'",
         Access(OTHER, auth_token_env="OTHER")),
        (VARIABLES, "account_sid_env = 'SID'\nauth_token_env = 'OTHER'",
         Access(account_sid_env="SID", auth_token_env="OTHER")),
    ],
)  # fmt: skip
def test_own_credentials_take_the_place_of_inherited_ones(
    defaults: str, own: str, means: Access
) -> None:
    """A pair is of one table; only a command may know the credentials of several accounts."""
    assert access(own, defaults) == means._replace(folder=".")


@pytest.mark.parametrize("said", [f"account_sid = '{OTHER}'", "account_sid_env = 'SID'"])
def test_another_account_inherits_no_credentials(said: str) -> None:
    """Those of one account must never be sent for another."""
    error = refusal(f"extends = 'base'\n{said}", others=f"[environments.base]\n{VARIABLES}")

    assert error.message == (
        "prod is another account than the one whose credentials it would inherit"
    )
    assert error.help == (
        "say its own beside it: auth_token_env, or api_key_env and api_secret_env"
    )


@pytest.mark.parametrize(
    "base",
    [
        f"account_sid = '{ONE}'\ncredential_command = ['pass', 'flex']",
        f"account_sid = '{ONE}'\napi_key_env = 'KEY'\ncredential_command = ['pass', 'flex']",
    ],
)
def test_another_account_inherits_no_command_that_knows_one(base: str) -> None:
    """Only a command that is told whose are meant may know the credentials of several."""
    error = refusal(
        f"extends = 'base'\naccount_sid = '{OTHER}'", others=f"[templates.base]\n{base}"
    )

    assert error.message == (
        "prod is another account than the one whose credentials it would inherit"
    )


@pytest.mark.parametrize(
    ("shared", "prod", "other"),
    [
        ("auth_token_env = 'T'", f"account_sid = '{ONE}'", f"account_sid = '{OTHER}'"),
        ("auth_token_env = 'T'", "account_sid_env = 'ONE'", "account_sid_env = 'OTHER'"),
        ("", f"account_sid = '{ONE}'\nauth_token_env = 'T'",
         f"account_sid = '{OTHER}'\nauth_token_env = 'T'"),
        ("credential_command = ['pass', 'x']", f"account_sid = '{ONE}'",
         f"account_sid = '{OTHER}'"),
        ("credential_command = ['pass', 'x']", "api_key_env = 'K'", f"account_sid = '{OTHER}'"),
        ("", "api_key_env = 'K'\napi_secret_env = 'S'", "api_key_env = 'L'\napi_secret_env = 'S'"),
    ],
)  # fmt: skip
def test_a_credential_is_never_that_of_two_accounts(shared: str, prod: str, other: str) -> None:
    """It would be sent for both: which of them it opens is nobody's to try out."""
    error = refusal(prod, shared, f"[environments.other]\n{other}\n")

    assert error.message == (
        "prod would be reached with the credentials of other, which is another account"
    )
    assert error.location is not None


@pytest.mark.parametrize(
    ("shared", "prod", "other"),
    [
        ("auth_token_env = 'T'", f"account_sid = '{ONE}'", f"account_sid = '{ONE}'"),
        ("credential_command = ['pass', '{environment}']", f"account_sid = '{ONE}'",
         f"account_sid = '{OTHER}'"),
        ("credential_command = ['pass', 'x']", f"account_sid = '{ONE}'", ""),
        ("api_key_env = 'K'\napi_secret_env = 'S'", f"account_sid = '{ONE}'", ""),
    ],
)  # fmt: skip
def test_one_account_may_be_that_of_several_environments(
    shared: str, prod: str, other: str
) -> None:
    """All by the same credentials."""
    assert access(prod, shared, f"[environments.other]\n{other}\n")


def test_a_command_sees_no_variable_that_has_the_credentials_of_others() -> None:
    """Whichever environments of the file are asked for: the names are those of all."""
    own = "credential_command = ['pass', 'flex']"
    others = f"[environments.a]\n{VARIABLES}\n[environments.b]\n{KEY}\n"
    text = f"[defaults]\napp_config = 'a.js'\nlive = true\n{others}[environments.prod]\n{own}\n"

    prod = parse_environments(Source("e.toml", text, "json")).get("prod")

    assert prod is not None
    assert prod.live.access == Access(
        command=("pass", "flex"), folder=".", hidden=("TOKEN", "SECRET")
    )
    assert prod.inputs.resource == prod.live


def test_a_key_is_never_paired_with_an_inherited_secret() -> None:
    """It would be another's."""
    error = refusal("api_key_env = 'OTHER'", KEY)

    assert error.message == "prod has api_key_env, and no api_secret_env or credential_command"


def test_credentials_without_a_resource_that_is_fetched() -> None:
    """Say so: a resource that nobody fetches by mistake would give wrong values."""
    text = f"[environments.prod]\napp_config = 'a.js'\n{VARIABLES}\n"
    with pytest.raises(AppConfigError) as caught:
        parse_environments(Source("e.toml", text, "json"))

    assert caught.value.message == "prod has account_sid, but no resource that is fetched"
    parse_environments(Source("e.toml", f"{text}live = false\n", "json"))
    parse_environments(Source("e.toml", f"{text}configuration = 'kept'\n", "json"))
