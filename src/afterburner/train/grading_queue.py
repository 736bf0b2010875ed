"""Work in the order of its urgency, done by a few threads: what a grader's workers do next.

    queue = WorkQueue(threads=2)
    ticket = queue.submit(job, rank=(Urgency.EARLY, 0.0))
    queue.hurry(ticket, rank=(Urgency.VERDICT, 0.0))     # somebody waits for it now
    ticket.future.result()

Threads are started with the first piece of work, and are daemons: a trainer that ends does not wait for them.
"""

import heapq
import itertools
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Generic, NoReturn, TypeVar

_Result = TypeVar("_Result")

_ENDING_S = 15.0
"""Seconds that ``close`` waits for what runs."""


class Urgency(IntEnum):
    """What is done first."""

    VERDICT = 0
    """Somebody waits for it, and measuring can't begin without it."""
    MEASURING = 1
    EARLY = 2
    """Nobody waits for it yet."""


Rank = tuple[Urgency, float]
"""The urgency and a number within it: less comes first."""


@dataclass(slots=True, eq=False)
class Ticket(Generic[_Result]):
    """One piece of work."""

    job: Callable[[], _Result]
    future: "Future[_Result]" = field(default_factory=Future)


class WorkQueue:
    """Does work with ``threads`` threads; every method is safe in every thread."""

    def __init__(self, *, threads: int) -> None:
        self._count = threads
        self._threads: list[threading.Thread] = []
        self._waiting: list[tuple[Rank, int, Ticket[Any]]] = []
        """A heap. A ticket that was hurried stands in it twice: whoever comes second finds it taken."""
        self._taken: set[Ticket[Any]] = set()
        """Those that are being done."""
        self._serial = itertools.count()
        self._changed = threading.Condition()
        self._closed = False

    def submit(self, job: Callable[[], _Result], *, rank: Rank) -> Ticket[_Result]:
        """Have ``job`` done; its result, or its error, is in the ticket's future. After ``close`` it is cancelled at once."""
        ticket = Ticket(job)
        self.hurry(ticket, rank=rank)
        if self._closed:
            _cancel(ticket)
        return ticket

    def hurry(self, ticket: Ticket[_Result], *, rank: Rank) -> None:
        """Do ``ticket`` as soon as ``rank`` says, if it waits still, and no later than was said before."""
        with self._changed:
            if self._closed or ticket.future.done() or ticket in self._taken:
                return
            heapq.heappush(self._waiting, (rank, next(self._serial), ticket))
            if len(self._threads) < self._count:
                name = f"grading-{len(self._threads)}"
                self._threads.append(threading.Thread(target=self._serve, name=name, daemon=True))
                self._threads[-1].start()
            self._changed.notify()

    def close(self) -> None:
        """Cancel what waits, begin nothing more, and wait a little for what is being done."""
        with self._changed:
            self._closed = True
            waiting = [ticket for _rank, _serial, ticket in self._waiting]
            self._waiting.clear()
            self._changed.notify_all()
        for ticket in waiting:
            _cancel(ticket)
        for thread in self._threads:
            thread.join(_ENDING_S)

    def _serve(self) -> None:
        while (ticket := self._next()) is not None:
            try:
                # A job holds a program and its problem, and a ticket is kept for long.
                job, ticket.job = ticket.job, _is_done
                result = job()
            except BaseException as error:  # noqa: BLE001 - it is the waiting thread's
                ticket.future.set_exception(error)
            else:
                ticket.future.set_result(result)
            with self._changed:
                self._taken.discard(ticket)

    def _next(self) -> Ticket[Any] | None:
        with self._changed:
            while True:
                while not self._waiting and not self._closed:
                    self._changed.wait()
                if self._closed:
                    return None
                ticket = heapq.heappop(self._waiting)[2]
                # A future that is done was cancelled, or its ticket was hurried and is finished.
                if ticket in self._taken or ticket.future.done() or not ticket.future.set_running_or_notify_cancel():
                    continue
                self._taken.add(ticket)
                return ticket


def _is_done() -> NoReturn:
    raise AssertionError("work is done once")


def _cancel(ticket: Ticket[_Result]) -> None:
    """Cancel what nobody has begun, and wake those who wait for it."""
    if not ticket.future.done() and ticket.future.cancel():
        ticket.future.set_running_or_notify_cancel()
