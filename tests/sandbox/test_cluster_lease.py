"""A lent worker of a cluster, without a cluster: batches, early ends, and workers that are lost."""

import itertools
from collections import deque
from contextlib import closing
from types import SimpleNamespace

import pytest

from afterburner.core.errors import CancelledRunError, IsolationError, SandboxError, UsageError
from afterburner.core.execution import Execution, Limits, MemorySample, Program, Timeline
from afterburner.core.status import Status
from afterburner.sandbox.cluster import LostError, Sending
from afterburner.sandbox.cluster_lease import MOST_MOVES, Lease
from afterburner.sandbox.cluster_pace import AHEAD, BATCH_S, MOST_CALLS, Pace
from afterburner.sandbox.cluster_wire import Reply, SentExecution, Store, sent
from afterburner.sandbox.port import Call

LIMITS = Limits()
PROGRAM = Program(source=b"program")


def call(number, program=PROGRAM):
    return Call(program=program, stdin=b"%d" % number, limits=LIMITS)


def echo(asked):
    return SentExecution.of(Execution(status=Status.OK, stdout=asked.stdin))


class FakeCell:
    """Answers at once; after ``lives`` batches it is lost."""

    def __init__(self, *, lives=1_000_000, behave=echo, took_s=0.001):
        self.lives, self.behave, self.took_s = lives, behave, took_s
        self.sizes = []
        self.cancelled = []
        self.under_way = deque()
        self.seated = SimpleNamespace(layers=("fake",))
        self._tickets = itertools.count(1)

    def send(self, calls):
        self.sizes.append(len(calls))
        sending = Sending(calls=calls, ticket=next(self._tickets), reply=None, most_s=1.0)
        self.under_way.append(sending)
        assert len(self.under_way) <= AHEAD
        return sending

    def receive(self, sending):
        if self.lives == 0:
            raise LostError("its node is gone")
        self.lives -= 1
        self.under_way.remove(sending)
        outcomes = []
        for one in sending.calls:
            outcomes.append(self.behave(one))
            if not isinstance(outcomes[-1], SentExecution) or outcomes[-1].execution.status is not Status.OK:
                break
        return Reply(outcomes=tuple(outcomes), took_s=self.took_s * len(outcomes))

    def cancel(self, ticket=None):
        self.cancelled.append(ticket)


class Cells:
    """Hands out the cells it was given."""

    def __init__(self, *cells):
        self.cells = list(cells)
        self.gone = []

    def another(self):
        if not self.cells:
            raise SandboxError("all workers are lost")
        return self.cells.pop(0)

    def lost(self, cell):
        self.gone.append(cell)

    def worked(self, cell):
        pass


def seen(lease, calls):
    return [one.stdout for one in lease.execute_each(calls)]


def test_batches_grow_while_all_goes_well():
    cell = FakeCell()
    lease = Lease(Cells(), cell)
    assert seen(lease, [call(number) for number in range(40)]) == [b"%d" % number for number in range(40)]
    assert cell.sizes[:4] == [1, 2, 4, 8]
    assert sum(cell.sizes) == 40
    assert cell.cancelled == []


def test_a_program_that_came_through_goes_on_with_large_batches_and_a_new_one_begins_small():
    cell = FakeCell()
    lease = Lease(Cells(), cell)
    seen(lease, [call(number) for number in range(15)])
    cell.sizes.clear()
    seen(lease, [call(number) for number in range(10)])
    assert cell.sizes == [10]
    cell.sizes.clear()
    seen(lease, [call(number, Program(source=b"new")) for number in range(3)])
    assert cell.sizes == [1, 2]


def test_long_runs_go_one_by_one():
    cell = FakeCell(took_s=1.0)
    seen(Lease(Cells(), cell), [call(number) for number in range(8)])
    assert cell.sizes[2:] == [1] * len(cell.sizes[2:])


def test_who_stops_early_has_the_rest_cancelled():
    cell = FakeCell()
    with closing(Lease(Cells(), cell).execute_each([call(number) for number in range(40)])) as runs:
        assert next(runs).stdout == b"0"
        assert cell.sizes == [1]
        assert next(runs).stdout == b"1"
    assert cell.sizes == [1, 2, 4]
    assert cell.cancelled == [3]


@pytest.mark.parametrize("failing", [{3}, {0, 1, 2, 9, 10}, set(range(20))])
def test_runs_after_one_that_did_not_end_well_are_made_when_they_are_asked_for(failing):
    def behave(asked):
        status = Status.RUNTIME_ERROR if int(asked.stdin) in failing else Status.OK
        return SentExecution.of(Execution(status=status, stdout=asked.stdin))

    runs = list(Lease(Cells(), FakeCell(behave=behave)).execute_each([call(number) for number in range(20)]))
    assert [one.stdout for one in runs] == [b"%d" % number for number in range(20)]
    assert {number for number, one in enumerate(runs) if one.status is not Status.OK} == failing


