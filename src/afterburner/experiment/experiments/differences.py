"""Differences between conditions on the same problems, with intervals and tests."""

from collections.abc import Sequence

from afterburner.experiment.experiments.curves import METRICS, TITLES, Row, beside, joined
from afterburner.experiment.results import Results
from afterburner.experiment.scoring import Scoring
from afterburner.experiment.table import Column, Table, Unit
from afterburner.metrics.paired import holm


def difference_table(
    title: str, results: Results, scoring: Scoring, pairs: Sequence[tuple[str, str]], *, note: str = ""
) -> tuple[Table, ...]:
    """Return a table of a minus b after the last iteration for every pair (a, b) of conditions; none without pairs.

    The two are paired problem by problem: what makes a problem hard for both does not widen the interval.
    """
    if not pairs:
        return ()
    named = [(a, b, metric) for a, b in pairs for metric in METRICS]
    found = [scoring.difference(a, b, _last(results, a, b), metric) for a, b, metric in named]
    adjusted = holm([one.p_bootstrap for one in found])
    rows: list[Row] = [
        [a, b, TITLES[metric], one.difference, one.p_bootstrap, one.p_wilcoxon, p]
        for (a, b, metric), one, p in zip(named, found, adjusted, strict=True)
    ]
    columns = (
        Column("condition"),
        Column("less"),
        Column("metric"),
        Column("difference", Unit.POINTS),
        Column("p, bootstrap", Unit.NUMBER),
        Column("p, Wilcoxon", Unit.NUMBER),
        Column("p, Holm", Unit.NUMBER),
    )
    said = (
        "Paired by problem, after the last iteration; Holm: the bootstrap's p, for as many questions as there are rows."
    )
    return (beside(title, columns, rows, (), joined(said, note)),)


def against_first(results: Results) -> list[tuple[str, str]]:
    """Return every condition with the first one."""
    first, *others = [condition.name for condition in results.conditions]
    return [(other, first) for other in others]


def _last(results: Results, a: str, b: str) -> int:
    return max(results.condition(name).iterations for name in (a, b))
