import sys

n, m, *numbers = map(int, sys.stdin.read().split())
borders = sorted(set(numbers))
number_of = {border: number for number, border in enumerate(borders)}
changes = [0] * len(borders)
for at, border in enumerate(numbers):
    changes[number_of[border]] += -1 if at % 2 else 1
keepers = total = longest = run = 0
for at in range(len(borders) - 1):
    keepers += changes[at]
    if keepers == 2:
        run += borders[at + 1] - borders[at]
        longest = max(longest, run)
        total += borders[at + 1] - borders[at]
    else:
        run = 0
print(total, longest)
