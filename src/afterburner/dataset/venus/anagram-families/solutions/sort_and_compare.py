class Solution:
    def first_of_each(self, words):
        keyed = sorted(("".join(sorted(word)), position) for position, word in enumerate(words))
        firsts = []
        previous = None
        for signature, position in keyed:
            if signature != previous:
                firsts.append(position)
                previous = signature
        firsts.sort()
        return [words[position] for position in firsts]
