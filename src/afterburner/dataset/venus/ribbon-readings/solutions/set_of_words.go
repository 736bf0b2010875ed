import "sort"

func ribbon_readings(ribbon string, words []string) int {
	known := map[string]bool{}
	occurs := map[int]bool{}
	for _, word := range words {
		known[word] = true
		occurs[len(word)] = true
	}
	lengths := []int{}
	for length := range occurs {
		lengths = append(lengths, length)
	}
	sort.Ints(lengths)
	ways := make([]int, len(ribbon)+1)
	ways[0] = 1
	for end := 1; end <= len(ribbon); end++ {
		for _, length := range lengths {
			if length > end {
				break
			}
			if ways[end-length] != 0 && known[ribbon[end-length:end]] {
				ways[end] += ways[end-length]
			}
		}
		ways[end] %= 1000000007
	}
	return ways[len(ribbon)]
}
