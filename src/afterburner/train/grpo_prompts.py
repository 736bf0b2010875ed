"""Checks of GRPO's prompts before anything is trained: that their problems are known, and that they can earn something.

notes = checked(rows, problems, RewardConfig(), source="grpo.jsonl")
"""

from collections.abc import Collection, Iterator, Sequence

from afterburner.core.errors import DataError, UsageError
from afterburner.train.ground_truth import GroundTruth, parse
from afterburner.train.reward import Efficiency, RewardConfig
from afterburner.train.training_rows import Row

_MOST_SHOWN = 3
_AGAINST_BASELINE = (Efficiency.PAPER, Efficiency.LOG_SPEEDUP)


def checked(rows: Sequence[Row], problems: Collection[str], reward: RewardConfig, *, source: str) -> tuple[str, ...]:
    """Return what a user should know of the prompts, in words; ``source`` names them in messages.

    Raises:
        DataError: a ``ground_truth`` can't be read, or is of no problem that is known.
        UsageError: no prompt has a program to be faster than, and the reward is for nothing else.

    """
    truths = list(_truths(rows, source))
    unknown = sorted({truth.problem for truth in truths} - set(problems))
    if unknown:
        shown = ", ".join(unknown[:_MOST_SHOWN]) + (", ..." if len(unknown) > _MOST_SHOWN else "")
        raise DataError(
            f"{source}: {len(unknown)} problems of its prompts are not in the dataset: {shown}",
            hint="name in data.dataset the dataset that `afterburner train data` made the prompts of",
        )
    return _without_baseline(truths, reward, source)


def _truths(rows: Sequence[Row], source: str) -> Iterator[GroundTruth]:
    for number, row in enumerate(rows, start=1):
        try:
            yield parse(row["ground_truth"])
        except DataError as error:
            raise DataError(f"{source}, example {number}: {error.message}", hint=error.hint) from error


def _without_baseline(truths: Sequence[GroundTruth], reward: RewardConfig, source: str) -> tuple[str, ...]:
    missing = sum(truth.baseline_code is None for truth in truths)
    weighs = max(reward.weights.efficiency_first, reward.weights.efficiency_last) > 0
    if missing == 0 or not weighs or reward.efficiency not in _AGAINST_BASELINE:
        return ()
    if missing == len(truths):
        raise UsageError(
            f"{source}: no prompt has a baseline, a program to be faster than: efficiency by {reward.efficiency} would "
            "earn nothing anywhere",
            hint="make the data of measured solutions (afterburner train data --kind grpo), or set reward.efficiency to rank or "
            "beyond",
        )
    return (
        f"{source}: {missing} of {len(truths)} prompts have no baseline: their completions earn nothing for efficiency",
    )
