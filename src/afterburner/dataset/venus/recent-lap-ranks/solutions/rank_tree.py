def main():
    n, k = map(int, input().split())
    times = list(map(int, input().split()))
    number_of = {time: number for number, time in enumerate(sorted(set(times)))}
    size = 1
    while size < len(number_of):
        size *= 2
    tree = [0] * (2 * size)
    ranks = []
    for lap, time in enumerate(times):
        if lap >= k:
            node = number_of[times[lap - k]] + size
            while node:
                tree[node] -= 1
                node >>= 1
        node = number_of[time] + size
        tree[node] += 1
        rank = 1
        while node > 1:
            if node & 1:
                rank += tree[node - 1]
            node >>= 1
            tree[node] += 1
        ranks.append(rank)
    print(*ranks)


main()
