def kth_distance(marks: list[int], k: int) -> int:
    # TODO: return the k-th smallest distance between two marks
    pass
