"""``afterburner serve``: the sandbox and the judge over HTTP."""

import contextlib
import importlib.util
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from afterburner.cli import arguments, console
from afterburner.cli.calibrate_command import usual_journal
from afterburner.cli.workers import WorkersOption, opened_workers
from afterburner.core.errors import UsageError
from afterburner.core.execution import MIB
from afterburner.dataset.opening import BUILT_IN
from afterburner.sandbox.monolith import Isolation
from afterburner.sandbox.port import Workers
from afterburner.service.config import ServiceConfig
from afterburner.train.reward import RewardConfig
from afterburner.train.reward_source import RewardSource
from afterburner.train.served_rewards import ServedRewards

if TYPE_CHECKING:
    from afterburner.service.answering import Service

TOKEN_VARIABLE = "AFTERBURNER_TOKEN"  # noqa: S105 - the name of a variable
_MOST_BODY_MIB = 1 << 20
_NEEDED = ("fastapi", "uvicorn", "prometheus_client")


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on; 0.0.0.0 for all.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on; 0 takes a free one.")] = 8000,
    workers: WorkersOption = None,
    token: Annotated[
        str | None, typer.Option(help=f"What clients must bring as a bearer token; also read from {TOKEN_VARIABLE}.")
    ] = None,
    queue: Annotated[
        int, typer.Option(min=1, help="Runs and judgements that may wait; more are refused (429).")
    ] = 4096,
    max_body: Annotated[float, typer.Option(help="Largest request, MiB; larger ones are refused (413).")] = 16.0,
    grace: Annotated[float, typer.Option(help="Seconds that accepted work has to finish after SIGTERM.")] = 60.0,
    isolation: arguments.IsolationOption = Isolation.BEST,
    dataset: Annotated[
        str, typer.Option(metavar="FILE", help="Rewards: the file or folder that the prompts' problems are in.")
    ] = BUILT_IN,
    archive: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Rewards: keep every rollout in this SQLite file.")
    ] = None,
    as_json: arguments.AsJson = False,
) -> None:
    """Serve runs, judgements and rewards over HTTP, until SIGTERM or Ctrl-C.

    The first signal ends it in order: accepted work is finished, new work is refused. With `--json`, one document with
    the address is printed as soon as requests are taken. The routes stand at `/docs`.

    Examples:
        afterburner serve --port 8000 --workers 4

        curl -d '{"code": "print(input())", "stdin": "hello"}' http://127.0.0.1:8000/v1/execute

    """
    _check_extra()
    from afterburner.service import server  # noqa: PLC0415 - an extra
    from afterburner.service.answering import Service  # noqa: PLC0415 - an extra

    if not 0 < max_body <= _MOST_BODY_MIB:
        raise UsageError(f"--max-body is {max_body}", hint=f"give MiB, up to {_MOST_BODY_MIB}")
    config = ServiceConfig(
        isolation=isolation,
        token=token or os.environ.get(TOKEN_VARIABLE),
        queue=queue,
        body_bytes=int(max_body * MIB),
        grace_s=arguments.positive("--grace", grace),
    )
    with contextlib.ExitStack() as opened:
        listening = opened.enter_context(server.listen(host, port))
        pool = opened.enter_context(contextlib.closing(opened_workers(workers, isolation=isolation)))
        source = opened.enter_context(_source(dataset, pool, archive))
        service = opened.enter_context(contextlib.closing(Service(config, pool=pool, rewarder=ServedRewards(source))))
        with console.progress("starting the sandbox"):
            service.start()
        _say_ready(service, server.address_of(listening), as_json=as_json)
        server.serve(service, listening)


def _source(dataset: str, pool: Workers, archive: Path | None) -> RewardSource:
    journal = usual_journal()
    calibration = journal if journal.is_file() else None
    return RewardSource(dataset, config=RewardConfig(), archive=archive, calibration=calibration, pool=pool)


def _check_extra() -> None:
    missing = [name for name in _NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        hint = "pip install 'afterburner[serve]'"
        raise UsageError(f"`afterburner serve` needs packages that are not installed: {', '.join(missing)}", hint=hint)


def _say_ready(service: "Service", address: str, *, as_json: bool) -> None:
    workers = service.health()["workers"]
    if as_json:
        document = {"url": address, "pid": os.getpid(), "workers": workers, "isolation": list(service.isolation)}
        sys.stdout.write(json.dumps(document) + "\n")  # one line, at once: whoever started us waits for it
        sys.stdout.flush()
    else:
        console.say(f"serving on {address} with {workers} workers; see {address}/docs")
