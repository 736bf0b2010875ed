n, limit = map(int, input().split())
loads = {0}
for word in input().split():
    weight = int(word)
    loads |= {load + weight for load in loads if load + weight <= limit}
print(max(loads))
