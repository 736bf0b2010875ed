"""From replies to programs, and from what was found of them to outcomes: the pure part of grading.

group = read(Asked(truth=truth, completions=texts), problem)
outcomes(group, known, measured, ranks={})
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from afterburner.core.measurement import Estimate
from afterburner.core.objective import Clock, Quantity
from afterburner.core.problem import Problem, Solution
from afterburner.core.status import Verdict
from afterburner.metrics.intervals import geometric_interval
from afterburner.policy import reply
from afterburner.train.grading_measuring import Measured, by_pass
from afterburner.train.grading_verdicts import Fault, Known
from afterburner.train.ground_truth import GroundTruth
from afterburner.train.reward import Graded


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One group: all completions of one prompt."""

    truth: GroundTruth
    completions: Sequence[str]
    was_cut: Sequence[bool] | None = None
    """Of each completion, whether the model was stopped before it had said everything; None: nobody knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one completion."""

    graded: Graded
    """What its reward depends on."""
    code: str | None
    """The program in it, for the record also one that was not judged; None: there is none."""
    verdict: Verdict | None
    """None: there was no program to judge, or the machine failed."""
    reason: str | None = None
    """What there was instead of an accepted program, machine-readable: a reply's fault, or a failure's reason."""
    cost: float | None = None
    """In the objective's unit, the geometric mean over passes; None: not correct, or not measured."""
    baseline: float | None = None
    """What the program in the prompt cost beside it; None: there is none, or it is not correct."""
    gain: Estimate | None = None
    """Baseline over cost, paired by pass, with its 95 % interval: above 1, this one is better."""
    judging_s: float = 0.0
    """Wall seconds of a worker that judging and measuring it took; 0: it was known already."""
    program_cpu_s: float = 0.0
    """CPU seconds of its runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What one completion says."""

    is_well_formed: bool
    code: str | None
    solution: Solution | None
    """What is to be judged; None: nothing."""
    fault: str | None = None
    """Why there is nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadGroup:
    """A group whose completions were read."""

    problem: Problem
    truth: GroundTruth
    reads: tuple[Read, ...]
    baseline: Solution | None

    @property
    def quantity(self) -> Quantity:
        """What is measured."""
        return self.truth.objective.quantity(Clock.CPU)

    @property
    def programs(self) -> dict[str, Solution]:
        """All programs of the group, by digest, the baseline first."""
        answers = (one.solution for one in self.reads)
        return {one.digest: one for one in (self.baseline, *answers) if one is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What was found of the programs of a group, by digest."""

    known: Mapping[str, Known | Fault]
    """Of each program, the baseline among them."""
    first: frozenset[str]
    """Those whose verdicts were found for this group."""
    measured: Measured | Fault | None
    """None: there was nothing to measure."""
    ranks: Mapping[str, float | None]
    """Beyond, where there is a distribution."""


def read_completion(text: str, *, language: str, was_cut: bool = False) -> Read:
    """Return what ``text`` says; a program is read tolerantly, and the form is judged strictly."""
    parsed = reply.parse(text, language=language, was_cut=was_cut)
    is_judged = parsed.code is not None and parsed.fault is None
    return Read(
        is_well_formed=parsed.fault is None and not parsed.forgiven,
        code=parsed.code,
        solution=Solution(code=parsed.code, language=language) if is_judged and parsed.code is not None else None,
        fault=None if parsed.fault is None else parsed.fault.value,
    )


def baseline_of(truth: GroundTruth) -> Solution | None:
    """Return the program in the prompt, in the form that a reply's program has, so that a copy of it is one."""
    if truth.baseline_code is None:
        return None
    return Solution(code=reply.normalised(truth.baseline_code), language=truth.language)


def read(asked: Asked, problem: Problem) -> ReadGroup:
    """Return ``asked`` with its completions read.

    Raises:
        ValueError: there are not as many ``was_cut`` as completions.

    """
    cuts = [False] * len(asked.completions) if asked.was_cut is None else asked.was_cut
    reads = (
        read_completion(text, language=asked.truth.language, was_cut=cut)
        for text, cut in zip(asked.completions, cuts, strict=True)
    )
    return ReadGroup(problem=problem, truth=asked.truth, reads=tuple(reads), baseline=baseline_of(asked.truth))


def to_measure(group: ReadGroup, known: Mapping[str, Known | Fault]) -> list[Solution]:
    """Return the correct programs, each once, the baseline among them; empty where no completion is correct."""
    correct = {
        digest: one
        for digest, one in group.programs.items()
        if isinstance(found := known[digest], Known) and found.is_correct
    }
    answers = (one.solution for one in group.reads)
    return list(correct.values()) if any(one is not None and one.digest in correct for one in answers) else []


