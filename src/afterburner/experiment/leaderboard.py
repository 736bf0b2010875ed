"""The leaderboard: a file of JSON lines that evaluations append to, one row a condition.

    append(path, rows_of(results, scoring))
    for row in ranked(read(path)): ...

All rows are of the same problems, machine, version of measuring and procedure: a rank between others says nothing. A row of
another kind is refused.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from afterburner.core.errors import DataError
from afterburner.core.journal import Journal, read_entries
from afterburner.core.measurement import Estimate
from afterburner.experiment.results import Results
from afterburner.experiment.scoring import Metric, Scoring
from afterburner.experiment.table import Cell, Column, Table, Unit

SCHEMA_VERSION = 1
"""1: the first."""

_ALIKE = (
    "dataset_digest",
    "problems",
    "host_digest",
    "measure_version",
    "language",
    "solutions",
    "measurements",
    "ties",
    "tie_within",
)
"""What all rows of a file have in common."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One condition of one evaluation."""

    name: str
    policy: str
    objective: str
    start: str
    iterations: int
    metrics: dict[str, Estimate]
    """By ``Metric``: shares."""
    tokens: int
    usd: float
    dataset: str
    dataset_digest: str
    problems: int
    language: str
    solutions: int
    measurements: int
    ties: bool
    tie_within: float
    host_digest: str
    measure_version: int
    host: dict[str, object] = field(default_factory=dict)
    afterburner: str = ""
    date: str = ""
    """Of the evaluation's end, ISO 8601, UTC."""
    schema_version: int = SCHEMA_VERSION


_ROW = TypeAdapter(Row)


def rows_of(results: Results, scoring: Scoring) -> Iterator[Row]:
    """Yield a row for each condition, after its last iteration."""
    origin = results.provenance
    spending = {one.condition: one for one in results.spending}
    now = dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds")
    for one in results.conditions:
        used = spending.get(one.name)
        yield Row(
            name=one.name,
            policy=one.policy.name,
            objective=one.objective.value,
            start=one.start.value,
            iterations=one.iterations,
            metrics={metric.value: scoring.estimate(one.name, one.iterations, metric) for metric in Metric},
            tokens=0 if used is None else used.tokens,
            usd=0.0 if used is None else used.usd,
            dataset=origin.dataset,
            dataset_digest=origin.dataset_digest,
            problems=len(results.problems),
            language=one.language,
            solutions=results.solutions,
            measurements=results.measurements,
            ties=scoring.config.ties_count,
            tie_within=scoring.config.tie_within,
            host_digest=origin.host_digest,
            measure_version=origin.measure_version,
            host=dict(origin.host),
            afterburner=origin.afterburner,
            date=now,
        )


def read(path: Path) -> tuple[Row, ...]:
    """Return the rows of the file, oldest first.

    Raises:
        DataError: it can't be read, or a line is not one of a leaderboard.

    """
    rows = []
    for entry in read_entries(path):
        try:
            rows.append(_ROW.validate_python(entry.value))
        except ValidationError as error:
            first = error.errors()[0]
            what = f"{path}, line {entry.number}, {'.'.join(map(str, first['loc']))}: {first['msg']}"
            raise DataError(what, hint="name another file with --leaderboard") from error
    return tuple(rows)


def append(path: Path, rows: Sequence[Row]) -> tuple[Row, ...]:
    """Append ``rows`` to the file, which may be new, and return all that it holds then.

    Raises:
        DataError: the file holds rows of other problems, another machine or another procedure; or it can't be read.

    """
    before = read(path) if path.exists() else ()
    for row in rows:
        for other in before[:1]:
            _check_alike(path, other, row)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DataError(
            f"{path} can't be written: {error.strerror}", hint="name another file with --leaderboard"
        ) from error
    with closing(Journal(path)) as journal:
        for row in rows:
            journal.append(_ROW.dump_python(row, mode="json"), durable=True)
    return (*before, *rows)


def _check_alike(path: Path, other: Row, row: Row) -> None:
    for name in _ALIKE:
        theirs, ours = getattr(other, name), getattr(row, name)
        if theirs != ours:
            raise DataError(
                f"{path} has rows whose {name} is {theirs}, and this evaluation's is {ours}",
                hint="a rank between the two says nothing: name another file with --leaderboard",
            )


def table(rows: Sequence[Row]) -> Table:
    """Return the latest row of each name, the highest Beyond-I first."""
    latest = {row.name: row for row in rows}
    ranked = sorted(latest.values(), key=lambda row: (-row.metrics[Metric.BEYOND_I].estimate, row.name))
    columns = (
        Column("", Unit.COUNT),
        Column("condition"),
        Column("iteration", Unit.COUNT),
        Column("pass@1", Unit.SHARE),
        Column("Beyond-T", Unit.SHARE),
        Column("Beyond-M", Unit.SHARE),
        Column("Beyond-I", Unit.SHARE),
        Column("tokens", Unit.COUNT),
        Column("spent", Unit.USD),
        Column("date"),
    )
    body: list[Sequence[Cell]] = [
        [
            number,
            row.name,
            row.iterations,
            *(row.metrics[metric] for metric in Metric),
            row.tokens,
            row.usd,
            row.date[:10],
        ]
        for number, row in enumerate(ranked, start=1)
    ]
    note = (
        "" if not rows else f"{rows[0].problems} problems of {rows[0].dataset} ({rows[0].dataset_digest}); by Beyond-I."
    )
    return Table(title="Leaderboard", columns=columns, rows=body, note=note)
