"""TRL's GRPO trainer with judging beside generation, dynamic sampling, and an order of prompts that can be gone on with.

Deliberate differences from TRL's: (1) rows are handed to the judge when they end, and groups are generated in chunks; (2) groups
without signal can be drawn anew; (3) the order of prompts in an epoch depends on seed and epoch alone, so that a run which goes
on in its second epoch has the same prompts as one that was never stopped.

Imports TRL, and so takes seconds to import; ``stages`` is the way in.
"""

import contextlib
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import torch
import transformers
import trl
from trl.trainer.utils import RepeatSampler

from afterburner.train.early_judging import EndOfRows, Judging
from afterburner.train.ground_truth import GroundTruth, parse
from afterburner.train.grpo_drawing import Group, others, replaced, without_signal
from afterburner.train.guarding import Guarded
from afterburner.train.training_rows import Row
from afterburner.train.trl_rewards import text_of

CHUNK_ROWS = 32
"""Rows that are generated at a time, rounded up to whole groups: enough to keep a processor busy with one token's pass."""
_VLLM_CHUNK_ROWS = 512
"""vLLM fills its batches from its own queue: larger chunks, of which none is left waiting for its longest row for long."""


class EpochSampler(RepeatSampler):  # type: ignore[misc] # it has no types
    """TRL's order of prompts, drawn for each epoch by itself."""

    def set_epoch(self, epoch: int) -> None:
        """Draw the order of ``epoch`` next."""
        if self.shuffle:
            self.generator.manual_seed(self.seed + 1_000_003 * epoch)  # a prime: no other seed's epochs


@dataclass(frozen=True, slots=True)
class _Ready:
    """What was drawn, judged and chosen already, for TRL to go on with."""

    groups: Sequence[Group]

    def rows(self) -> list[Row]:
        return [row for group in self.groups for row in group.rows]

    def generated(self) -> tuple[Any, ...]:
        """Return what ``GRPOTrainer._generate`` does."""
        logprobs = None
        if all(group.logprobs is not None for group in self.groups):
            logprobs = [one for group in self.groups for one in group.logprobs or ()]
        return (
            [ids for group in self.groups for ids in group.prompt_ids],
            [ids for group in self.groups for ids in group.completion_ids],
            None,
            [one for group in self.groups for one in group.completions],
            logprobs,
            {},
            None,
            [],
        )

    def rewards(self) -> list[float]:
        return [one for group in self.groups for one in group.rewards]


