def kth_distance(marks, k):
    first = min(marks)
    road = 0
    for mark in marks:
        road |= 1 << (mark - first)
    distance = 0
    while k > 0:
        distance += 1
        k -= (road & (road >> distance)).bit_count()
    return distance
