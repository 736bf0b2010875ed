"""Does a dataset of ten thousand problems pass through a small memory? Peak memory of the commands that read one.

Problems of 20 kB each are written to a file, and each command reads it in a process of its own. Two more files hold as many
records as others publish them, APPS's, as JSONL and as Parquet in large groups of rows, to be converted. Peaks are the kernel's,
of the command's own process, by ``wait4``; ours is small when it starts them, for a process begins with its parent's high-water
mark: so the Parquet file is written by a process of its own.
"""

import json
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
_TO_PARQUET = """
import json, sys
import pyarrow
from pyarrow import parquet
with open(sys.argv[1], encoding="utf-8") as lines:
    parquet.write_table(pyarrow.Table.from_pylist(list(map(json.loads, lines))), sys.argv[2], row_group_size=100_000)
"""
"""One group of rows: as large as publishers write them, and larger."""


def main() -> None:
    options = parser(__doc__).parse_args()
    started_s = time.time()
    count = QUICK if options.quick else PROBLEMS
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "problems.jsonl"
        _write(source, count)
        _write_records(Path(folder) / "apps.jsonl", count)
        size = source.stat().st_size
        commands = {
            "stats": ["stats", str(source), "--json"],
            "list": ["list", "--dataset", str(source), "--json"],
            "export": ["export", str(source), f"{folder}/exported"],
            "stats of the Parquet file": ["stats", f"{folder}/exported", "--json"],
            "convert JSONL": ["convert", f"{folder}/apps.jsonl", f"{folder}/converted.jsonl", "--json"],
            "convert Parquet": ["convert", f"{folder}/apps.parquet", f"{folder}/converted.jsonl", "--json"],
        }
        rows = [_row(name, command) for name, command in commands.items()]
    settings = {"problems": count, "file_bytes": size}
    summary = {"largest peak, MB": max(row["peak_mb"] for row in rows)}
    publish(
        Figures(benchmark="streaming", settings=settings, rows=rows, summary=summary, started_s=started_s),
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


def _write_records(path: Path, count: int) -> None:
    """Write records of APPS as JSONL and as Parquet."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            texts = [f"{number:09}" * (TEST_BYTES // 9)] * 10
            texts = [f"{place}{text}" for place, text in enumerate(texts)]
            record = {
                "problem_id": number,
                "question": "S" * 100,
                "solutions": json.dumps(["print(input())"]),
                "input_output": json.dumps({"inputs": texts, "outputs": texts}),
                "difficulty": "interview",
                "starter_code": "",
            }
            file.write(json.dumps(record) + "\n")
    # The code is the script's own.
    subprocess.run([sys.executable, "-c", _TO_PARQUET, str(path), str(path.with_suffix(".parquet"))], check=True)


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
