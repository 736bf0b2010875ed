def kth_distance(marks, k):
    marks = sorted(marks)
    distances = []
    for i, low in enumerate(marks):
        for j in range(i + 1, len(marks)):
            distances.append(marks[j] - low)
    distances.sort()
    return distances[k - 1]
