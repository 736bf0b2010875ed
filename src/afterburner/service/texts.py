r"""Bytes in JSON and back: text where they are valid UTF-8, else base64, and a field beside them says which.

written("stdout", b"hi\n")     {"stdout": "hi\n", "stdout_encoding": "utf-8"}
written("stdout", b"\xff")      {"stdout": "/w==", "stdout_encoding": "base64"}
"""

import base64
import binascii
from typing import Literal

Encoding = Literal["utf-8", "base64"]


def written(name: str, data: bytes | None) -> dict[str, object]:
    """Return the two fields that carry ``data`` under ``name``."""
    if data is None:
        return {name: None, f"{name}_encoding": "utf-8"}
    try:
        return {name: data.decode(), f"{name}_encoding": "utf-8"}
    except UnicodeDecodeError:
        return {name: base64.b64encode(data).decode("ascii"), f"{name}_encoding": "base64"}


def read(name: str, text: str, encoding: Encoding) -> bytes:
    """Return the bytes that ``text`` stands for.

    Raises:
        ValueError: it is not base64 although it should be, or has no UTF-8; the message names the field.

    """
    if encoding == "base64":
        try:
            return base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError) as error:
            raise ValueError(f"{name} is not base64: {error}") from None
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"{name} is not text that UTF-8 can carry: {error.reason}") from None
