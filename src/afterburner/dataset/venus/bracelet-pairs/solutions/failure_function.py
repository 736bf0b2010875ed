from collections import Counter


def least_cut(bracelet):
    twice = bracelet + bracelet
    failure = [-1] * len(twice)
    cut = 0
    for j in range(1, len(twice)):
        letter = twice[j]
        i = failure[j - cut - 1]
        while i != -1 and letter != twice[cut + i + 1]:
            if letter < twice[cut + i + 1]:
                cut = j - i - 1
            i = failure[i]
        if letter != twice[cut + i + 1]:
            if letter < twice[cut]:
                cut = j
            failure[j - cut] = -1
        else:
            failure[j - cut] = i + 1
    return cut


def bracelet_pairs(bracelets):
    names = Counter()
    for bracelet in bracelets:
        cut = least_cut(bracelet)
        names[bracelet[cut:] + bracelet[:cut]] += 1
    return sum(count * (count - 1) // 2 for count in names.values())
