"""How far does one driver reach: throughput, cost and tail latency from 1 to 10,000 cores, predicted from measured costs.

First, measured here: what a run and a judgement cost beside the program, on the worker and in the driver, with one worker of this
machine and one node of a Ray cluster (where Ray is installed), at two numbers of tests. From these the simulation
(``cluster_model``) predicts what has not been seen: other sizes of programs, two workers, two nodes. These are then measured, and
the error of the prediction is stated. Only then the clusters that nobody here has: a GRPO batch (32 prompts x 32 rollouts x 100
tests), and measuring Venus once (2,181 problems x 106 solutions x 16 repeats).

With one cluster on one machine, driver, nodes and programs share the processors: the prediction is told so.
"""

import contextlib
import hashlib
import itertools
import os
import pickle
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from cluster_model import Costs, Job, Load, Outcome, drawn_jobs, simulate
from record import Figures, Row, parser, publish, table

from afterburner.core.execution import Limits
from afterburner.core.objective import Quantity
from afterburner.core.problem import Problem, Solution, Test
from afterburner.core.status import Verdict
from afterburner.judge.judge import Effort, Judge
from afterburner.sandbox.pool import Pool

GRPO = Load(
    name="GRPO batch",
    judgements=32 * 32,
    runs=100,
    program_s=0.010,
    spread=1.0,
    wrong=0.4,
    endless=0.02,
    input_bytes=2000,
)
VENUS = Load(name="Venus, once", judgements=2181 * 106, runs=10 * 16, program_s=0.020, spread=1.0, input_bytes=2000)
CORES = (1, 2, 4, 16, 64, 256, 1024, 4096, 10_000)
DOLLARS_A_CORE_HOUR = 0.04
NETWORK_S = 0.0005
"""There and back between two machines of one hall; here it is nearly nothing."""
FEW, MANY = 5, 40
"""Tests of the judgements that costs are told from."""
LEARNT_SPIN, OTHER_SPINS = 60_000, (15_000, 200_000)
"""Steps of a program's loop: the size that costs are learnt at, and those that are predicted."""
ROUNDS = 3
"""Of each measurement; the median counts."""
STORE_BYTES = 80 << 20
_numbers = itertools.count()

Open = Callable[[int], object]


def main() -> None:
    arguments = parser(__doc__)
    arguments.add_argument("--seconds", type=float, default=12.0, help="of each measurement, about: three rounds")
    arguments.add_argument("--dollars", type=float, default=DOLLARS_A_CORE_HOUR, help="price of a core for an hour")
    arguments.add_argument("--drivers", type=int, nargs="+", default=[1, 8], help="drivers that share the work")
    arguments.add_argument("--seed", type=int, default=0)
    options = arguments.parse_args()
    seconds = 1.0 if options.quick else options.seconds
    checks, learnt = [], {}
    with contextlib.ExitStack() as opened:
        for name, way in _ways(opened).items():
            learnt[name] = _learnt(way, seconds, overlaps=name == "ray")
            checks += [{"back end": name, **row} for row in _checked(learnt[name], way, seconds)]
    loads = [replace(GRPO, judgements=64), replace(VENUS, judgements=500)] if options.quick else [GRPO, VENUS]
    rows = list(_predicted(_elsewhere(learnt), loads, options))
    errors = [abs(float(str(row["error"]))) for row in checks]
    summary = {
        **{f"costs, {name}, ms": _in_ms(costs) for name, costs in learnt.items()},
        "median error of a prediction": statistics.median(errors),
        "worst error of a prediction": max(errors),
        "checks": checks,
    }
    settings = {
        "dollars_a_core_hour": options.dollars,
        "network_s": NETWORK_S,
        "seed": options.seed,
        "seconds": seconds,
    }
    print(_table(checks))
    columns = [
        "load",
        "back end",
        "drivers",
        "cores",
        "hours",
        "judgements_s",
        "p50_s",
        "p99_s",
        "p999_s",
        "busy",
        "core_hours",
        "dollars",
    ]
    publish(Figures(benchmark="scale", settings=settings, rows=rows, summary=summary), options.json, columns=columns)


def _ways(opened: contextlib.ExitStack) -> dict[str, Open]:
    ways: dict[str, Open] = {"local": lambda workers: Pool(workers=workers)}
    if find_spec("ray") and find_spec("afterburner.sandbox.cluster_pool"):
        ways["ray"] = opened.enter_context(_cluster())
    return ways


