"""The summary of a training run as a plain JSON document: what ``afterburner report DIR --json`` prints."""

from collections import Counter

from afterburner.core.rollout import Signal
from afterburner.report import training_words
from afterburner.report.evaluation_terminal import table_document
from afterburner.report.training_run import TrainingRun
from afterburner.report.training_tables import training_tables

SCHEMA_VERSION = 1


def training_document(run: TrainingRun) -> dict[str, object]:
    """Return the document: counts, tables as those of evaluations, and the numbers of the rollouts worth reading.

    Shares are 0 to 1; what is missing is null.
    """
    statistics, log = run.statistics, run.log
    groups = statistics.groups.values()
    signals = Counter(group.signal for group in groups)
    return {
        "schema_version": SCHEMA_VERSION,
        "folder": str(run.folder),
        "stage": run.stage,
        "model": run.setting("model", "path"),
        "finished": run.is_finished,
        "headline": training_words.headline(run),
        "warnings": list(training_words.warnings(run)),
        "rollouts": statistics.rollouts,
        "groups": len(statistics.groups),
        "steps": len({group.step for group in groups}),
        "signals": {signal.value: signals[signal] for signal in Signal},
        "masked": dict(statistics.masked),
        "flags": {kind: sums.rollouts for kind, sums in statistics.flags_by_count()},
        "judging_s": sum(group.judging_s for group in groups),
        "program_cpu_s": sum(group.program_cpu_s for group in groups),
        "best": list(run.choice.best()),
        "odd": {one.title: list(one.numbers) for one in run.choice.odd(statistics)},
        "last_logged": {"step": log.last_step, "metrics": {name: log.last(name) for name in sorted(log.values)}},
        "tables": [table_document(table) for table in training_tables(run)],
    }
