"""The clients' protocol, which is pure: when to ask again, and what an answer means."""

import pytest

from afterburner.core.errors import AfterburnerError, SandboxError, UsageError
from afterburner.core.execution import Execution, Program
from afterburner.core.status import Status
from afterburner.service import replies
from afterburner.service.client.protocol import (
    MOST_DELAY_S,
    ExecuteJob,
    ExpiredJobError,
    Results,
    ServiceUnreachableError,
    backing_off_s,
    delay_s,
    error_of,
    execute_body,
    execution_of,
    line_of,
)
from afterburner.service.refusals import Refusal, refusal_of

LINES = b"".join(
    replies.line(number, "execution", replies.execution(Execution(status=Status.OK))) for number in range(3)
)


@pytest.mark.parametrize("status", [429, 503])
def test_busy_services_are_asked_again_when_they_say(status: int) -> None:
    assert delay_s(status, {"retry-after": "7"}, 0, most=3) == 7
    assert delay_s(status, {"retry-after": "100000"}, 0, most=3) == MOST_DELAY_S
    assert delay_s(status, {}, 0, most=3) == backing_off_s(0)
    assert delay_s(status, {"retry-after": "Wed, 21 Oct 2026 07:28:00 GMT"}, 1, most=3) == backing_off_s(1)
    assert delay_s(status, {"retry-after": "7"}, 3, most=3) is None


@pytest.mark.parametrize("status", [200, 202, 400, 401, 404, 410, 413, 422, 500])
def test_other_answers_are_final(status: int) -> None:
    assert delay_s(status, {"retry-after": "7"}, 0, most=3) is None


def test_waiting_grows_and_is_bounded() -> None:
    waits = [backing_off_s(attempt) for attempt in range(100)]
    assert waits == sorted(waits)
    assert waits[0] < 1
    assert waits[-1] == MOST_DELAY_S


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (422, "invalid_request", UsageError),
        (413, "too_large", UsageError),
        (404, "unknown_job", UsageError),
        (401, "unauthorized", UsageError),
        (410, "expired", ExpiredJobError),
        (429, "queue_full", SandboxError),
        (503, "machine_fault", SandboxError),
        (503, "ending", SandboxError),
        (503, "cancelled", SandboxError),
    ],
)
def test_a_refusal_is_an_error_of_its_kind(status: int, code: str, kind: type[AfterburnerError]) -> None:
    refusal = Refusal(status, code, "what", hint="next")
    error = error_of(status, replies.as_json(refusal.body()))
    assert type(error) is kind
    assert (error.message, error.hint) == ("what", "next")


@pytest.mark.parametrize("error", [UsageError("a", hint="b"), SandboxError("a", hint="b")])
def test_errors_survive_the_way(error: AfterburnerError) -> None:
    refusal = refusal_of(error)
    back = error_of(refusal.status, replies.as_json(refusal.body()))
    assert (type(back), back.message, back.hint) == (type(error), error.message, error.hint)


@pytest.mark.parametrize(("status", "kind"), [(502, SandboxError), (403, UsageError)])
def test_an_answer_from_something_else_is_no_verdict(status: int, kind: type[AfterburnerError]) -> None:
    assert isinstance(error_of(status, b"<html>"), kind)


@pytest.mark.parametrize("body", [b"<html>", b"{}", b'{"status": "great"}', b""])
def test_a_reply_that_is_none_is_the_machines_error(body: bytes) -> None:
    with pytest.raises(SandboxError):
        execution_of(200, body)


@pytest.mark.parametrize("size", [1, 7, 100_000])
def test_results_arrive_however_the_bytes_are_cut(size: int) -> None:
    results = Results(expected=3)
    found = [result for at in range(0, len(LINES), size) for result in results.feed(LINES[at : at + size])]
    results.finish()
    assert [result.id for result in found] == [0, 1, 2]


def test_a_reply_that_breaks_off_is_an_error() -> None:
    results = Results(expected=3)
    results.feed(LINES[:-1])
    with pytest.raises(ServiceUnreachableError, match="1 results"):
        results.finish()


def test_a_line_with_an_error_is_a_result_of_its_own() -> None:
    result = line_of(replies.line("x", "error", {"code": "machine_fault", "message": "m", "hint": None}))
    assert isinstance(result.outcome, SandboxError)


def test_bytes_travel_as_text_where_they_can() -> None:
    body = execute_body(ExecuteJob(id=1, program=Program(source=b"print(1)"), stdin=b"\xff"))
    assert b'"code":"print(1)"' in body
    assert b'"stdin_encoding":"base64"' in body
