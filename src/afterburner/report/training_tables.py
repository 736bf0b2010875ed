"""The tables of a training run, for the terminal, the page and JSON alike.

for table in training_tables(run): Console().print(table_view(table))
"""

from collections.abc import Iterator, Sequence

from afterburner.experiment.table import Cell, Column, Table, Unit
from afterburner.report import training_statistics as of
from afterburner.report.text import counted, one_line
from afterburner.report.training_log import TrainingLog
from afterburner.report.training_run import TrainingRun
from afterburner.report.training_statistics import Span, Statistics

MOST_ROWS = 8
"""Of the table by step, whose rows are spans of steps."""
MOST_KINDS = 40
"""Rows of the other tables: reasons and kinds come from anywhere."""
MAIN_METRICS = (
    "loss",
    "eval_loss",
    "reward",
    "learning_rate",
    "grad_norm",
    "kl",
    "entropy",
    "mean_token_accuracy",
    "rewards/accuracies",
    "rewards/margins",
    "completions/mean_length",
    "completions/clipped_ratio",
    "step_time",
)
"""What trainers log that everyone asks for."""


def training_tables(run: TrainingRun) -> Iterator[Table]:
    """Yield the tables of which there is something to say."""
    if run.statistics.rollouts:
        yield step_table(run.statistics)
    if run.statistics.flags:
        yield flag_table(run.statistics)
    if run.statistics.failures:
        yield failure_table(run.statistics)
    if run.statistics.masked:
        yield masked_table(run.statistics)
    if any(name in run.log.values for name in MAIN_METRICS):
        yield log_table(run.log, [name for name in MAIN_METRICS if name in run.log.values])


def step_table(statistics: Statistics) -> Table:
    """Return the course of the run, a row for each span of steps."""
    spans = statistics.spans(MOST_ROWS)
    formed = (Column("well-formed", Unit.SHARE),) if statistics.has_form else ()
    columns = (
        Column("steps"),
        Column("rollouts", Unit.COUNT),
        Column("reward", Unit.NUMBER),
        *formed,
        Column("correct", Unit.SHARE),
        Column("better", Unit.SHARE),
        Column("gain", Unit.RATIO),
        Column("signal", Unit.SHARE),
        Column("masked", Unit.SHARE),
        Column("flagged", Unit.SHARE),
    )
    note = (
        "Better: correct, not flagged, and the whole interval of the gain is above 1. Gain: baseline over cost, the geometric "
        "mean of the correct ones without a flag. Signal: groups that teach anything. Intervals: 95 %, over groups."
    )
    rows = [_step_row(span, has_form=statistics.has_form) for span in spans]
    return Table(title="By step", columns=columns, rows=rows, note=note)


def _step_row(span: Span, *, has_form: bool) -> Sequence[Cell]:
    groups = span.groups
    formed = (of.share_of(groups, of.WELL_FORMED),) if has_form else ()
    return (
        span.name,
        sum(group.rollouts for group in groups),
        of.mean(groups, of.TOTAL),
        *formed,
        of.share_of(groups, of.CORRECT),
        of.share_of(groups, of.BETTER),
        of.gain_of(groups),
        _plain(of.share_of(groups, of.SIGNAL)),
        _plain(of.share_of(groups, of.MASKED)),
        _plain(of.share_of(groups, of.FLAGGED)),
    )


def _plain(found: Cell) -> Cell:
    """Return a number without its interval."""
    return found if found is None or isinstance(found, int | float | str) else found.estimate


def flag_table(statistics: Statistics) -> Table:
    """Return what was flagged, by kind."""
    columns = (
        Column("flag"),
        Column("rollouts", Unit.COUNT),
        Column("share", Unit.SHARE),
        Column("correct", Unit.SHARE),
        Column("mean reward", Unit.NUMBER),
        Column("first step", Unit.COUNT),
        Column("last step", Unit.COUNT),
    )
    found = statistics.flags_by_count()
    rows = [
        (
            one_line(kind, most=60),
            sums.rollouts,
            sums.rollouts / statistics.rollouts,
            sums.correct / sums.rollouts,
            sums.reward,
            min(sums.by_step),
            max(sums.by_step),
        )
        for kind, sums in found[:MOST_KINDS]
    ]
    return Table(title="Flagged", columns=columns, rows=rows, note=_rest(len(found), "kind of flag", "kinds of flags"))


def failure_table(statistics: Statistics) -> Table:
    """Return what failed, by verdict and reason."""
    columns = (
        Column("not correct"),
        Column("reason"),
        Column("rollouts", Unit.COUNT),
        Column("share of all", Unit.SHARE),
    )
    found = statistics.failures
    rows = [
        (verdict, one_line(reason, most=60), count, count / statistics.rollouts)
        for (verdict, reason), count in found.most_common(MOST_KINDS)
    ]
    return Table(title="Not correct", columns=columns, rows=rows, note=_rest(len(found), "reason"))


def masked_table(statistics: Statistics) -> Table:
    """Return why rollouts were masked."""
    columns = (Column("masked because"), Column("rollouts", Unit.COUNT), Column("share of all", Unit.SHARE))
    found = statistics.masked
    rows = [
        (one_line(reason, most=100), count, count / statistics.rollouts)
        for reason, count in found.most_common(MOST_KINDS)
    ]
    note = "The machine failed, and nobody is charged: these are no part of the training signal. "
    return Table(title="Masked", columns=columns, rows=rows, note=(note + _rest(len(found), "reason")).strip())


def _rest(count: int, singular: str, plural: str | None = None) -> str:
    return (
        f"And {counted(count - MOST_KINDS, f'other {singular}', plural and f'other {plural}')}."
        if (count > MOST_KINDS)
        else ""
    )


def log_table(log: TrainingLog, names: Sequence[str]) -> Table:
    """Return the first, the last and the extreme values of metrics of the log."""
    columns = (
        Column("metric"),
        Column("first", Unit.TEXT),
        Column("last", Unit.TEXT),
        Column("lowest", Unit.TEXT),
        Column("highest", Unit.TEXT),
    )
    rows = []
    for name in names:
        values = [value for _step, value in log.values[name]]
        rows.append((one_line(name, most=60), *map(_short, (values[0], values[-1], min(values), max(values)))))
    note = f"Up to step {log.last_step:g}." if log.last_step is not None else ""
    return Table(title="The trainer's log", columns=columns, rows=rows, note=note)


def _short(value: float) -> str:
    return f"{value:.4g}"
