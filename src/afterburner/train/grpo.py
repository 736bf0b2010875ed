"""Group-relative policy optimisation from execution feedback: what completions earn beside each other moves the policy.

Imports TRL, and so takes seconds to import; ``stages`` is the way in.
"""

import contextlib
from collections.abc import Iterator
from contextlib import ExitStack, closing
from importlib.util import find_spec

import torch
import trl

from afterburner.core.errors import UsageError
from afterburner.loop.rollouts import RolloutArchive
from afterburner.train import grpo_prompts, loading, trainer_arguments
from afterburner.train.config import Rollouts, TrainingConfig, check_groups
from afterburner.train.early_judging import BeginsEarly, Judging
from afterburner.train.grpo_trainer import Grpo
from afterburner.train.reward_source import RewardSource
from afterburner.train.stages import Setup
from afterburner.train.trainer_arguments import dataset_of
from afterburner.train.trl_rewards import reward_function


@contextlib.contextmanager
def trainer_of(setup: Setup) -> Iterator[Grpo]:
    """Make the trainer of a stage, with workers to judge by and an archive of rollouts; both end with the block.

    Raises:
        UsageError: TRL refuses the configuration, the model can't be loaded, or the prompts can't earn anything.
        DataError: the problems or the prompts can't be read.

    """
    config = setup.config
    arguments = _arguments(setup)
    with ExitStack() as opened:
        grader = setup.grader or _grader(setup, opened)
        rows = [*setup.train.rows, *(setup.eval.rows if setup.eval else ())]
        notes = grpo_prompts.checked(rows, grader.problems.keys(), config.reward, source=config.data.train)
        judging = Judging(grader, opened.enter_context(closing(RolloutArchive(setup.folder.rollouts))))
        reward = reward_function(
            grader,
            config.reward,
            judging,
            rollouts=config.grpo.rollouts,
            most_tokens=config.training.completion_tokens,
            process=arguments.process_index,
        )
        dtype = trainer_arguments.numbers(config).weights(is_frozen=config.lora is not None)
        with trainer_arguments.refusals():
            trainer = Grpo(
                judging=judging,
                draws=config.grpo.most_draws if config.grpo.dynamic_sampling else 1,
                model=loading.model_of(setup.start, config, dtype=dtype),
                reward_funcs=reward,
                args=arguments,
                train_dataset=dataset_of(setup.train),
                eval_dataset=setup.eval and dataset_of(setup.eval),
                processing_class=setup.tokenizer,
                peft_config=trainer_arguments.lora_of(config.lora),
            )
        trainer.notes = notes
        yield trainer


def _grader(setup: Setup, opened: ExitStack) -> BeginsEarly:
    config = setup.config
    source = RewardSource(
        config.data.dataset, config=config.reward, grading=config.grading, calibration=setup.calibration
    )
    return opened.enter_context(source).grader


def _arguments(setup: Setup) -> trl.GRPOConfig:
    config = setup.config
    if not {"num_generations", "generation_batch_size", "steps_per_generation"} & config.trl.keys():
        # Of each process, so that a group is measured beside itself.
        check_groups(config, devices=1)
    arguments = trainer_arguments.made(trl.GRPOConfig, config, setup.folder.checkpoints, _own(config))
    prompts = arguments.generation_batch_size // arguments.num_generations
    if len(setup.train.rows) < prompts:
        raise UsageError(
            f"{config.data.train} has {len(setup.train.rows)} prompts, and a step takes {prompts}",
            hint="give more data, or lower training.batch or training.accumulation",
        )
    return arguments


def _own(config: TrainingConfig) -> dict[str, object]:
    grpo, is_by_sequence = config.grpo, config.grpo.loss in {"gspo", "luspo"}
    return {
        "num_generations": grpo.rollouts,
        "max_completion_length": config.training.completion_tokens,
        "temperature": grpo.temperature,
        "top_p": grpo.top_p,
        "beta": grpo.kl,
        "loss_type": "grpo" if grpo.loss == "gspo" else grpo.loss,
        "importance_sampling_level": "sequence" if is_by_sequence else "token",
        "epsilon": grpo.clip_low,
        "epsilon_high": grpo.clip_high,
        "scale_rewards": grpo.scale_rewards,
        **_engine(config),
    }


def _engine(config: TrainingConfig) -> dict[str, object]:
    grpo = config.grpo
    if grpo.engine is Rollouts.TRANSFORMERS or (grpo.engine is Rollouts.AUTO and not _can_colocate()):
        return {"use_vllm": False}
    if grpo.engine is not Rollouts.AUTO and find_spec("vllm") is None:
        raise UsageError(
            f'grpo.engine is "{grpo.engine}", and vLLM is not installed',
            hint='install it in an environment that it resolves in, or set grpo.engine = "transformers"',
        )
    if grpo.engine is Rollouts.VLLM_SERVER:
        return {"use_vllm": True, "vllm_mode": "server", "vllm_server_base_url": grpo.vllm_url}
    longest = config.training.prompt_tokens + config.training.completion_tokens
    return {
        "use_vllm": True,
        "vllm_mode": "colocate",
        "vllm_gpu_memory_utilization": grpo.vllm_memory,
        "vllm_max_model_length": longest,
    }


def _can_colocate() -> bool:
    return find_spec("vllm") is not None and bool(torch.cuda.is_available())
