def contact_groups(teeth: list[int]) -> int:
    # TODO: return the sum of the greatest common divisors over all pairs
    pass
