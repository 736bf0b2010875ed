"""Fixtures that all tests share."""

from collections.abc import Iterator

import pytest

from afterburner.judge.judge import Judge
from afterburner.sandbox.monolith import Monolith


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Monolith]:
    with Monolith() as opened:
        yield opened


@pytest.fixture(scope="session")
def judge(sandbox: Monolith) -> Judge:
    return Judge(sandbox)
