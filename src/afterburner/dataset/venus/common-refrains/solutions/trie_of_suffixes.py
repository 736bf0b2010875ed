def common_refrains(song, times, longest):
    children = [{}]
    counts = [0]
    for start in range(len(song)):
        node = 0
        for letter in song[start : start + longest]:
            child = children[node].get(letter)
            if child is None:
                child = children[node][letter] = len(counts)
                children.append({})
                counts.append(0)
            counts[child] += 1
            node = child
    return sum(count >= times for count in counts)
