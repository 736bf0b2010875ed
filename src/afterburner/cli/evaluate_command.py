"""``afterburner evaluate``: how good are policies on a dataset?"""

from pathlib import Path
from typing import Annotated

import typer

from afterburner.cli import console
from afterburner.cli.evaluation_options import EvaluationOptions
from afterburner.cli.experimenting import carry_out, show
from afterburner.cli.spread import spread
from afterburner.experiment import leaderboard as board
from afterburner.experiment.experiments.overview import EVALUATION
from afterburner.report.evaluation_terminal import table_document, table_view


@spread(EvaluationOptions)
def evaluate(
    options: EvaluationOptions,
    *,
    leaderboard: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Append the results to this file, and show it.")
    ] = None,
) -> None:
    """Rank policies against reference solutions: pass@1, Beyond-T, -M and -I, with intervals.

    Every program is measured beside the reference solutions of its problem, on this machine; those are calibrated first, where
    they are not. What is done is kept in --out: the same command goes on from there, and one with more policies, problems or
    iterations runs what is new. Without --iterations there is one reply a problem; where a program is given (--start, and
    always with the rules), 4 rounds.

    Examples:
        afterburner evaluate --policy rules --problems 10

        afterburner evaluate --policy openai:gpt-4o --policy openai:gpt-4o-mini --solutions 4 --leaderboard board.jsonl

        afterburner evaluate --dataset problems.jsonl --policy hf:./model --iterations 10 --paper

        afterburner evaluate --models models.toml --start slow --iterations 4

    """
    done = carry_out(EVALUATION, options)
    if leaderboard is not None:
        rows = board.append(leaderboard, tuple(board.rows_of(done.results, done.scoring)))
        console.say(f"leaderboard: {leaderboard}")
        ranked = board.table(rows)
        if options.as_json:
            show(done, options, more={"leaderboard": table_document(ranked)})
            return
        console.stdout.print(table_view(ranked))
    show(done, options)
