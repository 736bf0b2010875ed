"""The estimate against hand-computed numbers, published sizes, and what a small model takes when it is measured."""

import json
from dataclasses import replace

import pytest

from afterburner.core.errors import UsageError
from afterburner.train.config import (
    DataSection,
    GrpoSection,
    LoraSection,
    ModelSection,
    Precision,
    Rollouts,
    Stage,
    TrainingConfig,
    TrainingSection,
)
from afterburner.train.memory_estimate import Sharding, block_bytes, cache_bytes, estimated
from afterburner.train.model_shape import KNOWN, ModelShape, shape_of
from tests.policy.tiny_model import save_tiny_model

# PEFT asks Transformers for a property by a name that is to go.
pytestmark = pytest.mark.filterwarnings("ignore:`is_gradient_checkpointing` is deprecated:FutureWarning")

SMALL = ModelShape(
    vocabulary=100, hidden=8, layers=2, heads=4, kv_heads=2, head_size=2, inner=16, is_tied=True, qkv_bias=True
)
SFT = TrainingConfig(
    stage=Stage.SFT,
    model=ModelSection(path="x"),
    data=DataSection(train="x"),
    training=TrainingSection(batch=3, accumulation=5, prompt_tokens=6, completion_tokens=4, precision=Precision.BF16),
)
GRPO = replace(SFT, stage=Stage.GRPO, grpo=GrpoSection(rollouts=5, engine=Rollouts.TRANSFORMERS))


def parts(config, shape=SMALL, **how):
    return {part.name: part.size_bytes for part in estimated(config, shape, **how).parts}


def test_parameters_by_hand():
    # q 8*8+8, k and v 8*4+4, o 8*8, three maps of 8*16, two norms of 8
    assert SMALL.layer_parameters == 72 + 2 * 36 + 64 + 3 * 128 + 16
    assert SMALL.parameters == 100 * 8 + 2 * 608 + 8
    # q and o 16 wide in all, k and v 12, gate, up and down 24, each at rank 3
    assert SMALL.adapter_parameters(rank=3, targets=("all-linear",)) == 2 * 3 * (2 * 16 + 2 * 12 + 3 * 24)
    assert SMALL.adapter_parameters(rank=3, targets=("q_proj", "v_proj", "other")) == 2 * 3 * (16 + 12)


@pytest.mark.parametrize(
    ("name", "billions"),
    [("0.5B", 0.49), ("1.5B", 1.54), ("3B", 3.09), ("7B", 7.62)],
)
def test_published_models_are_as_large_as_their_cards_say(name, billions):
    for suffix in ("", "-Instruct"):
        found = shape_of(f"Qwen/Qwen2.5-Coder-{name}{suffix}")
        assert round(found.shape.parameters / 1e9, 2) == billions
        assert "table" in found.source or "cache" in found.source


def test_all_weights_in_mixed_precision_by_hand():
    count = SMALL.parameters
    found = parts(SFT)
    assert found["weights"] == 4 * count
    assert found["16-bit copies"] == 2 * count
    assert found["gradients"] == 4 * count
    assert found["optimiser"] == 8 * count
    # 30 tokens: 20 h + 10 a + 8 m = 160 + 80 + 128 bytes a token and layer
    assert block_bytes(SMALL, tokens=30, is_mixed=True) == 30 * 368
    assert found["activations"] == 2 * 30 * 8 * 4 + 30 * 368
    without = replace(SFT, training=replace(SFT.training, gradient_checkpointing=False))
    assert parts(without)["activations"] == 2 * 30 * 368
    # a tile of 30 tokens and 100 words in 16 bits, the gradient of the output and of what it reads in float32
    assert found["logits"] == 30 * 100 * 2 + 4 * 100 * 8 + 4 * 30 * 8
    assert "KV cache" not in found


def test_an_adapter_leaves_the_weights_in_16_bits():
    found = parts(replace(SFT, lora=LoraSection(rank=3)))
    trained = SMALL.adapter_parameters(rank=3, targets=("all-linear",))
    assert found["weights"] == 2 * SMALL.parameters
    assert (found["adapter"], found["gradients"], found["optimiser"]) == (4 * trained, 4 * trained, 8 * trained)
    assert "16-bit copies" not in found


