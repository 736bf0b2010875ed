"""Problem families: enough of them, each problem right by all of its algorithms, no problem twice."""

import ast
import builtins
import io
import keyword
import re
import tokenize
from itertools import islice
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from afterburner.core.errors import DataError, UsageError
from afterburner.core.problem import Difficulty
from afterburner.core.signature import parse_signature
from afterburner.dataset.families import drawing
from afterburner.dataset.families.catalogue import all_families, families_named
from afterburner.dataset.families.drawing import Knobs, candidates
from afterburner.dataset.families.family import Phrase
from afterburner.dataset.families.filling import code_of
from afterburner.dataset.families.styles import BASIC, PLAIN, STYLES, styled
from afterburner.dataset.families.variants import oracle_name, solutions, variants
from afterburner.dataset.families.vocabulary import Vocabulary
from tests.dataset.family_samples import NAMES, answers, by_level, drawn, small_inputs, toy

every_family = pytest.mark.parametrize("name", NAMES)
MOST_TOKENS = 400
"""Of a program in the small vocabulary: what a tiny model can attend to, with the statement."""
FEW_CHARACTERS = [*(chr(code) for code in range(32, 127)), "\n"]


def test_there_are_at_least_30_families_with_names_of_their_own():
    assert len(NAMES) == len(set(NAMES)) >= 30
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in NAMES)


@every_family
def test_a_family_has_at_least_four_algorithms_that_say_what_they_are(name):
    (family,) = families_named([name])
    assert len({algorithm.idea for algorithm in family.algorithms}) == len(family.algorithms) >= 4
    assert all((family.title, family.tags, family.entries, family.stories))
    assert all(not keyword.iskeyword(entry) and not hasattr(builtins, entry) for entry in family.entries)


@every_family
def test_the_same_knobs_give_the_same_problems(name):
    first, again = ([(c.id, c.statement, c.problem()) for c in by_level(name, seed=3, solutions=4)] for _ in range(2))
    assert first == again


@every_family
def test_a_problem_is_whole_at_each_difficulty(name):
    for candidate in by_level(name, seed=4, solutions=3):
        problem = candidate.problem()
        signature = parse_signature(problem.signature)
        assert signature.name == problem.entry_point
        assert problem.starter.startswith(f"def {problem.signature}:")
        assert problem.oracle == problem.references[0].name
        assert "$" not in problem.statement + problem.generator + "".join(r.solution.code for r in problem.references)
        for reference in problem.references:
            function = ast.parse(reference.solution.code).body[-1]
            assert [part.arg for part in function.args.args] == [part.name for part in signature.parameters]


@every_family
def test_all_algorithms_agree_on_small_inputs(name):
    for number, candidate in enumerate(by_level(name, seed=5, solutions=2)[1:]):
        inputs = small_inputs(candidate)
        expected = answers(candidate.problem().references[0].solution.code, candidate, inputs)
        assert isinstance(expected, list)
        for algorithm in candidate.task.family.algorithms:
            for reference in islice(variants(candidate.task, algorithm, Random(number)), 3):
                assert answers(reference.solution.code, candidate, inputs) == expected, reference


@pytest.mark.slow
@every_family
def test_all_texts_of_all_algorithms_agree(name):
    for seed in range(4):
        for candidate in by_level(name, seed=seed, vocabulary=list(Vocabulary)[seed % 2], solutions=2):
            inputs = small_inputs(candidate)
            expected = answers(candidate.problem().references[0].solution.code, candidate, inputs)
            assert isinstance(expected, list)
            for algorithm in candidate.task.family.algorithms:
                for reference in variants(candidate.task, algorithm, Random(seed)):
                    assert answers(reference.solution.code, candidate, inputs) == expected, reference


@every_family
def test_other_parameters_ask_for_something_else(name):
    found = drawn(name, 12, difficulty=Difficulty.EASY, seed=6, solutions=2)
    inputs = small_inputs(found[0])
    asked = {repr(answers(c.problem().references[0].solution.code, c, inputs)) for c in found}
    # Some differ on inputs only that are not among these few.
    assert len(asked) >= 6


@every_family
def test_a_family_has_hundreds_of_problems_and_none_twice(name):
    found = drawn(name, 300, difficulty=Difficulty.EASY, vocabulary=Vocabulary.SMALL)
    assert len({candidate.meaning for candidate in found}) == 300
    assert len({" ".join(candidate.statement.lower().split()) for candidate in found}) == 300


@pytest.mark.slow
@every_family
def test_a_family_has_thousands_of_problems(name):
    assert len({candidate.meaning for candidate in drawn(name, 3000)}) == 3000


def test_a_stream_takes_every_family_in_turn():
    found = list(islice(candidates(Knobs(seed=1)), 2 * len(NAMES)))
    for turn in (found[: len(NAMES)], found[len(NAMES) :]):
        assert sorted(candidate.task.family.name for candidate in turn) == NAMES


def test_families_that_are_exhausted_say_so(monkeypatch):
    monkeypatch.setattr(drawing, "families_named", lambda _names: (toy(),))
    stream = candidates(Knobs(difficulty=Difficulty.EASY, vocabulary=Vocabulary.SMALL))
    with pytest.raises(DataError, match="no more different problems") as caught:
        list(islice(stream, 100_000))
    assert "difficulty" in caught.value.hint


def steps_of(candidate):
    return len(candidate.task.steps) + (candidate.task.finish is not None)


