"""Benchmarks in other languages than Python: a program of the published solution and its test tells the calls that it makes."""

import os
from pathlib import Path

import pytest

from afterburner.core import encoding
from afterburner.core.problem import Solution
from afterburner.core.status import Verdict
from afterburner.dataset.sources.catalogue import recognised, source_named
from afterburner.dataset.sources.converting import Tally, converted
from afterburner.dataset.sources.humaneval_pack import faulty_solution
from afterburner.dataset.sources.source import DropReason
from afterburner.judge.judge import Effort
from tests.dataset.sources.programs import ALL, pack, ruby
from tests.dataset.sources.records import file_of

UNMEASURED = Effort(repeats=0)
DATA = Path(os.environ.get("AFTERBURNER_DATA") or Path(__file__).parents[4] / "shared" / "data")
FILES = {"cpp": "cpp", "java": "java", "javascript": "js", "go": "go", "rust": "rust", "python": "python"}
needs_data = pytest.mark.skipif(
    not (DATA / "humanevalpack").is_dir(), reason="the published data is not here: set AFTERBURNER_DATA to its folder"
)


@pytest.fixture
def convert(tmp_path, sandbox):
    def run(name, *records):
        tally = Tally()
        path = file_of(tmp_path / "records.jsonl", *records)
        return list(converted(source_named(name), path, sandbox, tally)), tally

    return run


def pairs(problem):
    return [(encoding.decode(test.input), encoding.decode(test.expected)) for test in problem.tests]


@pytest.mark.parametrize("language", ALL)
def test_calls_become_tests_that_the_solution_passes_and_its_twin_does_not(convert, judge, language):
    record = pack(language)
    (problem,), tally = convert("humaneval-pack", record)
    assert pairs(problem) == [([[1.5, 4.0, 2.0], 2], 5.0), ([[3.25], 1], 0.0)]
    assert (problem.id, tally.dropped) == (record["task_id"], [])
    (reference,) = problem.references
    assert judge.judge(problem, reference.solution, effort=UNMEASURED).verdict is Verdict.ACCEPTED
    assert judge.judge(problem, faulty_solution(record), effort=UNMEASURED).verdict is Verdict.WRONG_ANSWER


@pytest.mark.parametrize("language", ALL)
def test_neither_test_nor_twin_is_in_the_problem(convert, language):
    (problem,), _tally = convert("humaneval-pack", pack(language))
    program = problem.program(Solution(code="CODE", language=language)).source.decode()
    assert not any(word in program.lower() for word in ("assert", "testify", "afterburner_traced"))


@pytest.mark.parametrize("language", ALL)
def test_a_solution_that_fails_its_own_test_is_dropped(convert, language):
    record = pack(language, canonical_solution=pack(language)["buggy_solution"])
    problems, tally = convert("humaneval-pack", record)
    assert (problems, [dropped.reason for dropped in tally.dropped]) == ([], [DropReason.REFERENCE_FAILS])
    assert tally.dropped[0].detail


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("cpp", "#include <no/such/header.h>\n"),
        ("java", "import no.such.packages.*;\n"),
        ("javascript", 'const missing = require("no-such-package");\n'),
        ("go", 'import "no/such/package"\n'),
        ("rust", "use no_such_crate::Thing;\n"),
    ],
)
def test_a_package_that_is_not_here_is_named(convert, language, line):
    record = pack(language, declaration=line + pack(language)["declaration"])
    if language == "go":
        record |= {"import": line, "canonical_solution": "    return package.F(values, times)\n}\n"}
    problems, tally = convert("humaneval-pack", record)
    assert (problems, [dropped.reason for dropped in tally.dropped]) == ([], [DropReason.NOT_SUPPORTED])


def test_a_type_without_a_word_in_the_encoding_is_named(convert):
    head = "fn same(value: &dyn std::any::Any) -> bool {\n"
    record = pack(
        "rust",
        declaration=head,
        canonical_solution="    value.is::<i32>()\n}\n",
        signature="same(value: &dyn std::any::Any) -> bool",
        test="#[cfg(test)]\nmod tests {\n    use super::*;\n    #[test]\n    fn t() { assert!(same(&1)); }\n}\n",
    )
    _problems, tally = convert("humaneval-pack", record)
    assert [dropped.reason for dropped in tally.dropped] == [DropReason.NOT_ENCODABLE]


