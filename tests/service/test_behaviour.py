"""How the service behaves: faults, tokens, full queues, clients that leave, counters (78 to 80 of the abuse catalogue)."""

import asyncio
import json
import re
import socket
import threading
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from afterburner.core.errors import CancelledRunError, SandboxError
from afterburner.core.execution import Execution, Limits, Program
from afterburner.core.problem import Solution, Test
from afterburner.core.status import Status
from afterburner.service.client import AsyncClient, Client, ExecuteJob, JudgeJob, Task
from afterburner.service.config import ServiceConfig
from tests.sandbox.scripted import Scripted, ok, scripted
from tests.service.conftest import Running, running, wait_for

TOKEN = "a-secret"  # noqa: S105 - of the tests
RUN = {"code": "print(1)"}
TASK = Task(tests=[Test(name="t", input=b"", expected=b"")])


def failing(_monolith: Scripted) -> Execution:
    raise SandboxError("no space left on device")


def until_cancelled(monolith: Scripted) -> Execution:
    monolith.cancelled.wait()
    raise CancelledRunError("cancelled")


# The machine's fault


@pytest.mark.parametrize("path", ["/v1/execute", "/v1/judge"])
def test_a_fault_of_the_machine_is_503_with_a_code_and_no_verdict(path: str) -> None:
    pool, _made = scripted(failing, workers=1)
    asked = {**RUN, "tests": [{"input": "", "expected": ""}]} if path.endswith("judge") else RUN
    with running(ServiceConfig(), pool=pool) as server:
        reply = server.http.post(path, json=asked)
    assert reply.status_code == 503
    assert reply.json()["error"]["code"] == "machine_fault"
    assert "no space left" in reply.json()["error"]["message"]
    assert "verdict" not in reply.json()
    assert reply.headers["retry-after"].isdecimal()


def test_a_fault_in_a_batch_is_an_error_for_that_job_alone() -> None:
    def behave(monolith: Scripted) -> Execution:
        return failing(monolith) if monolith.ran[-1] == b"bad" else ok(monolith)

    pool, _made = scripted(behave, workers=2)
    with running(ServiceConfig(), pool=pool) as server, Client(server.url) as client:
        jobs = [ExecuteJob(id=name, program=Program(source=name.encode())) for name in ("a", "bad", "b")]
        outcomes = {
            result.id: result.outcome
            for result in client.batch([*jobs, JudgeJob(id="j", solution=Solution(code="bad"))], shared=TASK)
        }
    assert isinstance(outcomes["bad"], SandboxError)
    assert isinstance(outcomes["j"], SandboxError)
    assert all(isinstance(outcomes[name], Execution) for name in ("a", "b"))


def test_the_client_asks_again_after_a_fault_and_gets_its_result() -> None:
    left = [True, True]

    def behave(monolith: Scripted) -> Execution:
        return failing(monolith) if left and left.pop() else ok(monolith)

    pool, _made = scripted(behave, workers=1)
    with running(ServiceConfig(), pool=pool) as server, Client(server.url) as client:
        assert client.execute(Program(source=b"")).status is Status.OK


def test_the_client_gives_up_in_the_end_with_the_machines_error() -> None:
    pool, _made = scripted(failing, workers=1)
    with (
        running(ServiceConfig(), pool=pool) as server,
        Client(server.url, retries=0) as client,
        pytest.raises(SandboxError, match="no space left"),
    ):
        client.execute(Program(source=b""))


def test_a_service_that_is_not_there_is_the_machines_error() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        with Client(url, retries=1) as client, pytest.raises(SandboxError, match="reached"):
            client.execute(Program(source=b""))


# Tokens


@pytest.mark.parametrize(
    "given", [None, "Bearer wrong", "Bearer", "secret", "bearer a-secret\N{LATIN SMALL LETTER E WITH ACUTE}"]
)
def test_without_the_token_nothing_is_done(given: str | None) -> None:
    pool, made = scripted(ok, workers=1)
    headers = {} if given is None else {"authorization": given.encode()}
    with running(ServiceConfig(token=TOKEN), pool=pool) as server:
        for method, path in (
            ("POST", "/v1/execute"),
            ("GET", "/metrics"),
            ("POST", "/run_code"),
            ("GET", "/openapi.json"),
        ):
            reply = server.http.request(method, path, headers=headers, json=RUN)
            assert reply.status_code == 401, path
            assert reply.headers["www-authenticate"] == "Bearer"
        assert server.http.get("/healthz").status_code == 200
    assert made[0].ran == []


def test_with_the_token_everything_is_done() -> None:
    pool, _made = scripted(ok, workers=1)
    with running(ServiceConfig(token=TOKEN), pool=pool) as server, Client(server.url, token=TOKEN) as client:
        assert client.execute(Program(source=b"")).status is Status.OK


# The queue


