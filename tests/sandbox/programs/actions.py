"""Does as the first line of its input says."""

import sys
import threading
import time
from pathlib import Path


def depth(n):
    return 0 if n == 0 else depth(n - 1) + 1


def say(word):
    sys.stdout.write(f"{word}\n")


def used():
    return time.process_time()


action = sys.stdin.buffer.readline().decode().strip()
if action == "echo":
    sys.stdout.buffer.write(sys.stdin.buffer.read())
elif action == "exit":
    sys.exit(3)
elif action == "crash":
    raise RuntimeError("boom")
elif action == "loop":
    while True:
        pass
elif action == "sleep":
    while True:
        time.sleep(100)
elif action == "allocate":
    everything = []
    while True:
        everything.append(b"x" * (1 << 20))
elif action == "recurse":
    sys.setrecursionlimit(200_000)
    say(depth(100_000))
elif action == "threads":
    finished = []
    threads = [threading.Thread(target=finished.append, args=[1]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    say(len(finished))
elif action == "write":
    Path("left").touch()
elif action == "look":
    say("there" if Path("left").exists() else "gone")
elif action == "bytes":
    sys.stdout.buffer.write(bytes(range(256)))
elif action == "busy":
    end = used() + 0.3
    while used() < end:
        pass
elif action == "array":
    say((b"x" * (100 << 20))[77])
elif action == "hello":
    say("hello")
