# ruff: noqa: PLC0415 -- heavy packages that only slow tests have

import json
import shutil
import sys
from pathlib import Path

import pytest

from afterburner.core.errors import UsageError
from afterburner.policy.hugging_face_model import HuggingFaceModel
from afterburner.policy.model import Call, Completion, Finish, Sampling
from afterburner.policy.port import Lost
from tests.policy.tiny_model import CONTEXT, save_tiny_adapter, save_tiny_model

# PEFT asks Transformers for a property by a name that is to go; and both import much that warns of its own needs.
pytestmark = pytest.mark.filterwarnings("ignore:`is_gradient_checkpointing` is deprecated:FutureWarning")

PROMPTS = ("make it faster", "please solve the sum of numbers in range ( 2 )", "def")
CALLS = [Call(prompt=prompt, sample=sample) for prompt in PROMPTS for sample in range(4)]
SAMPLING = Sampling(most_tokens=20, seed=3)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    for package in ("torch", "transformers", "peft", "accelerate"):
        pytest.importorskip(package)
    return save_tiny_model(tmp_path_factory.mktemp("tiny"))


def complete(model, calls=CALLS):
    kept = {}
    answers = list(model.complete(calls, keep=kept.__setitem__))
    outcomes = {answer.call: answer.outcome for answer in answers}
    assert kept == {call: outcome for call, outcome in outcomes.items() if isinstance(outcome, Completion)}
    assert len(answers) == len(calls)
    return [outcomes[call] for call in calls]


def texts(model, calls=CALLS) -> list[str]:
    return [outcome.text for outcome in complete(model, calls)]


@pytest.mark.slow
def test_replies_repeat_and_depend_on_no_other_call(folder):
    first = texts(HuggingFaceModel(folder, sampling=SAMPLING))
    assert texts(HuggingFaceModel(folder, sampling=SAMPLING)) == first
    # In float32, with so small a model, no rounding of another batch reaches a word.
    assert texts(HuggingFaceModel(folder, sampling=SAMPLING, batch=1)) == first
    assert texts(HuggingFaceModel(folder, sampling=SAMPLING, batch=5), CALLS[::-1]) == first[::-1]
    assert texts(HuggingFaceModel(folder, sampling=SAMPLING), CALLS[7:8]) == first[7:8]


@pytest.mark.slow
def test_another_sample_or_seed_is_another_draw(folder):
    first = texts(HuggingFaceModel(folder, sampling=SAMPLING))
    assert len(set(first)) == len(first)
    second = texts(HuggingFaceModel(folder, sampling=Sampling(most_tokens=20, seed=4)))
    assert not set(first) & set(second)


@pytest.mark.slow
def test_temperature_0_and_a_narrow_nucleus_take_the_likeliest_word(folder):
    greedy = texts(HuggingFaceModel(folder, sampling=Sampling(temperature=0, most_tokens=20)))
    assert len(set(greedy)) == len(PROMPTS)
    assert texts(HuggingFaceModel(folder, sampling=Sampling(top_p=1e-6, most_tokens=20, seed=9))) == greedy
    assert texts(HuggingFaceModel(folder, sampling=Sampling(temperature=1e-6, most_tokens=20))) == greedy


@pytest.mark.slow
def test_words_are_drawn_as_often_as_they_are_likely(folder):
    """The first word of 4,000 replies, against the probabilities that the network gives, at temperature 2, top_p 0.8."""
    import torch
    import transformers

    network = transformers.AutoModelForCausalLM.from_pretrained(folder)
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    ids = torch.tensor([tokenizer.encode("<user> make it faster <end> <model>", add_special_tokens=False)])
    with torch.inference_mode():
        likely = torch.softmax(network(ids).logits[0, -1].double() / 2, dim=-1).tolist()
    nucleus, mass = {}, 0.0
    for word, weight in sorted(enumerate(likely), key=lambda pair: -pair[1]):
        if mass < 0.8:
            nucleus[tokenizer.decode([word])] = weight
        mass += weight
    calls = [Call(prompt="make it faster", sample=sample) for sample in range(4000)]
    drawn = texts(
        HuggingFaceModel(folder, sampling=Sampling(temperature=2, top_p=0.8, most_tokens=1), batch=1000), calls
    )
    for word, weight in nucleus.items():
        share = weight / sum(nucleus.values())
        if not word.startswith("<"):  # special words are left out of texts
            assert abs(drawn.count(word) / 4000 - share) < 4 * (share * (1 - share) / 4000) ** 0.5
    assert len(nucleus) > 3
    assert set(drawn) <= {*nucleus, ""}


