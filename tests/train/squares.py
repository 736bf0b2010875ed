"""A problem whose programs differ by a lot, prompts for it, answers to them, and a service that knows it."""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from afterburner.core.objective import Objective
from afterburner.core.problem import Solution
from afterburner.policy import prompt
from tests.experiment import small_dataset

SLOW, MIDDLE, FAST, WRONG = small_dataset.TWICE, small_dataset.LOOP, small_dataset.FORMULA, small_dataset.WRONG
PROBLEM = small_dataset.problem("squares")
TRUTH = {"problem": "squares", "language": "python", "objective": "time", "baseline_code": SLOW, "baseline": {}}
ASK = prompt.direct(PROBLEM, language="python", objective=Objective.TIME)


def said(code: str) -> str:
    """Return an answer in the form that was asked for."""
    return prompt.reply("It is so.", Solution(code=code))


def dataset(folder: Path) -> Path:
    return small_dataset.write(folder / "squares.jsonl", PROBLEM)


@contextlib.contextmanager
def serving(folder: Path, *arguments: str, **environment: str) -> Iterator[str]:
    """Start `afterburner serve` in a process of its own; yield its URL."""
    command = [sys.executable, "-m", "afterburner", "serve", "--port", "0", "--json", "--workers", "2"]
    command += ["--dataset", str(dataset(folder)), *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | environment) as process:
        try:
            yield json.loads(process.stdout.readline())["url"]
        finally:
            process.terminate()
            assert process.wait(60) == 0
