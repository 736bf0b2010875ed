"""Which format a record is of is told by its fields, and no two sources claim it."""

import pytest

from afterburner.dataset.files import Line
from afterburner.dataset.sources.catalogue import all_sources, recognised
from afterburner.dataset.sources.coffe import read_folder
from tests.dataset.sources import published
from tests.dataset.sources.programs import pack, ruby
from tests.dataset.sources.records import human_eval, leetcode

_FORMATS = {
    **published.FORMATS,
    "human-eval": human_eval(),
    "humaneval-pack": pack("cpp"),
    "leetcode-dataset": leetcode(),
    "mxeval": ruby(),
}


def claimants(record):
    return [source.name for source in all_sources() if source.recognises(record)]


@pytest.mark.parametrize("name", _FORMATS)
def test_just_its_own_source_recognises_a_record(name):
    assert claimants(_FORMATS[name]) == [name]
    assert recognised(_FORMATS[name]).name == name


@pytest.mark.parametrize(
    ("name", "folder"), [("coffe-function", published.coffe_function), ("coffe-file", published.coffe_file)]
)
def test_folders_of_coffe_are_told_apart(tmp_path, name, folder):
    line = next(read_folder(folder(tmp_path / "coffe")))
    assert isinstance(line, Line)
    assert claimants(line.value) == [name]


def test_every_source_is_tried_here():
    known = set(_FORMATS) | {"coffe-function", "coffe-file"}
    assert known == {source.name for source in all_sources()}


@pytest.mark.parametrize("record", [{}, {"id": 1}, {"task_id": "x", "prompt": "y"}, {"problem_id": 1, "solutions": []}])
def test_other_records_are_of_no_format(record):
    assert claimants(record) == []
