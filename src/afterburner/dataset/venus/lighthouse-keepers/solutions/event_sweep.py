import sys

n, m, *numbers = map(int, sys.stdin.read().split())
events = []
for at in range(0, len(numbers), 2):
    events.append((numbers[at], 1))
    events.append((numbers[at + 1], -1))
events.sort()
on_duty = total = longest = 0
since = 0
for minute, change in events:
    if on_duty == 2:
        total += minute - since
        longest = max(longest, minute - since)
    on_duty += change
    since = minute
print(total, longest)
