"""A policy out of a language model: what is asked, which samples, and what replies become."""

from dataclasses import dataclass, field, replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterburner.core.attempt import Usage
from afterburner.core.objective import Objective
from afterburner.core.problem import Problem, Solution, Test, Visibility
from afterburner.core.status import Verdict
from afterburner.policy.language_model import ModelPolicy, prompt_digest
from afterburner.policy.model import Answer, Completion, Finish
from afterburner.policy.port import Lost, Request
from afterburner.policy.prompt import Part
from tests.strategies import attempt_of, measured

PROBLEM = Problem(
    id="p",
    title="",
    statement="Print one.",
    tests=(Test(name="t", input=b"", expected=b"1\n", visibility=Visibility.PUBLIC),),
)
REQUEST = Request(problem=PROBLEM, seed=attempt_of(0, code="print(0 + 1)"), objective=Objective.TIME, most=3)
REPLY = "<thinking>\nOne\nis one.\n</thinking>\n<solution>\n```python\nprint(1)\n```\n</solution>"
USAGE = Usage(prompt_tokens=5, completion_tokens=7, cost_usd=0.5)


@dataclass
class Fake:
    """Says the same to every call, or what an outcome of its own says."""

    text: str = REPLY
    finish: Finish = Finish.STOP
    outcomes: dict = field(default_factory=dict)
    name: str = "fake"
    calls: list = field(default_factory=list)
    is_closed: bool = False

    @property
    def identity(self):
        return {"model": self.name}

    def complete(self, calls, *, keep):  # noqa: ARG002 - the port's signature
        try:
            for call in calls:
                self.calls.append(call)
                said = Completion(text=self.text, finish=self.finish, usage=USAGE)
                yield Answer(call=call, outcome=self.outcomes.get(call.sample, said))
        finally:
            self.is_closed = True


def prompt_of(**fields):
    options = {key: fields.pop(key) for key in ("history", "without", "figures") if key in fields}
    return ModelPolicy(Fake(), **options).prompt(replace(REQUEST, **fields))


def proposed(model=None, **fields):
    return list(ModelPolicy(model or Fake()).propose(replace(REQUEST, **fields)))


def asked(**fields):
    """Return the samples that are asked for."""
    model = Fake()
    proposed(model, **fields)
    return [call.sample for call in model.calls]


def used(*samples, digest=None):
    """Return a history in which these samples of the request's prompt were used."""
    digest = digest or prompt_digest(prompt_of())
    return tuple(
        attempt_of(number, round=1, extra={"prompt_digest": digest, "sample": sample})
        for number, sample in enumerate(samples, start=1)
    )


def test_every_call_has_the_same_prompt():
    model = Fake()
    proposed(model)
    assert [call.prompt for call in model.calls] == [prompt_of()] * 3


def test_the_prompt_holds_the_statement_and_the_program_to_start_from():
    assert "Print one." in prompt_of()
    assert "print(0 + 1)" in prompt_of()


def test_where_there_is_no_program_yet_one_is_asked_for():
    (first, *_) = proposed(seed=None)
    assert "print(0 + 1)" not in first.extra["prompt"]


def test_parts_can_be_left_out():
    seed = attempt_of(0, cpu_s=0.25, code="x")
    assert "250" in prompt_of(seed=seed)
    assert "250" not in prompt_of(seed=seed, without=frozenset({Part.FEEDBACK}))


def test_the_figures_say_which_numbers_the_prompt_holds():
    class Fixed:
        def shown(self, _problem, _attempt):
            return measured(0.125)

    assert "125" in prompt_of(figures=Fixed())


def test_a_lone_surrogate_in_a_program_is_replaced():
    assert "'?'" in prompt_of(seed=attempt_of(0, code="print('\ud800')"))


def test_the_first_samples_are_asked_for_first():
    assert asked() == [0, 1, 2]


def test_sample_numbers_go_on_after_the_history():
    assert asked(history=used(0, 1, 2)) == [3, 4, 5]


def test_samples_of_another_prompt_do_not_count():
    assert asked(history=used(0, 1, 2, digest="another")) == [0, 1, 2]


@settings(max_examples=50, deadline=None)
@given(st.sets(st.integers(0, 12)), st.integers(1, 8))
def test_the_lowest_unused_samples_are_asked_for(samples, most):
    unused = [number for number in range(30) if number not in samples]
    assert asked(history=used(*samples), most=most) == unused[:most]


