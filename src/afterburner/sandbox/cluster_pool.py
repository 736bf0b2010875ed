"""The workers of a cluster: one warm cell a processor, lent one at a time, over Ray.

    with ClusterPool(Cluster()) as pool:
        pool.execute(program, b"42", limits=Limits())
        with pool.worker(program) as sandbox: ...

Theory of operation
-------------------
::

    driver                                          node
    borrower ── Lease ── RemoteCell ══ Ray ══ CellActor ── Monolith ── cell, pinned to its processor
                  └─ Lender: who waits is served in order

An actor is started once, for each processor of the chosen nodes, and lives as long as the pool. A borrower has one actor for
itself. Runs that are asked for together travel in batches, the next one under way while the last one is looked at
(``cluster_pace``); texts travel once (``cluster_wire``). Where an actor or its node is lost, what was asked of it is executed
again on another one, before everybody who waits; a new actor is started in its place, if the place is still there. Nothing that
was answered is asked again, so a result comes once, whatever is lost.
"""

import contextlib
import logging
import threading
import time
from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from types import TracebackType
from typing import Self

from afterburner.core.errors import SandboxError, UsageError
from afterburner.core.execution import Execution, Limits, Program
from afterburner.sandbox import host
from afterburner.sandbox.cluster import Cluster, LostError, Place, RemoteCell, Starting
from afterburner.sandbox.cluster_actor import report
from afterburner.sandbox.cluster_lease import Lease
from afterburner.sandbox.cluster_nodes import Chosen, Node, chosen_nodes
from afterburner.sandbox.languages import language_named
from afterburner.sandbox.lending import Lender
from afterburner.sandbox.monolith import Isolation
from afterburner.sandbox.port import Call

_log = logging.getLogger(__name__)

MOST_LOSSES = 3
"""Workers in a row that may be lost at one place before it is given up."""

START_S = 60.0
"""Seconds in which the first worker has to be there: Ray may have to start its process, and others may just be leaving."""
SETTLE_S = 10.0
"""Seconds after the last one that was there, after which those that are missing are given up: others use the processor."""
CLOSING_S = 10.0


