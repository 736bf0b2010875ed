"""An evaluation, in a real sandbox: what it scores, what it keeps, and what it refuses."""

import json
import threading
from contextlib import closing
from dataclasses import replace

import pytest

from afterburner.core.errors import DataError, SandboxError, UsageError
from afterburner.core.journal import Journal
from afterburner.core.objective import Quantity
from afterburner.core.status import Verdict
from afterburner.dataset.calibration import Calibration
from afterburner.experiment.assembling import assemble, facts_of
from afterburner.experiment.condition import Condition, Start, Tests
from afterburner.experiment.config import EvaluationConfig
from afterburner.experiment.evaluate import Evaluation
from afterburner.experiment.evaluation_folder import JOURNAL, EvaluationFolder
from afterburner.experiment.problems import chosen_ids, problems_of
from afterburner.experiment.results import Provenance
from afterburner.experiment.scoring import Metric, Scoring
from afterburner.policy.catalogue import Policies, PolicyConfig
from afterburner.policy.port import Lost
from afterburner.sandbox import host
from afterburner.sandbox.pool import Pool
from tests.experiment.small_dataset import FORMULA, LOOP, OTHER, TWICE, WRONG, problem, script, write

HERE = Provenance(
    dataset="small",
    dataset_digest="d",
    host=host.facts(),
    host_digest="here",
    measure_version=2,
    afterburner="0",
)


@pytest.fixture(scope="module")
def pool():
    with Pool(workers=1) as opened:
        yield opened


def scripted(path, name="scripted", **fields):
    return Condition(name=name, policy=PolicyConfig(name=f"scripted:{path}"), **fields)


def evaluate(tmp_path, pool, config, *, policies=None, provenance=HERE):
    if policies is None:
        named = Policies(lambda _name: None).named
        policies = {one.name: named(one.policy) for one in config.conditions}
    with (
        closing(Journal(tmp_path / "calibration.jsonl")) as journal,
        closing(EvaluationFolder(tmp_path / "out", provenance)) as folder,
    ):
        known = Calibration(journal, host=host.facts())
        evaluation = Evaluation(config=config, folder=folder, known=known, policies=policies, pool=pool)
        ids = chosen_ids(config, pool, report=lambda _fault: None)
        problems = list(problems_of(config, ids, pool))
        evaluation.run(iter(problems), total=len(problems), report=[].append)
        gathered = [facts_of(one, config) for one in problems if one.id not in evaluation.left_out]
        return assemble(config, folder, gathered, provenance, left_out=evaluation.left_out)


def config_for(tmp_path, *conditions, names=("a",), **fields):
    path = tmp_path / "problems.jsonl"
    if not path.exists():
        write(path, *(problem(name) for name in names))
    given = {"measurements": 3, "repeats": 3, **fields}
    return EvaluationConfig(dataset=str(path), conditions=conditions, **given)


def test_programs_are_ranked_among_the_references_and_what_fails_scores_nothing(tmp_path, pool):
    path = script(tmp_path / "s.jsonl", a=[OTHER], b=[WRONG])
    results = evaluate(tmp_path, pool, config_for(tmp_path, scripted(path), names=("a", "b")))
    scoring = Scoring(results)
    assert scoring.per_problem("scripted", 0, Metric.PASS_AT_1) == {"a": 1.0, "b": 0.0}
    assert scoring.per_problem("scripted", 0, Metric.BEYOND_T)["b"] == 0.0
    ours, twice = results.program_of(results.scores[0]), results.references["a"][0]
    assert min(twice.costs[Quantity.CPU_S]) > max(ours.costs[Quantity.CPU_S])
    failed = next(one for one in results.scores if one.problem == "b")
    assert (failed.verdict, failed.program) == (Verdict.WRONG_ANSWER, None)
    assert failed.test in {"two", "seven"}


