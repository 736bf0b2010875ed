from bisect import bisect_left


class Solution:
    def first_of_each(self, words):
        seen = []
        result = []
        for word in words:
            counts = [0] * 26
            for letter in word:
                counts[ord(letter) - 97] += 1
            signature = tuple(counts)
            place = bisect_left(seen, signature)
            if place == len(seen) or seen[place] != signature:
                seen.insert(place, signature)
                result.append(word)
        return result
