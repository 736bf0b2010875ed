"""A small server that speaks OpenAI's protocol and misbehaves as it is told, for tests.

    with ChatServer(lambda request, number: Reply(text="hello")) as server:
        OpenAIModel("m", api_key="none", base_url=server.url, sampling=Sampling(), prices=PRICES)

It streams where a stream is asked for, counts tokens where ``stream_options`` ask for it, and keeps connections alive.
"""

import contextlib
import json
import socket
import struct
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

MOST_HANG_S = 30.0
"""The longest that a request hangs, should a test forget to close the server."""
_PIECE = 7
"""Characters in a chunk: most texts take several."""
_RESET_ON_CLOSE = struct.pack("ii", 1, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the server does with one request."""

    text: str = "hello, world"
    finish_reason: str = "stop"
    delay_s: float = 0.0
    """Before the first byte."""
    prompt_tokens: int = 11
    completion_tokens: int = 7
    has_usage: bool = True
    """Whether tokens are counted for who asks."""
    status: int = 200
    """Anything else: an error, with the fields below."""
    message: str = "no"
    param: str | None = None
    """The parameter that the error is about."""
    headers: Mapping[str, str] = field(default_factory=dict)
    hang: bool = False
    """Say nothing until the server closes."""
    reset: bool = False
    """Reset the connection in mid-stream."""
    breaks_off: bool = False
    """End the stream in good order, but without a reason to finish."""
    half_json: bool = False
    """Stream a chunk that is not whole."""
    endless: bool = False
    """Stream until the client goes."""
    error_in_stream: bool = False
    """Report an error where a chunk belongs."""
    plain: bool = False
    """Answer with one JSON document although a stream was asked for."""
    pieces: tuple[str, ...] = ()
    """The JSON strings to stream, quotes included, in place of ``text``."""


Behaviour = Callable[[dict, int], Reply]
"""What to do with a request's body; the number counts requests from 0."""


class ChatServer:
    """Serves in threads of its own from ``__enter__`` to ``__exit__``, which raises what the behaviour raised."""

    def __init__(self, behaviour: Behaviour) -> None:
        self._behaviour = behaviour
        self._lock = threading.Lock()
        self._open = 0
        self._error: Exception | None = None
        self.requests: list[dict] = []
        """Bodies, in the order of arrival."""
        self.authorizations: list[str | None] = []
        """The headers of that name, in the same order."""
        self.most_open = 0
        """The most requests at one time, each from its arrival to just before its last byte."""
        self.closing = threading.Event()
        self._http = _Server(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.closing.set()
        self._http.shutdown()
        self._thread.join()
        self._http.hang_up()
        self._http.server_close()  # joins the handlers
        if self._error is not None and kind is None:
            raise self._error

    def arrive(self, request: dict, authorization: str | None) -> Reply:
        with self._lock:
            number = len(self.requests)
            self.requests.append(request)
            self.authorizations.append(authorization)
            self._open += 1
            self.most_open = max(self.most_open, self._open)
        try:
            return self._behaviour(request, number)
        except Exception as error:  # noqa: BLE001 - it is raised again where the server is closed
            self._error = error
            return Reply(status=400, message="the test's behaviour failed")

    def leave(self) -> None:
        with self._lock:
            self._open -= 1


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> None:
        self._sockets: set[socket.socket] = set()
        super().__init__(address, handler)

    def server_bind(self) -> None:
        # As the parent's, but without asking for the host's full name, which may take seconds.
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = self.server_address

    def process_request(self, request: socket.socket, client_address: object) -> None:
        self._sockets.add(request)
        super().process_request(request, client_address)

    def hang_up(self) -> None:
        for one in self._sockets:
            with contextlib.suppress(OSError):  # closed already
                one.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients that go away are what is tested."""


def _handler(server: ChatServer) -> type[BaseHTTPRequestHandler]:
    return type("_Bound", (_Handler,), {"chat": server})


class _Handler(BaseHTTPRequestHandler):
    chat: ChatServer
    protocol_version = "HTTP/1.1"
    timeout = MOST_HANG_S
    disable_nagle_algorithm = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        request = json.loads(body)
        reply = self.chat.arrive(request, self.headers["Authorization"])
        self._is_counted = True
        try:
            self._answer(request, reply)
        except OSError:  # the client has gone
            self.close_connection = True
        finally:
            self._leave()

    def _answer(self, request: dict, reply: Reply) -> None:
        self.chat.closing.wait(MOST_HANG_S if reply.hang else reply.delay_s)
        if reply.hang:
            self.close_connection = True
        elif self.path != "/v1/chat/completions":
            self._send_json(404, _error(404, f"there is no {self.path}", None), {})
        elif reply.status != 200:
            self._send_json(reply.status, _error(reply.status, reply.message, reply.param), reply.headers)
        elif reply.plain or not request.get("stream"):
            self._send_json(200, _whole(reply), reply.headers)
        else:
            wants_usage = bool((request.get("stream_options") or {}).get("include_usage"))
            self._stream(reply, has_usage=wants_usage and reply.has_usage)

    def _send_json(self, status: int, document: dict, headers: Mapping[str, str]) -> None:
        body = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self._leave()  # before the client can know that it has its reply, and asks again
        self.end_headers()
        self.wfile.write(body)

    def _stream(self, reply: Reply, *, has_usage: bool) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        cut = range(0, len(reply.text), _PIECE)
        for piece in reply.pieces or [json.dumps(reply.text[start : start + _PIECE]) for start in cut]:
            self._event(_chunk(f'{{"content": {piece}}}'))
        while reply.endless and not self.chat.closing.is_set():
            self._event(_chunk('{"content": "and so on, "}'))
        if reply.reset:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
            # The parent would shut the connection down politely; this way the last handle closes at once, with a reset.
            self.connection.close()
            self.rfile.close()
            self.close_connection = True
            return
        if reply.half_json:
            self._event(_chunk("{}")[:-9])
        if reply.error_in_stream:
            self._event(json.dumps(_error(500, reply.message, None)))
        if not reply.breaks_off:
            self._event(_chunk("{}", reply.finish_reason))
            if has_usage:
                self._event(_usage_chunk(reply))
            self._event("[DONE]")
        self._leave()
        self.wfile.write(b"0\r\n\r\n")

    def _event(self, data: str) -> None:
        body = f"data: {data}\n\n".encode()
        self.wfile.write(f"{len(body):x}\r\n".encode() + body + b"\r\n")

    def _leave(self) -> None:
        if self._is_counted:
            self._is_counted = False
            self.chat.leave()


def _chunk(delta: str, finish_reason: str | None = None) -> str:
    choice = f'{{"index": 0, "delta": {delta}, "finish_reason": {json.dumps(finish_reason)}}}'
    head = '"id": "c", "object": "chat.completion.chunk", "created": 0, "model": "m"'
    return f'{{{head}, "choices": [{choice}]}}'


def _usage_chunk(reply: Reply) -> str:
    head = {"id": "c", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": []}
    return json.dumps({**head, "usage": _usage(reply)})


def _whole(reply: Reply) -> dict:
    message = {"role": "assistant", "content": reply.text}
    choice = {"index": 0, "message": message, "finish_reason": reply.finish_reason}
    head = {"id": "c", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice]}
    return head | ({"usage": _usage(reply)} if reply.has_usage else {})


def _usage(reply: Reply) -> dict[str, int]:
    total = reply.prompt_tokens + reply.completion_tokens
    return {"prompt_tokens": reply.prompt_tokens, "completion_tokens": reply.completion_tokens, "total_tokens": total}


def _error(status: int, message: str, param: str | None) -> dict:
    return {"error": {"message": message, "type": f"error_{status}", "param": param, "code": None}}
