"""What does a Ray cluster add to the workers of one machine, and what does a second worker bring?

A judgement here takes about 50 ms: a Python program that nobody saw before, on 20 small tests. In turn, round after round:
workers of this machine and workers of a cluster, one and two of each, judge the same number of programs, one after the other on
each worker, as an evaluation or the service does. The cluster is Ray's own, two nodes of one processor on this machine, so that
its processes and the driver share the processors with the programs; on real nodes only the actors' share is left of that.

Every program is right, or, in the rows that say so, wrong from the first test on: what was run ahead of a failure is wasted.
"""

import contextlib
import itertools
import os
import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from functools import partial

from record import Figures, parser, publish

from afterburner.core.attempt import Judgement
from afterburner.core.execution import Limits
from afterburner.core.problem import Problem, Solution, Test
from afterburner.core.status import Verdict
from afterburner.judge.judge import Effort, Judge
from afterburner.metrics.intervals import geometric_interval
from afterburner.sandbox.pool import Pool
from afterburner.sandbox.port import Workers

TESTS = 20
VERDICT_ONLY = Effort(repeats=0)
_numbers = itertools.count()
_STORE_BYTES = 80 << 20

Open = Callable[[int], Workers]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One measurement."""

    judgements: int
    seconds: float

    @property
    def ms(self) -> float:
        """Milliseconds a judgement, of all workers together."""
        return 1000 * self.seconds / self.judgements


def main() -> None:
    arguments = parser(__doc__)
    arguments.add_argument("--rounds", type=int, default=7, help="how often each is measured, in turn")
    arguments.add_argument("--judgements", type=int, default=60, help="of one measurement, for each worker")
    arguments.add_argument("--spin", type=int, default=6000, help="steps of the loop of a program: 50 ms a judgement")
    options = arguments.parse_args()
    rounds, count = (2, 10) if options.quick else (options.rounds, options.judgements)
    seen: dict[str, list[Sample]] = {}
    with _cluster() as opened:
        ways: dict[str, Open] = {"local": lambda workers: Pool(workers=workers), "ray": opened}
        for number in range(rounds):
            for name, sample in _round(ways, count, options.spin, backwards=bool(number % 2)):
                seen.setdefault(name, []).append(sample)
    rows = [_row(name, samples) for name, samples in seen.items()]
    settings = {"rounds": rounds, "judgements": count, "spin": options.spin, "tests": TESTS, "cpus": os.cpu_count()}
    figures = Figures(benchmark="ray_overhead", settings=settings, rows=rows, summary=_summary(seen))
    publish(figures, options.json, columns=["what", "best_ms", "median_ms", "rounds"])


@contextlib.contextmanager
def _cluster() -> Iterator[Open]:
    """Start a cluster of two nodes with a processor each, and connect to it; yields what opens workers on it."""
    os.environ |= {"RAY_USAGE_STATS_ENABLED": "0", "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0"}
    import ray  # noqa: PLC0415 - an extra, after its settings
    from ray.cluster_utils import Cluster as Nodes  # noqa: PLC0415 - as above

    from afterburner.sandbox.cluster import Cluster  # noqa: PLC0415 - as above
    from afterburner.sandbox.cluster_pool import ClusterPool  # noqa: PLC0415 - as above

    nodes = Nodes()
    for cpus in (0, 1, 1):
        nodes.add_node(num_cpus=cpus, include_dashboard=False, object_store_memory=_STORE_BYTES)
    ray.init(address=nodes.address, log_to_driver=False, logging_level="ERROR")
    try:
        yield lambda workers: ClusterPool(Cluster(), most=workers, needs={"python"})
    finally:
        ray.shutdown()
        nodes.shutdown()


def _round(ways: dict[str, Open], count: int, spin: int, *, backwards: bool) -> Iterator[tuple[str, Sample]]:
    turns = [(name, workers) for workers in (1, 2) for name in ways]
    for name, workers in reversed(turns) if backwards else turns:
        with closing(ways[name](workers)) as pool:
            _measure(pool, workers, 4, partial(_right, spin))
            yield f"{name}, right, {workers}", _measure(pool, workers, count, partial(_right, spin))
            yield f"{name}, wrong, {workers}", _measure(pool, workers, count, partial(_wrong, spin))


def _measure(pool: Workers, workers: int, count: int, made: Callable[[], str]) -> Sample:
    sources = [made() for _ in range(workers * count)]
    begun_s = time.perf_counter()
    with ThreadPoolExecutor(workers) as threads:
        judgements = list(threads.map(partial(_judged, pool), sources))
    seconds = time.perf_counter() - begun_s
    assert {one.verdict for one in judgements} == {_expected(sources[0])}
    return Sample(judgements=len(sources), seconds=seconds)


def _judged(pool: Workers, source: str) -> Judgement:
    solution = Solution(code=source)
    with pool.worker(PROBLEM.program(solution), PROBLEM.tests[0].input) as sandbox:
        return Judge(sandbox).judge(PROBLEM, solution, effort=VERDICT_ONLY)


PROBLEM = Problem(
    id="sum",
    title="Sum",
    statement="Print the sum of two numbers.",
    tests=tuple(Test(name=str(n), input=b"%d %d\n" % (n, 2 * n), expected=b"%d\n" % (3 * n)) for n in range(TESTS)),
    limits=Limits(cpu_s=5.0, wall_s=15.0),
)


def _right(spin: int) -> str:
    lines = (f"# {next(_numbers)}", f"for _ in range({spin}): pass", "print(sum(map(int, input().split())))")
    return "\n".join(lines)


def _wrong(spin: int) -> str:
    return f"{_right(spin)}\nprint('wrong')"


def _expected(source: str) -> Verdict:
    return Verdict.WRONG_ANSWER if "wrong" in source else Verdict.ACCEPTED


def _row(name: str, samples: list[Sample]) -> dict[str, object]:
    took = [sample.ms for sample in samples]
    return {"what": name, "best_ms": min(took), "median_ms": statistics.median(took), "rounds": len(samples)}


def _summary(seen: dict[str, list[Sample]]) -> dict[str, object]:
    compared = {
        f"ray over local, {kind}, {n}": (f"ray, {kind}, {n}", f"local, {kind}, {n}")
        for kind in ("right", "wrong")
        for n in (1, 2)
    }
    compared |= {f"two workers over one, {way}": (f"{way}, right, 1", f"{way}, right, 2") for way in ("local", "ray")}
    return {name: _ratio(seen[a], seen[b]) for name, (a, b) in compared.items()}


def _ratio(above: list[Sample], below: list[Sample]) -> object:
    return geometric_interval([a.ms / b.ms for a, b in zip(above, below, strict=True)])


if __name__ == "__main__":
    main()
