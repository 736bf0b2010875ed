"""``dataset convert``: what is said, and that nothing half-done is left."""

import json

import pytest

from tests.dataset.sources.published import apps, coffe_function
from tests.dataset.sources.records import file_of, human_eval


def test_convert_says_what_it_kept_and_dropped(afterburner, tmp_path):
    bad = human_eval(task_id="Made/1", canonical_solution="    return 0\n")
    path = file_of(tmp_path / "in.jsonl", human_eval(), bad)
    said = afterburner("dataset", "convert", path, tmp_path / "out.jsonl", "--json")
    document = said.json()
    assert (said.code, document["kept"], document["dropped"][0]["reason"]) == (0, 1, "reference_fails")
    assert json.loads((tmp_path / "out.jsonl").read_text())["id"] == "Made/0"


def test_an_unknown_format_is_bad_input_with_the_names_of_those_that_are_known(afterburner, tmp_path):
    said = afterburner("dataset", "convert", file_of(tmp_path / "in.jsonl", {"foo": 1}), tmp_path / "out.jsonl")
    assert said.code == 2
    assert "human-eval" in said.err
    assert not (tmp_path / "out.jsonl").exists()


def test_the_hub_s_library_opens_a_folder(afterburner, tmp_path):
    pytest.importorskip("datasets")
    (tmp_path / "published").mkdir()
    file_of(tmp_path / "published" / "test.jsonl", human_eval())
    out = tmp_path / "out.jsonl"
    said = afterburner("dataset", "convert", f"hf:{tmp_path}/published", out, "--json")
    assert (said.code, said.json()["source"], said.json()["kept"]) == (0, "human-eval", 1)
    said = afterburner("dataset", "convert", f"hf:{tmp_path}/published", out, "--split", "nowhere")
    assert said.code == 2
    assert "--split" in said.err


def test_a_hub_that_can_t_be_reached_is_said_so(afterburner, tmp_path, monkeypatch):
    pytest.importorskip("datasets")
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")  # the library fails at once then, as it does after its last try
    out = tmp_path / "out.jsonl"
    out.write_text("what was there before\n")
    said = afterburner("dataset", "convert", "hf:nobody/nothing", out)
    assert said.code == 2
    assert "can't be read from the hub" in said.err
    assert "hint:" in said.err
    assert out.read_text() == "what was there before\n"


def test_a_parquet_file_is_told_by_its_first_record(afterburner, tmp_path):
    table = pytest.importorskip("pyarrow").Table.from_pylist([apps(), apps(problem_id=13)])
    pytest.importorskip("pyarrow.parquet").write_table(table, tmp_path / "in.parquet")
    said = afterburner("dataset", "convert", tmp_path / "in.parquet", tmp_path / "out.jsonl.gz", "--json")
    assert (said.code, said.json()["source"], said.json()["kept"]) == (0, "apps", 2)


def test_a_folder_of_coffe_is_told_by_its_files(afterburner, tmp_path):
    folder = coffe_function(tmp_path / "coffe")
    said = afterburner("dataset", "convert", folder, tmp_path / "out.jsonl", "--json")
    assert (said.code, said.json()["source"], said.json()["kept"]) == (0, "coffe-function", 1)


@pytest.mark.parametrize("name", ["nothing.jsonl", "empty"])
def test_what_is_not_there_is_bad_input(afterburner, tmp_path, name):
    (tmp_path / "empty").mkdir()
    said = afterburner("dataset", "convert", tmp_path / name, tmp_path / "out.jsonl")
    assert said.code == 2
    assert name in said.err
    assert "hint:" in said.err


def test_a_broken_file_is_named_with_what_is_wrong(afterburner, tmp_path):
    (tmp_path / "in.json").write_text("{")
    said = afterburner("dataset", "convert", tmp_path / "in.json", tmp_path / "out.jsonl")
    assert said.code == 2
    assert "in.json can't be read" in said.err
