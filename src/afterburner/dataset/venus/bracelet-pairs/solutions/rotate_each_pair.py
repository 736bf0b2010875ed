def bracelet_pairs(bracelets):
    pairs = 0
    for i in range(len(bracelets)):
        for j in range(i + 1, len(bracelets)):
            left = bracelets[i]
            right = bracelets[j]
            if len(left) != len(right):
                continue
            for cut in range(len(left)):
                if left[cut:] + left[:cut] == right:
                    pairs += 1
                    break
    return pairs
