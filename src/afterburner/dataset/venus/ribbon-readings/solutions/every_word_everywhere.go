import "strings"

func ribbon_readings(ribbon string, words []string) int {
	seen := map[string]bool{}
	different := []string{}
	for _, word := range words {
		if !seen[word] {
			seen[word] = true
			different = append(different, word)
		}
	}
	ways := make([]int, len(ribbon)+1)
	ways[0] = 1
	for start := range ribbon {
		if ways[start] == 0 {
			continue
		}
		for _, word := range different {
			if strings.HasPrefix(ribbon[start:], word) {
				end := start + len(word)
				ways[end] = (ways[end] + ways[start]) % 1000000007
			}
		}
	}
	return ways[len(ribbon)]
}
