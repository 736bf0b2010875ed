"""One request to a server that speaks OpenAI's protocol: what is sent, what comes back, and whose fault it is when nothing does.

The only place that knows the official SDK.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from afterburner.core.errors import UsageError
from afterburner.policy.model import MOST_REPLY_CHARACTERS, Call, Finish, Sampling

if TYPE_CHECKING:
    from openai import AsyncOpenAI

_CALLERS_FAULT = {
    401: "is the key right, and for this server?",
    403: "the key may not use this model",
    404: "is the model's name right, and does --base-url end in /v1 where the server wants it?",
}
_NOT_TAKEN = re.compile(
    r"unsupported|not[ _](?:be[ _])?(?:support|permit|allow|accept|recogni)|unknown|unrecogni|unexpected|extra|only the default",
    re.IGNORECASE,
)
"""How servers say that they don't know a parameter, or take no value of it but their own."""
_TOO_LONG = re.compile(r"context[ _](?:length|window)|too (?:long|many tokens)|maximum context", re.IGNORECASE)
_TRANSIENT = {408, 409, 425, 429}
_FINISHED_LENGTH = "length"


@dataclass(frozen=True, slots=True)
class Said:
    """A whole reply."""

    text: str
    finish: Finish
    usage: tuple[int, int] | None
    """Tokens of the prompt and of the reply; None: the server did not count them."""


