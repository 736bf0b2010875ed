"""What an evaluation came to: plain values, from which every table, interval and chart is made.

    results.conditions, results.problems                what was evaluated on what
    results.scores                                      one per condition, problem, solution and iteration
    results.references[problem_id]                      the distribution that ranks them

Costs are those of one pass over a problem's timed tests: seconds and bytes. Costs of candidates are already corrected for the
drift of the machine since the references were measured (``dataset.anchors``). What is missing is None, never 0.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from afterburner.core.objective import Quantity
from afterburner.core.status import Verdict
from afterburner.experiment.condition import Condition, Tests

SCHEMA_VERSION = 1
"""1: the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemFacts:
    """What tables say of a problem."""

    id: str
    title: str
    difficulty: str | None = None
    """``easy``, ``medium``, ``hard``; None: nobody said it."""
    tags: tuple[str, ...] = ()
    interface: str = "stdin"
    """``stdin`` or ``function``."""
    digests: Mapping[Tests, str] = field(default_factory=dict)
    """Of the problem with the tests that conditions are about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceCosts:
    """One reference solution of a problem, as it was calibrated on this machine."""

    name: str
    code_digest: str
    """Of ``policy.port.digest_of``: a candidate with the same code is this very program."""
    costs: Mapping[Quantity, tuple[float, ...]]
    """By pass; each at least one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A program that was measured, once for all who proposed it."""

    digest: str
    language: str
    code: str
    costs: Mapping[Quantity, tuple[float, ...]]
    """By pass, corrected for drift; empty where it failed while being measured."""
    drift: Mapping[Quantity, float] = field(default_factory=dict)
    """The factor by which the anchors cost more now than when the references were calibrated."""
    failure: str | None = None
    """Why it could not be measured: it failed on a later pass; None: it could."""
    trace: tuple[tuple[float, int], ...] = ()
    """Resident memory over time on the largest timed test: wall seconds and bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Where one run stood after one iteration."""

    condition: str
    problem: str
    solution: int
    """Which of the independent solutions of this problem: 0, 1, ..."""
    iteration: int
    """0, 1, ... up to the condition's."""
    verdict: Verdict
    """``accepted``: the best program so far is correct; else the verdict on the program that passed most tests."""
    reason: str | None = None
    """Machine-readable, of what is not accepted; see ``core.attempt.Failure``."""
    test: str | None = None
    """The first test that was failed."""
    program: str | None = None
    """The digest of the best program so far in ``Results.programs``; None: there is no correct one."""
    attempt: str | None = None
    """Its id in the archive of the run; of what is not accepted, of the program that passed most tests."""
    note: str = ""
    """What the policy said of it, one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """What a condition took, all problems together."""

    condition: str
    proposals: int = 0
    lost: int = 0
    """Replies that never came."""
    tokens: int = 0
    usd: float = 0.0
    seconds: float = 0.0
    """Wall seconds of its runs, added up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What figures depend on: those of two provenances are never mixed."""

    dataset: str
    """As the user named it."""
    dataset_digest: str
    """Of all problems that were evaluated, with their tests."""
    host: Mapping[str, object]
    host_digest: str
    measure_version: int
    afterburner: str
    """The version of this package."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """An evaluation, or as much of it as is done."""

    conditions: tuple[Condition, ...]
    problems: tuple[ProblemFacts, ...]
    """Those that every condition was evaluated on."""
    references: Mapping[str, tuple[ReferenceCosts, ...]]
    """By place (see ``place``): the accepted reference solutions of the problem in the evaluation's language."""
    programs: Mapping[tuple[str, str], Program]
    """By place and digest."""
    scores: tuple[Score, ...]
    """One for each condition, problem, solution and iteration."""
    provenance: Provenance
    solutions: int = 1
    """Independent solutions a problem and condition."""
    measurements: int = 16
    """Passes a program."""
    spending: tuple[Spending, ...] = ()
    left_out: Mapping[str, str] = field(default_factory=dict)
    """Problems that could not be evaluated, and why: by id."""
    unfinished: tuple[str, ...] = ()
    """Problems that were to be evaluated and are not yet, by id."""

    def condition(self, name: str) -> Condition:
        """Return the condition of that name; KeyError where there is none."""
        found = next((one for one in self.conditions if one.name == name), None)
        if found is None:
            raise KeyError(name)
        return found

    def scores_of(self, condition: str, iteration: int) -> Sequence[Score]:
        """Return the scores of one condition after one iteration, by problem and solution."""
        return [one for one in self.scores if one.condition == condition and one.iteration == iteration]

    def program_of(self, score: Score) -> Program | None:
        """Return the program of ``score``; None where there is no correct one."""
        return None if score.program is None else self.programs[self.place_of(score), score.program]

    def place_of(self, score: Score) -> str:
        """Return the key of the distribution that ranks ``score``."""
        return place(score.problem, self.condition(score.condition).tests)

    def references_of(self, score: Score) -> tuple[ReferenceCosts, ...]:
        """Return the distribution that ranks ``score``; empty where there is none."""
        return self.references.get(self.place_of(score), ())


def place(problem: str, tests: Tests) -> str:
    """Return the key under which programs that were measured on these tests of a problem are compared with each other."""
    return problem if tests is Tests.ALL else f"{problem} ({tests.value} tests)"
