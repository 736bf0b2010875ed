"""Do published datasets convert, and are the problems that they become right? Every record of every dataset in the data folder.

A record's own solution has to be accepted on the tests that were recovered from its asserts, and where it brings a faulty twin,
that has to be rejected. mxeval's Ruby has no solutions: there HumanEval's own, in Python, has to give the answers that its tests
expect (``python``), and a Ruby program that looks the answers up is accepted, one that is off in the last of them is not.
"""

import argparse
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from record import ROOT, Figures, commit, parser, publish

from afterburner.core.problem import CheckerKind, CheckerSpec, Problem, Solution
from afterburner.core.status import Verdict
from afterburner.dataset.files import read_lines
from afterburner.dataset.sources.catalogue import source_named
from afterburner.dataset.sources.fields import Unusable
from afterburner.dataset.sources.humaneval_pack import faulty_solution
from afterburner.dataset.sources.source import Dropped, Kept
from afterburner.judge.judge import Effort, Judge
from afterburner.sandbox.monolith import Monolith

VERDICT_ONLY = Effort(repeats=0)
QUICK = 8
"""Records of each set with --quick."""
COLUMNS = [
    "set",
    "records",
    "converted",
    "accepted",
    "accepted %",
    "faulty",
    "rejected",
    "rejected %",
    "tests",
    "dropped",
    "seconds",
]
SETS = {
    "human-eval": ("human-eval", "human_eval/HumanEval.jsonl.gz"),
    "pack-python": ("humaneval-pack", "humanevalpack/python.jsonl.gz"),
    "pack-cpp": ("humaneval-pack", "humanevalpack/cpp.jsonl.gz"),
    "pack-java": ("humaneval-pack", "humanevalpack/java.jsonl.gz"),
    "pack-javascript": ("humaneval-pack", "humanevalpack/js.jsonl.gz"),
    "pack-go": ("humaneval-pack", "humanevalpack/go.jsonl.gz"),
    "pack-rust": ("humaneval-pack", "humanevalpack/rust.jsonl.gz"),
    "mxeval-ruby": ("mxeval", "mxeval/HumanEval_ruby_v1.1.jsonl.gz"),
    "leetcode-train": ("leetcode-dataset", "leetcodedataset/LeetCodeDataset-v0.2.0-train.jsonl.gz"),
    "coffe-function": ("coffe-function", "coffe_function"),
    "coffe-file": ("coffe-file", "coffe_file"),
    "enamel": ("enamel", "enamel/enamel.csv"),
}
"""By the name on the command line: the source, and the file in the data folder."""


@dataclass(slots=True)
class Count:
    """What became of one set, so far."""

    records: int = 0
    converted: int = 0
    accepted: int = 0
    faulty: int = 0
    rejected: int = 0
    tests: int = 0
    python: int = 0
    """mxeval: problems whose expected answers are those of HumanEval's Python solution."""
    dropped: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)


def main() -> int:
    options = _options()
    chosen = options.only or list(SETS)
    if not options.data.is_dir():
        print(f"{options.data} is missing\nhint: give the folder with the public data by --data", file=sys.stderr)
        return 2
    started_s = time.time()
    rows: list[dict[str, Any]] = []
    with Monolith() as sandbox:
        judge = Judge(sandbox)
        for name in chosen:
            rows.append(_row(name, options, sandbox, judge))
            print({key: value for key, value in rows[-1].items() if key != "failures"}, file=sys.stderr, flush=True)
    for row in rows:
        for failure in row["failures"]:
            print(f"{row['set']}: {failure}")
    settings = {"most": options.most, "quick": options.quick}
    rows = sorted([*_recorded(options.json, without=chosen), *rows], key=lambda row: list(SETS).index(row["set"]))
    figures = Figures(benchmark="sources", settings=settings, rows=rows, started_s=started_s)
    publish(figures, options.json, columns=COLUMNS)
    return 0


def _recorded(path: Path | None, *, without: list[str]) -> list[dict[str, Any]]:
    """Return the rows of ``path`` that are of other sets: all sets together take longer than one likes to wait."""
    if path is None or not path.exists():
        return []
    return [row for row in json.loads(path.read_text("utf-8"))["rows"] if row["set"] not in without]


def _options() -> argparse.Namespace:
    made = parser(__doc__)
    given = os.environ.get("AFTERBURNER_DATA")
    folder = Path(given) if given else ROOT.parent / "shared" / "data"
    made.add_argument("--data", type=Path, default=folder, help="the folder with the public data; AFTERBURNER_DATA")
    made.add_argument("--only", nargs="+", choices=SETS, help="these sets")
    made.add_argument("--most", type=int, help="records of each set")
    return made.parse_args()


def _row(name: str, options: argparse.Namespace, sandbox: Monolith, judge: Judge) -> dict[str, object]:
    began_s = time.monotonic()
    count = Count()
    if (options.data / SETS[name][1]).exists():
        _convert_all(name, options, sandbox, judge, count)
    else:
        count.failures.append(f"{SETS[name][1]} is not in the data folder")
    return {
        "set": name,
        "commit": commit(ROOT),
        "records": count.records,
        "converted": count.converted,
        "accepted": count.accepted,
        "accepted %": _share(count.accepted, count.records),
        "faulty": count.faulty or None,
        "rejected": count.rejected if count.faulty else None,
        "rejected %": _share(count.rejected, count.records) if count.faulty else None,
        "python": count.python or None,
        "tests": count.tests,
        "dropped": dict(count.dropped),
        "notes": dict(count.notes),
        "failures": count.failures,
        "seconds": round(time.monotonic() - began_s, 1),
    }


