import re
from itertools import chain, repeat
from operator import ne


def stream(row):
    runs = re.finditer(r"(\d+)([a-z])", row)
    return chain.from_iterable(repeat(run[2], int(run[1])) for run in runs)


print(sum(map(ne, stream(input()), stream(input()))))
