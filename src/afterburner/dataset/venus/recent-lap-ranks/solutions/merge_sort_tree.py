from bisect import bisect_left


def main():
    n, k = map(int, input().split())
    times = list(map(int, input().split()))
    tree = [None] * n + [[time] for time in times]
    for node in range(n - 1, 0, -1):
        tree[node] = sorted(tree[2 * node] + tree[2 * node + 1])
    ranks = []
    for lap, time in enumerate(times):
        rank = 1
        left = max(0, lap - k + 1) + n
        right = lap + n
        while left < right:
            if left & 1:
                rank += bisect_left(tree[left], time)
                left += 1
            if right & 1:
                right -= 1
                rank += bisect_left(tree[right], time)
            left >>= 1
            right >>= 1
        ranks.append(rank)
    print(*ranks)


main()
