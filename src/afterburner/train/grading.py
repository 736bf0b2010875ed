"""Grades groups of completions: who is correct, and what the correct ones cost beside each other and the program in the prompt.

    with Pool() as pool:
        grader = Grader(pool, problems)
        grader.begin(truth, completion)                     # while the model still writes the others, or begin_group
        for outcomes in grader.grade([Asked(truth=truth, completions=texts)]):
            rewards([one.graded for one in outcomes], RewardConfig(), progress=0.1)
        grader.close()

Verdicts come first, over all workers, each program of a problem once; then every group is measured on one worker. A machine that
fails is tried again on a fresh worker; if it fails again, the completions that it failed for are masked.
"""

import itertools
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import Self

from afterburner.core.errors import DataError, UsageError
from afterburner.core.problem import Problem, Solution
from afterburner.dataset.distribution import Distribution
from afterburner.judge.generated import GeneratedTests, can_be_made
from afterburner.sandbox.port import Workers
from afterburner.train.grading_lending import Lending
from afterburner.train.grading_measuring import FRESH_SETS, LEAST_PASSES, Measured, measured
from afterburner.train.grading_outcomes import (
    Asked,
    Findings,
    Outcome,
    ReadGroup,
    baseline_of,
    outcomes,
    read,
    read_completion,
    to_measure,
)
from afterburner.train.grading_queue import Ticket, Urgency, WorkQueue
from afterburner.train.grading_ranks import anchor_for, beyond
from afterburner.train.grading_verdicts import CANCELLED, Fault, Known, Verdicts, with_retries
from afterburner.train.ground_truth import GroundTruth

__all__ = ["Asked", "Grader", "Outcome", "Totals"]

_EARLY_INPUTS, _EARLY_MEASURING = 1.0, 2.0
"""The order of what nobody waits for yet, after verdicts."""
_MOST_BEGUN = 1024
"""Groups that were begun and that nobody has asked for."""

Distributions = Mapping[tuple[str, str], Distribution | None]
"""By problem and language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What grading took so far."""

    busy_s: float
    """Wall seconds in which workers were in use, added up."""
    runs_s: float
    """Those in which programs were run: started, watched, ended and cleaned up after."""
    inputs_s: float
    """Those in which fresh inputs were made."""
    runs: int
    """Runs of programs."""
    program_cpu_s: float
    """CPU seconds of the programs' own runs."""
    programs: int
    """Completions with a program."""
    known: int
    """Those whose program had been asked for before, in this group or another."""

    @property
    def overhead(self) -> float | None:
        """Return what judging adds to the programs' own CPU time, as a share of it; None before the first program."""
        return (self.busy_s - self.program_cpu_s) / self.program_cpu_s if self.program_cpu_s else None

    @property
    def known_share(self) -> float | None:
        """Return the share of programs that were known; None before the first program."""
        return self.known / self.programs if self.programs else None


