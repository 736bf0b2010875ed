def main():
    n, q = map(int, input().split())
    numbers = list(map(int, input().split()))
    prefix = [0]
    for x in numbers:
        prefix.append(prefix[-1] + x)
    for _ in range(q):
        left, right = map(int, input().split())
        print(prefix[right] - prefix[left - 1])


main()