def test_from_given_code_iteration_0_is_that_code_and_rounds_follow(tmp_path, pool):
    path = script(tmp_path / "s.jsonl", WRONG, FORMULA)
    results = evaluate(tmp_path, pool, config_for(tmp_path, scripted(path, iterations=2, start=Start.SLOW)))
    codes = [results.program_of(score).code for score in results.scores]
    assert codes == [TWICE, TWICE, FORMULA]
    assert Scoring(results).estimate("scripted", 2, Metric.BEYOND_T).estimate == 1.0


def test_the_start_is_the_slowest_the_middle_or_the_fastest_reference(tmp_path, pool):
    path = script(tmp_path / "s.jsonl")
    starts = [scripted(path, name=start.value, start=start) for start in (Start.SLOW, Start.MIDDLE, Start.FAST)]
    results = evaluate(tmp_path, pool, config_for(tmp_path, *starts))
    assert [results.program_of(score).code for score in results.scores] == [TWICE, LOOP, FORMULA]


def test_independent_solutions_are_other_proposals(tmp_path, pool):
    path = script(tmp_path / "s.jsonl", WRONG, OTHER, FORMULA)
    results = evaluate(tmp_path, pool, config_for(tmp_path, scripted(path), solutions=3))
    verdicts = [score.verdict for score in results.scores]
    assert verdicts == [Verdict.WRONG_ANSWER, Verdict.ACCEPTED, Verdict.ACCEPTED]
    assert Scoring(results).pass_at_k("scripted", 0, 2).estimate == 1.0


def test_a_second_call_runs_nothing_and_says_the_same(tmp_path, pool):
    path = script(tmp_path / "s.jsonl", OTHER)
    config = config_for(tmp_path, scripted(path))
    first = evaluate(tmp_path, pool, config)
    size = (tmp_path / "out" / JOURNAL).stat().st_size
    assert evaluate(tmp_path, pool, config) == first
    assert (tmp_path / "out" / JOURNAL).stat().st_size == size


def test_more_iterations_go_on_from_the_archive(tmp_path, pool):
    path = script(tmp_path / "s.jsonl", OTHER, FORMULA)
    evaluate(tmp_path, pool, config_for(tmp_path, scripted(path)))
    archive = next((tmp_path / "out" / "runs").rglob("0.sqlite"))
    before = archive.stat().st_ino
    results = evaluate(tmp_path, pool, config_for(tmp_path, scripted(path, name="renamed", iterations=1)))
    assert [results.program_of(score).code for score in results.scores] == [OTHER, FORMULA]
    assert {score.condition for score in results.scores} == {"renamed"}
    assert archive.stat().st_ino == before


def test_what_time_does_not_suffice_for_is_named_and_done_later(tmp_path, pool):
    path = script(tmp_path / "s.jsonl", OTHER)
    config = config_for(tmp_path, scripted(path), names=("a", "b"))
    assert evaluate(tmp_path, pool, replace(config, seconds=-1.0)).unfinished == ("a", "b")
    assert evaluate(tmp_path, pool, config).unfinished == ()


def test_a_problem_without_an_accepted_reference_is_left_out_by_name(tmp_path, pool):
    write(
        tmp_path / "problems.jsonl",
        problem("a"),
        problem("b", references={"wrong": WRONG}),
        problem("c", references={}),
    )
    path = script(tmp_path / "s.jsonl", OTHER)
    results = evaluate(tmp_path, pool, config_for(tmp_path, scripted(path)))
    assert [one.id for one in results.problems] == ["a"]
    assert sorted(results.left_out) == ["b", "c"]
    assert all(f"problem {name}, field references" in why for name, why in results.left_out.items())


def test_a_distribution_of_one_ranks(tmp_path, pool):
    write(tmp_path / "problems.jsonl", problem("a", references={"twice": TWICE}))
    path = script(tmp_path / "s.jsonl", FORMULA)
    results = evaluate(tmp_path, pool, config_for(tmp_path, scripted(path)))
    assert Scoring(results).estimate("scripted", 0, Metric.BEYOND_T).estimate == 1.0


