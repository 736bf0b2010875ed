"""Another layout: other hashes of strings, the same within one layout; the usual one stays the usual one."""

import pytest

from afterburner.core.execution import Limits, Program
from afterburner.core.problem import Problem, Purpose, Solution, Test
from afterburner.judge.judge import Judge
from afterburner.measure.compare import Plan
from afterburner.sandbox.fake import FakeSandbox, ran
from afterburner.sandbox.monolith import MOST_LAYOUTS, Monolith

HASHES = Program(source=b"print(hash('a'), hash('total'), hash('accumulated'))")


def hashes(sandbox, layout):
    return sandbox.execute(HASHES, b"", limits=Limits(), layout=layout).stdout


def test_a_layout_has_its_own_hashes_and_keeps_them(sandbox):
    seen = [hashes(sandbox, layout) for layout in (0, 1, 2, 1, 0, 2)]
    assert len(set(seen[:3])) == 3
    assert seen[3:] == [seen[1], seen[0], seen[2]]


def test_the_usual_layout_is_the_same_in_every_sandbox_and_the_others_are_not(sandbox):
    with Monolith() as other:
        assert hashes(other, 0) == hashes(sandbox, 0)
        assert hashes(other, 1) != hashes(sandbox, 1)


def test_more_layouts_than_are_kept_warm_can_be_had():
    with Monolith() as sandbox:
        seen = {hashes(sandbox, layout) for layout in range(MOST_LAYOUTS + 3)}
        assert len(seen) == MOST_LAYOUTS + 3
        assert hashes(sandbox, 1) in seen


def test_a_crash_in_one_layout_leaves_the_others_usable(sandbox):
    crash = Program(source=b"import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    assert sandbox.execute(crash, b"", limits=Limits(), layout=1).reason == "signal:SIGKILL"
    assert hashes(sandbox, 1) != hashes(sandbox, 2)


@pytest.mark.parametrize("language", ["javascript"])
def test_a_language_without_layouts_runs_as_ever(sandbox, language):
    program = Program(source=b"console.log(1)", language=language)
    assert sandbox.execute(program, b"", limits=Limits(), layout=3).stdout == b"1\n"


def test_every_pair_of_a_comparison_has_a_layout_of_its_own_the_same_for_both():
    test = Test(name="t", input=b"", expected=b"1", purpose=Purpose.PERFORMANCE)
    problem = Problem(id="p", title="P", statement="", tests=(test,))
    fake = FakeSandbox(lambda _program, _stdin: ran(b"1"))
    Judge(fake).compare(problem, Solution(code="a"), Solution(code="b"), plan=Plan(looks=(2, 3, 4)))
    layouts = [call.layout for call in fake.calls]
    assert layouts[::2] == layouts[1::2] == list(range(1, len(layouts) // 2 + 1))
