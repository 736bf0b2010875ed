"""The service itself, apart from HTTP routes: takes in work, waits for it, and knows how it is doing."""

import asyncio
import contextlib
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from afterburner.core.attempt import Judgement
from afterburner.core.errors import AfterburnerError
from afterburner.core.execution import Execution
from afterburner.sandbox.pool import Pool
from afterburner.sandbox.port import Workers
from afterburner.service import replies
from afterburner.service.config import ServiceConfig
from afterburner.service.counters import Counters
from afterburner.service.intake import Intake, Piece
from afterburner.service.jobs import Jobs
from afterburner.service.refusals import Refusal, refusal_of, too_large
from afterburner.service.rewarding import Rewarder, Rewards
from afterburner.service.scheduler import Flow, Outcome, Scheduler

PATIENCE_BYTES = 64 << 20
"""How much of a body that is too large is read on and thrown away, so that its sender gets to read the answer."""

LINGER_S = 5.0
"""Seconds after the last work that an ending service waits for somebody to fetch the results of jobs."""

CLIENT_GONE = 499
"""The status that is counted where the client went away; nobody receives it."""

WATCH_AFTER_S = 0.02

GATHER_S = 0.01
"""Seconds for which the lines of a batch are gathered before they are sent."""

JSON = "application/json"
NDJSON = "application/x-ndjson"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent back."""

    body: bytes
    status: int = 200
    retry_after_s: int | None = None

    def response(self) -> Response:
        """Return it as a response."""
        headers = None if self.retry_after_s is None else {"retry-after": str(self.retry_after_s)}
        return Response(self.body, self.status, headers, JSON)


Render = Callable[[Outcome], Answer]
"""Writes an outcome; called in the worker's thread, so that the event loop only has to send it."""


