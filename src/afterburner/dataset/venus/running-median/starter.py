n = int(input())
numbers = list(map(int, input().split()))

for x in numbers:
    # TODO: print the lower median of the numbers up to x
    pass
