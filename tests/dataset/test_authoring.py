"""The author: what it writes is tried before it is used, asked for again with the error, and never trusted."""

import json

import pytest

from afterburner.core import encoding
from afterburner.core.errors import DataError, UsageError
from afterburner.core.problem import PLACEHOLDER, Problem, Reference, Solution, Test
from afterburner.dataset.building.authoring import TRIES, ScriptedAuthor, author_named, authored, digest_of, fenced

TOTAL = Problem(
    id="total",
    title="",
    statement="Add up xs.",
    tests=(Test(name="t", input=b"[[1, 2]]", expected=b"3"),),
    entry_point="total",
    references=(
        Reference(name="sum", idea="", solution=Solution(code="def total(xs):\n    return sum(xs)\n")),
        Reference(
            name="loop",
            idea="",
            solution=Solution(code="def total(xs):\n    t = 0\n    for x in xs:\n        t += x\n    return t\n"),
        ),
    ),
)
GOOD = """```python
import random

def generate(seed, size):
    rng = random.Random(seed)
    return [[rng.randint(0, 9) for _ in range(size)]]
```"""
RANDOM = """```python
import random

def generate(seed, size):
    return [[random.random() for _ in range(size)]]
```"""
UNUSABLE = "```python\ndef generate(seed, size):\n    return ['text']\n```"
KILLER = "```python\nimport os\n\ndef generate(seed, size):\n    while True:\n        os.fork()\n```"
RUBY = Reference(name="sum.rb", idea="", solution=Solution(code="def total(xs) = xs.sum\n", language="ruby"))
DRIVER = f"```ruby\nrequire 'json'\n{PLACEHOLDER}\nputs JSON.generate(total(*JSON.parse(STDIN.read)))\n```"


class Replies:
    """An author with replies in order, who remembers what it was asked."""

    def __init__(self, *replies):
        self.replies = list(replies)
        self.prompts = []

    def complete(self, prompt):
        self.prompts.append(prompt)
        return self.replies.pop(0)


def test_a_good_generator_is_taken(sandbox):
    built = authored(TOTAL, author := Replies(GOOD), sandbox)
    assert "def generate" in built.problem.generator
    assert "Add up xs." in author.prompts[0]
    assert "Arguments: [[1, 2]]\nResult: 3" in author.prompts[0]


@pytest.mark.parametrize("bad", ["no block at all", RANDOM, UNUSABLE, KILLER, "```python\n(\n```"])
def test_a_bad_one_is_asked_for_again_with_the_error(sandbox, bad):
    built = authored(TOTAL, author := Replies(bad, GOOD), sandbox)
    assert built.problem.generator is not None
    assert "Your last answer failed: " in author.prompts[1]
    assert any("try 2" in note for note in built.notes)


def test_after_three_bad_ones_the_problem_goes_on_without(sandbox):
    built = authored(TOTAL, author := Replies(*[RANDOM] * TRIES), sandbox)
    assert built.problem == TOTAL
    assert len(author.prompts) == TRIES
    assert any("no generator" in note for note in built.notes)


def test_nobody_is_asked_for_what_is_there(sandbox):
    there = Problem(id="p", title="", statement="", tests=TOTAL.tests, generator="x", references=TOTAL.references)
    assert authored(there, Replies(), sandbox).problem == there


def with_ruby():
    return Problem(
        id="total",
        title="",
        statement="Add up xs.",
        tests=TOTAL.tests,
        entry_point="total",
        generator="x",
        references=(*TOTAL.references, RUBY),
    )


def test_a_driver_that_makes_the_solutions_right_is_taken(sandbox):
    built = authored(with_ruby(), author := Replies("```ruby\nputs 3\n```", DRIVER), sandbox)
    assert built.problem.driver("ruby") is not None
    assert "placeholder" in author.prompts[1]
    assert "def total(xs) = xs.sum" in author.prompts[0]


def test_without_a_driver_the_language_s_solutions_are_left_out(sandbox):
    wrong = DRIVER.replace("JSON.generate(", "JSON.generate(1 + ")
    built = authored(with_ruby(), Replies(*[wrong] * TRIES), sandbox)
    assert [one.name for one in built.problem.references] == ["sum", "loop"]
    assert any("no driver for ruby" in note for note in built.notes)


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        ("```\na\n```", "a\n"),
        ("text ```py\na\n``` and\n```python\nb\n```\n", "b\n"),
        ("~~~python\na\n~~~", "a\n"),
        ("````\n```\na\n```\n````", "```\na\n```\n"),
        ("nothing", None),
        ("```\n\n```", None),
    ],
)
def test_the_last_fenced_block_counts(reply, code):
    assert fenced(reply) == code


def test_replies_come_by_the_prompt_s_digest_or_in_order(tmp_path):
    path = tmp_path / "r.jsonl"
    lines = [{"reply": "first"}, {"prompt_digest": digest_of("known"), "reply": "its own"}, {"reply": "second"}]
    path.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    author = ScriptedAuthor(path)
    assert [author.complete(prompt) for prompt in ("a", "known", "b")] == ["first", "its own", "second"]
    with pytest.raises(UsageError, match="no reply left"):
        author.complete("c")


@pytest.mark.parametrize("text", ["{", "[]", '{"answer": 1}'])
def test_a_file_that_holds_no_replies_is_named_by_line(tmp_path, text):
    (tmp_path / "r.jsonl").write_text(text, "utf-8")
    with pytest.raises(DataError, match="line 1"):
        author_named(f"scripted:{tmp_path / 'r.jsonl'}")


@pytest.mark.parametrize("name", ["", "gpt", "scripted:", "scripted:missing.jsonl"])
def test_an_author_that_is_not_there_is_bad_input(name):
    with pytest.raises(UsageError) as caught:
        author_named(name)
    assert caught.value.hint


def test_an_answer_is_data(sandbox):
    assert encoding.decode(authored(TOTAL, Replies(GOOD), sandbox).problem.tests[0].input) == [[1, 2]]
