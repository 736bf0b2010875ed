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
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from types import TracebackType
from typing import Self

from afterburner.core.errors import SandboxError, UsageError
from afterburner.core.execution import Execution, Limits, Program
from afterburner.sandbox import host
from afterburner.sandbox.cell_client import MOST_TEMPLATES
from afterburner.sandbox.lending import Lender, Recent
from afterburner.sandbox.monolith import Isolation, Monolith
from afterburner.sandbox.toolchains import toolchain_version

MakeMonolith = Callable[[int | None], Monolith]
"""Makes the sandbox of one worker for a processor; None: one that is free."""

CLOSING_S = 10.0
"""Seconds that ``close`` waits for workers that are lent: their runs are cancelled at once."""


@dataclass(slots=True, eq=False)
class _Worker:
    """One slot of the pool; its sandbox may be replaced."""

    cpu: int | None
    monolith: Monolith
    recent: Recent[Program] = field(default_factory=partial(Recent, MOST_TEMPLATES))
    """What it ran lately."""


class Pool:
    """Several ``Monolith``s of this machine behind one port. Implements ``sandbox.port.Workers``."""

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
        self._lender = Lender([_Worker(cpu, self._make(cpu)) for cpu in chosen])
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
        return len(self._lender.things)

    @property
    def waiting(self) -> int:
        """How many wait for a worker."""
        return self._lender.waiting

    @property
    def faults(self) -> int:
        """How often the machine failed so far, and a run was made again."""
        return self._faults_of_gone_workers + sum(worker.monolith.faults for worker in self._lender.things)

    @property
    def host(self) -> Mapping[str, object]:
        """The facts of this machine."""
        return host.facts()

    def toolchain(self, language: str) -> str:
        """Return what the toolchain of ``language`` says of itself; see ``sandbox.port.Workers.toolchain``."""
        return toolchain_version(language)

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
    def worker(self, program: Program | None = None, stdin: bytes | None = None) -> Iterator[Monolith]:
        """Lend one worker exclusively, if it can be chosen one that has ``program`` ready.

        Raises:
            SandboxError: the pool is closed.

        """
        del stdin  # to a cell of this machine the way of an input is short
        worker = self._lender.take(lambda free: program in free.recent)
        try:
            yield worker.monolith
        except SandboxError:
            self._renew(worker)
            raise
        finally:
            if program is not None:
                worker.recent.note(program)
            self._lender.give_back(worker)
            if self._lender.is_closed:
                worker.monolith.close()

    def close(self) -> None:
        """Cancel what runs, end all cells, and refuse everything from now on."""
        self._lender.close(cancel=lambda worker: worker.monolith.cancel(), patience_s=CLOSING_S)
        for worker in self._lender.free:
            worker.monolith.close()

    def _renew(self, worker: _Worker) -> None:
        """Make a worker anew whose machine failed for good: its cell may be what is wrong."""
        self._faults_of_gone_workers += worker.monolith.faults
        worker.monolith.close()
        worker.monolith = self._make(worker.cpu)
        worker.recent.clear()


def _monolith_on(isolation: Isolation, cpu: int | None) -> Monolith:
    return Monolith(cpu=cpu, isolation=isolation)
