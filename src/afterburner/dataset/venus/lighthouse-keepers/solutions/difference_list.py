from itertools import accumulate, groupby

n, m = map(int, input().split())
duties = [tuple(map(int, input().split())) for _ in range(n + m)]
changes = [0] * (max(e for _s, e in duties) + 1)
for s, e in duties:
    changes[s] += 1
    changes[e] -= 1
games = [sum(1 for _ in run) for keepers, run in groupby(accumulate(changes)) if keepers == 2]
print(sum(games), max(games, default=0))
