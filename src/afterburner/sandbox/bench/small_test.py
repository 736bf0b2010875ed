"""The test that every contestant runs: read two numbers, print their sum. It is all overhead, and that is the point."""

from afterburner.core.errors import SandboxError

STDIN = b"19 23\n"
ANSWER = b"42"
PYTHON = b"a, b = map(int, input().split())\nprint(a + b)\n"
C = b"""
#include <stdio.h>
int main(void) { int a, b; if (scanf("%d %d", &a, &b) != 2) return 1; printf("%d\\n", a + b); return 0; }
"""


def check(who: str, output: bytes) -> None:
    """Accept the right answer.

    Raises:
        SandboxError: it is another one: figures of runs that do not work are worth nothing.

    """
    if output.strip() != ANSWER:
        raise SandboxError(f"{who} answered {output[:80]!r} instead of {ANSWER!r}", hint="run the bench without it")
