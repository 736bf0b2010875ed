def kth_distance(marks, k):
    first, last = min(marks), max(marks)
    length = last - first + 1
    # Two bytes hold any count, so no digit of the product overflows.
    road = bytearray(2 * length)
    back = bytearray(2 * length)
    for mark in marks:
        road[2 * (mark - first)] = 1
        back[2 * (last - mark)] = 1
    product = int.from_bytes(road, "little") * int.from_bytes(back, "little")
    counts = memoryview(product.to_bytes(4 * length, "little")).cast("H")
    distance = 0
    while k > 0:
        distance += 1
        k -= counts[length - 1 + distance]
    return distance
