"""``absolute``: how long do accepted programs run, and how much memory do they take?"""

from collections.abc import Iterator

from afterburner.core.objective import Quantity
from afterburner.experiment.condition import Condition
from afterburner.experiment.experiments.curves import Row, beside, joined, shown_of, start_note
from afterburner.experiment.experiments.definition import Experiment, ExperimentOptions, conditions_of
from afterburner.experiment.published import GIGABYTE, Series, series
from afterburner.experiment.results import Results
from afterburner.experiment.scoring import Scoring
from afterburner.experiment.table import Cell, Column, Figure, FigureKind, Mark, Table, Unit

ROUNDS = 8
SHOWN = (0, 1, 2, 4, 8)


def _conditions(options: ExperimentOptions) -> tuple[Condition, ...]:
    return conditions_of(options, iterations=ROUNDS)


def _tables(results: Results, scoring: Scoring) -> tuple[Table, ...]:
    columns = (
        Column("condition"),
        Column("iteration", Unit.COUNT),
        Column("accepted", Unit.COUNT),
        Column("mean CPU time", Unit.SECONDS),
        Column("median CPU time", Unit.SECONDS),
        Column("mean peak memory", Unit.BYTES),
        Column("median peak memory", Unit.BYTES),
    )
    ours = [
        [condition.name, iteration, *_cells(scoring, condition.name, iteration)]
        for condition in results.conditions
        for iteration in shown_of(condition, SHOWN)
    ]
    note = joined(
        "Of accepted programs alone, one pass over the timed tests: rows with another number of programs are of other problems.",
        "The paper's time is the sum over its tests, divided by the programs that passed, in the unit that it names.",
        start_note(results),
    )
    table = beside("Accepted programs", columns, ours, list(_published_rows()), note)
    return (table, _speedup_table(results, scoring))


def _cells(scoring: Scoring, condition: str, iteration: int) -> list[Cell]:
    time = scoring.absolute(condition, iteration, Quantity.CPU_S)
    memory = scoring.absolute(condition, iteration, Quantity.PEAK_BYTES)
    cells: list[Cell] = [0 if time is None else time.count]
    for found in (time, memory):
        cells += [None, None] if found is None else [found.mean, found.median]
    return cells


def _speedup_table(results: Results, scoring: Scoring) -> Table:
    columns = (
        Column("condition"),
        Column("quantity"),
        Column("programs", Unit.COUNT),
        Column("geometric mean", Unit.RATIO),
        Column("improved by 10 %", Unit.SHARE),
    )
    names = {Quantity.CPU_S: "CPU time", Quantity.PEAK_BYTES: "peak memory"}
    rows: list[Row] = []
    for condition in results.conditions:
        for quantity, name in names.items():
            found = scoring.speedup(condition.name, condition.iterations, quantity)
            if found is not None:
                rows.append([condition.name, name, found.pairs, found.geometric_mean, found.optimised])
    note = (
        "Before over after on the same runs, those that were correct at iteration 0; 1 where it did not become better."
    )
    return beside("Against iteration 0 of the same runs", columns, rows, (), note)


def _published() -> list[Series]:
    return list(series("absolute_on_correct"))


def _published_rows() -> Iterator[Row]:
    for one in _published():
        for iteration in one.iterations:
            memory = one.value("mean_memory_gb", iteration)
            passed = one.value("passed", iteration)
            cells: list[Cell] = [None if passed is None else int(passed), one.value("mean_time_s", iteration), None]
            yield [one.label, iteration, *cells, None if memory is None else memory * GIGABYTE, None]


def _figures(results: Results, scoring: Scoring) -> tuple[Figure, ...]:
    kinds = (
        ("Mean CPU time of accepted programs", Quantity.CPU_S, Unit.SECONDS, "mean_time_s", 1.0),
        ("Mean peak memory of accepted programs", Quantity.PEAK_BYTES, Unit.BYTES, "mean_memory_gb", GIGABYTE),
    )
    return tuple(
        Figure(
            title=title,
            kind=FigureKind.CURVES,
            x_title="iteration",
            y_title=unit.value,
            marks=(*_our_marks(results, scoring, quantity), *_published_marks(metric, factor)),
            unit=unit,
        )
        for title, quantity, unit, metric, factor in kinds
    )


def _our_marks(results: Results, scoring: Scoring, quantity: Quantity) -> Iterator[Mark]:
    for condition in results.conditions:
        for iteration in range(condition.iterations + 1):
            found = scoring.absolute(condition.name, iteration, quantity)
            if found is not None:
                mean = found.mean
                yield Mark(
                    series=condition.name,
                    x=iteration,
                    value=mean.estimate,
                    low=mean.low,
                    high=mean.high,
                    panel="this evaluation",
                )


def _published_marks(metric: str, factor: float) -> Iterator[Mark]:
    for one in _published():
        for iteration, value in sorted(one.metrics[metric].items()):
            # A panel of its own: the paper's tests are others, and so is the scale of its values.
            yield Mark(series=one.label, x=iteration, value=value * factor, panel="the paper", is_published=True)


EXPERIMENT = Experiment(
    name="absolute",
    title="Absolute time and memory",
    question="How much time and memory do the accepted programs take, in seconds and bytes?",
    conditions=_conditions,
    tables=_tables,
    figures=_figures,
)
