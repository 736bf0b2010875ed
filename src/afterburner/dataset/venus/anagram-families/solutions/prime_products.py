class Solution:
    PRIMES = [5, 71, 37, 29, 2, 53, 59, 19, 11, 83, 79, 31, 43, 13, 7, 67, 97, 17, 23, 3, 41, 73, 47, 89, 61, 101]

    def first_of_each(self, words):
        primes = dict(zip("abcdefghijklmnopqrstuvwxyz", self.PRIMES))
        seen = set()
        result = []
        for word in words:
            product = 1
            for letter in word:
                product *= primes[letter]
            if product not in seen:
                seen.add(product)
                result.append(word)
        return result
