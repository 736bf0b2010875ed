"""ENAMEL: HumanEval with generators of inputs at four levels of size, and an expert's efficient solution of each problem.

Inputs are made here, with seeds of our own, by the published generators and in the published numbers. The first level decides
about right and wrong, the other three about time. The generators are kept, as ``generate(seed, size)``.
"""

from collections.abc import Mapping
from functools import cache
from importlib import resources

from afterburner.core.problem import CheckerKind, CheckerSpec, Problem, Purpose, Reference, Solution
from afterburner.dataset.sources.evaluators import checker_program
from afterburner.dataset.sources.fields import Fields, Unusable, converter
from afterburner.dataset.sources.reading import read_records
from afterburner.dataset.sources.running import generated
from afterburner.dataset.sources.settled import Case, Settled, settled
from afterburner.dataset.sources.source import DropReason, Kept, Source
from afterburner.sandbox.port import Sandbox

_COUNTS = (8, 4, 4, 4)
"""Inputs a level. Source: ENAMEL's evaluation, ``demo.py``."""
_MOST_LEVELS = 16
_EQUALITY = "type(output) == type(answer) and output == answer"
_FRAME = """

def generate(seed, size):
    random.seed(seed)
    return list(generate_input(size, 1, seed % {cases}))
"""


def _recognises(record: Mapping[str, object]) -> bool:
    return {"input_generator", "input_levels", "reference_solution", "checker", "entry_point"} <= set(record)


def _kept(fields: Fields, sandbox: Sandbox) -> Kept:
    prompt, entry_point = fields.text("prompt"), fields.text("entry_point")
    code = f"{prompt}\n{fields.text('reference_solution')}"
    generator = f"{_toolbox()}{prompt}\n    pass\n\n\n{fields.text('input_generator')}"
    levels = _levels(fields.text("input_levels"))
    found = [_level(sandbox, generator, code, entry_point, level, size) for level, size in enumerate(levels)]
    tests = tuple(test for one in found for test in one.tests)
    if not found[0].tests:
        raise Unusable(DropReason.NO_TESTS, "generator and reference solution come to no input of the first level")
    timed = [size for size, one in zip(levels[1:], found[1:], strict=True) for _test in one.tests]
    problem = Problem(
        id=f"enamel/{fields.text('task_id')}",
        title=entry_point,
        statement=prompt,
        tests=tests,
        entry_point=entry_point,
        checker=_checker(fields, prompt),
        starter=prompt,
        references=(
            Reference(name="reference", idea="The experts' efficient solution.", solution=Solution(code=code)),
        ),
        generator=generator + _FRAME.format(cases=_COUNTS[1]),
        performance_sizes=tuple(timed),
    )
    return Kept(problem=problem, notes=tuple(dict.fromkeys(note for one in found for note in one.notes())))


@cache
def _toolbox() -> str:
    return (resources.files(__package__) / "enamel.txt").read_text("utf-8")


def _levels(text: str) -> list[int]:
    sizes = text.split()
    if not 0 < len(sizes) <= _MOST_LEVELS or not all(size.isdecimal() and len(size) <= 19 for size in sizes):  # noqa: PLR2004 - 64 bits
        raise Unusable(DropReason.NO_TESTS, f"its levels are {text[:60]!r}, where sizes are expected")
    return [int(size) for size in sizes]


def _level(sandbox: Sandbox, generator: str, code: str, entry_point: str, level: int, size: int) -> Settled:
    count = _COUNTS[min(level, len(_COUNTS) - 1)]
    calls = [(1000 * level + case, (size, level, case)) for case in range(count)]
    made = generated(sandbox, code=f"{generator}\n\n\n{_AS_LIST}", name="generate_list", calls=calls)
    found = settled(
        sandbox,
        [Case(arguments=arguments) for arguments in made if arguments is not None],
        code=code,
        entry_point=entry_point,
        name=f"level-{level}",
        purpose=Purpose.PERFORMANCE if level else Purpose.CORRECTNESS,
    )
    return Settled(tests=found.tests, other=found.other, failed=found.failed + made.count(None))


_AS_LIST = """
def generate_list(size, level, case):
    return list(generate_input(size, level, case))
"""


def _checker(fields: Fields, prompt: str) -> CheckerSpec:
    code = fields.text("checker")
    if _EQUALITY in code:
        return CheckerSpec(kind=CheckerKind.EXACT)
    return checker_program(f"{prompt}\n    pass\n\n\n{code}", "__check(input, expected, answer)")


SOURCE = Source(
    name="enamel",
    title="ENAMEL",
    licence="Apache-2.0",
    reads="enamel.csv, or hf:q-rz/enamel",
    read=read_records,
    convert=converter(_kept, id_field="task_id", prefix="enamel/"),
    recognises=_recognises,
)
