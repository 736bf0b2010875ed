def contact_groups(teeth):
    known = {}
    total = 0
    for i, first in enumerate(teeth):
        for second in teeth[:i]:
            pair = (first, second) if first > second else (second, first)
            steps = []
            while pair not in known:
                a, b = pair
                if a % b == 0:
                    known[pair] = b
                    break
                steps.append(pair)
                pair = (b, a % b)
            answer = known[pair]
            for pair in steps:
                known[pair] = answer
            total += answer
    return total
