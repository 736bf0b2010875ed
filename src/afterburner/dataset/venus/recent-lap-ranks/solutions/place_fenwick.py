def main():
    n, k = map(int, input().split())
    times = list(map(int, input().split()))
    order = sorted(range(n), key=times.__getitem__)
    tree = [0] * (n + 1)

    def count_to(i):
        total = 0
        while i:
            total += tree[i]
            i &= i - 1
        return total

    ranks = [0] * n
    entered = 0  # laps of the order that are in the tree: all that are faster
    for number, lap in enumerate(order):
        if times[lap] != times[order[entered]]:
            for faster in order[entered:number]:
                i = faster + 1
                while i <= n:
                    tree[i] += 1
                    i += i & -i
            entered = number
        ranks[lap] = count_to(lap) - count_to(max(0, lap - k + 1)) + 1
    print(*ranks)


main()
