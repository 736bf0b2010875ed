import heapq


def strokes(line, wish):
    n, m = len(line), len(wish)
    heap = [(abs(n - m), 0, 0, 0)]
    done = set()
    while True:
        _, paid, i, j = heapq.heappop(heap)
        while i < n and j < m and line[i] == wish[j]:
            i += 1
            j += 1
        if i == n and j == m:
            return paid
        if (i, j) in done:
            continue
        done.add((i, j))
        if i < n:
            heapq.heappush(heap, (paid + 1 + abs(n - i - 1 - m + j), paid + 1, i + 1, j))
        if j < m:
            heapq.heappush(heap, (paid + 1 + abs(n - i - m + j + 1), paid + 1, i, j + 1))


def copyist_strokes(written, meant):
    return [strokes(line, wish) for line, wish in zip(written, meant)]
