"""What the completions of a step earn, for any trainer: graded beside each other, rewarded, flagged and kept.

scorer = Scorer(grader, RewardConfig(), archive=archive)
for rollouts in scorer.score([group], step=3, progress=0.1):
    [reward_of(one) for one in rollouts]        one number a completion, None for one that is masked
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from afterburner.core.objective import Clock
from afterburner.core.problem import Problem
from afterburner.core.rollout import Flag, RewardParts, Rollout, Signal
from afterburner.train.grading import Asked, Distributions, Outcome
from afterburner.train.ground_truth import GroundTruth
from afterburner.train.reward import RewardConfig, rewards, signal_of
from afterburner.train.suspicion import flags


@dataclass(frozen=True, slots=True, kw_only=True)
class RolloutGroup:
    """The completions of one prompt in one step."""

    id: str
    """Unique in the run."""
    prompt: str
    truth: GroundTruth
    completions: tuple[str, ...]
    was_cut: tuple[bool, ...] | None = None
    """Of each completion, whether the model was stopped before it had said everything; None: nobody knows."""


class Grades(Protocol):
    """What ``Grader`` is to us."""

    @property
    def problems(self) -> Mapping[str, Problem]:
        """The problems that it grades, by id."""
        ...

    def grade(self, groups: Sequence[Asked]) -> list[list[Outcome]]:
        """Return what became of each completion; see ``train.grading.Grader.grade``."""
        ...


class Keeps(Protocol):
    """What ``RolloutArchive`` is to us."""

    def append(self, rollouts: Sequence[Rollout]) -> None:
        """Keep ``rollouts``, all or none."""
        ...


class Scorer:
    """Turns completions into rewards; safe in several threads where its grader and archive are."""

    def __init__(
        self,
        grader: Grades,
        config: RewardConfig,
        *,
        archive: Keeps | None = None,
        distributions: Distributions | None = None,
    ) -> None:
        """Score by ``config``; every rollout goes into ``archive``, masked ones too.

        ``distributions`` say what the best known programs take: a gain far beyond is flagged.
        """
        self._grader = grader
        self._config = config
        self._archive = archive
        self._distributions = distributions or {}

    def score(self, groups: Sequence[RolloutGroup], *, step: int, progress: float) -> list[tuple[Rollout, ...]]:
        """Return the rollouts of each group, after ``progress`` (0 to 1) of the training; they are in the archive then.

        Raises:
            UsageError: a problem is not known, or something else that its user must mend.
            SandboxError: the archive can't be written. (A machine that fails in judging masks what it failed for.)

        """
        asked = [Asked(truth=one.truth, completions=one.completions, was_cut=one.was_cut) for one in groups]
        graded = self._grader.grade(asked)
        made = [self._made(group, outcomes, step, progress) for group, outcomes in zip(groups, graded, strict=True)]
        if self._archive is not None:
            self._archive.append([one for rollouts in made for one in rollouts])
        return made

    def _made(
        self, group: RolloutGroup, outcomes: Sequence[Outcome], step: int, progress: float
    ) -> tuple[Rollout, ...]:
        graded = [outcome.graded for outcome in outcomes]
        parts = rewards(graded, self._config, progress=progress)
        signal = signal_of(graded, parts)
        return tuple(
            _rollout(
                group, sample, outcome, part, step=step, signal=signal, flagged=self._flags(group, sample, outcome)
            )
            for sample, (outcome, part) in enumerate(zip(outcomes, parts, strict=True))
        )

    def _flags(self, group: RolloutGroup, sample: int, outcome: Outcome) -> tuple[Flag, ...]:
        truth = group.truth
        problem = self._grader.problems.get(truth.problem)
        if problem is None:  # it was read again by the grader alone
            return ()
        return flags(
            problem,
            outcome.code,
            group.completions[sample],
            verdict=outcome.verdict,
            reason=outcome.reason,
            gain=outcome.gain,
            best_known=self._best_known(truth, outcome),
            language=truth.language,
        )

    def _best_known(self, truth: GroundTruth, outcome: Outcome) -> float | None:
        """Return baseline over cost of the best reference; roughly, for its cost is from the calibration."""
        distribution = self._distributions.get((truth.problem, truth.language))
        costs = () if distribution is None else distribution.medians(truth.objective.quantity(Clock.CPU))
        best = min(costs, default=0.0)
        return outcome.baseline / best if outcome.baseline and best else None


def reward_of(rollout: Rollout) -> float | None:
    """Return what the completion earned; None: it is masked."""
    return None if rollout.parts is None else rollout.parts.total


def _rollout(
    group: RolloutGroup,
    sample: int,
    outcome: Outcome,
    parts: RewardParts | None,
    *,
    step: int,
    signal: Signal,
    flagged: tuple[Flag, ...],
) -> Rollout:
    truth, completion = group.truth, group.completions[sample]
    return Rollout(
        step=step,
        group=group.id,
        sample=sample,
        problem=truth.problem,
        language=truth.language,
        objective=truth.objective,
        prompt=group.prompt,
        completion=completion,
        code=outcome.code,
        verdict=outcome.verdict,
        reason=outcome.reason,
        cost=outcome.cost,
        baseline=outcome.baseline,
        gain=outcome.gain,
        parts=parts,
        masked=outcome.graded.masked,
        signal=signal,
        flags=flagged,
        judging_s=outcome.judging_s,
        program_cpu_s=outcome.program_cpu_s,
    )
