"""A language model of 50,000 random weights, with a tokenizer and a chat template: made in seconds, nothing is downloaded."""

# ruff: noqa: PLC0415, S106 -- heavy packages that only slow tests have; tokens of text are no passwords

from pathlib import Path

CONTEXT = 96
"""In tokens."""

TEMPLATE = (
    "{% for message in messages %}<user> {{ message['content'] }} <end> {% endfor %}"
    "{% if add_generation_prompt %}<model> {% endif %}"
)

_SPECIAL = ["<unknown>", "<end>", "<user>", "<model>"]
WORDS = "make it faster slower please def solve return range sum list of numbers for while if else 0 1 2 ( ) : ="


def save_tiny_model(folder: Path, *, with_template: bool = True) -> Path:
    """Save a model with random weights, the same each time, and return its folder."""
    import torch
    import transformers

    tokenizer = new_tokenizer(TEMPLATE if with_template else None)
    # The classes of other families replace a tokenizer that is not theirs; Llama's takes what is in the folder.
    config = transformers.LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=CONTEXT,
        bos_token_id=None,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=None,
        initializer_range=0.5,
    )
    torch.manual_seed(0)
    network = transformers.LlamaForCausalLM(config)
    network.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def save_tiny_adapter(model: Path, folder: Path) -> Path:
    """Save a LoRA adapter to ``model`` that changes what it says, and return its folder."""
    import peft
    import torch
    import transformers

    network = transformers.AutoModelForCausalLM.from_pretrained(model)
    config = peft.LoraConfig(r=4, target_modules=["q_proj", "v_proj"], task_type="CAUSAL_LM", init_lora_weights=False)
    torch.manual_seed(1)
    peft.get_peft_model(network, config).save_pretrained(folder)
    return folder


def new_tokenizer(template: str | None):
    """Return a tokenizer of whole words, with a chat template or without."""
    import tokenizers
    import transformers

    words = tokenizers.models.WordLevel(
        {word: n for n, word in enumerate([*_SPECIAL, *WORDS.split()])}, unk_token="<unknown>"
    )
    made = tokenizers.Tokenizer(words)
    made.pre_tokenizer = tokenizers.pre_tokenizers.WhitespaceSplit()
    tokenizer = transformers.PreTrainedTokenizerFast(
        tokenizer_object=made,
        unk_token="<unknown>",
        eos_token="<end>",
        additional_special_tokens=["<user>", "<model>"],
    )
    if template is not None:
        tokenizer.chat_template = template
    return tokenizer
