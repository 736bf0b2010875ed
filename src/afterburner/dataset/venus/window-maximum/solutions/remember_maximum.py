def main():
    n, k = map(int, input().split())
    numbers = list(map(int, input().split()))
    current = max(numbers[:k])
    answers = [current]
    for end in range(k, n):
        if numbers[end] >= current:
            current = numbers[end]
        elif numbers[end - k] == current:
            current = max(numbers[end - k + 1:end + 1])
        answers.append(current)
    print("\n".join(map(str, answers)))


main()
