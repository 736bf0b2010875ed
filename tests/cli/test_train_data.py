"""``train data``: from a calibrated file of problems to training files."""

import json

from afterburner.core.problem import Problem, Reference, Solution, Test
from afterburner.dataset.files import writing

SLOW = "n = int(input())\nprint(sum(1 for _ in range(300_000 * n)) * 0 + n)"
FAST = "print(int(input()))"


def dataset(path):
    tests = tuple(Test(name=str(n), input=b"%d\n" % n, expected=b"%d\n" % n) for n in (1, 2))
    references = tuple(
        Reference(name=name, idea=name, solution=Solution(code=code)) for name, code in (("slow", SLOW), ("fast", FAST))
    )
    with writing(path) as sink:
        sink(Problem(id="echo", title="", statement="Echo.", tests=tests, references=references))
    return path


def test_measured_solutions_become_training_data(afterburner, tmp_path):
    path, journal = dataset(tmp_path / "d.jsonl"), tmp_path / "j.jsonl"
    afterburner("dataset", "calibrate", "--dataset", path, "--out", journal, "--repeats", 3)
    options = ("--dataset", path, "--journal", journal, "--objective", "time", "--json")
    said = afterburner("train", "data", tmp_path / "out", *options)
    assert (said.code, said.json()["groups"]) == (0, 1)
    (pair,) = (json.loads(line) for line in (tmp_path / "out" / "dpo.jsonl").read_text().splitlines())
    assert FAST in pair["chosen"][0]["content"]
    assert pair["margin"] > 0


def test_without_a_calibration_the_hint_says_how_to_get_one(afterburner, tmp_path):
    path = dataset(tmp_path / "d.jsonl")
    said = afterburner("train", "data", tmp_path / "out", "--dataset", path, "--journal", tmp_path / "none.jsonl")
    assert said.code == 2
    assert "dataset calibrate" in said.err
