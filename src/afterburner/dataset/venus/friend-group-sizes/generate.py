import random


def generate(seed: int, size: int):
    """size: the number of people."""
    rng = random.Random(seed)
    n = size if size > 10 else rng.randint(1, size)
    people = list(range(n))
    rng.shuffle(people)
    if size > 10:
        largest = 5
    else:
        largest = size
    links = []
    start = 0
    while start < n:
        # One cluster: everybody is linked to an earlier member of it, plus a few extra links.
        cluster = people[start:start + rng.randint(1, largest)]
        # Now and then a bigger cluster.
        if size > 10 and rng.random() < 0.01:
            cluster = people[start:start + rng.randint(20, 60)]
        for i in range(1, len(cluster)):
            pair = [cluster[i], cluster[rng.randrange(i)]]
            rng.shuffle(pair)
            links.append(pair)
            if rng.random() < 0.2:
                links.append([rng.choice(cluster), rng.choice(cluster)])
        start += len(cluster)
    rng.shuffle(links)
    return [n, links]
