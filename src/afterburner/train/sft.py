"""Supervised fine-tuning: imitates the best answers, of which alone the loss is; the prompt is read only.

Imports TRL, and so takes seconds to import; ``stages`` is the way in.
"""

import contextlib
from collections.abc import Iterator

import trl

from afterburner.train import loading, trainer_arguments
from afterburner.train.guarding import Guarded
from afterburner.train.stages import Setup
from afterburner.train.trainer_arguments import dataset_of


class Sft(Guarded, trl.SFTTrainer):  # type: ignore[misc] # it has no types
    """TRL's, guarded."""


@contextlib.contextmanager
def trainer_of(setup: Setup) -> Iterator[Sft]:
    """Make the trainer of a stage.

    Raises:
        UsageError: TRL refuses the configuration, or the model can't be loaded.

    """
    config = setup.config
    arguments = trainer_arguments.made(
        trl.SFTConfig, config, setup.folder.checkpoints, {"max_length": None, "packing": False}
    )
    # After the arguments: with DeepSpeed, they say how weights are loaded.
    dtype = trainer_arguments.numbers(config).weights(is_frozen=config.lora is not None)
    with trainer_arguments.refusals():
        trainer = Sft(
            model=loading.model_of(setup.start, config, dtype=dtype),
            args=arguments,
            train_dataset=dataset_of(setup.train),
            eval_dataset=setup.eval and dataset_of(setup.eval),
            processing_class=setup.tokenizer,
            peft_config=trainer_arguments.lora_of(config.lora),
        )
    yield trainer
