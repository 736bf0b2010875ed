"""Converting records that a test made."""

import pytest

from afterburner.core import encoding
from afterburner.core.execution import Limits
from afterburner.core.problem import Solution
from afterburner.core.status import Verdict
from afterburner.dataset.sources import running
from afterburner.dataset.sources.catalogue import source_named
from afterburner.dataset.sources.converting import Tally, converted
from afterburner.judge.judge import Effort
from tests.dataset.sources.records import file_of


@pytest.fixture(autouse=True)
def _impatient(monkeypatch):
    """Code without an end is ended after a second: published code gets half a minute."""
    for name in ("LIMITS", "_ALONE"):
        monkeypatch.setattr(running, name, Limits(cpu_s=1.0, wall_s=30.0))


@pytest.fixture
def convert(tmp_path, sandbox):
    def run(name, *records, **options):
        tally = Tally()
        path = file_of(tmp_path / "records.jsonl", *records)
        return list(converted(source_named(name), path, sandbox, tally, **options)), tally

    return run


@pytest.fixture
def convert_path(sandbox):
    def run(name, path):
        tally = Tally()
        return list(converted(source_named(name), path, sandbox, tally)), tally

    return run


@pytest.fixture
def verdict(judge):
    def run(problem, code, language="python"):
        return judge.judge(problem, Solution(code=code, language=language), effort=Effort(repeats=0)).verdict

    return run


@pytest.fixture
def all_accepted(verdict):
    def run(problem):
        found = {r.name: verdict(problem, r.solution.code, r.solution.language) for r in problem.references}
        return bool(found) and set(found.values()) == {Verdict.ACCEPTED}

    return run


def pairs(problem):
    return [(encoding.decode(test.input), encoding.decode(test.expected)) for test in problem.tests]


def texts(problem):
    return [(test.input.decode(), test.expected.decode()) for test in problem.tests]