@every_family
def test_the_difficulty_is_the_number_of_steps(name):
    for candidate in drawn(name, 20, difficulty=Difficulty.EASY):
        assert steps_of(candidate) <= 1
    for candidate in drawn(name, 20, difficulty=Difficulty.HARD):
        # A family whose input can't be changed has but the last step.
        assert steps_of(candidate) >= 1
        assert candidate.difficulty is Difficulty.HARD


def test_a_mixed_stream_has_all_difficulties():
    assert {candidate.difficulty for candidate in islice(candidates(Knobs()), 60)} == set(Difficulty)


def test_the_small_vocabulary_is_small():
    found = [c for name in NAMES for c in by_level(name, vocabulary=Vocabulary.SMALL)]
    words = {word for c in found for word in re.findall(r"[a-z]{2,}", c.statement)}
    assert len(words) <= 250
    assert {character for c in found for character in c.statement} <= set(FEW_CHARACTERS)
    assert max(len(c.statement) for c in found) <= 400


@every_family
def test_programs_in_the_small_vocabulary_are_short(name):
    for candidate in by_level(name, vocabulary=Vocabulary.SMALL, seed=2, solutions=5):
        for reference in candidate.problem().references:
            assert set(reference.solution.code) <= set(FEW_CHARACTERS)
            lines = io.StringIO(reference.solution.code).readline
            assert len(list(tokenize.generate_tokens(lines))) <= MOST_TOKENS, reference.name


def test_the_full_vocabulary_varies():
    found = drawn("members", 40)
    assert len({candidate.task.names.entry for candidate in found}) >= 3
    assert len({candidate.statement.split("`")[0] for candidate in found}) >= 10


@every_family
def test_solutions_are_the_oracle_first_and_different_texts(name):
    (candidate,) = drawn(name, 1, seed=8)
    found = solutions(candidate.task, Random(1), 12)
    assert len(found) == len({reference.solution.code for reference in found}) == 12
    assert found[0].name == oracle_name(candidate.task.family)
    algorithms = {reference.name.split("--")[0] for reference in found}
    assert algorithms == {algorithm.name for algorithm in candidate.task.family.algorithms}


def test_two_solutions_are_the_oracle_and_the_slowest():
    (candidate,) = drawn("recurrences", 1, solutions=2)
    oracle, slowest = candidate.problem().references
    assert oracle.name.startswith(f"{candidate.task.family.algorithms[-1].name}--")
    assert slowest.name.startswith(f"{candidate.task.family.algorithms[0].name}--")


SNIPPETS = [
    "def f(xs, k):\n    t = 0\n    for x in xs:\n        if x % 3 == k:\n            t += x\n    return t",
    (
        "def f(xs, k):\n    out = []\n    for x in xs:\n        for y in xs:\n            if x + y > k and x != y:\n"
        "                out.append(x - y)\n    return out"
    ),
    (
        "def f(xs, k):\n    a = list(xs)\n    t = 0\n    for x in a:\n        if x > k:\n            a = a[1:]\n"
        "            t += len(a)\n    return t"
    ),
]


@given(
    source=st.sampled_from(SNIPPETS),
    style=st.sampled_from(STYLES),
    xs=st.lists(st.integers(-9, 9), max_size=9),
    k=st.integers(-3, 3),
)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_style_keeps_the_meaning(source, style, xs, k):
    made = styled(source, style, ["xs"])
    if made is None:
        return
    scopes = ({}, {})
    for scope, text in zip(scopes, (source, made), strict=True):
        exec(compile(text, "<snippet>", "exec"), scope)  # noqa: S102 - written above
    assert scopes[0]["f"](list(xs), k) == scopes[1]["f"](list(xs), k), made


def test_every_basic_style_fits_somewhere():
    seen = set()
    for name in NAMES[::2]:
        (candidate,) = drawn(name, 1)
        for algorithm in candidate.task.family.algorithms[:2]:
            seen |= {part for r in variants(candidate.task, algorithm, Random(0)) for part in style_of(r).split("-")}
    assert seen == {PLAIN, *BASIC}


def style_of(reference):
    return reference.name.split("--")[2]


def test_holes_are_filled_with_expressions_in_brackets():
    values = {"w": Phrase("x ^ 3", "flipped"), "rel": Phrase("x < y", "less"), "n": 4}
    assert code_of("p + $w", values) == "p + (x ^ 3)"
    assert code_of("$rel<a[i], b>", values) == "((a[i]) < b)"
    assert code_of("range($n)", values) == "range(4)"


@pytest.mark.parametrize(
    ("fields", "message"),
    [({"families": ("no-such",)}, "no family"), ({"solutions": 1}, "too few")],
)
def test_knobs_that_make_no_sense_are_usage_errors_with_a_hint(fields, message):
    with pytest.raises(UsageError, match=message) as caught:
        Knobs(**fields)
    assert caught.value.hint


def test_the_digest_tells_knobs_apart():
    knobs = [
        Knobs(),
        Knobs(seed=1),
        Knobs(families=("members",)),
        Knobs(difficulty=Difficulty.EASY),
        Knobs(solutions=3),
    ]
    knobs.append(Knobs(vocabulary=Vocabulary.SMALL))
    assert len({one.digest() for one in knobs}) == len(knobs)
    assert Knobs(families=("ranks", "members")).digest() == Knobs(families=("members", "ranks")).digest()


def test_all_families_are_found_and_sorted():
    assert [family.name for family in all_families()] == sorted(NAMES)
