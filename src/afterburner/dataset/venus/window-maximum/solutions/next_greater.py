def main():
    n, k = map(int, input().split())
    numbers = list(map(int, input().split()))
    greater = [n] * n
    stack = []
    for i in range(n):
        while stack and numbers[stack[-1]] < numbers[i]:
            greater[stack.pop()] = i
        stack.append(i)
    answers = []
    place = 0
    for start in range(n - k + 1):
        if place < start:
            place = start
        while greater[place] < start + k:
            place = greater[place]
        answers.append(numbers[place])
    print("\n".join(map(str, answers)))


main()