class Silent:
    """A policy whose replies never come."""

    name = "silent"
    is_free = False

    def propose(self, request):
        for _ in range(request.most):
            yield Lost(reason="timeout", detail="no reply")


def test_replies_that_never_come_are_no_failure_of_the_model_and_end_the_evaluation(tmp_path):
    path = script(tmp_path / "s.jsonl", OTHER)
    config = config_for(tmp_path, scripted(path), names=("a", "b", "c", "d", "e", "f"))
    with Pool(workers=1) as pool, pytest.raises(SandboxError, match="no reply"):
        evaluate(tmp_path, pool, config, policies={"scripted": Silent()})
    assert '"kind": "run"' not in (tmp_path / "out" / JOURNAL).read_text()


def test_tests_of_each_part_have_a_distribution_of_their_own(tmp_path, pool):
    path = script(tmp_path / "s.jsonl", OTHER)
    parts = [scripted(path, name=tests.value, tests=tests) for tests in (Tests.PUBLIC, Tests.PRIVATE)]
    results = evaluate(tmp_path, pool, config_for(tmp_path, *parts))
    assert sorted(results.references) == ["a (private tests)", "a (public tests)"]
    assert Scoring(results).estimate("public", 0, Metric.PASS_AT_1).estimate == 1.0


def test_a_folder_of_another_machine_is_refused(tmp_path, pool):
    config = config_for(tmp_path, scripted(script(tmp_path / "s.jsonl", OTHER)))
    evaluate(tmp_path, pool, config)
    with pytest.raises(DataError, match="host_digest is here there and elsewhere here"):
        evaluate(tmp_path, pool, config, provenance=replace(HERE, host_digest="elsewhere"))
    with pytest.raises(DataError, match="measure_version is 2 there and 3 here"):
        evaluate(tmp_path, pool, config, provenance=replace(HERE, measure_version=3))


def test_half_a_line_at_the_end_is_cut_off_and_a_broken_line_is_named(tmp_path, pool):
    config = config_for(tmp_path, scripted(script(tmp_path / "s.jsonl", OTHER)))
    first = evaluate(tmp_path, pool, config)
    journal = tmp_path / "out" / JOURNAL
    with journal.open("a") as file:
        file.write('{"schema_version": 1, "kind": "ru')
    assert evaluate(tmp_path, pool, config) == first
    lines = journal.read_text().splitlines()
    journal.write_text("\n".join([lines[0], json.dumps({"schema_version": 1, "kind": "run", "body": {}}), ""]))
    with pytest.raises(DataError, match="line 2: not one of an evaluation"):
        evaluate(tmp_path, pool, config)


def test_a_problem_that_is_there_twice_in_a_file_is_told_of_and_in_two_files_refused(tmp_path, pool):
    write(tmp_path / "problems.jsonl", problem("a"), problem("a"))
    config = config_for(tmp_path, scripted(tmp_path / "s.jsonl"))
    faults = []
    assert chosen_ids(config, pool, report=faults.append) == ("a",)
    assert [(fault.id, "'a'" in str(fault)) for fault in faults] == [("a", True)]
    for name in ("train", "test"):
        write(tmp_path / f"{name}.jsonl", problem("a"))
    with pytest.raises(DataError, match=r"problem_id: 'a' is there 2 times"):
        chosen_ids(replace(config, dataset=str(tmp_path)), pool, report=faults.append)


def test_a_problem_that_is_not_there_is_named(tmp_path, pool):
    with pytest.raises(UsageError, match="has no problem zz"):
        chosen_ids(config_for(tmp_path, scripted("s"), only=("zz",)), pool, report=lambda _fault: None)


