import heapq


def kth_distance(marks, k):
    marks = sorted(marks)
    heap = [(b - a, i, i + 1) for i, (a, b) in enumerate(zip(marks, marks[1:]))]
    heapq.heapify(heap)
    last = len(marks) - 1
    for _ in range(k - 1):
        _distance, i, j = heap[0]
        if j < last:
            heapq.heapreplace(heap, (marks[j + 1] - marks[i], i, j + 1))
        else:
            heapq.heappop(heap)
    return heap[0][0]
