"""Which numbers prompts show: the first ones, as long as they hold."""

from contextlib import closing
from dataclasses import replace

import pytest

from afterburner.core.errors import DataError
from afterburner.core.measurement import Measurement
from afterburner.core.objective import Clock, Quantity
from afterburner.core.problem import Problem, Solution, Test
from afterburner.core.status import Verdict
from afterburner.policy.figures import MOST_APART, FirstFigures, OwnFigures, agree
from tests.strategies import attempt_of, certain, measured

PROBLEM = Problem(id="p", title="", statement="", tests=(Test(name="t", input=b"1", expected=b"2"),))


@pytest.fixture
def figures(tmp_path):
    with closing(FirstFigures(tmp_path / "new" / "figures.sqlite")) as opened:
        yield opened


def shown(figures, cpu_s, *, problem=PROBLEM, **fields):
    """Return the CPU seconds that are shown of a program that took ``cpu_s``."""
    return figures.shown(problem, attempt_of(0, cpu_s=cpu_s, **fields)).quantities[Quantity.CPU_S].estimate


def test_first_figures_are_shown_again_while_they_agree(figures):
    assert [shown(figures, cpu_s) for cpu_s in (1.0, 1.4, 0.7, 1.0)] == [1.0] * 4


def test_another_measurement_replaces_them(figures):
    assert [shown(figures, cpu_s) for cpu_s in (1.0, 2.0, 1.9, 1.0)] == [1.0, 2.0, 2.0, 1.0]


def test_they_are_kept_in_the_file(tmp_path):
    for expected in (1.0, 1.0):
        with closing(FirstFigures(tmp_path / "figures.sqlite")) as figures:
            assert shown(figures, expected) == 1.0


def test_they_are_kept_between_processes(tmp_path):
    path = tmp_path / "figures.sqlite"
    with closing(FirstFigures(path)) as first, closing(FirstFigures(path)) as second:
        assert (shown(first, 1.0), shown(second, 1.2)) == (1.0, 1.0)


@pytest.mark.parametrize(
    "problem",
    [
        replace(PROBLEM, id="q"),
        replace(PROBLEM, tests=(Test(name="t", input=b"7", expected=b"2"),)),
    ],
)
def test_another_problem_has_its_own(figures, problem):
    assert (shown(figures, 1.0), shown(figures, 1.2, problem=problem)) == (1.0, 1.2)


@pytest.mark.parametrize("solution", [Solution(code="other"), Solution(code="", language="c"), Solution(code="\ud800")])
def test_another_solution_has_its_own(figures, solution):
    assert (shown(figures, 1.0), shown(figures, 1.2, solution=solution)) == (1.0, 1.2)


@pytest.mark.parametrize("other", [{"clock": Clock.WALL}, {"repeats": 2}])
def test_another_clock_or_number_of_passes_has_its_own(figures, other):
    own = attempt_of(0, cpu_s=1.2)
    own = replace(own, judgement=replace(own.judgement, measurement=replace(measured(1.2), **other)))
    assert shown(figures, 1.0) == 1.0
    assert figures.shown(PROBLEM, own) == own.judgement.measurement


def test_what_has_no_measurement_shows_none(figures):
    assert figures.shown(PROBLEM, attempt_of(0, verdict=Verdict.WRONG_ANSWER)) is None


def test_own_figures_are_the_runs_own():
    assert [shown(OwnFigures(), cpu_s) for cpu_s in (1.0, 1.1)] == [1.0, 1.1]


@pytest.mark.parametrize("quantity", Quantity)
def test_measurements_agree_within_the_factor_of_their_quantity(quantity):
    def of(value):
        return Measurement(quantities={quantity: certain(value)}, repeats=1)

    most = MOST_APART[quantity]
    assert agree(of(1.0), of(0.99 * most))
    assert agree(of(1.0), of(1.01 / most))
    assert not agree(of(1.0), of(1.01 * most))
    assert not agree(of(1.0), of(0.99 / most))


def test_measurements_of_other_quantities_do_not_agree():
    assert not agree(measured(1.0), Measurement(quantities={}, repeats=1))


def test_a_file_that_is_no_database_is_named(tmp_path):
    path = tmp_path / "figures.sqlite"
    path.write_text("no database" * 100)
    with pytest.raises(DataError, match=r"figures\.sqlite can't be opened"):
        FirstFigures(path)
