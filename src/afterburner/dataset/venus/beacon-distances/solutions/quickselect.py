import random


def kth_distance(marks, k):
    marks = sorted(marks)
    left = [b - a for i, a in enumerate(marks) for b in marks[i + 1:]]
    rng = random.Random(1)
    while True:
        pivot = rng.choice(left)
        smaller = [distance for distance in left if distance < pivot]
        if k <= len(smaller):
            left = smaller
            continue
        larger = [distance for distance in left if distance > pivot]
        equal = len(left) - len(smaller) - len(larger)
        if k <= len(smaller) + equal:
            return pivot
        k -= len(smaller) + equal
        left = larger
