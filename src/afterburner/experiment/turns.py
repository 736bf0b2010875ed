"""One worker at a time for each run: what belongs together is measured on one processor, and nobody holds one while it waits.

    turn = Turn(pool)
    policy = Resting(policy, turn)          gives the worker back while the policy thinks
    turn.execute(program, b"", limits=Limits())

A duel that ran its two programs on two processors would compare the processors. And a worker that is held for the minutes that
a language model takes is missed by the others.
"""

import threading
from collections.abc import Generator, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import replace

from afterburner.core.errors import SandboxError
from afterburner.core.execution import Execution, Limits, Program
from afterburner.policy.port import Lost, Policy, Proposal, Request
from afterburner.sandbox.port import Call, Sandbox, Workers, execute_each


class Turn:
    """A worker of a pool from the first execution to the next rest.

    Implements ``sandbox.port.Sandbox`` and ``Batching``, for one thread.
    """

    _lease: AbstractContextManager[Sandbox] | None = None
    _worker: Sandbox | None = None

    def __init__(self, pool: Workers) -> None:
        self._pool = pool
        self._thread = threading.get_ident()

    def execute(
        self, program: Program, stdin: bytes, *, limits: Limits, sample_hz: float = 1000.0, layout: int = 0
    ) -> Execution:
        """Run ``program`` on this turn's worker, or wait for one; see ``sandbox.port.Sandbox.execute``."""
        with self._taken(program, stdin) as worker:
            return worker.execute(program, stdin, limits=limits, sample_hz=sample_hz, layout=layout)

    def execute_each(self, calls: Sequence[Call]) -> Generator[Execution, None, None]:
        """Execute ``calls`` on this turn's worker, or wait for one; see ``sandbox.port.Batching``."""
        if calls:
            with self._taken(calls[0].program, calls[0].stdin) as worker, closing(execute_each(worker, calls)) as seen:
                yield from seen

    def layers(self) -> tuple[str, ...]:
        """Return the layers of the pool's workers."""
        return self._pool.layers()

    @contextmanager
    def _taken(self, program: Program, stdin: bytes) -> Iterator[Sandbox]:
        """Yield this turn's worker; one whose machine failed is given back."""
        if self._worker is None:
            self._lease = self._pool.worker(program, stdin)
            self._worker = self._lease.__enter__()
        try:
            yield self._worker
        except SandboxError as error:
            lease, self._lease, self._worker = self._lease, None, None
            if lease is not None:
                lease.__exit__(type(error), error, error.__traceback__)
            raise

    def rest(self) -> None:
        """Give the worker back; in another thread than the one that made this turn, do nothing: that one may be in a duel."""
        if threading.get_ident() == self._thread:
            self.close()

    def close(self) -> None:
        """Give the worker back; closing again does nothing."""
        lease, self._lease, self._worker = self._lease, None, None
        if lease is not None:
            lease.__exit__(None, None, None)


class Resting:
    """A policy that gives a turn's worker back before it waits for a proposal. Implements ``policy.port.Policy``."""

    def __init__(self, policy: Policy, turn: Turn, *, skipped: int = 0) -> None:
        """Ask ``policy``; ``skipped`` proposals belong to other runs, so that independent runs get others."""
        self._policy = policy
        self._turn = turn
        self._skipped = skipped

    @property
    def name(self) -> str:
        """The policy's name."""
        return self._policy.name

    @property
    def is_free(self) -> bool:
        """As the policy has it."""
        return self._policy.is_free

    def propose(self, request: Request) -> Iterator[Proposal | Lost]:
        """Yield the policy's proposals; see ``policy.port.Policy.propose``."""
        if self._skipped:
            request = replace(request, earlier=(self._skipped, *request.earlier))
        with closing(_generator(self._policy.propose(request))) as proposals:
            self._turn.rest()
            for proposal in proposals:
                yield proposal
                self._turn.rest()


def _generator(proposals: Iterator[Proposal | Lost]) -> Generator[Proposal | Lost, None, None]:
    yield from proposals
