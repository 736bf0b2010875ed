"""Direct preference optimisation: the better answer of a pair becomes likelier than the worse, against the first weights.

Imports TRL, and so takes seconds to import; ``stages`` is the way in.
"""

import contextlib
from collections.abc import Iterator

import trl

from afterburner.train import loading, trainer_arguments
from afterburner.train.config import TrainingConfig
from afterburner.train.guarding import Guarded
from afterburner.train.stages import Setup
from afterburner.train.trainer_arguments import dataset_of


class Dpo(Guarded, trl.DPOTrainer):  # type: ignore[misc] # it has no types
    """TRL's, guarded."""


@contextlib.contextmanager
def trainer_of(setup: Setup) -> Iterator[Dpo]:
    """Make the trainer of a stage.

    Raises:
        UsageError: TRL refuses the configuration, or the model can't be loaded.

    """
    config = setup.config
    arguments = trainer_arguments.made(trl.DPOConfig, config, setup.folder.checkpoints, _own(config))
    dtype = trainer_arguments.numbers(config).weights(is_frozen=config.lora is not None)
    with trainer_arguments.refusals():
        trainer = Dpo(
            model=loading.model_of(setup.start, config, dtype=dtype),
            # With LoRA the first weights are the model's without the adapter.
            ref_model=None if config.lora else loading.model_of(setup.start, config, dtype=dtype),
            args=arguments,
            train_dataset=dataset_of(setup.train),
            eval_dataset=setup.eval and dataset_of(setup.eval),
            processing_class=setup.tokenizer,
            peft_config=trainer_arguments.lora_of(config.lora),
        )
    yield trainer


def _own(config: TrainingConfig) -> dict[str, object]:
    return {
        "beta": config.dpo.beta,
        "loss_type": list(config.dpo.losses),
        "loss_weights": list(config.dpo.loss_weights),
        "max_length": None,
    }
