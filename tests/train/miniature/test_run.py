"""A miniature of the miniature, from nothing to the tables; and that its models are read back as they were."""

# ruff: noqa: PLC0415 -- heavy packages that only slow tests have

import json
from dataclasses import replace
from pathlib import Path

import pytest

from afterburner.core.errors import UsageError
from afterburner.core.objective import Objective
from afterburner.train.miniature.methods import Effort
from afterburner.train.miniature.model import SIZES, frequent_lines, new_model, new_tokenizer, save
from afterburner.train.miniature.prompt import Seen, answer, ask, passed
from afterburner.train.miniature.run import run
from afterburner.train.miniature.sampling import MOST_NEW_TOKENS
from afterburner.train.miniature.settings import Settings
from afterburner.train.miniature.tables import document
from afterburner.train.miniature.tasks import Sizes, program, references, splits

SMALL = Settings(
    seeds=(0,),
    problems=Sizes(train=6, tune=0, held_out=3, text=5),
    base_steps=20,
    base_batch=32,
    effort=Effort(sft_steps=2, dpo_steps=2, grpo_steps=2, rollouts=4, prompts=2),
    rounds=2,
)


def needs(*packages: str) -> None:
    for package in packages:
        pytest.importorskip(package)


def test_frequent_lines_come_with_their_ends() -> None:
    assert frequent_lines(["a = 1\nb = 2\n"] * 10 + ["c = 3\n"]) == ["a = 1\n", "b = 2\n"]


@pytest.mark.slow
def test_model_and_tokenizer_are_read_back_as_they_were(tmp_path: Path) -> None:
    needs("torch", "transformers")
    from transformers import AutoModelForCausalLM, AutoTokenizer

    texts = []
    for task in splits(Sizes(), seed=0).train:
        for ways in references(task, ranking=False, seed=0):
            seen = Seen(program(task, ways), passed(3.0))
            texts += [ask(task, Objective.TIME, seed=seen), answer(task, ways)]
    tokenizer = new_tokenizer(texts)
    model = new_model(SIZES["tiny"], tokenizer, seed=0)
    save(model, tokenizer, tmp_path)
    again = AutoTokenizer.from_pretrained(tmp_path)
    for text in [*texts, "something else: pässt,\n  x = 17\n\n"]:
        ids = tokenizer(text)["input_ids"]
        assert again(text)["input_ids"] == ids
        assert again.decode(ids) == text
    assert max(len(tokenizer(text)["input_ids"]) for text in texts) < MOST_NEW_TOKENS
    said = [{"role": "user", "content": texts[0]}]
    assert again.apply_chat_template(said, tokenize=False) == tokenizer.apply_chat_template(said, tokenize=False)
    read = AutoModelForCausalLM.from_pretrained(tmp_path)
    assert read.config.model_type == "qwen2"
    assert 500_000 < sum(one.numel() for one in read.parameters()) < 1_000_000


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::FutureWarning")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_whole_runs_and_goes_on_where_it_was(tmp_path: Path) -> None:
    needs("torch", "transformers", "trl", "peft", "datasets", "tensorboard")
    lines: list[str] = []
    scores = run(tmp_path, SMALL, workers=2, report=lines.append)
    assert {series.method for series in scores.series} == {"base", "sft", "dpo", "grpo"}
    first = document(scores, SMALL)
    assert len(first["series"]) == 8  # four methods, and two of them in two more variants
    (tmp_path / "loops" / "grpo-0.jsonl").unlink()
    lines.clear()
    again = document(run(tmp_path, SMALL, workers=2, report=lines.append), SMALL)
    assert {line.partition(":")[0] for line in lines} <= {"loop of grpo, seed 0", "references measured"}
    assert json.dumps(again) == json.dumps(first)  # drawn with the same seeds, judged once
    with pytest.raises(UsageError, match="other settings"):
        run(tmp_path, replace(SMALL, rounds=3), report=lines.append)
