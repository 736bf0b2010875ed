"""How good are the rules, and are they ever wrong? On built-in problems, and on programs that nobody here wrote.

``builtin``: every built-in problem, from its slowest accepted reference solution (measured in the same run); the winner is
checked and measured on fresh inputs, 1.5 times as large. ``public``: a seeded sample of the slow programs in the
collections under ``--data``; the winner is checked on inputs held out from its optimisation. What counts as better is an
interval, not a number; a winner that is wrong on a fresh input is the one thing that must never happen.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from optimising import Optimised, Search, optimised, row_of, rule_costs, summary_of, with_room
from public_programs import PublicProgram, collections, shuffled, slow_program
from record import ROOT, Figures, parser, publish, table

from afterburner.core.objective import Objective, Quantity
from afterburner.core.problem import Problem, Reference
from afterburner.dataset import builtin
from afterburner.judge.held_out import held_out
from afterburner.judge.judge import Effort, Judge
from afterburner.sandbox.monolith import Monolith
from afterburner.sandbox.port import Sandbox

HELD_OUT_SCALE = 1.5
COLUMNS = ["program", "start_ms", "gain", "better", "worth it", "verified", "tried", "seconds", "rules"]
Result = tuple[Optimised, dict[str, object]]


def main() -> int:
    options = _options()
    search = Search(
        objective=Objective(options.objective),
        iterations=2 if options.quick else options.iterations,
        samples=options.samples,
        seconds=options.seconds,
    )
    if options.what == "public" and not options.data.is_dir():
        print(f"{options.data} is missing\nhint: give the folder with the public data by --data", file=sys.stderr)
        return 2
    started_s = time.time()
    seen: dict[str, int] = {}
    with Monolith() as sandbox:
        programs = (
            _builtin(sandbox, search, options) if options.what == "builtin" else _public(sandbox, search, options, seen)
        )
        results = _until(started_s + 60 * (4 if options.quick else options.minutes), programs, options.programs)
    _publish(results, search, options, seen, started_s)
    return 0


def _options() -> argparse.Namespace:
    arguments = parser(__doc__)
    arguments.add_argument("what", choices=("builtin", "public"))
    arguments.add_argument("--objective", choices=[objective.value for objective in Objective], default="time")
    arguments.add_argument("--iterations", type=int, default=4)
    arguments.add_argument("--samples", type=int, default=8)
    arguments.add_argument("--seconds", type=float, default=20.0, help="of search for each program")
    arguments.add_argument("--minutes", type=float, default=30.0, help="after which no further program is begun")
    arguments.add_argument("--only", nargs="*", help="builtin: these problems")
    arguments.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data", help="public: the data folder")
    arguments.add_argument("--most", type=int, default=60, help="public: programs to optimise")
    arguments.add_argument("--least-ms", type=float, default=30.0, help="public: CPU time that makes a program slow")
    arguments.add_argument("--seed", type=int, default=0, help="public: of the sample")
    arguments.add_argument("--programs", type=Path, metavar="DIR", help="write the programs, before and after, to DIR")
    return arguments.parse_args()


def _publish(
    results: list[Result], search: Search, options: argparse.Namespace, seen: dict[str, int], started_s: float
) -> None:
    all_done = [done for done, _row in results]
    costs = rule_costs(all_done)
    figures = Figures(
        benchmark=f"rules {options.what}",
        settings={
            "objective": search.objective,
            "iterations": search.iterations,
            "samples": search.samples,
            "seconds": search.seconds,
            "seed": options.seed,
            "rules alone": costs,
        },
        rows=[row for _done, row in results],
        summary={**summary_of(all_done), **seen},
        started_s=started_s,
    )
    print(table(costs[:20], ["rule alone", "tried", "not accepted", "won", "seconds"]), end="\n\n")
    publish(figures, options.json, columns=COLUMNS)


def _until(end_s: float, programs: Iterator[Result], folder: Path | None) -> list[Result]:
    results = []
    for result in programs:
        results.append(_told(result, folder))
        if time.time() > end_s:
            print("the time is up", file=sys.stderr)
            break
    return results


def _told(result: Result, folder: Path | None) -> Result:
    """Say on standard error how a program ended, and keep it if that is wished."""
    done, row = result
    print(table([row], COLUMNS).splitlines()[1], done.failure or "", file=sys.stderr, flush=True)
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        name = done.name.replace("/", "-")
        (folder / f"{name}.before.py").write_text(done.given.code, encoding="utf-8")
        if done.rules:
            (folder / f"{name}.after.py").write_text(done.winner.code, encoding="utf-8")
    return result


def _builtin(sandbox: Sandbox, search: Search, options: argparse.Namespace) -> Iterator[Result]:
    ids = options.only or builtin.problem_ids()
    for problem_id in ids[::6] if options.quick else ids:
        problem = builtin.load(problem_id, sandbox)
        reference, cpu_s = _slowest(problem, Judge(sandbox))
        fresh = with_room(held_out(problem, sandbox, seed=0, scale=HELD_OUT_SCALE))
        done = optimised(f"{problem_id}/{reference.name}", problem, reference.solution, fresh, sandbox, search)
        yield done, {**row_of(done), "start_ms": cpu_s * 1000}


def _slowest(problem: Problem, judge: Judge) -> tuple[Reference, float]:
    """Return the slowest accepted reference solution by one pass each, and its CPU seconds."""
    times: dict[str, float] = {}
    for reference in problem.references_in("python"):
        judgement = judge.judge(problem, reference.solution, effort=Effort(repeats=1))
        if judgement.measurement is not None:
            times[reference.name] = judgement.measurement.quantities[Quantity.CPU_S].estimate
    name = max(times, key=lambda name: times[name])
    return next(reference for reference in problem.references if reference.name == name), times[name]


def _public(sandbox: Sandbox, search: Search, options: argparse.Namespace, seen: dict[str, int]) -> Iterator[Result]:
    most = 6 if options.quick else options.most
    found = 0
    for program in _by_turns(collections(options.data), options.seed):
        if found == most:
            break
        slow = slow_program(program, sandbox, least_cpu_s=options.least_ms / 1000)
        _count(seen, f"{program.collection}: looked at")
        if slow is None:
            continue
        found += 1
        _count(seen, f"{program.collection}: slow")
        done = optimised(program.id, slow.problem, program.solution, slow.fresh, sandbox, search)
        yield done, {**row_of(done), "start_ms": slow.cpu_s * 1000}


def _count(seen: dict[str, int], what: str) -> None:
    seen[what] = seen.get(what, 0) + 1


def _by_turns(programs: dict[str, list[PublicProgram]], seed: int) -> Iterator[PublicProgram]:
    """Yield one program of each collection in turn, each collection shuffled."""
    for together in zip_longest(*(shuffled(some, seed) for some in programs.values())):
        yield from (program for program in together if program is not None)


if __name__ == "__main__":
    sys.exit(main())
