"""The order of grading's work, and its end."""

import threading
import time
from concurrent.futures import CancelledError, wait

import pytest

from afterburner.train.grading_queue import Urgency, WorkQueue

NOW, LATER, EARLY = (Urgency.VERDICT, 0.0), (Urgency.MEASURING, 0.0), (Urgency.EARLY, 0.0)


class Held:
    """A queue of one thread that is busy until it is let go; ``done`` is what was done then, in order."""

    def __init__(self):
        self.queue = WorkQueue(threads=1)
        self.done = []
        self._go = threading.Event()
        begun = threading.Event()
        self.first = self.queue.submit(lambda: (begun.set(), self._go.wait(10)), rank=NOW)
        begun.wait(10)

    def submit(self, name, rank):
        return self.queue.submit(lambda: self.done.append(name), rank=rank)

    def let_go(self, *tickets):
        self._go.set()
        wait([ticket.future for ticket in tickets], timeout=10)
        self.queue.close()
        return self.done


def test_what_is_urgent_comes_first_and_equals_in_their_order():
    held = Held()
    tickets = [held.submit(name, rank) for name, rank in (("e", EARLY), ("m", LATER), ("v", NOW), ("w", NOW))]
    assert held.let_go(*tickets) == ["v", "w", "m", "e"]


def test_what_is_large_comes_first_within_its_urgency():
    held = Held()
    tickets = [held.submit(size, (Urgency.MEASURING, -size)) for size in (1, 3, 2)]
    assert held.let_go(*tickets) == [3, 2, 1]


def test_what_is_hurried_is_done_once_and_earlier():
    held = Held()
    early, late = held.submit("early", EARLY), held.submit("late", LATER)
    held.queue.hurry(early, rank=NOW)
    assert held.let_go(early, late) == ["early", "late"]


def test_what_is_being_done_is_not_done_again():
    held = Held()
    held.queue.hurry(held.first, rank=NOW)
    assert held.let_go(held.submit("next", NOW)) == ["next"]


def test_an_error_is_for_whoever_waits_and_the_thread_goes_on():
    queue = WorkQueue(threads=1)
    failing = queue.submit(lambda: 1 // 0, rank=NOW)
    with pytest.raises(ZeroDivisionError):
        failing.future.result(10)
    assert queue.submit(lambda: 7, rank=NOW).future.result(10) == 7
    queue.close()


def test_close_cancels_what_waits_and_wakes_who_waits_for_it():
    held = Held()
    waiting = held.submit("never", NOW)
    closing = threading.Thread(target=held.queue.close)
    closing.start()
    assert wait([waiting.future], timeout=10).done
    held.let_go(held.first)
    closing.join(10)
    assert waiting.future.cancelled()
    assert held.done == []


def test_work_for_a_closed_queue_is_cancelled():
    queue = WorkQueue(threads=1)
    queue.close()
    with pytest.raises(CancelledError):
        queue.submit(lambda: 7, rank=NOW).future.result(10)


def test_threads_are_not_started_before_there_is_work():
    before = threading.active_count()
    WorkQueue(threads=4)
    assert threading.active_count() == before


def test_several_threads_work_at_once():
    queue, together = WorkQueue(threads=2), threading.Barrier(2)
    tickets = [queue.submit(lambda: together.wait(10), rank=NOW) for _ in range(2)]
    assert sorted(ticket.future.result(10) for ticket in tickets) == [0, 1]
    began_s = time.monotonic()
    queue.close()
    assert time.monotonic() - began_s < 5