def test_what_is_shared_is_divided():
    count = SMALL.parameters
    fsdp = parts(SFT, devices=4, sharding=Sharding.FSDP)
    assert (fsdp["weights"], fsdp["gradients"], fsdp["optimiser"]) == (count, count, 2 * count)
    zero2 = parts(SFT, devices=4, sharding=Sharding.ZERO2)
    assert (zero2["weights"], zero2["gradients"], zero2["optimiser"]) == (2 * count, count / 2, 3 * count)
    zero3 = parts(SFT, devices=4, sharding=Sharding.ZERO3)
    assert (zero3["weights"], zero3["gradients"], zero3["optimiser"]) == (count / 2, count / 2, 3 * count)
    copies = parts(SFT, devices=4)
    assert (copies["weights"], copies["gradient buckets"]) == (4 * count, 4 * count)


def test_a_second_model_is_counted_where_there_is_one():
    assert parts(replace(SFT, stage=Stage.DPO))["reference model"] == 4 * SMALL.parameters
    assert "reference model" not in parts(replace(SFT, stage=Stage.DPO, lora=LoraSection()))
    assert "reference model" not in parts(GRPO)
    assert "reference model" in parts(replace(GRPO, grpo=replace(GRPO.grpo, kl=0.1)))


def test_rollouts_keep_keys_and_values_of_a_whole_step():
    found = parts(GRPO)
    # 2 layers, keys and values 4 wide, 2 bytes; 15 completions of 10 tokens
    assert found["KV cache"] == 2 * 2 * 4 * 2 * 150
    assert found["next words"] == 15 * 100 * 4 * 3
    colocated = parts(replace(GRPO, grpo=replace(GRPO.grpo, engine=Rollouts.VLLM_COLOCATE)))
    assert "KV cache" not in colocated
    assert colocated["vLLM's weights"] == 2 * SMALL.parameters
    server = parts(
        replace(GRPO, grpo=replace(GRPO.grpo, engine=Rollouts.VLLM_SERVER, vllm_url="http://localhost:8000"))
    )
    assert not {"KV cache", "vLLM's weights"} & set(server)


def test_learning_and_drawing_are_never_at_the_same_time():
    estimate = estimated(GRPO, SMALL)
    by_phase = {
        phase: sum(part.size_bytes for part in estimate.parts if part.phase == phase)
        for phase in ("always", "learns", "rollouts")
    }
    assert estimate.total_bytes == by_phase["always"] + max(by_phase["learns"], by_phase["rollouts"])
    assert min(by_phase.values()) > 0


def test_no_sequence_is_longer_than_the_context():
    short = replace(SMALL, context=5)
    assert parts(GRPO, short)["KV cache"] == 2 * 2 * 4 * 2 * 75


def test_on_a_cpu_it_computes_in_float32_and_keeps_every_layer():
    on_cpu = replace(SFT, training=replace(SFT.training, device="cpu", precision=Precision.AUTO))
    estimate = estimated(on_cpu, SMALL)
    assert estimate.precision is Precision.FP32
    assert parts(on_cpu)["activations"] == 2 * block_bytes(SMALL, tokens=30, is_mixed=False)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "can't be told"),
        ("[]", "can't be told"),
        ('{"model_type": "gpt2"}', "model_type is 'gpt2'"),
        ('{"model_type": "llama"}', "has no hidden_size"),
        ('{"model_type": "llama", "hidden_size": -4}', "hidden_size is -4"),
    ],
)
def test_configurations_that_say_no_size(tmp_path, text, says):
    (tmp_path / "config.json").write_text(text)
    with pytest.raises(UsageError, match=says):
        shape_of(str(tmp_path))


def test_models_that_are_not_there(tmp_path):
    with pytest.raises(UsageError, match=r"config\.json can't be read"):
        shape_of(str(tmp_path))
    with pytest.raises(UsageError, match="no folder"):
        shape_of(str(tmp_path / "none"))
    with pytest.raises(UsageError, match="nothing is known") as caught:
        shape_of("nobody/nothing")
    assert "Qwen2.5-Coder-3B" in caught.value.hint
    with pytest.raises(UsageError, match="nothing is known"):
        shape_of("a b/c?/d")


# Measured.


@pytest.mark.slow
def test_a_model_is_as_large_as_its_configuration_says(tmp_path):
    transformers = pytest.importorskip("transformers")
    pytest.importorskip("torch")
    folder = save_tiny_model(tmp_path)
    network = transformers.AutoModelForCausalLM.from_pretrained(folder)
    assert shape_of(str(folder)).shape.parameters == sum(one.numel() for one in network.parameters())


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["Qwen2", "Qwen3", "Llama", "Mistral"])
@pytest.mark.parametrize("is_tied", [True, False])
def test_each_kind_is_as_large_as_its_configuration_says(tmp_path, kind, is_tied):
    transformers = pytest.importorskip("transformers")
    pytest.importorskip("torch")
    network = made(transformers, kind, tie_word_embeddings=is_tied)
    (tmp_path / "config.json").write_text(json.dumps(network.config.to_dict(), default=str))
    assert shape_of(str(tmp_path)).shape.parameters == sum(one.numel() for one in network.parameters())


