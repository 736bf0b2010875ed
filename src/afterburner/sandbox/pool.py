"""Several cells at once, each on a processor of its own.

    with Pool(workers=2) as pool:
        pool.execute(program, b"42", limits=Limits())     # from any thread: a free worker, or the next that gets free
        with pool.worker(program) as monolith:            # one worker for oneself, for several runs or to cancel them
            monolith.execute(program, b"42", limits=Limits())

Whoever waits is served in the order of asking. Among free workers the one is chosen that ran the program lately: it has it
ready. A worker whose cell failed is made again.
"""

import contextlib
import os
import queue
import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from types import TracebackType
from typing import Self

from afterburner.core.errors import SandboxError, UsageError
from afterburner.core.execution import Execution, Limits, Program
from afterburner.sandbox.cell_client import MOST_TEMPLATES
from afterburner.sandbox.monolith import Isolation, Monolith

MakeMonolith = Callable[[int | None], Monolith]
"""Makes the sandbox of one worker for a processor; None: one that is free."""

CLOSING_S = 10.0
"""Seconds that ``close`` waits for workers that are lent: their runs are cancelled at once."""


@dataclass(slots=True, eq=False)
class _Worker:
    """One slot of the pool; its sandbox may be replaced."""

    cpu: int | None
    monolith: Monolith
    recent: OrderedDict[Program, None] = field(default_factory=OrderedDict)
    """What it ran lately, the last one at the end."""

    def note(self, program: Program) -> None:
        """Remember that ``program`` stands ready here."""
        self.recent[program] = None
        self.recent.move_to_end(program)
        if len(self.recent) > MOST_TEMPLATES:
            self.recent.popitem(last=False)


_Waiting = queue.SimpleQueue[_Worker | None]
"""Where one who waits is handed a worker; None: the pool was closed."""


class Pool:
    """Several ``Monolith``s behind one port. Implements ``sandbox.port.Sandbox``; every method is safe in every thread."""

    def __init__(
        self, *, workers: int | None = None, isolation: Isolation = Isolation.BEST, make: MakeMonolith | None = None
    ) -> None:
        """Prepare ``workers`` workers (default: one a processor that this process may use); cells start on first use.

        ``isolation`` is that of each; ``make`` makes other workers than the usual.

        Raises:
            UsageError: ``workers`` is below 1.

        """
        cpus = sorted(os.sched_getaffinity(0), reverse=True)
        count = len(cpus) if workers is None else workers
        if count < 1:
            raise UsageError(f"a pool of {count} workers can't run anything", hint="give 1 or more")
        self._make = make or partial(_monolith_on, isolation)
        # With processors to spare, each takes one that nobody else on this machine measures on.
        chosen = [None if count < len(cpus) else cpus[index % len(cpus)] for index in range(count)]
        self._workers = tuple(_Worker(cpu, self._make(cpu)) for cpu in chosen)
        self._free: list[_Worker] = list(self._workers)
        self._waiting: deque[_Waiting] = deque()
        self._changed = threading.Condition()
        self._closed = False
        self._faults_of_gone_workers = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def workers(self) -> int:
        """How many programs run at one time."""
        return len(self._workers)

    @property
    def faults(self) -> int:
        """How often the machine failed so far, and a run was made again."""
        return self._faults_of_gone_workers + sum(worker.monolith.faults for worker in self._workers)

    def execute(
        self, program: Program, stdin: bytes, *, limits: Limits, sample_hz: float = 1000.0, layout: int = 0
    ) -> Execution:
        """Run ``program`` on a free worker, or wait for one; see ``sandbox.port.Sandbox.execute``."""
        with self.worker(program) as monolith:
            return monolith.execute(program, stdin, limits=limits, sample_hz=sample_hz, layout=layout)

    def layers(self) -> tuple[str, ...]:
        """Return the names of the isolation layers that are on: the same on every worker."""
        with self.worker() as monolith:
            return monolith.layers()

    @contextlib.contextmanager
    def worker(self, program: Program | None = None) -> Iterator[Monolith]:
        """Lend one worker exclusively, if it can be chosen one that has ``program`` ready.

        Raises:
            SandboxError: the pool is closed.

        """
        worker = self._take(program)
        try:
            yield worker.monolith
        except SandboxError:
            self._renew(worker)
            raise
        finally:
            if program is not None:
                worker.note(program)
            self._give_back(worker)

    def close(self) -> None:
        """Cancel what runs, end all cells, and refuse everything from now on."""
        with self._changed:
            self._closed = True
            for waiting in self._waiting:
                waiting.put(None)
            self._waiting.clear()
            for _ in range(round(CLOSING_S / 0.05)):
                lent = [worker for worker in self._workers if worker not in self._free]
                for worker in lent:
                    worker.monolith.cancel()  # again and again: between two runs there is nothing to cancel
                if not lent:
                    break
                self._changed.wait(0.05)
            for worker in self._free:
                worker.monolith.close()

    def _take(self, program: Program | None) -> _Worker:
        with self._changed:
            if self._closed:
                raise SandboxError("the pool of sandboxes is closed")
            if self._free:
                return self._chosen(program)
            waiting: _Waiting = queue.SimpleQueue()
            self._waiting.append(waiting)
        try:
            worker = waiting.get()
        except BaseException:
            self._leave(waiting)
            raise
        if worker is None:
            raise SandboxError("the pool of sandboxes was closed meanwhile")
        return worker

    def _chosen(self, program: Program | None) -> _Worker:
        ready = (worker for worker in self._free if program is not None and program in worker.recent)
        worker = next(ready, self._free[0])
        self._free.remove(worker)
        return worker

    def _leave(self, waiting: _Waiting) -> None:
        """Stop waiting: an interrupted thread must not keep what it is handed at this moment."""
        with self._changed:
            if waiting in self._waiting:
                self._waiting.remove(waiting)
                return
        worker = waiting.get()
        if worker is not None:
            self._give_back(worker)

    def _give_back(self, worker: _Worker) -> None:
        with self._changed:
            if self._waiting:
                self._waiting.popleft().put(worker)
            else:
                self._free.append(worker)
                if self._closed:
                    worker.monolith.close()
                self._changed.notify_all()

    def _renew(self, worker: _Worker) -> None:
        """Make a worker anew whose machine failed for good: its cell may be what is wrong."""
        self._faults_of_gone_workers += worker.monolith.faults
        worker.monolith.close()
        worker.monolith = self._make(worker.cpu)
        worker.recent.clear()


def _monolith_on(isolation: Isolation, cpu: int | None) -> Monolith:
    return Monolith(cpu=cpu, isolation=isolation)
