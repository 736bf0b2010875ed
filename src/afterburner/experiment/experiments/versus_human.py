"""``versus-human``: are programs better than all human solutions, within them, worse than all, or wrong?"""

from collections.abc import Iterator

from afterburner.core.objective import Quantity
from afterburner.experiment import published
from afterburner.experiment.condition import Condition
from afterburner.experiment.experiments.curves import Row, beside, joined, shown_of, start_note
from afterburner.experiment.experiments.definition import Experiment, ExperimentOptions, conditions_of
from afterburner.experiment.results import Results
from afterburner.experiment.scoring import Scoring
from afterburner.experiment.table import Column, Figure, FigureKind, Mark, Table, Unit

ROUNDS = 8
SHOWN = (0, 1, 8)
"""The iterations of the paper."""

QUANTITIES = {
    "time": Quantity.CPU_S,
    "memory": Quantity.PEAK_BYTES,
    "integral": Quantity.INTEGRAL_BYTE_S,
}
"""By the paper's names."""

PARTS = ("better than all", "within", "worse than all", "failed")


def _conditions(options: ExperimentOptions) -> tuple[Condition, ...]:
    return conditions_of(options, iterations=ROUNDS)


def _tables(results: Results, scoring: Scoring) -> tuple[Table, ...]:
    ours: list[Row] = [
        [condition.name, iteration, name, *_shares(scoring, condition.name, iteration, quantity)]
        for condition in results.conditions
        for iteration in shown_of(condition, SHOWN)
        for name, quantity in QUANTITIES.items()
    ]
    columns = [
        Column("condition"),
        Column("iteration", Unit.COUNT),
        Column("quantity"),
        *(Column(part, Unit.SHARE) for part in PARTS),
    ]
    note = joined("The human solutions are the dataset's references, measured on this machine.", start_note(results))
    return (beside("Versus human", columns, ours, list(_published_rows()), note),)


def _shares(scoring: Scoring, condition: str, iteration: int, quantity: Quantity) -> list[float]:
    found = scoring.human(condition, iteration, quantity)
    return [found.better_than_all, found.within, found.worse_than_all, found.failed]


def _published_rows() -> Iterator[Row]:
    for row in published.versus_human():
        yield [row.model, _iteration(row), row.metric, *_published_shares(row)]


def _iteration(row: published.HumanValue) -> int:
    """Return the iteration that stands in the name of the paper's own model; the others answered once."""
    inside = row.model.partition("(iteration ")[2].rstrip(")")
    return int(inside) if inside else 0


def _published_shares(row: published.HumanValue) -> list[float]:
    return [row.better_than_all, row.within, row.worse_than_all, row.failed]


def _figures(results: Results, scoring: Scoring) -> tuple[Figure, ...]:
    ours = [
        Mark(series=f"{condition.name} ({iteration})", x=part, value=value, panel=name)
        for condition in results.conditions
        for iteration in shown_of(condition, SHOWN)
        for name, quantity in QUANTITIES.items()
        for part, value in zip(PARTS, _shares(scoring, condition.name, iteration, quantity), strict=True)
    ]
    theirs = [
        Mark(series=row.model, x=part, value=value, panel=row.metric, is_published=True)
        for row in published.versus_human()
        for part, value in zip(PARTS, _published_shares(row), strict=True)
    ]
    title = "Versus human, in brackets the iteration"
    return (Figure(title=title, kind=FigureKind.STACKED, x_title="%", y_title="", marks=(*ours, *theirs)),)


EXPERIMENT = Experiment(
    name="versus-human",
    title="Versus human",
    question="How often is a program better than every human solution, and how often worse than all of them?",
    conditions=_conditions,
    tables=_tables,
    figures=_figures,
)
