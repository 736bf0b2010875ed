"""What each trainer of ours does beside TRL's: it stops at a loss that is not a number, and tells of a full disk.

    class Sft(Guarded, trl.SFTTrainer): ...

Covered: loss and gradient that are infinite or not a number (before the step that would spoil the weights), a checkpoint that
can't be written, a run that is gone on with at its end. Not covered: a GPU that computes wrong numbers.

Imports Transformers, and so takes seconds to import.
"""

import math
import shutil
from pathlib import Path
from typing import Any

import transformers

from afterburner.core.errors import SandboxError, UsageError
from afterburner.train.checkpoints import last_whole
from afterburner.train.faults import is_full_disk


class Guarded(transformers.Trainer):  # type: ignore[misc] # it has no types
    """Stands to the left of a trainer among the bases of a class."""

    notes: tuple[str, ...] = ()
    """What the user should know of the data."""
    _total_train_tokens: int
    """TRL's count."""

    def training_step(self, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - no types without the package
        """Return the loss of a backward pass.

        Raises:
            UsageError: it is not a number, or infinite.

        """
        loss = super().training_step(*arguments, **named)
        if not math.isfinite(float(loss)):
            raise self._no_number("the loss", float(loss))
        return loss

    def _get_grad_norm(self, model: Any, grad_norm: Any = None) -> Any:  # noqa: ANN401 - as above
        norm = super()._get_grad_norm(model, grad_norm=grad_norm)
        # In fp16 the gradient overflows now and then: the scaler leaves that step out.
        if norm is not None and not self.args.fp16 and not math.isfinite(float(norm)):
            raise self._no_number("the gradient", float(norm))
        return norm

    def _run_epoch(self, **named: Any) -> None:  # noqa: ANN401 - as above
        if self.state.global_step >= self.state.max_steps:
            # Only the model was not written any more when this run was stopped.
            self.control.should_training_stop = True
            return
        # TRL counts from 0 again where training goes on.
        logged = (line["num_tokens"] for line in reversed(self.state.log_history) if "num_tokens" in line)
        self._total_train_tokens = self._total_train_tokens or next(logged, 0)
        super()._run_epoch(**named)

    def _save_checkpoint(self, model: Any, trial: Any) -> None:  # noqa: ANN401 - as above
        try:
            super()._save_checkpoint(model, trial)
        except Exception as error:
            if not is_full_disk(error):
                raise
            folder = Path(self.args.output_dir)
            shutil.rmtree(folder / f"checkpoint-{self.state.global_step}", ignore_errors=True)
            raise SandboxError(
                f"the checkpoint of step {self.state.global_step} can't be written to {folder}: the disk is full",
                hint=f"free some space and start it again: {_goes_on(last_whole(folder))}",
            ) from error

    def _no_number(self, what: str, value: float) -> UsageError:
        step, rate = self.state.global_step + 1, self.args.learning_rate
        last = last_whole(Path(self.args.output_dir))
        begin = "" if last is None else f'; to begin with the last good checkpoint, set {_key(self.model)} = "{last}"'
        return UsageError(
            f"{what} of step {step} is {value}: training is stopped, and nothing of this step is kept",
            hint=f"in a new folder, try a lower training.learning_rate (it is {rate:g}), more training.warmup, "
            f'or training.precision = "fp32"{begin}',
        )


def _goes_on(checkpoint: Path | None) -> str:
    return "it begins anew" if checkpoint is None else f"it goes on from {checkpoint}"


def _key(model: Any) -> str:  # noqa: ANN401 - as above
    return "model.adapter" if hasattr(model, "peft_config") else "model.path"