def test_a_single_run_is_one_batch():
    cell = FakeCell()
    lease = Lease(Cells(), cell)
    assert lease.execute(PROGRAM, b"7", limits=LIMITS).stdout == b"7"
    assert (cell.sizes, lease.layers()) == ([1], ("fake",))


@pytest.mark.parametrize("lives", range(5))
def test_what_a_lost_worker_did_not_answer_is_asked_of_another_and_nothing_comes_twice(lives):
    first, second = FakeCell(lives=lives), FakeCell()
    cells = Cells(second)
    lease = Lease(cells, first)
    runs = list(lease.execute_each([call(number) for number in range(30)]))
    assert [one.stdout for one in runs] == [b"%d" % number for number in range(30)]
    assert sum(one.faults for one in runs) == 1
    assert cells.gone == [first]
    assert lease.ended() is second


def test_runs_that_lose_every_worker_end_in_an_error_of_the_machine():
    lost = [FakeCell(lives=0) for _ in range(MOST_MOVES + 1)]
    cells = Cells(*lost[1:], FakeCell())
    lease = Lease(cells, lost[0])
    with pytest.raises(SandboxError, match="its node is gone"):
        lease.execute(PROGRAM, b"", limits=LIMITS)
    assert cells.gone == lost
    assert lease.ended() is None
    assert lease.execute(PROGRAM, b"on", limits=LIMITS).stdout == b"on"


def test_a_machine_that_fails_for_good_is_left():
    broken = FakeCell(behave=lambda _call: SandboxError("no processes left"))
    cells = Cells(FakeCell())
    assert Lease(cells, broken).execute(PROGRAM, b"1", limits=LIMITS).stdout == b"1"
    assert cells.gone == [broken]


@pytest.mark.parametrize("error", [UsageError("cobol"), IsolationError("no walls"), CancelledRunError("enough")])
def test_what_no_other_worker_does_better_is_said_where_it_is_asked_for(error):
    cell = FakeCell(behave=lambda asked: error if asked.stdin == b"2" else echo(asked))
    cells = Cells()
    runs = Lease(cells, cell).execute_each([call(number) for number in range(6)])
    assert [next(runs).stdout, next(runs).stdout] == [b"0", b"1"]
    with pytest.raises(type(error)):
        next(runs)
    assert cells.gone == []


def test_the_pace_keeps_batches_short():
    pace = Pace()
    pace.begin({PROGRAM})
    pace.saw(1, took_s=BATCH_S / 5)
    assert [pace.next() for _ in range(5)] == [1, 2, 4, 5, 5]
    pace.saw(5, took_s=BATCH_S * 100)
    assert pace.next() == 1
    pace.saw(1, took_s=1e-9)
    assert max(pace.next() for _ in range(20)) == MOST_CALLS


# What travels


def test_texts_travel_once_and_are_asked_for_again_where_they_are_gone():
    large = Call(program=Program(source=b"p" * 1000), stdin=b"i" * 1000, limits=LIMITS, layout=3)
    on_the_way, texts = sent(large)
    store = Store()
    assert store.missing([on_the_way]) == texts.keys()
    store.add(texts)
    store.add(texts)
    assert store.missing([on_the_way]) == frozenset()
    assert store.call(on_the_way) == large


def test_small_texts_travel_along():
    small = call(1)
    on_the_way, texts = sent(small)
    assert texts == {}
    assert Store().call(on_the_way) == small


def test_a_store_forgets_what_was_used_least():
    store = Store(most_bytes=2500)
    calls = [sent(Call(program=PROGRAM, stdin=bytes([number]) * 1000, limits=LIMITS)) for number in range(3)]
    for on_the_way, texts in calls:
        store.add(texts)
        store.call(on_the_way)
    store.call(calls[0][0])
    store.trim()
    assert [bool(store.missing([on_the_way])) for on_the_way, _texts in calls] == [False, True, False]


def test_an_execution_arrives_as_it_was():
    samples = tuple(MemorySample(wall_s=0.1 * n, cpu_s=0.05 * n, rss_bytes=n << 20) for n in range(50))
    ran = Execution(status=Status.OK, stdout=b"out", timeline=Timeline(samples=samples), flags=("oom",), faults=1)
    assert SentExecution.of(ran).unpacked() == ran
