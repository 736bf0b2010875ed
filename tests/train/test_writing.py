"""Training data in files: the trainers' own readers open them."""

import json

import pytest

from afterburner.core.errors import UsageError
from afterburner.core.problem import Problem
from afterburner.train.examples import Kind, Recipe
from afterburner.train.formats import Format
from afterburner.train.writing import FileType, write_training_data
from tests.train.test_examples import GROUP


def write(folder, form, file_type, **options):
    return write_training_data(
        folder,
        options.pop("groups", [GROUP]),
        Recipe(),
        kinds=list(Kind),
        form=form,
        file_type=file_type,
        made_from={"dataset": "made"},
    )


def loaded(path):
    datasets = pytest.importorskip("datasets")
    kind = "parquet" if path.suffix == ".parquet" else "json"
    return datasets.load_dataset(kind, data_files=str(path), split="train", cache_dir=str(path.parent / "cache"))


@pytest.mark.parametrize("file_type", FileType)
@pytest.mark.parametrize("kind", Kind)
def test_trl_s_columns_are_conversations(tmp_path, file_type, kind):
    counts = write(tmp_path, Format.TRL, file_type)
    rows = loaded(tmp_path / f"{kind.value}.{file_type}")
    assert len(rows) == counts[kind] > 0
    assert rows[0]["prompt"][0]["role"] == "user"
    answers = {Kind.DPO: ("chosen", "rejected"), Kind.GRPO: ()}.get(kind, ("completion",))
    for name in answers:
        assert rows[0][name][0]["role"] == "assistant"
        assert "<solution>" in rows[0][name][0]["content"]
    if kind is Kind.GRPO:
        assert json.loads(rows[0]["ground_truth"])["problem"] == "p"


def test_verl_s_columns(tmp_path):
    write(tmp_path, Format.VERL, FileType.PARQUET)
    row = loaded(tmp_path / "grpo.parquet")[0]
    assert set(row) == {"data_source", "prompt", "ability", "reward_model", "extra_info"}
    assert row["reward_model"]["style"] == "rule"
    assert json.loads(row["reward_model"]["ground_truth"])["baseline"]["cpu_s"] > 0
    assert row["extra_info"]["index"] == 0


def test_llama_factory_s_entries_name_the_files_and_columns_that_are_there(tmp_path):
    write(tmp_path, Format.LLAMA_FACTORY, FileType.JSONL)
    for entry in json.loads((tmp_path / "dataset_info.json").read_text()).values():
        row = json.loads((tmp_path / entry["file_name"]).read_text().splitlines()[0])
        assert set(entry["columns"].values()) <= row.keys()
    assert json.loads((tmp_path / "dataset_info.json").read_text())["afterburner_dpo"]["ranking"] is True


def test_how_it_was_made_stands_beside_it(tmp_path):
    counts = write(tmp_path, Format.TRL, FileType.JSONL)
    said = json.loads((tmp_path / "recipe.json").read_text())
    assert said["dataset"] == "made"
    assert said["examples"] == {kind.value: counts[kind] for kind in Kind}


def test_verl_reads_parquet_alone(tmp_path):
    with pytest.raises(UsageError, match="Parquet") as caught:
        write(tmp_path, Format.VERL, FileType.JSONL)
    assert "parquet" in caught.value.hint


def test_what_fails_half_way_leaves_what_was_there(tmp_path):
    write(tmp_path, Format.TRL, FileType.JSONL)
    before = (tmp_path / "sft.jsonl").read_bytes()
    broken = GROUP.__class__(
        problem=Problem(id="q", title="", statement="", tests=()), language="python", candidates=()
    )
    object.__setattr__(broken, "candidates", (None, None))
    with pytest.raises(AttributeError):
        write(tmp_path, Format.TRL, FileType.JSONL, groups=[GROUP, broken])
    assert (tmp_path / "sft.jsonl").read_bytes() == before
    assert not list(tmp_path.glob(".*"))
