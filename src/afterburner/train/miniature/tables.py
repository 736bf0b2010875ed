"""What the miniature says: tables and the figure, beside the paper's.

tables(scores), figure(scores), document(scores, settings)
"""

from collections.abc import Iterator
from typing import Any

from afterburner.core.measurement import Estimate
from afterburner.experiment import published
from afterburner.experiment.experiments.curves import SHOWN, TITLES, VENUS, Row, beside, metric_columns, published_marks
from afterburner.experiment.scoring import Metric
from afterburner.experiment.table import Column, Figure, FigureKind, Mark, Table, Unit
from afterburner.train.miniature.scores import METRICS, Scores, Series
from afterburner.train.miniature.settings import Settings

SCHEMA_VERSION = 1
"""Of ``miniature.json``. 1: the first."""
RIVALS = ("base", "sft", "dpo")
HALF = 5
"""The claim is about the rounds after this one."""
_NOTE = (
    "95 % intervals over problems and training seeds; ties within 3 % count as beaten; "
    "memory hardly differs between the programs of this language."
)


def tables(scores: Scores) -> tuple[Table, ...]:
    """Return every table: rounds, the claim, the ablation."""
    return rounds_table(scores), claim_table(scores), ablation_table(scores)


def rounds_table(scores: Scores) -> Table:
    """Return every metric of every method after the rounds of the paper's tables."""
    ours: list[Row] = [
        [series.label, number, *(scores.estimate(series, number, metric) for metric in METRICS)]
        for series in scores.series
        if series.variant == "full"
        for number in range(scores.rounds(series) + 1)
        if number in {*SHOWN, HALF, scores.rounds(series)}
    ]
    theirs: list[Row] = [
        [one.label, number, *(one.value(metric.value, number) for metric in METRICS)]
        for one in _published()
        for number in one.iterations
        if number in SHOWN or number == HALF
    ]
    columns = [Column("method"), Column("iteration", Unit.COUNT), *metric_columns()]
    return beside("The miniature by iteration", columns, ours, theirs, _NOTE)


def _published() -> list[published.Series]:
    return [one for one in published.series("iterations") if one.dataset == VENUS]


def claim_table(scores: Scores) -> Table:
    """Return what the claim rests on: GRPO beside the others after the last round, and what the later rounds brought."""
    rows: list[Row] = [
        [f"grpo - {rival}, iteration {last}", found, _in_words(found)]
        for rival in RIVALS
        for last in [scores.rounds(Series("grpo"))]
        for found in [scores.difference(Series("grpo"), Series(rival), last, Metric.BEYOND_I)]
    ]
    rows += [
        [f"{series.method}, iterations {HALF} to {scores.rounds(series)}", found, _in_words(found)]
        for series in scores.series
        if series.variant == "full"
        for found in [scores.gain(series, min(HALF, scores.rounds(series)), scores.rounds(series), Metric.BEYOND_I)]
    ]
    columns = (Column("difference"), Column("Beyond-I", Unit.POINTS), Column("is it real?"))
    return Table(title="The claim", columns=columns, rows=rows, note=_NOTE)


def _in_words(found: Estimate) -> str:
    if found.low > 0:
        return "yes, more"
    return "yes, less" if found.high < 0 else "can't be told from none"


def ablation_table(scores: Scores) -> Table:
    """Return every variant of the request after round 4, as the paper has it, and after the last."""
    ours: list[Row] = [
        [series.label, number, *(scores.estimate(series, number, metric) for metric in METRICS)]
        for series in sorted(scores.series)
        for number in sorted({min(4, scores.rounds(series)), scores.rounds(series)})
    ]
    theirs: list[Row] = [
        [
            f"{row.model} {row.method}, {row.variant}",
            row.iteration,
            row.pass_at_1,
            row.beyond_t,
            row.beyond_m,
            row.beyond_i,
        ]
        for row in published.ablation()
    ]
    columns = [Column("method"), Column("iteration", Unit.COUNT), *metric_columns()]
    return beside("Ablation", columns, ours, theirs, _NOTE)


def figure(scores: Scores) -> Figure:
    """Return the curves by iteration with bands, and the paper's."""
    marks = (*_marks(scores), *published_marks(_published(), METRICS))
    return Figure(
        title="The claim in miniature", kind=FigureKind.CURVES, x_title="iteration", y_title="%", marks=tuple(marks)
    )


def ablation_figure(scores: Scores) -> Figure:
    """Return the curves of every variant in Beyond-I, a panel a method."""
    marks = [
        Mark(series=series.variant, x=number, value=found.estimate, low=found.low, high=found.high, panel=series.method)
        for series in scores.series
        for number in range(scores.rounds(series) + 1)
        for found in [scores.estimate(series, number, Metric.BEYOND_I)]
    ]
    return Figure(
        title="Beyond-I without parts of the request",
        kind=FigureKind.CURVES,
        x_title="iteration",
        y_title="%",
        marks=tuple(marks),
    )


def _marks(scores: Scores) -> Iterator[Mark]:
    for series in scores.series:
        if series.variant != "full":
            continue
        for metric in METRICS:
            for number in range(scores.rounds(series) + 1):
                found = scores.estimate(series, number, metric)
                yield Mark(
                    series=series.label,
                    x=number,
                    value=found.estimate,
                    low=found.low,
                    high=found.high,
                    panel=TITLES[metric],
                )


def document(scores: Scores, settings: Settings) -> dict[str, Any]:
    """Return the result as plain values: every series, round and metric, and what the claim rests on."""
    last = scores.rounds(Series("grpo"))
    return {
        "schema_version": SCHEMA_VERSION,
        "settings": settings.document(),
        "series": [
            {"method": series.method, "variant": series.variant, "rounds": _by_round(scores, series)}
            for series in scores.series
        ],
        "differences": {
            f"grpo - {rival}": _plain(scores.difference(Series("grpo"), Series(rival), last, Metric.BEYOND_I))
            for rival in RIVALS
        },
        "gain_after_5": {
            series.method: _plain(
                scores.gain(series, min(HALF, scores.rounds(series)), scores.rounds(series), Metric.BEYOND_I)
            )
            for series in scores.series
            if series.variant == "full"
        },
    }


def _by_round(scores: Scores, series: Series) -> list[dict[str, Any]]:
    return [
        {metric.value: _plain(scores.estimate(series, number, metric)) for metric in METRICS}
        for number in range(scores.rounds(series) + 1)
    ]


def _plain(found: Estimate) -> dict[str, float]:
    return {name: round(getattr(found, name), 5) for name in ("estimate", "low", "high")}
