"""``afterburner experiment``: the paper's experiments, each as one command."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table as View

from afterburner.cli import console, miniature
from afterburner.cli.evaluating import Place, evaluated, place_of
from afterburner.cli.evaluation_options import EvaluationOptions
from afterburner.cli.experimenting import Done, carry_out, config_of, show
from afterburner.cli.spread import spread
from afterburner.experiment.experiments.catalogue import EXPERIMENTS, experiment_named
from afterburner.experiment.experiments.definition import Evidence, Experiment
from afterburner.experiment.experiments.noise import noise_figures, noise_tables
from afterburner.experiment.experiments.reward_sensitivity import reward_figures, reward_tables
from afterburner.experiment.proposals import proposals_of
from afterburner.experiment.table import Figure
from afterburner.report.drawing import save

AGAIN = "again"
"""The folder, in that of an evaluation, in which everything is measured once more."""


class Drawn(StrEnum):
    """In which format figures are written."""

    SVG = "svg"
    PNG = "png"
    NONE = "none"


@spread(EvaluationOptions)
def experiment(
    options: EvaluationOptions,
    *,
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Which experiment; without it, they are listed.")
    ] = None,
    figures: Annotated[Drawn, typer.Option(help="Format of the figures beside the page, for papers.")] = Drawn.SVG,
    quick: miniature.Quick = False,
    size: miniature.Size = "tiny",
) -> None:
    """Carry out an experiment of the paper, and show its table beside the published one.

    Any policy, any dataset, any budget: without a model and a key, --policy rules. What is done is kept in --out, for all
    experiments together: one that needs runs of another finds them there.

    Examples:
        afterburner experiment

        afterburner experiment iterations --policy rules --problems 10

        afterburner experiment ablation --policy openai:qwen --base-url http://localhost:8000/v1 --minutes 60

        afterburner experiment models --models models.toml --paper

        afterburner experiment noise --policy rules --problems 20

        afterburner experiment miniature --quick

    """
    if name is None:
        _list()
        return
    if name == miniature.NAME:
        suffix = None if figures is Drawn.NONE else figures.value
        miniature.carry_out(options, quick=quick, size=size, suffix=suffix)
        return
    chosen = experiment_named(name)
    done = {Evidence.RESULTS: carry_out, Evidence.TWO_RESULTS: _twice, Evidence.PROPOSALS: _with_proposals}[
        chosen.evidence
    ](chosen, options)
    if not options.as_json:
        console.stdout.print(f"{chosen.title}. {chosen.question}\n", highlight=False, markup=False)
    show(done, options)
    if figures is not Drawn.NONE and options.html:
        for path in _drawn(done.figures, options.out / done.name, figures):
            console.say(f"figure: {path}")


def _list() -> None:
    view = View("experiment", "asks", box=None, pad_edge=False)
    for one in EXPERIMENTS.values():
        view.add_row(one.name, one.question)
    view.add_row(miniature.NAME, miniature.QUESTION)
    console.print_table(view)


def _twice(chosen: Experiment, options: EvaluationOptions) -> Done:
    """Carry out ``chosen``, measure all of its programs and references once more, and compare."""
    done = carry_out(chosen, options)
    again = options.out / AGAIN
    console.say("measuring everything again")
    place = Place(folder=again, calibration=again / "calibration.jsonl", workers=options.workers, quiet=options.quiet)
    second = evaluated(config_of(chosen, options), place, runs_of=place_of(options).folder)
    return replace(
        done,
        tables=(*done.tables, *noise_tables(done.results, second)),
        figures=(*done.figures, *noise_figures(done.results, second)),
    )


def _with_proposals(chosen: Experiment, options: EvaluationOptions) -> Done:
    """Carry out ``chosen``, and say what rewards its proposals would get."""
    done = carry_out(chosen, options)
    proposed = proposals_of(options.out, done.results)
    return replace(
        done,
        tables=(*done.tables, *reward_tables(proposed)),
        figures=(*done.figures, *reward_figures(proposed)),
    )


def _drawn(figures: Sequence[Figure], stem: Path, kind: Drawn) -> list[Path]:
    paths = []
    for number, figure in enumerate(figures, start=1):
        path = stem.with_name(f"{stem.name}{'' if len(figures) == 1 else f'-{number}'}.{kind.value}")
        save(figure, path)
        paths.append(path)
    return paths
