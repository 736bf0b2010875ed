from bisect import bisect_left, bisect_right


class Counts:
    """How many distances are at most so large."""

    def __init__(self, marks):
        self.marks = marks

    def __getitem__(self, distance):
        marks = self.marks
        return sum(bisect_right(marks, mark + distance, i) - i - 1 for i, mark in enumerate(marks))


def kth_distance(marks, k):
    marks = sorted(marks)
    return bisect_left(Counts(marks), k, 0, marks[-1] - marks[0])
