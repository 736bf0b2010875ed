"""The scores of an evaluation as rows for whoever reads them with anything: JSON lines, or Parquet; one row a score.

export_scores(results, Path("scores.parquet"))
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from afterburner.core.objective import Quantity
from afterburner.experiment.results import ProblemFacts, Results, Score
from afterburner.metrics.beyond import RESOLUTION
from afterburner.report.export import Kind, write_rows
from afterburner.report.placement import RANKED, Placements

RANKS = {Quantity.CPU_S: "pr_t", Quantity.PEAK_BYTES: "pr_m", Quantity.INTEGRAL_BYTE_S: "pr_i"}
"""The columns of the percentile ranks: the shares of references, 0 to 1, that a score's program beats or ties with."""

COLUMNS: Mapping[str, Kind] = {
    "condition": Kind.TEXT,
    "policy": Kind.TEXT,
    "problem": Kind.TEXT,
    "difficulty": Kind.TEXT,
    "solution": Kind.WHOLE,
    "iteration": Kind.WHOLE,
    "verdict": Kind.TEXT,
    "reason": Kind.TEXT,
    "test": Kind.TEXT,
    "program": Kind.TEXT,
    **dict.fromkeys((quantity.value for quantity in Quantity), Kind.REAL),
    **dict.fromkeys(RANKS.values(), Kind.REAL),
    "language": Kind.TEXT,
    "code": Kind.TEXT,
}
"""All columns. Costs are medians over the passes of one program, corrected for drift: seconds, bytes, byte seconds."""


def export_scores(results: Results, path: Path, *, ties_count: bool = True, tie_within: float = RESOLUTION) -> None:
    """Write the scores to ``path``: JSON lines or Parquet, as its suffix says.

    Raises:
        UsageError: the suffix is another one, the file can't be written, or pyarrow is missing.

    """
    write_rows(score_rows(results, ties_count=ties_count, tie_within=tie_within), path, COLUMNS)


def score_rows(
    results: Results, *, ties_count: bool = True, tie_within: float = RESOLUTION
) -> Iterator[dict[str, object]]:
    """Yield a row for every score, with the keys of ``COLUMNS``."""
    problems = {one.id: one for one in results.problems}
    placements = Placements(results, ties_count=ties_count, tie_within=tie_within)
    for score in results.scores:
        yield _row(results, score, problems.get(score.problem), placements)


def _row(results: Results, score: Score, facts: ProblemFacts | None, placements: Placements) -> dict[str, object]:
    program = results.program_of(score)
    found = {quantity: placements.of(score, quantity) for quantity in Quantity}
    return {
        "condition": score.condition,
        "policy": results.condition(score.condition).policy.name,
        "problem": score.problem,
        "difficulty": facts.difficulty if facts else None,
        "solution": score.solution,
        "iteration": score.iteration,
        "verdict": score.verdict.value,
        "reason": score.reason,
        "test": score.test,
        "program": score.program,
        **{quantity.value: found[quantity].cost for quantity in Quantity},
        **{RANKS[quantity]: found[quantity].rank for quantity in RANKED},
        "language": program.language if program else None,
        "code": program.code if program else None,
    }
