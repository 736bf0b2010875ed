def ways_to_cut(text):
    lengths, links, children = [-1, 0], [0, 0], [{}, {}]
    steps, jumps, sums = [0, 0], [0, 0], [0, 0]
    node = 1
    ways = [1]
    for last, letter in enumerate(text):
        while lengths[node] >= last or text[last - lengths[node] - 1] != letter:
            node = links[node]
        child = children[node].get(letter)
        if child is None:
            child = len(lengths)
            target = 1
            if lengths[node] >= 0:
                link = links[node]
                while text[last - lengths[link] - 1] != letter:
                    link = links[link]
                target = children[link][letter]
            lengths.append(lengths[node] + 2)
            links.append(target)
            children.append({})
            steps.append(lengths[child] - lengths[target])
            jumps.append(jumps[target] if steps[child] == steps[target] else target)
            sums.append(0)
            children[node][letter] = child
        node = child
        total = 0
        walk = node
        while lengths[walk] > 0:
            # The series' shortest word starts here; the others ended one step earlier, too.
            jump = jumps[walk]
            part = ways[last + 1 - lengths[jump] - steps[walk]]
            if jump != links[walk]:
                part += sums[links[walk]]
            sums[walk] = part
            total += part
            walk = jump
        ways.append(total % 1_000_000_007)
    return ways[-1]


def mirror_cuts(texts):
    return [ways_to_cut(text) for text in texts]
