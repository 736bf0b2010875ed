"""What became of one proposal: the record that the archive keeps."""

from dataclasses import dataclass, field, replace

from afterburner.core.measurement import Comparison, Measurement
from afterburner.core.objective import Objective
from afterburner.core.problem import Solution, Visibility
from afterburner.core.status import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """The first test that a solution did not pass."""

    test: str
    verdict: Verdict
    reason: str | None = None
    """Machine-readable: how the execution ended, or for ``wrong_answer`` one of ``core.status.WrongReason``."""
    detail: str = ""
    """For people: the end of standard error, how the answer differs, or the checker's words. Never shown to a policy for
    a private test."""
    visibility: Visibility = Visibility.PRIVATE
    """That of the test: whether a policy may see the detail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TestResult:
    """What became of one test."""

    __test__ = False  # pytest collects by name

    test: str
    verdict: Verdict
    reason: str | None = None
    """As in ``Failure``; None for what is accepted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the judge says of a solution."""

    verdict: Verdict
    passed: int
    total: int
    """How many tests there are; at the first failure the others are not run."""
    failure: Failure | None = None
    measurement: Measurement | None = None
    """Over the timed tests; None for what is not accepted."""
    faults: int = 0
    """How often the machine failed and a run was made again."""
    seed: int | None = None
    """The order of the tests came from it: the same seed, the same order. None in records of older versions."""
    results: tuple[TestResult, ...] = ()
    """The tests that were run, in the problem's order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What one reply of a language model took."""

    prompt_tokens: int
    completion_tokens: int
    cost_usd: float | None = None
    """None: the model's price is not known."""
    is_estimated: bool = False
    """Whether the tokens were counted by the length of the texts, since the server did not tell."""
    is_cached: bool = False
    """Whether the reply was at hand from an earlier run: then it took nothing now."""
    generation_s: float = 0.0
    """Wall seconds from asking to the last word, in the run that asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """Problem, solution, judgement, and where the solution came from."""

    id: str
    """A number in its archive, in the order of appearance: ``"0"`` is the seed."""
    problem_id: str
    objective: Objective
    solution: Solution
    judgement: Judgement
    round: int
    """The round of the loop; 0 for the program that was given."""
    parent: str | None = None
    """The id of the attempt that this one was made from."""
    origin: str = "given"
    """Who proposed it, for instance ``rules``."""
    note: str = ""
    """What was proposed, in the policy's words, for instance the names of the rules."""
    twin: str | None = None
    """The id of an earlier attempt with the same program: the judgement is that one's, nothing was run again."""
    rival: str | None = None
    """The id of the attempt that it was compared with in turn: the best one at that time; None where it was not."""
    duel: Comparison | None = None
    """The rival as a, this as b; None where it was not measured."""
    improved: bool = False
    """Whether it is really better than its rival under the objective, and so became the best one."""
    usage: Usage | None = None
    """What the reply took that it came from; None where no language model was asked."""
    extra: dict[str, object] = field(default_factory=dict)
    """What the policy was asked and said, as the policy recorded it."""

    def for_policy(self) -> "Attempt":
        """Return the attempt as a policy may see it: without the detail of a failure on a private test."""
        failure = self.judgement.failure
        if failure is None or failure.visibility is Visibility.PUBLIC:
            return self
        return replace(self, judgement=replace(self.judgement, failure=replace(failure, detail="")))