@contextlib.contextmanager
def _cluster() -> Iterator[Open]:
    """Start a Ray cluster of two nodes with a processor each on this machine."""
    os.environ |= {"RAY_USAGE_STATS_ENABLED": "0", "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0"}
    import ray  # noqa: PLC0415 - an extra, after its settings
    from ray.cluster_utils import Cluster as Nodes  # noqa: PLC0415 - as above

    from afterburner.sandbox.cluster import Cluster  # noqa: PLC0415 - as above
    from afterburner.sandbox.cluster_pool import ClusterPool  # noqa: PLC0415 - as above

    nodes = Nodes()
    for cpus in (0, 1, 1):
        nodes.add_node(num_cpus=cpus, include_dashboard=False, object_store_memory=STORE_BYTES)
    ray.init(address=nodes.address, log_to_driver=False, logging_level="ERROR")
    try:
        yield lambda workers: ClusterPool(Cluster(), most=workers, needs={"python"})
    finally:
        ray.shutdown()
        nodes.shutdown()


def _learnt(way: Open, seconds: float, *, overlaps: bool) -> Costs:
    """Return the costs of a back end, from one worker at two numbers of tests."""
    with closing(way(1)) as pool:
        few, many = (_typical(pool, 1, tests, LEARNT_SPIN, seconds) for tests in (FEW, MANY))
    run_s = (many["wall_s"] - few["wall_s"]) / (MANY - FEW)
    driver_run_s = (many["driver_s"] - few["driver_s"]) / (MANY - FEW)
    machine_run_s = (many["machine_s"] - few["machine_s"]) / (MANY - FEW)
    driver_judgement_s = max(0.0, few["driver_s"] - FEW * driver_run_s)
    serial = 0.0 if overlaps else 1.0  # then the driver's part is none of the worker's
    return Costs(
        run_s=max(0.0, run_s - many["program_s"] - serial * driver_run_s),
        judgement_s=max(0.0, few["wall_s"] - FEW * run_s - serial * driver_judgement_s),
        driver_run_s=driver_run_s,
        driver_judgement_s=driver_judgement_s,
        driver_byte_s=_byte_s(),
        machine_run_s=max(0.0, machine_run_s - many["program_s"]),
        machine_judgement_s=max(0.0, few["machine_s"] - FEW * machine_run_s),
        overlaps=overlaps,
    )


def _checked(costs: Costs, way: Open, seconds: float) -> Iterator[Row]:
    """Predict what was not seen, then see."""
    cores = len(os.sched_getaffinity(0))
    for workers, spin in itertools.product((1, 2), (LEARNT_SPIN, *OTHER_SPINS)):
        with closing(way(workers)) as pool:
            seen = _typical(pool, workers, 20, spin, seconds)
        jobs = [Job(runs=20, programs_s=20 * seen["program_s"])] * int(seen["judgements"])
        predicted = simulate(costs, jobs, workers=workers, cores=cores)
        real_s = seen["wall_s"] * seen["judgements"] / workers
        yield {
            "workers": workers,
            "program_ms": 1000 * seen["program_s"],
            "real_s": real_s,
            "predicted_s": predicted.makespan_s,
            "error": predicted.makespan_s / real_s - 1,
        }


def _typical(pool, workers: int, tests: int, spin: int, seconds: float) -> dict[str, float]:  # noqa: ANN001
    """Return the medians of some measurements."""
    seen = [_measured(pool, workers, tests, spin, seconds / ROUNDS) for _ in range(ROUNDS)]
    return {name: statistics.median(one[name] for one in seen) for name in seen[0]}


