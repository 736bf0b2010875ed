"""Calibration: every execution is kept at once, nothing is measured twice, and what changed is measured anew."""

import json
from dataclasses import replace

import pytest

from afterburner.core.errors import DataError, SandboxError, UsageError
from afterburner.core.execution import Limits
from afterburner.core.journal import Journal
from afterburner.core.objective import Quantity
from afterburner.core.problem import Problem, Purpose, Reference, Solution, Test
from afterburner.core.status import Verdict
from afterburner.dataset.calibration import MEASURE_VERSION, Calibration, calibrate
from afterburner.sandbox.fake import FakeSandbox, ran

TESTS = (
    Test(name="small", input=b"s", expected=b"1"),
    Test(name="a", input=b"1", expected=b"1", purpose=Purpose.PERFORMANCE),
    Test(name="b", input=b"2", expected=b"1", purpose=Purpose.PERFORMANCE),
)


def reference(name, language="python"):
    return Reference(name=name, idea="", solution=Solution(code=name, language=language))


PROBLEM = Problem(id="p", title="", statement="", tests=TESTS, references=(reference("slow"), reference("fast")))
HOST = {"machine": "made up"}


def world():
    return FakeSandbox({"slow": ran(b"1", cpu_s=2.0), "fast": ran(b"1", cpu_s=0.5), "wrong": ran(b"2")})


def run(path, sandbox, problem=PROBLEM, *, host=HOST, **options):
    with Journal(path) as journal:
        known = Calibration(journal, host=host)
        done = list(calibrate([problem], sandbox, known, **{"repeats": 3, **options}))
        return known, done


def cpu_s(known, name, problem=PROBLEM):
    subject = known.subject(problem, next(r for r in problem.references if r.name == name))
    measurement = known.measurement(subject)
    return measurement and measurement.quantities[Quantity.CPU_S].estimate


def test_every_solution_runs_on_every_timed_test_as_often_as_asked(tmp_path):
    known, done = run(tmp_path / "j.jsonl", sandbox := world())
    assert len(done) == len(sandbox.calls) == 2 * 2 * 3
    assert cpu_s(known, "slow") == pytest.approx(4.0)
    assert cpu_s(known, "fast") == pytest.approx(1.0)


def test_a_second_run_measures_nothing_and_knows_the_same(tmp_path):
    first, _done = run(tmp_path / "j.jsonl", world())
    second, done = run(tmp_path / "j.jsonl", sandbox := world())
    assert (done, sandbox.calls) == ([], [])
    assert cpu_s(second, "slow") == cpu_s(first, "slow")


def test_more_repeats_make_only_those_that_are_missing(tmp_path):
    run(tmp_path / "j.jsonl", world())
    _known, done = run(tmp_path / "j.jsonl", world(), repeats=5)
    assert len(done) == 2 * 2 * 2


@pytest.mark.parametrize(
    "changed",
    [
        {"limits": Limits(cpu_s=3)},
        {"tests": (*TESTS[:2], replace(TESTS[2], input=b"3"))},
        {"tests": (*TESTS[:2], replace(TESTS[2], expected=b"1\n"))},
        {"entry_point": None, "references": (reference("fast"),), "tests": TESTS[:2]},
    ],
)
def test_what_changed_is_measured_anew(tmp_path, changed):
    run(tmp_path / "j.jsonl", world())
    problem = replace(PROBLEM, **changed)
    _known, done = run(tmp_path / "j.jsonl", world(), problem)
    assert len(done) == len(problem.references) * len(problem.timed_tests()) * 3


def test_small_tests_and_names_change_nothing(tmp_path):
    run(tmp_path / "j.jsonl", world())
    _known, done = run(tmp_path / "j.jsonl", world(), replace(PROBLEM, title="new", tests=TESTS[1:]))
    assert done == []


def test_a_journal_of_another_machine_is_refused_and_left_as_it_is(tmp_path):
    run(tmp_path / "j.jsonl", world())
    before = (tmp_path / "j.jsonl").read_bytes()
    with pytest.raises(DataError, match=r"j\.jsonl, line 1: measured with host") as refusal:
        run(tmp_path / "j.jsonl", world(), host={"machine": "another"})
    assert "--out" in refusal.value.hint
    assert (tmp_path / "j.jsonl").read_bytes() == before


def change(path, **values):
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    lines[1] |= values
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))


def test_a_journal_of_another_version_of_measuring_is_refused(tmp_path):
    run(tmp_path / "j.jsonl", world())
    change(tmp_path / "j.jsonl", measure_version=MEASURE_VERSION - 1)
    with pytest.raises(DataError, match="line 2: measured with measure_version 1, and here it is 2") as refusal:
        run(tmp_path / "j.jsonl", world())
    assert "--out" in refusal.value.hint


