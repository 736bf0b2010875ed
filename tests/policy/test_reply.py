"""Replies: whatever a model writes is read, what it departs from is counted, and time is linear."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from afterburner.core.problem import Solution
from afterburner.policy import prompt
from afterburner.policy.reply import Fault, Forgiven, is_well_formed, normalised, parse
from tests.strategies import any_text

RIGHT = "<thinking>\nLess work.\n</thinking>\n<solution>\n```python\nprint(1)\n```\n</solution>"
CODE = "print(1)\n"


def forgiven(text: str, *, language: str = "python", code: str = CODE) -> set[Forgiven]:
    """What had to be forgiven in a reply that has ``code`` and no fault."""
    parsed = parse(text, language=language)
    assert (parsed.code, parsed.fault) == (code, None)
    return set(parsed.forgiven)


def test_the_asked_form_has_nothing_to_forgive():
    parsed = parse(RIGHT, language="python")
    assert (parsed.code, parsed.thinking, parsed.forgiven, parsed.fault) == (CODE, "Less work.", (), None)
    assert is_well_formed(RIGHT, "python")


def in_solution(body: str, *, thinking: str = "T") -> str:
    return f"<thinking>{thinking}</thinking>\n<solution>\n{body}\n</solution>"


FENCED = "```python\nprint(1)\n```"
DRAFT = "```python\ndraft\n```"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (RIGHT.upper().replace("PYTHON\nPRINT", "python\nprint"), {Forgiven.OTHER_TAGS}),
        (RIGHT.replace("thinking>", "think>"), {Forgiven.OTHER_TAGS}),
        (f"<solution>\n{FENCED}\n</solution>", {Forgiven.NO_THINKING_TAGS}),
        (f"<thinking>a</thinking>\n{FENCED}", {Forgiven.NO_SOLUTION_TAGS}),
        (f"Here:\n\n{FENCED}\nDone.", {Forgiven.NO_THINKING_TAGS, Forgiven.NO_SOLUTION_TAGS, Forgiven.TEXT_OUTSIDE}),
        (RIGHT.removesuffix("</solution>"), {Forgiven.UNCLOSED_SOLUTION}),
        (RIGHT.removesuffix("```\n</solution>"), {Forgiven.UNCLOSED_SOLUTION, Forgiven.UNCLOSED_FENCE}),
        (RIGHT.replace("\n```\n<", "\n<"), {Forgiven.UNCLOSED_FENCE}),
        (RIGHT.replace("\n```\n<", "```\n<"), {Forgiven.UNCLOSED_FENCE}),
        (RIGHT.replace("</thinking>", ""), {Forgiven.UNCLOSED_THINKING}),
        (f"Well. {RIGHT}", {Forgiven.TEXT_OUTSIDE}),
        (f"{RIGHT}\nThat is it.", {Forgiven.TEXT_OUTSIDE}),
        (in_solution(f"So:\n{FENCED}"), {Forgiven.TEXT_OUTSIDE}),
        (in_solution(f"{DRAFT}\n{FENCED}"), {Forgiven.SEVERAL_BLOCKS, Forgiven.TEXT_OUTSIDE}),
        (in_solution(f"{FENCED}\n```\n$ run\n```"), {Forgiven.SEVERAL_BLOCKS, Forgiven.TEXT_OUTSIDE}),
        (in_solution(f"{FENCED}\n```text\n42\n```"), {Forgiven.SEVERAL_BLOCKS, Forgiven.TEXT_OUTSIDE}),
        (in_solution("print(1)"), {Forgiven.NO_FENCE}),
        (in_solution("\n\nprint(1)\n```"), {Forgiven.NO_FENCE}),
        ("<think>a</think><solution>print(1)</solution>", {Forgiven.NO_FENCE, Forgiven.OTHER_TAGS}),
        (in_solution(FENCED.replace("```", "~~~")), {Forgiven.OTHER_FENCE}),
        (in_solution(FENCED.replace("```", "`````")), {Forgiven.OTHER_FENCE}),
        (in_solution("  ```python\n  print(1)\n  ```"), {Forgiven.OTHER_FENCE}),
        (f"<thinking>a</thinking><solution>{FENCED}</solution>", {Forgiven.OTHER_FENCE}),
        (in_solution(FENCED.replace("python", "")), {Forgiven.LANGUAGE_WORD}),
        (in_solution(FENCED.replace("python", "Python3 title=x")), {Forgiven.LANGUAGE_WORD}),
        (in_solution(FENCED.replace("python", "text")), {Forgiven.LANGUAGE_WORD}),
        (RIGHT.replace("\n", "\r\n"), {Forgiven.LINE_ENDS}),
        (RIGHT.replace("<", "&lt;").replace(">", "&gt;"), {Forgiven.ESCAPED}),
        (in_solution(FENCED, thinking=f"not\n{DRAFT}\n"), set()),
        (in_solution(FENCED, thinking="I close with `</thinking>`, then `<solution>`.\n"), set()),
        (f"```\n{RIGHT}\n```", {Forgiven.TEXT_OUTSIDE}),
        (f"<think>a <solution>{DRAFT}</solution></think>\n{RIGHT}", {Forgiven.OTHER_TAGS}),
        (f"a <solution>\n{DRAFT}\n</solution> no </think>\n{RIGHT}", {Forgiven.OTHER_TAGS}),
        (f"a </think>\n<solution>\n{FENCED}\n</solution>", {Forgiven.NO_THINKING_TAGS}),
        (f"<solution>\n{FENCED}\n</solution></thinking>", {Forgiven.NO_THINKING_TAGS, Forgiven.TEXT_OUTSIDE}),
        (f"<thinking>a</thinking>\n{DRAFT}\n{FENCED}\n<thinking>\n{DRAFT}\n</thinking>", {
            Forgiven.NO_SOLUTION_TAGS, Forgiven.SEVERAL_BLOCKS, Forgiven.OTHER_TAGS, Forgiven.TEXT_OUTSIDE}),
        (f"{in_solution(DRAFT)}\nBetter:\n{RIGHT}", {
            Forgiven.SEVERAL_BLOCKS, Forgiven.OTHER_TAGS, Forgiven.TEXT_OUTSIDE}),
        (f"{RIGHT}\n<solution>\n</solution>", {Forgiven.SEVERAL_BLOCKS, Forgiven.TEXT_OUTSIDE}),
        (f"{RIGHT}\n<solution>\n{DRAFT}", {Forgiven.SEVERAL_BLOCKS, Forgiven.TEXT_OUTSIDE}),
        (f"<thinking>a</thinking><solution>\n```python\ndraft\n</solution>\n<solution>\n{FENCED}\n</solution>", {
            Forgiven.SEVERAL_BLOCKS, Forgiven.TEXT_OUTSIDE}),
        ("<thinking>a</thinking><solution>\n```python\ndraft\n</solution>\n<solution>\nprint(1)\n</solution>", {
            Forgiven.NO_FENCE, Forgiven.SEVERAL_BLOCKS, Forgiven.TEXT_OUTSIDE}),
    ],
)  # fmt: skip
def test_departures_are_forgiven_and_counted(text, expected):
    assert forgiven(text) == expected
    assert not is_well_formed(text, "python") or expected == set()


def test_escaped_code_is_code_again():
    escaped = "if a &lt; b and b &gt; a &amp;&amp; c:\n    pass"
    assert forgiven(in_solution(f"```python\n{escaped}\n```"), code="if a < b and b > a && c:\n    pass\n") == {
        Forgiven.ESCAPED
    }


@pytest.mark.parametrize("code", ['s.replace("&lt;", x)\n', "a = '&lt;' < b &lt; c\n", "f(&copy, a)\n"])
def test_code_that_speaks_of_entities_stays(code):
    assert forgiven(in_solution(f"```python\n{code}```"), code=code) == set()


@pytest.mark.parametrize(
    "code",
    [
        's = "</solution>"\n',
        "</solution>\n<solution>\n</thinking>\nx\n",
        'def f():\n    """\n    ```\n    f()\n    ```\n    """\n',
        "a = '```'\n",
    ],
)
def test_tags_and_fences_in_code_are_code(code):
    assert forgiven(in_solution(f"```python\n{code}```"), code=code) == set()


def test_the_last_tag_ends_code_without_a_fence():
    code = "a = '''\n</solution>\n'''\n"
    assert forgiven(in_solution(code), code=code) == {Forgiven.NO_FENCE}


@pytest.mark.parametrize(
    ("text", "was_cut", "fault"),
    [
        ("I can't do that.", False, Fault.NO_CODE),
        ("", False, Fault.NO_CODE),
        (f"<thinking>{FENCED}</thinking>", False, Fault.NO_CODE),
        (f"<thinking>\n{FENCED}", False, Fault.NO_CODE),
        (f"<thinking>a</thinking>\n<solution>{' ' * 9}</solution>", False, Fault.NO_CODE),
        (in_solution("```python\n\n```"), False, Fault.NO_CODE),
        ("<thinking>\nlong thoughts", True, Fault.CUT),
        (RIGHT[: RIGHT.index("(1)")], True, Fault.CUT),
        (RIGHT, True, None),
        (RIGHT.removesuffix("</solution>"), True, None),
        ("<thinking>a</thinking><solution>\nprint(", True, Fault.CUT),
        (in_solution(f"```python\n{'x' * 1_000_001}\n```"), False, Fault.TOO_LONG),
    ],
)
def test_faults(text, was_cut, fault):
    assert parse(text, language="python", was_cut=was_cut).fault is fault


def test_what_was_cut_is_kept_for_the_record():
    parsed = parse(RIGHT[: RIGHT.index("(1)")], language="python", was_cut=True)
    assert parsed.code == "print\n"


@pytest.mark.parametrize(
    ("word", "language", "fault"),
    [
        ("cpp", "python", Fault.OTHER_LANGUAGE),
        ("C++", "python", Fault.OTHER_LANGUAGE),
        ("c++", "cpp", None),
        ("py", "ruby", Fault.OTHER_LANGUAGE),
        ("py", "python", None),
        ("golang", "go", None),
        ("rs", "rust", None),
        ("js", "java", Fault.OTHER_LANGUAGE),
        ("node", "javascript", None),
        ("rb", "ruby", None),
        ("ts", "javascript", None),
        ("text", "c", None),
        ("perl", "perl", None),
    ],
)
def test_the_word_after_the_fence_names_a_language(word, language, fault):
    parsed = parse(in_solution(f"```{word}\nprint(1)\n```"), language=language)
    assert (parsed.code, parsed.fault) == (CODE, fault)


def test_the_wanted_language_is_preferred():
    assert forgiven(in_solution(f"{FENCED}\n```cpp\nint main;\n```")) == {
        Forgiven.SEVERAL_BLOCKS,
        Forgiven.TEXT_OUTSIDE,
    }


def test_a_draft_before_the_end_of_untold_reasoning_is_not_taken():
    text = f"a\n<solution>\n{DRAFT}\n</solution>\nno\n</think>\n{FENCED}"
    assert forgiven(text) == {Forgiven.NO_THINKING_TAGS, Forgiven.NO_SOLUTION_TAGS}


def test_without_tags_the_prose_before_the_code_is_the_thinking():
    assert parse(f"A heap.\n{FENCED}", language="python").thinking == "A heap."
    assert parse("No.", language="python").thinking == "No."


PIECES = (
    *("<thinking>", "</thinking>", "<think>", "</think>", "<solution>", "</solution>", "</SOLUTION >", "\n", "\n", "<"),
    *("```", "~~~", "```python\n", "\n```\n", "````", " ", "    ", "\r\n", "x = 1", '"', "`", "&lt;", "python"),
)
pieces = st.lists(st.sampled_from(PIECES) | any_text, max_size=25).map("".join)


@given(pieces, st.booleans())
@example(text="<solution>```<thinking>", was_cut=False)
def test_no_text_is_refused(text, was_cut):
    parsed = parse(text, language="python", was_cut=was_cut)
    assert parsed.code is None or parsed.code == parsed.code.rstrip() + "\n" != "\n"
    assert (parsed.code is None) <= (parsed.fault in {Fault.NO_CODE, Fault.CUT})
    assert is_well_formed(text, "python") <= (parsed.code is not None)


@given(pieces, pieces)
@example("</solution>\n<solution>\n```python", "")
@example("a\r\r\nb", "")
def test_a_rendered_reply_is_read_as_it_was_written(code, thinking):
    is_escaped = "<" not in code and ("&lt;" in code or "&gt;" in code)
    if not code.strip() or is_escaped:
        return
    thought = thinking.replace("/", "").replace("\r\n", "\n")  # whatever tags are in it, none ends it
    text = prompt.reply(thought, Solution(code=code))
    parsed = parse(text, language="python")
    assert (parsed.code, parsed.thinking, parsed.fault) == (normalised(code), thought.strip(), None)
    assert is_well_formed(text, "python") or "\r\n" in text


HOSTILE = (
    *(
        "<solution>",
        "</solution>",
        "<solution></solution>",
        "<thinking>",
        "<think></thinking>",
        "<",
        "`",
        "```\n",
        "~~~",
    ),
    *(
        " ",
        "\n ",
        "> ",
        "<solution>```a\n",
        "```a\n</solution>\n<solution>\n",
        "&lt;",
        "<solution ",
        "\r\n",
        "```\n<solution>",
    ),
    *(
        "<solution>\n```python\nx\n```\n</solution>\n",
        "</think><solution>",
        "</think>```a\nx\n```\n",
        "<solution>&lt;'\n",
    ),
)


@pytest.mark.parametrize("unit", HOSTILE)
def test_a_megabyte_takes_under_a_second(unit):
    # Twice that, for a machine that is busy: a quadratic reader would take hours.
    text = "<thinking></thinking><solution>\n" + unit * (1_000_000 // len(unit))
    start = time.process_time()
    parse(text, language="python", was_cut=True)
    assert time.process_time() - start < 2


def test_fences_that_grow_shorter_take_linear_time():
    text = "<solution>\n" + "".join(f"{'`' * n}a\n</solution><solution>\n" for n in range(1400, 2, -1))
    start = time.process_time()
    parse(text, language="python")
    assert time.process_time() - start < 2
