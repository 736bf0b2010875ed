def bracelet_pairs(bracelets):
    pairs = 0
    for i, left in enumerate(bracelets):
        twice = left + left
        length = len(left)
        for j in range(i):
            right = bracelets[j]
            if len(right) == length and right in twice:
                pairs += 1
    return pairs
