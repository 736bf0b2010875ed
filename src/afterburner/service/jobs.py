"""Jobs that nobody waits for: their replies are kept until they are asked for, or pushed out by newer ones.

An id says by itself whether this service gave it out, so that "it was here, and is gone" (410) and "there never was such a
job" (404) are told apart for ever, without a list of all that has been.
"""

import hashlib
import hmac
import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass

from afterburner.service.refusals import Refusal

_LIFE_CHARACTERS, _MARK_CHARACTERS = 8, 16


@dataclass(slots=True)
class _Kept:
    body: bytes | None = None
    """The reply; None: it is not there yet."""
    asked_for: bool = False


class Jobs:
    """Keeps at most ``most`` replies of at most ``most_bytes`` together; the oldest go first, jobs under way never."""

    def __init__(self, *, most: int, most_bytes: int) -> None:
        self._most = most
        self._most_bytes = most_bytes
        self._bytes = 0
        self._open = 0
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._lock = threading.Lock()
        self._life = secrets.token_hex(_LIFE_CHARACTERS // 2)
        self._secret = secrets.token_bytes(32)
        self._count = 0

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def uncollected(self) -> int:
        """How many jobs are not done, or done and were never asked for since."""
        with self._lock:
            return sum(not kept.asked_for for kept in self._kept.values())

    def open(self) -> str:
        """Return the id of a new job."""
        with self._lock:
            self._count += 1
            job_id = f"{self._life}-{self._count}-{self._mark(self._count)}"
            self._kept[job_id] = _Kept()
            self._open += 1
            return job_id

    def close(self, job_id: str, body: bytes) -> None:
        """Keep the reply of a job."""
        with self._lock:
            self._kept[job_id].body = body
            self._bytes += len(body)
            self._open -= 1
            self._kept.move_to_end(job_id)
            self._evict()

    def drop(self, job_id: str) -> None:
        """Forget a job that was refused."""
        with self._lock:
            if self._kept.pop(job_id).body is None:
                self._open -= 1

    def find(self, job_id: str) -> bytes | None:
        """Return the reply of a job, or None while it is not done.

        Raises:
            Refusal: it was pushed out, or is of an earlier life of the service (410), or never was (404).

        """
        with self._lock:
            kept = self._kept.get(job_id)
        if kept is None:
            raise self._unknown(job_id)
        kept.asked_for = kept.asked_for or kept.body is not None
        return kept.body

    def _evict(self) -> None:
        if self._fits():
            return
        for job_id in [job_id for job_id, kept in self._kept.items() if kept.body is not None]:
            self._bytes -= len(self._kept.pop(job_id).body or b"")
            if self._fits():
                return

    def _fits(self) -> bool:
        return len(self._kept) - self._open <= self._most and self._bytes <= self._most_bytes

    def _mark(self, number: int) -> str:
        digest = hmac.new(self._secret, str(number).encode(), hashlib.sha256)
        return digest.hexdigest()[:_MARK_CHARACTERS]

    def _unknown(self, job_id: str) -> Refusal:
        life, _, rest = job_id.partition("-")
        number, _, mark = rest.partition("-")
        if not (life.isalnum() and len(life) == _LIFE_CHARACTERS and number.isdecimal() and number.isascii()):
            return _never(job_id)
        if life != self._life:
            message = "this service was started again since that job, or never had it"
            return Refusal(410, "expired", message, hint="ask for it again: results are kept in memory")
        if len(mark) != _MARK_CHARACTERS or not hmac.compare_digest(
            mark.encode(), self._mark(int(number[:20])).encode()
        ):
            return _never(job_id)
        return Refusal(410, "expired", "the result was pushed out by newer ones", hint="fetch results sooner")


def _never(job_id: str) -> Refusal:
    return Refusal(404, "unknown_job", f"there never was a job {job_id!r:.80}")
