"""Whether every number of the catalogue's first part that the sandbox answers for has a test named after it."""

import re
from importlib import import_module
from pathlib import Path

WANTED = {*range(1, 69), 77, 79, 80}
"""Of the others, which are about verdicts and the service, the tests of the judge and of the service are in charge."""

_NAME = re.compile(r"test((?:_a\d\d)+)_")


def _numbers(name: str) -> set[int]:
    match = _NAME.match(name)
    return {int(number) for number in re.findall(r"a(\d\d)", match[1])} if match else set()


def test_every_number_has_a_test():
    modules = [path.stem for path in Path(__file__).parent.glob("test_*.py")]
    names = [name for module in modules for name in dir(import_module(f"{__package__}.{module}"))]
    covered = set().union(*(_numbers(name) for name in names))
    assert WANTED - covered == set()
