"""Algorithm 1 over programs of known cost: the best seeds the next round, and the loop ends when it should."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from afterburner.core.errors import SandboxError
from afterburner.core.objective import Objective
from afterburner.core.problem import Solution, Visibility
from afterburner.core.status import Verdict
from afterburner.loop.archive import Archive
from afterburner.loop.optimize import Course, optimize
from afterburner.loop.select import baseline, best
from afterburner.loop.stop import Budget, StopReason
from afterburner.policy.port import Lost, Proposal
from tests.loop.machines import PROBLEM, Scripted, behave, referee_of

LOST = Lost(reason="timeout", detail="no reply")


def run(given, rounds, *, iterations=10, patience=99, samples=5, **referee_fields):
    referee, sandbox = referee_of(**referee_fields)
    policy = Scripted([list(codes) for codes in rounds])
    budget = Budget(iterations=iterations, patience=patience)
    start = None if given is None else Solution(code=given)
    *yielded, _reason = optimize(start, policy, referee, budget, Course(samples=samples))
    return referee.archive, policy, yielded, sandbox


def seeds_after(policy, first):
    return [request.seed.solution.code for request in policy.requests[first:]]


def seeds(policy):
    return [request.seed.solution.code for request in policy.requests]


def test_an_improvement_seeds_the_next_round_and_everything_else_does_not():
    archive, policy, _, _ = run(
        "cpu=8", [["cpu=4"], ["cpu=6"], ["cpu=1 wrong"], ["cpu=1 crash"], ["cpu=3.99"], ["cpu=2"]]
    )
    assert seeds(policy) == ["cpu=8", *["cpu=4"] * 5, "cpu=2"]
    assert best(archive.attempts()).solution.code == "cpu=2"


@pytest.mark.parametrize(
    ("objective", "winner"),
    [(Objective.TIME, "cpu=1 peak=9000"), (Objective.MEMORY, "cpu=9 peak=100"), (Objective.INTEGRAL, "cpu=2 peak=200")],
)
def test_the_objective_decides_which_of_them_wins(objective, winner):
    rounds = [["cpu=1 peak=9000", "cpu=9 peak=100", "cpu=2 peak=200"]] * 2
    archive, policy, _, _ = run("cpu=10 peak=1000", rounds, objective=objective)
    assert best(archive.attempts()).solution.code == winner
    assert {request.objective for request in policy.requests} == {objective}


def test_the_best_of_a_round_duels_first_and_ends_the_round():
    archive, _, _, _ = run("cpu=8", [["cpu=7", "cpu=6", "cpu=7.5"]])
    settled = [attempt.solution.code for attempt in archive.attempts() if attempt.duel is not None]
    assert settled == ["cpu=6"]


def test_what_is_far_better_is_decided_before_the_rest_of_the_round_is_judged():
    archive, policy, _, _ = run("cpu=8", [["cpu=7", "cpu=2", "cpu=1"], []])
    assert [attempt.solution.code for attempt in archive.attempts()] == ["cpu=8", "cpu=7", "cpu=2"]
    assert seeds(policy) == ["cpu=8", "cpu=2"]


def test_a_first_pass_is_not_believed_until_runs_in_turn_confirm_it():
    turns = {}

    def lucky_once(program, _stdin):
        seen = behave(program, b"in")
        turns[program.source] = turns.get(program.source, 0) + 1
        is_lucky = program.source == b"cpu=8 lucky" and turns[program.source] == 1
        return replace(seen, cpu_s=0.5) if is_lucky else seen

    archive, policy, _, _ = run("cpu=8", [["cpu=8 lucky"], []], behaviour=lucky_once)
    lucky = archive.attempts()[1]
    assert lucky.duel is not None
    assert not lucky.improved
    assert seeds(policy) == ["cpu=8", "cpu=8"]


def test_attempts_tell_where_they_came_from():
    archive, _, _, _ = run("cpu=8", [["wrong", "cpu=4"], ["cpu=2"]])
    told = [(a.id, a.round, a.parent, a.origin, a.note) for a in archive.attempts()]
    assert told == [
        ("0", 0, None, "given", ""),
        ("1", 1, "0", "scripted", "try wrong"),
        ("2", 1, "0", "scripted", "try cpu=4"),
        ("3", 2, "2", "scripted", "try cpu=2"),
    ]


def test_attempts_are_yielded_when_judged_and_again_when_their_duel_is_decided():
    _, _, yielded, _ = run("cpu=8", [["cpu=6", "cpu=9"]])
    assert [(a.id, a.duel is not None) for a in yielded] == [
        ("0", False),
        ("1", False),
        ("2", False),
        ("1", True),
    ]


def test_the_policy_sees_the_history_with_its_verdicts_and_how_many_are_wanted():
    _, policy, _, _ = run("cpu=8", [["wrong", "cpu=4"], ["cpu=2"]], samples=2)
    assert [request.most for request in policy.requests] == [2, 2, 2]
    verdicts = [attempt.judgement.verdict for attempt in policy.requests[1].history]
    assert verdicts == [Verdict.ACCEPTED, Verdict.WRONG_ANSWER, Verdict.ACCEPTED]
    assert policy.requests[1].history[2].improved


def test_it_ends_when_nothing_is_proposed():
    archive, policy, _, _ = run("cpu=8", [["cpu=4"], []])
    assert (archive.rounds, len(policy.requests)) == (1, 2)


@pytest.mark.parametrize("iterations", [0, 1, 3])
def test_it_ends_after_the_rounds_that_were_asked_for(iterations):
    archive, policy, _, _ = run("cpu=8", [["cpu=8"]] * 9, iterations=iterations)
    assert (archive.rounds, len(policy.requests)) == (iterations, iterations)


def test_it_ends_when_nothing_was_better_for_some_rounds():
    rounds = [["cpu=8"], ["cpu=4"], ["cpu=4"], ["cpu=4"], ["cpu=4"]]
    archive, _, _, _ = run("cpu=8", rounds, patience=2)
    assert archive.rounds == 4


def test_it_ends_when_the_time_is_up():
    referee, _ = referee_of()
    budget = Budget(iterations=99, seconds=0.0)
    attempt, reason = optimize(Solution(code="cpu=8"), Scripted([["cpu=1"]]), referee, budget, Course(samples=1))
    assert (attempt.id, reason) == ("0", StopReason.TIME)


@pytest.mark.parametrize("given", ["wrong", "crash"])
def test_a_given_program_that_is_not_accepted_is_repaired_first(given):
    archive, policy, _, _ = run(given, [["wrong cpu=2"], ["cpu=4"], ["cpu=2"]])
    assert [request.seed.judgement.verdict is Verdict.ACCEPTED for request in policy.requests] == [
        False,
        False,
        True,
        True,
    ]
    assert seeds(policy)[2] == "cpu=4"
    assert best(archive.attempts()).solution.code == "cpu=2"


def test_without_a_program_the_first_accepted_one_is_what_others_have_to_beat():
    archive, policy, _, _ = run(None, [["wrong", "cpu=9", "cpu=4"], ["cpu=2"]])
    assert policy.requests[0].seed is None
    assert (baseline(archive.attempts()).solution.code, seeds_after(policy, 1)) == ("cpu=9", ["cpu=4", "cpu=2"])


def test_a_program_that_was_judged_before_is_not_run_again():
    archive, _, _, sandbox = run("cpu=8", [["cpu=9", "cpu=9"], ["cpu=9", "cpu=8"]])
    assert [attempt.twin for attempt in archive.attempts()] == [None, None, "1", "1", "0"]
    assert sum(call.program.source == b"cpu=9" for call in sandbox.calls) == 1


def test_an_answer_without_a_program_is_an_attempt_with_its_reason():
    archive, _, _, sandbox = run("cpu=8", [[Proposal(solution=Solution(code=""), fault="no_code")], ["cpu=4"]])
    failure = archive.attempts()[1].judgement.failure
    assert (failure.verdict, failure.reason) == (Verdict.COMPILE_ERROR, "no_code")
    assert b"" not in {call.program.source for call in sandbox.calls}
    assert best(archive.attempts()).solution.code == "cpu=4"


def test_a_lost_reply_is_archived_and_the_round_goes_on():
    archive, _, yielded, _ = run("cpu=8", [[LOST, "cpu=4"]])
    assert list(archive.losses) == [LOST]
    assert LOST in yielded
    assert best(archive.attempts()).solution.code == "cpu=4"


def test_two_rounds_of_nothing_but_losses_end_the_run():
    referee, _ = referee_of()
    policy = Scripted([[LOST], [LOST, LOST], ["cpu=1"]])
    *_, reason = optimize(Solution(code="cpu=8"), policy, referee, Budget(iterations=9), Course(samples=2))
    assert reason is StopReason.POLICY_FAILED
    assert len(policy.requests) == 2


def test_what_was_paid_for_is_judged_even_where_another_one_has_won():
    referee, _ = referee_of()
    policy = Scripted([["cpu=2", "cpu=1"], []], is_free=False)
    list(optimize(Solution(code="cpu=8"), policy, referee, Budget(iterations=9), Course(samples=2)))
    assert [attempt.improved for attempt in referee.archive.attempts()] == [False, True, True]
    assert referee.archive.attempts()[2].rival == "1"


def test_a_duel_that_another_process_was_quicker_in_is_fought_again(tmp_path):
    path = tmp_path / "archive.sqlite"
    other, _ = referee_of(path=path)

    def interfering(program, stdin):
        attempts = other.archive.attempts()
        if program.source == b"cpu=4" and len(attempts) == 0:
            other.archive.refresh()
            (given, *_) = other.archive.attempts()
            quicker = other.archive.append(replace(given, round=1, parent="0", solution=Solution(code="cpu=2")))
            other.duel(quicker)
        return behave(program, stdin)

    archive, _, _, _ = run("cpu=8", [["cpu=4"]], path=path, behaviour=interfering)
    archive.refresh()
    assert best(archive.attempts()).solution.code == "cpu=2"
    late = next(attempt for attempt in archive.attempts() if attempt.solution.code == "cpu=4")
    assert (late.improved, archive.attempts()[int(late.rival)].solution.code) == (False, "cpu=2")


def test_a_fault_of_the_machine_is_an_error_and_archives_nothing_against_the_program():
    referee, _ = referee_of()
    loop = optimize(Solution(code="cpu=8"), Scripted([["fault"]]), referee, Budget(iterations=3), Course(samples=1))
    with pytest.raises(SandboxError):
        list(loop)
    assert [attempt.solution.code for attempt in referee.archive.attempts()] == ["cpu=8"]


def test_a_hopeless_proposal_gets_no_more_time_than_a_few_times_its_parents():
    _, _, _, sandbox = run("cpu=1", [["cpu=9"]])
    limits = {call.program.source: call.limits.cpu_s for call in sandbox.calls}
    assert limits[b"cpu=9"] < limits[b"cpu=1"]
    assert limits[b"cpu=9"] >= 2


def test_a_resumed_run_goes_on_counting_rounds_from_the_best_so_far(tmp_path):
    path = tmp_path / "archive.sqlite"
    first, _, _, _ = run("cpu=8", [["cpu=4"], ["cpu=5"]], iterations=2, path=path)
    first.close()
    archive, policy, yielded, _ = run("cpu=8", [["cpu=2"]] * 9, iterations=3, path=path)
    assert seeds(policy) == ["cpu=4"]
    assert (archive.rounds, [a.id for a in yielded], yielded[0].round) == (3, ["3", "3"], 3)


def records(path):
    with closing(sqlite3.connect(path)) as database:
        return database.execute("SELECT count(*) FROM records").fetchone()[0]


def copied(whole, path, kept):
    """Make an archive of the first records of another one: what a run leaves that is killed after them."""
    Archive(path).close()
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("ATTACH ? AS whole", (str(whole),))
        database.execute("INSERT INTO records SELECT * FROM whole.records ORDER BY number LIMIT ?", (kept,))


def test_a_run_that_was_killed_after_any_record_is_resumed_to_the_same_winner(tmp_path):
    rounds = [["cpu=6", "cpu=4"], ["wrong", "cpu=2"]]
    whole = tmp_path / "whole.jsonl"
    archive, _, _, _ = run("cpu=8", rounds, path=whole)
    archive.close()
    path = tmp_path / "archive.sqlite"
    for kept in range(records(whole) + 1):
        path.unlink(missing_ok=True)
        copied(whole, path, kept)
        resumed, _, _, _ = run("cpu=8", [rounds[0] + rounds[1]] * 4, path=path)
        resumed.close()
        reopened = Archive(path)
        reopened.close()
        attempts = reopened.attempts()
        assert best(attempts).solution.code == "cpu=2", kept
        assert [attempt.id for attempt in attempts] == [str(number) for number in range(len(attempts))]


@pytest.mark.parametrize("visibility", Visibility)
def test_a_policy_is_told_how_a_proposal_failed_on_public_tests_alone(visibility):
    problem = replace(PROBLEM, tests=(replace(PROBLEM.tests[0], visibility=visibility),))
    archive, policy, _, _ = run("cpu=8", [["cpu=1 wrong"], []], problem=problem)
    (shown,) = [attempt.judgement.failure for attempt in policy.requests[1].history if attempt.judgement.failure]
    assert (shown.verdict, shown.reason) == (Verdict.WRONG_ANSWER, "different")
    assert ("right" in shown.detail) is (visibility is Visibility.PUBLIC)
    assert "right" in archive.attempts()[1].judgement.failure.detail
