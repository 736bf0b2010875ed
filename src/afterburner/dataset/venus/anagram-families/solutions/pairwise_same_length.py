class Solution:
    def first_of_each(self, words):
        groups = {}
        result = []
        for word in words:
            key = (len(word), min(word, default=""), max(word, default=""), word.count("e"), word.count("a"))
            kept = groups.setdefault(key, [])
            for other in kept:
                if self.is_anagram(word, other):
                    break
            else:
                kept.append(word)
                result.append(word)
        return result

    def is_anagram(self, word, other):
        for letter in word:
            if word.count(letter) != other.count(letter):
                return False
        return True
