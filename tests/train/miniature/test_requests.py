"""What is asked, what is answered, and what the corpus is made of."""

import random
from itertools import product

from afterburner.core.objective import Objective
from afterburner.policy.prompt import Part
from afterburner.policy.reply import is_well_formed, parse
from afterburner.train.miniature.corpus import KEPT, Corpus, Seed, changed, faulty
from afterburner.train.miniature.prompt import Seen, answer, ask, failed, passed
from afterburner.train.miniature.tasks import Sizes, Task, drawn_ways, program, references, splits, ways_of

TASK = Task(("running sums", "equal", "smaller"), "most equal")
WAYS = ("slices", "table", "index", "count")
SEEN = Seen(program(TASK, WAYS), passed(4.2))


def test_the_request_names_task_program_feedback_and_goal() -> None:
    text = ask(TASK, Objective.INTEGRAL, seed=SEEN)
    assert (
        text
        == f"running sums\ncount equal\ncount smaller\nlargest count of equal\n{SEEN.code}correct, cost 4\nleast integral\n"
    )


def test_the_ablations_leave_out_what_they_say() -> None:
    assert "cost" not in ask(TASK, Objective.TIME, seed=SEEN, without=frozenset({Part.FEEDBACK}))
    bare = ask(TASK, Objective.TIME, seed=SEEN, without=frozenset({Part.ORIGINAL}))
    assert "def f" not in bare
    assert "correct, cost 4" in bare


def test_feedback_is_to_the_nearest_power_of_two_and_has_an_end() -> None:
    assert [passed(one) for one in (0.9, 1.4, 1.6, 2.9, 3.1, 1e9)] == [
        f"correct, cost {cost}" for cost in (1, 1, 2, 2, 4, 128)
    ]
    assert failed("wrong_answer") == "wrong answer"


def test_an_answer_has_the_form_that_is_rewarded() -> None:
    text = answer(TASK, WAYS)
    assert is_well_formed(text, language="python")
    assert parse(text, language="python").code == program(TASK, WAYS)


def _corpus() -> tuple[Corpus, set[str]]:
    split = splits(Sizes(train=10, tune=2, held_out=5, text=20), seed=0)
    told = dict.fromkeys(Objective, "correct, cost 2")
    measured = {
        task: [Seed(program(task, ways), ways, told) for ways in references(task, ranking=False, seed=0)]
        for task in split.train
    }
    held_out = {ask(task, objective, seed=None) for task in split.held_out for objective in Objective}
    return Corpus(measured=measured, unmeasured=split.text), held_out


def test_nothing_that_is_held_out_is_asked_in_the_corpus() -> None:
    corpus, held_out = _corpus()
    requests = [request for request, _answer in corpus.pairs(2000, seed=1)]
    assert not any(request.startswith(text[: text.index("least")]) for request in requests for text in held_out)


def test_the_corpus_is_the_same_for_the_same_seed() -> None:
    corpus, _ = _corpus()
    assert list(corpus.pairs(50, seed=1)) == list(corpus.pairs(50, seed=1))
    assert list(corpus.pairs(50, seed=1)) != list(corpus.pairs(50, seed=2))


def test_about_one_answer_in_seven_is_no_program_of_its_task() -> None:
    corpus, _ = _corpus()
    answers = [text for _request, text in corpus.pairs(2000, seed=3)]
    tasks = (*corpus.measured, *corpus.unmeasured)
    clean = {answer(task, ways) for task in tasks for ways in product(*ways_of(task))}
    assert 0.1 < sum(text not in clean for text in answers) / len(answers) < 0.2


def test_half_of_a_program_stays_as_it_was() -> None:
    draw = random.Random(0)
    same = sum(changed(TASK, WAYS, draw)[0] == WAYS[0] for _ in range(2000)) / 2000
    assert KEPT < same < KEPT + 0.2  # drawn again, it may be the same


def test_a_fault_changes_the_program() -> None:
    draw = random.Random(0)
    for _ in range(50):
        ways = drawn_ways(TASK, draw)
        assert faulty(TASK, ways, draw) != program(TASK, ways)