def test_calls_that_would_not_come_back_are_left_out_and_said(convert):
    head = "func Whole(values []interface{}) int {\n"
    body = "    n := 0\n    for _, v := range values {\n        if _, is := v.(int); is {\n            n++\n        }\n    }\n"
    record = pack(
        "go",
        declaration=head,
        canonical_solution=f"{body}    return n\n}}\n",
        signature="func Whole(values []interface{}) int",
        test="func TestWhole(t *testing.T) {\n    assert := assert.New(t)\n"
        "    assert.Equal(1, Whole([]interface{}{'a', 3}))\n"
        '    assert.Equal(2, Whole([]interface{}{1, "x", 2.0, nil, 2, []interface{}{}}))\n}\n',
        test_setup='package main\n\nimport (\n    "testing"\n    "github.com/stretchr/testify/assert"\n)\n',
    )
    (problem,), tally = convert("humaneval-pack", record)
    assert pairs(problem) == [([[1, "x", 2.0, None, 2, []]], 2)]
    assert any("left out" in note for note in tally.notes)


def test_whole_numbers_have_no_tolerance_and_short_floats_a_wider_one(convert):
    head = "const twice = (n) => {\n"
    whole = pack(
        "javascript",
        declaration=head,
        canonical_solution="  return 2 * n;\n}\n",
        signature="const twice = (n)",
        test="console.assert(twice(1000000) === 2000000)\n",
    )
    (twice,), _tally = convert("humaneval-pack", whole)
    (short,), _tally = convert("humaneval-pack", pack("cpp"))
    (long,), _tally = convert("humaneval-pack", pack("java"))
    assert [problem.checker.tolerance for problem in (twice, short, long)] == [0.0, 1e-4, 1e-6]


def test_a_folder_is_read_file_by_file(tmp_path, sandbox):
    file_of(tmp_path / "python.jsonl", pack("python"))
    file_of(tmp_path / "js.jsonl", pack("javascript"))
    problems = list(converted(source_named("humaneval-pack"), tmp_path, sandbox, Tally()))
    assert [problem.id for problem in problems] == ["JavaScript/0", "Python/0"]


def test_ruby_without_a_solution_tells_what_its_test_expects(convert, judge):
    (problem,), _tally = convert("mxeval", ruby())
    assert pairs(problem) == [(["aab", 1], {"a": 2, "b": 1}), (["", 3], None)]
    right = Solution(code="def counted(text, least) = text.empty? ? nil : text.chars.tally\n", language="ruby")
    wrong = Solution(code="def counted(text, least) = text.chars.tally\n", language="ruby")
    assert judge.judge(problem, right, effort=UNMEASURED).verdict is Verdict.ACCEPTED
    assert judge.judge(problem, wrong, effort=UNMEASURED).verdict is Verdict.WRONG_ANSWER
    assert problem.references == ()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"language": "perl"}, DropReason.NOT_SUPPORTED),
        ({"entry_point": "absent"}, DropReason.MISSING_FIELD),
        ({"test": "raise 'no'\n"}, DropReason.REFERENCE_FAILS),
        ({"test": "counted('a', 1)\n"}, DropReason.NO_TESTS),
    ],
)
def test_ruby_that_can_t_be_converted_is_named(convert, changes, reason):
    _problems, tally = convert("mxeval", ruby(**changes))
    assert [dropped.reason for dropped in tally.dropped] == [reason]


@pytest.mark.parametrize(("name", "record"), [("humaneval-pack", pack("go")), ("mxeval", ruby())])
def test_a_format_is_told_by_its_fields(name, record):
    assert recognised(record) is source_named(name)


@needs_data
@pytest.mark.parametrize("language", FILES)
def test_published_records_convert(sandbox, judge, language):
    path = DATA / "humanevalpack" / f"{FILES[language]}.jsonl.gz"
    problems = list(converted(source_named("humaneval-pack"), path, sandbox, Tally(), most=3))
    assert len(problems) == 3
    for problem in problems:
        assert judge.judge(problem, problem.references[0].solution, effort=UNMEASURED).verdict is Verdict.ACCEPTED
