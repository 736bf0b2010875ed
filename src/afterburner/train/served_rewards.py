"""The reward as a service gives it: documents in, documents out. The service asks through its own port, ``Rewarder``.

rewards = ServedRewards(source)
rewards.reward(ask)["rewards"][0]["reward"]
"""

from dataclasses import replace
from typing import Protocol
from uuid import uuid4

from afterburner.core.errors import UsageError
from afterburner.core.measurement import Estimate
from afterburner.core.rollout import Rollout
from afterburner.train.ground_truth import parse
from afterburner.train.reward import Efficiency
from afterburner.train.reward_source import RewardSource
from afterburner.train.scoring import RolloutGroup, Scorer, reward_of


class Asked(Protocol):
    """What somebody wants to know; fields as in ``RolloutGroup`` and ``Scorer.score``."""

    @property
    def ground_truth(self) -> str: ...  # noqa: D102 - as above
    @property
    def prompt(self) -> str: ...  # noqa: D102
    @property
    def completions(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def was_cut(self) -> tuple[bool, ...] | None: ...  # noqa: D102
    @property
    def step(self) -> int: ...  # noqa: D102
    @property
    def progress(self) -> float: ...  # noqa: D102
    @property
    def efficiency(self) -> str | None: ...  # noqa: D102


class ServedRewards:
    """Rewards of one source, by any kind of efficiency; safe in several threads."""

    def __init__(self, source: RewardSource) -> None:
        """Use what ``source`` has opened; it stays whoever's it is."""
        self._source = source
        kinds = [one for one in Efficiency if one is not Efficiency.BEYOND or source.can_rank_among_references]
        self._scorers = {kind: source.scorer_for(replace(source.config, efficiency=kind)) for kind in kinds}

    def check(self, asked: Asked) -> None:
        """Look at once whether ``asked`` can be answered.

        Raises:
            UsageError: the ground truth is none, or its problem or the kind of efficiency is not known.

        """
        truth = parse(asked.ground_truth)
        self._scorer(asked)
        if truth.problem not in self._source.problems:
            hint = "see `afterburner dataset list`; problems of a file: `afterburner serve --dataset FILE`"
            raise UsageError(f"there is no problem {truth.problem!r:.80}", hint=hint)

    def reward(self, asked: Asked) -> dict[str, object]:
        """Return what each completion earned, as the service's ``RewardsOut``.

        Raises:
            UsageError: as ``check``; or something else that can't be done as asked.
            SandboxError: the archive can't be written.

        """
        group = RolloutGroup(
            id=f"{asked.step}/{uuid4().hex[:12]}",
            prompt=asked.prompt,
            truth=parse(asked.ground_truth),
            completions=asked.completions,
            was_cut=asked.was_cut,
        )
        (rollouts,) = self._scorer(asked).score([group], step=asked.step, progress=asked.progress)
        return {"group": group.id, "signal": rollouts[0].signal.value, "rewards": list(map(document_of, rollouts))}

    def _scorer(self, asked: Asked) -> Scorer:
        wanted = asked.efficiency or self._source.config.efficiency.value
        scorer = next((found for kind, found in self._scorers.items() if kind.value == wanted), None)
        if scorer is None:
            hint = f"one of {', '.join(self._scorers)}; beyond needs a calibration: `afterburner dataset calibrate`"
            raise UsageError(f"there is no efficiency {wanted!r:.80} here", hint=hint)
        return scorer


def document_of(rollout: Rollout) -> dict[str, object]:
    """Return ``rollout`` as the service's ``RewardOut``."""
    parts = rollout.parts
    return {
        "reward": reward_of(rollout),
        "form": parts and parts.form,
        "correctness": parts and parts.correctness,
        "efficiency": parts and parts.efficiency,
        "note": parts and parts.note,
        "verdict": rollout.verdict and rollout.verdict.value,
        "reason": rollout.reason,
        "cost": rollout.cost,
        "baseline": rollout.baseline,
        "gain": _estimate(rollout.gain),
        "masked": rollout.masked,
        "flags": [{"kind": flag.kind, "detail": flag.detail} for flag in rollout.flags],
    }


def _estimate(value: Estimate | None) -> dict[str, float] | None:
    return None if value is None else {"estimate": value.estimate, "low": value.low, "high": value.high}
