import heapq


def main():
    n, k = map(int, input().split())
    numbers = list(map(int, input().split()))
    heap = []
    answers = []
    for i, x in enumerate(numbers):
        heapq.heappush(heap, (-x, i))
        if i >= k - 1:
            while heap[0][1] <= i - k:
                heapq.heappop(heap)
            answers.append(-heap[0][0])
    print("\n".join(map(str, answers)))


main()