@settings(max_examples=50, deadline=None)
@given(st.sets(st.integers(0, 12)), st.integers(0, 5), st.integers(1, 5))
def test_requests_of_one_round_ask_for_other_samples_by_their_place(samples, first, second):
    whole = asked(history=used(*samples), most=first + second)
    assert asked(history=used(*samples), most=second, earlier=(first,)) == whole[first:]


def test_a_reply_becomes_a_proposal():
    proposal = proposed()[0]
    assert proposal.solution == Solution(code="print(1)\n")
    assert (proposal.note, proposal.fault, proposal.usage) == ("One is one.", None, USAGE)


def test_what_was_asked_and_said_is_recorded():
    extra = proposed()[1].extra
    assert extra == {
        "prompt": prompt_of(),
        "prompt_digest": prompt_digest(prompt_of()),
        "sample": 1,
        "reply": REPLY,
        "finish": "stop",
        "forgiven": [],
    }


@pytest.mark.parametrize(
    ("text", "finish", "fault"),
    [("I can't.", Finish.STOP, "no_code"), ("<solution>\n```python\nprint(", Finish.LENGTH, "cut")],
)
def test_a_reply_without_a_whole_program_has_a_fault(text, finish, fault):
    proposal = proposed(Fake(text=text, finish=finish))[0]
    assert (proposal.fault, proposal.extra["reply"], proposal.usage) == (fault, text, USAGE)


def test_long_thoughts_make_a_short_note():
    note = proposed(Fake(text=REPLY.replace("One", "One " * 100)))[0].note
    assert len(note) == 200
    assert note.endswith("…")


def test_what_is_lost_passes():
    lost = Lost(reason="timeout", detail="60 s")
    found = proposed(Fake(outcomes={1: lost}))
    assert [one is lost for one in found] == [False, True, False]


def test_closing_the_proposals_closes_the_model():
    model = Fake()
    proposals = ModelPolicy(model).propose(REQUEST)
    next(proposals)
    proposals.close()
    assert model.is_closed
    assert len(model.calls) == 1


def test_a_policy_is_named_after_its_model_and_costs_something():
    policy = ModelPolicy(Fake())
    assert (policy.name, policy.is_free) == ("fake", False)


def sampled(number, sample, *, of_round=1, digest="d", **fields):
    extra = {"prompt_digest": digest, "sample": sample}
    return attempt_of(number, round=of_round, code=f"print({of_round}, {sample}, '{digest}')", extra=extra, **fields)


def shown(history, most):
    """Return the programs of the history that the prompt holds, by where they stand in it."""
    prompt = ModelPolicy(Fake(), history=most).prompt(replace(REQUEST, history=tuple(history)))
    codes = {one.solution.code for one in history if one.solution.code in prompt}
    return sorted(codes, key=prompt.index)


def test_the_history_is_sorted_by_round_and_sample_whatever_came_first():
    history = [sampled(1, 2), sampled(2, 10), sampled(3, 0, of_round=2)]
    prompts = {
        ModelPolicy(Fake(), history=3).prompt(replace(REQUEST, history=tuple(order))) for order in permutations(history)
    }
    assert len(prompts) == 1
    assert shown(history[::-1], 3) == ["print(1, 2, 'd')", "print(1, 10, 'd')", "print(2, 0, 'd')"]


def test_samples_of_one_number_of_two_prompts_have_an_order_too():
    history = [sampled(1, 2, digest="b"), sampled(2, 2, digest="a")]
    expected = ["print(1, 2, 'a')", "print(1, 2, 'b')"]
    assert shown(history, 2) == shown(history[::-1], 2) == expected


def test_the_last_attempts_are_shown():
    history = [sampled(number, number) for number in range(1, 5)]
    assert shown(history, 2) == ["print(1, 3, 'd')", "print(1, 4, 'd')"]


def test_without_a_history_no_attempt_is_shown():
    assert shown([sampled(1, 0)], 0) == []


def test_the_given_program_twins_and_faults_are_no_history():
    history = [
        attempt_of(0, code="print('given')"),
        sampled(1, 0),
        sampled(2, 1, twin="1"),
        attempt_of(3, round=1, code=" \n", verdict=Verdict.COMPILE_ERROR),
    ]
    assert shown(history, 4) == ["print(1, 0, 'd')"]


def test_the_objective_makes_another_prompt_and_how_many_are_wanted_does_not():
    assert prompt_of() == prompt_of(earlier=(2,), most=7)
    assert prompt_of() != prompt_of(objective=Objective.MEMORY)


def test_without_a_measurement_no_number_is_shown():
    seed = replace(REQUEST.seed, judgement=replace(REQUEST.seed.judgement, measurement=None))
    assert "interval" in prompt_of()
    assert "interval" not in prompt_of(seed=seed)
