"""Frames between the processes of a cell: a JSON header, a binary payload and file descriptors, over a stream socket.

Only trusted code speaks it: a program under test holds none of these sockets.
"""

import _socket  # the C module alone: `socket` would bring seven more modules into every program's memory
import array
import json
import struct
from dataclasses import dataclass, field

_HEAD = struct.Struct("<II")
_MOST_FDS = 8


class Closed(Exception):  # noqa: N818 - an event, not an error: the other side is gone
    """The other side closed the connection or died."""


@dataclass(slots=True)
class Frame:
    """One message."""

    header: dict[str, object]
    payload: bytes = b""
    fds: list[int] = field(default_factory=list)


def send(sock: _socket.socket, frame: Frame) -> None:
    """Send ``frame``; the descriptors are duplicated for the receiver.

    Raises:
        Closed: the other side is gone.

    """
    header = json.dumps(frame.header).encode()
    data = _HEAD.pack(len(header), len(frame.payload)) + header
    rights = [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, array.array("i", frame.fds).tobytes())] if frame.fds else []
    try:
        sent = sock.sendmsg([data], rights)
        sock.sendall(data[sent:] + frame.payload)
    except OSError as error:
        raise Closed(str(error)) from error


def send_fds(sock: _socket.socket, fds: list[int]) -> None:
    """Send nothing but descriptors; there may be none.

    Raises:
        Closed: the other side is gone.

    """
    try:
        sock.sendmsg([b"."], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, array.array("i", fds).tobytes())])
    except OSError as error:
        raise Closed(str(error)) from error


def receive_fds(sock: _socket.socket) -> list[int]:
    """Wait for descriptors: the lean counterpart of ``receive``, for the moment before a program starts.

    Raises:
        Closed: the other side is gone.

    """
    try:
        data, ancillary, _flags, _address = sock.recvmsg(1, _socket.CMSG_SPACE(_MOST_FDS * 4))
    except OSError as error:
        raise Closed(str(error)) from error
    if not data:
        raise Closed("end of stream")
    return _descriptors(ancillary)


def receive(sock: _socket.socket) -> Frame:
    """Wait for the next frame; its descriptors are the caller's to close.

    Raises:
        Closed: the other side is gone.

    """
    size = _socket.CMSG_SPACE(_MOST_FDS * 4)
    try:
        first, ancillary, _flags, _address = sock.recvmsg(_HEAD.size, size, getattr(_socket, "MSG_CMSG_CLOEXEC", 0))
        if not first:
            raise Closed("end of stream")
        header_size, payload_size = _HEAD.unpack(first + _exactly(sock, _HEAD.size - len(first)))
        header = json.loads(_exactly(sock, header_size))
        return Frame(header, _exactly(sock, payload_size), _descriptors(ancillary))
    except OSError as error:
        raise Closed(str(error)) from error


def _descriptors(ancillary: list[tuple[int, int, bytes]]) -> list[int]:
    fds = array.array("i")
    for level, kind, data in ancillary:
        if level == _socket.SOL_SOCKET and kind == _socket.SCM_RIGHTS:
            fds.frombytes(data[: len(data) - len(data) % fds.itemsize])
    return list(fds)


def _exactly(sock: _socket.socket, size: int) -> bytes:
    parts: list[bytes] = []
    while size > 0:
        part = sock.recv(min(size, 1 << 20))
        if not part:
            raise Closed("end of stream in a frame")
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
