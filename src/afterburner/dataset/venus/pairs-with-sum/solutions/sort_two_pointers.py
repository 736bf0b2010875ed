def main():
    n, target = map(int, input().split())
    numbers = sorted(map(int, input().split()))
    low, high = 0, n - 1
    pairs = 0
    while low < high:
        total = numbers[low] + numbers[high]
        if total < target:
            low += 1
        elif total > target:
            high -= 1
        elif numbers[low] == numbers[high]:
            run = high - low + 1
            pairs += run * (run - 1) // 2
            break
        else:
            left_value, right_value = numbers[low], numbers[high]
            left_run = right_run = 0
            while numbers[low] == left_value:
                left_run += 1
                low += 1
            while numbers[high] == right_value:
                right_run += 1
                high -= 1
            pairs += left_run * right_run
    print(pairs)


main()
