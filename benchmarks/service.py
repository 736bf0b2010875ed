"""What does the service add to the sandbox: requests and tests a second, over HTTP on the same machine?

A server in a process of its own, and clients in processes of their own, one tiny Python program on inputs of its own each. In
turn, round after round: the bare sandbox with one and with two workers, one client and two over keep-alive, a batch of runs,
and a batch of judgements of ten tests each. Clients share the processors with the server, as they do on one machine.
"""

import contextlib
import json
import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

from record import Figures, parser, publish

from afterburner.core.execution import Execution, Limits, Program
from afterburner.core.problem import Solution, Test
from afterburner.core.status import Status, Verdict
from afterburner.sandbox.pool import Pool
from afterburner.service.client import Client, ExecuteJob, JudgeJob, Task

SOURCE = b"a, b = map(int, input().split())\nprint(a + b)\n"
TESTS_A_JUDGEMENT = 10


def main() -> None:
    arguments = parser(__doc__)
    arguments.add_argument("--rounds", type=int, default=5, help="how often each is measured, in turn")
    arguments.add_argument("--requests", type=int, default=600, help="requests, or tests, of one measurement")
    options = arguments.parse_args()
    rounds, requests = (2, 100) if options.quick else (options.rounds, options.requests)
    workers = len(os.sched_getaffinity(0))
    seen: dict[str, list[Sample]] = {}
    for _ in range(rounds):
        for name, measure in _bare(requests, workers) | _served(requests, workers):
            seen.setdefault(name, []).append(measure)
    rows = [_row(name, samples) for name, samples in seen.items()]
    settings = {"rounds": rounds, "requests": requests, "workers": workers, "program": SOURCE.decode()}
    summary = {str(row["what"]): row["best_per_s"] for row in rows}
    figures = Figures(benchmark="service", settings=settings, rows=rows, summary=summary)
    publish(figures, options.json, columns=["what", "best_per_s", "median_per_s", "p50_ms", "p99_ms", "runs"])
