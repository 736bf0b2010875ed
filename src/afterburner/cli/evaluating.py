"""Running an evaluation for a person: progress, Ctrl-C, files. Shared by ``evaluate`` and ``experiment``."""

import dataclasses
import importlib.util
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from afterburner import __version__
from afterburner.cli import console
from afterburner.cli.calibrate_command import usual_journal
from afterburner.cli.evaluation_options import EvaluationOptions
from afterburner.cli.workers import opened_workers
from afterburner.core.errors import DataError, SandboxError, UsageError
from afterburner.core.journal import Journal
from afterburner.core.problem import Problem
from afterburner.dataset.calibration import MEASURE_VERSION, Calibration
from afterburner.dataset.files import Fault
from afterburner.experiment.assembling import assemble, facts_of
from afterburner.experiment.config import EvaluationConfig
from afterburner.experiment.evaluate import Evaluation, Event
from afterburner.experiment.evaluation_folder import EvaluationFolder
from afterburner.experiment.problems import chosen_ids, dataset_digest, problems_of
from afterburner.experiment.results import ProblemFacts, Provenance, Results
from afterburner.policy.catalogue import Policies
from afterburner.policy.port import Policy
from afterburner.sandbox import host
from afterburner.sandbox.port import Workers

_CONFIG = TypeAdapter(EvaluationConfig)
_SHOWN_IDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an evaluation keeps what it does."""

    folder: Path
    calibration: Path | None
    """None: this machine's usual journal."""
    workers: str | None
    """As ``--workers`` has it."""
    quiet: bool


def place_of(options: EvaluationOptions) -> Place:
    """Return where ``options`` say."""
    return Place(folder=options.out, calibration=options.calibration, workers=options.workers, quiet=options.quiet)


def check_installed(config: EvaluationConfig, options: EvaluationOptions) -> None:
    """Check that what comes at the end can be made, before hours of work.

    Raises:
        UsageError: the page's, or the paired test's, packages are not installed.

    """
    needs = (("scipy",) if len(config.conditions) > 1 else ()) + (("altair", "vl_convert") if options.html else ())
    missing = [name for name in needs if not is_installed(name)]
    if missing:
        hint = "pip install 'afterburner[eval]'" + ("; --no-html leaves out the page" if options.html else "")
        raise UsageError(f"not installed: {', '.join(missing)}", hint=hint)


def is_installed(name: str) -> bool:
    """Tell whether a package of an extra is there."""
    return importlib.util.find_spec(name) is not None


def evaluated(config: EvaluationConfig, place: Place, *, runs_of: Path | None = None) -> Results:
    """Evaluate ``config``, or go on with it, and return what is whole.

    With ``runs_of``, runs that are finished in that folder are not made again, only measured.

    Raises:
        UsageError, DataError: options, policies or files can't be used.
        SandboxError: the machine failed, or no policy's reply came; what was done is kept.

    """
    policies = opened_policies(config)
    with (
        console.resumable(),
        closing(opened_workers(place.workers, needs={config.language})) as pool,
        closing(_journal(place, pool.host)) as journal,
    ):
        known = Calibration(journal, host=pool.host, toolchain=pool.toolchain)
        ids = chosen_ids(config, pool, report=_say_fault)
        if config.most_problems is not None and config.most_problems > len(ids):
            console.say(f"{config.dataset} has {len(ids)} problems to take: all of them are evaluated")
        with closing(EvaluationFolder(place.folder, _provenance(config, ids, pool.host))) as folder:
            if runs_of is not None:
                folder.adopt_runs(runs_of)
            folder.write("config.json", _CONFIG.dump_json(config, indent=2).decode())
            evaluation = Evaluation(
                config=config, folder=folder, known=known, policies=policies, pool=pool, left_out={}
            )
            gathered: dict[str, ProblemFacts] = {}
            with _progress(len(ids), quiet=place.quiet) as show:
                problems = _gathering(config, ids, pool, gathered, evaluation)
                evaluation.run(problems, total=len(ids), report=show)
                for _problem in problems:  # those that time did not suffice for: an earlier call may have done them
                    pass
            digests = [digest for one in gathered.values() for digest in one.digests.values()]
            provenance = _provenance(config, digests, pool.host)
            results = assemble(config, folder, list(gathered.values()), provenance, left_out=evaluation.left_out)
    _say_missing(results)
    return results


