"""Replaying a file: what its lines become, where it goes on, and which line is broken."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterburner.core.errors import DataError
from afterburner.core.objective import Objective
from afterburner.core.problem import Problem, Solution
from afterburner.policy.port import Request
from afterburner.policy.scripted import ScriptedPolicy
from tests.strategies import attempt_of

REQUEST = Request(
    problem=Problem(id="p", title="", statement="", tests=()), seed=None, objective=Objective.TIME, most=10
)
REPLY = "<thinking>\nShorter\nis quicker.\n</thinking>\n<solution>\n```python\nprint(1)\n```\n</solution>"
FIVE = [{"code": str(number)} for number in range(5)]


def policy_of(tmp_path, records):
    path = tmp_path / "script.jsonl"
    path.write_text("".join(f"{json.dumps(record, ensure_ascii=False)}\n" for record in records), "utf-8")
    return ScriptedPolicy(path)


def proposed(tmp_path, *records, **request):
    return list(policy_of(tmp_path, records).propose(replace(REQUEST, **request)))


def codes(tmp_path, *records, **request):
    return [proposal.solution.code for proposal in proposed(tmp_path, *records, **request)]


def test_a_reply_becomes_the_program_in_it(tmp_path):
    (proposal,) = proposed(tmp_path, {"reply": REPLY})
    assert proposal.solution == Solution(code="print(1)\n")
    assert proposal.note == "Shorter is quicker."
    assert proposal.fault is None


def test_the_reply_is_recorded(tmp_path):
    (proposal,) = proposed(tmp_path, {"reply": REPLY})
    assert proposal.extra == {"reply": REPLY, "forgiven": []}


def test_a_reply_without_a_program_has_a_fault(tmp_path):
    (proposal,) = proposed(tmp_path, {"reply": "I can't."})
    assert (proposal.fault, proposal.solution.code) == ("no_code", "")


def test_a_code_is_proposed_as_it_is(tmp_path):
    (proposal,) = proposed(tmp_path, {"code": " print(1)\r\n", "note": "shorter"})
    assert (proposal.solution.code, proposal.note) == (" print(1)\r\n", "shorter")


def test_a_code_is_in_the_runs_language_if_it_names_none(tmp_path):
    found = proposed(tmp_path, {"code": "a"}, {"code": "b", "language": "c"}, language="java")
    assert [proposal.solution.language for proposal in found] == ["java", "c"]


@settings(max_examples=30, deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=10))
def test_every_code_survives_the_file(tmp_path_factory, text):
    assert codes(tmp_path_factory.mktemp("script"), {"code": text}) == [text]


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85"])
def test_what_ends_a_line_elsewhere_may_stand_in_a_code(tmp_path, separator):
    assert codes(tmp_path, {"code": f"a{separator}b"}) == [f"a{separator}b"]


def test_no_more_is_proposed_than_is_wanted(tmp_path):
    assert codes(tmp_path, *FIVE, most=2) == ["0", "1"]


def test_it_goes_on_after_what_the_history_shows(tmp_path):
    history = tuple(attempt_of(number, origin="scripted") for number in range(2))
    assert codes(tmp_path, *FIVE, history=history, most=2) == ["2", "3"]


def test_what_others_have_proposed_does_not_count(tmp_path):
    assert codes(tmp_path, *FIVE, history=(attempt_of(0), attempt_of(1, origin="rules")), most=1) == ["0"]


def test_it_goes_on_after_what_the_same_round_asks_for_elsewhere(tmp_path):
    assert codes(tmp_path, *FIVE, earlier=(1, 1), most=2) == ["2", "3"]


def test_at_its_end_it_proposes_nothing(tmp_path):
    assert codes(tmp_path, *FIVE, earlier=(5,)) == []


def test_the_given_program_of_an_exported_run_is_passed_over(tmp_path):
    given_one = {"code": "given", "round": 0, "reply": None}
    assert codes(tmp_path, given_one, {"code": "made", "round": 1, "reply": None}) == ["made"]


def test_empty_lines_are_passed_over(tmp_path):
    path = tmp_path / "script.jsonl"
    path.write_text('\n{"code": "a"}\r\n  \n{"code": "b"}', "utf-8", newline="")
    assert [one.solution.code for one in ScriptedPolicy(path).propose(REQUEST)] == ["a", "b"]


@pytest.mark.parametrize(
    "line",
    ["{", "3", "[]", "{}", '{"note": "x"}', '{"code": 3}', '{"code": null}', '{"code": "a", "note": 3}', "[" * 100_000],
)
def test_a_broken_line_is_named_by_its_number(tmp_path, line):
    path = tmp_path / "script.jsonl"
    path.write_text(f'{{"code": "a"}}\n\n{line}\n', "utf-8")
    with pytest.raises(DataError, match=r"script\.jsonl, line 3") as caught:
        ScriptedPolicy(path)
    assert caught.value.hint


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_a_file_that_can_not_be_read_is_named(tmp_path, content):
    path = tmp_path / "script.jsonl"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DataError, match=r"script\.jsonl can't be read"):
        ScriptedPolicy(path)
