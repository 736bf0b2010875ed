"""The model over vLLM's offline engine, against a stand-in for the package: the real engine was not run.

The stand-in has what the model uses of vLLM's documented interface, and repeats what it was given.
"""

import sys
from types import ModuleType, SimpleNamespace

import pytest

from afterburner.core.errors import UsageError
from afterburner.policy.local_model import seed_of
from afterburner.policy.model import Call, Completion, Finish, Sampling
from afterburner.policy.port import Lost
from afterburner.policy.vllm_model import VllmModel

SAMPLING = Sampling(temperature=0.7, top_p=0.9, most_tokens=20, seed=3)
CALLS = [Call(prompt=prompt, sample=sample) for prompt in ("fast", "faster") for sample in range(3)]


class Tokenizer:
    """One token per character."""

    chat_template = "{{ messages }}"

    def apply_chat_template(self, messages, *, tokenize, add_generation_prompt):
        assert not tokenize
        assert add_generation_prompt
        return f"[{messages[0]['role']}:{messages[0]['content']}]"

    def encode(self, text, *, add_special_tokens=True):
        return [ord(character) for character in text] + ([0] if add_special_tokens else [])


class Engine:
    started: list["Engine"] = []  # noqa: RUF012 - emptied by the fixture

    def __init__(self, *, model, dtype):
        assert dtype == "auto"
        if model == "nobody/nothing":
            raise OSError("no such model\nand more lines")
        self.llm_engine = SimpleNamespace(model_config=SimpleNamespace(max_model_len=40))
        self.handed_over = []
        self.started.append(self)

    def get_tokenizer(self):
        return Tokenizer()

    def generate(self, prompts, sampling_params, *, use_tqdm):
        assert not use_tqdm
        self.handed_over.append(list(zip(prompts, sampling_params, strict=True)))
        return [self._result(prompt, asked) for prompt, asked in self.handed_over[-1]]

    def _result(self, prompt, asked):
        text = "".join(map(chr, prompt["prompt_token_ids"]))
        is_cut = len(text) > asked.max_tokens
        text = text[: asked.max_tokens]
        reply = SimpleNamespace(
            text=text, token_ids=tuple(map(ord, text)), finish_reason="length" if is_cut else "stop"
        )
        return SimpleNamespace(outputs=[reply])


@pytest.fixture
def engines(monkeypatch):
    vllm = ModuleType("vllm")
    vllm.LLM, vllm.SamplingParams = Engine, SimpleNamespace
    monkeypatch.setitem(sys.modules, "vllm", vllm)
    monkeypatch.setattr(Engine, "started", [])
    return Engine.started


def complete(model, calls=CALLS):
    kept = []
    outcomes = {answer.call: answer.outcome for answer in model.complete(calls, keep=lambda call, _: kept.append(call))}
    assert kept == [call for call, outcome in outcomes.items() if isinstance(outcome, Completion)]
    return [outcomes[call] for call in calls]


def test_each_call_is_asked_with_its_own_seed_by_one_engine(engines):
    model = VllmModel("some/model", sampling=SAMPLING, at_once=4)
    outcomes = complete(model)
    assert [outcome.text for outcome in outcomes] == ["[user:fast]"] * 3 + ["[user:faster]"] * 3
    assert all(outcome.finish is Finish.STOP for outcome in outcomes)
    assert [(outcome.usage.prompt_tokens, outcome.usage.completion_tokens) for outcome in outcomes] == [
        (11, 11)
    ] * 3 + [(13, 13)] * 3
    assert complete(model, CALLS[:1]) != []
    (engine,) = engines
    assert [len(batch) for batch in engine.handed_over] == [4, 2, 1]
    asked = [parameters for batch in engine.handed_over[:2] for _, parameters in batch]
    assert [parameters.seed for parameters in asked] == [seed_of(SAMPLING, call) for call in CALLS]
    assert len({parameters.seed for parameters in asked}) == len(CALLS)
    assert (asked[0].temperature, asked[0].top_p, asked[0].max_tokens) == (0.7, 0.9, 20)


@pytest.mark.usefixtures("engines")
def test_replies_end_with_the_context_and_prompts_beyond_it_are_lost():
    long, endless = Call(prompt="x" * 30, sample=0), Call(prompt="x" * 40, sample=0)
    outcomes = complete(VllmModel("some/model", sampling=SAMPLING), [endless, long, CALLS[0]])
    assert isinstance(outcomes[0], Lost)
    assert outcomes[0].reason == "context_length"
    assert outcomes[1].finish is Finish.LENGTH
    assert outcomes[1].usage.completion_tokens == 40 - len("[user:]") - 30
    assert outcomes[2].finish is Finish.STOP


@pytest.mark.usefixtures("engines")
def test_without_a_chat_template_the_prompt_is_plain(monkeypatch):
    monkeypatch.setattr(Tokenizer, "chat_template", None)
    (outcome,) = complete(VllmModel("some/model", sampling=SAMPLING), CALLS[:1])
    assert outcome.text == "fast\0"


def test_closing_ends_between_what_is_handed_over(engines):
    answers = VllmModel("some/model", sampling=SAMPLING, at_once=2).complete(CALLS, keep=lambda *_: None)
    next(answers)
    answers.close()
    assert len(engines[0].handed_over) == 1


@pytest.mark.usefixtures("engines")
def test_no_such_model():
    with pytest.raises(UsageError, match=r"no such model$") as caught:
        complete(VllmModel("nobody/nothing", sampling=SAMPLING))
    assert "huggingface.co" in caught.value.hint


def test_a_missing_package_is_named_with_what_installs_it_or_does_without(monkeypatch):
    monkeypatch.setitem(sys.modules, "vllm", None)
    with pytest.raises(UsageError, match="vllm") as caught:
        complete(VllmModel("some/model", sampling=SAMPLING))
    assert "afterburner[vllm]" in caught.value.hint
    assert "vllm serve" in caught.value.hint


def test_a_number_at_once_out_of_range():
    with pytest.raises(UsageError):
        VllmModel("some/model", sampling=SAMPLING, at_once=0)


def test_everything_that_shapes_replies_is_in_the_identity():
    plain = VllmModel("some/model", sampling=SAMPLING)
    assert plain.identity == VllmModel("some/model", sampling=SAMPLING).identity
    assert plain.name == "vllm:some/model"
    for others in ({"sampling": Sampling()}, {"at_once": 2}, {"dtype": "float32"}):
        assert VllmModel("some/model", **({"sampling": SAMPLING} | others)).identity != plain.identity
