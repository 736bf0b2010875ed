"""The rollouts of a training run as files."""

import json

import pyarrow.parquet
import pytest

from afterburner.core.errors import DataError, UsageError
from afterburner.loop.rollouts import FILE_NAME
from afterburner.report.training_export import COLUMNS, export_rollouts
from afterburner.report.training_run import read_training

from training_samples import rollout, sample_folder, sample_rollouts  # isort: skip


def test_json_lines_have_every_rollout_and_column(tmp_path):
    made = sample_rollouts(steps=4, hostile=True)
    run = read_training(sample_folder(tmp_path / "run", made))
    assert export_rollouts(run, tmp_path / "out.jsonl") == len(made)
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert all(list(row) == list(COLUMNS) for row in rows)
    assert [row["completion"] for row in rows] == [one.completion for one in made]
    assert [row["gain"] for row in rows] == [one.gain and one.gain.estimate for one in made]


def test_parquet_has_the_same_with_unfit_characters_replaced(tmp_path):
    made = sample_rollouts(steps=4, hostile=True)
    run = read_training(sample_folder(tmp_path / "run", made))
    export_rollouts(run, tmp_path / "out.parquet")
    table = pyarrow.parquet.read_table(tmp_path / "out.parquet")
    assert table.column_names == list(COLUMNS)
    assert table["reward"].to_pylist() == [one.parts and one.parts.total for one in made]
    assert table["sample"].to_pylist() == [one.sample for one in made]


def test_a_run_without_rollouts_has_nothing_to_export(tmp_path):
    run = read_training(sample_folder(tmp_path / "run"))
    with pytest.raises(UsageError, match="has no rollouts") as caught:
        export_rollouts(run, tmp_path / "out.jsonl")
    assert "log.jsonl" in caught.value.hint


@pytest.mark.parametrize("name", ["out.csv", "missing/out.jsonl"])
def test_a_file_that_can_not_be_is_refused(tmp_path, name):
    run = read_training(sample_folder(tmp_path / "run", [rollout()]))
    with pytest.raises(UsageError, match="out"):
        export_rollouts(run, tmp_path / name)


def test_what_can_not_be_read_to_its_end_leaves_no_half_of_a_file(tmp_path):
    folder = sample_folder(tmp_path / "run", [rollout(0, n, completion=str(n) * 3000) for n in range(400)])
    run = read_training(folder)
    content = bytearray((folder / FILE_NAME).read_bytes())
    content[-200_000:-100_000] = b"\xff" * 100_000
    (folder / FILE_NAME).write_bytes(bytes(content))
    with pytest.raises(DataError):
        export_rollouts(run, tmp_path / "out.jsonl")
    assert not [path for path in tmp_path.iterdir() if "out.jsonl" in path.name]
