def ways_to_cut(text):
    # A prime far above the number of pieces squared; equal fingerprints are settled by the letters.
    prime, base = (1 << 61) - 1, 911_382_323
    forward, backward, power = [0], [0], [1]
    for letter in text:
        forward.append((forward[-1] * base + ord(letter)) % prime)
        backward.append((backward[-1] + ord(letter) * power[-1]) % prime)
        power.append(power[-1] * base % prime)
    ways = [1]
    for end in range(1, len(text) + 1):
        total = 0
        last = text[end - 1]
        for start in range(end):
            if text[start] == last:
                there = forward[end] - forward[start] * power[end - start]
                back = backward[end] - backward[start]
                if (there * power[start] - back) % prime == 0 and text[start:end] == text[start:end][::-1]:
                    total += ways[start]
        ways.append(total % 1_000_000_007)
    return ways[-1]


def mirror_cuts(texts):
    return [ways_to_cut(text) for text in texts]
