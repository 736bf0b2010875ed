"""What does the service add to the sandbox: requests and tests a second, over HTTP on the same machine?

A server in a process of its own, clients in processes of their own, and one tiny Python program on an input of its own each
time. In turn, round after round: the bare sandbox, one client and two over keep-alive, the same without our client, a batch of
runs, and a batch of judgements of ten tests each. Clients share the processors with the server, as they do where there is one
machine.
"""

import contextlib
import http.client
import json
import multiprocessing
import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, field

from record import Figures, parser, publish

from afterburner.core.execution import Execution, Limits, Program
from afterburner.core.problem import Solution, Test
from afterburner.sandbox.pool import Pool
from afterburner.service.client import Client, ExecuteJob, JudgeJob, Task

SOURCE = b"a, b = map(int, input().split())\nprint(a + b)\n"
PROGRAM = Program(source=SOURCE)
TESTS_A_JUDGEMENT = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One measurement."""

    tests: int
    seconds: float
    latencies_s: list[float] = field(default_factory=list)
    """Of single requests."""

    @property
    def per_s(self) -> float:
        """Tests a second."""
        return self.tests / self.seconds


def main() -> None:
    arguments = parser(__doc__)
    arguments.add_argument("--rounds", type=int, default=5, help="how often each is measured, in turn")
    arguments.add_argument("--tests", type=int, default=600, help="runs of one measurement")
    options = arguments.parse_args()
    rounds, tests = (2, 100) if options.quick else (options.rounds, options.tests)
    workers = len(os.sched_getaffinity(0))
    seen: dict[str, list[Sample]] = {}
    for _ in range(rounds):
        for name, sample in _round(tests, workers):
            seen.setdefault(name, []).append(sample)
    rows = [_row(name, samples) for name, samples in seen.items()]
    settings = {"rounds": rounds, "tests": tests, "workers": workers, "program": SOURCE.decode()}
    summary = {f"best, {row['what']}": row["best_per_s"] for row in rows}
    figures = Figures(benchmark="service", settings=settings, rows=rows, summary=summary)
    publish(figures, options.json, columns=["what", "best_per_s", "median_per_s", "p50_ms", "p99_ms", "rounds"])


def _round(tests: int, workers: int) -> Iterator[tuple[str, Sample]]:
    yield "sandbox, one worker", _bare(tests, 1)
    yield f"sandbox, {workers} workers", _bare(tests, workers)
    with _server() as url, Client(url) as client:
        _singly(url, 20)
        _singly(url, 20)
        for clients in (1, 2):
            yield f"service, clients one by one: {clients}", _at_once(url, tests, clients, _singly)
            yield f"service, bare connections one by one: {clients}", _at_once(url, tests, clients, _plainly)
        yield "service, batch of runs", _batch_of_runs(client, tests)
        yield f"service, batch of judgements of {TESTS_A_JUDGEMENT} tests", _batch_of_judgements(client, tests)


def _bare(tests: int, workers: int) -> Sample:
    with Pool(workers=workers) as pool, ThreadPoolExecutor(workers) as threads:
        list(threads.map(lambda _number: pool.execute(PROGRAM, b"0 0\n", limits=Limits()), range(4 * workers)))

        def run(numbers: range) -> None:
            for number in numbers:
                _check(number, pool.execute(PROGRAM, _input(number), limits=Limits()))

        shares = [range(first, tests, workers) for first in range(workers)]
        seconds = _seconds(lambda: list(threads.map(run, shares)))
    return Sample(tests=tests, seconds=seconds)


@contextlib.contextmanager
def _server() -> Iterator[str]:
    command = [sys.executable, "-m", "afterburner", "serve", "--port", "0", "--json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())["url"]
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate()


def _singly(url: str, tests: int) -> list[float]:
    with Client(url) as client:
        client.execute(PROGRAM, b"0 0\n")  # the connection is made
        latencies = []
        for number in range(tests):
            start_s = time.perf_counter()
            _check(number, client.execute(PROGRAM, _input(number)))
            latencies.append(time.perf_counter() - start_s)
    return latencies


def _plainly(url: str, tests: int) -> list[float]:
    """Ask as ``_singly`` does, with no more than a client has to do: our own takes as much processor time as the server."""
    connection = http.client.HTTPConnection(url.removeprefix("http://").rstrip("/"))
    latencies = []
    for number in range(tests):
        body = json.dumps({"code": SOURCE.decode(), "stdin": _input(number).decode()})
        start_s = time.perf_counter()
        connection.request("POST", "/v1/execute", body, {"Content-Type": "application/json"})
        reply = json.loads(connection.getresponse().read())
        latencies.append(time.perf_counter() - start_s)
        assert reply["stdout"].encode() == _answer(number), reply
    connection.close()
    return latencies


def _at_once(url: str, tests: int, clients: int, ask: Callable[[str, int], list[float]]) -> Sample:
    each = tests // clients
    with ProcessPoolExecutor(clients, multiprocessing.get_context("spawn")) as processes:
        list(processes.map(ask, [url] * clients, [1] * clients))  # they are started
        found = list(processes.map(ask, [url] * clients, [each] * clients))
    latencies = [latency for one in found for latency in one]
    return Sample(tests=each * clients, seconds=max(map(sum, found)), latencies_s=latencies)


def _batch_of_runs(client: Client, tests: int) -> Sample:
    jobs = [ExecuteJob(id=number, program=PROGRAM, stdin=_input(number)) for number in range(tests)]

    def run() -> None:
        for result in client.batch(jobs):
            assert isinstance(result.outcome, Execution)
            _check(int(result.id), result.outcome)

    return Sample(tests=tests, seconds=_seconds(run))


def _batch_of_judgements(client: Client, tests: int) -> Sample:
    numbers = range(TESTS_A_JUDGEMENT)
    task = Task(tests=[Test(name=str(n), input=_input(n), expected=_answer(n)) for n in numbers])
    count = tests // TESTS_A_JUDGEMENT
    jobs = [JudgeJob(id=number, solution=Solution(code=SOURCE.decode()), repeats=0) for number in range(count)]

    def run() -> None:
        for result in client.batch(jobs, shared=task):
            assert not isinstance(result.outcome, Execution | Exception)
            assert result.outcome.passed == TESTS_A_JUDGEMENT

    return Sample(tests=count * TESTS_A_JUDGEMENT, seconds=_seconds(run))


def _input(number: int) -> bytes:
    return b"%d 23\n" % number


def _answer(number: int) -> bytes:
    return b"%d\n" % (number + 23)


def _check(number: int, seen: Execution) -> None:
    assert seen.stdout == _answer(number), seen


def _seconds(call: Callable[[], object]) -> float:
    start_s = time.perf_counter()
    call()
    return time.perf_counter() - start_s


def _row(name: str, samples: list[Sample]) -> dict[str, object]:
    latencies = [latency for sample in samples for latency in sample.latencies_s]
    cuts = statistics.quantiles(latencies, n=100, method="inclusive") if latencies else None
    return {
        "what": name,
        "best_per_s": max(sample.per_s for sample in samples),
        "median_per_s": statistics.median(sample.per_s for sample in samples),
        "p50_ms": cuts[49] * 1000 if cuts else None,
        "p99_ms": cuts[98] * 1000 if cuts else None,
        "rounds": len(samples),
    }


if __name__ == "__main__":
    main()
