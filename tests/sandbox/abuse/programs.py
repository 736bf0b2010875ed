"""Pieces of hostile programs, and how their answers are read."""

from afterburner.core.status import Status

MIB = 1 << 20

LIBC = "import ctypes, os, sys, time\nlibc = ctypes.CDLL(None, use_errno=True)\n"

DAEMON = """
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        CODE
    os._exit(0)
os.wait()
print("answer")
"""

C = """
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
static double cpu_s(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return now.tv_sec + now.tv_nsec / 1e9;
}
__attribute__((unused)) static void burn(double seconds) {
    double end = cpu_s() + seconds;
    while (cpu_s() < end) {}
}
"""

BURN = """
import time
def burn(seconds):
    end = time.thread_time() + seconds
    while time.thread_time() < end: pass
"""


def words(seen):
    assert seen.status is Status.OK, (seen.reason, seen.stderr)
    return seen.stdout.decode().split()
