"""Training runs made up by hand: no model, no sandbox, no clock, the same for the same seed.

rollouts = sample_rollouts(steps=20, groups=4, samples=8)
folder = sample_folder(tmp_path, rollouts)          with training.json, log.jsonl and rollouts.sqlite
"""

import json
import math
import random
from contextlib import closing
from dataclasses import replace

from afterburner.core.measurement import Estimate
from afterburner.core.objective import Objective
from afterburner.core.rollout import Flag, RewardParts, Rollout, Signal
from afterburner.core.status import Verdict
from afterburner.loop.rollouts import FILE_NAME, RolloutArchive

HOSTILE = (
    "</script><script>document.title='owned'</script><b>bold</b> <img src=x onerror=\"document.title='owned'\">"
    "<!-- <script> {{ 7 * 7 }} \u2028 \u2029 \x1b[31m \u202e \x00 \udc80"
)
SLOW = "import sys\n\nnumbers = list(map(int, sys.stdin.read().split()))\nseen = []\nfor number in numbers:\n"
SLOW += "    if number not in seen:\n        seen.append(number)\nprint(len(seen))\n"
FASTER = "import sys\n\nnumbers = map(int, sys.stdin.read().split())\nprint(len(set(numbers)))\n"
_FAILED = (
    (Verdict.WRONG_ANSWER, "different"),
    (Verdict.TIME_LIMIT_EXCEEDED, "cpu"),
    (Verdict.RUNTIME_ERROR, "exit_code"),
    (None, "no_code"),
)


def prompt_of(problem, code=SLOW):
    return (
        f"# {problem}\n\nCount the different numbers.\n\nThe present solution:\n```python\n{code.rstrip()}\n```\n\n"
        "Verdict: accepted\nCPU time: 1.20 s (95 % interval 1.18 s to 1.22 s)\n\n"
        "Write a solution in python that gives the same answers and takes as little CPU time as possible."
    )


def reply_of(code):
    return f"<thinking>\nA set finds each number at once.\n</thinking>\n<solution>\n```python\n{code}```\n</solution>"


def rollout(step=0, sample=0, *, times=2.0, place=0, **changes):
    """Return an accepted rollout that is so many times as fast."""
    code = f"{FASTER}# {step} {place} {sample}\n"
    made = Rollout(
        step=step,
        group=f"{step}/{place}",
        sample=sample,
        problem=f"different-numbers-{place}",
        language="python",
        objective=Objective.TIME,
        prompt=prompt_of(f"different-numbers-{place}"),
        completion=reply_of(code),
        code=code,
        verdict=Verdict.ACCEPTED,
        cost=1.2 / times,
        baseline=1.2,
        gain=Estimate(estimate=times, low=0.95 * times, high=1.05 * times),
        parts=parts_of(is_correct=True, efficiency=0.3 * math.tanh(math.log(times))),
        judging_s=0.3,
        program_cpu_s=0.25,
    )
    return replace(made, **changes)


def parts_of(*, is_correct, efficiency=0.0, form=0.2, note=None):
    correctness = 0.25 if is_correct else -0.5
    return RewardParts(
        total=form + correctness + efficiency, form=form, correctness=correctness, efficiency=efficiency, note=note
    )


def failed(step=0, sample=0, *, kind=0, place=0, **changes):
    """Return a rollout that is not correct: one of four kinds."""
    verdict, reason = _FAILED[kind % len(_FAILED)]
    code = None if verdict is None else "print(1)\n"
    form = 0.2 if verdict else 0.0
    blank = {"cost": None, "baseline": None, "gain": None, "code": code, "verdict": verdict, "reason": reason}
    blank["parts"] = parts_of(is_correct=False, form=form, note="not_correct")
    blank["completion"] = reply_of(code) if code else "I would use a set.\n"
    return rollout(step, sample, place=place, **{**blank, **changes})


def masked(step=0, sample=0, *, place=0, why="the sandbox failed: worker 3 was killed", **changes):
    blank = {"cost": None, "baseline": None, "gain": None, "verdict": None, "parts": None, "masked": why}
    return rollout(step, sample, place=place, **{**blank, **changes})


def sample_rollouts(*, steps=20, groups=4, samples=8, seed=0, hostile=False):
    """Return a run that learns: from step to step more are correct and they are faster. A few are flagged, a few masked.

    ``hostile``: texts of strangers try to become markup.
    """
    chance = random.Random(seed)
    return [
        one
        for step in range(steps)
        for place in range(groups)
        for one in _group(chance, step, place, samples, learned=step / max(1, steps - 1), hostile=hostile)
    ]


def _group(chance, step, place, samples, *, learned, hostile):
    signal = chance.choices(list(Signal), weights=(4 + 6 * learned, 4 * (1 - learned), 1, 1 + learned, 0.1, 0.1))[0]
    made = [_drawn(chance, step, place, sample, learned) for sample in range(samples)]
    if hostile:
        made = [
            replace(
                one,
                problem=HOSTILE,
                prompt=HOSTILE + one.prompt,
                completion=HOSTILE + one.completion,
                code=one.code and HOSTILE + one.code,
                reason=one.reason and HOSTILE,
                masked=one.masked and HOSTILE,
                flags=tuple(Flag(kind=HOSTILE, detail=HOSTILE) for _ in one.flags),
            )
            for one in made
        ]
    return [replace(one, signal=signal) for one in made]


def _drawn(chance, step, place, sample, learned):
    if chance.random() < 0.01:
        return masked(step, sample, place=place)
    if chance.random() > 0.3 + 0.6 * learned:
        return failed(step, sample, place=place, kind=chance.randrange(4))
    one = rollout(step, sample, place=place, times=math.exp(chance.gauss(1.5 * learned, 0.3)))
    if chance.random() < 0.02:
        flag = Flag(kind="implausible_speedup", detail="1,200 times faster than the cheapest reference solution")
        return replace(one, flags=(flag,), gain=Estimate(estimate=1200.0, low=900.0, high=1500.0))
    if chance.random() < 0.02:
        return replace(one, flags=(Flag(kind="constant_answer", detail="prints 42 whatever the input"),))
    return one


CONFIG = {
    "config": {
        "stage": "grpo",
        "model": {"path": "Qwen/Qwen2.5-Coder-0.5B", "adapter": None},
        "data": {"train": "grpo.jsonl", "dataset": "builtin"},
        "training": {"learning_rate": 1e-6, "steps": 20, "seed": 0},
        "reward": {"efficiency": "paper", "noise_aware": True},
    },
    "versions": {"afterburner": "0.1.0", "trl": "1.16.0"},
    "command": ["afterburner", "train", "grpo", "grpo.toml"],
}


def log_of(steps, *, stage="grpo"):
    for step in range(1, steps + 1):
        line = {"step": step, "loss": 2 / step, "learning_rate": 1e-6 * (1 - step / steps), "epoch": step / steps}
        if stage == "grpo":
            line |= {"reward": step / steps, "step_time": 2.3, "completions/mean_length": 200.0 + step, "kl": 0.0}
        yield line


def sample_folder(path, rollouts=(), *, log=(), config=CONFIG):
    """Make the folder of a training run at ``path``."""
    path.mkdir(parents=True, exist_ok=True)
    if config is not None:
        (path / "training.json").write_text(json.dumps(config), "utf-8")
    if log:
        (path / "log.jsonl").write_text("".join(json.dumps(line) + "\n" for line in log), "utf-8")
    if rollouts:
        with closing(RolloutArchive(path / FILE_NAME)) as archive:
            archive.append(rollouts)
    return path
