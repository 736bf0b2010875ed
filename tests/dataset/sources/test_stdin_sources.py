"""Whole programs, taken as they are: APPS, TACO, CodeContests, LiveCodeBench, PIE; and the functions among them."""

import base64
import io
import json
import pickle
import zlib

import pytest

from afterburner.core.problem import Difficulty, Visibility
from afterburner.core.status import Verdict
from afterburner.dataset.files import Line
from afterburner.dataset.sources.catalogue import source_named
from afterburner.dataset.sources.pickled_text import packed_text, text_of_pickle
from afterburner.dataset.sources.source import DropReason
from tests.dataset.sources.conftest import pairs, texts
from tests.dataset.sources.published import (
    apps,
    apps_function,
    code_contests,
    fusion,
    live_code_bench,
    live_code_bench_function,
    packed,
    pie,
    taco,
)
from tests.dataset.sources.records import file_of


def test_apps_s_programs_read_stdin(convert):
    (problem,), tally = convert("apps", apps())
    assert texts(problem) == [("1 2\n", "3\n"), ("3 4\n5", "7\n")]
    assert (problem.id, problem.difficulty, problem.entry_point) == ("apps/12", Difficulty.MEDIUM, None)
    assert any("calibrate" in note for note in tally.notes)


def test_apps_s_functions_are_settled_by_their_solutions(convert, all_accepted):
    (problem,), _tally = convert("apps", apps_function())
    assert problem.entry_point == "Solution.both"
    assert pairs(problem) == [([[4, 2]], (2, 4)), ([[1]], (1, 1))]
    assert all_accepted(problem)


def test_a_wrong_first_solution_settles_nothing(convert):
    wrong = "class Solution:\n    def both(self, a):\n        return 0\n"
    codes = [wrong, *json.loads(apps_function()["solutions"])]
    (problem,), _tally = convert("apps", apps_function(solutions=json.dumps(codes)))
    assert pairs(problem)[0] == ([[4, 2]], (2, 4))


def test_apps_s_functions_without_solutions_expect_what_json_says(convert):
    (problem,), tally = convert("apps", apps_function(solutions=""))
    assert pairs(problem) == [([[4, 2]], [2, 4]), ([[1]], [1, 1])]
    assert any("lists" in note for note in tally.notes)


def test_taco_s_records_are_known_by_their_statement(convert):
    (one,), _tally = convert("taco", taco())
    (two,), _tally = convert("taco", taco(question="Another."))
    assert one.id.startswith("taco/")
    assert one.id != two.id
    assert (one.difficulty, one.tags) == (Difficulty.HARD, ("Sorting",))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"input_output": ""}, DropReason.NO_TESTS),
        ({"input_output": "{"}, DropReason.NOT_JSON),
        ({"input_output": "[1]"}, DropReason.MISSING_FIELD),
        ({"input_output": json.dumps({"inputs": [], "outputs": []})}, DropReason.NO_TESTS),
        ({"input_output": json.dumps({"inputs": ["1"], "outputs": []})}, DropReason.NO_TESTS),
        ({"input_output": json.dumps({"inputs": [5], "outputs": ["5"]})}, DropReason.MISSING_FIELD),
        ({"input_output": json.dumps({"fn_name": "f", "inputs": [[1]], "outputs": [1]})}, DropReason.REFERENCE_FAILS),
        ({"input_output": json.dumps({"inputs": ["\ud800"], "outputs": ["1"]})}, DropReason.NOT_ENCODABLE),
        ({"solutions": "nothing"}, DropReason.NOT_JSON),
        ({"question": None}, DropReason.MISSING_FIELD),
    ],
)
def test_apps_records_that_can_t_be_used_are_named_and_the_rest_goes_on(convert, changes, reason):
    problems, tally = convert("apps", apps(**changes), apps(problem_id=99))
    assert [problem.id for problem in problems] == ["apps/99"]
    assert [(dropped.id, dropped.reason) for dropped in tally.dropped] == [("apps/12", reason)]


def test_code_contests_keeps_visibility_languages_and_wider_limits(convert):
    (problem,), tally = convert("code-contests", code_contests())
    assert [(test.name, test.visibility) for test in problem.tests] == [
        ("public-1", Visibility.PUBLIC),
        ("private-1", Visibility.PRIVATE),
        ("generated-2", Visibility.PRIVATE),
    ]
    assert [r.solution.language for r in problem.references] == ["python", "cpp"]
    assert (problem.difficulty, problem.limits.cpu_s, problem.tags) == (Difficulty.HARD, 20.5, ("math",))
    assert problem.limits.memory_bytes == 1 << 30
    assert {"solutions left out: published as incorrect"} <= set(tally.notes)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"input_file": "in.txt"}, DropReason.NOT_SUPPORTED),
        ({"public_tests": {}, "private_tests": None, "generated_tests": None}, DropReason.MISSING_FIELD),
        ({"public_tests": None, "private_tests": None, "generated_tests": None}, DropReason.NO_TESTS),
        ({"public_tests": {"input": ["1"], "output": []}}, DropReason.NO_TESTS),
        ({"solutions": "x"}, DropReason.NOT_JSON),
    ],
)
def test_code_contests_records_that_can_t_be_used_are_named(convert, changes, reason):
    _problems, tally = convert("code-contests", code_contests(**changes))
    assert [dropped.reason for dropped in tally.dropped] == [reason]


