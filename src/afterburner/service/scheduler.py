"""Who is served next: a bounded queue, fair between requests, and one thread for each worker of the pool.

    flow = scheduler.submit([piece, piece], done, size_bytes=900)    # done(index, outcome) is called in a worker's thread
    scheduler.cancel(flow)                                           # what waits is dropped, what runs is ended

A request is a *flow* of tickets. Workers take one ticket of each flow in turn, so that no flow delays another by more than
one ticket per worker, however many it has. What was accepted is answered: every ticket's ``done`` is called exactly once, but
for those of a flow that was cancelled.
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from afterburner.core.attempt import Judgement
from afterburner.core.errors import AfterburnerError, CancelledRunError, SandboxError
from afterburner.core.execution import Execution, Limits, Program
from afterburner.sandbox.port import Call, Worker, Workers, execute_each
from afterburner.service.refusals import Refusal
from afterburner.service.work import Work

_log = logging.getLogger(__name__)

Outcome = Execution | Judgement | AfterburnerError
"""What became of a piece of work; an error is the caller's (``UsageError``) or the machine's (``SandboxError``)."""

Done = Callable[[int, Outcome], None]
"""Called with the number of the ticket in its flow."""

Seen = Callable[[Execution], None]
"""Called after each run of a program, those within judgements among them."""

CANCEL_AGAIN_S = 0.02
"""A run that is just being started can't be cancelled yet: it is told again after this time."""

_FIRST_GUESS_S = 0.05
_MOST_RETRY_AFTER_S = 60
_SMOOTHING = 0.05
"""Weight of the last piece of work in the mean duration, which Retry-After rests on."""


@dataclass(slots=True, eq=False)
class Flow:
    """One request's work."""

    done: Done
    waiting: deque["_Ticket"]
    size_bytes: int
    left: int
    """Tickets that are not answered yet."""
    cancelled: bool = False
    """Whether no further run is to be begun, and a run under way is to end."""
    silent: bool = False
    """Whether nobody waits for the outcomes any more."""
    paused: bool = False
    """Whether no further ticket is to be begun: its client does not read what there is."""


@dataclass(slots=True, eq=False)
class _Ticket:
    index: int
    work: Work
    flow: Flow
    sandbox: Worker | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)
    """Held while ``sandbox`` is told to cancel, lest it has gone on to somebody else's run."""

    def cancel(self) -> None:
        with self.lock:
            if self.sandbox is not None:
                self.sandbox.cancel()


class _Guarded:
    """The sandbox as a piece of work sees it: refuses further runs once the flow is cancelled, and tells of each."""

    def __init__(self, sandbox: Worker, flow: Flow, seen: Seen) -> None:
        self._sandbox = sandbox
        self._flow = flow
        self._seen = seen

    def execute(
        self, program: Program, stdin: bytes, *, limits: Limits, sample_hz: float = 1000.0, layout: int = 0
    ) -> Execution:
        self._check()
        execution = self._sandbox.execute(program, stdin, limits=limits, sample_hz=sample_hz, layout=layout)
        self._seen(execution)
        return execution

    def execute_each(self, calls: Sequence[Call]) -> Generator[Execution, None, None]:
        with closing(execute_each(self._sandbox, calls)) as executions:
            for _call in calls:
                self._check()
                execution = next(executions)
                self._seen(execution)
                yield execution

    def layers(self) -> tuple[str, ...]:
        return self._sandbox.layers()

    def close(self) -> None:
        raise AssertionError("a lent worker is not ours to close")

    def _check(self) -> None:
        if self._flow.cancelled:
            raise CancelledRunError("nobody waits for this any more")


