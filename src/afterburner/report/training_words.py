"""What a report on a training run says in words: the headline, what to be warned of, and the facts.

headline(run)                   "GRPO of Qwen2.5-Coder-3B: 81.2 % correct, gain 2.31x at steps 70 to 79"
dict(facts(run, made=...))      model, data, versions, counts
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import PurePath

from afterburner.core.measurement import Estimate
from afterburner.experiment.table import Cell, Unit
from afterburner.report import cells
from afterburner.report import training_statistics as of
from afterburner.report.text import counted, one_line
from afterburner.report.training_run import TrainingRun
from afterburner.report.training_statistics import Span
from afterburner.report.training_tables import MOST_ROWS
from afterburner.report.words import host_facts

_MOST = 300
"""Characters of a fact."""
_MOST_SETTINGS = 400
_MOST_DEPTH = 6


def headline(run: TrainingRun) -> str:
    """Return what was trained, and what came of it, in one line."""
    model = run.setting("model", "path")
    what = "Training" if run.stage is None else one_line(run.stage, most=20).upper()
    name = f"{what} of {one_line(PurePath(model).name or model, most=60)}" if model else what
    return f"{name}: {_result(run)}"


def _result(run: TrainingRun) -> str:
    spans = run.statistics.spans(MOST_ROWS)
    if spans:
        return _of_span(spans[-1])
    loss, step = run.log.last("loss"), run.log.last_step
    if step is None:
        return "nothing is logged yet"
    return f"step {step:g}" if loss is None else f"loss {loss:.4g} at step {run.log.values['loss'][-1][0]:g}"


def _of_span(span: Span) -> str:
    at = f"at step {span.name}" if span.first == span.last else f"at steps {span.name}"
    correct, gain = _estimate(of.share_of(span.groups, of.CORRECT)), _estimate(of.gain_of(span.groups))
    if correct is None:
        return f"all is masked {at}"
    faster = f", gain {cells.number(gain, Unit.RATIO)}" if gain is not None else ""
    return f"{cells.number(correct, Unit.SHARE)} % correct{faster} {at}"


def _estimate(cell: Cell) -> float | None:
    if cell is None or isinstance(cell, str):
        return None
    return cell.estimate if isinstance(cell, Estimate) else cell


def explanation(run: TrainingRun) -> str:
    """Return the sentence under the headline."""
    statistics = run.statistics
    state = "The run is finished" if run.is_finished else "The run is not finished, or was stopped"
    if not statistics.rollouts:
        return f"{state}. It has no rollouts: its curves are those that the trainer logged."
    steps = len({group.step for group in statistics.groups.values()})
    return (
        f"{state}: {counted(statistics.rollouts, 'rollout')} in {counted(len(statistics.groups), 'group')} over "
        f"{counted(steps, 'step')}."
    )


def warnings(run: TrainingRun) -> Iterator[str]:
    """Yield what whoever trains should see at once."""
    for name, step in run.log.broken.items():
        yield f"{one_line(name, most=60)} was not a number at step {step:g}: look at the learning rate and at the data before it"
    statistics = run.statistics
    if statistics.rollouts:
        masked = statistics.masked.total() / statistics.rollouts
        if masked > _MUCH:
            reason, _count = statistics.masked.most_common(1)[0]
            yield f"{100 * masked:.1f} % of the rollouts are masked, mostly: {one_line(reason, most=120)}"
        for kind, sums in statistics.flags_by_count():
            if sums.rollouts / statistics.rollouts > _MUCH:
                share = 100 * sums.rollouts / statistics.rollouts
                yield f"{share:.1f} % of the rollouts are flagged {one_line(kind, most=60)}: read some of them"


_MUCH = 0.05
"""The share of rollouts from which on something is no exception any more."""


def facts(run: TrainingRun, *, made: datetime) -> Iterator[tuple[str, str]]:
    """Yield what the run was, as names and values."""
    yield "Folder", one_line(str(run.folder), most=_MOST)
    for name, section, key in _SETTINGS:
        value = run.setting(section, key)
        if value is not None:
            yield name, one_line(value, most=_MOST)
    yield from _counts(run)
    command = run.record.get("command")
    if isinstance(command, list) and command:
        yield "Command", one_line(" ".join(map(str, command)), most=_MOST)
    versions = run.record.get("versions")
    if isinstance(versions, dict):
        yield "Versions", one_line(", ".join(f"{name} {version}" for name, version in versions.items()), most=_MOST)
    host = run.record.get("host")
    if isinstance(host, dict):
        yield from host_facts(host)
    yield "Page made", made.strftime("%Y-%m-%d %H:%M %Z").strip()


_SETTINGS = (
    ("Model", "model", "path"),
    ("Data", "data", "train"),
    ("Problems", "data", "dataset"),
    ("Efficiency", "reward", "efficiency"),
    ("Seed", "training", "seed"),
)


def _counts(run: TrainingRun) -> Iterator[tuple[str, str]]:
    statistics = run.statistics
    if not statistics.rollouts:
        return
    groups = statistics.groups.values()
    yield "Problems seen", f"{len({group.problem for group in groups}):,}"
    yield "Masked", f"{statistics.masked.total():,} of {statistics.rollouts:,} rollouts"
    yield "Flagged", f"{sum(group.flagged for group in groups):,} of {statistics.rollouts:,} rollouts"
    judging_s, program_cpu_s = sum(g.judging_s for g in groups), sum(g.program_cpu_s for g in groups)
    if judging_s > 0:
        share = min(1.0, program_cpu_s / judging_s)
        yield (
            "Judging",
            f"{judging_s / 60:,.1f} minutes of workers, {100 * share:.0f} % of it the programs' own CPU time",
        )


def settings(run: TrainingRun) -> Iterator[tuple[str, str]]:
    """Yield the whole configuration, flat: ``training.learning_rate`` and its value."""
    for count, (name, value) in enumerate(_leaves(run.config, "")):
        if count == _MOST_SETTINGS:
            yield "...", "see training.json"
            return
        yield one_line(name, most=100), one_line(value, most=_MOST)


def _leaves(found: Mapping[str, object], before: str, depth: int = 0) -> Iterator[tuple[str, str]]:
    for key, value in found.items():
        if isinstance(value, dict) and value and depth < _MOST_DEPTH:
            yield from _leaves(value, f"{before}{key}.", depth + 1)
        elif value is not None:
            yield f"{before}{key}", str(value)
