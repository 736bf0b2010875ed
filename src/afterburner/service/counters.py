"""What the service counts, for Prometheus."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from afterburner.core.execution import Execution
from afterburner.core.status import Status, Verdict

_SECONDS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 300)

Gauges = Mapping[str, tuple[str, Callable[[], float]]]
"""Name, what it says, and where the number comes from."""


class Counters:
    """One set of counters, in a registry of its own."""

    def __init__(self, gauges: Gauges, faults: Callable[[], float]) -> None:
        self._registry = CollectorRegistry()
        executions = Counter(
            "afterburner_executions", "Runs of programs, by how they ended.", ["status"], registry=self._registry
        )
        verdicts = Counter("afterburner_verdicts", "Judgements, by verdict.", ["verdict"], registry=self._registry)
        # Bound once: finding a child by its label costs more than counting.
        self._executions = {status: executions.labels(status.value) for status in Status}
        self._verdicts = {verdict: verdicts.labels(verdict.value) for verdict in Verdict}
        self._cpu = Counter("afterburner_program_cpu_seconds", "CPU time of programs.", registry=self._registry)
        answers = Counter(
            "afterburner_answers", "Requests, by route and HTTP status.", ["route", "status"], registry=self._registry
        )
        times = Histogram(
            "afterburner_request_seconds",
            "From the arrival of a request to its answer.",
            ["route"],
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._count = cache(answers.labels)
        self._time = cache(times.labels)
        self._registry.register(_Live(gauges, faults))

    def saw(self, execution: Execution) -> None:
        """Count one run."""
        self._executions[execution.status].inc()
        self._cpu.inc(execution.cpu_s or 0.0)

    def said(self, verdict: Verdict) -> None:
        """Count one judgement."""
        self._verdicts[verdict].inc()

    def answered(self, route: str, status: int, seconds: float) -> None:
        """Count one request."""
        self._count(route, status).inc()
        self._time(route).observe(seconds)

    def exposition(self) -> bytes:
        """Return everything in the text format of Prometheus."""
        return generate_latest(self._registry)


class _Live(Collector):
    """Numbers that are read when they are asked for."""

    def __init__(self, gauges: Gauges, faults: Callable[[], float]) -> None:
        self._gauges = gauges
        self._faults = faults

    def collect(self) -> Iterable[Metric]:
        yield CounterMetricFamily("afterburner_machine_faults", "Runs that the machine failed.", self._faults())
        for name, (meaning, read) in self._gauges.items():
            yield GaugeMetricFamily(f"afterburner_{name}", meaning, read())
