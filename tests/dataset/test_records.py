"""Problems and tests as JSON and back."""

import gzip
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from afterburner.core.errors import DataError, UsageError
from afterburner.core.execution import Limits
from afterburner.core.problem import (
    CheckerKind,
    Difficulty,
    Problem,
    Purpose,
    Reference,
    Solution,
    Test,
    Visibility,
)
from afterburner.dataset import builtin, records
from tests.strategies import checkers

quick = settings(max_examples=60, deadline=None)
texts = st.text(max_size=10)
tests = st.builds(
    Test,
    name=texts,
    input=st.binary(max_size=20) | texts.map(str.encode),
    expected=st.binary(max_size=20),
    purpose=st.sampled_from(Purpose),
    visibility=st.sampled_from(Visibility),
)
problems = st.builds(
    Problem,
    id=texts,
    title=texts,
    statement=texts,
    tests=st.lists(tests, max_size=3).map(tuple),
    difficulty=st.none() | st.sampled_from(Difficulty),
    tags=st.lists(texts, max_size=2).map(tuple),
    entry_point=st.none() | texts,
    checker=checkers,
    oracle=st.none() | texts,
    limits=st.builds(
        Limits,
        cpu_s=st.floats(0.1, 100),
        wall_s=st.floats(0.1, 100),
        memory_bytes=st.integers(1, 1 << 40),
        output_bytes=st.integers(1, 1 << 40),
        processes=st.integers(1, 1000),
        scratch_bytes=st.integers(1, 1 << 40),
    ),
    starter=texts,
    references=st.lists(
        st.builds(Reference, name=texts, idea=texts, solution=st.builds(Solution, code=texts, language=texts)),
        max_size=2,
    ).map(tuple),
    generator=st.none() | texts,
    performance_sizes=st.lists(st.integers(1, 10**6), max_size=3).map(tuple),
)


@quick
@given(problems)
def test_a_problem_comes_back_from_its_line_as_it_was(problem):
    line = records.to_record(problem).model_dump_json()
    assert "\n" not in line
    assert records.from_record(records.ProblemRecord.model_validate_json(line)) == problem


@quick
@given(st.lists(tests, max_size=5))
def test_tests_come_back_from_their_file_as_they_were(tmp_path_factory, some):
    path = tmp_path_factory.mktemp("cache") / "new" / "tests.jsonl.gz"
    records.write_tests(path, some)
    assert records.read_tests(path) == tuple(some)
    assert [p.name for p in path.parent.iterdir()] == [path.name]


@quick
@given(st.binary(max_size=50))
def test_bytes_come_back_from_text_as_they_were(data):
    assert records.from_text(records.to_text(data)) == data


def test_built_in_problems_come_back_with_their_limits():
    limited = replace(builtin.describe("running-median"), limits=Limits(cpu_s=0.5, memory_bytes=1 << 25))
    assert records.from_record(records.to_record(limited)) == limited


@pytest.mark.parametrize("extra", [{"answer": 1}, {"limits": {"cpu": 3}}, {"tests": [{"name": "t"}]}])
def test_unknown_and_missing_fields_are_refused(extra):
    good = {"id": "p", "title": "", "statement": "", "tests": []}
    assert records.ProblemRecord.model_validate(good)
    with pytest.raises(ValidationError):
        records.ProblemRecord.model_validate({**good, **extra})


WHOLE = gzip.compress(b'{"name": "a", "input": "1", "expected": "2"}\n' * 50)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not gzip",
        WHOLE[:-20],
        WHOLE[:20] + b"\0\0\0\0" + WHOLE[24:],
        gzip.compress(b"{\n"),
        gzip.compress(b"\xff\xff\n"),
        gzip.compress(b"[]\n"),
        gzip.compress(b'{"name": "a"}\n'),
        gzip.compress(b'{"name": "a", "input": {"base64": "?"}, "expected": ""}\n'),
    ],
    ids=["empty", "no gzip", "cut off", "damaged", "no JSON", "no UTF-8", "no object", "fields", "base64"],
)
def test_a_broken_file_of_tests_is_named_with_what_to_do(tmp_path, data):
    path = tmp_path / "tests.jsonl.gz"
    path.write_bytes(data)
    if not data:
        assert records.read_tests(path) == ()
        return
    with pytest.raises(DataError) as caught:
        records.read_tests(path)
    assert f"{path}, line " in caught.value.message
    assert "delete the file" in caught.value.hint


PLAIN = {"id": "p", "title": "", "statement": "", "tests": []}


def test_a_checker_program_is_read_from_a_record():
    program = {"code": "print(1)", "language": "ruby", "name": "c.rb", "limits": {"cpu_s": 0.5}}
    record = records.ProblemRecord.model_validate({**PLAIN, "checker": "program", "checker_program": program})
    checker = records.from_record(record).checker
    assert checker.kind is CheckerKind.PROGRAM
    assert (checker.program.solution, checker.program.name) == (Solution(code="print(1)", language="ruby"), "c.rb")
    assert checker.program.limits == Limits(cpu_s=0.5)


def test_records_that_were_written_before_there_were_checker_programs_are_read():
    problem = records.from_record(records.ProblemRecord.model_validate({**PLAIN, "checker": "float"}))
    assert (problem.checker.program, problem.oracle) == (None, None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"checker": "program"},
        {"checker": "exact", "checker_program": {"code": "x"}},
        {"tolerance": -1},
        {"tolerance": float("nan")},
        {"tolerance": 1e300},
        {"limits": {"cpu_s": float("inf")}},
        {"limits": {"memory_bytes": -1}},
        {"checker": "program", "checker_program": {"code": "x", "limits": {"wall_s": 1e300}}},
    ],
    ids=str,
)
def test_a_record_that_makes_no_sense_is_a_usage_error(wrong):
    with pytest.raises(UsageError):
        records.from_record(records.ProblemRecord.model_validate({**PLAIN, **wrong}))
