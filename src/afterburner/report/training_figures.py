"""The figures of a training run over its steps: what its rollouts earned, and what its trainer logged.

for figure in training_figures(run): save(figure, ...)

Bands are 95 % intervals of means, over groups. A point stands for as many steps as it takes for a chart to be readable.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from afterburner.core.measurement import Estimate
from afterburner.core.rollout import Signal
from afterburner.experiment.table import Cell, Figure, FigureKind, Mark, Unit
from afterburner.report import training_statistics as of
from afterburner.report.training_log import TrainingLog, thinned
from afterburner.report.training_run import TrainingRun
from afterburner.report.training_statistics import GroupSums, Span, Statistics

MOST_POINTS = 60
"""Of a curve of rollouts."""
MOST_LOGGED = 240
"""Of a curve of the log."""
MOST_KINDS = 8
"""Kinds of flags that have a curve."""

_Groups = Sequence[GroupSums]

SIGNAL_WORDS = {
    Signal.SIGNAL: "signal",
    Signal.ALL_FAILED: "all failed",
    Signal.ALL_EQUAL: "all equal",
    Signal.WITHIN_NOISE: "within noise",
    Signal.UNREWARDED: "unrewarded",
    Signal.MASKED: "masked",
}
_LOGGED = (
    ("Loss", Unit.TEXT, ("loss", "eval_loss")),
    ("Learning rate", Unit.TEXT, ("learning_rate",)),
    ("Gradient norm", Unit.TEXT, ("grad_norm",)),
    ("Divergence from the first weights (KL)", Unit.TEXT, ("kl",)),
    ("Entropy", Unit.TEXT, ("entropy",)),
    ("Token accuracy", Unit.SHARE, ("mean_token_accuracy", "eval_mean_token_accuracy")),
    ("Preferred over rejected", Unit.SHARE, ("rewards/accuracies", "eval_rewards/accuracies")),
    ("Implicit rewards", Unit.TEXT, ("rewards/chosen", "rewards/rejected", "rewards/margins")),
    ("Completion length, tokens", Unit.COUNT, ("completions/mean_length", "completions/max_length")),
    ("Cut off at the length limit", Unit.SHARE, ("completions/clipped_ratio",)),
    ("Advantage in groups without signal", Unit.SHARE, ("advantage/no_signal",)),
    ("A step takes", Unit.SECONDS, ("step_time", "judging/wall_s")),
)
"""Panels of the log: title, unit, and the metrics as TRL and our reward name them."""
_LOGGED_REWARDS = (
    ("Reward", Unit.TEXT, ("reward", "reward/form", "reward/correctness", "reward/efficiency")),
    ("Correct", Unit.SHARE, ("rollouts/correct",)),
)
"""Where there are no rollouts to tell it by."""


def training_figures(run: TrainingRun) -> Iterator[Figure]:
    """Yield the figures of which there is something to draw, the most important first."""
    statistics = run.statistics
    if statistics.rollouts:
        yield from _drawn(_of_rollouts(statistics))
    panels = (*(() if statistics.rollouts else _LOGGED_REWARDS), *_LOGGED)
    yield from _drawn(_of_log(run.log, panels))
    share = _judging_of_step(run.log)
    yield from _drawn([share] if share is not None else [])


def flag_figure(statistics: Statistics) -> Figure | None:
    """Return the share of rollouts with each kind of flag; None where nothing was flagged."""
    kinds = statistics.flags_by_count()[:MOST_KINDS]
    marks = [
        Mark(series=kind, x=span.first, value=_flagged(span, sums.by_step) / _count(span))
        for kind, sums in kinds
        for span in statistics.spans(MOST_POINTS)
    ]
    return _figure("Flagged rollouts", "share of rollouts", marks, Unit.SHARE) if marks else None


def _flagged(span: Span, by_step: Counter[int]) -> int:
    return sum(by_step[step] for step in {group.step for group in span.groups})


def _count(span: Span) -> int:
    return sum(group.rollouts for group in span.groups)


def _drawn(figures: Iterable[Figure]) -> Iterator[Figure]:
    return (figure for figure in figures if figure.marks)


def _of_rollouts(statistics: Statistics) -> Iterator[Figure]:
    spans = statistics.spans(MOST_POINTS)
    rewards = {"total": of.TOTAL, "form": of.FORM, "correctness": of.CORRECTNESS, "efficiency": of.EFFICIENCY}
    marks = [mark for name, share in rewards.items() for mark in _curve(name, spans, _mean(share))]
    yield _figure("Reward and its parts", "mean of a completion", marks, Unit.NUMBER)
    formed = {"well-formed": of.WELL_FORMED} if statistics.has_form else {}
    shares = {"correct": of.CORRECT, **formed, "certainly better": of.BETTER}
    marks = [mark for name, share in shares.items() for mark in _curve(name, spans, _share(share))]
    yield _figure("Correct, well-formed, better", "share of what is not masked", marks, Unit.SHARE)
    gain = _curve("gain", spans, of.gain_of)
    yield _figure(
        "Gain of the correct ones that are not flagged", "baseline over cost, geometric mean", gain, Unit.RATIO
    )
    yield _signals(spans)
    troubles = {"masked": of.MASKED, "flagged": of.FLAGGED}
    marks = [mark for name, share in troubles.items() for mark in _curve(name, spans, _share(share))]
    yield _figure("Masked and flagged", "share of rollouts", marks, Unit.SHARE)
    distinct = _curve("distinct", spans, _share(of.DISTINCT))
    yield _figure("Distinct programs in a group", "share of its programs", distinct, Unit.SHARE)
    length = _curve("length", spans, _mean(of.LENGTH))
    yield _figure("Completion length, characters", "mean", length, Unit.COUNT)
    yield _judging(spans)
    overhead = _curve("overhead", spans, _overhead)
    yield _figure("Judging beside the programs' own time", "share of the workers' time", overhead, Unit.SHARE)


def _mean(share: of.Share) -> Callable[[_Groups], Cell]:
    return lambda groups: of.mean(groups, share)


def _share(share: of.Share) -> Callable[[_Groups], Cell]:
    return lambda groups: of.share_of(groups, share)


def _overhead(groups: _Groups) -> float | None:
    judging_s = sum(group.judging_s for group in groups)
    return max(0.0, 1 - sum(group.program_cpu_s for group in groups) / judging_s) if judging_s > 0 else None


def _curve(name: str, spans: Sequence[Span], value: Callable[[_Groups], Cell]) -> Sequence[Mark]:
    return [mark for span in spans if (mark := _mark(name, span.first, value(span.groups))) is not None]


def _mark(name: str, x: float, cell: Cell) -> Mark | None:
    if cell is None or isinstance(cell, str):
        return None
    if isinstance(cell, Estimate):
        return Mark(series=name, x=x, value=cell.estimate, low=cell.low, high=cell.high)
    return Mark(series=name, x=x, value=cell)


def _signals(spans: Sequence[Span]) -> Figure:
    marks = [
        Mark(
            series=words,
            x=span.first,
            value=sum(group.signal is signal for group in span.groups) / len(span.groups),
        )
        for signal, words in SIGNAL_WORDS.items()
        for span in spans
    ]
    return Figure(
        title="Groups by signal",
        kind=FigureKind.LAYERS,
        x_title="step",
        y_title="share of groups",
        marks=marks,
        unit=Unit.SHARE,
    )


def _judging(spans: Sequence[Span]) -> Figure:
    sums = {"workers": lambda one: one.judging_s, "programs' CPU": lambda one: one.program_cpu_s}
    marks = [
        Mark(series=name, x=span.first, value=sum(map(seconds, span.groups)) / span.steps)
        for name, seconds in sums.items()
        for span in spans
    ]
    return _figure("Judging a step takes", "sum over workers", marks, Unit.SECONDS)


def _of_log(log: TrainingLog, panels: Sequence[tuple[str, Unit, Sequence[str]]]) -> Iterator[Figure]:
    for title, unit, names in panels:
        marks = [
            Mark(series=name, x=step, value=value)
            for name in names
            for step, value in thinned(log.values.get(name, ()), MOST_LOGGED)
        ]
        if not any(mark.value for mark in marks):
            continue  # what is 0 throughout, as the divergence that nobody weighs, is no curve
        yield _figure(title, "", marks, unit)


def _judging_of_step(log: TrainingLog) -> Figure | None:
    """Return which share of each step's time was spent waiting for rewards, where the log tells both."""
    whole = dict(log.values.get("step_time", ()))
    pairs = [
        (step, judging_s / whole[step])
        for step, judging_s in log.values.get("judging/wall_s", ())
        if whole.get(step, 0) > 0
    ]
    marks = [Mark(series="judging", x=step, value=value) for step, value in thinned(pairs, MOST_LOGGED)]
    return _figure("Waiting for rewards", "share of a step's time", marks, Unit.SHARE) if marks else None


def _figure(title: str, y_title: str, marks: Sequence[Mark], unit: Unit) -> Figure:
    return Figure(title=title, kind=FigureKind.CURVES, x_title="step", y_title=y_title, marks=marks, unit=unit)
