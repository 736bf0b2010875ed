import sys
from operator import sub

numbers = list(map(int, sys.stdin.buffer.read().split()))[2:]
starts = sorted(numbers[::2])
ends = sorted(numbers[1::2])
games = [game for game in map(sub, ends, starts[1:]) if game > 0]
print(sum(games), max(games, default=0))
