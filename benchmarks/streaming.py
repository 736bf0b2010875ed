"""Does a dataset of ten thousand problems pass through a small memory? Peak memory of the commands that read one.

Problems of 20 kB each are written to a file, and each command reads it in a process of its own. Peaks are the kernel's, of the
command's own process, by ``wait4``; ours is small when it starts them, for a process begins with its parent's high-water mark.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from record import Figures, parser, publish

from afterburner.core.problem import Problem, Reference, Solution, Test
from afterburner.dataset.files import writing

PROBLEMS, QUICK = 10_000, 500
TEST_BYTES = 1_000


def main() -> None:
    options = parser(__doc__).parse_args()
    count = QUICK if options.quick else PROBLEMS
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "problems.jsonl"
        _write(source, count)
        size = source.stat().st_size
        commands = {
            "stats": ["stats", str(source), "--json"],
            "list": ["list", "--dataset", str(source), "--json"],
            "export": ["export", str(source), f"{folder}/exported"],
            "stats of the Parquet file": ["stats", f"{folder}/exported", "--json"],
        }
        rows = [_row(name, command) for name, command in commands.items()]
    settings = {"problems": count, "file_bytes": size}
    summary = {"largest peak, MB": max(row["peak_mb"] for row in rows)}
    publish(
        Figures(benchmark="streaming", settings=settings, rows=rows, summary=summary),
        options.json,
        columns=["command", "peak_mb", "seconds"],
    )


def _write(path: Path, count: int) -> None:
    reference = Reference(name="r", idea="i", solution=Solution(code="print(input())\n"))
    with writing(path) as sink:
        for number in range(count):
            text = b"%09d" % number * (TEST_BYTES // 9)
            tests = tuple(Test(name=f"t{n}", input=text, expected=text) for n in range(10))
            sink(Problem(id=f"p{number}", title="T", statement="S" * 100, tests=tests, references=(reference,)))


def _row(name: str, command: list[str]) -> dict[str, float | str]:
    start_s = time.monotonic()
    with Path(os.devnull).open("wb") as nowhere:
        process = subprocess.Popen([sys.executable, "-m", "afterburner", "dataset", *command], stdout=nowhere)
        _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"dataset {name} ended with {process.returncode}")
    return {"command": name, "peak_mb": usage.ru_maxrss * 1024 / 1e6, "seconds": time.monotonic() - start_s}


if __name__ == "__main__":
    main()
