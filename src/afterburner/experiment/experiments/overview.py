"""What ``afterburner evaluate`` shows: not an experiment of the paper, but how policies do, on any dataset.

The results after the last iteration, versus human solutions, by round where there are several, what accepted programs gained over
iteration 0 where a program was given, differences between policies, and what it took.
"""

from collections.abc import Iterator, Sequence

from afterburner.core.objective import Quantity
from afterburner.experiment.condition import Condition, Start
from afterburner.experiment.experiments.curves import (
    curve_figure,
    curve_table,
    joined,
    metric_bars,
    metric_cells,
    metric_columns,
    start_note,
)
from afterburner.experiment.experiments.definition import Experiment, ExperimentOptions, conditions_of
from afterburner.experiment.experiments.differences import against_first, difference_table
from afterburner.experiment.results import Results
from afterburner.experiment.scoring import Scoring, tie_words
from afterburner.experiment.table import Cell, Column, Figure, FigureKind, Mark, Table, Unit

ROUNDS_OF_A_GIVEN_PROGRAM = 4
"""Where a program is given, iteration 0 says nothing of the policy; so many rounds are made."""

_QUANTITIES = ((Quantity.CPU_S, "time"), (Quantity.PEAK_BYTES, "memory"), (Quantity.INTEGRAL_BYTE_S, "integral"))


def _conditions(options: ExperimentOptions) -> tuple[Condition, ...]:
    has_rules = any(policy.name == "rules" for policy in options.policies)
    is_given = has_rules if options.start is None else options.start is not Start.NOTHING
    return conditions_of(options, iterations=ROUNDS_OF_A_GIVEN_PROGRAM if is_given else 0)


def _tables(results: Results, scoring: Scoring) -> tuple[Table, ...]:
    return tuple(_parts(results, scoring))


def _parts(results: Results, scoring: Scoring) -> Iterator[Table]:
    yield _results_table(results, scoring)
    if any(condition.iterations for condition in results.conditions):
        yield curve_table("By iteration", results, scoring, ())
        yield from _gains(results, scoring)
    yield _human_table(results, scoring)
    yield _others_table(results, scoring)
    yield from difference_table("Differences from the first", results, scoring, against_first(results))
    yield _spending_table(results)


def _results_table(results: Results, scoring: Scoring) -> Table:
    k = results.solutions
    columns = [Column("condition"), Column("iteration", Unit.COUNT), *metric_columns()]
    if k > 1:
        columns.append(Column(f"pass@{k}", Unit.SHARE))
    rows = []
    for one in results.conditions:
        cells: list[Cell] = [one.name, one.iterations, *metric_cells(scoring, one.name, one.iterations)]
        rows.append([*cells, scoring.pass_at_k(one.name, one.iterations, k)] if k > 1 else cells)
    how = f"{len(results.problems)} problems, {k} solutions x {results.measurements} measurements; 95 % intervals"
    said = f"{how}; {tie_words(scoring.config)}."
    return Table(title="Results", columns=columns, rows=rows, note=joined(said, start_note(results)))


def _human_table(results: Results, scoring: Scoring) -> Table:
    columns = [
        Column("condition"),
        Column("metric"),
        *(Column(title, Unit.SHARE) for title in ("better than all", "within", "worse than all", "failed")),
    ]
    rows: list[Sequence[Cell]] = []
    for one in results.conditions:
        for quantity, name in _QUANTITIES:
            found = scoring.human(one.name, one.iterations, quantity)
            rows.append([one.name, name, found.better_than_all, found.within, found.worse_than_all, found.failed])
    return Table(title="Versus the reference solutions", columns=columns, rows=rows)


