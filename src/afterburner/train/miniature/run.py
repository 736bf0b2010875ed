"""The whole miniature, stage by stage, in a folder; what is there already is not done again.

    result = run(Path("miniature"), Settings.of(size="tiny", quick=True), report=print)
    result.scores, result.document()

    settings.json               what was asked, and on which machine; another one is refused
    facts.jsonl                 every program that was ever judged, with its verdict and costs
    problems.jsonl, data/       what the trainers read
    base/                       the model after the first training, the start of all others
    sft-0/ dpo-0/ grpo-0/ ...   a training folder each, as of `afterburner train`; model/ is a policy
    loops/grpo-0.jsonl          the loop with that model: a line a round, problem and variant
    seconds.jsonl               how long each stage took

Whoever interrupts it loses the present stage at most; SFT, DPO and GRPO go on from their last checkpoint.
"""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from afterburner.core.errors import UsageError
from afterburner.core.journal import Journal, read_entries
from afterburner.core.problem import Solution
from afterburner.dataset.files import replace_text, writing
from afterburner.sandbox import host
from afterburner.sandbox.pool import Pool
from afterburner.train import loading, stages
from afterburner.train.config import Stage
from afterburner.train.miniature import base, model, sampling
from afterburner.train.miniature.catalogue import Catalogue, catalogued
from afterburner.train.miniature.corpus import VARIANTS
from afterburner.train.miniature.known import Facts, Known
from afterburner.train.miniature.methods import config_of, write_data
from afterburner.train.miniature.reading import corpus_of
from afterburner.train.miniature.rounds import Place, Turn, rounds
from afterburner.train.miniature.scores import Outcomes, Scores, Series
from afterburner.train.miniature.settings import Settings
from afterburner.train.miniature.tasks import problem_of, program, references, splits
from afterburner.train.training_folder import TrainingFolder

METHODS = ("base", *(stage.value for stage in Stage))
TIMES = "seconds.jsonl"
_NOTHING_S = 0.5
"""Seconds; what is quicker was there already."""
ABLATED = ("base", "grpo")
"""Those that are asked without feedback, and without the program, too."""
_CORPUS = 30_000
"""Requests and answers that are drawn for the first training; it reads them in another order when it is through."""
_VOCABULARY = 6_000
"""Of them, as many train the tokenizer."""
_DRAWN = 0
"""The seed of problems, references, corpus and start: one for all, so that runs differ by how they train alone."""

Report = Callable[[str], None]
"""Is told what is being done, a line at a time."""


@dataclass(frozen=True, slots=True)
class Run:
    """What all stages share."""

    folder: Path
    settings: Settings
    catalogue: Catalogue
    known: Known
    report: Report

    def model(self, method: str, seed: int) -> Path:
        """Return the folder of a method's model."""
        return self.folder / "base" if method == "base" else self.folder / f"{method}-{seed}" / "model"

    def loop(self, method: str, seed: int) -> Path:
        """Return the file of a method's loop."""
        return self.folder / "loops" / f"{method}-{seed}.jsonl"


def run(folder: Path, settings: Settings, *, workers: int | None = None, report: Report) -> Scores:
    """Do what is not done yet, and return the scores.

    Raises:
        UsageError: the folder is of other settings, can't be written, or packages are missing.
        SandboxError: the machine failed.

    """
    loading.prepare_process()
    _begin(folder, settings)
    with opened(folder, settings, workers=workers, report=report) as made:
        with _timed(made, "base"):
            train_base(made)
        for seed in settings.seeds:
            for stage in Stage:
                with _timed(made, f"{stage.value}-{seed}"):
                    train_method(made, stage, seed)
            for method in METHODS:
                with _timed(made, f"loop of {method}-{seed}"):
                    play(made, method, seed)
        return Scores(made.catalogue, outcomes(made))


@contextmanager
def _timed(run: Run, stage: str) -> Iterator[None]:
    """Note how long a stage took; one that was done before, or is stopped, is not noted."""
    begun_s = time.monotonic()
    yield
    seconds = time.monotonic() - begun_s
    if seconds > _NOTHING_S:
        with Journal(run.folder / TIMES) as journal:
            journal.append({"stage": stage, "seconds": round(seconds, 1)})


def seconds(folder: Path) -> dict[str, float]:
    """Return the wall seconds of every stage of the run in ``folder``, those of a stage that went on added up."""
    found: dict[str, float] = {}
    for entry in read_entries(folder / TIMES) if (folder / TIMES).exists() else ():
        name, value = str(entry.value["stage"]), entry.value["seconds"]
        found[name] = found.get(name, 0.0) + (value if isinstance(value, float) else 0.0)
    return found


def _begin(folder: Path, settings: Settings) -> None:
    asked = {"settings": settings.document(), "machine": host.digest(host.facts())}
    text = json.dumps(asked, indent=2) + "\n"
    path = folder / "settings.json"
    try:
        for one in (folder, folder / "data", folder / "loops"):
            one.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            replace_text(path, text)
    except OSError as error:
        raise UsageError(f"{folder} can't be written: {error.strerror}", hint="name another --out") from error
    if path.read_text("utf-8") != text:
        raise UsageError(
            f"{folder} holds a miniature with other settings, or another machine's",
            hint="name another --out, or give the same options again",
        )