def outcomes(group: ReadGroup, findings: Findings) -> list[Outcome]:
    """Return what became of each completion."""
    view = _View(group, findings)
    made, places = [], dict[str, int]()
    for place, one in enumerate(group.reads):
        digest = None if one.solution is None else one.solution.digest
        same_as = None if digest is None else places.get(digest)
        if digest is not None:
            places.setdefault(digest, place)
        made.append(view.without_program(one) if digest is None else view.outcome(one, digest, same_as=same_as))
    return made


@dataclass(frozen=True, slots=True)
class _View:
    """A group's findings, as its completions see them."""

    group: ReadGroup
    findings: Findings

    def without_program(self, one: Read) -> Outcome:
        graded = Graded(
            is_well_formed=one.is_well_formed,
            was_correct=self._was_correct,
            is_correct=False,
            masked=self._masked_by_baseline,
        )
        return Outcome(graded=graded, code=one.code, verdict=None, reason=one.fault)

    def outcome(self, one: Read, digest: str, *, same_as: int | None) -> Outcome:
        verdict, reason = self._verdict(digest)
        is_correct = verdict is Verdict.ACCEPTED
        costs = self._by_pass(digest) if is_correct else ()
        baselines = self._baselines if costs else ()
        graded = Graded(
            is_well_formed=one.is_well_formed,
            was_correct=self._was_correct,
            is_correct=is_correct,
            costs=costs,
            baselines=baselines,
            beyond=self.findings.ranks.get(digest) if is_correct else None,
            same_as=same_as,
            masked=self._masked_by_baseline or self._masked(digest),
        )
        took = _Took.nothing() if same_as is not None else self._took(digest)
        return Outcome(
            graded=graded,
            code=one.code,
            verdict=verdict,
            reason=reason,
            cost=_mean(costs),
            baseline=_mean(baselines),
            gain=geometric_interval([then / now for then, now in zip(baselines, costs, strict=False)]),
            judging_s=took.judging_s,
            program_cpu_s=took.program_cpu_s,
        )

    @property
    def _masked_by_baseline(self) -> str | None:
        """Why nothing can be said of anybody: how correctness changed depends on where it began."""
        baseline = self.group.baseline
        known = None if baseline is None else self.findings.known[baseline.digest]
        return f"the program in the prompt: {known.reason}" if isinstance(known, Fault) else None

    @property
    def _was_correct(self) -> bool:
        baseline = self.group.baseline
        return baseline is not None and self._verdict(baseline.digest)[0] is Verdict.ACCEPTED

    @property
    def _baselines(self) -> tuple[float, ...]:
        return (
            self._by_pass(self.group.baseline.digest) if self.group.baseline is not None and self._was_correct else ()
        )

    def _by_pass(self, digest: str) -> tuple[float, ...]:
        measured = self.findings.measured
        return by_pass(measured.costs.get(digest, ()), self.group.quantity) if isinstance(measured, Measured) else ()

    def _verdict(self, digest: str) -> tuple[Verdict | None, str | None]:
        known, measured = self.findings.known[digest], self.findings.measured
        if isinstance(known, Fault):
            return None, None
        failure = measured.failures.get(digest) if isinstance(measured, Measured) else None
        return (known.verdict, known.reason) if failure is None else (failure.verdict, failure.reason)

    def _masked(self, digest: str) -> str | None:
        known, measured = self.findings.known[digest], self.findings.measured
        if isinstance(known, Fault):
            return known.reason
        return measured.reason if known.is_correct and isinstance(measured, Fault) else None

    def _took(self, digest: str) -> "_Took":
        known, measured = self.findings.known[digest], self.findings.measured
        verdict = known if digest in self.findings.first and isinstance(known, Known) else _Took.nothing()
        costs = measured if isinstance(measured, Measured) else None
        return _Took(
            judging_s=verdict.judging_s + (costs.wall_s.get(digest, 0.0) if costs else 0.0),
            program_cpu_s=verdict.program_cpu_s + (costs.cpu_s.get(digest, 0.0) if costs else 0.0),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Took:
    judging_s: float
    program_cpu_s: float

    @classmethod
    def nothing(cls) -> "_Took":
        return cls(judging_s=0.0, program_cpu_s=0.0)


def _mean(values: Sequence[float]) -> float | None:
    found = geometric_interval(values)
    return None if found is None else found.estimate
