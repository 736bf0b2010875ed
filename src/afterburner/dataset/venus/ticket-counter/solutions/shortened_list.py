n = int(input())
wanted = list(map(int, input().split()))

line = []
for i in range(n):
    line.append(i)

minute = 0
while len(line) > 0:
    customer = line[0]
    line = line[1:]
    minute += 1
    wanted[customer] -= 1
    if wanted[customer] == 0:
        print(customer + 1, minute)
    else:
        line.append(customer)