class Service:
    """One running service."""

    def __init__(self, config: ServiceConfig, *, pool: Workers | None = None, rewarder: Rewarder | None = None) -> None:
        self.config = config
        self.intake = Intake(config)
        self._rewards = None if rewarder is None else Rewards(rewarder, most=config.queue)
        self.jobs = Jobs(most=config.kept_jobs, most_bytes=config.kept_bytes)
        self._pool: Workers = pool or Pool(workers=config.workers, isolation=config.isolation)
        gauges = {
            "queue_length": ("Pieces of work that wait.", lambda: self.scheduler.waiting),
            "running": ("Pieces of work under way.", lambda: self.scheduler.running),
            "workers": ("Programs that can run at one time.", lambda: self._pool.workers),
        }
        self.counters = Counters(gauges, lambda: self._pool.faults)
        self.scheduler: Scheduler = Scheduler(
            self._pool, most=config.queue, most_bytes=config.queue_bytes, seen=self.counters.saw
        )
        self.isolation: tuple[str, ...] = ()
        self._ending_since_s: float | None = None
        self._busy_until_s = 0.0

    def start(self) -> None:
        """Start the cells, so that the first request finds them warm, and the threads.

        Raises:
            SandboxError: programs can't be run here.

        """
        with ThreadPoolExecutor(self._pool.workers) as threads:
            *_, self.isolation = threads.map(lambda _number: self._pool.layers(), range(self._pool.workers))
        self.scheduler.start()

    def cancel(self) -> None:
        """Cancel everything and tell so whoever waits; in the event loop."""
        if self._rewards is not None:
            self._rewards.cancel()
        self.scheduler.close()

    def close(self) -> None:
        """Cancel everything and end the cells."""
        if self._rewards is not None:
            self._rewards.close()
        self.scheduler.close()
        self._pool.close()

    @property
    def rewards(self) -> Rewards:
        """What says what completions earn.

        Raises:
            Refusal: this service was started without it (404).

        """
        if self._rewards is None:
            hint = "start it by `afterburner serve`"
            raise Refusal(404, "no_rewards", "this service gives no rewards", hint=hint)
        return self._rewards

    # Ending

    @property
    def is_ending(self) -> bool:
        """Whether no new work is taken in."""
        return self._ending_since_s is not None

    def end(self) -> None:
        """Take in no new work from now on; what was accepted is finished."""
        self._ending_since_s = self._ending_since_s or time.monotonic()

    @property
    def has_ended(self) -> bool:
        """Whether all accepted work is done and fetched, or the time for that is over."""
        now_s = time.monotonic()
        if self._ending_since_s is None:
            return False
        if now_s > self._ending_since_s + self.config.grace_s:
            return True
        if not (self.scheduler.is_idle and (self._rewards is None or self._rewards.is_idle)):
            self._busy_until_s = now_s
            return False
        return not self.jobs.uncollected or now_s > max(self._busy_until_s, self._ending_since_s) + LINGER_S

    def health(self) -> dict[str, object]:
        """Return the document of ``/healthz``."""
        return {
            "status": "ending" if self.is_ending else "ok",
            "workers": self._pool.workers,
            "waiting": self.scheduler.waiting,
            "running": self.scheduler.running,
            "isolation": self.isolation,
        }

    # Requests

    async def body(self, request: Request) -> bytes:
        """Return the body of ``request``.

        Raises:
            Refusal: it is too large (413), or would not find a place in the queue (429).

        """
        self.scheduler.room(1, 0)
        parts, size, most = [], 0, self.config.body_bytes
        async for part in request.stream():
            size += len(part)
            if size <= most:
                parts.append(part)
            elif size > most + PATIENCE_BYTES:
                break
        if size > most:
            raise too_large(
                f"the body is larger than {most} bytes", hint="send less, or start the service with --max-body"
            )
        return b"".join(parts)

    async def answer(self, request: Request, piece: Piece, render: Render, *, size_bytes: int) -> Response:
        """Do one piece of work for ``request``; if its client goes away meanwhile, the work is cancelled.

        Raises:
            Refusal: the queue is full.

        """
        loop = asyncio.get_running_loop()
        answered: asyncio.Future[Answer | None] = loop.create_future()
        """None: the client is gone."""

        def done(_index: int, outcome: Outcome) -> None:
            answer = render(outcome)
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody is there to be told
                loop.call_soon_threadsafe(_resolve, answered, answer)

        flow = self.scheduler.submit([piece.work], done, size_bytes=size_bytes)
        watch = _Watch(request.receive, lambda: _resolve(answered, None))
        try:
            answer = await answered
        finally:
            watch.stop()
            if not answered.done() or answered.cancelled() or answered.result() is None:
                self.scheduler.cancel(flow)
        return Response(status_code=CLIENT_GONE) if answer is None else answer.response()

    def answer_later(self, piece: Piece, render: Callable[[str, Outcome], bytes], *, size_bytes: int) -> str:
        """Do one piece of work for nobody in particular; return the id of the job.

        Raises:
            Refusal: the queue is full.

        """
        job_id = self.jobs.open()
        try:
            self.scheduler.submit(
                [piece.work],
                lambda _index, outcome: self.jobs.close(job_id, render(job_id, outcome)),
                size_bytes=size_bytes,
            )
        except Refusal:
            self.jobs.drop(job_id)
            raise
        return job_id

    def stream(self, pieces: Sequence[Piece], *, size_bytes: int) -> "Stream":
        """Do many pieces of work; the response sends each result when it is there.

        Raises:
            Refusal: the queue is full.

        """
        stream = Stream(self, pieces)
        stream.flow = self.scheduler.submit([piece.work for piece in pieces], stream.done, size_bytes=size_bytes)
        return stream

    def document(self, piece: Piece, outcome: Outcome) -> tuple[str, dict[str, object]]:
        """Return under which name an outcome stands in a reply, and its document."""
        if isinstance(outcome, Execution):
            return "execution", replies.execution(outcome, timeline=piece.timeline)
        if isinstance(outcome, Judgement):
            self.counters.said(outcome.verdict)
            return "judgement", replies.judgement(outcome)
        return "error", {"code": refusal_of(outcome).code, "message": outcome.message, "hint": outcome.hint}

    def rendered(self, piece: Piece, outcome: Outcome) -> Answer:
        """Return the reply of a request for one piece of work."""
        if isinstance(outcome, AfterburnerError):
            refusal = refusal_of(outcome)
            return Answer(replies.as_json(refusal.body()), refusal.status, refusal.retry_after_s)
        return Answer(replies.as_json(self.document(piece, outcome)[1]))