def _others_table(results: Results, scoring: Scoring) -> Table:
    """Return what other benchmarks would say of the same programs, each by its own metric."""
    columns = (
        Column("condition"),
        *(Column(title, Unit.SHARE) for title in ("Beyond (Mercury)", "DPS", "DPS_norm")),
        *(Column(title, Unit.RATIO) for title in ("NET", "NMU", "NTMU")),
        Column("ET", Unit.SECONDS),
        Column("MU", Unit.BYTES),
        Column("TMU", Unit.BYTE_SECONDS),
    )
    rows: list[Sequence[Cell]] = []
    for one in results.conditions:
        beyond = scoring.mercury(one.name, one.iterations, Quantity.CPU_S)
        dps = scoring.dps(one.name, one.iterations, Quantity.CPU_S)
        bench = scoring.effibench(one.name, one.iterations)
        shares = (None, None) if dps is None else (dps.dps, dps.dps_norm)
        rest: Sequence[Cell] = [None] * 6
        if bench is not None:
            rest = [bench.net, bench.nmu, bench.ntmu, bench.et_s, bench.mu_bytes, bench.tmu_byte_s]
        rows.append([one.name, beyond, *shares, *rest])
    note = "Mercury's: all problems, failed 0. EvalPerf's and EffiBench's: accepted only; over the fastest reference solution."
    return Table(title="Other benchmarks' metrics", columns=columns, rows=rows, note=note)


def _gains(results: Results, scoring: Scoring) -> Iterator[Table]:
    """Yield what became of the programs that iteration 0 had; nothing where none was correct then."""
    rows: list[Sequence[Cell]] = []
    for one in results.conditions:
        for quantity, name in _QUANTITIES:
            found = scoring.speedup(one.name, one.iterations, quantity)
            if found is not None and one.iterations:
                rows.append([one.name, name, found.geometric_mean, found.optimised, found.pairs])
    if rows:
        columns = (
            Column("condition"),
            Column("metric"),
            Column("geometric mean", Unit.RATIO),
            Column("%Opt", Unit.SHARE),
            Column("programs", Unit.COUNT),
        )
        note = "Iteration 0 over the last one, 1 where it failed or got worse; %Opt: at least 1.1 times better (PIE)."
        yield Table(title="Gains over iteration 0", columns=columns, rows=rows, note=note)


def _spending_table(results: Results) -> Table:
    columns = (
        Column("condition"),
        Column("proposals", Unit.COUNT),
        Column("lost", Unit.COUNT),
        Column("tokens", Unit.COUNT),
        Column("spent", Unit.USD),
        Column("time of runs", Unit.SECONDS),
    )
    rows: list[Sequence[Cell]] = [
        [one.condition, one.proposals, one.lost, one.tokens, one.usd, one.seconds] for one in results.spending
    ]
    return Table(
        title="What it took",
        columns=columns,
        rows=rows,
        note="Lost: replies that never came; nobody is scored for them.",
    )


def _figures(results: Results, scoring: Scoring) -> tuple[Figure, ...]:
    return tuple(_drawn(results, scoring))


def _drawn(results: Results, scoring: Scoring) -> Iterator[Figure]:
    if any(condition.iterations for condition in results.conditions):
        yield curve_figure("By iteration", results, scoring, ())
    marks = metric_bars(results, scoring)
    yield Figure(title="Results", kind=FigureKind.BARS, x_title="", y_title="%", marks=marks)
    yield _human_figure(results, scoring)


def _human_figure(results: Results, scoring: Scoring) -> Figure:
    marks = []
    for one in results.conditions:
        for quantity, name in _QUANTITIES:
            found = scoring.human(one.name, one.iterations, quantity)
            parts = {
                "better than all": found.better_than_all,
                "within": found.within,
                "worse than all": found.worse_than_all,
                "failed": found.failed,
            }
            marks += [Mark(series=one.name, x=part, value=value, panel=name) for part, value in parts.items()]
    return Figure(
        title="Versus the reference solutions", kind=FigureKind.STACKED, x_title="", y_title="%", marks=tuple(marks)
    )


EVALUATION = Experiment(
    name="evaluation",
    title="Evaluation",
    question="How do these policies do on this dataset?",
    conditions=_conditions,
    tables=_tables,
    figures=_figures,
)
