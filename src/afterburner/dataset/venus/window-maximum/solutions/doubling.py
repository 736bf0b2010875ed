def main():
    n, k = map(int, input().split())
    best = list(map(int, input().split()))
    length = 1  # best[i] is the maximum of the window of this length at i
    while 2 * length <= k:
        best = list(map(max, best, best[length:]))
        length *= 2
    if length < k:
        best = list(map(max, best, best[k - length:]))
    print("\n".join(map(str, best)))


main()
