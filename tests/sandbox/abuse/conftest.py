"""What is checked around every test of abuse, and how a test says which layers it needs."""

import json
from collections.abc import Callable

import pytest

from afterburner.core.errors import UsageError
from afterburner.core.status import Status
from afterburner.sandbox.languages import language_named
from afterburner.sandbox.toolchains import toolchain_of

INSPECTION = """
import json, os
def files(path):
    return [os.path.join(at, name) for at, folders, names in os.walk(path) for name in folders + names]
def owner(pid):
    try:
        with open(f"/proc/{pid}/status") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("Uid:"))
    except OSError:
        return None
mine = [int(name) for name in os.listdir("/proc") if name.isdigit() and owner(name) == os.getuid()]
found = {"files": files("/tmp") + files("/dev/shm") + files("."), "others": [p for p in mine if p != os.getpid()]}
print(json.dumps(found))
"""


@pytest.fixture(autouse=True)
def _leaves_nothing_behind(run, sandbox):
    sandbox.layers()
    faults = sandbox.faults
    yield
    seen = run(INSPECTION)
    assert seen.status is Status.OK, seen.stderr
    found = json.loads(seen.stdout)
    if "private-root" in sandbox.layers():
        assert found["files"] == []
    if {"pid-namespace", "unprivileged-user"} <= set(sandbox.layers()):
        assert found["others"] == []
    assert sandbox.faults == faults, "a program was taken for a fault of the machine"


@pytest.fixture
def needs(sandbox) -> Callable[..., None]:
    """Skip the test unless all the layers named are on."""

    def needs(*layers: str) -> None:
        missing = [layer for layer in layers if layer not in sandbox.layers()]
        if missing:
            pytest.skip(f"this machine does not grant: {', '.join(missing)}")

    return needs


@pytest.fixture
def processes_allowed(sandbox) -> Callable[[int], int]:
    """Return how many processes a limit comes to: without a control group, the same user's others can only be guessed."""

    def processes_allowed(limit: int) -> int:
        exact = {"control-group", "unprivileged-user"} & set(sandbox.layers())
        return limit if exact else limit + 8

    return processes_allowed


@pytest.fixture
def toolchain() -> Callable[[str], None]:
    """Skip the test unless the language's toolchain is installed."""

    def toolchain(language: str) -> None:
        try:
            toolchain_of(language_named(language))
        except UsageError as error:
            pytest.skip(error.message)

    return toolchain


@pytest.fixture
def run_c(run, toolchain) -> Callable[..., object]:
    """Run a program in C, as ``run`` does one in Python."""
    toolchain("c")

    def run_c(source: str, stdin: bytes = b"", **options: float) -> object:
        return run(source, stdin, language="c", **options)

    return run_c
