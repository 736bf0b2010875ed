"""Jobs that nobody waits for: found until they are pushed out, and then said to have been."""

import re

import httpx
import pytest

from afterburner.core.errors import UsageError
from afterburner.core.execution import Execution, Program
from afterburner.core.problem import Solution, Test
from afterburner.service.client import Client, ExecuteJob, ExpiredJobError, JudgeJob, Task
from afterburner.service.config import ServiceConfig
from afterburner.service.jobs import Jobs
from afterburner.service.refusals import Refusal
from tests.sandbox.scripted import ok, scripted
from tests.service.conftest import running, wait_for


def code(jobs: Jobs, job_id: str) -> tuple[int, str]:
    with pytest.raises(Refusal) as caught:
        jobs.find(job_id)
    return caught.value.status, caught.value.code


def test_a_job_is_there_from_its_acceptance_on() -> None:
    jobs = Jobs(most=10, most_bytes=100)
    job_id = jobs.open()
    assert jobs.find(job_id) is None
    jobs.close(job_id, b"result")
    assert jobs.find(job_id) == b"result"
    assert jobs.find(job_id) == b"result"


def test_the_oldest_results_are_pushed_out_and_are_expired_and_not_unknown() -> None:
    jobs = Jobs(most=2, most_bytes=100)
    ids = [jobs.open() for _ in range(5)]
    for job_id in ids:
        jobs.close(job_id, b"r")
    assert [code(jobs, job_id) for job_id in ids[:3]] == [(410, "expired")] * 3
    assert [jobs.find(job_id) for job_id in ids[3:]] == [b"r", b"r"]


def test_results_are_bounded_in_bytes() -> None:
    jobs = Jobs(most=100, most_bytes=100)
    ids = [jobs.open() for _ in range(3)]
    for job_id in ids:
        jobs.close(job_id, b"x" * 60)
    assert code(jobs, ids[1]) == (410, "expired")
    assert jobs.find(ids[2]) is not None


def test_jobs_under_way_are_never_pushed_out() -> None:
    jobs = Jobs(most=1, most_bytes=100)
    waiting = [jobs.open() for _ in range(5)]
    done = jobs.open()
    jobs.close(done, b"r")
    assert all(jobs.find(job_id) is None for job_id in waiting)


def test_a_job_of_an_earlier_life_of_the_service_is_expired() -> None:
    assert code(Jobs(most=1, most_bytes=1), Jobs(most=1, most_bytes=1).open()) == (410, "expired")


@pytest.mark.parametrize("change", ["", "x", "-", "1-2-3", "%00", "../etc/passwd", "\N{SNOWMAN}"])
def test_an_id_that_was_never_given_out_is_unknown(change: str) -> None:
    jobs = Jobs(most=1, most_bytes=1)
    assert code(jobs, change) == (404, "unknown_job")


def test_an_id_with_another_mark_is_unknown() -> None:
    jobs = Jobs(most=1, most_bytes=1)
    life, number, mark = jobs.open().split("-")
    assert code(jobs, f"{life}-{int(number) + 1}-{mark}") == (404, "unknown_job")


def test_a_job_over_http_is_accepted_found_and_read(client: Client) -> None:
    job_id = client.submit(ExecuteJob(id=1, program=Program(source=b"print(7)")))
    wait_for(lambda: client.job(job_id) is not None)
    seen = client.job(job_id)
    assert isinstance(seen, Execution)
    assert seen.stdout == b"7\n"


def test_the_machines_fault_is_told_when_the_job_is_asked_for(http: httpx.Client) -> None:
    reply = http.post("/v1/execute", json={"code": "int main(){}", "language": "c", "entry_point": "f", "wait": False})
    location = reply.headers["location"]
    assert reply.status_code == 202
    wait_for(lambda: http.get(location).json()["state"] == "done")
    assert http.get(location).json()["error"]["code"] == "invalid_request"


def test_an_evicted_result_is_410_over_http() -> None:
    pool, _made = scripted(ok, workers=1)
    with running(ServiceConfig(kept_jobs=1), pool=pool) as server, Client(server.url) as client:
        ids = [client.submit(ExecuteJob(id=1, program=Program(source=b""))) for _ in range(3)]
        wait_for(lambda: client.job(ids[-1]) is not None)
        reply = server.http.get(f"/v1/jobs/{ids[0]}")
        assert (reply.status_code, reply.json()["error"]["code"]) == (410, "expired")
        with pytest.raises(ExpiredJobError):
            client.job(ids[0])
        assert server.http.get(f"/results/{ids[0]}").status_code == 410


def test_an_unknown_job_is_a_usage_error(client: Client) -> None:
    with pytest.raises(UsageError, match="never"):
        client.job("no-such-job")


def test_a_judgement_can_be_a_job(client: Client) -> None:
    task = Task(tests=[Test(name="t", input=b"", expected=b"1")])
    job_id = client.submit(JudgeJob(id=1, solution=Solution(code="print(1)"), task=task))
    assert re.fullmatch(r"[0-9a-f]{8}-[0-9]+-[0-9a-f]{16}", job_id)
    wait_for(lambda: client.job(job_id) is not None)
