"""The contest is fair and its figures are those of its blocks, by contestants that only pretend."""

import itertools

import pytest

from afterburner.core.errors import SandboxError, UsageError
from afterburner.sandbox.bench import contest
from afterburner.sandbox.bench.contest import Block, Contestant, Entry, NotInstalled


class Pretender:
    walls = "paper"

    def __init__(self, name: str, *blocks: Block, log: list[str] | None = None) -> None:
        self.name = name
        self._blocks = itertools.cycle(blocks)
        self._log = [] if log is None else log
        self.closed = False

    def block(self, runs: int, most_s: float) -> Block:
        assert runs > 0
        assert most_s > 0
        self._log.append(self.name)
        return next(self._blocks)

    def close(self) -> None:
        self.closed = True


def steady(run_s: float, runs: int = 10) -> Block:
    return Block(runs_s=(run_s,) * runs, wall_s=run_s * runs)


def held(*contestants: Contestant, **others: NotInstalled) -> contest.Outcome:
    def refuse(error: NotInstalled) -> Contestant:
        raise error

    entries = [Entry(name=each.name, make=lambda each=each: each) for each in contestants]
    entries += [Entry(name=name, make=lambda error=error: refuse(error)) for name, error in others.items()]
    return contest.hold(entries, runs=10, most_s=1.0, say=lambda _what: None)


def test_everybody_has_a_block_in_every_round() -> None:
    log: list[str] = []
    held(Pretender("a", steady(1), log=log), Pretender("b", steady(1), log=log))
    in_rounds = log[2:]  # the warm-up is one block of each
    assert len(in_rounds) == 2 * contest.ROUNDS
    assert all(set(in_rounds[at : at + 2]) == {"a", "b"} for at in range(0, len(in_rounds), 2))


def test_the_rate_counts_runs_that_went_on_at_the_same_time() -> None:
    two_at_once = Block(runs_s=(0.1,) * 20, wall_s=1.0)
    (standing,) = held(Pretender("a", two_at_once)).standings
    assert standing.median_hz == pytest.approx(20)
    assert standing.p50_s == pytest.approx(0.1)


def test_best_and_median_are_of_the_rounds() -> None:
    warm_up, *rounds = (steady(1 / hz) for hz in (1000, 10, 50, 20, 40, 30))
    (standing,) = held(Pretender("a", warm_up, *rounds)).standings
    assert standing.best_hz == pytest.approx(50)
    assert standing.median_hz == pytest.approx(30)


def test_a_slow_run_shows_in_the_tail_alone() -> None:
    block = Block(runs_s=(*(0.001,) * 95, *(0.5,) * 5), wall_s=3.0)
    (standing,) = held(Pretender("a", block)).standings
    assert standing.p50_s == pytest.approx(0.001)
    assert standing.p99_s == pytest.approx(0.5)


def test_the_first_is_what_others_are_compared_with() -> None:
    first, second = held(Pretender("a", steady(0.4)), Pretender("b", steady(0.1))).standings
    assert first.versus_first is None
    assert second.versus_first is not None
    assert second.versus_first.estimate == pytest.approx(4)


def test_who_is_not_installed_is_listed_with_how_to_get_it() -> None:
    outcome = held(Pretender("a", steady(1)), b=NotInstalled("b is not there", hint="install b"))
    assert [absent.hint for absent in outcome.absent] == ["install b"]
    assert [standing.name for standing in outcome.standings] == ["a"]


def test_all_are_closed_when_one_fails_in_a_run() -> None:
    class Failing(Pretender):
        def block(self, runs: int, most_s: float) -> Block:
            raise SandboxError(f"broken after {runs} runs or {most_s} s")

    others = [Pretender("a", steady(1)), Failing("b")]
    with pytest.raises(SandboxError):
        held(*others)
    assert all(each.closed for each in others)


def test_not_installed_is_a_usage_error() -> None:
    assert issubclass(NotInstalled, UsageError)


def test_a_block_ends_when_its_time_is_over() -> None:
    calls: list[None] = []
    block = contest.timed_block(lambda: calls.append(None), runs=1_000_000_000, most_s=0.01)
    assert len(block.runs_s) == len(calls) < 1_000_000_000


def test_a_block_has_one_run_at_least() -> None:
    assert len(contest.timed_block(lambda: None, runs=5, most_s=0).runs_s) == 1