def test_lists_of_pairs_and_names_of_languages_do_as_well(convert):
    record = code_contests(
        public_tests=[{"input": "1 2", "output": "3"}],
        difficulty="EASY",
        solutions={"language": ["PYTHON3", "PYTHON", "JAVA"], "solution": ["pass", "print 1", "class A {}"]},
    )
    (problem,), _tally = convert("code-contests", record)
    assert [r.solution.language for r in problem.references] == ["python", "java"]
    assert problem.difficulty is Difficulty.EASY


def test_code_contests_as_sandbox_fusion_has_it(convert):
    (problem,), _tally = convert("code-contests-fusion", fusion())
    assert texts(problem) == [("1 2", "3\n")]
    assert (problem.title, problem.difficulty) == ("sum", Difficulty.EASY)


def test_live_code_bench_unpacks_its_private_tests(convert):
    (problem,), _tally = convert("livecodebench", live_code_bench())
    assert texts(problem) == [("1 2\n", "3\n"), ("5 5\n", "10\n")]
    assert [test.visibility for test in problem.tests] == [Visibility.PUBLIC, Visibility.PRIVATE]


def test_live_code_bench_s_functions_are_called(convert, verdict):
    (problem,), _tally = convert("livecodebench", live_code_bench_function())
    assert pairs(problem) == [([[1, 2], 3], [4, 5]), ([[], 1], [])]
    assert (problem.entry_point, problem.checker.tolerance) == ("Solution.shift", 0.0)
    code = problem.starter + "return [x + k for x in a]\n"
    assert verdict(problem, code) is Verdict.ACCEPTED


class Evil:
    def __reduce__(self):
        return (eval, ("open('mark', 'w')",))


def _compressed(data):
    return base64.b64encode(zlib.compress(data)).decode()


@pytest.mark.parametrize(
    "private",
    [
        _compressed(pickle.dumps(Evil())),
        _compressed(pickle.dumps(["[]"])),
        _compressed(pickle.dumps({"a": 1})),
        _compressed(pickle.dumps(b"[]")),
        _compressed(pickle.dumps("no JSON")),
        _compressed(pickle.dumps('{"a": 1}')),
        _compressed(b"no pickle"),
        _compressed(b""),
        packed([])[:-8],
        "not base64!",
        base64.b64encode(b"not compressed").decode(),
    ],
)
def test_what_is_packed_is_never_unpickled(convert, private, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    problems, tally = convert("livecodebench", live_code_bench(private_test_cases=private))
    assert problems == []
    assert tally.dropped[0].reason is DropReason.NOT_JSON
    assert not (tmp_path / "mark").exists()


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("text", ["", "[]", "ü" * 300, "x" * 70_000])
def test_a_pickled_text_comes_back_whatever_the_protocol(protocol, text):
    assert text_of_pickle(pickle.dumps(text, protocol)) == text


def test_a_pickle_of_two_texts_is_none_of_a_text():
    file = io.BytesIO()
    pickle.dump(("a", "b"), file)
    with pytest.raises(ValueError, match="more than a text"):
        text_of_pickle(file.getvalue())


def test_what_claims_to_be_enormous_is_refused(monkeypatch):
    monkeypatch.setattr("afterburner.dataset.sources.pickled_text._MOST_BYTES", 1000)
    with pytest.raises(ValueError, match="gigabyte"):
        packed_text(_compressed(pickle.dumps("0" * 10_000)))


@pytest.fixture
def pairs_of_programs(tmp_path):
    def write(*records, tests=("p00001",)):
        for problem in tests:
            folder = tmp_path / "merged_test_cases" / problem
            folder.mkdir(parents=True)
            for number, numbers in enumerate(["1 2", "3 4"]):
                (folder / f"input.{number}.txt").write_text(f"{numbers}\n")
                (folder / f"output.{number}.txt").write_text(f"{sum(map(int, numbers.split()))}\n")
        return file_of(tmp_path / "pairs.jsonl", *records)

    return write


def test_all_pairs_of_a_problem_are_one_problem(convert_path, pairs_of_programs, all_accepted):
    third = "a, b = input().split()\nprint(int(a) + int(b))\n"
    path = pairs_of_programs(pie(), pie(problem_id="p2"), pie(code_v1=third))
    (problem,), tally = convert_path("pie", path)
    assert [r.solution.code for r in problem.references] == [pie()["code_v0"], pie()["code_v1"], third]
    assert [r.idea for r in problem.references][:2] == ["The slower of a pair.", "The faster of a pair."]
    assert texts(problem) == [("1 2\n", "3\n"), ("3 4\n", "7\n")]
    assert all_accepted(problem)
    assert [(dropped.id, dropped.reason) for dropped in tally.dropped] == [("pie/p2", DropReason.NO_TESTS)]


def test_pairs_that_are_no_pairs_are_told(convert_path, pairs_of_programs):
    path = pairs_of_programs(pie(problem_id=None), pie(problem_id="../p00001"), pie(language="COBOL"))
    problems, tally = convert_path("pie", path)
    assert problems == []
    assert [fault.field for fault in tally.faults] == ["problem_id"]
    assert [dropped.reason for dropped in tally.dropped] == [DropReason.NO_TESTS, DropReason.NO_REFERENCE]


def test_no_record_names_the_folder_that_its_tests_are_in(sandbox, pairs_of_programs, tmp_path):
    pairs_of_programs(pie())
    forged = pie(tests=str(tmp_path / "merged_test_cases" / "p00001"), pairs=[pie()])
    dropped = source_named("pie").convert(Line(file="", number=1, value=forged), sandbox)
    assert dropped.reason is DropReason.NO_TESTS
