from bisect import insort


def main():
    input()
    lower = []  # ascending, the median is its last item
    upper = []  # negated, ascending: the smallest of the upper half is last
    medians = []
    for x in map(int, input().split()):
        if lower and x > lower[-1]:
            insort(upper, -x)
        else:
            insort(lower, x)
        if len(lower) > len(upper) + 1:
            upper.append(-lower.pop())
        elif len(upper) > len(lower):
            lower.append(-upper.pop())
        medians.append(lower[-1])
    print("\n".join(map(str, medians)))


main()
