"""Every contestant runs the small test for real, and says so when it can't."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Self

import pytest

from afterburner.core.errors import SandboxError
from afterburner.core.execution import Execution, Program
from afterburner.core.status import Status
from afterburner.sandbox.bench import contestants, foreign, leftovers, small_test, terms
from afterburner.sandbox.bench.contest import NotInstalled
from afterburner.sandbox.fake import FakeSandbox
from afterburner.sandbox.monolith import Monolith


def test_a_plain_process_answers(tmp_path: Path) -> None:
    assert len(contestants.plain_python(tmp_path).block(2, 10.0).runs_s) == 2


def test_cells_share_out_the_runs_and_lose_none() -> None:
    cells = contestants.Cells("ours", Program(source=small_test.PYTHON), workers=2)
    try:
        assert len(cells.block(5, 30.0).runs_s) == 5
    finally:
        cells.close()


def test_a_wrong_answer_is_no_run() -> None:
    with pytest.raises(SandboxError, match="43"):
        contestants.Cells("ours", Program(source=b"print(43)"), workers=1)


def test_bubblewrap_answers_or_says_why_not(tmp_path: Path) -> None:
    try:
        wrapped = contestants.Bubblewrap(tmp_path)
    except NotInstalled as error:
        assert error.hint  # noqa: PT017 - either way is right, on the machine that it is right on
    else:
        assert len(wrapped.block(1, 10.0).runs_s) == 1


@pytest.mark.parametrize("make", [foreign.cptbox, foreign.evalplus])
def test_an_interpreter_that_is_not_there_is_said(make) -> None:
    with pytest.raises(NotInstalled, match="does not start"):
        make("/nowhere/python")


def test_an_interpreter_without_the_package_is_said_with_its_own_words() -> None:
    with pytest.raises(NotInstalled, match="evalplus") as caught:
        foreign.evalplus(sys.executable)
    assert "pip install evalplus" in (caught.value.hint or "")


def test_a_driver_times_its_own_runs() -> None:
    pretended = foreign.Foreign("pretended", "none", sys.executable, "serve(lambda: print('chatter'))", "")
    try:
        block = pretended.block(3, 10.0)
    finally:
        pretended.close()
    assert len(block.runs_s) == 3
    assert 0 < sum(block.runs_s) <= block.wall_s


def test_a_driver_that_fails_in_a_run_is_no_figure() -> None:
    driver = "left = [1, 1]\nserve(left.pop)"
    failing = foreign.Foreign("failing", "none", sys.executable, driver, "")
    with pytest.raises(SandboxError, match="pop from empty list"):
        failing.block(5, 10.0)


def test_untidy_runs_leave_nothing() -> None:
    assert set(leftovers.after(3).more.values()) == {0}


def test_what_a_careless_sandbox_leaves_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    left = Path(tempfile.gettempdir()) / f"{leftovers._LEFT}-{os.getpid()}"

    class Careless(FakeSandbox):
        def __init__(self) -> None:
            super().__init__(self.run)

        def run(self, _program: Program, _stdin: bytes) -> Execution:
            left.write_bytes(bytes(100))
            self.zombie = subprocess.Popen([sys.executable, "-c", ""])
            self.descriptor = os.open("/dev/null", os.O_RDONLY)
            os.waitid(os.P_PID, self.zombie.pid, os.WEXITED | os.WNOWAIT)
            return Execution(status=Status.OK)

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_error: object) -> None:
            careless.append(self)

    careless: list[Careless] = []
    monkeypatch.setattr(leftovers, "Monolith", Careless)
    more = leftovers.after(1).more
    left.unlink()
    careless[0].zombie.wait()
    os.close(careless[0].descriptor)
    assert (more["zombies"], more["descriptors"], more["bytes in temporary files"]) == (1, 1, 100)


def test_programs_without_end_are_ended_after_their_limit_and_not_before() -> None:
    with Monolith() as sandbox:
        late = terms.lateness(sandbox, 1)
    assert [item.what for item in late] == ["spinning", "asleep"]
    assert all(item.worst_s >= 0 for item in late)
