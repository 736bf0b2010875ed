"""Grading in the real sandbox: endless programs, killed cells, and what goes on beside the model."""

import contextlib
import os
import signal
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from afterburner.core.execution import Limits
from afterburner.core.status import Verdict
from afterburner.sandbox.pool import Pool
from afterburner.train.grading import Asked, Grader
from afterburner.train.grading_verdicts import CANCELLED
from tests.judge.problems import HONEST_TEXT, text_problem
from tests.train.graders import answer, asked, truth

SLOW = f"sum(range(400_000))\n{HONEST_TEXT}"
SLOWEST = f"sum(range(1_500_000))\n{HONEST_TEXT}"
ENDLESS = "while True: pass"
PROBLEMS = {
    name: replace(text_problem(), id=name, limits=limits)
    for name, limits in (("text", Limits(cpu_s=1, wall_s=60)), ("patient", Limits(cpu_s=60, wall_s=60)))
}

BREAKING = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
"""A cell that is killed while it starts leaves its standard error to the collector."""


@pytest.fixture(scope="module")
def pool():
    with Pool(workers=2) as opened:
        yield opened


@pytest.fixture
def grader(pool):
    with Grader(pool, PROBLEMS, passes=3) as opened:
        yield opened


def children(pid):
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += [int(word) for word in task.read_text().split()]
    return found


def family(pid):
    return [pid, *(one for child in children(pid) for one in family(child))]


def cells():
    """The first processes of the cells that this process has started."""
    return [pid for pid in children(os.getpid()) if b"entrance" in _command(pid)]


def _command(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def killed_all_the_while(grader, group, *, times):
    """Grade ``group`` while somebody kills all processes of all cells, again and again."""
    done, killed = threading.Event(), []

    def kill():
        for _ in range(times):
            if done.wait(0.25):
                return
            for pid in [one for cell in cells() for one in reversed(family(cell))]:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                    killed.append(pid)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        return grader.grade([group])[0], killed
    finally:
        done.set()
        killer.join()


def test_correct_programs_are_measured_beside_each_other(grader):
    fast, slow, wrong = grader.grade([asked(HONEST_TEXT, SLOW, "print(1)", baseline=SLOW, problem="text")])[0]
    assert [one.verdict for one in (fast, slow, wrong)] == [Verdict.ACCEPTED, Verdict.ACCEPTED, Verdict.WRONG_ANSWER]
    assert fast.gain is not None
    assert fast.gain.low > 1.5
    assert slow.gain is not None
    assert slow.gain.estimate == 1.0


def test_an_endless_program_costs_its_limit_once(grader):
    (endless,) = grader.grade([asked(ENDLESS, problem="text")])[0]
    assert endless.verdict is Verdict.TIME_LIMIT_EXCEEDED
    assert 0.9 < endless.program_cpu_s < 1.5
    (again,) = grader.grade([asked(ENDLESS, problem="text")])[0]
    assert (again.verdict, again.program_cpu_s) == (endless.verdict, 0.0)


@BREAKING
def test_cells_that_are_killed_in_the_middle_cost_nobody_anything(grader):
    group = asked(HONEST_TEXT, SLOW, SLOWEST, "print(1)", baseline=SLOW, problem="text")
    outcomes, killed = killed_all_the_while(grader, group, times=3)
    assert killed
    assert [one.graded.masked for one in outcomes] == [None] * 4
    assert [one.graded.is_correct for one in outcomes] == [True, True, True, False]
    assert all(len(one.graded.costs) == 3 for one in outcomes[:3])


@BREAKING
def test_cells_that_are_killed_all_the_time_never_make_a_program_wrong(grader):
    outcomes, _killed = killed_all_the_while(grader, asked(SLOWEST, problem="patient"), times=40)
    assert all(one.graded.masked or one.graded.is_correct for one in outcomes)


def test_judging_goes_on_beside_the_model(grader):
    completions = [answer(f"# {number}\n{SLOWEST}") for number in range(2)]
    for text in completions:
        grader.begin(truth(SLOW, problem="text"), text)
    until_s = time.monotonic() + 20
    while grader.totals.busy_s < 0.3 and time.monotonic() < until_s:
        time.sleep(0.05)  # the model writes
    assert grader.totals.busy_s > 0
    outcomes = grader.grade([Asked(truth=truth(SLOW, problem="text"), completions=completions)])[0]
    assert all(one.graded.is_correct for one in outcomes)
    assert grader.totals.known == 0


def test_close_ends_what_runs_and_leaves_the_pool(pool):
    grader, found = Grader(pool, PROBLEMS), []
    grading = threading.Thread(target=lambda: found.extend(grader.grade([asked(ENDLESS, problem="patient")])))
    grading.start()
    time.sleep(0.5)
    began_s = time.monotonic()
    grader.close()
    grading.join(10)
    assert time.monotonic() - began_s < 5
    assert found[0][0].graded.masked == CANCELLED
    with Grader(pool, PROBLEMS) as another:
        assert another.grade([asked(HONEST_TEXT, problem="text")])[0][0].graded.is_correct