@pytest.mark.slow
def test_tokens_are_counted_and_cuts_are_told(folder):
    outcomes = complete(HuggingFaceModel(folder, sampling=SAMPLING))
    assert {outcome.finish for outcome in outcomes} == {Finish.STOP, Finish.LENGTH}
    for outcome in outcomes:
        words = len(outcome.text.split())
        if outcome.finish is Finish.LENGTH:
            assert outcome.usage.completion_tokens == 20
        else:
            assert words + 1 <= outcome.usage.completion_tokens <= 20  # the mark of the end; other marks have no text
        assert outcome.usage.generation_s > 0
    # <user> WORDS <end> <model>
    assert [outcome.usage.prompt_tokens for outcome in outcomes[::4]] == [6, 14, 4]


@pytest.mark.slow
def test_the_chat_template_is_used_where_there_is_one(tmp_path):
    for package in ("torch", "transformers", "accelerate"):
        pytest.importorskip(package)
    plain = save_tiny_model(tmp_path, with_template=False)
    (outcome,) = complete(HuggingFaceModel(plain, sampling=SAMPLING), CALLS[:1])
    assert outcome.usage.prompt_tokens == 3


@pytest.mark.slow
def test_a_reply_ends_with_the_context_whoever_stands_beside(folder):
    long = Call(prompt="sum " * (CONTEXT - 8), sample=0)
    endless = Call(prompt="sum " * CONTEXT, sample=0)
    sampling = Sampling(most_tokens=50, seed=1)
    beside = complete(HuggingFaceModel(folder, sampling=sampling), [CALLS[0], long, CALLS[1], endless])
    alone = complete(HuggingFaceModel(folder, sampling=sampling), [long])
    assert beside[1].usage.prompt_tokens == CONTEXT - 5
    assert beside[1].usage.completion_tokens <= 5
    assert beside[1].text == alone[0].text
    assert isinstance(beside[3], Lost)
    assert beside[3].reason == "context_length"


@pytest.mark.slow
def test_settings_stored_with_a_model_do_not_shape_replies(folder, tmp_path):

    other = Path(shutil.copytree(folder, tmp_path / "other"))
    stored = json.loads((other / "generation_config.json").read_text())
    stored |= {"do_sample": True, "top_k": 1, "temperature": 0.1, "repetition_penalty": 9.0, "max_new_tokens": 2}
    (other / "generation_config.json").write_text(json.dumps(stored))
    mine, theirs = HuggingFaceModel(folder, sampling=SAMPLING), HuggingFaceModel(other, sampling=SAMPLING)
    assert texts(mine) == texts(theirs)
    assert mine.identity["model_files"] != theirs.identity["model_files"]


@pytest.mark.slow
def test_an_adapter_is_loaded_and_named(folder, tmp_path):
    adapter = save_tiny_adapter(folder, tmp_path)
    plain, tuned = (
        HuggingFaceModel(folder, sampling=SAMPLING),
        HuggingFaceModel(folder, sampling=SAMPLING, adapter=adapter),
    )
    assert plain.identity != tuned.identity
    assert plain.name != tuned.name
    assert texts(plain) != texts(tuned)
    (adapter / "adapter_config.json").write_text((adapter / "adapter_config.json").read_text() + " ")
    assert HuggingFaceModel(folder, sampling=SAMPLING, adapter=adapter).identity != tuned.identity


@pytest.mark.slow
def test_a_batch_too_large_for_memory_is_halved(folder, monkeypatch):
    import torch

    model = HuggingFaceModel(folder, sampling=SAMPLING)
    expected = texts(model)
    network, sizes = model._loaded()._network, []
    generate = network.generate

    def limited(**arguments):
        sizes.append(len(arguments["input_ids"]))
        if sizes[-1] > 3:
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2 GiB")
        return generate(**arguments)

    monkeypatch.setattr(network, "generate", limited)
    assert texts(model) == expected
    assert sizes == [8, 4, 2, 2, 2, 2, 2, 2]


