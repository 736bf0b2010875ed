"""Plays a script that stands on standard input, and notes on its own clocks what it did; actor.c plays the same ones.

First two factors, for amounts of memory and for times: 0 makes the same processes and calls with nothing held or burnt.
Memory is in MB, in whole pages, and touched at once; times are in ms of CPU time as the kernel tells the process itself.
"""

import mmap
import os
import resource
import signal
import sys
import threading
import time

PAGE = 4096
PIECE = 256 * PAGE
"""Memory comes and goes in pieces, with a note after each: the kernel need not be even over a large one."""

words = sys.stdin.read().split()
memory_scale, time_scale = float(words[0]), float(words[1])
up, down = os.pipe(), os.pipe()
notes: list[str] = []
held: list[list[mmap.mmap]] = []
shared: list[mmap.mmap] = []
reserved: list[mmap.mmap] = []
descriptors: list[int] = []
children: list[int] = []
inherited = 0
place = 0
sleepy = False


def cpu(whose: int = resource.RUSAGE_SELF) -> float:
    """Not the process's CPU clock: where a limit on CPU time is set, the kernel moves that on at its ticks only."""
    used = resource.getrusage(whose)
    return used.ru_utime + used.ru_stime


def size(megabytes: str) -> int:
    return int(float(megabytes) * memory_scale * 1_000_000) // PAGE * PAGE


def all_held() -> int:
    return sum(len(piece) for pieces in held for piece in pieces)


def note() -> None:
    area = all_held() - inherited
    notes.append(f"note {os.getpid()} {cpu():.9f} {time.monotonic():.9f} {area} {cpu(resource.RUSAGE_CHILDREN):.9f}\n")


def mapped(length: int, flags: int) -> mmap.mmap:
    return mmap.mmap(-1, length, flags=flags | mmap.MAP_ANONYMOUS | mmap.MAP_POPULATE)


def hold(megabytes: str) -> None:
    note()
    left = size(megabytes)
    held.append([])
    while left:
        held[-1].append(mapped(min(left, PIECE), mmap.MAP_PRIVATE))
        left -= len(held[-1][-1])
        note()


def drop() -> None:
    note()
    pieces = held[-1]
    while pieces:
        pieces.pop().close()
        note()
    held.pop()


def touch(percent: str) -> None:
    """Write to the first part of the last memory held: after a fork, these pages become the process's own."""
    pieces = held[-1][: len(held[-1]) * int(percent) // 100]
    for piece in pieces:
        # Not page by page: a loop here would take memory for itself.
        piece[::PAGE] = bytes(len(piece) // PAGE)


def share(megabytes: str) -> None:
    if size(megabytes):
        shared.append(mapped(size(megabytes), mmap.MAP_SHARED))


def visit() -> None:
    """Touch all shared memory, so that it is in this process's own tables as well."""
    for region in shared:
        region[::PAGE] = bytes(len(region) // PAGE)


def reserve(megabytes: str) -> None:
    """Map memory and never touch it: it takes nothing."""
    if size(megabytes):
        reserved.append(mmap.mmap(-1, size(megabytes), flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS))


def fill(fd: int, megabytes: str) -> None:
    block = bytes(1 << 20)
    left = size(megabytes)
    while left > 0:
        left -= os.write(fd, memoryview(block)[: min(left, len(block))])
    descriptors.append(fd)


def memfd(megabytes: str) -> None:
    fill(os.memfd_create("held"), megabytes)


def look() -> None:
    """Map the last file that was filled, and touch it."""
    length = os.fstat(descriptors[-1]).st_size
    if length:
        shared.append(mmap.mmap(descriptors[-1], length, flags=mmap.MAP_SHARED | mmap.MAP_POPULATE))


def create(path: str, megabytes: str) -> None:
    fill(os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), megabytes)


def busy(milliseconds: str) -> None:
    end_s = cpu() + float(milliseconds) * time_scale / 1000
    while cpu() < end_s:
        pass


def calls(milliseconds: str) -> None:
    end_s = cpu() + float(milliseconds) * time_scale / 1000
    while cpu() < end_s:
        os.stat("/")  # noqa: PTH116 - a system call is what is wanted


def bursts(count: str, microseconds: str) -> None:
    """Burn and sleep in turn, each for much less than a tick of the kernel's clock."""
    length_s = float(microseconds) / 1e6
    for _ in range(int(int(count) * time_scale)):
        end_s = cpu() + length_s
        while cpu() < end_s:
            pass
        time.sleep(length_s)


def threads(count: str, milliseconds: str) -> None:
    end_s = cpu() + float(milliseconds) * time_scale / 1000

    def spin() -> None:
        while cpu() < end_s:
            pass

    started = [threading.Thread(target=spin) for _ in range(int(count))]
    for thread in started:
        thread.start()
    for thread in started:
        thread.join()


def nap(milliseconds: str) -> None:
    time.sleep(float(milliseconds) / 1000)


def signs(milliseconds: str) -> None:
    """Write the clocks over and over, for at most so long on the wall: the last ones are the last sign of life."""
    end_s = time.monotonic() + float(milliseconds) / 1000
    start = f"sign {cpu():.9f} {time.monotonic():.9f}"
    while time.monotonic() < end_s:
        os.pwrite(1, f"{start} {cpu():.9f} {time.monotonic():.9f}\n".encode(), place)
        if sleepy:
            time.sleep(0.0005)


def put(slot: str) -> None:
    """Have ``signs`` written at a place of their own."""
    globals()["place"] = int(slot) * 80


def sleeping() -> None:
    globals()["sleepy"] = True


def begin() -> None:
    pid = os.fork()
    if pid:
        children.append(pid)
        skip()
    else:
        notes.clear()
        children.clear()
        globals()["inherited"] = all_held()


def skip() -> None:
    depth = 1
    while depth:
        word = next(script)
        depth += (word == "fork") - (word == "end")


def end() -> None:
    flush()
    os._exit(0)


def wait() -> None:
    while children:
        pid, _status = os.waitpid(children.pop(), 0)
        notes.append(f"reaped {pid}\n")


def ignore() -> None:
    """Let the kernel reap: such children's time is added to nobody's."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)


def tell() -> None:
    os.write(up[1], b".")


def expect(count: str) -> None:
    for _ in range(int(count)):
        os.read(up[0], 1)


def release(count: str) -> None:
    os.write(down[1], b"." * int(count))


def stay() -> None:
    os.read(down[0], 1)


def flush() -> None:
    note()
    os.write(1, "".join(notes).encode())
    notes.clear()


ACTIONS = {
    "hold": hold,
    "drop": drop,
    "touch": touch,
    "share": share,
    "visit": visit,
    "reserve": reserve,
    "memfd": memfd,
    "look": look,
    "file": create,
    "unlink": os.unlink,
    "busy": busy,
    "calls": calls,
    "bursts": bursts,
    "threads": threads,
    "nap": nap,
    "signs": signs,
    "put": put,
    "sleeping": sleeping,
    "fork": begin,
    "end": end,
    "session": os.setsid,
    "wait": wait,
    "ignore": ignore,
    "tell": tell,
    "await": expect,
    "release": release,
    "stay": stay,
    "flush": flush,
}
script = iter(words[2:])
for action in script:
    name, _, arguments = action.partition(":")
    ACTIONS[name](*arguments.split(",") if arguments else ())
while held:
    drop()
flush()
