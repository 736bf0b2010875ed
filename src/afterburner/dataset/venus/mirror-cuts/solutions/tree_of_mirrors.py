def ways_to_cut(text):
    # Node 0 has length -1 and node 1 is empty.
    lengths, links, children = [-1, 0], [0, 0], [{}, {}]
    node = 1
    ways = [1]
    for last, letter in enumerate(text):
        while lengths[node] >= last or text[last - lengths[node] - 1] != letter:
            node = links[node]
        child = children[node].get(letter)
        if child is None:
            child = len(lengths)
            link = links[node]
            if lengths[node] < 0:
                target = 1
            else:
                while text[last - lengths[link] - 1] != letter:
                    link = links[link]
                target = children[link][letter]
            lengths.append(lengths[node] + 2)
            links.append(target)
            children.append({})
            children[node][letter] = child
        node = child
        total = 0
        walk = node
        while lengths[walk] > 0:
            total += ways[last + 1 - lengths[walk]]
            walk = links[walk]
        ways.append(total % 1_000_000_007)
    return ways[-1]


def mirror_cuts(texts):
    return [ways_to_cut(text) for text in texts]
