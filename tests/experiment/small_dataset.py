"""A dataset that is evaluated in seconds: sums of squares, by programs of clearly different cost."""

import json
from pathlib import Path

from afterburner.core.problem import Problem, Purpose, Reference, Solution, Test, Visibility
from afterburner.dataset.records import to_record

LOOP = "n = int(input())\ntotal = 0\nfor i in range(n + 1):\n    total += i * i\nprint(total)\n"
TWICE = (
    "n = int(input())\n"
    "for turn in range(4):\n    total = 0\n    for i in range(n + 1):\n        total += i * i\nprint(total)\n"
)
FORMULA = "n = int(input())\nprint(n * (n + 1) * (2 * n + 1) // 6)\n"
WRONG = "n = int(input())\nprint(n)\n"
OTHER = "n = int(input())\nprint(sum(k * k for k in range(n + 1)))\n"
"""Correct, and no reference."""


def answer(n: int) -> bytes:
    return b"%d\n" % (n * (n + 1) * (2 * n + 1) // 6)


def problem(name: str, *, references: dict[str, str] | None = None, size: int = 60_000) -> Problem:
    sizes = {"one": 1, "two": 2, "seven": 7, "large": size, "larger": size + 1}
    tests = tuple(
        Test(
            name=each,
            input=b"%d\n" % n,
            expected=answer(n),
            purpose=Purpose.PERFORMANCE if each.startswith("large") else Purpose.CORRECTNESS,
            visibility=Visibility.PUBLIC if each == "one" else Visibility.PRIVATE,
        )
        for each, n in sizes.items()
    )
    known = {"twice": TWICE, "loop": LOOP, "formula": FORMULA} if references is None else references
    return Problem(
        id=name,
        title=f"Squares {name}",
        statement=f"{name}: print the sum of the squares up to n.",
        tests=tests,
        references=tuple(Reference(name=key, idea=key, solution=Solution(code=code)) for key, code in known.items()),
    )


def write(path: Path, *problems: Problem) -> Path:
    path.write_text("".join(to_record(one).model_dump_json() + "\n" for one in problems), "utf-8")
    return path


def script(path: Path, *codes: str, **by_problem: list[str]) -> Path:
    entries = [{"code": code} for code in codes]
    entries += [{"code": code, "problem": name} for name, own in by_problem.items() for code in own]
    path.write_text("".join(json.dumps(entry) + "\n" for entry in entries), "utf-8")
    return path
