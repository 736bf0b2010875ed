"""Synthesis: what is written is right, the same for the same knobs, and survives every interruption."""

import json
from dataclasses import replace

import pytest

from afterburner.core.errors import DataError, UsageError
from afterburner.core.problem import Difficulty, Purpose, Visibility
from afterburner.dataset.families import drawing
from afterburner.dataset.families.drawing import Knobs
from afterburner.dataset.families.family import Algorithm
from afterburner.dataset.families.growing import Growing
from afterburner.dataset.families.synthesis import synthesise
from afterburner.dataset.families.verifying import Reason, verified
from afterburner.dataset.families.vocabulary import Vocabulary
from afterburner.dataset.files import read_problems
from afterburner.judge.judge import Judge
from afterburner.sandbox.pool import Pool
from tests.dataset.family_samples import NAMES, by_level, drawn, toy

KNOBS = Knobs(seed=1, families=("recurrences", "counting-out", "own-order"), solutions=3)
COUNT = 4


def made(path, knobs=KNOBS, count=COUNT, *, workers=1, **options):
    with Pool(workers=workers) as pool:
        return synthesise(path, knobs, count=count, pool=pool, **options)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    path = tmp_path_factory.mktemp("whole") / "problems.jsonl"
    made(path)
    return path.read_bytes()


def problems_in(path):
    faults = []
    found = list(read_problems(path, report=faults.append))
    assert not faults
    return found


def test_what_is_written_are_whole_problems(whole, tmp_path, sandbox):
    path = tmp_path / "problems.jsonl"
    path.write_bytes(whole)
    found = problems_in(path)
    assert len(found) == len({problem.id for problem in found}) == COUNT
    for problem in found:
        assert problem.oracle in {reference.name for reference in problem.references}
        assert len(problem.references) == 3
        assert problem.signature
        assert len({test.input for test in problem.tests}) == len(problem.tests) >= 6
        timed = [test for test in problem.tests if test.purpose is Purpose.PERFORMANCE]
        assert len(timed) == len(problem.performance_sizes)
        public = [test for test in problem.tests if test.visibility is Visibility.PUBLIC]
        assert len(public) == 3
        assert {test.purpose for test in public} == {Purpose.CORRECTNESS}
    # Judged again with fresh inputs: generator and oracle work from the file.
    assert Judge(sandbox).judge(found[0], found[0].references[-1].solution).measurement is not None


def test_more_workers_write_the_same_bytes(whole, tmp_path):
    made(tmp_path / "out.jsonl", workers=2)
    assert (tmp_path / "out.jsonl").read_bytes() == whole


def test_measuring_writes_the_same_bytes(whole, tmp_path):
    tally = made(tmp_path / "out.jsonl", measure=True)
    assert (tmp_path / "out.jsonl").read_bytes() == whole
    assert all(spread > 1 for values in tally.spreads.values() for spread in values)


@pytest.mark.parametrize("keep", [0, 1, -1, -200, "newline"])
def test_a_file_that_was_cut_anywhere_is_finished_to_the_same_bytes(whole, tmp_path, keep):
    path = tmp_path / "out.jsonl"
    end = whole.rstrip(b"\n").rfind(b"\n") + 1 if keep == "newline" else keep
    path.write_bytes(whole[:end])
    tally = made(path)
    assert path.read_bytes() == whole
    assert tally.found == whole[:end].count(b"\n")


def test_a_larger_count_goes_on(whole, tmp_path):
    path = tmp_path / "out.jsonl"
    made(path, count=2)
    assert whole.startswith(path.read_bytes())
    made(path)
    assert path.read_bytes() == whole


def test_a_file_that_is_complete_stays_as_it_is(whole, tmp_path):
    path = tmp_path / "out.jsonl"
    path.write_bytes(whole)
    tally = made(path)
    assert (tally.found, tally.problems, tally.solutions) == (COUNT, COUNT, 0)
    assert path.read_bytes() == whole


@pytest.mark.parametrize(
    "changes",
    [
        {"seed": 2},
        {"families": ("recurrences",)},
        {"difficulty": Difficulty.EASY},
        {"vocabulary": Vocabulary.SMALL},
        {"solutions": 4},
    ],
)
def test_other_knobs_into_the_same_file_are_refused(whole, tmp_path, changes):
    path = tmp_path / "out.jsonl"
    path.write_bytes(whole)
    with pytest.raises(UsageError, match="line 1: written with other knobs") as caught:
        made(path, replace(KNOBS, **changes))
    assert "another file" in caught.value.hint
    assert path.read_bytes() == whole


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{"id": "something-else"}\n', "no problem"),
        (b"notes\nmore notes", "no problem"),
    ],
)
def test_a_file_of_something_else_is_refused_and_kept(tmp_path, content, message):
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=message):
        made(path)
    assert path.read_bytes() == content