@contextmanager
def opened(folder: Path, settings: Settings, *, workers: int | None, report: Report) -> Iterator[Run]:
    """Open the facts, and measure the references that are not measured yet."""
    split = splits(settings.problems, seed=_DRAWN)
    tasks = (*split.train, *split.tune, *split.held_out)
    problems = {task: problem_of(task, ranking=split.is_ranked(task), seed=_DRAWN) for task in tasks}
    ways = [(task, one) for task in tasks for one in references(task, ranking=split.is_ranked(task), seed=_DRAWN)]
    with Pool(workers=workers) as pool, Known(folder / "facts.jsonl", pool) as known:
        facts = known.facts(
            [(problems[task], program(task, one)) for task, one in ways],
            progress=_now_and_then(report, "references measured", every=200),
        )
        yield Run(folder, settings, catalogued(split, problems, ways, facts), known, report)


def train_base(run: Run) -> None:
    """Train the model from nothing on the corpus."""
    target, settings = run.folder / "base", run.settings
    if target.exists():
        return
    pairs = list(corpus_of(run.catalogue, run.known, seed=_DRAWN).pairs(_CORPUS, seed=_DRAWN))
    tokenizer = model.new_tokenizer(text for pair in pairs[:_VOCABULARY] for text in pair)
    network = sampling.placed(model.new_model(model.SIZES[settings.size], tokenizer, seed=_DRAWN))
    base.train(
        network,
        tokenizer,
        pairs,
        steps=settings.base_steps,
        batch=settings.base_batch,
        learning_rate=2e-3,
        seed=_DRAWN,
        progress=lambda step, of, loss: (
            run.report(f"base: step {step} of {of}, loss {loss:.3f}") if step % 20 == 0 else None
        ),
    )
    partial_folder = run.folder / ".base.partial"
    model.save(network, tokenizer, partial_folder)
    partial_folder.replace(target)


def train_method(run: Run, stage: Stage, seed: int) -> None:
    """Train with one method from the base model, by the project's trainer."""
    folder = TrainingFolder(run.folder / f"{stage.value}-{seed}")
    if (folder.path / "model").exists():
        return
    dataset = run.folder / "problems.jsonl"
    if not dataset.exists():
        with writing(dataset) as write:
            for task in run.catalogue.split.train:
                write(run.catalogue.problem(task))
    data = run.folder / "data" / f"{stage.value}-{seed}.jsonl"
    if not data.exists():
        write_data(stage, data, run.catalogue, seed=seed)
    config = config_of(
        stage, start=run.folder / "base", data=data, dataset=dataset, effort=run.settings.effort, seed=seed
    )

    def progress(step: int, of: int, seen: Any) -> None:  # noqa: ANN401 - metrics of any trainer
        if step % 10 == 0 or step == of:
            shown = {name: seen[name] for name in ("loss", "reward") if name in seen}
            run.report(f"{stage.value}, seed {seed}: step {step} of {of} {_in_words(shown)}")

    stages.run(config, folder, progress=progress)


def _in_words(values: dict[str, float]) -> str:
    return ", ".join(f"{name} {float(value):.3f}" for name, value in values.items())


def play(run: Run, method: str, seed: int) -> None:
    """Run the loop on the held-out problems; in every variant of the request at once, where ``method`` is in ``ABLATED``."""
    path = run.loop(method, seed)
    if path.exists():
        return
    network, tokenizer = sampling.loaded(run.model(method, seed))
    variants = tuple(VARIANTS) if method in ABLATED else ("full",)
    places = [Place(task, variant) for variant in variants for task in run.catalogue.split.held_out]
    lines: list[str] = []
    for turn in rounds(
        run.catalogue,
        places,
        partial(_answers, network, tokenizer),
        run.known.facts,
        seed=seed,
        count=run.settings.rounds,
    ):
        lines.append(json.dumps(_line(turn)) + "\n")
        if turn.place == places[-1]:
            run.report(f"loop of {method}, seed {seed}: round {turn.round} of {run.settings.rounds}")
    replace_text(path, "".join(lines))


def _answers(network: Any, tokenizer: Any, requests: Any, seed: int) -> list[str]:  # noqa: ANN401 - untyped
    return sampling.sampled(network, tokenizer, requests, seed=seed)


def _line(turn: Turn) -> dict[str, object]:
    return {
        "round": turn.round,
        "variant": turn.place.variant,
        "problem": turn.place.task.name,
        "proposed": turn.proposed,
        "verdict": turn.verdict,
        "best": None if turn.held is None else turn.held.code,
    }


def outcomes(run: Run) -> Outcomes:
    """Return what the loops came to."""
    tasks = {task.name: task for task in run.catalogue.split.held_out}
    found: dict[tuple[Series, int], list[dict[Any, Facts | None]]] = {}
    for method in METHODS:
        for seed in run.settings.seeds:
            for text in run.loop(method, seed).read_text("utf-8").splitlines():
                line = json.loads(text)
                numbers = found.setdefault((Series(method, line["variant"]), seed), [])
                if line["round"] == len(numbers):
                    numbers.append({})
                task = tasks[line["problem"]]
                numbers[-1][task] = _facts(run, task, line["best"])
    return found


def _facts(run: Run, task: Any, code: str | None) -> Facts | None:  # noqa: ANN401
    return None if code is None else run.known.look_up(run.catalogue.problem(task), Solution(code=code).digest)


def _now_and_then(report: Report, what: str, *, every: int) -> Callable[[int, int], None]:
    def progress(done: int, of: int) -> None:
        if done % every == 0 or done == of:
            report(f"{what}: {done} of {of}")

    return progress
