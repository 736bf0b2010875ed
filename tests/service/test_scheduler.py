"""The queue: bounded, fair between requests, and nothing that was accepted is lost."""

import threading
from collections.abc import Callable, Iterator, Sequence

import pytest

from afterburner.core.errors import AfterburnerError, CancelledRunError, SandboxError
from afterburner.core.execution import Execution, Limits, Program
from afterburner.core.status import Status
from afterburner.service.refusals import Refusal
from afterburner.service.scheduler import Flow, Outcome, Scheduler
from afterburner.service.work import ExecuteWork
from tests.sandbox.scripted import Scripted, ok, scripted, wait_for


def work(name: str) -> ExecuteWork:
    return ExecuteWork(program=Program(source=name.encode()), stdin=b"", limits=Limits())


class Desk:
    """A scheduler over scripted workers, and what became of everything."""

    def __init__(self, behave: Callable[[Scripted], Execution], *, workers: int = 1, most: int = 10_000) -> None:
        self.pool, self.made = scripted(behave, workers)
        self.scheduler = Scheduler(self.pool, most=most, most_bytes=1000)
        self.ended: list[str] = []
        self.outcomes: dict[str, Outcome] = {}
        self.scheduler.start()

    def submit(self, names: Sequence[str], size_bytes: int = 0) -> Flow:
        def done(index: int, outcome: Outcome) -> None:
            assert names[index] not in self.outcomes, "told twice"
            self.outcomes[names[index]] = outcome
            self.ended.append(names[index])

        return self.scheduler.submit([work(name) for name in names], done, size_bytes=size_bytes)

    def close(self) -> None:
        self.scheduler.close()
        self.pool.close()


class Held:
    """Work that waits until it is let go; cancelling ends it."""

    def __init__(self) -> None:
        self.go = threading.Event()

    def __call__(self, monolith: Scripted) -> Execution:
        while not self.go.wait(0.001):
            if monolith.cancelled.is_set():
                monolith.cancelled.clear()
                raise CancelledRunError("cancelled")
        return ok(monolith)


@pytest.fixture
def held() -> Iterator[tuple[Desk, Held]]:
    behave = Held()
    desk = Desk(behave)
    yield desk, behave
    behave.go.set()
    desk.close()


def test_a_batch_and_a_request_take_turns(held: tuple[Desk, Held]) -> None:
    desk, behave = held
    desk.submit(["running"])
    wait_for(lambda: desk.scheduler.running == 1)
    desk.submit([f"batch-{number}" for number in range(100)])
    desk.submit(["single"])
    behave.go.set()
    wait_for(lambda: len(desk.ended) == 102)
    assert desk.ended.index("single") <= 2


def test_three_batches_go_on_side_by_side(held: tuple[Desk, Held]) -> None:
    desk, behave = held
    desk.submit(["running"])
    wait_for(lambda: desk.scheduler.running == 1)
    for name in "abc":
        desk.submit([f"{name}{number}" for number in range(5)])
    behave.go.set()
    wait_for(lambda: len(desk.ended) == 16)
    assert [name[0] for name in desk.ended[1:]] == list("abc" * 5)


def test_a_slow_job_takes_one_worker_and_no_other() -> None:
    go = threading.Event()

    def behave(monolith: Scripted) -> Execution:
        if monolith.ran[-1] == b"slow":
            go.wait()
        return ok(monolith)

    desk = Desk(behave, workers=2)
    desk.submit(["slow"])
    desk.submit([str(number) for number in range(50)])
    wait_for(lambda: len(desk.ended) == 50)
    assert "slow" not in desk.ended
    go.set()
    desk.close()


def test_a_thousand_requests_are_all_answered() -> None:
    desk = Desk(ok, workers=4)
    for number in range(1000):
        desk.submit([str(number)])
    wait_for(lambda: len(desk.outcomes) == 1000)
    assert desk.scheduler.is_idle
    desk.close()


def test_what_does_not_fit_is_refused_and_the_rest_is_done() -> None:
    behave = Held()
    desk = Desk(behave, most=3)
    desk.submit(["running"])
    wait_for(lambda: desk.scheduler.running == 1)
    desk.submit(["a", "b", "c"])
    with pytest.raises(Refusal) as caught:
        desk.submit(["d"])
    assert (caught.value.status, caught.value.code) == (429, "queue_full")
    assert (caught.value.retry_after_s or 0) >= 1
    behave.go.set()
    wait_for(lambda: len(desk.outcomes) == 4)
    desk.submit(["d"])
    wait_for(lambda: len(desk.outcomes) == 5)
    desk.close()