def _share(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def _convert_all(name: str, options: argparse.Namespace, sandbox: Monolith, judge: Judge, count: Count) -> None:
    source = source_named(SETS[name][0])
    most = QUICK if options.quick else options.most
    python = dict(_python_solutions(options.data)) if name == "mxeval-ruby" else {}
    for line in source.read(options.data / SETS[name][1], lambda fault: count.failures.append(str(fault))):
        if most is not None and count.records >= most:
            return
        count.records += 1
        outcome = source.convert(line, sandbox)
        if isinstance(outcome, Dropped):
            count.dropped[outcome.reason] += 1
            count.failures.append(f"{outcome.id} dropped, {outcome.reason}: {outcome.detail}")
            continue
        _judge(outcome, line.value, judge, count, python)


def _judge(
    kept: Kept, record: Mapping[str, object], judge: Judge, count: Count, python: Mapping[str, Solution]
) -> None:
    problem = kept.problem
    count.converted += 1
    count.tests += len(problem.tests)
    count.notes.update(kept.notes)
    right, wrong = [reference.solution for reference in problem.references], []
    if "buggy_solution" in record:
        wrong = list(_faulty(record, count))
    elif not right:
        right, wrong = _looked_up(problem)
        count.python += _agrees(problem, python, judge, count)
    count.accepted += all(_as_wanted(problem, solution, judge, count, wanted=True) for solution in right)
    count.faulty += len(wrong)
    count.rejected += sum(_as_wanted(problem, solution, judge, count, wanted=False) for solution in wrong)


def _faulty(record: Mapping[str, object], count: Count) -> Iterator[Solution]:
    try:
        yield faulty_solution(record)
    except Unusable as why:
        count.failures.append(f"{record.get('task_id')}: no faulty solution: {why.detail}")


def _as_wanted(problem: Problem, solution: Solution, judge: Judge, count: Count, *, wanted: bool) -> bool:
    judgement = judge.judge(problem, solution, effort=VERDICT_ONLY)
    is_accepted = judgement.verdict is Verdict.ACCEPTED
    if is_accepted is not wanted or judgement.verdict is Verdict.COMPILE_ERROR:
        what = "its solution" if wanted else "its faulty solution"
        count.failures.append(f"{problem.id}, {what}: {judgement.verdict}")
    return is_accepted is wanted


def _looked_up(problem: Problem) -> tuple[list[Solution], list[Solution]]:
    """Return a Ruby program that knows the answers, and one that is wrong in the last of them."""
    answers = {test.input.decode(): test.expected.decode() for test in problem.tests}
    last = problem.tests[-1].input.decode()
    return [_table(problem, answers)], [_table(problem, {**answers, last: '"none of the answers"'})]


def _table(problem: Problem, answers: Mapping[str, str]) -> Solution:
    pairs = json.dumps(json.dumps(list(answers.items()))).replace("#", "\\#")
    code = f"""
def table
  pairs = JSON.parse({pairs})
  pairs.to_h {{ |given, answer| [AfterburnerValues.write(AfterburnerValues.read(JSON.parse(given))), answer] }}
end

def {problem.entry_point}(*given)
  AfterburnerValues.read(JSON.parse(table.fetch(AfterburnerValues.write(given)), allow_nan: true))
end
"""
    return Solution(code=code, language="ruby")


def _python_solutions(data: Path) -> Iterator[tuple[str, Solution]]:
    for line in read_lines(data / SETS["human-eval"][1], report=lambda _fault: None):
        record = {key: str(value) for key, value in line.value.items()}
        code = f"{record['prompt']}{record['canonical_solution']}\n\n_plain = {record['entry_point']}\n"
        code += "\n\ndef _lists(value):\n    return list(map(_lists, value)) if isinstance(value, (list, tuple)) else value\n"
        code += "\n\ndef answer(*given):\n    return _lists(_plain(*given))\n"
        yield record["task_id"].rpartition("/")[2], Solution(code=code)


def _agrees(problem: Problem, python: Mapping[str, Solution], judge: Judge, count: Count) -> bool:
    number = problem.id.rpartition("/")[2]
    if number not in python:
        return False
    checker = CheckerSpec(kind=CheckerKind.FLOAT, tolerance=problem.checker.tolerance)
    same = replace(problem, drivers=(), entry_point="answer", checker=checker)
    judgement = judge.judge(same, python[number], effort=VERDICT_ONLY)
    if judgement.verdict is not Verdict.ACCEPTED and judgement.failure is not None:
        count.failures.append(f"{problem.id}, HumanEval's answer: {judgement.failure.detail[:200]}".replace("\n", " "))
    return judgement.verdict is Verdict.ACCEPTED


if __name__ == "__main__":
    sys.exit(main())
