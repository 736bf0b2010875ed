"""The published files themselves, where they are: a few records of each here, all of them in ``benchmarks/sources.py``."""

import os
from itertools import islice
from pathlib import Path

import pytest

from afterburner.core.execution import Limits
from afterburner.dataset.sources import running
from afterburner.dataset.sources.catalogue import all_sources, source_named
from afterburner.dataset.sources.source import Kept

DATA = Path(os.environ.get("AFTERBURNER_DATA") or Path(__file__).parents[4] / "shared" / "data")
SETS = {
    "human-eval": "human_eval/HumanEval.jsonl.gz",
    "leetcode-dataset": "leetcodedataset/LeetCodeDataset-v0.2.0-train.jsonl.gz",
    "coffe-function": "coffe_function",
    "coffe-file": "coffe_file",
    "enamel": "enamel/enamel.csv",
    "code-contests-fusion": "code_contests_sample.jsonl.gz",
}
FEW = 4


@pytest.fixture(autouse=True)
def _patient(monkeypatch, _impatient):
    monkeypatch.setattr(running, "LIMITS", Limits(cpu_s=30.0, wall_s=60.0))
    monkeypatch.setattr(running, "_ALONE", Limits())


@pytest.fixture(params=SETS)
def lines(request):
    path = DATA / SETS[request.param]
    if not path.exists():
        pytest.skip(f"{SETS[request.param]} is not here: set AFTERBURNER_DATA to the folder that it is in")
    return request.param, list(islice(source_named(request.param).read(path, pytest.fail), FEW))


def test_published_records_are_told_by_their_fields(lines):
    name, records = lines
    for line in records:
        assert [source.name for source in all_sources() if source.recognises(line.value)] == [name]


def test_published_records_convert_and_their_solutions_are_accepted(lines, sandbox, all_accepted):
    name, records = lines
    kept = [one for one in (source_named(name).convert(line, sandbox) for line in records) if isinstance(one, Kept)]
    assert len(kept) >= FEW - 1
    for one in kept:
        assert one.problem.tests
        assert all_accepted(one.problem) or not one.problem.references
