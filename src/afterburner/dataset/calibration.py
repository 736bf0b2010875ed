"""What every reference solution takes on this machine: measured once, kept in a journal, measured again only where it changed.

    with Journal(path) as journal:
        known = Calibration(journal, host=host.facts())
        for done in calibrate(problems, pool, known, repeats=5): ...
    known.measurement(known.subject(problem, reference))

Each execution is a line of its own, so that a killed run loses at most those under way. A line counts for exactly the program,
tests, limits, toolchain, machine and version of measuring that made it: its key is a digest of them all. Repeats of a problem's
solutions are interleaved, so that a slow minute of the machine meets all of them. A journal belongs to one machine and one
version of measuring: one of another is refused.
"""

import hashlib
import math
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice

from afterburner.core.errors import DataError, UsageError
from afterburner.core.execution import Execution
from afterburner.core.journal import Journal
from afterburner.core.measurement import Measurement
from afterburner.core.objective import Clock, Quantity
from afterburner.core.problem import Problem, Reference, Test
from afterburner.core.status import Verdict
from afterburner.judge.answers import Examiner
from afterburner.measure.costs import FLOOR_S, Costs, measurement_of
from afterburner.sandbox import host as machine
from afterburner.sandbox.port import Call, Sandbox, execute_each
from afterburner.sandbox.toolchains import toolchain_version

MEASURE_VERSION = 2
"""It rises when measuring changes: figures of two versions are never mixed.
1: the first. 2: each repeat has a memory layout of its own, since what names hash to can make a Python program 10 % slower;
one layout for all repeats made that look like a property of the program."""
SCHEMA_VERSION = 2
"""Of a line. 1: the first. 2: lines say on which host and by which measure version they were made."""

_AHEAD = 2
"""Handfuls that are handed out beforehand, for each worker."""

