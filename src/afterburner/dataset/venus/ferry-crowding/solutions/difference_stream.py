from array import array


def fullest_section(n, groups):
    change = array("q", [0]) * (n + 1)
    for a, b, p in groups:
        change[a] += p
        change[b + 1] -= p
    change.pop()
    aboard = most = first = 0
    amount = 0
    for section, difference in enumerate(change):
        aboard += difference
        if aboard > most:
            most, first, amount = aboard, section, 1
        elif aboard == most:
            amount += 1
    return [most, first, amount]