@pytest.mark.slow
def test_a_prompt_too_large_for_memory_is_lost(folder, monkeypatch):
    import torch

    model = HuggingFaceModel(folder, sampling=SAMPLING)
    network = model._loaded()._network
    generate = network.generate

    def limited(**arguments):
        if arguments["input_ids"].shape[1] > 10:
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2 GiB")
        return generate(**arguments)

    monkeypatch.setattr(network, "generate", limited)
    outcomes = complete(model, CALLS[3:5])
    assert isinstance(outcomes[0], Completion)
    assert outcomes[1] == Lost(reason="out_of_memory", detail="CUDA out of memory. Tried to allocate 2 GiB")


@pytest.mark.slow
def test_other_faults_are_not_taken_for_lack_of_memory(folder, monkeypatch):
    model = HuggingFaceModel(folder, sampling=SAMPLING)

    def broken(**_arguments):
        raise RuntimeError("CUDA error: device-side assert triggered")

    monkeypatch.setattr(model._loaded()._network, "generate", broken)
    with pytest.raises(RuntimeError, match="device-side"):
        complete(model)


@pytest.mark.slow
def test_closing_ends_between_batches(folder):
    model, kept = HuggingFaceModel(folder, sampling=SAMPLING, batch=2), []
    answers = model.complete(CALLS, keep=lambda call, _: kept.append(call))
    next(answers)
    answers.close()
    assert kept == CALLS[:2]


@pytest.mark.slow
def test_models_and_devices_that_are_not_there(folder, tmp_path, monkeypatch):
    import huggingface_hub

    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)
    for model in (
        HuggingFaceModel("nobody/no-such-model-here", sampling=SAMPLING),
        HuggingFaceModel(tmp_path, sampling=SAMPLING),
        HuggingFaceModel(folder, sampling=SAMPLING, adapter=folder),
        HuggingFaceModel(folder, sampling=SAMPLING, device="warp"),
    ):
        with pytest.raises(UsageError, match="can't be loaded") as caught:
            complete(model)
        assert "hf download" in caught.value.hint


@pytest.mark.slow
def test_weights_cut_short(folder, tmp_path):

    broken = Path(shutil.copytree(folder, tmp_path / "broken"))
    weights = broken / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:1000])
    with pytest.raises(UsageError, match="SafetensorError"):
        complete(HuggingFaceModel(broken, sampling=SAMPLING))


@pytest.mark.slow
def test_a_name_in_the_cache_needs_no_network(folder, tmp_path, monkeypatch):

    import huggingface_hub

    cached = tmp_path / "models--nobody--tiny"
    shutil.copytree(folder, cached / "snapshots" / "abc0")
    (cached / "refs").mkdir()
    (cached / "refs" / "main").write_text("abc0")
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(tmp_path))
    model = HuggingFaceModel("nobody/tiny", sampling=SAMPLING)
    assert texts(model) == texts(HuggingFaceModel(folder, sampling=SAMPLING))
    assert model.identity["model_files"] is None


def test_a_missing_package_is_named_with_what_installs_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "accelerate", None)
    with pytest.raises(UsageError, match="accelerate") as caught:
        complete(HuggingFaceModel(tmp_path, sampling=SAMPLING))
    assert "afterburner[hf]" in caught.value.hint


def test_no_calls_load_nothing(tmp_path):
    assert complete(HuggingFaceModel(tmp_path, sampling=SAMPLING), []) == []


def test_a_folder_that_is_not_there():
    with pytest.raises(UsageError, match=r"no folder \./nowhere"):
        _ = HuggingFaceModel("./nowhere", sampling=SAMPLING).identity


@pytest.mark.parametrize("wrong", [{"batch": 0}, {"dtype": "float7"}])
def test_arguments_out_of_range(wrong):
    with pytest.raises(UsageError):
        HuggingFaceModel("some/name", sampling=SAMPLING, **wrong)


def test_everything_that_shapes_replies_is_in_the_identity(tmp_path):
    (tmp_path / "config.json").write_text("{}")

    def identity(model=tmp_path, **others):
        return HuggingFaceModel(model, **({"sampling": SAMPLING} | others)).identity

    plain = identity()
    assert identity() == plain
    for others in ({"sampling": Sampling()}, {"batch": 2}, {"dtype": "float32"}, {"device": "cpu"}):
        assert identity(**others) != plain
    (tmp_path / "notes.md").write_text("not of the model")
    assert identity() == plain
    (tmp_path / "config.json").write_text("[]")
    assert identity() != plain