@pytest.mark.slow
def test_an_adapter_is_as_large_as_its_configuration_says(tmp_path):
    transformers, peft = pytest.importorskip("transformers"), pytest.importorskip("peft")
    network = made(transformers, "Qwen2")
    network.config.save_pretrained(tmp_path)
    for rank, targets in ((4, "all-linear"), (2, ["q_proj", "down_proj"])):
        lora = peft.LoraConfig(r=rank, target_modules=targets, task_type="CAUSAL_LM")
        adapted = peft.get_peft_model(made(transformers, "Qwen2"), lora)
        trained = sum(one.numel() for one in adapted.parameters() if one.requires_grad)
        names = (targets,) if isinstance(targets, str) else tuple(targets)
        assert shape_of(str(tmp_path)).shape.adapter_parameters(rank=rank, targets=names) == trained


@pytest.mark.slow
def test_the_optimiser_and_the_cache_are_as_large_as_estimated(tmp_path):
    torch, transformers = pytest.importorskip("torch"), pytest.importorskip("transformers")
    network = made(transformers, "Qwen2")
    network.config.save_pretrained(tmp_path)
    shape = shape_of(str(tmp_path)).shape
    ids = torch.arange(60).reshape(3, 20)
    found = network(input_ids=ids, labels=ids, use_cache=True)
    layers = found.past_key_values.layers
    cached = sum(one.keys.nbytes + one.values.nbytes for one in layers)
    assert cached == cache_bytes(shape, tokens=60, number_bytes=4)
    optimiser = torch.optim.AdamW(network.parameters())
    found.loss.backward()
    optimiser.step()
    held = sum(value.nbytes for state in optimiser.state.values() for value in state.values() if value.numel() > 1)
    fp32 = replace(SFT, training=replace(SFT.training, precision=Precision.FP32))
    assert held == parts(fp32, shape)["optimiser"]
    assert sum(one.grad.nbytes for one in network.parameters()) == parts(fp32, shape)["gradients"]


@pytest.mark.slow
@pytest.mark.parametrize("is_mixed", [False, True])
def test_what_a_layer_keeps_for_its_backward_pass_is_as_estimated(tmp_path, is_mixed):
    """Each tensor once, and no weights: within 15 %, since kernels differ in what they keep."""
    torch, transformers = pytest.importorskip("torch"), pytest.importorskip("transformers")
    kept = {}
    for layers in (2, 6):
        network = made(transformers, "Qwen2", num_hidden_layers=layers).train()
        weights = {one.untyped_storage().data_ptr() for one in network.parameters()}
        saved = {}

        def keep(tensor, saved=saved, weights=weights):
            storage = tensor.untyped_storage()
            if storage.data_ptr() not in weights:
                saved[storage.data_ptr()] = storage.nbytes()
            return tensor

        ids = torch.arange(600).reshape(3, 200) % 90
        with (
            torch.autograd.graph.saved_tensors_hooks(keep, lambda tensor: tensor),
            torch.autocast("cpu", dtype=torch.bfloat16, enabled=is_mixed),
        ):
            # Keeps the graph, so that no storage is used twice.
            hidden = network.model(input_ids=ids, use_cache=False).last_hidden_state
        kept[layers] = sum(saved.values())
        assert hidden.requires_grad
    network.config.save_pretrained(tmp_path)
    shape = shape_of(str(tmp_path)).shape
    a_layer = (kept[6] - kept[2]) / 4
    if is_mixed:
        # Autocast's copies of the weights are a part of their own.
        a_layer -= 2 * sum(wide * high for wide, high in shape.linears.values())
    assert block_bytes(shape, tokens=600, is_mixed=is_mixed) == pytest.approx(a_layer, rel=0.15)


def made(transformers, kind, **others):
    values = {
        "vocab_size": 90,
        "hidden_size": 64,
        "intermediate_size": 176,
        "num_hidden_layers": 2,
        "num_attention_heads": 4,
        "num_key_value_heads": 2,
        "head_dim": 16,
        "max_position_embeddings": 256,
    }
    config = getattr(transformers, f"{kind}Config")(**(values | others))
    return getattr(transformers, f"{kind}ForCausalLM")(config)


def test_all_published_shapes_read_as_far_as_they_can():
    assert {shape.context for shape in KNOWN.values()} == {32768}