def test_bytes_that_wait_are_bounded_but_never_keep_a_single_request_out(held: tuple[Desk, Held]) -> None:
    desk, behave = held
    desk.submit(["running"], size_bytes=5000)
    wait_for(lambda: desk.scheduler.running == 1)
    desk.submit(["a"], size_bytes=600)
    with pytest.raises(Refusal):
        desk.submit(["b"], size_bytes=600)
    behave.go.set()
    wait_for(lambda: desk.scheduler.is_idle)
    behave.go.clear()
    desk.submit(["c"], size_bytes=600)


def test_a_cancelled_request_ends_at_once_and_gives_its_places_back(held: tuple[Desk, Held]) -> None:
    desk, behave = held
    flow = desk.submit(["running", "waiting", "waiting too"], size_bytes=900)
    wait_for(lambda: desk.scheduler.running == 1)
    desk.scheduler.cancel(flow)
    wait_for(lambda: desk.scheduler.is_idle)
    assert desk.outcomes == {}
    behave.go.set()
    desk.submit(["next"], size_bytes=900)
    wait_for(lambda: "next" in desk.outcomes)
    assert isinstance(desk.outcomes["next"], Execution)


def test_cancelling_one_request_leaves_the_others_alone() -> None:
    behave = Held()
    desk = Desk(behave, workers=2)
    first = desk.submit(["first"])
    desk.submit(["second"])
    wait_for(lambda: desk.scheduler.running == 2)
    desk.scheduler.cancel(first)
    wait_for(lambda: desk.scheduler.running == 1)
    behave.go.set()
    wait_for(lambda: "second" in desk.outcomes)
    assert isinstance(desk.outcomes["second"], Execution)
    desk.close()


def test_closing_tells_everybody_who_waits(held: tuple[Desk, Held]) -> None:
    desk, _behave = held
    desk.submit(["running"])
    wait_for(lambda: desk.scheduler.running == 1)
    desk.submit(["waiting"])
    desk.scheduler.close()
    assert all(isinstance(outcome, CancelledRunError) for outcome in desk.outcomes.values())
    assert set(desk.outcomes) == {"running", "waiting"}
    with pytest.raises(Refusal):
        desk.submit(["late"])


def test_a_paused_batch_lets_others_by_and_goes_on_afterwards(held: tuple[Desk, Held]) -> None:
    desk, behave = held
    desk.submit(["running"])
    wait_for(lambda: desk.scheduler.running == 1)
    flow = desk.submit(["a", "b"])
    desk.scheduler.pause(flow, paused=True)
    desk.submit(["single"])
    behave.go.set()
    wait_for(lambda: "single" in desk.outcomes)
    assert "a" not in desk.outcomes
    desk.scheduler.pause(flow, paused=False)
    wait_for(lambda: len(desk.outcomes) == 4)


@pytest.mark.parametrize("error", [SandboxError("no processes left"), ValueError("a bug")])
def test_a_failing_machine_is_an_outcome_and_the_worker_goes_on(error: Exception) -> None:
    failing = [error]

    def behave(monolith: Scripted) -> Execution:
        if failing:
            raise failing.pop()
        return ok(monolith)

    desk = Desk(behave)
    desk.submit(["bad"])
    desk.submit(["good"])
    wait_for(lambda: len(desk.outcomes) == 2)
    assert isinstance(desk.outcomes["bad"], SandboxError)
    good = desk.outcomes["good"]
    assert not isinstance(good, AfterburnerError)
    assert isinstance(good, Execution)
    assert good.status is Status.OK
    desk.close()


def test_a_reply_that_can_not_be_written_is_an_error_and_no_silence() -> None:
    desk = Desk(ok)
    told: list[Outcome] = []

    def done(_index: int, outcome: Outcome) -> None:
        told.append(outcome)
        if isinstance(outcome, Execution):
            raise ValueError("no JSON for this")  # noqa: TRY004 - any error will do

    desk.scheduler.submit([work("a")], done, size_bytes=0)
    wait_for(lambda: len(told) == 2)
    assert isinstance(told[1], SandboxError)
    desk.close()
