"""The parts of the system under test: what an operator starts, and starts again when it is gone."""

import contextlib
import os
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

START_S = 120.0


@dataclass(slots=True, eq=False)
class Part:
    """One process that is kept up, and what it started."""

    name: str
    command: list[str]
    folder: Path
    needs: "Part | None" = None
    """Started anew whenever that one is: what it was connected to is gone."""
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    starts: int = 0
    _for: int = 0

    @property
    def pid(self) -> int | None:
        """Of the process, while it runs."""
        return None if self.process is None or self.process.poll() is not None else self.process.pid

    def keep_up(self) -> None:
        """Start it, if it does not run, or if what it needs was started anew."""
        if self.is_outdated():
            self.end(signal.SIGKILL)
            self._for = 0 if self.needs is None else self.needs.starts
        if self.pid is None and (self.needs is None or self.needs.is_ready()):
            self._start()

    def is_ready(self) -> bool:
        """Tell whether others can use it."""
        return self.pid is not None

    def is_outdated(self) -> bool:
        """Tell whether what it is connected to is gone for good."""
        return self.needs is not None and self._for != self.needs.starts

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End the process and wait for it."""
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(how)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(START_S)
        self.process = None

    def _start(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.starts += 1
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command, stdout=log, stderr=log, env={**os.environ, **self.environment}, start_new_session=True
            )


class Nodes(Part):
    """A Ray cluster."""

    @property
    def address(self) -> str:
        """Where the head is."""
        return (self.folder / "address").read_text("utf-8")

    def is_ready(self) -> bool:
        """Tell whether the head is up."""
        return self.pid is not None and (self.folder / "address").exists()

    def _start(self) -> None:
        (self.folder / "address").unlink(missing_ok=True)
        super()._start()


class OnCluster(Part):
    """A driver of a cluster: it is told the address of today's."""

    def _start(self) -> None:
        assert isinstance(self.needs, Nodes)
        self.environment = {"RAY_ADDRESS": self.needs.address}
        super()._start()


def local(folder: Path) -> list[Part]:
    """Return a driver with a worker of this machine."""
    return [Part("local", _driver(folder / "local", "1"), folder / "local")]


def service(folder: Path, port: int) -> list[Part]:
    """Return a service with one worker, and a driver that is its client."""
    command = [sys.executable, "-m", "afterburner", "serve", "--port", str(port), "--workers", "1", "--json"]
    served = Part("service", command, folder / "service")
    return [served, Part("client", _driver(folder / "client", f"http://127.0.0.1:{port}"), folder / "client")]


def on_ray(folder: Path, nodes: int) -> list[Part]:
    """Return a cluster of ``nodes`` nodes, and a driver of it."""
    cluster = Nodes(
        "cluster",
        [sys.executable, "-m", "soaking.nodes", str(folder / "cluster"), "--nodes", str(nodes)],
        folder / "cluster",
    )
    return [cluster, OnCluster("ray", _driver(folder / "ray", "ray"), folder / "ray", needs=cluster)]


def _driver(folder: Path, workers: str) -> list[str]:
    return [sys.executable, "-m", "soaking.driver", str(folder), "--workers", workers]
