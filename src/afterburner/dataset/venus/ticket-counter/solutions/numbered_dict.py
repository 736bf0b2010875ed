n = int(input())
line = {}
for place, word in enumerate(input().split()):
    line[place] = (place + 1, int(word))
head = 0
tail = n
while head < tail:
    customer, tickets = line[head]
    del line[head]
    head += 1
    if tickets > 1:
        line[tail] = (customer, tickets - 1)
        tail += 1
    else:
        print(customer, head)
