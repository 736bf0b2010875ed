import json

import pytest

from afterburner.core.errors import DataError, UsageError
from afterburner.train.config import Stage
from afterburner.train.training_rows import COLUMNS, Limits, fitting, rows_of
from tests.train import tiny


class Words:
    """A tokenizer whose tokens are words."""

    chat_template = "there is one"

    def apply_chat_template(self, messages, *, tokenize, add_generation_prompt=False):
        assert not tokenize
        said = " ".join(f"<{one['role']}> {one['content']} <end>" for one in messages)
        return said + (" <assistant>" if add_generation_prompt else "")

    def __call__(self, texts, *, add_special_tokens):
        assert not add_special_tokens
        return {"input_ids": [text.split() for text in texts]}


class Untaught(Words):
    chat_template = None


LIMITS = Limits(prompt=40, answer=40, context=100)


def kept(rows, stage=Stage.SFT, tokenizer=None, limits=LIMITS):
    return fitting(rows, stage, tokenizer or Words(), limits, source="data.jsonl")


@pytest.mark.parametrize("stage", list(Stage))
def test_rows_have_the_columns_of_their_stage_alone(stage, tmp_path):
    rows = rows_of(tiny.write_data(tmp_path, stage, count=5), stage, most=3)
    assert len(rows) == 3
    assert [tuple(row) for row in rows] == [COLUMNS[stage]] * 3
    assert kept(rows, stage).rows == rows
    assert kept(rows, stage).notes == ()


@pytest.mark.parametrize(
    ("stage", "of", "said"),
    [
        (Stage.SFT, Stage.DPO, "no column completion: it looks like data for dpo"),
        (Stage.DPO, Stage.SFT, "no column chosen and no rejected: it looks like data for sft"),
        (Stage.GRPO, Stage.SFT, "no column ground_truth: it looks like data for sft"),
        (Stage.SFT, Stage.GRPO, "no column completion: it looks like data for grpo"),
    ],
)
def test_a_file_of_another_kind(stage, of, said, tmp_path):
    path = tiny.write_data(tmp_path, of)
    with pytest.raises(DataError, match=said) as caught:
        rows_of(path, stage)
    assert f"{path}, line 1" in caught.value.message
    assert "(prompt, id, problem, language" in caught.value.message
    assert caught.value.hint == f"make it with: afterburner train data DIR --kind {stage} --format trl"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"instruction": "do", "input": "", "output": "done"}, "LLaMA-Factory's format"),
        ({"data_source": "afterburner", "prompt": [], "reward_model": {}}, "verl's format"),
        ({"question": "?"}, "its columns are others"),
        ([1], "no object"),
        ({"prompt": 3, "completion": "x"}, "prompt is neither a text nor a list of messages"),
        ({"prompt": "x", "completion": []}, "completion is neither"),
        ({"prompt": "x", "completion": [{"role": "assistant", "content": None}]}, "completion is neither"),
    ],
)
def test_other_formats(row, said, tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(row) + "\n")
    with pytest.raises(DataError, match=said):
        rows_of(path, Stage.SFT)


def test_the_line_that_is_off_is_named(tmp_path):
    path = tiny.write_data(tmp_path, Stage.SFT, count=2)
    path.write_text(path.read_text() + '\n{"prompt": "x"}\n')
    with pytest.raises(DataError, match="line 4 has no column completion"):
        rows_of(path, Stage.SFT)
    path.write_text(path.read_text()[:-5])
    with pytest.raises(DataError, match="line 4 is no JSON") as caught:
        rows_of(path, Stage.SFT)
    assert caught.value.hint == "is the file whole?"


@pytest.mark.parametrize("text", ["", "\n\n"])
def test_an_empty_file(text, tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text(text)
    with pytest.raises(DataError, match="empty: there is nothing to learn from"):
        rows_of(path, Stage.SFT)


def test_no_file(tmp_path):
    with pytest.raises(DataError, match="there is no file"):
        rows_of(tmp_path / "rows.jsonl", Stage.SFT)


def test_parquet(tmp_path):
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet  # noqa: PLC0415

    rows = [tiny.row(Stage.DPO, number) for number in range(3)]
    parquet.write_table(pa.Table.from_pylist(rows), tmp_path / "dpo.parquet")
    found = rows_of(tmp_path / "dpo.parquet", Stage.DPO)
    assert found == [{column: row[column] for column in COLUMNS[Stage.DPO]} for row in rows]
    (tmp_path / "dpo.parquet").write_bytes(b"PAR1")
    with pytest.raises(DataError, match="no Parquet file"):
        rows_of(tmp_path / "dpo.parquet", Stage.DPO)


def said(prompt, *answers):
    row = {"prompt": [{"role": "user", "content": "w " * prompt}]}
    for column, answer in zip(("completion",) if len(answers) == 1 else ("chosen", "rejected"), answers, strict=True):
        row[column] = [{"role": "assistant", "content": "w " * answer}]
    return row


def test_what_is_too_long_is_left_out_and_counted():
    # <user> WORDS <end> <assistant> WORDS <end>
    rows = [said(37, 5), said(38, 5), said(5, 39), said(5, 40)]
    found = kept(rows)
    assert found.rows == [rows[0], rows[2]]
    (note,) = found.notes
    allowed = "40 tokens for the prompt, 40 for the answer, 100 in all (the model's context)"
    assert note == f"data.jsonl: 2 of 4 examples are left out: they are longer than {allowed}"
    context = Limits(prompt=99, answer=99, context=46)
    assert kept(rows, limits=context).rows == [rows[0]]


def test_of_a_pair_the_longer_answer_counts():
    rows = [said(5, 10, 39), said(5, 10, 40), said(5, 40, 10)]
    assert kept(rows, Stage.DPO).rows == rows[:1]


def test_a_prompt_of_grpo_leaves_room_for_the_answer():
    rows = [{**said(number, 1), "ground_truth": "{}"} for number in (37, 30)]
    limits = Limits(prompt=40, answer=60, context=95)
    assert kept(rows, Stage.GRPO, limits=limits).rows == rows[1:]
    with pytest.raises(UsageError, match="answers of 60 tokens leave no room") as caught:
        kept(rows, Stage.GRPO, limits=Limits(prompt=40, answer=60, context=60))
    assert caught.value.hint == "set training.completion_tokens to less, for instance 30"


def test_all_too_long():
    with pytest.raises(UsageError, match="none of 2 examples is short enough; the longest prompt takes 53 tokens"):
        kept([said(50, 1), said(45, 1)])


def test_no_chat_template():
    with pytest.raises(UsageError, match="no chat template") as caught:
        kept([said(5, 5)], tokenizer=Untaught())
    assert "-Instruct" in caught.value.hint
    plain = [{"prompt": "a b c", "completion": "d e"}]
    assert kept(plain, tokenizer=Untaught()).rows == plain
