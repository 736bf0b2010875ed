def kth_distance(marks, k):
    marks = sorted(marks)
    low, high = 1, marks[-1] - marks[0]
    while low < high:
        middle = (low + high) // 2
        count = start = 0
        for end, mark in enumerate(marks):
            reach = mark - middle
            while marks[start] < reach:
                start += 1
            count += end - start
        if count >= k:
            high = middle
        else:
            low = middle + 1
    return low
