"""The client for programs that wait."""

import contextlib
import threading
import time
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Self

import httpx

from afterburner.core.attempt import Judgement
from afterburner.core.execution import Execution, Limits, Program
from afterburner.core.problem import Solution
from afterburner.service.client import protocol
from afterburner.service.client.protocol import (
    BatchResult,
    ExecuteJob,
    JudgeJob,
    Results,
    Task,
    delay_s,
    error_of,
)
from afterburner.service.client.transport import (
    CONNECTIONS,
    DEFAULT_TIMEOUT_S,
    RETRIES,
    delay_after,
    settings,
    unreachable,
)


class Client:
    """Talks to one service. May be shared by threads.

    Every method raises ``UsageError`` for what the service refuses, ``SandboxError`` where the machine failed or the service
    stayed busy or away for all retries.
    """

    def __init__(
        self,
        url: str,
        *,
        token: str | None = None,
        timeout_s: float = DEFAULT_TIMEOUT_S,
        retries: int = RETRIES,
        connections: int = CONNECTIONS,
    ) -> None:
        """Prepare to talk to the service at ``url``; a reply may take ``timeout_s`` seconds.

        Of requests of several threads, ``connections`` are under way at one time.
        """
        self._retries = retries
        self._settings = settings(url, token, timeout_s)
        self._slots = threading.BoundedSemaphore(connections)
        self._idle: list[httpx.Client] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all connections."""
        while self._idle:
            self._idle.pop().close()

    @contextlib.contextmanager
    def _connection(self) -> Iterator[httpx.Client]:
        with self._slots:
            http = self._idle.pop() if self._idle else httpx.Client(**self._settings)
            try:
                yield http
            finally:
                self._idle.append(http)

    def execute(
        self,
        program: Program,
        stdin: bytes = b"",
        *,
        limits: Limits = Limits(),  # noqa: B008 - frozen
        sample_hz: float = 1000.0,
        timeline: bool = False,
    ) -> Execution:
        """Run ``program`` once; with ``timeline`` the execution holds every memory sample."""
        job = ExecuteJob(id="", program=program, stdin=stdin, limits=limits, sample_hz=sample_hz, timeline=timeline)
        reply = self._ask("POST", protocol.EXECUTE, protocol.execute_body(job))
        return protocol.execution_of(reply.status_code, reply.content)

    def judge(
        self, solution: Solution, task: Task, *, repeats: int = 1, all_tests: bool = False, seed: int | None = None
    ) -> Judgement:
        """Judge ``solution``."""
        job = JudgeJob(id="", solution=solution, task=task, repeats=repeats, all_tests=all_tests, seed=seed)
        reply = self._ask("POST", protocol.JUDGE, protocol.judge_body(job))
        return protocol.judgement_of(reply.status_code, reply.content)

    def submit(self, job: ExecuteJob | JudgeJob) -> str:
        """Hand in a job without waiting; return the id for ``job``. The job's own id is not used."""
        path, body = protocol.submission(job)
        reply = self._ask("POST", path, body)
        return protocol.job_id_of(reply.status_code, reply.content)

    def job(self, job_id: str) -> Execution | Judgement | None:
        """Return the result of a job, or None while it is not done.

        Raises:
            ExpiredJobError: the result is not kept any more.

        """
        reply = self._ask("GET", protocol.JOBS + job_id)
        return protocol.job_of(reply.status_code, reply.content)

    def batch(self, jobs: Sequence[ExecuteJob | JudgeJob], *, shared: Task | None = None) -> Iterator[BatchResult]:
        """Do many jobs; yield each result when it is there, in the order of their ends.

        Leaving the iterator early cancels what is left.
        """
        body, attempt = protocol.batch_body(jobs, shared), 0
        while True:
            try:
                with self._connection() as http, http.stream("POST", protocol.BATCH, content=body) as reply:
                    if reply.status_code == httpx.codes.OK:
                        yield from _results(reply, len(jobs))
                        return
                    said = reply.read()
            except httpx.TransportError as error:
                time.sleep(delay_after(error, attempt, most=self._retries))
            else:
                wait_s = delay_s(reply.status_code, reply.headers, attempt, most=self._retries)
                if wait_s is None:
                    raise error_of(reply.status_code, said)
                time.sleep(wait_s)
            attempt += 1

    def layers(self) -> tuple[str, ...]:
        """Return the layers of isolation that are on where the programs run."""
        reply = self._ask("GET", protocol.HEALTH)
        return protocol.health_of(reply.status_code, reply.content)

    def _ask(self, method: str, path: str, body: bytes = b"") -> httpx.Response:
        attempt = 0
        while True:
            try:
                with self._connection() as http:
                    reply = http.request(method, path, content=body)
            except httpx.TransportError as error:
                wait_s: float | None = delay_after(error, attempt, most=self._retries)
            else:
                wait_s = delay_s(reply.status_code, reply.headers, attempt, most=self._retries)
            if wait_s is None:
                return reply
            time.sleep(wait_s)
            attempt += 1


def _results(reply: httpx.Response, expected: int) -> Iterator[BatchResult]:
    results = Results(expected=expected)
    try:
        for part in reply.iter_bytes():
            yield from results.feed(part)
    except httpx.TransportError as error:
        raise unreachable(error) from error
    results.finish()
