"""Fixtures that all tests share."""

import signal
from collections.abc import Iterator

import pytest

from afterburner.judge.judge import Judge
from afterburner.sandbox.monolith import Monolith

# Where the suite is started in the background, SIGINT is ignored, and stays so in everything that the tests start.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Monolith]:
    with Monolith() as opened:
        yield opened


@pytest.fixture(scope="session")
def judge(sandbox: Monolith) -> Judge:
    return Judge(sandbox)
