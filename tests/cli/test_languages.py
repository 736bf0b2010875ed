"""Programs in any language, told by suffix or by name; checkers too."""

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Command

needs_c = pytest.mark.skipif(shutil.which("gcc") is None, reason="gcc is not installed")

C_SUM = """
#include <stdio.h>
int main(void) {
    int n; scanf("%d", &n);
    static int seen[1000000]; long total = 0; int count = 0;
    for (int i = 0, v; i < n; i++) { scanf("%d", &v); if (!seen[v]++) { count++; total += v; } }
    printf("%d %ld\\n", count, total);
}
"""


@needs_c
def test_the_suffix_says_the_language(afterburner: Command, tmp_path: Path, cases: Path) -> None:
    (tmp_path / "sum.c").write_text(C_SUM)
    said = afterburner("judge", "sum.c", "--tests", cases, "--json", "--repeats", "1")
    assert (said.code, said.json()["verdict"]) == (0, "accepted")


@needs_c
def test_a_language_can_be_named(afterburner: Command, tmp_path: Path) -> None:
    (tmp_path / "hello.txt").write_text('#include <stdio.h>\nint main(void) { puts("hello"); }\n')
    assert afterburner("run", "hello.txt", "--language", "c").out == "hello\n"


@needs_c
def test_programs_in_two_languages_are_compared(afterburner: Command, slow: Path, tmp_path: Path, cases: Path) -> None:
    (tmp_path / "sum.c").write_text(C_SUM)
    assert afterburner("compare", slow, "sum.c", "--tests", cases, "--json").json()["faster"] == "b"


def test_an_unknown_language_is_a_usage_error(afterburner: Command, tmp_path: Path) -> None:
    (tmp_path / "hello.xyz").write_text("hello")
    for options in ((), ("--language", "klingon")):
        said = afterburner("run", "hello.xyz", *options)
        assert (said.code, "hint:" in said.err, "language" in said.err) == (2, True, True)


def test_a_function_of_another_language_needs_its_signature(afterburner: Command, tmp_path: Path) -> None:
    (tmp_path / "f.c").write_text("int f(void) { return 1; }")
    (tmp_path / "tests.jsonl").write_text('{"input": [], "expected": 1}\n')
    said = afterburner("judge", "f.c", "--tests", "tests.jsonl", "--entry-point", "f")
    assert (said.code, "signature" in said.err) == (2, True)
    (tmp_path / "f.rb").write_text("def f(a) = a.sum\n")
    (tmp_path / "tests.jsonl").write_text('{"input": [[1, 2]], "expected": 3}\n')
    given = ("--tests", "tests.jsonl", "--entry-point", "f", "--signature", "f(a: list[int]) -> int")
    assert afterburner("judge", "f.rb", *given).code == 0


def test_only_python_is_optimised(afterburner: Command, tmp_path: Path, cases: Path) -> None:
    (tmp_path / "f.c").write_text("int main(void) {}")
    said = afterburner("optimize", "f.c", "--tests", cases)
    assert (said.code, "f.c is in c" in said.err, "hint:" in said.err) == (2, True, True)
    assert not (tmp_path / "afterburner-out").exists()
