"""Sandboxes that start nothing and do as they are told: for tests of what stands on them."""

import threading
import time
from collections.abc import Callable

from afterburner.core.execution import Execution, Limits, Program
from afterburner.core.status import Status
from afterburner.sandbox.monolith import Monolith
from afterburner.sandbox.pool import Pool


class Scripted(Monolith):
    """A Monolith that starts nothing: ``behave`` is called with itself, and may wait."""

    def __init__(self, behave: Callable[["Scripted"], Execution]) -> None:
        super().__init__()
        self.behave = behave
        self.ran: list[bytes] = []
        self.stdin = b""
        self.closed = False
        self.cancelled = threading.Event()

    def execute(
        self, program: Program, stdin: bytes, *, limits: Limits, sample_hz: float = 1000.0, layout: int = 0
    ) -> Execution:
        del limits, sample_hz, layout
        self.ran.append(program.source)
        self.stdin = stdin
        return self.behave(self)

    def layers(self) -> tuple[str, ...]:
        return ("scripted",)

    def cancel(self) -> None:
        self.cancelled.set()

    def close(self) -> None:
        self.closed = True


def scripted(behave: Callable[[Scripted], Execution], workers: int) -> tuple[Pool, list[Scripted]]:
    made: list[Scripted] = []

    def make(cpu: int | None) -> Monolith:
        del cpu
        made.append(Scripted(behave))
        return made[-1]

    return Pool(workers=workers, make=make), made


def ok(_monolith: Scripted) -> Execution:
    return Execution(status=Status.OK)


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.002)
