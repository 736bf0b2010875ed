n = int(input())
wanted = list(map(int, input().split()))
line = []
for number in range(n):
    line.append([number + 1, wanted[number]])
minute = 0
while line:
    number, tickets = line.pop(0)
    minute += 1
    if tickets == 1:
        print(number, minute)
    else:
        line.append([number, tickets - 1])