def _journal(place: Place, facts: Mapping[str, object]) -> Journal:
    path = place.calibration or usual_journal(facts)
    path.parent.mkdir(parents=True, exist_ok=True)
    return Journal(path)


def opened_policies(config: EvaluationConfig) -> dict[str, Policy]:
    """Return the policies of the conditions; those that ask one model share it.

    Raises:
        UsageError, DataError: as in ``policy_named``.

    """
    policies = Policies(os.environ.get)
    return {condition.name: policies.named(condition.policy) for condition in config.conditions}


def _provenance(config: EvaluationConfig, digests: Sequence[str], facts: Mapping[str, object]) -> Provenance:
    return Provenance(
        dataset=config.dataset,
        dataset_digest=dataset_digest(digests),
        host=dict(facts),
        host_digest=host.digest(facts),
        measure_version=MEASURE_VERSION,
        afterburner=__version__,
    )


def _gathering(
    config: EvaluationConfig,
    ids: Sequence[str],
    pool: Workers,
    gathered: dict[str, ProblemFacts],
    evaluation: Evaluation,
) -> Iterator[Problem]:
    """Yield the problems; note of each what is to be said of it when its tests are not in memory any more."""
    for problem in problems_of(config, ids, pool):
        try:
            gathered[problem.id] = facts_of(problem, config)
        except DataError as error:
            evaluation.left_out[problem.id] = error.message
            continue
        yield problem


@contextmanager
def _progress(total: int, *, quiet: bool) -> Iterator["Show"]:
    columns = (
        TextColumn("evaluating"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("problems"),
        TimeElapsedColumn(),
        TextColumn("left:"),
        TimeRemainingColumn(),
    )
    shows = console.stderr.is_terminal and not quiet
    with Progress(*columns, console=console.stderr, transient=True, disable=not shows) as bar:
        bar.add_task("", total=total)
        yield Show(bar, quiet=quiet)


class Show:
    """Tells of each problem that is done."""

    def __init__(self, bar: Progress, *, quiet: bool) -> None:
        self._bar = bar
        self._quiet = quiet

    def __call__(self, event: Event) -> None:
        """Tell of one."""
        self._bar.update(self._bar.task_ids[0], completed=event.done)
        if not self._quiet:
            self._bar.console.print(
                f"[{event.done}/{event.total}] {event.problem}: {event.text}",
                highlight=False,
                markup=False,
                soft_wrap=True,
            )


def _say_fault(fault: Fault) -> None:
    console.say(f"left out: {fault}")


def _say_missing(results: Results) -> None:
    """Tell what the results are not about.

    Raises:
        DataError: nothing could be evaluated.
        SandboxError: nothing is whole yet.

    """
    for problem, why in list(results.left_out.items())[:_SHOWN_IDS]:
        console.say(f"left out: {problem}: {why}")
    if len(results.left_out) > _SHOWN_IDS:
        console.say(f"left out: {len(results.left_out) - _SHOWN_IDS} more problems; the JSON document has all reasons")
    if results.unfinished:
        some = ", ".join(results.unfinished[:_SHOWN_IDS])
        more = len(results.unfinished) - _SHOWN_IDS
        console.say(f"not finished: {some}{f' and {more} more' if more > 0 else ''}; the same command goes on")
    if not results.problems:
        hint = "the same command goes on from what was done"
        if results.unfinished:
            raise SandboxError("no problem is finished yet", hint=hint)
        raise DataError("no problem could be evaluated", hint="see the reasons above")


def results_document(results: Results) -> dict[str, object]:
    """Return the results as JSON values: all but the programs' texts and the traces, which stand in the Parquet file."""
    document: dict[str, object] = TypeAdapter(Results).dump_python(
        dataclasses.replace(results, programs={}, references={}), mode="json", exclude={"programs", "references"}
    )
    return document


def write_json(path: Path, document: object) -> None:
    """Write a document, whole or not at all."""
    partial = path.with_name(f".{path.name}.partial")
    partial.write_text(json.dumps(document, indent=1, allow_nan=False), "utf-8")
    partial.replace(path)
