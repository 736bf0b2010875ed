"""POST /v1/execute: bytes come out as they went in, and what can't be used is refused (75 and 78 of the abuse catalogue)."""

import base64
import json

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from afterburner.core.execution import MIB, Program
from afterburner.core.status import Status
from afterburner.service import examples
from afterburner.service.client import Client
from afterburner.service.replies import ExecutionOut

ECHO = "import sys; sys.stdout.buffer.write(sys.stdin.buffer.read())"


def execute(http: httpx.Client, **asked: object) -> httpx.Response:
    return http.post("/v1/execute", json={"code": ECHO, **asked})


def error(reply: httpx.Response, status: int) -> dict:
    assert reply.status_code == status, reply.text
    assert reply.headers["content-type"] == "application/json"
    detail = reply.json()["error"]
    assert detail["code"]
    assert detail["message"]
    return detail


@given(data=st.binary(max_size=200))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_byte_goes_in_and_comes_out(client: Client, data: bytes) -> None:
    assert client.execute(Program(source=ECHO.encode()), data).stdout == data


def test_bytes_that_are_not_text_are_base64_and_say_so(http: httpx.Client) -> None:
    reply = execute(http, stdin=base64.b64encode(b"\x00\xff").decode(), stdin_encoding="base64").json()
    assert (reply["stdout"], reply["stdout_encoding"]) == ("AP8=", "base64")


def test_text_is_text_and_keeps_its_nul(http: httpx.Client) -> None:
    reply = execute(http, stdin="a\x00\N{SNOWMAN}").json()
    assert (reply["stdout"], reply["stdout_encoding"]) == ("a\x00\N{SNOWMAN}", "utf-8")


def test_source_that_is_not_text_reaches_the_compiler(http: httpx.Client) -> None:
    source = base64.b64encode(b"print('\xff')").decode()
    assert execute(http, code=source, code_encoding="base64").json()["status"] == "compile_error"


def test_the_reply_is_as_the_schema_says(http: httpx.Client) -> None:
    seen = ExecutionOut.model_validate_json(execute(http, timeline=True).content)
    assert seen.status is Status.OK
    assert len(seen.timeline or []) == seen.samples


@pytest.mark.parametrize("asked", examples.EXECUTE.values(), ids=examples.EXECUTE)
def test_every_example_of_the_description_works(http: httpx.Client, asked: dict) -> None:
    reply = http.post("/v1/execute", json=asked["value"])
    assert reply.status_code == (200 if asked["value"].get("wait", True) else 202), reply.text


def test_ten_megabytes_of_source_work(http: httpx.Client) -> None:
    reply = execute(http, code="x = 1\n" + "#" * (10 * MIB - 100) + "\nprint(x)").json()
    assert (reply["status"], reply["stdout"]) == ("ok", "1\n")


def test_a_body_over_the_limit_is_413_and_says_the_limit(http: httpx.Client) -> None:
    detail = error(execute(http, code="#" * (13 * MIB)), 413)
    assert detail["code"] == "too_large"
    assert str(12 * MIB) in detail["message"]


def test_a_body_of_unknown_length_over_the_limit_is_413(http: httpx.Client) -> None:
    error(http.post("/v1/execute", content=iter([b"x" * MIB] * 14)), 413)


@pytest.mark.parametrize("name", ["cpu_s", "wall_s", "memory_bytes", "output_bytes", "processes", "scratch_bytes"])
@pytest.mark.parametrize("value", [-1, 0, 10**16, 1e300, True, "1", None, [], "NaN", "Infinity", "-Infinity", "1e999"])
def test_limits_that_make_no_sense_are_refused(http: httpx.Client, name: str, value: object) -> None:
    is_bare = isinstance(value, str) and value != "1"
    shown = value if is_bare else json.dumps(value)
    reply = http.post("/v1/execute", content=f'{{"code": "", "limits": {{"{name}": {shown}}}}}')
    if value is None:
        assert reply.status_code == 200
    else:
        assert name in error(reply, 422)["message"]


def test_an_unknown_key_is_refused_with_those_that_are_known(http: httpx.Client) -> None:
    detail = error(execute(http, timelimit=3), 422)
    assert "timelimit" in detail["message"]
    assert "limits" in detail["hint"]


def test_an_unknown_language_is_refused_with_those_that_are_known(http: httpx.Client) -> None:
    detail = error(execute(http, language="cobol"), 422)
    assert "cobol" in detail["message"]
    assert "python" in detail["hint"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff", 400),
        (b"null", 422),
        (b"[]", 422),
        (b'"code"', 422),
        (b"{}", 422),
        (b'{"code": 1}', 422),
        (b'{"code": "\\ud800"}', 400),
        (b'{"code": "", "stdin": "*", "stdin_encoding": "base64"}', 422),
        (b'{"code": "", "stdin_encoding": "latin-1"}', 422),
        (b'{"code": "", "sample_hz": NaN}', 422),
        (b'{"code": "", "sample_hz": 0}', 422),
        (b'{"code": "", "id": ' + b"1" * 100_000 + b"}", 400),
        (b'{"code": ' + b"[" * 100_000, 400),
        (b'{"code": "", "wait": 1}', 422),
    ],
)
def test_what_is_no_request_is_refused(http: httpx.Client, body: bytes, status: int) -> None:
    error(http.post("/v1/execute", content=body), status)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KEYS = [
    "code",
    "language",
    "stdin",
    "limits",
    "tests",
    "problem",
    "checker",
    "jobs",
    "shared",
    "wait",
    "id",
    "entry_point",
]
ROUTES = ["/v1/execute", "/v1/judge", "/v1/batch", "/execute", "/run_code"]


@given(route=st.sampled_from(ROUTES), asked=st.dictionaries(st.sampled_from(KEYS), JSON, max_size=4))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_is_asked_breaks_the_service(http: httpx.Client, route: str, asked: dict) -> None:
    reply = http.post(route, content=json.dumps(asked))
    assert reply.status_code < 500, reply.text
    reply.json()


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/v1/execute", 405), ("POST", "/nowhere", 404)])
def test_a_wrong_route_is_refused_in_the_same_form(http: httpx.Client, method: str, path: str, status: int) -> None:
    error(http.request(method, path), status)


def test_a_program_that_fails_is_a_result_and_no_error(http: httpx.Client) -> None:
    reply = execute(http, code="1 / 0")
    assert (reply.status_code, reply.json()["status"]) == (200, "runtime_error")


def test_the_description_names_every_route_and_every_reference_in_it_leads_somewhere(http: httpx.Client) -> None:
    document = http.get("/openapi.json").json()
    assert {"/v1/execute", "/v1/judge", "/v1/batch", "/v1/jobs/{job_id}", "/healthz", "/metrics"} <= set(
        document["paths"]
    )
    schemas = document["components"]["schemas"]
    text = json.dumps(document)
    for part in text.split('"#/components/schemas/')[1:]:
        assert part.partition('"')[0] in schemas
