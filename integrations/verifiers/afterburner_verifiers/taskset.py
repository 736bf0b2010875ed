"""The prompts: those of a file of training data, or made of a dataset's problems."""

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, Literal

import verifiers.v1 as vf

if TYPE_CHECKING:
    from afterburner.core.problem import Problem

_TEST_SHARE = 0.2


class AfterburnerData(vf.TaskData):
    """One prompt."""

    ground_truth: str
    """What its reward needs to know, as JSON: problem, language, objective, baseline program."""


class AfterburnerTask(vf.Task[AfterburnerData]):
    """One prompt; its rewards are those of a group, and so the environment's."""

    @property
    def key(self) -> str:
        """The same for the same prompt, wherever it stands in its file."""
        return self.data.id or self.hash


class AfterburnerTasksetConfig(vf.TasksetConfig):
    """Which prompts."""

    id: vf.ID = "afterburner-verifiers"
    prompts: Path | None = None
    """A file of `afterburner train data DIR --kind grpo`; None: they are made of the dataset, a few numbers poorer: such a prompt
    shows a program to improve, and not what was measured of it."""
    dataset: str = "builtin"
    """Where the problems of the prompts are: `builtin`, a file, or a folder."""
    split: Literal["all", "train", "test"] = "all"
    """Which problems: the fifth whose ids' digests are the smallest is for tests."""
    language: str = "python"
    """Of prompts that are made."""
    objective: Literal["time", "memory", "integral"] = "time"
    """Of prompts that are made."""
    seed: int = 0
    """Of prompts that are made: which reference is to be improved."""


class AfterburnerTaskset(vf.Taskset[AfterburnerTask, AfterburnerTasksetConfig]):
    """Prompts that ask for a better program."""

    def load(self) -> Iterable[AfterburnerTask]:
        """Yield the tasks, in the order of the file or of the problems.

        Raises:
            ValueError: a line of the file is no prompt.

        """
        rows = _made(self.config) if self.config.prompts is None else _read(self.config.prompts)
        for row in rows:
            truth = json.loads(row["ground_truth"])
            if self.config.split in {"all", split_of(str(truth["problem"]))}:
                data = AfterburnerData(
                    id=row.get("id"), name=truth["problem"], prompt=row["prompt"], ground_truth=row["ground_truth"]
                )
                yield AfterburnerTask(data, self.config.task)


def split_of(problem: str) -> Literal["train", "test"]:
    """Return the split of a problem: it depends on its id alone, so that no other problem can move it."""
    share = int.from_bytes(sha256(problem.encode()).digest()[:4], "big") / 2**32
    return "test" if share < _TEST_SHARE else "train"


def _read(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                row = json.loads(line)
                said = row["prompt"]
                prompt = said if isinstance(said, str) else said[-1]["content"]
                yield {"id": row.get("id"), "prompt": prompt, "ground_truth": row["ground_truth"]}
            except (ValueError, KeyError, TypeError, IndexError) as error:
                hint = "make it by `afterburner train data DIR --kind grpo`"
                raise ValueError(f"{path}, line {number} is no prompt: {error!r}; {hint}") from error


def _made(config: AfterburnerTasksetConfig) -> Iterator[dict[str, Any]]:
    from afterburner.core.objective import Objective  # noqa: PLC0415 - only where prompts are made
    from afterburner.core.status import Verdict  # noqa: PLC0415
    from afterburner.policy import prompt  # noqa: PLC0415

    objective = Objective(config.objective)
    for problem in _problems(config.dataset):
        references = problem.references_in(config.language)
        if references:
            seed = Random(f"{config.seed} {problem.id}").choice(references).solution  # noqa: S311 - reproducible
            shown = prompt.Measured(solution=seed, verdict=Verdict.ACCEPTED)
            truth = {"problem": problem.id, "language": config.language, "objective": objective.value}
            yield {
                "id": f"{problem.id}/{config.language}/{objective.value}/{config.seed}",
                "prompt": prompt.refinement(problem, shown, objective=objective),
                "ground_truth": json.dumps({**truth, "baseline_code": seed.code}),
            }


def _problems(dataset: str) -> "Iterator[Problem]":
    from afterburner.dataset import builtin  # noqa: PLC0415 - only where prompts are made
    from afterburner.dataset.opening import open_dataset  # noqa: PLC0415
    from afterburner.sandbox.pool import Pool  # noqa: PLC0415

    if dataset in {"builtin", "venus"}:
        yield from map(builtin.describe, builtin.problem_ids())
        return
    with Pool(workers=1) as pool:
        yield from open_dataset(dataset, pool, report=lambda _fault: None)
