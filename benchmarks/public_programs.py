"""Programs that nobody here wrote: COFFE's files and functions, and LeetCodeDataset, with inputs that make them work.

Covered: nothing of these data is evaluated in this process. Generators, argument expressions and programs run in the
sandbox; what comes back is plain values. Not covered: whether a program is right; its own output is the expected one, and
it must be the same twice.
"""

import gzip
import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from afterburner.core import encoding
from afterburner.core.execution import Execution, Limits
from afterburner.core.problem import CheckerKind, CheckerSpec, Problem, Purpose, Solution, Test
from afterburner.core.status import Status
from afterburner.dataset.sources import coffe
from afterburner.dataset.sources.fields import Fields
from afterburner.sandbox.port import Sandbox

LIMITS = Limits(cpu_s=2.0, wall_s=8.0)
"""Programs that take longer on an input are given a smaller one, or left out."""

MOST_INPUTS = 12
"""Inputs a program is tried on; half of them are held out."""

MOST_INPUT_BYTES = 4_000_000
"""Larger inputs measure how fast they are decoded."""

MOST_CPU_S = 0.5
"""Inputs that take longer are left out where there are others that take long enough: a search makes hundreds of runs."""

FACTORS = (10, 30, 100)
"""How many times the lists and strings of the largest input are repeated, until the program has something to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicProgram:
    """A program from a public collection, and a way to get inputs for it."""

    id: str
    collection: str
    solution: Solution
    entry_point: str | None
    inputs: Callable[[Sandbox], list[bytes]]

    def run(self, data: bytes, sandbox: Sandbox) -> Execution:
        """Run it on one input."""
        return sandbox.execute(self.solution.program(self.entry_point), data, limits=LIMITS)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlowProgram:
    """A program that has something to do: the tests to optimise it on, and others to check the winner on."""

    program: PublicProgram
    problem: Problem
    fresh: Problem
    cpu_s: float
    """CPU seconds on its heaviest input."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weighed:
    data: bytes
    answer: bytes
    cpu_s: float


def collections(folder: Path) -> dict[str, list[PublicProgram]]:
    """Return all programs under the data folder, by collection.

    Raises:
        OSError: a file is missing.

    """
    return {
        "coffe_file": list(_coffe_files(folder / "coffe_file")),
        "coffe_function": list(_coffe_functions(folder / "coffe_function")),
        "leetcodedataset": list(_leetcode(folder / "leetcodedataset")),
    }


def slow_program(program: PublicProgram, sandbox: Sandbox, *, least_cpu_s: float) -> SlowProgram | None:
    """Return ``program`` with tests if one of its inputs takes ``least_cpu_s``, else None."""
    weighed = _all_weighed(program, program.inputs(sandbox)[:MOST_INPUTS], sandbox)
    if program.entry_point is not None:
        weighed = [*weighed, *_scaled_up(program, weighed, sandbox, least_cpu_s)]
    weighed = sorted(_affordable(weighed, least_cpu_s), key=lambda item: -item.cpu_s)
    if len(weighed) < 3 or weighed[0].cpu_s < least_cpu_s or len({item.answer for item in weighed}) < 2:  # noqa: PLR2004
        return None
    heaviest = weighed[0]
    if _answer(program, program.run(heaviest.data, sandbox)) != heaviest.answer:
        return None
    return SlowProgram(
        program=program,
        problem=_problem(program, weighed[0::2], least_cpu_s),
        fresh=_problem(program, [*weighed[1::2], heaviest], least_cpu_s / 2),
        cpu_s=heaviest.cpu_s,
    )


def _problem(program: PublicProgram, weighed: Sequence[_Weighed], least_cpu_s: float) -> Problem:
    """Return a problem whose timed test is the heaviest of ``weighed``."""
    heaviest = max(weighed, key=lambda item: item.cpu_s)
    heavy_enough = next((item for item in weighed if item.cpu_s >= least_cpu_s), heaviest)
    tests = [
        Test(
            name=f"input-{index}",
            input=item.data,
            expected=item.answer,
            purpose=Purpose.PERFORMANCE if item is heavy_enough else Purpose.CORRECTNESS,
        )
        for index, item in enumerate(weighed)
    ]
    return Problem(
        id=program.id,
        title=program.id,
        statement="",
        tests=tuple(tests),
        entry_point=program.entry_point,
        checker=CheckerSpec(kind=CheckerKind.EXACT),
        limits=Limits(cpu_s=3 * LIMITS.cpu_s, wall_s=3 * LIMITS.wall_s),
    )


