"""Bad input gets a message that says what, where and what to do next, and exit code 2; nothing is lost or written."""

from pathlib import Path

import pytest

from tests.cli.conftest import Command


def test_a_missing_file_is_named(afterburner: Command, cases: Path) -> None:
    for command in (("run",), ("judge", "--tests", cases), ("optimize", "--tests", cases)):
        said = afterburner(*command, "nowhere.py")
        assert said.code == 2
        assert "nowhere.py" in said.err
        assert "hint:" in said.err


def test_an_empty_program_is_refused(afterburner: Command, tmp_path: Path, cases: Path) -> None:
    (tmp_path / "empty.py").write_text("\n  \n")
    said = afterburner("optimize", "empty.py", "--tests", cases)
    assert (said.code, "empty.py is empty" in said.err) == (2, True)


def test_a_file_that_is_not_text_is_refused(afterburner: Command, tmp_path: Path, cases: Path) -> None:
    (tmp_path / "binary.py").write_bytes(b"print('\xff\xfe')")
    said = afterburner("optimize", "binary.py", "--tests", cases)
    assert (said.code, "binary.py" in said.err, "hint:" in said.err) == (2, True, True)


def test_a_declared_encoding_is_obeyed(afterburner: Command, tmp_path: Path) -> None:
    (tmp_path / "latin.py").write_bytes("# -*- coding: latin-1 -*-\nprint('é')\n".encode("latin-1"))
    assert afterburner("run", "latin.py").out == "é\n"


def test_a_syntax_error_is_a_verdict_with_its_line(afterburner: Command, tmp_path: Path, cases: Path) -> None:
    (tmp_path / "broken.py").write_text("print(1)\nfor x in\n")
    said = afterburner("judge", "broken.py", "--tests", cases, "--json")
    assert (said.code, said.json()["verdict"]) == (1, "compile_error")
    assert "line 2" in said.json()["failure"]["detail"]