def test_lines_out_of_order_are_refused(whole, tmp_path):
    path = tmp_path / "out.jsonl"
    lines = whole.splitlines(keepends=True)
    path.write_bytes(lines[1] + lines[0])
    with pytest.raises(UsageError, match="line 2: out of order"):
        made(path)


@pytest.mark.parametrize(
    ("name", "count", "message"),
    [("out.jsonl.gz", 1, "compressed"), ("out.jsonl", 0, "count"), ("out.jsonl", 1, "already")],
)
def test_what_can_not_be_done_is_a_usage_error_with_a_hint(whole, tmp_path, name, count, message):
    (tmp_path / "out.jsonl").write_bytes(whole)
    with pytest.raises(UsageError, match=message) as caught:
        made(tmp_path / name, count=count)
    assert caught.value.hint


def test_two_writers_of_one_file_are_refused(tmp_path):
    path = tmp_path / "out.jsonl"
    with Growing(path, KNOBS), pytest.raises(UsageError, match="another process"):
        Growing(path, KNOBS)


def test_a_folder_that_can_not_be_written_is_a_data_error(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(DataError, match="can't be opened"):
        made(tmp_path / "file" / "out.jsonl")


def toy_candidate(family, number=0):
    (candidate,) = drawn("members", 1)
    task = replace(
        candidate.task,
        family=family,
        drawn={"a": 2},
        steps=(),
        finish=None,
        names=replace(candidate.task.names, entry="toy", arguments={"xs": "xs"}),
    )
    return replace(candidate, task=task, number=number, signature="toy(xs: list[int]) -> int")


WRONG = Algorithm("wrong", "Forget the factor.", {"list": "return sum(xs)"})
RIGHT = toy().algorithms


def test_a_solution_that_is_not_accepted_is_left_out_and_told(sandbox):
    outcome = verified(toy_candidate(toy(algorithms=(WRONG, *RIGHT))), sandbox)
    assert outcome.problem is not None
    assert not [r for r in outcome.problem.references if r.name.startswith("wrong")]
    assert {one.reason for one in outcome.left_out} == {Reason.NOT_ACCEPTED}
    assert all("wrong--" in one.detail for one in outcome.left_out)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"generator": "return [[1 for _ in range(size // 100)]]"}, Reason.VACUOUS),
        ({"generator": "return [1 // 0]"}, Reason.BROKEN),
        ({"algorithms": (RIGHT[0], Algorithm("broken", "Divide by 0.", {"list": "return 1 // 0"}))}, Reason.BROKEN),
        ({"algorithms": (RIGHT[0], Algorithm("broken", "No Python.", {"list": "return ]"}))}, Reason.BROKEN),
        ({"algorithms": (RIGHT[0], Algorithm("broken", "No hole.", {"list": "return $b"}))}, Reason.BROKEN),
    ],
)
def test_a_problem_that_is_none_is_left_out_and_told(sandbox, changes, reason):
    outcome = verified(toy_candidate(toy(**changes)), sandbox)
    assert outcome.problem is None
    assert [one.reason for one in outcome.left_out] == [reason]


def test_vacuous_problems_are_left_out_the_same_way_after_an_interruption(tmp_path, monkeypatch):
    # Odd numbers give a problem whose answers are all 0.
    family = toy(
        draw=lambda rng, _level: {"a": rng.randrange(1, 10_000), "zero": rng.choice([0, 1])},
        generator="return [[$zero * rng.randrange(9) for _ in range(size)]]",
    )
    monkeypatch.setattr(drawing, "families_named", lambda _names: (family,))
    knobs = Knobs(difficulty=Difficulty.EASY, solutions=2)
    path, cut = tmp_path / "whole.jsonl", tmp_path / "cut.jsonl"
    tally = made(path, knobs, 6)
    assert {one.reason for one in tally.left_out} == {Reason.VACUOUS}
    lines = path.read_bytes().splitlines(keepends=True)
    cut.write_bytes(b"".join(lines[:3]) + lines[3][:50])
    made(cut, knobs, 6, workers=2)
    assert cut.read_bytes() == path.read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_every_family_is_verified_without_a_fault(name, sandbox):
    for candidate in by_level(name, seed=11, solutions=10):
        outcome = verified(candidate, sandbox, measure=True)
        assert not [one for one in outcome.left_out if one.reason is not Reason.VACUOUS]
        assert outcome.spread is None or outcome.spread >= 3


def test_a_line_carries_no_timings(whole):
    for line in whole.splitlines():
        fields = json.loads(line)
        assert not {"measurement", "cpu_s", "time"} & {*fields, *fields["references"][0], *fields["tests"][0]}
