from itertools import accumulate


def count_ways(field):
    row = [1] + [0] * (len(field[0]) - 1)
    for line in field:
        following = []
        start = 0
        for stretch in line.split("#"):
            end = start + len(stretch)
            following += accumulate(row[start:end])
            following.append(0)
            start = end + 1
        following.pop()
        row = following
    return row[-1]