def test_a_journal_of_the_first_schema_is_refused_with_what_to_do(tmp_path):
    with Journal(tmp_path / "j.jsonl") as journal:
        journal.append({"schema_version": 1, "key": "k", "repeat": 0, "test": "t", "verdict": "accepted", "cpu_s": 1.0})
    with pytest.raises(DataError, match="line 1: its schema version is 1") as refusal:
        run(tmp_path / "j.jsonl", world())
    assert "move the file away" in refusal.value.hint


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -1.0])
@pytest.mark.parametrize("name", ["cpu_s", "wall_s", "peak_bytes", "integral_byte_s"])
def test_a_cost_that_is_no_number_is_named(tmp_path, name, value):
    run(tmp_path / "j.jsonl", world())
    change(tmp_path / "j.jsonl", **{name: value})
    with pytest.raises(DataError, match=f"line 2: {name} is {value}"):
        run(tmp_path / "j.jsonl", world())


def test_each_repeat_has_a_memory_layout_of_its_own(tmp_path):
    run(tmp_path / "j.jsonl", sandbox := world())
    assert [call.layout for call in sandbox.calls] == [1] * 4 + [2] * 4 + [3] * 4


def test_passes_are_whole_and_in_order(tmp_path):
    known, _done = run(tmp_path / "j.jsonl", world())
    passes = known.passes(known.subject(PROBLEM, PROBLEM.references[0]))
    assert [one.cpu_s for one in passes] == [4.0, 4.0, 4.0]
    lines = (tmp_path / "j.jsonl").read_bytes().splitlines(keepends=True)
    (tmp_path / "j.jsonl").write_bytes(b"".join(lines[:6]))
    with Journal(tmp_path / "j.jsonl") as journal:
        half = Calibration(journal, host=HOST)
    assert sum(len(half.passes(half.subject(PROBLEM, one))) for one in PROBLEM.references) == 3


@pytest.mark.parametrize("kept", range(13))
def test_killed_at_any_line_only_what_is_missing_is_made(tmp_path, kept):
    run(tmp_path / "j.jsonl", world())
    lines = (tmp_path / "j.jsonl").read_bytes().splitlines(keepends=True)
    (tmp_path / "j.jsonl").write_bytes(b"".join(lines[:kept]) + b'{"half')
    known, done = run(tmp_path / "j.jsonl", world())
    assert len(done) == 12 - kept
    assert cpu_s(known, "slow") == pytest.approx(4.0)


def test_a_solution_that_is_wrong_is_refused_and_not_measured_on(tmp_path):
    problem = replace(PROBLEM, references=(reference("wrong"), reference("fast")))
    known, _done = run(tmp_path / "j.jsonl", sandbox := world(), problem)
    assert known.refused(known.subject(problem, problem.references[0])) is Verdict.WRONG_ANSWER
    assert cpu_s(known, "wrong", problem) is None
    assert sum(call.program.source == b"wrong" for call in sandbox.calls) < 6
    assert run(tmp_path / "j.jsonl", world(), problem)[1] == []


def test_a_machine_fault_is_nobody_s_figure_and_what_was_measured_is_kept(tmp_path):
    sandbox = FakeSandbox(world()._behaviour, faults=[7])
    with pytest.raises(SandboxError):
        run(tmp_path / "j.jsonl", sandbox)
    _known, done = run(tmp_path / "j.jsonl", world())
    assert 0 < len(done) < 12


def test_repeats_are_interleaved(tmp_path):
    _known, done = run(tmp_path / "j.jsonl", sandbox := world())
    ran_first = {call.program.source for call in sandbox.calls[:4]}
    assert len(done) == 12
    assert ran_first == {b"slow", b"fast"}


def test_a_chosen_language_leaves_out_the_others(tmp_path):
    wanted = lambda one: one.solution.language == "ruby"  # noqa: E731
    assert run(tmp_path / "j.jsonl", world(), wanted=wanted)[1] == []


@pytest.mark.parametrize("options", [{"repeats": 0}, {"workers": 0}])
def test_nothing_to_do_is_a_usage_error(tmp_path, options):
    with pytest.raises(UsageError):
        run(tmp_path / "j.jsonl", world(), **options)


@pytest.mark.parametrize("line", [{"foo": 1}, {"schema_version": 9, "key": "k", "verdict": "accepted"}])
def test_a_file_that_is_no_calibration_is_named(tmp_path, line):
    with Journal(tmp_path / "j.jsonl") as journal:
        journal.append(line)
    with pytest.raises(DataError, match="line 1"):
        run(tmp_path / "j.jsonl", world())
