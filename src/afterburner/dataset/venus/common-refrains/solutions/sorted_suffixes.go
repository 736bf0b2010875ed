import "sort"

func inCommon(left, right string) int {
	k := 0
	for k < len(left) && k < len(right) && left[k] == right[k] {
		k++
	}
	return k
}

func common_refrains(song string, times int, longest int) int {
	suffixes := make([]string, len(song))
	for start := range song {
		end := start + longest
		if end > len(song) {
			end = len(song)
		}
		suffixes[start] = song[start:end]
	}
	sort.Strings(suffixes)
	total := 0
	for first := 0; first+times <= len(suffixes); first++ {
		last := suffixes[first+times-1]
		total += inCommon(suffixes[first], last)
		if first > 0 {
			total -= inCommon(suffixes[first-1], last)
		}
	}
	return total
}
