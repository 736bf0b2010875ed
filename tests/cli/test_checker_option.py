"""``--checker FILE``: the user's own program says what is right."""

from pathlib import Path

import pytest

from tests.cli.conftest import Command

SAME_LENGTH = """
import json, sys
asked = json.load(sys.stdin)
if len(asked["answer"].split()) != len(asked["expected"].split()):
    print("not two numbers")
    sys.exit(1)
"""


@pytest.fixture
def checker(tmp_path: Path) -> Path:
    path = tmp_path / "same_length.py"
    path.write_text(SAME_LENGTH)
    return path


def test_its_word_counts(afterburner: Command, tmp_path: Path, cases: Path, checker: Path) -> None:
    (tmp_path / "any.py").write_text("print(7, 7)")
    assert afterburner("judge", "any.py", "--tests", cases, "--checker", checker).code == 0
    (tmp_path / "one.py").write_text("print(7)")
    said = afterburner("judge", "one.py", "--tests", cases, "--checker", checker, "--json")
    failure = said.json()["failure"]
    assert (said.code, failure["verdict"], failure["reason"]) == (1, "wrong_answer", "checker")
    assert failure["detail"] == "same_length.py says: not two numbers"


@pytest.mark.parametrize("command", ["judge", "compare", "optimize"])
def test_its_failure_is_nobodys_verdict(
    afterburner: Command, slow: Path, cases: Path, tmp_path: Path, command: str
) -> None:
    (tmp_path / "bad.py").write_text("1 / 0")
    files = (slow, slow) if command == "compare" else (slow,)
    said = afterburner(command, *files, "--tests", cases, "--checker", "bad.py")
    assert (said.code, said.out) == (2, "")
    assert "the checker bad.py of" in said.err
    assert "ZeroDivisionError" in said.err
    assert "hint:" in said.err


def test_a_run_of_the_loop_keeps_it(afterburner: Command, slow: Path, cases: Path, checker: Path) -> None:
    command = ("optimize", slow, "--tests", cases, "--checker", checker, "--out", "run", "--json", "--samples", "2")
    assert afterburner(*command, "--iterations", "1").json()["improved"] is True
    checker.unlink()
    assert afterburner("optimize", "--resume", "run", "--iterations", "2", "--json").code == 0


def test_a_checker_that_is_not_there_is_a_usage_error(afterburner: Command, slow: Path, cases: Path) -> None:
    said = afterburner("judge", slow, "--tests", cases, "--checker", "nowhere.py")
    assert (said.code, "--checker is nowhere.py" in said.err, "tokens" in said.err) == (2, True, True)


def test_a_built_in_problem_has_its_own(afterburner: Command, slow: Path) -> None:
    said = afterburner("judge", slow, "--problem", "ticket-counter", "--checker", "exact")
    assert (said.code, "--checker" in said.err) == (2, True)
