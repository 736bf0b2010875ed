def bracelet_pairs(bracelets):
    root = {}
    counts = []
    pairs = 0
    for bracelet in bracelets:
        node = root
        for letter in bracelet:
            node = node.get(letter)
            if node is None:
                break
        if node is None or "kind" not in node:
            for cut in range(len(bracelet)):
                node = root
                for letter in bracelet[cut:] + bracelet[:cut]:
                    node = node.setdefault(letter, {})
                node["kind"] = len(counts)
            counts.append(0)
        kind = node["kind"]
        pairs += counts[kind]
        counts[kind] += 1
    return pairs
