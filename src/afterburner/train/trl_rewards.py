"""The reward in TRL's form, ``reward_funcs`` of ``GRPOTrainer``: for our trainer, and for anybody's.

    data = load_dataset("json", data_files="training/grpo.jsonl", split="train")     # of `afterburner train data`
    with make_reward(archive="rollouts.sqlite") as reward:
        GRPOTrainer(model=..., args=..., reward_funcs=reward, train_dataset=data).train()

Rows with the same prompt that follow each other are a group, and are measured beside each other on one worker. A completion for
which the machine failed has None for its reward: TRL leaves it out of the group's mean and gives it no advantage. It must be
the only reward function that scores these rows: beside another one TRL counts its None as 0.

A group whose rows TRL deals to several processes is measured in as many parts: ranks and ties hold within a part. It deals
whole groups where the batch of a device is a multiple of ``num_generations``.
"""

import atexit
import json
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

from afterburner.core.errors import DataError, UsageError
from afterburner.core.rollout import Rollout
from afterburner.train.config import GradingSection
from afterburner.train.ground_truth import GroundTruth, parse
from afterburner.train.reward import Efficiency, RewardConfig
from afterburner.train.reward_source import RewardSource
from afterburner.train.rollout_metrics import metrics_of
from afterburner.train.scoring import Grades, Keeps, RolloutGroup, Scorer, reward_of

Messages = Sequence[Mapping[str, Any]]
"""A conversation: ``role`` and ``content`` each."""
LogMetric = Callable[[str, float], object]
LogExtra = Callable[[str, list[Any]], object]

_HOW_TO_MAKE_DATA = "train on a file of `afterburner train data DIR --kind grpo`, with all of its columns"


class TrainerState(Protocol):
    """What we read of Transformers' ``TrainerState``."""

    global_step: int
    max_steps: int


