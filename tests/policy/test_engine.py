"""The rule engine as a policy."""

import ast
from dataclasses import replace

from afterburner.core.attempt import Attempt, Judgement
from afterburner.core.objective import Objective
from afterburner.core.problem import Problem, Solution
from afterburner.core.status import Verdict
from afterburner.policy.port import Request
from afterburner.policy.rules.engine import RulesPolicy

SLOW = """\
n = int(input())
numbers = list(map(int, input().split()))
seen = []
for number in numbers:
    if number not in seen:
        seen.append(number)
text = ""
for number in seen:
    text += str(number)
print(text)
"""
PROBLEM = Problem(id="p", title="p", statement="", tests=())


def seed_of(code: str) -> Attempt:
    return replace(attempt(code, "", Verdict.ACCEPTED), id="0")


def codes(request: Request) -> list[str]:
    return [proposal.solution.code for proposal in RulesPolicy().propose(request)]


def attempt(code: str, note: str, verdict: Verdict) -> Attempt:
    judgement = Judgement(verdict=verdict, passed=0, total=1)
    return Attempt(
        id="1",
        problem_id="p",
        objective=Objective.TIME,
        solution=Solution(code=code),
        judgement=judgement,
        round=1,
        note=note,
    )


REQUEST = Request(problem=PROBLEM, seed=seed_of(SLOW), objective=Objective.TIME, most=30)


def test_proposals_are_different_valid_programs() -> None:
    found = codes(REQUEST)
    assert len(found) > 3
    assert len(set(found)) == len(found)
    assert SLOW not in found
    for code in found:
        ast.parse(code)


def test_the_same_request_gives_the_same_proposals() -> None:
    assert codes(REQUEST) == codes(REQUEST)


def test_no_more_than_were_asked_for() -> None:
    assert len(codes(replace(REQUEST, most=2))) == 2


def test_what_was_tried_is_not_proposed_again() -> None:
    first = codes(replace(REQUEST, most=3))
    history = tuple(attempt(code, "", Verdict.ACCEPTED) for code in first)
    assert not set(first) & set(codes(replace(REQUEST, history=history)))


def test_a_rule_that_gave_a_wrong_program_joins_no_combination() -> None:
    combined = next(p for p in RulesPolicy().propose(REQUEST) if " + " in p.note)
    wrong = combined.note.split(" + ")[0]
    history = (attempt("print()", wrong, Verdict.WRONG_ANSWER),)
    notes = [p.note for p in RulesPolicy().propose(replace(REQUEST, history=history))]
    assert not any(wrong in note.split(" + ") for note in notes)


def test_what_does_not_parse_gets_no_proposals() -> None:
    assert codes(replace(REQUEST, seed=seed_of("for x in"))) == []


def test_a_memory_objective_is_not_served_by_rules_that_aim_at_time_alone() -> None:
    notes = {p.note for p in RulesPolicy().propose(replace(REQUEST, objective=Objective.MEMORY))}
    assert "main-function" not in notes


def test_what_is_not_correct_and_what_is_not_there_gets_no_proposals() -> None:
    assert codes(replace(REQUEST, seed=None)) == []
    assert codes(replace(REQUEST, seed=attempt(SLOW, "", Verdict.WRONG_ANSWER))) == []


def test_another_language_gets_no_proposals() -> None:
    assert codes(replace(REQUEST, seed=replace(seed_of(SLOW), solution=Solution(code=SLOW, language="ruby")))) == []