def _measured(pool, workers: int, tests: int, spin: int, seconds: float) -> dict[str, float]:  # noqa: ANN001
    """Judge new programs for about ``seconds``; return what one judgement of a worker took."""
    problem = _problem(tests)
    with ThreadPoolExecutor(workers) as threads:
        list(
            threads.map(partial(_judged, pool, problem, spin), range(3 * workers))
        )  # cells, and connections, are there
        begun_s = time.perf_counter()
        list(threads.map(partial(_judged, pool, problem, spin), range(2 * workers)))
        each_s = (time.perf_counter() - begun_s) / 2
        count = workers * max(5, round(seconds / each_s))
        begun_s, used_s, busy_s = time.perf_counter(), time.process_time(), _busy_s()
        took = list(threads.map(partial(_judged, pool, problem, spin), range(count)))
        wall_s, used_s = time.perf_counter() - begun_s, time.process_time() - used_s
        busy_s = _busy_s() - busy_s
    return {
        "judgements": float(count),
        "wall_s": wall_s * workers / count,
        "driver_s": used_s / count,
        "machine_s": busy_s / count,
        "program_s": sum(took) / count / tests,
    }


def _judged(pool, problem: Problem, spin: int, _number: int) -> float:  # noqa: ANN001 - a pool of either kind
    """Judge one program; return the CPU time of all its runs."""
    code = f"# {next(_numbers)}\nfor _ in range({spin}): pass\nprint(sum(map(int, input().split())))"
    solution = Solution(code=code)
    with pool.worker(problem.program(solution)) as sandbox:
        judgement = Judge(sandbox).judge(problem, solution, effort=Effort(repeats=1))
    assert judgement.verdict is Verdict.ACCEPTED
    assert judgement.measurement is not None
    return judgement.measurement.quantities[Quantity.CPU_S].estimate


def _problem(tests: int) -> Problem:
    made = (Test(name=str(n), input=b"%d %d\n" % (n, 2 * n), expected=b"%d\n" % (3 * n)) for n in range(tests))
    return Problem(id="sum", title="Sum", statement="Sum.", tests=tuple(made), limits=Limits(cpu_s=5.0, wall_s=15.0))


def _busy_s() -> float:
    """Return the CPU time of all processes of this machine so far."""
    fields = Path("/proc/stat").read_text("ascii").splitlines()[0].split()[1:]
    user, nice, system, _idle, _wait, irq, soft_irq = map(int, fields[:7])
    return (user + nice + system + irq + soft_irq) / os.sysconf("SC_CLK_TCK")


def _byte_s() -> float:
    """Return what the driver needs for a byte of input: its digest, and packing it."""
    text = os.urandom(1 << 20)
    begun_s = time.perf_counter()
    for _ in range(20):
        hashlib.sha256(text).digest()
        pickle.loads(pickle.dumps(text))  # noqa: S301 - our own
    return (time.perf_counter() - begun_s) / 20 / len(text)


def _elsewhere(learnt: dict[str, Costs]) -> dict[str, Costs]:
    """Return the costs on machines of their own: there is a network between them."""
    name = "ray" if "ray" in learnt else "local"
    return {name: replace(learnt[name], judgement_s=learnt[name].judgement_s + NETWORK_S)}


def _predicted(costs: dict[str, Costs], loads: Sequence[Load], options) -> Iterator[Row]:  # noqa: ANN001 - argparse's
    for load in loads:
        jobs = drawn_jobs(load, seed=options.seed)
        for (name, cost), drivers, cores in itertools.product(costs.items(), options.drivers, CORES):
            if cores >= drivers:
                outcome = simulate(cost, jobs, workers=cores, drivers=drivers)
                yield {
                    "load": load.name,
                    "back end": name,
                    "drivers": drivers,
                    **_figures(outcome, len(jobs), options.dollars),
                }


def _figures(outcome: Outcome, judgements: int, dollars: float) -> Row:
    hours = outcome.makespan_s / 3600
    quantiles = {f"p{name}_s": outcome.quantile_s(share) for name, share in (("50", 0.5), ("99", 0.99), ("999", 0.999))}
    return {
        "cores": outcome.workers,
        "hours": hours,
        "judgements_s": judgements / outcome.makespan_s,
        **quantiles,
        "busy": outcome.busy,
        "core_hours": outcome.workers * hours,
        "dollars": outcome.workers * hours * dollars,
    }


def _in_ms(costs: Costs) -> dict[str, float]:
    names = ("run_s", "judgement_s", "driver_run_s", "driver_judgement_s")
    return {name.removesuffix("_s"): 1000 * getattr(costs, name) for name in names}


def _table(rows: Sequence[Row]) -> str:
    return table(rows, ["back end", "workers", "program_ms", "real_s", "predicted_s", "error"])


if __name__ == "__main__":
    main()