class Refused(Exception):  # noqa: N818 - it is a piece of news rather than an error
    """There is no reply, and why."""

    def __init__(
        self,
        *,
        reason: str,
        detail: str,
        retry_after_s: float | None = None,
        unsupported: str | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(detail)
        self.reason = reason
        """``rate_limit``, ``server_error``, ``connection``, ``timeout``, ``bad_reply``, ``context_length`` or ``refused``."""
        self.detail = detail
        self.retry_after_s = retry_after_s
        self.unsupported = unsupported
        """The optional parameter that the server does not know."""
        self.hint = hint

    @property
    def is_callers_fault(self) -> bool:
        """Whether nothing that is asked will be answered."""
        return self.reason == "refused"

    @property
    def is_final(self) -> bool:
        """Whether asking for the same again is of no use."""
        return self.reason == "context_length"


def optional_parameters(sampling: Sampling, *, is_official: bool) -> dict[str, object]:
    """Return what a server may refuse, and can do without, by its name in the protocol."""
    limit = "max_completion_tokens" if is_official else "max_tokens"
    wanted: dict[str, object] = {
        limit: sampling.most_tokens,
        "seed": True,  # another one for each call
        "stream": True,
        "stream_options": {"include_usage": True},
    }
    # OpenAI's own defaults are 1; newer models there refuse even to be told so. Others have defaults of their own.
    if not is_official or sampling.temperature != 1:
        wanted["temperature"] = sampling.temperature
    if not is_official or sampling.top_p != 1:
        wanted["top_p"] = sampling.top_p
    return wanted


def new_client(key: str, base_url: str | None) -> "AsyncOpenAI":
    """Return a client that asks once: whether to ask again is decided here.

    Raises:
        UsageError: the package is missing.

    """
    try:
        from openai import AsyncOpenAI  # noqa: PLC0415 - it takes a second to import
    except ImportError as error:
        raise UsageError("the package openai is missing", hint="pip install 'afterburner[openai]'") from error
    return AsyncOpenAI(api_key=key, base_url=base_url, max_retries=0, timeout=None)


async def ask_once(client: Any, model: str, call: Call, optional: Mapping[str, object], *, seed: int) -> Said:  # noqa: ANN401 - the SDK's
    """Make one request and return the whole reply.

    Raises:
        Refused: there is none.

    """
    import httpx2  # noqa: PLC0415 - comes with the SDK
    import openai  # noqa: PLC0415 - it takes a second to import

    parameters = {**optional, **({"seed": seed} if "seed" in optional else {})}
    messages = [{"role": "user", "content": call.prompt}]
    try:
        reply = await client.chat.completions.create(model=model, messages=messages, **parameters)
        return await (_streamed(reply) if "stream" in parameters else _whole(reply))
    except openai.APIStatusError as error:
        raise _named(error, optional) from error
    except (openai.APIError, httpx2.TransportError) as error:
        detail = f"{type(error).__name__}: {error}"
        reason = (
            "connection" if isinstance(error, openai.APIConnectionError | httpx2.TransportError) else "server_error"
        )
        raise Refused(reason=reason, detail=_short(detail)) from error
    except (json.JSONDecodeError, UnicodeDecodeError, AttributeError, TypeError, IndexError) as error:
        raise Refused(reason="bad_reply", detail=_short(f"the reply is not in the protocol: {error}")) from error


async def _streamed(stream: Any) -> Said:  # noqa: ANN401 - the SDK's
    parts: list[str] = []
    size, finish, usage, chunks = 0, None, None, 0
    async with stream:
        async for chunk in stream:
            chunks += 1
            if chunk.usage is not None:
                usage = (int(chunk.usage.prompt_tokens), int(chunk.usage.completion_tokens))
            for choice in (chunk.choices or [])[:1]:
                text = choice.delta.content or ""
                parts.append(text)
                size += len(text)
                finish = choice.finish_reason or finish
            if size > MOST_REPLY_CHARACTERS:
                return Said(_mended("".join(parts)[:MOST_REPLY_CHARACTERS]), Finish.LENGTH, None)
    if not chunks:
        raise Refused(reason="bad_reply", detail="the server sends no stream", unsupported="stream")
    if finish is None:
        raise Refused(reason="bad_reply", detail="the reply breaks off")
    return Said(_mended("".join(parts)), _finish(finish), usage)


async def _whole(reply: Any) -> Said:  # noqa: ANN401 - the SDK's
    choice = reply.choices[0]
    usage = None if reply.usage is None else (int(reply.usage.prompt_tokens), int(reply.usage.completion_tokens))
    text = choice.message.content or ""
    return Said(_mended(text[:MOST_REPLY_CHARACTERS]), _finish(choice.finish_reason), usage)


def _mended(text: str) -> str:
    """Join the halves that JSON may have for one character, as some servers cut between them; one alone can't be kept."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _finish(reason: str | None) -> Finish:
    return Finish.LENGTH if reason == _FINISHED_LENGTH else Finish.STOP


def _named(error: Any, optional: Mapping[str, object]) -> Refused:  # noqa: ANN401 - the SDK's
    """Name whose fault an HTTP status tells of."""
    status, detail = int(error.status_code), _short(f"the server says {error.status_code}: {error.message}")
    if status == 429 and error.code == "insufficient_quota":  # noqa: PLR2004 - HTTP's
        return Refused(reason="refused", detail=detail, hint="the account has no money left: asking again is of no use")
    if status in _TRANSIENT or status >= 500:  # noqa: PLR2004 - HTTP's
        reason = "rate_limit" if status == 429 else "timeout" if status == 408 else "server_error"  # noqa: PLR2004 - HTTP's
        return Refused(reason=reason, detail=detail, retry_after_s=_retry_after_s(error))
    unsupported = _unsupported(error, optional) if status in {400, 422} else None
    if status in {400, 413, 422} and unsupported is None and _TOO_LONG.search(str(error.message)):
        return Refused(reason="context_length", detail=detail)
    hint = _CALLERS_FAULT.get(status, "is it the right model, and does the prompt fit its context?")
    return Refused(reason="refused", detail=detail, unsupported=unsupported, hint=hint)


def _unsupported(error: Any, optional: Mapping[str, object]) -> str | None:  # noqa: ANN401 - the SDK's
    if not _NOT_TAKEN.search(f"{error.code or ''} {error.message}"):
        return None  # "max_tokens is too large" is about its value: without it, the limit would be gone
    named = getattr(error, "param", None)
    if named in optional:
        return str(named)
    # The longest first: "stream_options" holds "stream".
    return next((name for name in sorted(optional, key=len, reverse=True) if name in str(error.message)), None)


def _retry_after_s(error: Any) -> float | None:  # noqa: ANN401 - the SDK's
    try:
        return max(0.0, float(error.response.headers.get("retry-after", "")))
    except ValueError:  # not there, or a date
        return None


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 500 else f"{line[:497]}..."  # noqa: PLR2004 - fits a message
