"""All rollouts of a training run as rows: JSON lines, or Parquet; one row a rollout, oldest first.

export_rollouts(run, Path("rollouts.parquet"))
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from afterburner.core.errors import UsageError
from afterburner.core.rollout import Rollout
from afterburner.report.export import Kind, write_rows
from afterburner.report.training_run import TrainingRun

COLUMNS: Mapping[str, Kind] = {
    "step": Kind.WHOLE,
    "group": Kind.TEXT,
    "sample": Kind.WHOLE,
    "problem": Kind.TEXT,
    "language": Kind.TEXT,
    "objective": Kind.TEXT,
    "verdict": Kind.TEXT,
    "reason": Kind.TEXT,
    "reward": Kind.REAL,
    "form": Kind.REAL,
    "correctness": Kind.REAL,
    "efficiency": Kind.REAL,
    "note": Kind.TEXT,
    "cost": Kind.REAL,
    "baseline": Kind.REAL,
    "gain": Kind.REAL,
    "gain_low": Kind.REAL,
    "gain_high": Kind.REAL,
    "masked": Kind.TEXT,
    "signal": Kind.TEXT,
    "flags": Kind.TEXT,
    "judging_s": Kind.REAL,
    "program_cpu_s": Kind.REAL,
    "code": Kind.TEXT,
    "completion": Kind.TEXT,
    "prompt": Kind.TEXT,
}
"""All columns. Costs are in the objective's unit: s, byte, byte·s. ``flags`` is JSON: ``kind`` and ``detail`` each."""


def export_rollouts(run: TrainingRun, path: Path) -> int:
    """Write all rollouts to ``path``, JSON lines or Parquet as its suffix says; return how many.

    Raises:
        UsageError: the run has none, the suffix is another one, the file can't be written, or pyarrow is missing.
        DataError: a rollout is broken.

    """
    with run.archive() as archive:
        if archive is None:
            hint = "SFT and DPO have none: their log is log.jsonl"
            raise UsageError(f"{run.folder} has no rollouts to export", hint=hint)
        write_rows(rollout_rows(archive.rollouts()), path, COLUMNS)
        return len(archive)


def rollout_rows(rollouts: Iterator[Rollout]) -> Iterator[dict[str, object]]:
    """Yield a row for each rollout, with the keys of ``COLUMNS``."""
    return map(_row, rollouts)


def _row(one: Rollout) -> dict[str, object]:
    parts, gain = one.parts, one.gain
    return {
        "step": one.step,
        "group": one.group,
        "sample": one.sample,
        "problem": one.problem,
        "language": one.language,
        "objective": one.objective.value,
        "verdict": one.verdict.value if one.verdict else None,
        "reason": one.reason,
        "reward": parts.total if parts else None,
        "form": parts.form if parts else None,
        "correctness": parts.correctness if parts else None,
        "efficiency": parts.efficiency if parts else None,
        "note": parts.note if parts else None,
        "cost": one.cost,
        "baseline": one.baseline,
        "gain": gain.estimate if gain else None,
        "gain_low": gain.low if gain else None,
        "gain_high": gain.high if gain else None,
        "masked": one.masked,
        "signal": one.signal.value,
        "flags": json.dumps([{"kind": flag.kind, "detail": flag.detail} for flag in one.flags]),
        "judging_s": one.judging_s,
        "program_cpu_s": one.program_cpu_s,
        "code": one.code,
        "completion": one.completion,
        "prompt": one.prompt,
    }
