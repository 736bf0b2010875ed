func count_strips(a int, b int, m int, lengths []int) []int {
	known := map[int]int{}
	counts := make([]int, len(lengths))
	for k, n := range lengths {
		found, ok := known[n]
		if !ok {
			before, here := 0, 1%m
			for i := 0; i < n; i++ {
				before, here = here, (a*here+b*before)%m
			}
			known[n], found = here, here
		}
		counts[k] = found
	}
	return counts
}