class Scheduler:
    """Hands work to the workers of ``pool``."""

    def __init__(self, pool: Workers, *, most: int, most_bytes: int, seen: Seen = lambda _execution: None) -> None:
        self._pool = pool
        self._most = most
        self._most_bytes = most_bytes
        self._seen = seen
        self._flows: deque[Flow] = deque()
        """Those that have waiting tickets, the next one to be served first."""
        self._running: set[_Ticket] = set()
        self._lock = threading.RLock()
        self._arrived = threading.Condition(self._lock)
        self._dropped = threading.Condition(self._lock)
        self._waiting = 0
        self._bytes = 0
        self._ticket_s = _FIRST_GUESS_S
        self._closed = False
        self._threads = [
            threading.Thread(target=self._serve, name=f"worker-{number}", daemon=True) for number in range(pool.workers)
        ]
        self._canceller = threading.Thread(target=self._cancel_again, name="canceller", daemon=True)

    def start(self) -> None:
        """Start serving."""
        for thread in (*self._threads, self._canceller):
            thread.start()

    @property
    def waiting(self) -> int:
        """How many tickets wait."""
        return self._waiting

    @property
    def running(self) -> int:
        """How many tickets are being worked on."""
        return len(self._running)

    @property
    def is_idle(self) -> bool:
        """Whether there is nothing to do."""
        with self._lock:
            return not (self._waiting or self._running)

    def room(self, count: int, size_bytes: int) -> None:
        """Check that ``count`` more tickets fit.

        Raises:
            Refusal: they don't: 429, with the time after which it is worth asking again; 503 once closed.

        """
        if self._closed:
            raise Refusal(503, "ending", "the service is ending", hint="ask again", retry_after_s=5)
        is_full = self._waiting + count > self._most
        if is_full or (self._waiting and self._bytes + size_bytes > self._most_bytes):
            what = f"{self._waiting} pieces of work" if is_full else f"{self._bytes} bytes of requests"
            raise Refusal(
                429, "queue_full", f"{what} wait already", hint="ask again later", retry_after_s=self._retry_after_s()
            )

    def _retry_after_s(self) -> int:
        wait_s = self._waiting * self._ticket_s / self._pool.workers
        return max(1, min(_MOST_RETRY_AFTER_S, round(wait_s / 2)))

    def submit(self, works: Sequence[Work], done: Done, *, size_bytes: int) -> Flow:
        """Take in ``works``.

        Raises:
            Refusal: the queue is full (429).

        """
        flow = Flow(done=done, waiting=deque(), size_bytes=size_bytes, left=len(works))
        flow.waiting.extend(_Ticket(index, work, flow) for index, work in enumerate(works))
        with self._lock:
            self.room(len(works), size_bytes)
            self._waiting += len(works)
            self._bytes += size_bytes
            self._flows.append(flow)
            self._arrived.notify(len(works))
        return flow

    def cancel(self, flow: Flow) -> None:
        """Drop what waits of ``flow`` and end what runs; nobody is told."""
        with self._lock:
            flow.silent = True
            self._drop(flow)

    def _drop(self, flow: Flow) -> None:
        flow.cancelled = True
        self._waiting -= len(flow.waiting)
        flow.left -= len(flow.waiting)
        flow.waiting.clear()
        if flow in self._flows:
            self._flows.remove(flow)
        if flow.left == 0:
            self._leave(flow)
        self._dropped.notify_all()

    def pause(self, flow: Flow, *, paused: bool) -> None:
        """Begin no further ticket of ``flow``, or go on."""
        with self._lock:
            flow.paused = paused
            self._arrived.notify_all()

    def close(self) -> None:
        """Cancel everything, tell so whoever waits, and end the threads."""
        with self._lock:
            self._closed = True
            dropped = [ticket for flow in self._flows for ticket in flow.waiting]
            for flow in list(self._flows):
                self._drop(flow)
            for ticket in self._running:
                ticket.flow.cancelled = True
            self._arrived.notify_all()
            self._dropped.notify_all()
        for ticket in dropped:
            self._tell(ticket, CancelledRunError("the service ended before this was run"))
        for thread in (*self._threads, self._canceller):
            if thread.is_alive():
                thread.join()

    def _leave(self, flow: Flow) -> None:
        self._bytes -= flow.size_bytes
        flow.size_bytes = 0

    def _next(self) -> _Ticket | None:
        """Wait for the next ticket; None: there will be none any more."""
        with self._lock:
            while (flow := self._next_flow()) is None:
                if self._closed:
                    return None
                self._arrived.wait()
            ticket = flow.waiting.popleft()
            if flow.waiting:
                self._flows.append(flow)
            self._waiting -= 1
            self._running.add(ticket)
            return ticket

    def _next_flow(self) -> Flow | None:
        for _ in range(len(self._flows)):
            flow = self._flows.popleft()
            if not flow.paused:
                return flow
            self._flows.append(flow)
        return None

    def _serve(self) -> None:
        while (ticket := self._next()) is not None:
            begun_s = time.monotonic()
            outcome = self._outcome(ticket)
            self._ticket_s += _SMOOTHING * (time.monotonic() - begun_s - self._ticket_s)
            if not ticket.flow.silent:
                self._tell(ticket, outcome)
            with self._lock:
                self._running.discard(ticket)
                ticket.flow.left -= 1
                if ticket.flow.left == 0:
                    self._leave(ticket.flow)

    @staticmethod
    def _tell(ticket: _Ticket, outcome: Outcome) -> None:
        try:
            ticket.flow.done(ticket.index, outcome)
        except Exception:  # noqa: BLE001 - a worker outlives whatever is wrong with one reply
            _log.exception("a reply could not be made")
            ticket.flow.done(
                ticket.index, SandboxError("the reply could not be made", hint="the service's log says more")
            )

    def _outcome(self, ticket: _Ticket) -> Outcome:
        """Do the work: the one place where what goes wrong becomes a value."""
        try:
            with self._pool.worker(ticket.work.program) as sandbox:
                ticket.sandbox = sandbox
                try:
                    return ticket.work.perform(_Guarded(sandbox, ticket.flow, self._seen))
                finally:
                    with ticket.lock:
                        ticket.sandbox = None
        except AfterburnerError as error:
            return error
        except Exception as error:  # noqa: BLE001 - ours to repair, but no verdict, and no reason to lose a worker
            _log.exception("a piece of work failed")
            return SandboxError(
                f"the service failed: {type(error).__name__}", hint="its log says more; please report it"
            )

    def _cancel_again(self) -> None:
        while True:
            with self._lock:
                wanted = [ticket for ticket in self._running if ticket.flow.cancelled]
                if self._closed and not self._running:
                    return
                if not wanted:
                    self._dropped.wait(CANCEL_AGAIN_S if self._closed else None)
                    continue
            for ticket in wanted:
                ticket.cancel()
            with self._lock:
                self._dropped.wait(CANCEL_AGAIN_S)
