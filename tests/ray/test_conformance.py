"""A worker of a cluster behaves as every sandbox does: the suite of the port, over Ray."""

import pytest

from afterburner.sandbox.cluster_pool import ClusterPool
from tests.sandbox.conftest import run
from tests.sandbox.test_conformance import *  # noqa: F403 - its tests, with the sandbox of this module

__all__ = ["run"]


@pytest.fixture(scope="module")
def sandbox(pool: ClusterPool) -> ClusterPool:
    return pool
