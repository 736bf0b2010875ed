"""Clients of the service: ``Client``, ``AsyncClient``, and ``ServiceSandbox``, which is a sandbox on another machine.

    with Client("http://127.0.0.1:8000") as client:
        client.execute(Program(source=b"print(input())"), b"hello", limits=Limits()).stdout
        client.judge(Solution(code="..."), Task(tests=(Test(name="1", input=b"1", expected=b"2"),))).verdict

Both speak the protocol of ``client.protocol``, which is pure: what is sent, what a reply means, and when to ask again.
They need httpx (``pip install 'afterburner[serve]'``).
"""

from afterburner.service.client.asynchronous import AsyncClient
from afterburner.service.client.blocking import Client
from afterburner.service.client.protocol import (
    BatchResult,
    ExecuteJob,
    ExpiredJobError,
    JudgeJob,
    ServiceUnreachableError,
    Task,
)
from afterburner.service.client.sandbox import ServiceSandbox

__all__ = [
    "AsyncClient",
    "BatchResult",
    "Client",
    "ExecuteJob",
    "ExpiredJobError",
    "JudgeJob",
    "ServiceSandbox",
    "ServiceUnreachableError",
    "Task",
]