class ClusterPool:
    """The workers of a cluster. Implements ``sandbox.port.Workers``."""

    def __init__(
        self,
        cluster: Cluster,
        *,
        host_class: str | None = None,
        most: int | None = None,
        isolation: Isolation = Isolation.BEST,
        needs: Collection[str] | None = None,
    ) -> None:
        """Start a worker on each free processor of one class of nodes, at most ``most``; ``cluster`` is closed with the pool.

        ``host_class`` is the beginning of the digest of the class (default: the one with the most processors). ``needs``:
        the languages that programs will be in, as far as that is known.

        Raises:
            UsageError: nodes can't be used as they are (``chosen_nodes``), or no processor is free.
            SandboxError: programs can't be run there.

        """
        self._cluster = cluster
        self._isolation = isolation
        self._faults_of_gone_workers = 0
        self._lock = threading.Lock()
        self._reviving = 0
        self._is_closed = False
        self._losses: dict[Place, int] = {}
        try:
            chosen = chosen_nodes(cluster.nodes(needs), here=report(()), host_class=host_class, needs=needs)
            for sentence in chosen.left_idle:
                _log.warning("%s", sentence)
            self._chosen = chosen
            self._lender = Lender(self._started(list(_places(chosen.nodes)), most=most))
        except BaseException:
            cluster.close()
            raise
        self._say_shared(chosen)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def workers(self) -> int:
        """How many programs run at one time; workers that are being started again count."""
        return max(1, len(self._lender.things) + self._reviving)

    @property
    def nodes(self) -> int:
        """How many nodes have workers."""
        return len({cell.place.node.id for cell in self._lender.things})

    @property
    def host_class(self) -> str:
        """The digest of the machines that take part."""
        return host.digest(self._chosen.facts)

    @property
    def waiting(self) -> int:
        """How many wait for a worker."""
        return self._lender.waiting

    @property
    def faults(self) -> int:
        """How often a machine failed or was lost so far."""
        return self._faults_of_gone_workers + sum(cell.faults for cell in self._lender.things)

    @property
    def host(self) -> Mapping[str, object]:
        """The facts of the nodes that take part."""
        return self._chosen.facts

    def toolchain(self, language: str) -> str:
        """Return what the toolchain of ``language`` says of itself there; see ``sandbox.port.Workers.toolchain``."""
        known = language_named(language)
        version = self._chosen.toolchains.get(language)
        if version is None:
            raise UsageError(f"no toolchain for {known.title} on the nodes of the cluster", hint=known.install)
        return version

    def execute(
        self, program: Program, stdin: bytes, *, limits: Limits, sample_hz: float = 1000.0, layout: int = 0
    ) -> Execution:
        """Run ``program`` on a free worker, or wait for one; see ``sandbox.port.Sandbox.execute``."""
        with self.worker(program, stdin) as lease:
            return lease.execute(program, stdin, limits=limits, sample_hz=sample_hz, layout=layout)

    def execute_each(self, calls: Sequence[Call]) -> Generator[Execution, None, None]:
        """Execute ``calls`` on one worker; see ``sandbox.port.Batching``."""
        if calls:
            with self.worker(calls[0].program, calls[0].stdin) as lease, closing(lease.execute_each(calls)) as seen:
                yield from seen

    def layers(self) -> tuple[str, ...]:
        """Return the names of the isolation layers that are on: the same on every worker."""
        with self.worker() as lease:
            return lease.layers()

    @contextlib.contextmanager
    def worker(self, program: Program | None = None, stdin: bytes | None = None) -> Iterator[Lease]:
        """Lend one worker exclusively, if it can be chosen one that has ``program`` or ``stdin``.

        Raises:
            SandboxError: the pool is closed, or every worker is lost.

        """
        lease = Lease(self, self._taken(program, stdin))
        try:
            yield lease
        finally:
            cell = lease.ended()
            if cell is not None:
                if program is not None:
                    cell.recent.note(program)
                self._lender.give_back(cell)

    def close(self) -> None:
        """Cancel what runs, end all workers, and refuse everything from now on."""
        if not self._is_closed:
            self._is_closed = True
            self._lender.close(cancel=lambda cell: cell.cancel(), patience_s=CLOSING_S)
            for cell in self._lender.things:
                cell.end()
            self._cluster.close()

    def another(self) -> RemoteCell:
        """Return a worker in place of one that is lost; see ``cluster_lease.Source``."""
        return self._lender.take(first=True)

    def worked(self, cell: RemoteCell) -> None:
        """Note that a worker answered: its place is a good one."""
        self._losses.pop(cell.place, None)

    def _taken(self, program: Program | None, stdin: bytes | None) -> RemoteCell:
        def is_ready(cell: RemoteCell) -> bool:
            return program in cell.recent or (stdin is not None and cell.has(stdin))

        return self._lender.take(is_ready)

    def lost(self, cell: RemoteCell) -> None:
        """Take out a worker, and start another one in its place."""
        with self._lock:
            self._faults_of_gone_workers += cell.faults + 1
            self._reviving += 1
        self._lender.withdraw(cell)
        cell.end()
        threading.Thread(target=self._revive, args=(cell.place,), name="reviving", daemon=True).start()

    def _revive(self, place: Place) -> None:
        with self._lock:
            losses = self._losses[place] = self._losses.get(place, 0) + 1
        cell = None
        if losses <= MOST_LOSSES and not self._lender.is_closed:
            with contextlib.suppress(SandboxError, UsageError):
                cell = next(iter(self._started([place])), None)
        if cell is not None and not self._lender.add(cell):
            cell.end()
        if cell is None:
            _log.warning("a worker on %s is lost, and could not be started again", place.node.name)
        with self._lock:
            self._reviving -= 1
            is_last = not self._lender.things and not self._reviving
        if is_last:
            self._lender.close(why="all workers of the cluster are lost: what was done is kept")

    def _started(self, places: Sequence[Place], *, most: int | None = None) -> list[RemoteCell]:
        """Return the workers at those of ``places`` that are free, at most ``most``: the first that are there.

        Raises:
            UsageError: none is.
            SandboxError: programs can't be run there.

        """
        pending = [self._cluster.start(place, isolation=self._isolation) for place in places]
        cells: list[RemoteCell] = []
        last_s = time.monotonic()
        wanted = len(places) if most is None else most
        while pending and len(cells) < wanted and time.monotonic() < last_s + (SETTLE_S if cells else START_S):
            done, pending = self._cluster.started(pending, within_s=1.0)
            cells += [cell for one in done if (cell := self._seated(one)) is not None]
            last_s = time.monotonic() if done else last_s
        for one in pending:
            self._cluster.give_up(one)
        for cell in cells[wanted:]:
            cell.end()
        if not cells:
            count = len(places)
            what = f"the cluster has no free processor: none of {count} could be had within {START_S:.0f} s"
            raise UsageError(what, hint="`ray status` shows who uses them; wait, or add nodes")
        return cells[:wanted]

    def _seated(self, starting: Starting) -> RemoteCell | None:
        try:
            return self._cluster.seated(starting)
        except LostError as error:
            _log.warning("%s", error.message)
            return None

    def _say_shared(self, chosen: Chosen) -> None:
        shared = [cell.place.node for cell in self._lender.things if cell.seated.is_shared]
        if shared:
            names = ", ".join(node.name for node in chosen.nodes if node in shared)
            _log.warning("%d workers share processors with others, and measure less well: %s", len(shared), names)


def _places(nodes: Sequence[Node]) -> Iterator[Place]:
    """Yield the processors: first one of each node, then the second ones."""
    for slot in range(max(node.cpus for node in nodes)):
        yield from (Place(node=node, slot=slot) for node in nodes if slot < node.cpus)
