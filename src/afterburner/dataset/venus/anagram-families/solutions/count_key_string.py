class Solution:
    def first_of_each(self, words):
        seen = set()
        result = []
        for word in words:
            key = ""
            for letter in "abcdefghijklmnopqrstuvwxyz":
                count = word.count(letter)
                if count > 0:
                    key += letter + str(count)
            if key not in seen:
                seen.add(key)
                result.append(word)
        return result