def test_a_full_queue_says_when_to_come_back_and_loses_nothing() -> None:
    go = threading.Event()

    def behave(monolith: Scripted) -> Execution:
        go.wait()
        return ok(monolith)

    pool, _made = scripted(behave, workers=1)
    with running(ServiceConfig(queue=4), pool=pool) as server, ThreadPoolExecutor(20) as threads:
        asked = [threads.submit(httpx.post, f"{server.url}/v1/execute", json=RUN, timeout=60, trust_env=False)]
        wait_for(lambda: server.service.scheduler.running == 1)
        asked += [
            threads.submit(httpx.post, f"{server.url}/v1/execute", json=RUN, timeout=60, trust_env=False)
            for _ in range(19)
        ]
        wait_for(lambda: sum(future.done() for future in asked) == 15)
        go.set()
        replies = [future.result() for future in asked]
    refused = [reply for reply in replies if reply.status_code == 429]
    assert sorted(reply.status_code for reply in replies) == [200] * 5 + [429] * 15
    assert all(int(reply.headers["retry-after"]) >= 1 for reply in refused)
    assert {reply.json()["error"]["code"] for reply in refused} == {"queue_full"}


def test_a_thousand_requests_at_once_are_all_answered(server: Running) -> None:
    async def many() -> list[bytes]:
        async with AsyncClient(server.url) as client:
            program = Program(source=b"print(input())")
            seen = await asyncio.gather(*(client.execute(program, b"%d" % number) for number in range(1000)))
            return [execution.stdout for execution in seen]

    assert asyncio.run(many()) == [b"%d\n" % number for number in range(1000)]


# Clients that leave


def leave(server: Running, path: str, asked: object) -> None:
    """Send a request, wait until it is under way, and go."""
    body = json.dumps(asked).encode()
    with socket.create_connection(server.url.removeprefix("http://").split(":")) as connection:
        head = f"POST {path} HTTP/1.1\r\nhost: x\r\ncontent-length: {len(body)}\r\n\r\n"
        connection.sendall(head.encode() + body)
        wait_for(lambda: server.service.scheduler.running > 0)


SLEEP = {"code": "import time; time.sleep(50)", "limits": {"wall_s": 60}}


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/v1/execute", SLEEP),
        ("/v1/judge", {**SLEEP, "tests": [{"input": "", "expected": ""}]}),
        ("/v1/batch", {"jobs": [{"do": "execute", "id": number, **SLEEP} for number in range(20)]}),
        ("/run_code", {"code": SLEEP["code"], "language": "python", "run_timeout": 60}),
        ("/execute", {"code": SLEEP["code"], "language": "python", "timeout": 60}),
    ],
)
def test_a_client_that_leaves_takes_its_work_with_it(server: Running, path: str, asked: dict) -> None:
    leave(server, path, asked)
    wait_for(lambda: server.service.scheduler.is_idle)
    assert server.http.post("/v1/execute", json=RUN).json()["stdout"] == "1\n"


def test_leaving_the_results_of_a_batch_cancels_the_rest(server: Running, client: Client) -> None:
    jobs = [ExecuteJob(id=0, program=Program(source=b""))]
    jobs += [
        ExecuteJob(id=n, program=Program(source=b"import time; time.sleep(50)"), limits=Limits(wall_s=60))
        for n in (1, 2, 3)
    ]
    results = client.batch(jobs)
    assert next(results).id == 0
    results.close()  # type: ignore[attr-defined]
    wait_for(lambda: server.service.scheduler.is_idle)


def test_a_client_that_does_not_read_pauses_its_batch_and_gets_all_of_it() -> None:
    def behave(monolith: Scripted) -> Execution:
        del monolith
        return Execution(status=Status.OK, stdout=b"x" * 100_000)

    pool, made = scripted(behave, workers=1)
    jobs = [{"do": "execute", "id": number, "code": ""} for number in range(400)]
    with (
        running(ServiceConfig(unread_bytes=1_000_000), pool=pool) as server,
        server.http.stream("POST", "/v1/batch", json={"jobs": jobs}) as reply,
    ):
        previous = -1
        while len(made[0].ran) != previous:  # until nothing moves any more
            previous = len(made[0].ran)
            threading.Event().wait(0.3)
        assert len(made[0].ran) < 400
        ids = [json.loads(line)["id"] for line in reply.iter_lines()]
    assert sorted(ids) == list(range(400))


# Counters


def test_the_counters_count(server: Running, client: Client) -> None:
    def value(name: str) -> float:
        found = re.search(rf"^{re.escape(name)} (\S+)$", server.http.get("/metrics").text, re.MULTILINE)
        assert found, name
        return float(found.group(1))

    names = ['afterburner_executions_total{status="ok"}', 'afterburner_verdicts_total{verdict="wrong_answer"}']
    names += [
        'afterburner_answers_total{route="/v1/judge",status="200"}',
        'afterburner_request_seconds_count{route="/v1/judge"}',
    ]
    client.judge(Solution(code="print(1)"), TASK)
    before = [value(name) for name in names]
    client.judge(Solution(code="print(1)"), TASK)
    assert [value(name) for name in names] == [count + 1 for count in before]
    assert value("afterburner_queue_length") == 0
    assert value("afterburner_workers") == 2
    assert value("afterburner_machine_faults_total") >= 0


def test_health_says_how_programs_are_kept(server: Running) -> None:
    health = server.http.get("/healthz").json()
    assert health["status"] == "ok"
    assert health["workers"] == 2
    assert health["isolation"] == list(server.service.isolation)
    assert health["isolation"]
