"""What the service answers when it does not do as asked: an HTTP status and a body that programs and people can read."""

from afterburner.core.errors import AfterburnerError, CheckerError, SandboxError, UsageError

Header = tuple[bytes, bytes]


class Refusal(Exception):  # noqa: N818 - an answer, not an error of the service
    """One answer other than the result; ``code`` is machine-readable and part of the contract."""

    def __init__(
        self, status: int, code: str, message: str, *, hint: str | None = None, retry_after_s: int | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.hint = hint
        self.retry_after_s = retry_after_s

    def body(self) -> dict[str, object]:
        """Return the JSON document: ``{"error": {"code", "message", "hint"}}``."""
        return {"error": {"code": self.code, "message": self.message, "hint": self.hint}}

    def headers(self) -> dict[str, str]:
        """Return the headers that belong to it."""
        headers = {} if self.retry_after_s is None else {"retry-after": str(self.retry_after_s)}
        return {**headers, "www-authenticate": "Bearer"} if self.status == 401 else headers  # noqa: PLR2004 - HTTP


def invalid(message: str, *, hint: str | None = None) -> Refusal:
    """Return the refusal of a request that can't be understood."""
    return Refusal(422, "invalid_request", message, hint=hint)


def too_large(message: str, *, hint: str | None = None) -> Refusal:
    """Return the refusal of a request that is larger than the service allows."""
    return Refusal(413, "too_large", message, hint=hint)


def refusal_of(error: AfterburnerError) -> Refusal:
    """Return the answer for what happened to a piece of work: the one place where errors become HTTP."""
    if isinstance(error, UsageError):
        return invalid(error.message, hint=error.hint)
    if isinstance(error, CheckerError):
        return Refusal(422, "checker_failed", error.message, hint=error.hint)
    if isinstance(error, SandboxError):
        hint = error.hint or "the machine is at fault, not the program: ask again"
        return Refusal(503, "machine_fault", error.message, hint=hint, retry_after_s=1)
    return Refusal(503, "cancelled", error.message, hint="the service is ending: ask again", retry_after_s=5)