class Grpo(Guarded, trl.GRPOTrainer):  # type: ignore[misc] # it has no types
    """TRL's, with what the module's first lines say."""

    _step: int
    """TRL's count of passes."""

    def __init__(self, *, judging: Judging, draws: int = 1, **named: Any) -> None:  # noqa: ANN401 - TRL's arguments
        """``draws`` is how often groups are drawn for a step at most; the rest are ``GRPOTrainer``'s arguments."""
        self._judging = judging
        self._draws = draws
        self._rows: Sequence[Row] = ()
        self._ready: _Ready | None = None
        super().__init__(**named)
        # Of a masked completion it prints the prompt and all: a machine's fault would fill the screen. We log their share.
        logging.getLogger("trl.trainer.grpo_trainer").addFilter(_is_no_mask)

    def _get_train_sampler(self, dataset: Any = None) -> EpochSampler:  # noqa: ANN401 - a dataset
        return EpochSampler(
            data_source=self.train_dataset if dataset is None else dataset,
            mini_repeat_count=self.num_generations,
            batch_size=self.args.generation_batch_size // self.num_generations,
            repeat_count=self.num_iterations * self.args.steps_per_generation,
            shuffle=self.shuffle_dataset,
            seed=self.args.seed,
        )

    def _run_epoch(self, **named: Any) -> None:  # noqa: ANN401 - Transformers' arguments
        # TRL counts passes from 0 again where training goes on, and would be at another place of a generated batch.
        self._step = self._step or self.state.global_step * self.args.gradient_accumulation_steps
        super()._run_epoch(**named)

    def _generate_and_score_completions(self, inputs: list[Row]) -> dict[str, Any]:
        is_training = self.model.training
        self._judging.keeps = is_training
        if not is_training or self._draws <= 1:
            self._rows = inputs
            output: dict[str, Any] = super()._generate_and_score_completions(inputs)
            self._note("groups/without_signal", _share(self._judging.signals))
            return output
        groups = self._drawn(inputs)
        self._note("groups/without_signal_drawn", without_signal(groups) / len(groups))
        self._ready = _Ready(self._with_signal(groups))
        self._note("groups/without_signal", without_signal(self._ready.groups) / len(groups))
        try:
            return super()._generate_and_score_completions(self._ready.rows())  # type: ignore[no-any-return] # as above
        finally:
            self._ready = None

    def _with_signal(self, groups: list[Group]) -> list[Group]:
        """Return as many groups, those without signal drawn anew until there are none, or it was tried often enough."""
        used = {self._place(group.rows[0]) for group in groups}
        draw = 1
        while draw < self._draws:
            # Each process draws as many: what follows is gathered from all, row by row.
            wanted = int(self._gathered([float(without_signal(groups))]).max())
            if wanted == 0:
                break
            seed = f"{self.args.seed} {self.state.global_step} {self._step} {draw} {self.accelerator.process_index}"
            places = others(len(self.train_dataset), used, wanted, seed=seed)
            used |= set(places)
            rows = [dict(self.train_dataset[place]) for place in places for _ in range(self.num_generations)]
            groups = replaced(groups, self._drawn(rows))
            draw += 1
        self._note("groups/draws", float(draw))
        return groups

    def _drawn(self, rows: Sequence[Row]) -> list[Group]:
        """Generate and judge completions of ``rows``, whole groups."""
        self._rows = rows
        prompts = [row["prompt"] for row in rows]
        prompt_ids, ids, _mask, completions, logprobs, *_others = self._generate(prompts)
        everywhere = self._calculate_rewards(list(rows), prompts, completions, ids)
        first = self.accelerator.process_index * len(rows)
        rewards = everywhere[first : first + len(rows), 0].tolist()
        size = self.num_generations
        return [
            Group(
                rows=rows[start : start + size],
                prompt_ids=prompt_ids[start : start + size],
                completion_ids=ids[start : start + size],
                completions=completions[start : start + size],
                logprobs=None if logprobs is None else logprobs[start : start + size],
                rewards=rewards[start : start + size],
                signal=signal,
            )
            for start, signal in zip(range(0, len(rows), size), self._judging.signals, strict=True)
        ]

    def _generate(self, prompts: list[Any]) -> tuple[Any, ...]:
        if self._ready is not None:
            return self._ready.generated()
        return super()._generate(prompts)  # type: ignore[no-any-return] # as above

    def _calculate_rewards(self, inputs: Any, prompts: Any, completions: Any, ids: Any) -> Any:  # noqa: ANN401 - lists, a tensor
        if self._ready is not None:
            return self._gathered(self._ready.rewards()).unsqueeze(1)
        return super()._calculate_rewards(inputs, prompts, completions, ids)

    def _generate_single_turn(
        self,
        prompt_ids: Any,  # noqa: ANN401 - lists of tokens, and what only images need
        images: Any,  # noqa: ANN401
        multimodal_fields: Any,  # noqa: ANN401
        num_generations: int,
        has_tool_images: bool = False,  # noqa: FBT001 - TRL's signature
    ) -> tuple[Any, Any]:
        generate = partial(super()._generate_single_turn, has_tool_images=has_tool_images)
        if images is not None or multimodal_fields:
            return generate(prompt_ids, images, multimodal_fields, num_generations)  # type: ignore[no-any-return] # as above
        ids: list[list[int]] = []
        logprobs: list[Any] | None = []
        for chunk in _chunks(len(prompt_ids), num_generations, _VLLM_CHUNK_ROWS if self.use_vllm else CHUNK_ROWS):
            rows = self._rows[chunk]
            with self._watching(rows):
                made, scores = generate(prompt_ids[chunk], None, {}, num_generations)
            self._begin_groups(rows, made, num_generations)
            ids += made
            logprobs = None if scores is None or logprobs is None else [*logprobs, *scores]
        return ids, logprobs

    @contextlib.contextmanager
    def _watching(self, rows: Sequence[Row]) -> Iterator[None]:
        """Hand each of ``rows`` to the judge when it ends; only Transformers' generation tells."""
        if self.use_vllm or self.use_transformers_continuous_batching:
            yield
            return
        truths = [_truth(row) for row in rows]

        def ended(row: int, ids: list[int]) -> None:
            self._judging.begin(truths[row], self._text(ids))

        # TRL has no place for a criterion, so that the method gets it for the time being.
        network = self.accelerator.unwrap_model(self.model_wrapped)
        before = vars(network).get("generate")
        criteria = transformers.StoppingCriteriaList([EndOfRows(self.eos_token_ids, ended)])
        network.generate = partial(network.generate, stopping_criteria=criteria)
        try:
            yield
        finally:
            del network.generate
            if before is not None:
                network.generate = before

    def _begin_groups(self, rows: Sequence[Row], ids: Sequence[Sequence[int]], size: int) -> None:
        for start in range(0, len(rows), size):
            group = ids[start : start + size]
            was_cut = [len(one) >= self.max_completion_length for one in group]
            self._judging.begin_group(_truth(rows[start]), [self._text(one) for one in group], was_cut)

    def _text(self, ids: Sequence[int]) -> str:
        """Return a completion's text as TRL's reward functions get it."""
        return str(self.processing_class.decode(ids, skip_special_tokens=True))

    def _place(self, row: Row) -> int:
        """Return the place of a row in the training data."""
        if not hasattr(self, "_places"):
            self._places: Mapping[tuple[str, str], int] = {
                _key(one): place for place, one in enumerate(self.train_dataset)
            }
        return self._places[_key(row)]

    def _gathered(self, values: Sequence[float]) -> Any:  # noqa: ANN401 - a tensor
        """Return ``values`` of all processes, one after the other."""
        return self.accelerator.gather(torch.tensor(values, dtype=torch.float32, device=self.accelerator.device))

    def _note(self, name: str, value: float) -> None:
        """Log ``value`` at this step: the mean over processes."""
        mode = "train" if self.model.training else "eval"
        self._metrics[mode][name].append(float(self._gathered([value]).mean()))


def _is_no_mask(record: logging.LogRecord) -> bool:
    return "All reward functions returned None" not in str(record.msg)


def _chunks(rows: int, size: int, most: int) -> Iterator[slice]:
    """Yield the places of whole groups of ``size``, at least ``most`` rows at a time but for the last."""
    step = -(-most // size) * size
    yield from (slice(start, min(start + step, rows)) for start in range(0, rows, step))


def _share(signals: Sequence[Any]) -> float:
    return sum(signal != "signal" for signal in signals) / len(signals) if signals else 0.0


def _truth(row: Row) -> GroundTruth:
    return parse(row["ground_truth"])


def _key(row: Row) -> tuple[str, str]:
    return text_of(row["prompt"]), row["ground_truth"]