_HANDFUL = 8
"""Executions, of one problem, that are handed out together: to a worker far away, the way is longer than most of them take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One reference solution, as a journal knows it."""

    problem: str
    reference: str
    language: str
    tests: tuple[str, ...]
    """The names of the timed tests."""
    key: str
    """The digest of all that its measurement depends on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One execution to be made: one reference solution on one timed test, for the n-th time."""

    subject: Subject
    problem: Problem
    reference: Reference
    test: Test
    repeat: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One execution that was made."""

    run: Run
    verdict: Verdict
    costs: Costs | None
    """None for what is not accepted."""


@dataclass(slots=True)
class _Known:
    """What a journal says of one reference solution: its costs by repeat and test."""

    costs: dict[int, dict[str, Costs]] = field(default_factory=lambda: defaultdict(dict))
    refused: Verdict | None = None


class Calibration:
    """The executions of one journal that count on this machine; safe in every thread."""

    def __init__(
        self, journal: Journal, *, host: Mapping[str, object], toolchain: Callable[[str], str] = toolchain_version
    ) -> None:
        """Read what the journal holds; ``host`` and ``toolchain`` are those of the machines that programs run on.

        Raises:
            DataError: a line is not one of a calibration, holds a cost that is no number, or was made on another host or by
                another version of measuring; the message names the file, the line and what is off.

        """
        self._journal = journal
        self._host = machine.digest(host)
        self._toolchain = toolchain
        self._known: dict[str, _Known] = defaultdict(_Known)
        self._lock = threading.Lock()
        for entry in journal.entries():
            try:
                _check_origin(entry.value, self._host)
                self._take(entry.value)
            except (KeyError, TypeError, ValueError) as error:
                what = f"{journal.path}, line {entry.number} is not one of a calibration: {error!r}"
                raise DataError(what, hint="move the file away to measure anew") from error
            except DataError as error:
                raise DataError(f"{journal.path}, line {entry.number}: {error.message}", hint=error.hint) from error

    @property
    def host_digest(self) -> str:
        """The digest of the machine that all figures here were made on."""
        return self._host

    def subject(self, problem: Problem, reference: Reference) -> Subject:
        """Return ``reference`` as this journal knows it."""
        return Subject(
            problem=problem.id,
            reference=reference.name,
            language=reference.solution.language,
            tests=tuple(test.name for test in problem.timed_tests()),
            key=self._key(problem, reference),
        )

    def _key(self, problem: Problem, reference: Reference) -> str:
        program = problem.program(reference.solution)
        digest = hashlib.sha256(f"{MEASURE_VERSION} {self._host} {self._toolchain(program.language)}\0".encode())
        for part in (program.source, str(program.entry_point).encode(), repr(problem.limits).encode()):
            digest.update(hashlib.sha256(part).digest())
        for test in problem.timed_tests():
            digest.update(hashlib.sha256(test.input).digest() + hashlib.sha256(test.expected).digest())
        return digest.hexdigest()[:32]

    def missing(self, problem: Problem, reference: Reference, *, repeats: int) -> Iterator[Run]:
        """Yield the executions that are still to be made, by repeat; none for a solution that was refused."""
        subject = self.subject(problem, reference)
        known = self._known.get(subject.key, _Known())
        for repeat in range(repeats if known.refused is None else 0):
            for test in problem.timed_tests():
                if test.name not in known.costs.get(repeat, {}):
                    yield Run(subject=subject, problem=problem, reference=reference, test=test, repeat=repeat)

    def refused(self, subject: Subject) -> Verdict | None:
        """Return the verdict on an execution that was not accepted; None if there was none."""
        known = self._known.get(subject.key)
        return None if known is None else known.refused

    def record(self, done: Done) -> None:
        """Keep one execution.

        Raises:
            OSError: the disk is full.

        """
        run, costs = done.run, done.costs
        line: dict[str, object] = {
            "schema_version": SCHEMA_VERSION,
            "host": self._host,
            "measure_version": MEASURE_VERSION,
            "key": run.subject.key,
            "problem": run.subject.problem,
            "reference": run.subject.reference,
            "language": run.subject.language,
            "repeat": run.repeat,
            "test": run.test.name,
            "verdict": done.verdict.value,
        }
        if costs is not None:
            line |= {name: costs.value(Quantity(name)) for name in ("cpu_s", "wall_s", "peak_bytes", "integral_byte_s")}
        with self._lock:
            self._journal.append(line)
            self._take(line)

    def measurement(self, subject: Subject) -> Measurement | None:
        """Return the statistics over all whole passes; None where there is none, or the solution was refused."""
        passes = self.passes(subject)
        return measurement_of(passes, clock=Clock.CPU) if passes else None

    def passes(self, subject: Subject) -> tuple[Costs, ...]:
        """Return the costs of each whole pass, in the order of repeats; none where the solution was refused."""
        known = self._known.get(subject.key)
        if known is None or known.refused is not None:
            return ()
        whole = [tests for _repeat, tests in sorted(known.costs.items()) if tests.keys() >= set(subject.tests)]
        return tuple(_added([tests[name] for name in subject.tests]) for tests in whole)

    def _take(self, line: Mapping[str, object]) -> None:
        known = self._known[str(line["key"])]
        verdict = Verdict(str(line["verdict"]))
        if verdict is not Verdict.ACCEPTED:
            known.refused = verdict
            return
        known.costs[int(str(line["repeat"]))][str(line["test"])] = Costs(
            cpu_s=_number(line, "cpu_s"),
            wall_s=_number(line, "wall_s"),
            peak_bytes=None if line["peak_bytes"] is None else _number(line, "peak_bytes"),
            integral_byte_s=None if line["integral_byte_s"] is None else _number(line, "integral_byte_s"),
        )


def _check_origin(line: Mapping[str, object], host: str) -> None:
    if line["schema_version"] != SCHEMA_VERSION:
        what = f"its schema version is {line['schema_version']}, this version of Afterburner reads {SCHEMA_VERSION}"
        raise DataError(what, hint="move the file away to measure anew")
    expected = {"host": host, "measure_version": MEASURE_VERSION}
    for field_, here in expected.items():
        if line[field_] != here:
            what = f"measured with {field_} {line[field_]}, and here it is {here}: figures of the two can't be mixed"
            hint = "calibrate into another file by --out, or move this one away (a host is its processor, kernel and Python)"
            raise DataError(what, hint=hint)


def _number(line: Mapping[str, object], field_: str) -> float:
    value = float(str(line[field_]))
    if not (math.isfinite(value) and value >= 0):
        what = f"{field_} is {value}, which is no cost"
        raise DataError(what, hint="remove the line, or move the file away, to measure anew")
    return value


def _added(costs: Sequence[Costs]) -> Costs:
    peaks = [one.peak_bytes for one in costs if one.peak_bytes is not None]
    areas = [one.integral_byte_s for one in costs if one.integral_byte_s is not None]
    return Costs(
        cpu_s=sum(one.cpu_s for one in costs),
        wall_s=sum(one.wall_s for one in costs),
        peak_bytes=max(peaks) if len(peaks) == len(costs) else None,
        integral_byte_s=sum(areas) if len(areas) == len(costs) else None,
    )


def calibrate(
    problems: Iterable[Problem],
    sandbox: Sandbox,
    known: Calibration,
    *,
    repeats: int = 5,
    workers: int = 1,
    wanted: Callable[[Reference], bool] = lambda _reference: True,
) -> Iterator[Done]:
    """Make the executions that are missing, ``workers`` at a time; yields each when it is kept.

    Raises:
        UsageError: ``repeats`` or ``workers`` is below 1, or a solution's toolchain is not here.
        SandboxError, CheckerError: nothing can be said of a solution; what was measured before is kept.

    """
    if min(repeats, workers) < 1:
        raise UsageError(f"{repeats} repeats by {workers} workers are none", hint="give 1 or more of each")
    pending: set[Future[list[Done]]] = set()
    with ThreadPoolExecutor(workers) as threads:
        try:
            for problem in problems:
                for runs in _handfuls(_interleaved(problem, known, repeats, wanted)):
                    pending.add(threads.submit(_execute, runs, sandbox, known))
                    if len(pending) >= _AHEAD * workers:
                        done, pending = wait(pending, return_when=FIRST_COMPLETED)
                        yield from _made(done)
            yield from _made(wait(pending).done)
        finally:
            threads.shutdown(cancel_futures=True)


def _made(futures: Iterable[Future[list[Done]]]) -> Iterator[Done]:
    for future in futures:
        yield from future.result()


def _handfuls(runs: Iterator[Run]) -> Iterator[list[Run]]:
    while handful := list(islice(runs, _HANDFUL)):
        yield handful


def _interleaved(
    problem: Problem, known: Calibration, repeats: int, wanted: Callable[[Reference], bool]
) -> Iterator[Run]:
    runs = [
        run
        for reference in problem.references
        if wanted(reference)
        for run in known.missing(problem, reference, repeats=repeats)
    ]
    yield from sorted(runs, key=lambda run: run.repeat)


def _execute(runs: Sequence[Run], sandbox: Sandbox, known: Calibration) -> list[Done]:
    """Make ``runs``, but for those of solutions that were refused; each is kept as soon as it is made."""
    made = []
    wanted = [run for run in runs if known.refused(run.subject) is None]
    with closing(execute_each(sandbox, [_call(run) for run in wanted])) as executions:
        for run, seen in zip(wanted, executions, strict=True):
            if known.refused(run.subject) is None:
                made.append(_examined(run, seen, sandbox))
                known.record(made[-1])
    return made


def _call(run: Run) -> Call:
    program = run.problem.program(run.reference.solution)
    return Call(program=program, stdin=run.test.input, limits=run.problem.limits, layout=run.repeat + 1)


def _examined(run: Run, seen: Execution, sandbox: Sandbox) -> Done:
    failure = Examiner(run.problem, run.reference.solution, sandbox).failure(run.test, seen)
    verdict = Verdict.ACCEPTED if failure is None else failure.verdict
    return Done(run=run, verdict=verdict, costs=_costs(seen) if failure is None else None)


def _costs(seen: Execution) -> Costs:
    return Costs(
        cpu_s=max(FLOOR_S, seen.cpu_s or 0.0),
        wall_s=max(FLOOR_S, seen.wall_s or 0.0),
        peak_bytes=seen.peak_bytes,
        integral_byte_s=seen.timeline.integral_byte_s(Clock.CPU),
    )
