"""A sandbox on another machine: the port ``Sandbox`` over a client."""

from afterburner.core.execution import Execution, Limits, Program
from afterburner.service.client.blocking import Client


class ServiceSandbox:
    """Implements ``sandbox.port.Sandbox``: whatever takes a sandbox can run its programs on a service."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def execute(
        self, program: Program, stdin: bytes, *, limits: Limits, sample_hz: float = 1000.0, layout: int = 0
    ) -> Execution:
        """Run ``program`` there; see ``sandbox.port.Sandbox.execute``.

        The service has but the usual layout.
        """
        del layout
        return self._client.execute(program, stdin, limits=limits, sample_hz=sample_hz, timeline=True)

    def layers(self) -> tuple[str, ...]:
        """Return the names of the isolation layers that are on there."""
        return self._client.layers()

    def close(self) -> None:
        """End the connections; the service goes on."""
        self._client.close()
