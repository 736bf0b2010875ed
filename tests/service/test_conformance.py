"""A sandbox behind the service behaves as every sandbox does: the suite of the port, over HTTP."""

import pytest

from afterburner.service.client import Client, ServiceSandbox
from tests.sandbox.conftest import run
from tests.sandbox.test_conformance import *  # noqa: F403 - its tests, with the sandbox of this module

__all__ = ["run"]


@pytest.fixture(scope="module")
def sandbox(client: Client) -> ServiceSandbox:
    return ServiceSandbox(client)