class Grader:
    """Grades completions of ``problems`` on the workers of ``pool``, which stays its owner's. Safe in every thread."""

    def __init__(
        self,
        pool: Workers,
        problems: Mapping[str, Problem],
        *,
        passes: int = 5,
        budget_s: float = 20.0,
        seed: int = 0,
        reread: Callable[[str], Problem | None] | None = None,
        distributions: Distributions | None = None,
    ) -> None:
        """Prepare to grade; nothing is started before the first completion.

        ``passes`` over the timed tests are made of each group, 1 or more, or as many as begin before its programs have used
        ``budget_s`` CPU seconds, but two at least. ``seed`` is that of fresh inputs and orders. ``reread`` looks for a
        problem that is not among ``problems``; None from it: there is none. ``distributions`` are what ``beyond`` is
        taken from.

        Raises:
            UsageError: there is to be no pass.

        """
        if passes < 1:
            raise UsageError(f"{passes} passes measure nothing", hint="give 1 or more")
        self._problems = problems
        self._reread = reread
        self._passes = passes
        self._budget_s = budget_s
        self._seed = seed
        self._distributions = distributions or {}
        self._fresh = GeneratedTests(seed=seed)
        self._lending = Lending(pool)
        self._queue = WorkQueue(threads=pool.workers)
        self._verdicts = Verdicts(self._queue, self._lending)
        self._serial = itertools.count()
        self._lock = threading.Lock()
        self._prepared: set[str] = set()
        self._begun: OrderedDict[Hashable, _Work] = OrderedDict()
        self._measured_cpu_s = 0.0
        self._programs = self._known = 0
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def problems(self) -> Mapping[str, Problem]:
        """The problems that were given, by id."""
        return self._problems

    @property
    def totals(self) -> Totals:
        """What grading took so far."""
        return Totals(
            busy_s=self._lending.busy_s,
            runs_s=self._lending.runs_s,
            inputs_s=self._lending.inputs_s,
            runs=self._lending.runs,
            program_cpu_s=self._verdicts.program_cpu_s + self._measured_cpu_s,
            programs=self._programs,
            known=self._known,
        )

    def begin(self, truth: GroundTruth, completion: str) -> None:
        """Start judging a finished completion in the background; again does nothing, and an error shows in ``grade``."""
        problem = None if self._closed else self._found(truth)
        if problem is None:
            return
        answer = read_completion(completion, language=truth.language).solution
        for solution in (baseline_of(truth), answer):
            if solution is not None:
                then = partial(self._prepare_for, problem)
                self._verdicts.begin(problem, solution, rank=(Urgency.EARLY, 0.0), then=then)

    def begin_group(self, asked: Asked) -> None:
        """Start judging a whole group in the background, and measure it then: ``grade`` finds it by its content.

        Again does nothing, and an error shows in ``grade``.
        """
        problem = None if self._closed else self._found(asked.truth)
        if problem is None or _key(asked) in self._begun:
            return
        work = _Work(read(asked, problem), urgency=Urgency.EARLY)
        self._start(work)
        with self._lock:
            self._begun[_key(asked)] = work
            while len(self._begun) > _MOST_BEGUN:
                self._begun.popitem(last=False)

    def grade(self, groups: Sequence[Asked]) -> list[list[Outcome]]:
        """Return what became of each completion of each group.

        Whatever the machine does, each has an outcome; where it failed, ``graded.masked`` says how. So it is when the
        grader is closed meanwhile.

        Raises:
            DataError: a problem is not known, or its checker, generator or oracle fails; the message names it.
            UsageError: a language is not installed or does not go with its problem, or the grader is closed.
            ValueError: there are not as many ``was_cut`` as completions.

        """
        if self._closed:
            raise UsageError("the grader was closed", hint="make a new one")
        works = [self._work(asked) for asked in groups]
        for work in works:
            self._start(work)
            self._count(work)
        try:
            return [self._outcomes(work, work.measured.result()) for work in works]
        except BaseException:
            for work in works:
                if work.measuring is not None:
                    work.measuring.future.cancel()
            raise

    def close(self) -> None:
        """End what runs and drop what waits; the pool goes on."""
        self._closed = True
        self._lending.close()
        self._queue.close()

    def _found(self, truth: GroundTruth) -> Problem | None:
        problem = self._problems.get(truth.problem)
        return self._reread(truth.problem) if problem is None and self._reread is not None else problem

    def _problem(self, truth: GroundTruth) -> Problem:
        problem = self._found(truth)
        if problem is None:
            what = f"ground_truth, field problem: there is no problem {truth.problem} among the {len(self._problems)} given"
            raise DataError(what, hint="give the dataset that the prompts were made from")
        return problem

    def _prepare_for(self, problem: Problem, known: Known) -> None:
        """Make the fresh inputs for measuring before they are needed, where there is a program that will be measured."""
        with self._lock:
            is_wanted = known.is_correct and can_be_made(problem) and problem.id not in self._prepared
            if is_wanted:
                self._prepared.add(problem.id)
        for number in range(min(self._passes, FRESH_SETS) if is_wanted else 0):
            self._queue.submit(partial(self._make_fresh, problem, number), rank=(Urgency.EARLY, _EARLY_INPUTS))

    def _make_fresh(self, problem: Problem, number: int) -> None:
        with self._lending.lend() as lent:
            lent.fresh_tests(self._fresh, problem, number)

    def _work(self, asked: Asked) -> "_Work":
        """Return the group's work: what was begun of it, now urgent, or a new one."""
        with self._lock:
            begun = self._begun.pop(_key(asked), None)
        if begun is None:
            return _Work(read(asked, self._problem(asked.truth)), urgency=Urgency.VERDICT)
        begun.urgency = Urgency.VERDICT
        if begun.measuring is not None:
            self._queue.hurry(begun.measuring, rank=(Urgency.MEASURING, begun.order))
        return begun

    def _start(self, work: "_Work") -> None:
        """Have all verdicts of a group found, and the group measured then; of one that was begun, sooner now."""
        problem, programs = work.group.problem, work.group.programs
        then = partial(self._prepare_for, problem) if work.urgency is Urgency.EARLY else None
        tickets = {
            digest: self._verdicts.begin(problem, one, rank=(work.urgency, 0.0), then=then)
            for digest, one in programs.items()
        }
        if work.verdicts is not None:
            return
        work.verdicts = tickets
        work.left = len(tickets) + 1
        for ticket in tickets.values():
            ticket.future.add_done_callback(lambda _future: self._one_known(work))
        self._one_known(work)

    def _one_known(self, work: "_Work") -> None:
        """Go on with a group when all its verdicts are known; called once for each, in any thread, and once for the start."""
        with self._lock:
            work.left -= 1
            if work.left:
                return
        try:
            self._measure(work)
        except BaseException as error:  # noqa: BLE001 - it is the waiting thread's
            work.measured.set_exception(error)

    def _measure(self, work: "_Work") -> None:
        """Have the group measured: the largest first, lest one worker has one left when the others have none."""
        group = work.group
        for digest, solution in group.programs.items():
            work.known[digest] = self._known_of(group.problem, solution, work.verdicts or {})
        programs = to_measure(group, work.known)
        if not programs:
            work.measured.set_result(None)
            return
        took = [known.program_cpu_s for one in programs if isinstance(known := work.known[one.digest], Known)]
        work.distribution = self._distributions.get((group.problem.id, group.truth.language))
        anchor = anchor_for(work.distribution, programs, cost_s=min(took)) if work.distribution else None
        programs += [anchor] if anchor is not None else []
        # A single program is compared with nothing: its cost is of interest, no interval.
        passes = self._passes if len(programs) > 1 else min(LEAST_PASSES, self._passes)
        seed, work.order = f"{self._seed} {next(self._serial)}", -sum(took)
        is_early = work.urgency is Urgency.EARLY
        work.measuring = self._queue.submit(
            lambda: self._measured(group, programs, passes, seed),
            rank=(Urgency.EARLY, _EARLY_MEASURING) if is_early else (Urgency.MEASURING, work.order),
        )
        work.measuring.future.add_done_callback(work.take)

    def _known_of(
        self, problem: Problem, solution: Solution, tickets: Mapping[str, Ticket[Known | Fault]]
    ) -> Known | Fault:
        try:
            found = tickets[solution.digest].future.result()
        except CancelledError:
            found = Fault(reason=CANCELLED)
        except BaseException:
            self._verdicts.forget(problem, solution)
            raise
        if isinstance(found, Fault):
            self._verdicts.forget(problem, solution)
        return found

    def _measured(self, group: ReadGroup, programs: Sequence[Solution], passes: int, seed: str) -> Measured | Fault:
        def attempt(is_last_try: bool) -> Measured:  # noqa: FBT001 - the type is with_retries'
            return measured(
                group.problem,
                programs,
                self._lending,
                fresh=self._fresh,
                objective=group.truth.objective,
                passes=passes,
                budget_s=self._budget_s,
                seed=seed,
                is_last_try=is_last_try,
            )

        found = with_retries(group.problem, attempt)
        if isinstance(found, Measured):
            with self._lock:
                self._measured_cpu_s += sum(found.cpu_s.values())
        return found

    def _count(self, work: "_Work") -> None:
        problem = work.group.problem
        for digest, solution in work.group.programs.items():
            if self._verdicts.is_first(problem, solution):
                work.first.add(digest)
        answers = [one.solution.digest for one in work.group.reads if one.solution is not None]
        with self._lock:
            self._programs += len(answers)
            self._known += len(answers) - len(work.first.intersection(answers))

    def _outcomes(self, work: "_Work", found: Measured | Fault | None) -> list[Outcome]:
        group, ranks = work.group, dict[str, float | None]()
        if isinstance(found, Measured):
            programs = group.programs
            for digest, failure in found.failures.items():
                if digest in programs:
                    self._verdicts.correct(
                        group.problem, programs[digest], verdict=failure.verdict, reason=failure.reason
                    )
            if work.distribution is not None:
                ranks = beyond(work.distribution, found.costs, quantity=group.quantity)
        findings = Findings(known=work.known, first=frozenset(work.first), measured=found, ranks=ranks)
        return outcomes(group, findings)


class _Work:
    """One group on its way."""

    def __init__(self, group: ReadGroup, *, urgency: Urgency) -> None:
        self.group = group
        self.urgency = urgency
        self.verdicts: dict[str, Ticket[Known | Fault]] | None = None
        self.left = 0
        """Verdicts that are not known yet."""
        self.known: dict[str, Known | Fault] = {}
        self.first: set[str] = set()
        """Programs whose verdicts were found for this group."""
        self.distribution: Distribution | None = None
        self.order = 0.0
        """The place of its measuring among others': less comes first."""
        self.measuring: Ticket[Measured | Fault] | None = None
        self.measured: Future[Measured | Fault | None] = Future()
        """None: there was nothing to measure."""

    def take(self, made: "Future[Measured | Fault]") -> None:
        """Take what measuring came to."""
        try:
            self.measured.set_result(made.result())
        except CancelledError:
            self.measured.set_result(Fault(reason=CANCELLED))
        except BaseException as error:  # noqa: BLE001 - it is the waiting thread's
            self.measured.set_exception(error)


def _key(asked: Asked) -> Hashable:
    return asked.truth, tuple(asked.completions), None if asked.was_cut is None else tuple(asked.was_cut)
