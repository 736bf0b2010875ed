import sys

n, m, *numbers = map(int, sys.stdin.read().split())
starts, ends = numbers[::2], numbers[1::2]
on_duty = bytearray(max(ends))
for s, e in zip(starts[n:], ends[n:]):
    on_duty[s:e] = b"\1" * (e - s)
total = longest = 0
for s, e in zip(starts[:n], ends[:n]):
    for game in on_duty[s:e].split(b"\0"):
        total += len(game)
        longest = max(longest, len(game))
print(total, longest)
