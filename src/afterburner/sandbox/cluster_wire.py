"""What goes between the driver of a cluster and the actor that holds a cell: batches there, replies back.

A text (a program's source, an input) is sent once to each actor: it keeps it, and from then on its digest is enough. An actor
that has thrown one away says so, and the batch is sent again with it.
"""

import hashlib
from array import array
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from afterburner.core.errors import AfterburnerError
from afterburner.core.execution import Execution, Limits, MemorySample, Program, Timeline
from afterburner.sandbox.port import Call

SMALL_BYTES = 256
"""Texts up to here go along each time: a digest and its bookkeeping would cost as much."""

KEPT_BYTES = 64 << 20
"""Texts that an actor keeps, together: a node of 64 cores has 64 actors."""

Digest = bytes
"""Of a text; 16 bytes."""


def digest_of(text: bytes) -> Digest:
    """Return the digest that ``text`` is known by."""
    return hashlib.blake2b(text, digest_size=16).digest()


@dataclass(frozen=True, slots=True)
class Kept:
    """Stands for a text that the actor keeps."""

    digest: Digest


Text = bytes | Kept


@dataclass(frozen=True, slots=True, kw_only=True)
class SentCall:
    """A ``Call`` on its way."""

    source: Text
    language: str
    entry_point: str | None
    stdin: Text
    limits: Limits
    sample_hz: float
    layout: int

    def texts(self) -> Iterable[Digest]:
        """Yield the digests of the texts that must be there."""
        return (text.digest for text in (self.source, self.stdin) if isinstance(text, Kept))


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Calls that are executed one after the other."""

    ticket: int
    """Rises with every batch that an actor is sent: whoever cancels one cancels those before it."""
    calls: tuple[SentCall, ...]
    texts: Mapping[Digest, bytes]
    """What the actor is taken not to have yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentExecution:
    """An ``Execution`` on its way: its timeline packed, since a thousand small objects a second are dear to send."""

    execution: Execution
    samples: "array[float]"
    """Triples, as in ``cell_client.Run``."""

    @classmethod
    def of(cls, seen: Execution) -> "SentExecution":
        """Pack ``seen``."""
        flat = array("d", (value for one in seen.timeline.samples for value in (one.wall_s, one.cpu_s, one.rss_bytes)))
        return cls(execution=replace(seen, timeline=Timeline(samples=())), samples=flat)

    def unpacked(self) -> Execution:
        """Return it as it was."""
        flat = self.samples
        triples = zip(flat[0::3], flat[1::3], flat[2::3], strict=True)
        samples = tuple(MemorySample(wall_s=w, cpu_s=c, rss_bytes=int(r)) for w, c, r in triples)
        return replace(self.execution, timeline=Timeline(samples=samples))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What became of a batch."""

    outcomes: tuple[SentExecution | AfterburnerError, ...] = ()
    """One a call, in their order; there are fewer where one did not end well, or took long."""
    missing: frozenset[Digest] = frozenset()
    """Texts that are not here: nothing was run."""
    took_s: float = 0.0
    faults: int = 0
    """How often the machine failed so far."""


def sent(call: Call) -> tuple[SentCall, dict[Digest, bytes]]:
    """Return ``call`` with its larger texts by their digests, and those texts."""
    texts: dict[Digest, bytes] = {}

    def shortened(text: bytes) -> Text:
        if len(text) <= SMALL_BYTES:
            return text
        digest = digest_of(text)
        texts[digest] = text
        return Kept(digest)

    program = call.program
    made = SentCall(
        source=shortened(program.source),
        language=program.language,
        entry_point=program.entry_point,
        stdin=shortened(call.stdin),
        limits=call.limits,
        sample_hz=call.sample_hz,
        layout=call.layout,
    )
    return made, texts


@dataclass(slots=True)
class Store:
    """The texts that an actor keeps, those used last; the least recently used go first."""

    most_bytes: int = KEPT_BYTES
    _texts: OrderedDict[Digest, bytes] = field(default_factory=OrderedDict)
    _bytes: int = 0

    def add(self, texts: Mapping[Digest, bytes]) -> None:
        """Keep ``texts``."""
        for digest, text in texts.items():
            if digest not in self._texts:
                self._texts[digest] = text
                self._bytes += len(text)

    def missing(self, calls: Iterable[SentCall]) -> frozenset[Digest]:
        """Return the digests that ``calls`` need and that are not here."""
        return frozenset(digest for call in calls for digest in call.texts() if digest not in self._texts)

    def call(self, sent_call: SentCall) -> Call:
        """Return the call with its texts."""
        program = Program(
            source=self._text(sent_call.source), language=sent_call.language, entry_point=sent_call.entry_point
        )
        return Call(
            program=program,
            stdin=self._text(sent_call.stdin),
            limits=sent_call.limits,
            sample_hz=sent_call.sample_hz,
            layout=sent_call.layout,
        )

    def trim(self) -> None:
        """Forget what is over ``most_bytes``; not while calls are still to be looked up."""
        while self._bytes > self.most_bytes and self._texts:
            _digest, text = self._texts.popitem(last=False)
            self._bytes -= len(text)

    def _text(self, text: Text) -> bytes:
        if isinstance(text, bytes):
            return text
        self._texts.move_to_end(text.digest)
        return self._texts[text.digest]
