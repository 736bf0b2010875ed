"""What does a Ray cluster add to the workers of one machine, and what does a second worker bring?

In turn, round after round, workers of this machine and workers of a cluster judge the same programs, each a new one, one after
the other on each worker, as an evaluation or the service does:

- *small*: 12 small tests, 50 ms a judgement where a run takes 4 ms, nearly all of it the sandbox's own;
- *wrong*: the same, wrong from the first test on: what was run ahead of the failure is wasted;
- *heavy*: 4 tests of some 60 ms in the program itself.

The cluster is Ray's own, two nodes of one processor on this machine: its processes and the driver share the processors with the
programs. On real nodes only the actors' share is left of that.
"""

import contextlib
import itertools
import os
import statistics
import time
from collections.abc import Iterator, Mapping
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

VERDICT_ONLY = Effort(repeats=0)
CPUS = 2
_numbers = itertools.count()
_STORE_BYTES = 80 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of judgement."""

    tests: int
    steps: int
    """Of a loop that does nothing."""
    share: float = 1.0
    """Of the judgements that the small kind makes."""
    is_right: bool = True

    def problem(self) -> Problem:
        """Return the problem: print the sum of two numbers."""
        numbers = range(self.tests)
        tests = (Test(name=str(n), input=b"%d %d\n" % (n, 2 * n), expected=b"%d\n" % (3 * n)) for n in numbers)
        return Problem(id="sum", title="Sum", statement="", tests=tuple(tests), limits=Limits(cpu_s=5.0, wall_s=15.0))

    def program(self) -> Solution:
        """Return a program that nobody saw before."""
        print_ = "print(sum(map(int, input().split())))"
        lines = [f"# {next(_numbers)}", f"for _ in range({self.steps}): pass", print_]
        return Solution(code="\n".join(lines if self.is_right else [*lines, "print('wrong')"]))


KINDS = {
    "small": Kind(tests=12, steps=1000),
    "wrong": Kind(tests=12, steps=1000, is_right=False),
    "heavy": Kind(tests=4, steps=2_000_000, share=0.2),
}


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
    arguments.add_argument("--rounds", type=int, default=8, help="how often each is measured, in turn")
    arguments.add_argument("--judgements", type=int, default=40, help="of one measurement, for each worker")
    options = arguments.parse_args()
    rounds, count = (2, 10) if options.quick else (options.rounds, options.judgements)
    seen: dict[str, list[Sample]] = {}
    with _cluster() as on_cluster, closing(Pool(workers=CPUS)) as here:
        for number in range(rounds):
            for name, sample in _round({"local": here, "ray": on_cluster}, count, backwards=bool(number % 2)):
                seen.setdefault(name, []).append(sample)
    rows = [_row(name, samples) for name, samples in seen.items()]
    settings = {"rounds": rounds, "judgements": count, "kinds": {name: repr(kind) for name, kind in KINDS.items()}}
    figures = Figures(benchmark="ray_overhead", settings=settings, rows=rows, summary=_summary(seen))
    publish(figures, options.json, columns=["what", "best_ms", "median_ms", "rounds"])


@contextlib.contextmanager
def _cluster() -> Iterator[Workers]:
    """Start a cluster of nodes with a processor each, and open workers on it."""
    os.environ |= {"RAY_USAGE_STATS_ENABLED": "0", "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0"}
    import ray  # noqa: PLC0415 - an extra, after its settings
    from ray.cluster_utils import Cluster as Nodes  # noqa: PLC0415 - as above

    from afterburner.sandbox.cluster import Cluster  # noqa: PLC0415 - as above
    from afterburner.sandbox.cluster_pool import ClusterPool  # noqa: PLC0415 - as above

    nodes = Nodes()
    for cpus in (0, *(1,) * CPUS):
        nodes.add_node(num_cpus=cpus, include_dashboard=False, object_store_memory=_STORE_BYTES)
    ray.init(address=nodes.address, log_to_driver=False, logging_level="ERROR")
    try:
        with ClusterPool(Cluster(), needs={"python"}) as pool:
            yield pool
    finally:
        ray.shutdown()
        nodes.shutdown()


def _round(pools: Mapping[str, Workers], count: int, *, backwards: bool) -> Iterator[tuple[str, Sample]]:
    turns = [(kind, threads, name) for kind in KINDS for threads in (1, 2) for name in pools]
    for kind, threads, name in reversed(turns) if backwards else turns:
        _measure(pools[name], threads, 2, KINDS[kind])
        yield f"{kind}, {name}, {threads}", _measure(pools[name], threads, count, KINDS[kind])


def _measure(pool: Workers, threads: int, count: int, kind: Kind) -> Sample:
    solutions = [kind.program() for _ in range(threads * max(2, round(count * kind.share)))]
    begun_s = time.perf_counter()
    with ThreadPoolExecutor(threads) as executor:
        judgements = list(executor.map(partial(_judged, pool, kind.problem()), solutions))
    seconds = time.perf_counter() - begun_s
    assert {one.verdict for one in judgements} == {Verdict.ACCEPTED if kind.is_right else Verdict.WRONG_ANSWER}
    return Sample(judgements=len(solutions), seconds=seconds)


def _judged(pool: Workers, problem: Problem, solution: Solution) -> Judgement:
    with pool.worker(problem.program(solution), problem.tests[0].input) as sandbox:
        return Judge(sandbox).judge(problem, solution, effort=VERDICT_ONLY)


def _row(name: str, samples: list[Sample]) -> dict[str, object]:
    took = [sample.ms for sample in samples]
    return {"what": name, "best_ms": min(took), "median_ms": statistics.median(took), "rounds": len(samples)}


def _summary(seen: Mapping[str, list[Sample]]) -> dict[str, object]:
    compared = {
        f"ray over local, {kind}, {n}": (f"{kind}, ray, {n}", f"{kind}, local, {n}") for kind in KINDS for n in (1, 2)
    }
    compared |= {
        f"two over one, {kind}, {way}": (f"{kind}, {way}, 1", f"{kind}, {way}, 2")
        for kind in KINDS
        for way in ("local", "ray")
    }
    return {name: _ratio(seen[a], seen[b]) for name, (a, b) in compared.items()}


def _ratio(above: list[Sample], below: list[Sample]) -> object:
    return geometric_interval([a.ms / b.ms for a, b in zip(above, below, strict=True)])


if __name__ == "__main__":
    main()
