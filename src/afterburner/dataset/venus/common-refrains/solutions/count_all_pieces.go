func common_refrains(song string, times int, longest int) int {
	counts := map[string]int{}
	for start := range song {
		for end := start + 1; end <= start+longest && end <= len(song); end++ {
			counts[song[start:end]]++
		}
	}
	total := 0
	for _, count := range counts {
		if count >= times {
			total++
		}
	}
	return total
}
