def kth_distance(marks, k):
    marks = set(marks)
    distance = 0
    while k > 0:
        distance += 1
        k -= len(marks.intersection(map(distance.__add__, marks)))
    return distance
