"""What a batch of judgements takes on a cluster that nobody here has: a simulation in discrete events, pure and seeded.

    costs = Costs(run_s=0.001, judgement_s=0.002, driver_run_s=0.0002, driver_judgement_s=0.001, overlaps=True)
    outcome = simulate(costs, drawn_jobs(GRPO, seed=0), workers=256)
    outcome.makespan_s, outcome.quantile_s(0.99)

The model. One driver hands out judgements and reads replies: one thing at a time, since Python has one lock. A worker has one
judgement at a time, in rounds: the driver's share of a round, then the worker's; or both at once, where the next batch is under
way while the last is looked at (``overlaps``). Whoever is free takes the next judgement. On paper: docs/concepts/scale.md.

Not in it: networks that are full, nodes that die, work of others on the same processors.
"""

import heapq
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

ROUNDS = 4
"""A judgement's share of the driver is asked for in so many pieces: more change nothing but the time that this takes."""
MANY = 50_000
"""Of so many judgements, each is one piece: their order evens out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """What one back end costs beside the programs' own CPU time, as measured with one worker; seconds."""

    run_s: float
    """On the worker, a run."""
    judgement_s: float
    """On the worker, a judgement: the way there and back, compiling, the first fork."""
    driver_run_s: float
    """Of the driver's CPU time, a run."""
    driver_judgement_s: float
    driver_byte_s: float = 0.0
    """A byte of input that a worker has not seen yet."""
    machine_run_s: float = 0.0
    """CPU time of everybody on the machine beside the programs, a run; the driver's and the cluster's own are in it."""
    machine_judgement_s: float = 0.0
    overlaps: bool = False
    """Whether the driver works while the worker does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What is to be judged."""

    name: str
    judgements: int
    runs: int
    """Runs of a judgement that goes through."""
    program_s: float
    """Median CPU time of a run."""
    spread: float = 0.0
    """Standard deviation of its logarithm, from program to program."""
    wrong: float = 0.0
    """Share of the programs that fail, at a test drawn evenly: the rest of their tests is not run."""
    endless: float = 0.0
    """Share of the programs whose first run ends at the limit."""
    limit_s: float = 10.0
    input_bytes: int = 0
    """Of one test's input, sent with each judgement: the worst case, none is known there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One judgement."""

    runs: int
    programs_s: float
    """CPU time of all its runs."""
    input_bytes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of it."""

    workers: int
    makespan_s: float
    latencies_s: Sequence[float]
    """From the beginning, when all were asked for, to each answer; sorted."""
    programs_s: float
    driver_s: float

    def quantile_s(self, share: float) -> float:
        """Return the time in which this share was answered."""
        return self.latencies_s[min(len(self.latencies_s) - 1, math.ceil(share * len(self.latencies_s)) - 1)]

    @property
    def busy(self) -> float:
        """Share of the workers' time in user programs."""
        return self.programs_s / (self.workers * self.makespan_s)


def drawn_jobs(load: Load, *, seed: int) -> list[Job]:
    """Return the judgements of ``load``: always the same for one ``seed``."""
    chance = random.Random(seed)  # noqa: S311 - a simulation
    return [_drawn(load, chance) for _ in range(load.judgements)]


def _drawn(load: Load, chance: random.Random) -> Job:
    kind, each_s = chance.random(), load.program_s * math.exp(load.spread * chance.gauss(0, 1))
    if kind < load.endless:
        return Job(runs=1, programs_s=load.limit_s, input_bytes=load.input_bytes)
    runs = chance.randint(1, load.runs) if kind < load.endless + load.wrong else load.runs
    return Job(runs=runs, programs_s=runs * min(each_s, load.limit_s), input_bytes=runs * load.input_bytes)


def simulate(costs: Costs, jobs: Sequence[Job], *, workers: int, drivers: int = 1, cores: int | None = None) -> Outcome:
    """Judge ``jobs``, in their order, on ``workers`` workers of ``drivers`` drivers.

    ``cores``: all of it, drivers included, runs on so many processors (a cluster on one machine): it takes at least the CPU
    time over that.
    """
    free_s = [0.0] * drivers
    waiting = iter(jobs)
    latencies: list[float] = []
    driver_s = 0.0
    most = 1 if len(jobs) > MANY else ROUNDS
    # (when, worker, rounds left, the driver's share of a round, the worker's)
    events = [(0.0, worker, 0, 0.0, 0.0) for worker in range(min(workers, len(jobs)))]
    while events:
        now_s, worker, left, asks_s, takes_s = heapq.heappop(events)
        if left == 0:
            if takes_s > 0:
                latencies.append(now_s)
            job = next(waiting, None)
            if job is None:
                continue
            left, asks_s, takes_s = _rounds(costs, job, most)
            driver_s += left * asks_s
        place = worker % drivers
        free_s[place] = max(now_s, free_s[place]) + asks_s
        done_s = max(free_s[place], now_s + takes_s) if costs.overlaps else free_s[place] + takes_s
        heapq.heappush(events, (done_s, worker, left - 1, asks_s, takes_s))
    programs_s = sum(job.programs_s for job in jobs)
    least_s = 0.0 if cores is None else _machine_s(costs, jobs) / cores
    stretch = max(1.0, least_s / latencies[-1])
    scaled = [latency * stretch for latency in latencies]
    return Outcome(workers=workers, makespan_s=scaled[-1], latencies_s=scaled, programs_s=programs_s, driver_s=driver_s)


def _rounds(costs: Costs, job: Job, most: int) -> tuple[int, float, float]:
    rounds = min(most, job.runs)
    asks_s = costs.driver_judgement_s + job.runs * costs.driver_run_s + job.input_bytes * costs.driver_byte_s
    takes_s = costs.judgement_s + job.runs * costs.run_s + job.programs_s
    return rounds, asks_s / rounds, takes_s / rounds


def _machine_s(costs: Costs, jobs: Sequence[Job]) -> float:
    return sum(costs.machine_judgement_s + job.runs * costs.machine_run_s + job.programs_s for job in jobs)
