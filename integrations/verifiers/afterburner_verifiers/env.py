"""One episode: several attempts at one prompt, graded beside each other.

A reward is that of a group, so it is given when all attempts are there, in ``finalize``: each correct program is measured in turn
with the others and with the program in the prompt, on one worker. An attempt for which the machine failed gets no reward: its
trace is failed with a ``SandboxError``, which is no failure of the model; verifiers' retries run the episode again.

With ``turns`` above 1, each attempt is a conversation: the program is judged and measured, the model is told, and may improve it.
The last answer is what counts.
"""

import asyncio
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import verifiers.v1 as vf
from pydantic import Field

from afterburner_verifiers.rewarding import Ask, LocalRewards, Rewards, ServiceRewards
from afterburner_verifiers.taskset import AfterburnerTask, AfterburnerTasksetConfig

TOKEN = "AFTERBURNER_TOKEN"  # noqa: S105 - the name of a variable

_PARTS = ("form", "correctness", "efficiency")


class AfterburnerEnvConfig(vf.EnvConfig):
    """How an episode goes."""

    agent: vf.AgentConfig = vf.AgentConfig(runtime=vf.SubprocessConfig())
    """The model. Nothing is run where its harness is: programs run in Afterburner's sandbox alone."""
    rollouts: int = Field(8, ge=1)
    """Attempts at a prompt: the group in which rewards are compared."""
    turns: int = Field(1, ge=1)
    """Answers an attempt: after each but the last the model is told what was measured."""
    max_concurrent_agents: int | None = None
    """All attempts of an episode are made at one time."""
    url: str | None = None
    """A running `afterburner serve`; None: programs are judged in this process. Where several processes run this environment,
    as prime-rl does, name one: those that measure on the same processors disturb each other."""
    workers: int | None = None
    """Without a `url`: programs at a time; None: one a processor."""
    passes: int = Field(5, ge=1)
    """Without a `url`: passes over the timed tests."""
    archive: Path | None = None
    """Without a `url`: the SQLite file that keeps every rollout."""
    efficiency: str | None = None
    """`paper` (the default), `log-speedup`, `rank`, or `beyond` where the service's machine is calibrated."""
    progress: float = Field(0.5, ge=0, le=1)
    """The weight of efficiency rises with it from 0.3 to 0.5. It stays as it is: verifiers does not tell the step."""


class AfterburnerEnv(vf.Env[AfterburnerEnvConfig]):
    """Prompts for better programs, and what the answers earn."""

    async def start(self) -> None:
        """Open what gives rewards."""
        taskset, config = self.taskset.config, self.config
        assert isinstance(taskset, AfterburnerTasksetConfig)
        self._rewards: Rewards = (
            LocalRewards(taskset.dataset, workers=config.workers, passes=config.passes, archive=config.archive)
            if config.url is None
            else ServiceRewards(config.url, token=os.environ.get(TOKEN))
        )
        await self._rewards.start()

    async def stop(self) -> None:
        """Close it."""
        if hasattr(self, "_rewards"):
            await self._rewards.stop()

    async def run(self, task: vf.Task, agents: vf.Agents) -> None:
        """Make all attempts."""
        assert isinstance(task, AfterburnerTask)
        async with asyncio.TaskGroup() as attempts:
            for _ in range(self.config.rollouts):
                attempts.create_task(self._attempt(task, agents.agent))

    async def _attempt(self, task: AfterburnerTask, agent: vf.Agent) -> None:
        if self.config.turns == 1:
            await agent.run(task)
            return
        async with agent.interaction(task) as talk:
            segment = await talk.turn()
            for _ in range(self.config.turns - 1):
                if segment.terminated:
                    break
                found = await self._rewards.of(self._ask(task, [segment.last_reply], [False]))
                segment = await talk.turn(feedback(found["rewards"][0], json.loads(task.data.ground_truth)))

    async def finalize(self, task: vf.Task, episode: vf.Episode) -> None:
        """Grade the attempts beside each other."""
        assert isinstance(task, AfterburnerTask)
        traces = [trace for trace in episode.traces if trace.ok]
        if not traces:
            return
        ask = self._ask(task, [trace.last_reply for trace in traces], [trace.is_truncated for trace in traces])
        found = await self._rewards.of(ask)
        for trace, reward in zip(traces, found["rewards"], strict=True):
            _record(trace, {**reward, "signal": found["signal"]})

    def _ask(self, task: AfterburnerTask, replies: list[str], was_cut: list[bool]) -> Ask:
        return Ask(
            ground_truth=task.data.ground_truth,
            prompt=task.data.prompt_text,
            completions=tuple(replies),
            was_cut=tuple(was_cut),
            progress=self.config.progress,
            efficiency=self.config.efficiency,
        )


def _record(trace: vf.Trace, reward: Mapping[str, Any]) -> None:
    trace.info["afterburner"] = dict(reward)
    if reward["reward"] is None:
        trace.record_error(vf.SandboxError(f"the machine failed, the model did not: {reward['masked']}"))
        return
    trace.record_reward("afterburner", reward["reward"])
    trace.record_metrics({part: reward[part] for part in _PARTS})
    trace.record_metrics({"correct": reward["verdict"] == "accepted", "flagged": bool(reward["flags"])})
    if reward["gain"] is not None:
        trace.record_metric("gain", reward["gain"]["estimate"])


def feedback(reward: Mapping[str, Any], truth: Mapping[str, Any]) -> str:
    """Return what the model is told of its program."""
    again = "Answer once more, in the same form."
    if reward["masked"] is not None:
        return f"Nothing could be measured this time. {again}"
    if reward["verdict"] is None:
        return f"There is no {truth['language']} program in your answer ({reward['reason']}). {again}"
    if reward["verdict"] != "accepted":
        reason = f" ({reward['reason']})" if reward["reason"] else ""
        return f"Your program is not correct: {reward['verdict']}{reason}. Mend it. {again}"
    return f"Your program is correct. {_compared(reward['gain'], truth['objective'])} Make it better still. {again}"


def _compared(gain: Mapping[str, float] | None, objective: str) -> str:
    if gain is None:
        return ""
    if gain["low"] <= 1 <= gain["high"]:
        return f"In {objective} it can't be told from the given program."
    low, high = (1 / gain["high"], 1 / gain["low"])
    return f"In {objective} it takes {1 / gain['estimate']:.3g} of the given program's (95 % interval {low:.3g} to {high:.3g})."
