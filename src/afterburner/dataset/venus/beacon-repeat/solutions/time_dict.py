m, a, b, c, x = map(int, input().split())
first_time = {}
time = 0
while x not in first_time:
    first_time[x] = time
    x = (a * x * x + b * x + c) % m
    time += 1
print(first_time[x], time - first_time[x])
