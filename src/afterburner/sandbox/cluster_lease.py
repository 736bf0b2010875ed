"""A worker of a cluster that is lent: runs in batches, and another worker where one is lost.

It is blind to how workers are found: ``Source`` finds them.
"""

from collections import deque
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Protocol

from afterburner.core.errors import AfterburnerError, IsolationError, SandboxError
from afterburner.core.execution import Execution, Limits, Program
from afterburner.sandbox.cluster import LostError, RemoteCell, Sending
from afterburner.sandbox.cluster_pace import Pace
from afterburner.sandbox.cluster_wire import SentExecution
from afterburner.sandbox.port import Call

MOST_MOVES = 4
"""How often runs are taken to another worker when theirs is lost: a program that takes each one with it must end somewhere."""

Outcome = SentExecution | AfterburnerError


class Source(Protocol):
    """Where workers come from, and what became of them is told."""

    def another(self) -> RemoteCell:
        """Return a worker in place of one that is lost, before everybody who waits.

        Raises:
            SandboxError: there is none any more.

        """
        ...

    def lost(self, cell: RemoteCell) -> None:
        """Take out a worker that is lost."""
        ...

    def worked(self, cell: RemoteCell) -> None:
        """Note that a worker answered."""
        ...


@dataclass(slots=True)
class _UnderWay:
    """Some calls, and where they were sent last."""

    calls: Sequence[Call]
    cell: RemoteCell | None = None
    sending: Sending | None = None

    def send_to(self, cell: RemoteCell) -> Sending:
        """Send the calls, unless they are there already."""
        if self.sending is None or self.cell is not cell:
            self.cell, self.sending = cell, cell.send(self.calls)
        return self.sending


class Lease:
    """One actor, or the next one where it is lost. Implements ``sandbox.port.Worker`` and ``Batching``."""

    def __init__(self, source: Source, cell: RemoteCell) -> None:
        self._source = source
        self._cell: RemoteCell | None = cell
        self._pace = Pace()

    def execute(
        self, program: Program, stdin: bytes, *, limits: Limits, sample_hz: float = 1000.0, layout: int = 0
    ) -> Execution:
        """Run ``program`` there; see ``sandbox.port.Sandbox.execute``."""
        call = Call(program=program, stdin=stdin, limits=limits, sample_hz=sample_hz, layout=layout)
        with closing(self._executed([call], lambda: 1)) as seen:
            return next(seen)

    def execute_each(self, calls: Sequence[Call]) -> Generator[Execution, None, None]:
        """Execute ``calls`` there, in batches; see ``sandbox.port.Batching``."""
        self._pace.begin(frozenset(call.program for call in calls))
        yield from self._executed(calls, self._pace.next)

    def layers(self) -> tuple[str, ...]:
        """Return the names of the isolation layers that are on there."""
        return self._held().seated.layers

    def cancel(self) -> None:
        """End what runs there."""
        cell = self._cell
        if cell is not None:
            cell.cancel()

    def close(self) -> None:
        """Do nothing: what is lent is given back by who lent it."""

    def ended(self) -> RemoteCell | None:
        """Return the worker, None where it is lost; the lease is over."""
        return self._cell

    def _executed(self, calls: Sequence[Call], size: Callable[[], int]) -> Generator[Execution, None, None]:
        under_way: deque[_UnderWay] = deque()
        at = 0
        try:
            while under_way or at < len(calls):
                while at < len(calls) and len(under_way) < self._pace.ahead:
                    under_way.append(_UnderWay(calls[at : at + size()]))
                    at += len(under_way[-1].calls)
                for outcome in self._answered(under_way):
                    if isinstance(outcome, AfterburnerError):
                        raise outcome
                    yield outcome.unpacked()
        finally:
            self._drop(under_way)

    def _answered(self, under_way: deque[_UnderWay]) -> Sequence[Outcome]:
        """Return what became of the first of the batches under way, and take it out.

        Raises:
            SandboxError: the machine failed again and again, on several workers.

        """
        for moves in range(MOST_MOVES + 1):
            cell = self._held()
            try:
                first, *_rest = [one.send_to(cell) for one in under_way]
                reply = cell.receive(first)
                _check_machine(reply.outcomes)
            except LostError:
                self._give_up(cell)
                if moves == MOST_MOVES:
                    raise
                continue
            answered, left = under_way.popleft(), len(first.calls) - len(reply.outcomes)
            if left:
                under_way.appendleft(_UnderWay(answered.calls[-left:]))  # sent when, and if, it is asked for
            self._source.worked(cell)
            self._pace.saw(len(reply.outcomes), took_s=reply.took_s)
            return _with_faults(reply.outcomes, moves)
        raise AssertionError("unreachable")

    def _held(self) -> RemoteCell:
        if self._cell is None:
            self._cell = self._source.another()
        return self._cell

    def _give_up(self, cell: RemoteCell) -> None:
        if self._cell is cell:
            self._cell = None
            self._source.lost(cell)

    def _drop(self, under_way: Sequence[_UnderWay]) -> None:
        """End what nobody asks for any more."""
        tickets = [one.sending.ticket for one in under_way if one.sending is not None and one.cell is self._cell]
        if tickets and self._cell is not None:
            self._cell.cancel(max(tickets))


def _check_machine(outcomes: Sequence[Outcome]) -> None:
    """Check that no machine failed for good: its cell may be what is wrong, and is made anew.

    Raises:
        LostError: one did.

    """
    last = outcomes[-1] if outcomes else None
    if isinstance(last, SandboxError) and not isinstance(last, IsolationError):
        raise LostError(last.message, hint=last.hint)


def _with_faults(outcomes: Sequence[Outcome], faults: int) -> Sequence[Outcome]:
    """Return ``outcomes``; the first execution tells of the workers that were lost before it."""
    if not faults or isinstance(outcomes[0], AfterburnerError):
        return outcomes
    first = outcomes[0].execution
    return (replace(outcomes[0], execution=replace(first, faults=first.faults + faults)), *outcomes[1:])
