from collections import deque


def main():
    n, k = map(int, input().split())
    numbers = list(map(int, input().split()))
    queue = deque()
    answers = []
    for i, x in enumerate(numbers):
        while queue and numbers[queue[-1]] <= x:
            queue.pop()
        queue.append(i)
        if queue[0] <= i - k:
            queue.popleft()
        if i >= k - 1:
            answers.append(numbers[queue[0]])
    print("\n".join(map(str, answers)))


main()
