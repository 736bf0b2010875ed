"""Make correct programs faster: an environment for verifiers, whose rewards are measured.

    vf-eval afterburner-verifiers --env.taskset.prompts training/grpo.jsonl --env.rollouts 8

    env = load_environment(prompts="training/grpo.jsonl", rollouts=8)

One episode is one group: ``rollouts`` attempts at one prompt, graded beside each other when the last one is there.
"""

from afterburner_verifiers.chat import ChatHarness
from afterburner_verifiers.env import AfterburnerEnv, AfterburnerEnvConfig
from afterburner_verifiers.loading import load_environment
from afterburner_verifiers.taskset import AfterburnerTask, AfterburnerTaskset, AfterburnerTasksetConfig

__all__ = [
    "AfterburnerEnv",
    "AfterburnerEnvConfig",
    "AfterburnerTask",
    "AfterburnerTaskset",
    "AfterburnerTasksetConfig",
    "ChatHarness",
    "load_environment",
]
