"""What does each language cost: to compile, to find what was compiled, to run a test?

For every language its probe (a program that adds two numbers), and of it: compiling a source that was never seen; finding one
that the cache on disk has, beyond the run itself (the first execution in a sandbox that has not met the program, less the next
one; the median over programs); and a test of a loaded program on the wall, with what the sandbox told of its CPU time and of its
interpreter's start.

It does not measure what users' programs cost.
"""

import statistics
import tempfile
import time
from pathlib import Path

from record import Figures, parser, publish

from afterburner.core.execution import Execution, Limits, Program
from afterburner.core.status import Status
from afterburner.sandbox.compile_cache import CompileCache
from afterburner.sandbox.languages import Language, languages
from afterburner.sandbox.monolith import Monolith

STDIN = b"19 23\n"
ANSWER = b"42\n"


def main() -> None:
    arguments = parser(__doc__)
    arguments.add_argument("--sources", type=int, default=8, help="programs that are compiled, of each language")
    arguments.add_argument("--runs", type=int, default=30, help="tests of a loaded program, of each language")
    options = arguments.parse_args()
    sources, runs = (3, 8) if options.quick else (options.sources, options.runs)
    with tempfile.TemporaryDirectory() as folder:
        rows = [_row(language, CompileCache(Path(folder)), sources, runs) for language in languages().values()]
        with Monolith() as sandbox:
            settings = {"sources": sources, "runs": runs, "layers": sandbox.layers()}
    slowest_hit_ms = max(float(str(row["hit_ms"])) for row in rows)
    summary = {"slowest cache hit, ms": slowest_hit_ms}
    figures = Figures(benchmark="languages", settings=settings, rows=rows, summary=summary)
    columns = ["language", "prepare_ms", "compile_ms", "hit_ms", "test_ms", "cpu_ms", "load_cpu_ms", "peak_mib"]
    publish(figures, options.json, columns=columns)


def _row(language: Language, cache: CompileCache, sources: int, runs: int) -> dict[str, object]:
    programs = [_program(language, number) for number in range(sources + 1)]
    with Monolith(cache=cache) as sandbox:
        first_s = _timed(sandbox, programs[0])[0]
        compiled_s = [_timed(sandbox, program)[0] for program in programs[1:]]
        tests = [_timed(sandbox, programs[1]) for _ in range(runs)]
    test_s = statistics.median(seconds for seconds, _ in tests)
    hits_s = _hits_s(cache, programs)
    seen = [seen for _, seen in tests]
    return {
        "language": language.title,
        "prepare_ms": max(0.0, first_s - statistics.median(compiled_s)) * 1000,
        "compile_ms": (statistics.median(compiled_s) - test_s) * 1000,
        "hit_ms": statistics.median(hits_s) * 1000,
        "test_ms": test_s * 1000,
        "cpu_ms": statistics.median(one.cpu_s or 0.0 for one in seen) * 1000,
        "load_cpu_ms": statistics.median(one.load_cpu_s or 0.0 for one in seen) * 1000,
        "peak_mib": statistics.median(one.peak_bytes or 0 for one in seen) / (1 << 20),
    }


def _hits_s(cache: CompileCache, programs: list[Program]) -> list[float]:
    """Return what finding each of ``programs`` costs, beyond a run, in a sandbox that has not met it.

    Some compile to the very same; other limits make each of them one that the cell has to be told anew.
    """
    with Monolith(cache=cache) as sandbox:
        _timed(sandbox, programs[0])
        found = [Limits(output_bytes=(number + 1) << 20) for number in range(len(programs))]
        pairs = list(zip(programs, found, strict=True))[1:]
        return [_timed(sandbox, one, limits)[0] - _timed(sandbox, one, limits)[0] for one, limits in pairs]


def _program(language: Language, number: int) -> Program:
    """Return the probe, with as many empty lines behind as make it a source of its own."""
    return Program(source=language.probe.encode() + b"\n" * (number + 1), language=language.name)


def _timed(sandbox: Monolith, program: Program, limits: Limits | None = None) -> tuple[float, Execution]:
    start_s = time.perf_counter()
    seen = sandbox.execute(program, STDIN, limits=limits or Limits())
    seconds = time.perf_counter() - start_s
    assert seen.status is Status.OK, seen
    assert seen.stdout == ANSWER
    return seconds, seen


if __name__ == "__main__":
    main()