def _resolve(answered: "asyncio.Future[Answer | None]", answer: Answer | None) -> None:
    if not answered.done():
        answered.set_result(answer)


class _Watch:
    """Calls ``gone`` when the client of a request goes away; looks after a while only, since most answers are there sooner."""

    def __init__(self, receive: Receive, gone: Callable[[], None]) -> None:
        self._receive = receive
        self._gone = gone
        self._loop = asyncio.get_running_loop()
        self._task: asyncio.Task[None] | None = None
        self._timer = self._loop.call_later(WATCH_AFTER_S, self._begin)

    def _begin(self) -> None:
        self._task = self._loop.create_task(_disconnected(self._receive))
        self._task.add_done_callback(lambda task: None if task.cancelled() else self._gone())

    def stop(self) -> None:
        """Look no further."""
        self._timer.cancel()
        if self._task is not None:
            self._task.cancel()


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


class Stream(Response):
    """The reply to a batch: one line a result, sent when it is there; a client that stops reading pauses its batch."""

    media_type = NDJSON

    def __init__(self, service: Service, pieces: Sequence[Piece]) -> None:
        super().__init__(headers={"x-accel-buffering": "no"})
        del self.headers["content-length"]
        self.flow: Flow | None = None
        self._service = service
        self._pieces = pieces
        self._left = len(pieces)
        self._lines: deque[bytes] = deque()
        self._unread_bytes = 0
        self._counting = threading.Lock()
        self._loop = asyncio.get_running_loop()
        self._ready = asyncio.Event()
        self._is_woken = False

    def done(self, index: int, outcome: Outcome) -> None:
        """Take the outcome of one piece; in the worker's thread."""
        piece = self._pieces[index]
        kind, document = self._service.document(piece, outcome)
        line = replies.line(piece.id, kind, document)
        self._lines.append(line)
        with self._counting:
            self._unread_bytes += len(line)
        if self._unread_bytes > self._service.config.unread_bytes and self.flow is not None and not self.flow.paused:
            self._service.scheduler.pause(self.flow, paused=True)
        if not self._is_woken:
            self._is_woken = True
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody is there to be told
                self._loop.call_soon_threadsafe(self._ready.set)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the lines until all are sent or the client is gone."""
        del scope
        assert self.flow is not None
        gone = self._loop.create_task(_disconnected(receive))
        gone.add_done_callback(lambda _task: self._ready.set())
        try:
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            while self._left and not gone.done():
                await self._ready.wait()
                self._ready.clear()
                self._is_woken = False
                await send({"type": "http.response.body", "body": self._taken(), "more_body": True})
                # A wake-up and a packet for every single line would cost more than the line.
                await asyncio.sleep(GATHER_S if self._left else 0)
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            gone.cancel()
            if self._left:
                self._service.scheduler.cancel(self.flow)

    def _taken(self) -> bytes:
        lines = [self._lines.popleft() for _ in range(len(self._lines))]
        self._left -= len(lines)
        chunk = b"".join(lines)
        with self._counting:
            self._unread_bytes -= len(chunk)
        if self.flow is not None and self.flow.paused and self._unread_bytes <= self._service.config.unread_bytes:
            self._service.scheduler.pause(self.flow, paused=False)
        return chunk
