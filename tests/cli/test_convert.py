"""``dataset convert``: what is said, and that nothing half-done is left."""

import json

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
