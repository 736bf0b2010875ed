"""Text out of a pickle, without unpickling: a pickle is a program, and this one is not run.

Some publishers pack a text as base64 of zlib of a pickle of one string. Its instructions are read, and all but those that a
string needs are refused: nothing is imported, called or built.
"""

import base64
import binascii
import pickletools
import zlib

_FRAMING = frozenset({"PROTO", "FRAME", "MEMOIZE", "PUT", "BINPUT", "LONG_BINPUT"})
_TEXT = frozenset({"UNICODE", "SHORT_BINUNICODE", "BINUNICODE", "BINUNICODE8"})
_MOST_BYTES = 1 << 30
"""After decompression; a few megabytes can claim to be terabytes."""


def packed_text(packed: str) -> str:
    """Return the text in base64 of zlib of a pickle.

    Raises:
        ValueError: it is not base64, not compressed, longer than a gigabyte, or the pickle is of anything but one text.

    """
    try:
        data = base64.b64decode(packed, validate=True)
        reader = zlib.decompressobj()
        pickle = reader.decompress(data, _MOST_BYTES)
    except (binascii.Error, zlib.error) as error:
        raise ValueError(f"neither JSON nor base64 of zlib: {error}") from error
    if reader.unconsumed_tail or not reader.eof:
        raise ValueError("longer than a gigabyte, or cut off")
    return text_of_pickle(pickle)


def text_of_pickle(pickle: bytes) -> str:
    """Return the text that is all that ``pickle`` holds.

    Raises:
        ValueError: it holds anything else.

    """
    texts: list[object] = []
    for operation, argument, _place in pickletools.genops(pickle):
        if operation.name in _TEXT:
            texts.append(argument)
        elif operation.name == "STOP":
            break
        elif operation.name not in _FRAMING:
            raise ValueError(f"a pickle of more than a text: it has the instruction {operation.name}")
    if len(texts) != 1 or not isinstance(texts[0], str):
        raise ValueError(f"a pickle of {len(texts)} texts, where one is expected")
    return texts[0]
