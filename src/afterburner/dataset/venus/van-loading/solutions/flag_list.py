def main():
    n, limit = map(int, input().split())
    possible = [False] * (limit + 1)
    possible[0] = True
    highest = 0
    for weight in map(int, input().split()):
        for load in range(min(highest, limit - weight), -1, -1):
            if possible[load]:
                possible[load + weight] = True
        highest = min(limit, highest + weight)
    while not possible[highest]:
        highest -= 1
    print(highest)


main()
