from bisect import insort


def main():
    input()
    ordered = []
    medians = []
    for x in map(int, input().split()):
        insort(ordered, x)
        medians.append(ordered[(len(ordered) - 1) // 2])
    print("\n".join(map(str, medians)))


main()
