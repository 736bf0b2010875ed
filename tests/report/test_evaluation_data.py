# ruff: noqa: RUF001 - the sign for "minus" is meant
"""Tables of experiments on the terminal and as data; the scores of an evaluation as rows."""

import csv
import io
import json
import math
from dataclasses import replace

import pytest
from pyarrow import parquet
from rich.console import Console

from afterburner.core.errors import DataError, UsageError
from afterburner.core.measurement import Estimate
from afterburner.core.objective import Quantity
from afterburner.core.status import Verdict
from afterburner.experiment.table import Column, Table, Unit
from afterburner.report import cells
from afterburner.report.evaluation_export import COLUMNS, export_scores, score_rows
from afterburner.report.evaluation_terminal import table_csv, table_document, table_view
from afterburner.report.placement import Placements
from tests.experiment.samples import HOSTILE, sample_results


def sample_table():
    return Table(
        title="Models",
        columns=(Column("model"), Column("pass@1", Unit.SHARE), Column("time", Unit.SECONDS)),
        rows=(
            ("rules [bold]x[/bold]", Estimate(estimate=0.452, low=0.401, high=0.503), 0.0123),
            ("gpt-4o", 0.5, None),
        ),
        note="A tie counts as beaten.",
        published=(False, True),
    )


def printed(table):
    console = Console(width=100, file=io.StringIO())
    console.print(table_view(table))
    return console.file.getvalue()


def test_the_terminal_shows_per_cent_with_intervals():
    text = printed(sample_table())
    assert "pass@1, %" in text
    assert "45.2 [40.1, 50.3]" in text
    assert "12.3 ms" in text
    assert "gpt-4o, published" in text
    assert "A tie counts as beaten." in text


def test_text_of_strangers_is_no_markup_and_no_order():
    assert "rules [bold]x[/bold]" in printed(sample_table())
    hostile = replace(sample_table(), title="\x1b[31m", rows=(("\x1b[31m", 0.5, 1.0),), published=())
    assert "\x1b[31m" not in printed(hostile)


@pytest.mark.parametrize(
    ("cell", "unit", "expected"),
    [
        (0.0212, Unit.POINTS, "+2.1"),
        (-0.0212, Unit.POINTS, "−2.1"),
        (-0.0001, Unit.POINTS, "0.0"),
        (1.52, Unit.RATIO, "1.52×"),
        (Estimate(estimate=1.52, low=1.4, high=1.61), Unit.RATIO, "1.52× [1.40, 1.61]"),
        (12.3e6, Unit.BYTES, "12.3 MB"),
        (1.2e6, Unit.BYTE_SECONDS, "1.20 MB·s"),
        (0.9939, Unit.NUMBER, "0.9939"),
        (None, Unit.SHARE, "–"),
        (math.nan, Unit.SHARE, "–"),
        (0.0, Unit.SHARE, "0.0"),
        (1234, Unit.COUNT, "1,234"),
        (0.5, Unit.USD, "0.5000"),
    ],
)
def test_cells_are_written_in_their_unit(cell, unit, expected):
    assert cells.text(cell, unit) == expected


def test_the_document_keeps_numbers():
    document = table_document(sample_table())
    assert document["rows"][0] == [
        "rules [bold]x[/bold]",
        {"estimate": 0.452, "low": 0.401, "high": 0.503},
        0.0123,
    ]
    assert document["rows"][1] == ["gpt-4o", 0.5, None]
    assert document["published"] == [False, True]
    assert document["columns"][1] == {"title": "pass@1", "unit": "share"}
    assert json.loads(json.dumps(document)) == document


def test_a_document_has_no_nan():
    table = replace(sample_table(), rows=(("a", math.nan, math.inf),), published=())
    assert table_document(table)["rows"] == [["a", None, None]]


def test_csv_has_columns_for_intervals():
    rows = list(csv.reader(io.StringIO(table_csv(sample_table()))))
    head = ["model", "pass@1 (share)", "pass@1 (share) low", "pass@1 (share) high", "time (seconds)", "published"]
    assert rows[0] == head
    assert rows[1][1:] == ["0.452", "0.401", "0.503", "0.0123", "no"]
    assert rows[2] == ["gpt-4o", "0.5", "", "", "", "yes"]


@pytest.mark.parametrize("shown", [table_view, table_document, table_csv])
def test_a_row_that_does_not_fit_is_told(shown):
    with pytest.raises(DataError, match="row 1 has 2 cells for 3 columns"):
        shown(replace(sample_table(), rows=(("a", 0.5, 1.0), ("b", 0.5)), published=()))
    with pytest.raises(DataError, match="published has 1 entries for 2 rows"):
        shown(replace(sample_table(), published=(True,)))


def test_scores_become_rows_with_all_columns():
    results = sample_results()
    rows = list(score_rows(results))
    assert len(rows) == len(results.scores)
    assert all(list(row) == list(COLUMNS) for row in rows)
    failed = next(row for row in rows if row["verdict"] != "accepted")
    assert (failed["pr_t"], failed["cpu_s"], failed["code"]) == (0.0, None, None)
    assert all(0 <= row["pr_t"] <= 1 for row in rows)


def test_the_rank_is_the_share_that_costs_as_much_or_more():
    results = sample_results(problems=1, references=2, measurements=1, solutions=1)
    score = next(one for one in results.scores if one.verdict is Verdict.ACCEPTED)
    program = replace(results.program_of(score), costs={Quantity.CPU_S: (3.0, 1.0, 2.0)})
    references = tuple(
        replace(one, costs={Quantity.CPU_S: (cost,)})
        for one, cost in zip(results.references[score.problem], (1.0, 4.0), strict=True)
    )
    results = replace(
        results,
        programs={**results.programs, (score.problem, program.digest): program},
        references={score.problem: references},
    )
    found = Placements(results).of(score, Quantity.CPU_S)
    assert (found.cost, found.rank, found.over_best, found.over_middle) == (2.0, 0.5, 2.0, 0.8)
    assert Placements(results).of(score, Quantity.PEAK_BYTES).rank is None


@pytest.mark.parametrize("ties_count", [True, False])
def test_the_code_of_a_reference_ties_with_it(ties_count):
    results = sample_results()
    problem = results.problems[0].id
    tied = results.references[problem][0]
    score = next(one for one in results.scores if one.program == tied.code_digest)
    found = Placements(results, ties_count=ties_count, tie_within=0.0)
    costs = found.references(problem, Quantity.CPU_S)
    mine = costs[tied.name]
    beaten = sum(cost > mine for cost in costs.values()) + ties_count
    assert found.of(score, Quantity.CPU_S).rank == beaten / len(costs)


def test_rows_are_written_as_json_lines_and_as_parquet(tmp_path):
    results = sample_results(hostile=True)
    for name in ("scores.jsonl", "scores.parquet"):
        export_scores(results, tmp_path / name)
    lines = [json.loads(line) for line in (tmp_path / "scores.jsonl").read_text("utf-8").splitlines()]
    assert lines == list(score_rows(results))
    table = parquet.read_table(tmp_path / "scores.parquet")
    assert table.column_names == list(COLUMNS)
    assert table.to_pylist() == lines
    assert HOSTILE in {row["problem"] for row in lines}


def test_an_export_of_another_suffix_is_refused(tmp_path):
    with pytest.raises(UsageError, match=r"scores\.xlsx") as caught:
        export_scores(sample_results(), tmp_path / "scores.xlsx")
    assert ".parquet" in caught.value.hint