class TrlReward:
    """A reward function for TRL; call it with keywords alone, as TRL does."""

    def __init__(
        self,
        scorer: Scorer,
        *,
        name: str = "afterburner",
        rollouts: int | None = None,
        most_tokens: int | None = None,
        process: int = 0,
        close: Callable[[], None] = lambda: None,
    ) -> None:
        """Score by ``scorer``; TRL logs under ``name``.

        ``rollouts`` is TRL's ``num_generations``: it parts two groups of the same prompt; None: what follows each other is one.
        ``most_tokens`` is its ``max_completion_length``: a completion that long was cut; None: nobody knows. ``process`` tells
        the groups of several training processes apart. ``close`` ends what is behind it.
        """
        self.__name__ = name
        self._scorer = scorer
        self._rollouts = rollouts
        self._most_tokens = most_tokens
        self._process = process
        self._close = close
        self._step, self._groups_in_step = -1, 0

    def __call__(
        self,
        prompts: Sequence[str | Messages],
        completions: Sequence[str | Messages],
        *,
        ground_truth: Sequence[str | Mapping[str, Any]] | None = None,
        completion_ids: Sequence[Sequence[int]] | None = None,
        trainer_state: TrainerState | None = None,
        log_metric: LogMetric | None = None,
        log_extra: LogExtra | None = None,
        **_columns: object,
    ) -> list[float | None]:
        """Return the reward of each completion; None: it is masked.

        Raises:
            UsageError: the rows have no ``ground_truth``, or it is of no problem that is known.
            SandboxError: the archive can't be written.

        """
        if ground_truth is None:
            raise UsageError("the training data has no column ground_truth", hint=_HOW_TO_MAKE_DATA)
        step, progress = _place(trainer_state)
        truths = [_as_text(one) for one in ground_truth]
        groups = list(self._groups(list(map(text_of, prompts)), completions, truths, completion_ids, step))
        begun_s = time.monotonic()
        scored = self._scorer.score(groups, step=step, progress=progress)
        if log_metric is not None:
            _log(scored, time.monotonic() - begun_s, log_metric)
        rollouts = [one for group in scored for one in group]
        if log_extra is not None:
            log_extra("verdict", [None if one.verdict is None else one.verdict.value for one in rollouts])
            log_extra("gain", [None if one.gain is None else one.gain.estimate for one in rollouts])
        return [reward_of(one) for one in rollouts]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the workers and close the archive, where they are ours; closing again does nothing."""
        self._close()

    def _groups(
        self,
        prompts: Sequence[str],
        completions: Sequence[str | Messages],
        truths: Sequence[str],
        completion_ids: Sequence[Sequence[int]] | None,
        step: int,
    ) -> Iterator[RolloutGroup]:
        for rows in _runs(list(zip(prompts, truths, strict=True)), self._rollouts):
            yield RolloutGroup(
                id=self._next_id(step),
                prompt=prompts[rows[0]],
                truth=_truth(truths[rows[0]], rows[0]),
                completions=tuple(text_of(completions[row]) for row in rows),
                was_cut=self._was_cut(rows, completion_ids),
            )

    def _next_id(self, step: int) -> str:
        if step != self._step:
            self._step, self._groups_in_step = step, 0
        place = self._groups_in_step
        self._groups_in_step += 1
        # Without the process where there is one alone, or in the first of several: what people read is short.
        return f"{step}/{place}" if self._process == 0 else f"{step}/p{self._process}.{place}"

    def _was_cut(self, rows: range, completion_ids: Sequence[Sequence[int]] | None) -> tuple[bool, ...] | None:
        if completion_ids is None or self._most_tokens is None:
            return None
        return tuple(len(completion_ids[row]) >= self._most_tokens for row in rows)


def reward_function(
    grader: Grades,
    config: RewardConfig,
    archive: Keeps | None = None,
    *,
    rollouts: int | None = None,
    most_tokens: int | None = None,
    process: int = 0,
    name: str = "afterburner",
) -> TrlReward:
    """Return the reward over a grader and an archive that somebody else opened and closes; arguments as ``TrlReward``."""
    scorer = Scorer(grader, config, archive=archive)
    return TrlReward(scorer, name=name, rollouts=rollouts, most_tokens=most_tokens, process=process)


def make_reward(  # noqa: PLR0913 - keywords of the one line in somebody's script
    dataset: str | Path = "builtin",
    *,
    config: RewardConfig | None = None,
    efficiency: str | None = None,
    archive: str | Path | None = None,
    calibration: str | Path | None = None,
    workers: int | None = None,
    passes: int = 5,
    budget_s: float = 20.0,
    rollouts: int | None = None,
    most_tokens: int | None = None,
    name: str = "afterburner",
) -> TrlReward:
    """Return a reward that opens all that it needs by itself; close it, or use it in a ``with``; else the process's end does.

    ``dataset`` is ``builtin``, or the file or folder that the problems of the prompts are in. ``efficiency`` is ``paper``,
    ``log-speedup``, ``beyond`` (with ``calibration``, the journal of `afterburner dataset calibrate`) or ``rank``; ``config``
    says it and the weights. ``archive`` is the SQLite file that keeps every rollout. ``workers`` are sandboxes at a time, by
    default one a processor, shared among the training processes of this machine. ``passes`` and ``budget_s`` are those of
    ``GradingSection``, the rest those of ``TrlReward``.

    Raises:
        UsageError: there is no such dataset, calibration or efficiency.
        DataError: a file can't be read.

    """
    source = RewardSource(
        dataset,
        config=_config(config, efficiency),
        grading=GradingSection(workers=workers or _fair_workers(), passes=passes, budget_s=budget_s),
        archive=archive,
        calibration=calibration,
    )
    process = _of_environment("RANK", 0)
    close = source.close
    reward = TrlReward(
        source.scorer, name=name, rollouts=rollouts, most_tokens=most_tokens, process=process, close=close
    )
    atexit.register(close)
    return reward


def text_of(said: str | Messages) -> str:
    """Return the text of a prompt or completion: of a conversation what is said last."""
    if isinstance(said, str):
        return said
    content = said[-1].get("content") if said else ""
    if isinstance(content, str):
        return content
    return "".join(str(part.get("text", "")) for part in content or ())


def _place(state: TrainerState | None) -> tuple[int, float]:
    """Return the step, and which share of the training is over: 0 where nobody knows."""
    if state is None:
        return 0, 0.0
    return state.global_step, min(1.0, state.global_step / state.max_steps) if state.max_steps > 0 else 0.0


def _as_text(truth: str | Mapping[str, Any]) -> str:
    return truth if isinstance(truth, str) else json.dumps(truth)


def _truth(text: str, row: int) -> GroundTruth:
    try:
        return parse(text)
    except DataError as error:
        raise DataError(f"row {row} of the batch: {error.message}", hint=error.hint or _HOW_TO_MAKE_DATA) from error


def _runs(keys: Sequence[tuple[str, str]], most: int | None) -> Iterator[range]:
    """Yield the rows of each group: equal ones in a row, at most ``most``."""
    start = 0
    for _key, equal in groupby(keys):
        stop = start + sum(1 for _ in equal)
        for first in range(start, stop, most or stop - start):
            yield range(first, min(stop, first + (most or stop - start)))
        start = stop


def _log(groups: Sequence[tuple[Rollout, ...]], took_s: float, log_metric: LogMetric) -> None:
    for name, value in metrics_of(groups).items():
        log_metric(name, value)
    log_metric("judging/wall_s", took_s)


def _config(config: RewardConfig | None, efficiency: str | None) -> RewardConfig:
    if config is not None and efficiency is not None:
        raise UsageError("both config and efficiency are given", hint="say it in the config")
    if config is not None or efficiency is None:
        return config or RewardConfig()
    try:
        return RewardConfig(efficiency=Efficiency(efficiency))
    except ValueError:
        hint = f"one of {', '.join(Efficiency)}"
        raise UsageError(f"there is no efficiency {efficiency!r}", hint=hint) from None


def _fair_workers() -> int | None:
    """Return a training process's share of the processors; None: it is alone on this machine."""
    processes = _of_environment("LOCAL_WORLD_SIZE", 1)
    return None if processes == 1 else max(1, len(os.sched_getaffinity(0)) // processes)


def _of_environment(name: str, usual: int) -> int:
    """Return what torchrun and accelerate tell the processes that they start: there is no other way to know it."""
    value = os.environ.get(name, "")
    return int(value) if value.isdecimal() else usual
