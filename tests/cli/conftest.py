"""The command as a user starts it."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str

    def json(self) -> dict:
        return json.loads(self.out)


Command = Callable[..., Said]


@pytest.fixture
def afterburner(tmp_path: Path) -> Command:
    def call(*arguments: object, stdin: bytes = b"") -> Said:
        command = [sys.executable, "-m", "afterburner", *map(str, arguments)]
        done = subprocess.run(command, input=stdin, capture_output=True, cwd=tmp_path, timeout=120, check=False)
        said = Said(done.returncode, done.stdout.decode(), done.stderr.decode())
        assert "Traceback (most recent call last)" not in said.err or "solution.py" in said.err
        return said

    return call


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """Sum of numbers: three small tests and a large one."""
    folder = tmp_path / "cases"
    folder.mkdir()
    for name, numbers in {"1": [1], "2": [1, 2, 3], "3": [5] * 50, "large": list(range(3000))}.items():
        (folder / f"{name}.in").write_text(f"{len(numbers)}\n{' '.join(map(str, numbers))}\n")
        seen: list[int] = []
        for number in numbers:
            if number not in seen:
                seen.append(number)
        (folder / f"{name}.out").write_text(f"{len(seen)} {sum(seen)}\n")
    return folder


SLOW = """\
n = int(input())
numbers = list(map(int, input().split()))
seen = []
for number in numbers:
    if number not in seen:
        seen.append(number)
print(len(seen), sum(seen))
"""


@pytest.fixture
def slow(tmp_path: Path) -> Path:
    path = tmp_path / "slow.py"
    path.write_text(SLOW)
    return path
