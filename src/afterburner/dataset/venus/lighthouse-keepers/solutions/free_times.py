import sys

n, m, *numbers = map(int, sys.stdin.read().split())
first, second = numbers[:2 * n], numbers[2 * n:]
begin = min(first[0], second[0])
end = max(first[-1], second[-1])
free = []
for borders in (first, second):
    borders = [begin, *borders, end]
    free.extend(zip(borders[::2], borders[1::2]))
free.sort()
total = longest = 0
reach = begin
for s, e in free:
    if s > reach:
        total += s - reach
        longest = max(longest, s - reach)
    reach = max(reach, e)
print(total, longest)
