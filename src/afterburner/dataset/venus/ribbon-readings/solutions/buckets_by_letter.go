import "strings"

func ribbon_readings(ribbon string, words []string) int {
	seen := map[string]bool{}
	var buckets [256][]string
	for _, word := range words {
		if !seen[word] {
			seen[word] = true
			buckets[word[0]] = append(buckets[word[0]], word)
		}
	}
	ways := make([]int, len(ribbon)+1)
	ways[0] = 1
	for start := range ribbon {
		if ways[start] == 0 {
			continue
		}
		for _, word := range buckets[ribbon[start]] {
			if strings.HasPrefix(ribbon[start:], word) {
				end := start + len(word)
				ways[end] = (ways[end] + ways[start]) % 1000000007
			}
		}
	}
	return ways[len(ribbon)]
}
