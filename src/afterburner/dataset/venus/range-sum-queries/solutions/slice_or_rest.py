n, q = map(int, input().split())
numbers = list(map(int, input().split()))
total = sum(numbers)

answers = []
for _ in range(q):
    left, right = map(int, input().split())
    if right - left < n // 2:
        answers.append(sum(numbers[left - 1:right]))
    else:
        answers.append(total - sum(numbers[:left - 1]) - sum(numbers[right:]))

print("\n".join(map(str, answers)))