def test_a_sample_is_the_same_for_the_same_seed(tmp_path, pool):
    names = tuple("abcdefgh")
    config = config_for(tmp_path, scripted(script(tmp_path / "s.jsonl")), names=names, most_problems=3)
    drawn = chosen_ids(config, pool, report=lambda _fault: None)
    assert chosen_ids(config, pool, report=lambda _fault: None) == drawn
    assert len(drawn) == 3
    others = {chosen_ids(replace(config, seed=seed), pool, report=lambda _fault: None) for seed in range(8)}
    assert len(others) > 1


@pytest.mark.parametrize("fields", [{"solutions": 0}, {"measurements": 0}, {"most_problems": 0}])
def test_numbers_out_of_range_are_refused(tmp_path, fields):
    with pytest.raises(UsageError) as caught:
        config_for(tmp_path, scripted("s"), **fields)
    assert caught.value.hint == "give 1 or more"


def test_conditions_must_differ_in_name_and_agree_in_language(tmp_path):
    with pytest.raises(UsageError, match="two conditions are called 'x'"):
        config_for(tmp_path, scripted("s", name="x"), scripted("t", name="x"))
    with pytest.raises(UsageError, match="conditions in cpp and python"):
        config_for(tmp_path, scripted("s", name="x"), scripted("t", name="y", language="cpp"))
    with pytest.raises(UsageError, match="can't start from nothing"):
        Condition(name="rules", policy=PolicyConfig(name="rules"))


def test_threads_that_wait_for_a_model_hold_no_worker(tmp_path, pool):
    """Four problems wait for their replies at one time, though there is one worker."""
    path = script(tmp_path / "s.jsonl", OTHER)
    together = threading.Barrier(4, timeout=60)

    class Waiting:
        name = "waiting"
        is_free = False

        def propose(self, request):
            together.wait()
            yield from Policies(lambda _name: None).named(PolicyConfig(name=f"scripted:{path}")).propose(request)

    config = config_for(tmp_path, scripted(path), names=tuple("abcd"))
    results = evaluate(tmp_path, pool, config, policies={"scripted": Waiting()})
    assert len(results.problems) == 4


def test_a_language_without_references_is_left_out_also_after_another_was_evaluated(tmp_path, pool):
    path = script(tmp_path / "s.jsonl", OTHER)
    evaluate(tmp_path, pool, config_for(tmp_path, scripted(path)))
    results = evaluate(tmp_path, pool, config_for(tmp_path, scripted(path, language="cpp")))
    assert results.problems == ()
    assert "there is none in cpp" in results.left_out["a"]


def test_a_lone_surrogate_is_a_program_that_does_not_compile(tmp_path, pool):
    write(tmp_path / "problems.jsonl", problem("a"))
    text = (tmp_path / "problems.jsonl").read_text().replace("n * (n + 1)", r"'\ud800' * (n + 1)")
    (tmp_path / "problems.jsonl").write_text(text)
    (tmp_path / "s.jsonl").write_text(r'{"code": "print(\"\ud800\")"}' + "\n")
    results = evaluate(tmp_path, pool, config_for(tmp_path, scripted(tmp_path / "s.jsonl")))
    assert results.scores[0].verdict is Verdict.COMPILE_ERROR
    assert [one.name for one in results.references["a"]] == ["twice", "loop"]


def test_what_a_run_took_is_a_number(tmp_path, pool):
    config = config_for(tmp_path, scripted(script(tmp_path / "s.jsonl", OTHER)))
    evaluate(tmp_path, pool, config)
    journal = tmp_path / "out" / JOURNAL
    journal.write_text(journal.read_text().replace('"usd": 0.0', '"usd": NaN'))
    with pytest.raises(DataError, match="usd is nan"):
        evaluate(tmp_path, pool, config)


def test_a_host_file_that_is_none_is_refused(tmp_path, pool):
    config = config_for(tmp_path, scripted(script(tmp_path / "s.jsonl", OTHER)))
    evaluate(tmp_path, pool, config)
    (tmp_path / "out" / "host.json").write_text("[]")
    with pytest.raises(DataError, match=r"host\.json can't be read: not a JSON object"):
        evaluate(tmp_path, pool, config)