def test_no_tests_is_said(afterburner: Command, slow: Path, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    said = afterburner("optimize", slow, "--tests", "none")
    assert (said.code, "holds no tests" in said.err, "hint:" in said.err) == (2, True, True)


def test_an_input_without_its_output_is_named(afterburner: Command, slow: Path, cases: Path) -> None:
    (cases / "2.out").unlink()
    said = afterburner("judge", slow, "--tests", cases)
    assert (said.code, "2.in" in said.err) == (2, True)


def test_a_broken_line_of_jsonl_is_named(afterburner: Command, slow: Path, tmp_path: Path) -> None:
    (tmp_path / "tests.jsonl").write_text('{"input": "1\\n1\\n", "expected": "1 1\\n"}\n{"input": \n')
    said = afterburner("judge", slow, "--tests", "tests.jsonl")
    assert (said.code, "tests.jsonl, line 2" in said.err) == (2, True)


def test_a_given_program_that_fails_its_tests_is_told_first(afterburner: Command, tmp_path: Path, cases: Path) -> None:
    (tmp_path / "wrong.py").write_text("print(0, 0)")
    said = afterburner("optimize", "wrong.py", "--tests", cases)
    assert said.code == 1
    assert "fails its own tests: wrong_answer (different) on test " in said.err


def test_reading_past_the_input_is_a_runtime_error(afterburner: Command, tmp_path: Path, cases: Path) -> None:
    (tmp_path / "greedy.py").write_text("while True: input()")
    said = afterburner("judge", "greedy.py", "--tests", cases, "--json")
    assert (said.code, said.json()["verdict"]) == (1, "runtime_error")
    assert "EOFError" in said.json()["failure"]["detail"]


def test_an_output_folder_that_cannot_be_made_is_said_before_work(
    afterburner: Command, slow: Path, cases: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    said = afterburner("optimize", slow, "--tests", cases, "--out", "file/run")
    assert (said.code, "can't be written" in said.err) == (2, True)


def test_an_earlier_run_is_not_overwritten(afterburner: Command, slow: Path, cases: Path) -> None:
    command = ("optimize", slow, "--tests", cases, "--out", "run", "--iterations", "1", "--samples", "1", "--json")
    assert afterburner(*command).code == 0
    again = afterburner(*command)
    assert (again.code, "--resume" in again.err) == (2, True)


@pytest.mark.parametrize("option", ["--time-limit", "--memory-limit", "--budget"])
@pytest.mark.parametrize("limit", ["-1", "0", "nan", "inf", "1e300"])
def test_limits_that_make_no_sense_are_refused(
    afterburner: Command, slow: Path, cases: Path, option: str, limit: str
) -> None:
    said = afterburner("compare", slow, slow, "--tests", cases, option, limit)
    assert (said.code, option in said.err, "hint:" in said.err) == (2, True, True)


def test_problem_and_tests_exclude_each_other(afterburner: Command, slow: Path, cases: Path) -> None:
    assert afterburner("judge", slow).code == 2
    assert afterburner("judge", slow, "--tests", cases, "--problem", "ticket-counter").code == 2


def test_unknown_names_list_what_there_is(afterburner: Command, slow: Path, cases: Path) -> None:
    said = afterburner("judge", slow, "--problem", "nothing")
    assert (said.code, "dataset list" in said.err) == (2, True)
    said = afterburner("optimize", slow, "--tests", cases, "--policy", "magic")
    assert (said.code, "rules" in said.err) == (2, True)


def test_a_folder_without_a_run_cannot_be_resumed(afterburner: Command, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert afterburner("optimize", "--resume", "empty").code == 2
    assert afterburner("report", "empty").code == 2


@pytest.mark.parametrize("wrong", [["judge", "--nonsense"], ["judge", "a.py", "--repeats", "x"], ["nonsense"]])
def test_wrong_usage_is_told_without_a_traceback(afterburner: Command, wrong: list[str]) -> None:
    said = afterburner(*wrong)
    assert (said.code, "--help" in said.err) == (2, True)


def test_a_package_that_the_sandbox_lacks_is_explained(afterburner: Command, tmp_path: Path, cases: Path) -> None:
    (tmp_path / "heavy.py").write_text("import a_package_from_elsewhere\n")
    said = afterburner("optimize", "heavy.py", "--tests", cases)
    assert (said.code, "standard library alone" in said.err) == (1, True)


def test_a_bench_of_nothing_is_refused(afterburner: Command) -> None:
    for option in (("--workers", 0), ("--workers", 65), ("--runs", 1)):
        said = afterburner("bench", "sandbox", *option)
        assert (said.code, f"{option[0]} is {option[1]}" in said.err, "hint:" in said.err) == (2, True, True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["{slow}", "--against", "original"], "::FUNCTION"),
        (["{slow}", "--against", "the others", "--generator", "{slow}"], "--against original"),
        (["{slow}"], "--tests PATH"),
        (["{slow}", "--tests", "{cases}", "--against", "original"], "give one of"),
        (["{slow}", "--tests", "{cases}", "--generator", "{slow}"], "--against original"),
        (["{slow}::missing", "--against", "original"], "no functions"),
        (["--problem", "running-median"], "--policy openai:MODEL"),
        (["{slow}", "--tests", "{cases}", "--diff", "--json"], "patch as well"),
        (["{slow}", "--tests", "{cases}", "--max-usd", "0"], "positive"),
        (["{slow}", "--tests", "{cases}", "--top-p", "0"], "above 0"),
        (["{slow}", "--tests", "{cases}", "--cache", "x", "--no-cache"], "one of them"),
    ],
)
def test_options_of_optimize_that_do_not_go_together_say_what_to_do(afterburner, slow, cases, arguments, words):
    said = afterburner("optimize", *(word.format(slow=slow, cases=cases) for word in arguments))
    assert said.code == 2
    assert words in said.err
    assert "hint:" in said.err