def _all_weighed(program: PublicProgram, inputs: Sequence[bytes], sandbox: Sandbox) -> list[_Weighed]:
    weighed = []
    for data in dict.fromkeys(data for data in inputs if len(data) <= MOST_INPUT_BYTES):
        seen = program.run(data, sandbox)
        answer = _answer(program, seen)
        if answer is not None and seen.cpu_s is not None:
            weighed.append(_Weighed(data=data, answer=answer, cpu_s=seen.cpu_s))
        elif seen.status is not Status.OK and not weighed:
            # Mostly the first failure tells: a module is missing, or the program takes seconds.
            break
    return weighed


def _answer(program: PublicProgram, seen: Execution) -> bytes | None:
    if seen.status is not Status.OK:
        return None
    return seen.result if program.entry_point else seen.stdout


def _affordable(weighed: list[_Weighed], least_cpu_s: float) -> list[_Weighed]:
    """Return the inputs that are quick to repeat, if there is still a slow one among them; else all."""
    quick = [item for item in weighed if item.cpu_s <= MOST_CPU_S]
    return quick if any(item.cpu_s >= least_cpu_s for item in quick) else weighed


def _scaled_up(
    program: PublicProgram, weighed: Sequence[_Weighed], sandbox: Sandbox, least_cpu_s: float
) -> list[_Weighed]:
    """Return the two largest inputs made larger until they take ``least_cpu_s``; none if they do already or can't."""
    if any(item.cpu_s >= least_cpu_s for item in weighed):
        return []
    largest = sorted(weighed, key=lambda item: -len(item.data))[:2]
    for factor in FACTORS:
        made = _all_weighed(program, [_repeated(item.data, factor) for item in largest], sandbox)
        if not made or any(item.cpu_s >= least_cpu_s for item in made):
            return made
    return []


def _repeated(data: bytes, factor: int) -> bytes:
    arguments = encoding.decode(data)
    if isinstance(arguments, dict):
        return encoding.encode({name: _longer(value, factor) for name, value in arguments.items()})
    assert isinstance(arguments, list)
    return encoding.encode([_longer(value, factor) for value in arguments])


def _longer(value: object, factor: int) -> object:
    return value * factor if isinstance(value, list | str) else value


def _coffe_files(folder: Path) -> Iterator[PublicProgram]:
    for line in coffe.read_folder(folder):
        record = Fields(line)
        codes = tuple(code for code in record.items("generators") if isinstance(code, str))
        yield PublicProgram(
            id=f"coffe_file/{coffe.digest(record.text('final_prompt'))}",
            collection="coffe_file",
            solution=Solution(code=record.text("best_solution")),
            entry_point=None,
            inputs=partial(coffe.printed_inputs, codes, most=MOST_INPUTS, limits=LIMITS),
        )


def _coffe_functions(folder: Path) -> Iterator[PublicProgram]:
    for line in coffe.read_folder(folder):
        record = Fields(line)
        stress, plain = coffe.inputs_of(record, "stressful_test_cases"), coffe.inputs_of(record, "test_cases")
        texts = tuple(given for given in stress if isinstance(given, str))
        usual = tuple(encoding.encode(given) for given in plain)
        yield PublicProgram(
            id=f"coffe_function/{coffe.digest(record.text('final_prompt'))}",
            collection="coffe_function",
            solution=Solution(code=record.text("best_solution")),
            entry_point="solution",
            inputs=partial(_function_inputs, texts, usual),
        )


def _leetcode(folder: Path) -> Iterator[PublicProgram]:
    with gzip.open(folder / "LeetCodeDataset-v0.2.0-train.jsonl.gz", "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            if any(word in record["completion"] for word in ("ListNode", "TreeNode", "'Node'")):
                continue
            texts = tuple(f"dict({case['input']})" for case in record["input_output"])
            yield PublicProgram(
                id=f"leetcode/{record['task_id']}",
                collection="leetcodedataset",
                solution=Solution(code=f"{record['prompt']}\n{record['completion']}"),
                entry_point=str(record["entry_point"]).replace("()", ""),
                inputs=partial(_largest_inputs, texts),
            )


def _function_inputs(texts: Sequence[str], usual: Sequence[bytes], sandbox: Sandbox) -> list[bytes]:
    return [*coffe.evaluated(texts, sandbox), *usual]


def _largest_inputs(texts: Sequence[str], sandbox: Sandbox) -> list[bytes]:
    """Return the largest inputs first: those have the most to say about time, and about correctness too."""
    return sorted(coffe.evaluated(texts, sandbox), key=len, reverse=True)


def shuffled(programs: Sequence[PublicProgram], seed: int) -> list[PublicProgram]:
    """Return the programs in an order that depends on ``seed`` alone."""
    return random.Random(seed).sample(list(programs), len(programs))  # noqa: S311 - a sample, not a secret
